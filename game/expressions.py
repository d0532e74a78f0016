"""What authors wrote as names, put as expressions over positions: the state, and the functions that ask and change it.

Law: an expression holds positions, numbers and signs; never a word of an author's.

Whatever is true or false is one bit of `State.marks`: first the flags in the file's order, then every option
of every round (set when it is chosen), then every happening (set when it has happened).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, cast

from game import conditions
from game.conditions import And, Chose, Compare, Condition, Name, Not, Number, Or
from game.scenario import Change, Round, Scenario, positions

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


def singles(each: Round, names: Names) -> Singles:
    """The options that are shown and open in a state, each as a choice of its own."""
    parts = []
    for number, option in enumerate(each.options):
        tests = [truth(conditions.parsed(text), names) for text in (option.when, option.requires) if text]
        parts.append(f"*((({number},),) if {' and '.join(tests)} else ())" if tests else f"({number},)")
    return cast(Singles, evaluated(f"lambda s: ({', '.join(parts)},)"))


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


def asked(texts: Iterable[str], names: Names) -> int:
    """The marks that some conditions read."""
    leaves = (leaf for text in texts if text for leaf in conditions.leaves(conditions.parsed(text)))
    marks = 0
    for leaf in leaves:
        if isinstance(leaf, Chose) or leaf.word in names.flags:
            marks |= mark_of(leaf, names)
    return marks
