"""A scenario made ready to play: names become positions, conditions become functions, texts stay behind.

Law: compiled once, from a scenario that `checking` found no error in; everything here is read-only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from game import conditions
from game.conditions import And, Chose, Compare, Condition, Name, Not, Number, Or
from game.scenario import Chance, Option, Scenario, positions


class State(NamedTuple):
    """Where one table stands. Small and hashable, for exploration visits millions.

    `round` counts from 0 and equals the number of rounds when all are played; `flags` is a set of bits in
    the file's order; `chosen` holds, for each round played, the set of options chosen, as bits too.
    """

    round: int
    meters: tuple[int, ...]
    flags: int
    chosen: tuple[int, ...]


Test: TypeAlias = Callable[[State], bool]
Measure: TypeAlias = Callable[[State], float]


class Consequence(NamedTuple):
    """What an option or a chance does: `changes` are (meter, sets, amount); flags are bits."""

    changes: tuple[tuple[int, bool, int], ...]
    sets: int
    clears: int
    weight: int = 1


class Choosable(NamedTuple):
    """An option: when it is shown, when it is open, what it does, and how luck may fall. No test: always."""

    shown: Test | None
    open: Test | None
    consequence: Consequence
    chances: tuple[Consequence, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One scenario, ready for the rules."""

    scenario: Scenario
    start: State
    low: tuple[int, ...]
    high: tuple[int, ...]
    rounds: tuple[tuple[Choosable, ...], ...]
    injects: tuple[tuple[Test | None, ...], ...]
    endings: tuple[Test | None, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Where each name of a scenario stands."""

    meters: dict[str, int]
    flags: dict[str, int]
    rounds: dict[str, int]
    options: tuple[dict[str, int], ...]


def compiled(scenario: Scenario) -> Compiled:
    """The scenario ready to play. Raises KeyError or ConditionError where it was not checked first."""
    names = named(scenario)
    meters = scenario.meters.values()
    return Compiled(
        scenario=scenario,
        start=State(0, tuple(meter.start for meter in meters), 0, ()),
        low=tuple(meter.min for meter in meters),
        high=tuple(meter.max for meter in meters),
        rounds=tuple(tuple(choosable(option, names) for option in each.options) for each in scenario.rounds),
        injects=tuple(tuple(condition_of(inject.when, names) for inject in each.injects) for each in scenario.rounds),
        endings=tuple(condition_of(ending.when, names) for ending in scenario.endings),
    )


def named(scenario: Scenario) -> Names:
    """The positions of all names."""
    return Names(
        positions(scenario.meters),
        positions(scenario.flags),
        positions(each.id for each in scenario.rounds),
        tuple(positions(option.id for option in each.options) for each in scenario.rounds),
    )


def choosable(option: Option, names: Names) -> Choosable:
    """One option, ready to be chosen."""
    return Choosable(
        condition_of(option.when, names),
        condition_of(option.requires, names),
        consequence(option, names),
        tuple(consequence(chance, names) for chance in option.chances),
    )


def consequence(source: Option | Chance, names: Names) -> Consequence:
    """What an option or a chance does, by position."""
    return Consequence(
        tuple((names.meters[name], change.sets, change.amount) for name, change in source.effects.items()),
        bits(source.sets, names.flags),
        bits(source.clears, names.flags),
        source.weight if isinstance(source, Chance) else 1,
    )


def bits(words: tuple[str, ...], places: dict[str, int]) -> int:
    """A set of names as bits."""
    return sum(1 << places[word] for word in set(words))


def condition_of(text: str, names: Names) -> Test | None:
    """A condition as a function of the state; None where there is none, which means always."""
    return truth(conditions.parsed(text), names) if text else None


def truth(condition: Condition, names: Names) -> Test:
    """A condition that is true or false."""
    match condition:
        case Not(part):
            inner = truth(part, names)
            return lambda state: not inner(state)
        case And(parts):
            every = tuple(truth(part, names) for part in parts)
            return lambda state: all(one(state) for one in every)
        case Or(parts):
            some = tuple(truth(part, names) for part in parts)
            return lambda state: any(one(state) for one in some)
        case Compare(sign, left, right):
            compare, first, second = conditions.COMPARISONS[sign], measure(left, names), measure(right, names)
            return lambda state: compare(first(state), second(state))
        case Chose(place, option):
            number = names.rounds[place]
            bit = 1 << names.options[number][option]
            return lambda state: number < len(state.chosen) and bool(state.chosen[number] & bit)
        case Name(word):
            flag = 1 << names.flags[word]
            return lambda state: bool(state.flags & flag)
        case _:
            raise TypeError("a number is neither true nor false")


def measure(condition: Condition, names: Names) -> Measure:
    """A number or a meter's value."""
    if isinstance(condition, Number):
        value = condition.value
        return lambda state: value
    assert isinstance(condition, Name)
    place = names.meters[condition.word]
    return lambda state: state.meters[place]
