"""From a walk over every path to what the author must know: shares, spreads, the hinge, and what is wrong.

Law: every finding about paths comes with a path that shows it, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt

from game import paths, rules, weighing
from game.authoring.problems import Severity
from game.compiled import IDLE, RUNNING, Compiled, State, compiled, laters_of
from game.exploration import (
    ClockFound,
    EndingFound,
    Exploration,
    Finding,
    OptionFound,
    PathFound,
    Place,
    RoundFound,
    Share,
    Spread,
    digest_of,
    spread_of,
)
from game.explore import MAX_STATES, Walk, walked
from game.scenario import Scenario
from game.weighing import Leaf, Weights

RARE, COMMON, PINNED = 0.01, 0.70, 0.33
Told = Callable[[str], None]


def proved(scenario: Scenario, tell: Told = lambda words: None, most: int = MAX_STATES) -> Exploration:
    """Everything about a checked scenario, exactly. Raises TooLarge."""
    play = compiled(scenario, forgetful=True)
    total = len(play.rounds)
    walk = walked(play, lambda number, met: tell(f"walking: round {number} of {total}, {met:,} states"), most)
    weights = weighing.weighed(walk, lambda number: tell(f"weighing: round {number + 1} of {total}"))
    tell("looking for what is never met")
    findings = (*findings_of(walk, weights), *unseen(scenario, walk))
    return exploration_of(walk, weights, findings)


def exploration_of(walk: Walk, weights: Weights, findings: tuple[Finding, ...]) -> Exploration:
    """The walk and its weights as values."""
    scenario = walk.play.scenario
    whole = walk.scales.whole
    swings = [weight.spread / walk.scales.at[number] for number, weight in enumerate(weights.rounds)]
    names = list(scenario.meters)
    hinge = max(range(len(swings)), key=lambda number: swings[number])
    return Exploration(
        digest=digest_of(scenario),
        title=scenario.title,
        exact=True,
        paths=walk.paths,
        turns=walk.turns,
        endings=tuple(endings_of(walk)),
        rounds=tuple(round_of(walk, weights, number, swings[number]) for number in range(len(swings))),
        meters={name: spread_of(counts) for name, counts in zip(names, weights.meters, strict=True) if counts},
        hours=spread_of(weights.hours) if weights.hours else Spread(low=0, tenth=0, mean=0, ninetieth=0, high=0),
        clocks=tuple(clocks_of(walk)),
        standings=tuple((tenths / 10, share / whole) for tenths, (_, share) in sorted(weights.standings.items())),
        hinge=scenario.rounds[hinge].id if swings[hinge] > 0 else "",
        best=path_found(walk, weights.best),
        worst=path_found(walk, weights.worst),
        findings=findings,
    )


def exactly(share: int, whole: int, count: int) -> Share:
    """A share that is known exactly."""
    return Share(value=share / whole, low=share / whole, high=share / whole, paths=count)


def endings_of(walk: Walk) -> Iterator[EndingFound]:
    """Each ending with its share and a path to it."""
    for number, ending in enumerate(walk.play.scenario.endings):
        ends = [end for (which, _), end in walk.ends.items() if which == number]
        share = exactly(sum(end.share for end in ends), walk.scales.whole, sum(end.paths for end in ends))
        last = next((end.last for end in ends if end.last), None)
        path = paths.through(walk, last) if last else ""
        yield EndingFound(id=ending.id, title=ending.title, share=share, path=path)


def clocks_of(walk: Walk) -> Iterator[ClockFound]:
    """Each clock: how often it starts, is met, is missed."""
    for number, (name, clock) in enumerate(walk.play.scenario.clocks.items()):
        found = {"idle": [0, 0], "running": [0, 0], "met": [0, 0], "missed": [0, 0]}
        for (_, clocks), end in walk.ends.items():
            counts = found[kind_of(*clocks[number])]
            counts[0] += end.share
            counts[1] += end.paths
        whole = walk.scales.whole
        idle, running, met, missed = (exactly(share, whole, count) for share, count in found.values())
        started = exactly(whole - found["idle"][0], whole, walk.paths - idle.paths)
        ends = [end.last for (_, clocks), end in walk.ends.items() if kind_of(*clocks[number]) == "missed"]
        path = paths.through(walk, ends[0]) if ends and ends[0] else ""
        yield ClockFound(
            id=name, title=clock.title, started=started, met=met, missed=missed, running=running, path=path
        )


def kind_of(phase: int, number: float) -> str:
    """How a clock stands at the end."""
    return {IDLE: "idle", RUNNING: "running"}.get(phase, "missed" if number < 0 else "met")


def round_of(walk: Walk, weights: Weights, number: int, swing: float) -> RoundFound:
    """One round's figures."""
    scenario, scale = walk.play.scenario, walk.scales.at[number]
    each, weight, layer = scenario.rounds[number], weights.rounds[number], walk.layers[number]
    counts: list[dict[int, int]] = [{} for _ in scenario.meters]
    for state, visit in layer.items():
        for values, meter in zip(counts, state.meters, strict=True):
            values[meter] = values.get(meter, 0) + visit.share
    options = tuple(
        OptionFound(
            id=option.id,
            text=option.text,
            open=note.open / weight.share if weight.share else 0.0,
            standing=round(note.standing / note.open, 2) if note.open else None,
        )
        for option, note in zip(each.options, weight.options, strict=True)
    )
    spreads = {name: spread_of(values) for name, values in zip(scenario.meters, counts, strict=True) if values}
    return RoundFound(
        id=each.id,
        title=each.title,
        played=weight.share / scale,
        states=len(layer),
        swing=round(swing, 3),
        options=options,
        meters=spreads,
    )


def path_found(walk: Walk, leaf: Leaf | None) -> PathFound:
    """A best or worst path."""
    if leaf is None:
        return PathFound(path="", standing=0, ending="")
    ending = walk.play.scenario.endings[leaf.ending].id if leaf.ending >= 0 else ""
    return PathFound(path=paths.through(walk, (leaf.state, leaf.move)), standing=round(leaf.standing, 1), ending=ending)


def findings_of(walk: Walk, weights: Weights) -> Iterator[Finding]:
    """What a walk and its weights show to be wrong or worth a look."""
    yield from dead_ends(walk)
    yield from endings_worth_a_look(walk)
    yield from rounds_worth_a_look(walk, weights)
    yield from meters_worth_a_look(walk, weights)
    yield from clocks_worth_a_look(walk)


def error(place: Place, message: str, path: str = "") -> Finding:
    """Something that must be mended."""
    return Finding(place=place, message=message, severity=Severity.ERROR, path=path)


def warning(place: Place, message: str, path: str = "") -> Finding:
    """Something that deserves a look."""
    return Finding(place=place, message=message, severity=Severity.WARNING, path=path)


def dead_ends(walk: Walk) -> Iterator[Finding]:
    """Rounds in which, on some path, nothing can be chosen; paths without an ending."""
    for number in sorted({state.round for state in walk.stuck}):
        state = next(state for state in walk.stuck if state.round == number)
        path = paths.written(walk.play, paths.to(walk, state))
        yield error(("rounds", number, "options"), "on some paths nothing can be chosen in this round", path)
    for (which, _), end in walk.ends.items():
        if which < 0 and end.last:
            yield error(("endings",), "some paths come to no ending", paths.through(walk, end.last))
            return


def endings_worth_a_look(walk: Walk) -> Iterator[Finding]:
    """Endings that nobody reaches, hardly anybody, or nearly everybody."""
    for number, found in enumerate(endings_of(walk)):
        place, share = ("endings", number), found.share.value
        if not found.share.paths:
            yield error(place, f"no path leads to the ending '{found.id}'")
        elif share < RARE:
            yield warning(place, f"only {share:.2%} of paths lead to the ending '{found.id}'", found.path)
        elif share > COMMON and len(walk.play.scenario.endings) > 1:
            yield warning(place, f"{share:.0%} of paths lead to the ending '{found.id}'", found.path)


def rounds_worth_a_look(walk: Walk, weights: Weights) -> Iterator[Finding]:
    """Rounds that are never played, options that are never open, dominated or never best."""
    for number, (each, weight) in enumerate(zip(walk.play.scenario.rounds, weights.rounds, strict=True)):
        if not walk.layers[number]:
            yield error(("rounds", number), f"no path comes to the round '{each.id}'")
            continue
        worse = {pair[1]: pair[0] for pair in sorted(weight.dominated & weight.differ)}
        for place, (option, note) in enumerate(zip(each.options, weight.options, strict=True)):
            where: Place = ("rounds", number, "options", place)
            if note.first is None:
                yield error(where, f"'{option.id}' can be chosen on no path")
                continue
            path = paths.written(walk.play, paths.to(walk, note.first))
            if place in worse:
                better = each.options[worse[place]].id
                message = f"'{option.id}' is dominated: wherever both can be chosen, '{better}'"
                message += " leads to as good or better on every meter"
                yield warning(where, message, path)
            elif not note.is_ever_best and len(walk.layers[number]) > 1:
                # Where a round is met in one state only, all but one option must be less than best; that tells nothing.
                message = f"'{option.id}' is never the best: wherever it can be chosen,"
                message += " another option leads to a higher standing on average"
                yield warning(where, message, path)


def meters_worth_a_look(walk: Walk, weights: Weights) -> Iterator[Finding]:
    """Meters that cannot move, and meters that end at a bound on many paths."""
    for number, (name, meter) in enumerate(walk.play.scenario.meters.items()):
        values = weights.meters[number]
        if set(values) <= {meter.start} and not any(
            state.meters[number] != meter.start for layer in walk.layers for state in layer
        ):
            yield error(("meters", name), f"the meter '{name}' never moves")
            continue
        for bound in (meter.min, meter.max):
            share = values.get(bound, 0) / walk.scales.whole
            if share > PINNED:
                yield warning(("meters", name), f"'{name}' ends pinned at {bound} on {share:.0%} of paths")


def clocks_worth_a_look(walk: Walk) -> Iterator[Finding]:
    """Clocks that never start, are always missed, or cannot be missed."""
    for found in clocks_of(walk):
        place = ("clocks", found.id)
        if not found.started.paths:
            yield error(place, f"the clock '{found.id}' never starts")
        elif not found.missed.paths:
            yield warning(place, f"the clock '{found.id}' is never missed")
        elif found.missed.value == found.started.value:
            yield warning(place, f"the clock '{found.id}' is missed whenever it starts")


def unseen(scenario: Scenario, walk: Walk) -> Iterator[Finding]:
    """Injects that never arrive, happenings and laters that never happen."""
    yield from unseen_injects(scenario)
    happened = {"happening": set[int](), "later": set[int]()}
    wanted = {"happening": len(scenario.happenings), "later": len(laters_of(scenario))}
    for kind, number in all_steps(walk) if any(wanted.values()) else ():
        happened[kind].add(number)
        if all(len(happened[one]) == wanted[one] for one in wanted):
            return
    for number, happening in enumerate(scenario.happenings):
        if number not in happened["happening"]:
            yield error(("happenings", number), f"'{happening.id}' happens on no path")
    for number, (each, option, _) in enumerate(laters_of(scenario)):
        if number not in happened["later"]:
            place = ("rounds", scenario.rounds.index(each), "options", each.options.index(option), "later")
            yield error(place, f"what '{option.id}' does later happens on no path")


def all_steps(walk: Walk) -> Iterator[tuple[str, int]]:
    """Every happening and later that some choice leads to."""
    for layer in walk.layers:
        for state in layer:
            for choice in rules.legal(walk.play, state):
                for branch in rules.branches(walk.play, state, choice):
                    for step in rules.story(walk.play, state, choice, branch.falls):
                        if step.kind in ("happening", "later"):
                            yield step.kind, step.number


def unseen_injects(scenario: Scenario) -> Iterator[Finding]:
    """Injects that arrive on no path: a pass of its own, for it must remember what only injects ask."""
    hidden = {
        (number, place)
        for number, each in enumerate(scenario.rounds)
        for place, inject in enumerate(each.injects)
        if inject.when
    }
    if hidden:
        play = compiled(scenario, forgetful=True, for_injects=True)
        for layer in walked(play).layers:
            for state in layer:
                hidden -= arrived(play, state, hidden)
    for number, place in sorted(hidden):
        inject = scenario.rounds[number].injects[place]
        yield error(("rounds", number, "injects", place), f"the inject '{inject.id}' arrives on no path")


def arrived(play: Compiled, state: State, hidden: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The injects not seen before that arrive in this state."""
    wanted = [place for number, place in hidden if number == state.round]
    tests = play.injects[state.round]
    return {(state.round, place) for place in wanted if (test := tests[place]) is None or test(state)}


def interval(hits: int, plays: int) -> tuple[float, float]:
    """The 95 % interval of a share from a sample (Wilson 1927)."""
    share, z = hits / plays, 1.959964
    middle = (share + z * z / (2 * plays)) / (1 + z * z / plays)
    half = z / (1 + z * z / plays) * sqrt(share * (1 - share) / plays + z * z / (4 * plays * plays))
    return max(0.0, middle - half), min(1.0, middle + half)
