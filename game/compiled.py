"""A scenario made ready to play: names become positions, conditions become functions, texts stay behind.

Law: compiled once, from a scenario that `checking` found no error in; everything here is read-only.

Whatever is true or false is one bit of `State.marks`: first the flags in the file's order, then every option
of every round (set when it is chosen), then every happening (set when it has happened).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, cast

from game import conditions
from game.conditions import And, Chose, Compare, Condition, Name, Not, Number, Or
from game.scenario import Chance, Change, Clock, Happening, Later, Option, Round, Scenario, positions
from game.scenario import Consequence as Written

HOURS = "hours"
IDLE, RUNNING, OVER = 0, 1, 2
LATE = -1.0
"""What a missed clock has left."""


class State(NamedTuple):
    """Where one table stands. Small and hashable, for exploration visits millions.

    `round` counts from 0 and equals the number of rounds when all is over. `hours` are exercise hours.
    A clock is (IDLE, 0), (RUNNING, the hour it started) or (OVER, the hours left, LATE where missed).
    `pending` are (rounds still to be played, number of the later).
    """

    round: int
    meters: tuple[int, ...]
    marks: int = 0
    hours: float = 0
    clocks: tuple[tuple[int, float], ...] = ()
    pending: tuple[tuple[int, int], ...] = ()


Test: TypeAlias = Callable[[State], bool]
Mover: TypeAlias = Callable[[tuple[int, ...]], tuple[int, ...]]
Which: TypeAlias = Callable[[State], int]
Singles: TypeAlias = Callable[[State], tuple[tuple[int], ...]]


class Effect(NamedTuple):
    """What a consequence does: `move` gives the meters after it, within their bounds; `sets` and `keeps` are marks."""

    move: Mover
    sets: int = 0
    keeps: int = -1


@dataclass(frozen=True, slots=True)
class Choosable:
    """An option: when it is shown (no test means always), and what it does."""

    shown: Test | None
    effect: Effect
    chances: tuple[Effect, ...]
    odds: tuple[int, ...]
    hours: float
    price: int
    alone: bool
    laters: tuple[int, ...]
    next: int | None


class Decision(NamedTuple):
    """A round: when it is played and what can be taken. `up_to` is 0 where exactly one option is taken."""

    when: Test | None
    hour: float
    sets: int
    options: tuple[Choosable, ...]
    up_to: int = 0
    budget: int | None = None
    none: bool = False
    sequential: bool = False
    has_luck: bool = False
    """Whether anything between this decision and the next is left to chance."""
    singles: Singles = lambda state: ()
    """The options that are shown and open in a state, each as a choice of its own."""


class Deadline(NamedTuple):
    """A clock: its limit in hours, the marks that start and stop it, and what missing it does."""

    limit: float
    starts: int
    stops: int
    missed: Effect


class Due(NamedTuple):
    """A later: after how many rounds, under what condition, and what it does."""

    rounds: int
    when: Test | None
    effect: Effect


class Reaction(NamedTuple):
    """A happening: after which round (None: any), when, what it does; `mark` says that it has happened."""

    after: int | None
    when: Test | None
    mark: int
    effect: Effect
    chances: tuple[Effect, ...]
    odds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One scenario, ready for the rules."""

    scenario: Scenario
    start: State
    rounds: tuple[Decision, ...]
    injects: tuple[tuple[Test | None, ...], ...]
    clocks: tuple[Deadline, ...]
    laters: tuple[Due, ...]
    happenings: tuple[Reaction, ...]
    ending: Which
    """The number of the first ending that holds."""
    ends_after: float
    live: tuple[int, ...]
    """For each round, and for the end, the marks that something can still read from there on."""
    is_eventful: bool
    """Whether the world moves by itself: time, laters, happenings, rounds with conditions."""


@dataclass(frozen=True, slots=True)
class Names:
    """Where each name of a scenario stands; marks are given as bits."""

    meters: dict[str, int]
    flags: dict[str, int]
    options: dict[tuple[str, str], int]
    happenings: dict[str, int]
    rounds: dict[str, int]
    clocks: dict[str, int]
    limits: tuple[float, ...]
    bounds: tuple[tuple[int, int], ...]


def compiled(scenario: Scenario, forgetful: bool = False, for_injects: bool = False) -> Compiled:
    """The scenario ready to play. Raises KeyError or ConditionError where it was not checked first.

    A forgetful one drops the marks that no later rule can read, so that equal states are equal; injects are
    not rules, so what they ask is lost too unless `for_injects`. Exploration plays forgetfully.
    """
    names = named(scenario)
    laters = [later for each in scenario.rounds for option in each.options for later in option.later]
    count = iter(range(len(laters)))
    luck = any(happening.chances for happening in scenario.happenings)
    meters = scenario.meters.values()
    return Compiled(
        scenario=scenario,
        start=State(0, tuple(meter.start for meter in meters), clocks=((IDLE, 0.0),) * len(scenario.clocks)),
        rounds=tuple(decision(each, names, count, luck) for each in scenario.rounds),
        injects=tuple(tuple(condition_of(one.when, names) for one in each.injects) for each in scenario.rounds),
        clocks=tuple(deadline(clock, names) for clock in scenario.clocks.values()),
        laters=tuple(Due(one.rounds, condition_of(one.when, names), effect(one, names)) for one in laters),
        happenings=tuple(reaction(happening, names) for happening in scenario.happenings),
        ending=first_that_holds((ending.when for ending in scenario.endings), names),
        ends_after=scenario.ends_after,
        live=live_marks(scenario, names, for_injects) if forgetful else (-1,) * (len(scenario.rounds) + 1),
        is_eventful=is_eventful(scenario),
    )


def is_eventful(scenario: Scenario) -> bool:
    """Whether the scenario uses time, laters, happenings, or rounds that are skipped or start with flags."""
    options = [option for each in scenario.rounds for option in each.options]
    return bool(
        scenario.clocks
        or scenario.happenings
        or any(option.hours or option.later or option.next for option in options)
        or any(each.when or each.hour is not None or each.sets for each in scenario.rounds)
    )


def named(scenario: Scenario) -> Names:
    """The positions of all names."""
    marks = iter(1 << number for number in range(10_000))
    return Names(
        meters=positions(scenario.meters),
        flags={flag: next(marks) for flag in scenario.flags},
        options={(each.id, option.id): next(marks) for each in scenario.rounds for option in each.options},
        happenings={happening.id: next(marks) for happening in scenario.happenings},
        rounds=positions(each.id for each in scenario.rounds),
        clocks=positions(scenario.clocks),
        limits=tuple(clock.hours for clock in scenario.clocks.values()),
        bounds=tuple((meter.min, meter.max) for meter in scenario.meters.values()),
    )


def decision(each: Round, names: Names, laters: Iterator[int], luck: bool) -> Decision:
    """One round, ready to be decided; `luck` says that the world between rounds has some of its own."""
    choose = each.choose
    options = tuple(choosable(option, each, names, laters) for option in each.options)
    return Decision(
        when=condition_of(each.when, names),
        hour=each.hour or 0.0,
        sets=bits(each.sets, names.flags),
        options=options,
        up_to=choose.up_to if choose else 0,
        budget=choose.budget if choose else None,
        none=choose.none if choose else False,
        sequential=choose.sequential if choose else False,
        has_luck=luck or any(option.chances for option in options),
        singles=singles(each, names),
    )


def singles(each: Round, names: Names) -> Singles:
    """The options that are shown and open in a state, each as a choice of its own."""
    parts = []
    for number, option in enumerate(each.options):
        tests = [truth(conditions.parsed(text), names) for text in (option.when, option.requires) if text]
        parts.append(f"*((({number},),) if {' and '.join(tests)} else ())" if tests else f"({number},)")
    return cast(Singles, evaluated(f"lambda s: ({', '.join(parts)},)"))


def choosable(option: Option, each: Round, names: Names, laters: Iterator[int]) -> Choosable:
    """One option, ready to be chosen."""
    done = effect(option, names)
    return Choosable(
        shown=condition_of(option.when, names),
        effect=done._replace(sets=done.sets | names.options[(each.id, option.id)]),
        chances=tuple(effect(chance, names) for chance in option.chances),
        odds=odds(option.chances),
        hours=option.hours,
        price=option.price,
        alone=option.alone,
        laters=tuple(next(laters) for _ in option.later),
        next=round_of(option.next, names),
    )


def round_of(identifier: str, names: Names) -> int | None:
    """The round that `next:` names; the end is the number after the last."""
    if not identifier:
        return None
    return len(names.rounds) if identifier == "end" else names.rounds[identifier]


def deadline(clock: Clock, names: Names) -> Deadline:
    """One clock."""
    return Deadline(clock.hours, names.flags[clock.starts], names.flags[clock.stops], effect(clock.missed, names))


def reaction(happening: Happening, names: Names) -> Reaction:
    """One happening."""
    return Reaction(
        after=names.rounds[happening.after] if happening.after else None,
        when=condition_of(happening.when, names),
        mark=names.happenings[happening.id],
        effect=effect(happening, names),
        chances=tuple(effect(chance, names) for chance in happening.chances),
        odds=odds(happening.chances),
    )


def effect(source: Written | Option, names: Names) -> Effect:
    """What a consequence does, by position."""
    changes = {names.meters[name]: change for name, change in source.effects.items()}
    return Effect(mover(changes, names), bits(source.sets, names.flags), ~bits(source.clears, names.flags))


def mover(changes: Mapping[int, Change], names: Names) -> Mover:
    """The meters after some changes, as one expression over positions and whole numbers."""
    parts = [moved(place, changes.get(place), *bound) for place, bound in enumerate(names.bounds)]
    return evaluated(f"lambda m: ({', '.join(parts)},)") if changes else lambda meters: meters


def moved(place: int, change: Change | None, low: int, high: int) -> str:
    """One meter after one change, held within its bounds."""
    if change is None:
        return f"m[{place}]"
    if change.sets:
        return str(min(max(change.amount, low), high))
    if change.amount < 0:
        return f"(v if (v := m[{place}] - {-change.amount}) > {low} else {low})"
    return f"(v if (v := m[{place}] + {change.amount}) < {high} else {high})"


def evaluated(expression: str) -> Any:
    """A function from an expression that this module wrote: positions, numbers, signs; never a word of an author's."""
    return eval(expression, {"__builtins__": {}})


def odds(chances: Iterable[Chance]) -> tuple[int, ...]:
    """The chances' weights."""
    return tuple(chance.weight for chance in chances)


def bits(words: Iterable[str], places: dict[str, int]) -> int:
    """A set of names as marks."""
    return sum(places[word] for word in set(words))


def condition_of(text: str, names: Names) -> Test | None:
    """A condition as a function of the state; None where there is none, which means always."""
    return evaluated(f"lambda s: {truth(conditions.parsed(text), names)}") if text else None


def first_that_holds(texts: Iterable[str], names: Names) -> Which:
    """The number of the first condition that holds, as a function of the state; -1 where none does."""
    expression = ""
    for number, text in enumerate(texts):
        expression += f"{number} if {truth(conditions.parsed(text), names) if text else 'True'} else "
    return cast(Which, evaluated(f"lambda s: {expression}-1"))


def truth(condition: Condition, names: Names) -> str:
    """A condition as an expression over the state `s` that is true or false."""
    match condition:
        case Not(part):
            return f"(not {truth(part, names)})"
        case And(parts):
            return f"({' and '.join(truth(part, names) for part in parts)})"
        case Or(parts):
            return f"({' or '.join(truth(part, names) for part in parts)})"
        case Compare(sign, left, right):
            return f"({number(left, names)} {sign} {number(right, names)})"
        case Chose() | Name():
            return f"(s[2] & {mark_of(condition, names)} != 0)"
        case _:
            raise TypeError("a number is neither true nor false")


def mark_of(leaf: Chose | Name, names: Names) -> int:
    """The mark that a flag or a choice is."""
    return names.flags[leaf.word] if isinstance(leaf, Name) else names.options[(leaf.round, leaf.option)]


def number(condition: Condition, names: Names) -> str:
    """A number as written, a meter's value, the exercise hour, or the hours that a clock has left."""
    if isinstance(condition, Number):
        return repr(condition.value)
    assert isinstance(condition, Name)
    if condition.word == HOURS:
        return "s[3]"
    if condition.word in names.clocks:
        place = names.clocks[condition.word]
        return hours_left(f"s[4][{place}]", repr(names.limits[place]))
    return f"s[1][{names.meters[condition.word]}]"


def hours_left(clock: str, limit: str) -> str:
    """The hours a clock has left: all of them before it starts, less than 0 once missed."""
    running, over = f"{limit} - (s[3] - {clock}[1])", f"{clock}[1]"
    return f"({limit} if {clock}[0] == {IDLE} else {running} if {clock}[0] == {RUNNING} else {over})"


def live_marks(scenario: Scenario, names: Names, for_injects: bool) -> tuple[int, ...]:
    """For each round and the end, the marks that a rule can still read from there on."""
    always = sum({names.flags[flag] for clock in scenario.clocks.values() for flag in (clock.starts, clock.stops)})
    always |= asked((later.when for each in scenario.rounds for one in each.options for later in one.later), names)
    always |= asked((ending.when for ending in scenario.endings), names)
    masks = [always]
    for number in range(len(scenario.rounds) - 1, -1, -1):
        masks.append(masks[-1] | read_in(scenario, number, names, for_injects))
    return tuple(reversed(masks))


def read_in(scenario: Scenario, number: int, names: Names, for_injects: bool) -> int:
    """The marks that a round's own conditions read, and those of the happenings that may follow it."""
    each = scenario.rounds[number]
    texts = [each.when, *(text for option in each.options for text in (option.when, option.requires))]
    if for_injects:
        texts += [inject.when for inject in each.injects]
    after = [one for one in scenario.happenings if one.after in ("", each.id)]
    own = sum(names.happenings[one.id] for one in after)
    return asked([*texts, *(one.when for one in after)], names) | own


def asked(texts: Iterable[str], names: Names) -> int:
    """The marks that some conditions read."""
    leaves = (leaf for text in texts if text for leaf in conditions.leaves(conditions.parsed(text)))
    marks = 0
    for leaf in leaves:
        if isinstance(leaf, Chose) or leaf.word in names.flags:
            marks |= mark_of(leaf, names)
    return marks


def laters_of(scenario: Scenario) -> tuple[tuple[Round, Option, Later], ...]:
    """Every later in the order in which it is numbered."""
    return tuple((each, option, one) for each in scenario.rounds for option in each.options for one in option.later)
