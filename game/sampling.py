"""What can be said of a scenario too large to walk: figures from random plays, each with its interval.

Law: never passed off as proof: `exact` is false, the seed is told, and nothing that needs every path is claimed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from game import paths, rules, weighing
from game.compiled import Compiled, State, compiled
from game.exploration import (
    ClockFound,
    EndingFound,
    Exploration,
    OptionFound,
    PathFound,
    RoundFound,
    Share,
    digest_of,
    spread_of,
)
from game.explore import Move
from game.proving import Told, interval, kind_of
from game.scenario import Scenario

PLAYS = 20_000


@dataclass(slots=True)
class Sample:
    """What some random plays came to."""

    plays: int = 0
    endings: Counter[int] = field(default_factory=Counter)
    clocks: list[Counter[str]] = field(default_factory=list)
    standings: Counter[float] = field(default_factory=Counter)
    finals: list[Counter[int]] = field(default_factory=list)
    hours: Counter[float] = field(default_factory=Counter)
    starts: list[list[Counter[int]]] = field(default_factory=list)
    opened: list[Counter[int]] = field(default_factory=list)
    moves: dict[int, tuple[Move, ...]] = field(default_factory=dict)
    best: tuple[float, tuple[Move, ...], int] = (-1.0, (), -1)
    worst: tuple[float, tuple[Move, ...], int] = (101.0, (), -1)
    turns: int = 0


def sampled(scenario: Scenario, tell: Told = lambda words: None, plays: int = PLAYS, seed: int = 1) -> Exploration:
    """Figures from `plays` random plays: every choice equally likely, chance by its weight."""
    play, sample = compiled(scenario), empty(scenario)
    standing, chance = weighing.standing_of(scenario), Random(seed)
    for number in range(plays):
        if number % 1000 == 0:
            tell(f"too large to walk: playing at random, {number:,} of {plays:,}")
        state, moves = played(play, sample, chance)
        note(sample, state, moves, standing(state.meters), play.ending(state))
    return exploration_of(play, sample, seed)


def empty(scenario: Scenario) -> Sample:
    """A sample before the first play."""
    meters = len(scenario.meters)
    return Sample(
        clocks=[Counter() for _ in scenario.clocks],
        finals=[Counter() for _ in range(meters)],
        starts=[[Counter() for _ in range(meters)] for _ in scenario.rounds],
        opened=[Counter() for _ in scenario.rounds],
    )


def played(play: Compiled, sample: Sample, chance: Random) -> tuple[State, tuple[Move, ...]]:
    """One random play to its end, counting on the way what each round starts with and offers."""
    state, moves = rules.begin(play), []
    while not rules.is_over(play, state):
        for counts, value in zip(sample.starts[state.round], state.meters, strict=True):
            counts[value] += 1
        choices = rules.legal(play, state)
        if not choices:
            break
        sample.turns += len(choices)
        sample.opened[state.round].update({option for choice in choices for option in choice})
        choice = chance.choice(choices)
        branches = rules.branches(play, state, choice)
        branch = chance.choices(branches, [one.weight / one.total for one in branches])[0]
        moves.append(Move(state.round, choice, branch.falls))
        state = rules.after(play, state, choice, branch.falls)
    return state, tuple(moves)


def note(sample: Sample, state: State, moves: tuple[Move, ...], standing: float, ending: int) -> None:
    """Count one play."""
    sample.plays += 1
    sample.endings[ending] += 1
    sample.moves.setdefault(ending, moves)
    sample.standings[round(standing, 1)] += 1
    sample.hours[state.hours] += 1
    for counts, value in zip(sample.finals, state.meters, strict=True):
        counts[value] += 1
    for kinds, clock in zip(sample.clocks, state.clocks, strict=True):
        kinds[kind_of(*clock)] += 1
    sample.best = max(sample.best, (standing, moves, ending), key=lambda one: one[0])
    sample.worst = min(sample.worst, (standing, moves, ending), key=lambda one: one[0])


def share_of(hits: int, plays: int) -> Share:
    """A share with its 95 % interval."""
    low, high = interval(hits, plays)
    return Share(value=hits / plays, low=low, high=high, paths=hits)


def exploration_of(play: Compiled, sample: Sample, seed: int) -> Exploration:
    """A sample as values."""
    scenario, plays = play.scenario, sample.plays
    finals = zip(scenario.meters, sample.finals, strict=True)
    return Exploration(
        digest=digest_of(scenario),
        title=scenario.title,
        exact=False,
        paths=plays,
        seed=seed,
        turns=sample.turns,
        endings=tuple(endings_of(play, sample)),
        rounds=tuple(round_of(scenario, sample, number) for number in range(len(scenario.rounds))),
        meters={name: spread_of(counts) for name, counts in finals},
        hours=spread_of(sample.hours),
        clocks=tuple(clocks_of(scenario, sample)),
        standings=tuple((value, hits / plays) for value, hits in sorted(sample.standings.items())),
        hinge="",
        best=path_found(play, *sample.best),
        worst=path_found(play, *sample.worst),
    )


def endings_of(play: Compiled, sample: Sample) -> Iterator[EndingFound]:
    """Each ending with its share and a play that came to it."""
    for number, ending in enumerate(play.scenario.endings):
        path = paths.written(play, sample.moves.get(number, ()))
        share = share_of(sample.endings[number], sample.plays)
        yield EndingFound(id=ending.id, title=ending.title, share=share, path=path)


def clocks_of(scenario: Scenario, sample: Sample) -> Iterator[ClockFound]:
    """Each clock with its shares."""
    for (name, clock), kinds in zip(scenario.clocks.items(), sample.clocks, strict=True):
        shares = {kind: share_of(kinds[kind], sample.plays) for kind in ("met", "missed", "running")}
        started = share_of(sample.plays - kinds["idle"], sample.plays)
        yield ClockFound(id=name, title=clock.title, started=started, **shares)


def path_found(play: Compiled, standing: float, moves: tuple[Move, ...], which: int) -> PathFound:
    """The best or the worst play."""
    ending = play.scenario.endings[which].id if which >= 0 else ""
    return PathFound(path=paths.written(play, moves), standing=round(standing, 1), ending=ending)


def round_of(scenario: Scenario, sample: Sample, number: int) -> RoundFound:
    """One round, as far as random plays tell."""
    each = scenario.rounds[number]
    met = sample.starts[number][0].total()
    options = tuple(
        OptionFound(
            id=option.id, text=option.text, open=sample.opened[number][place] / met if met else 0, standing=None
        )
        for place, option in enumerate(each.options)
    )
    spreads = zip(scenario.meters, sample.starts[number], strict=True)
    return RoundFound(
        id=each.id,
        title=each.title,
        played=met / sample.plays,
        states=0,
        swing=None,
        options=options,
        meters={name: spread_of(counts) for name, counts in spreads if counts},
    )
