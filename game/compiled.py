"""A scenario made ready to play: rounds, options, clocks, laters and happenings as tables of positions and functions.

Law: compiled once, from a scenario that `checking` found no error in; everything here is read-only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game import conditions
from game.conditions import Name
from game.expressions import (
    HOURS,
    IDLE,
    LATE,
    OVER,
    RUNNING,
    Mover,
    Names,
    Singles,
    State,
    Test,
    Which,
    asked,
    bits,
    condition_of,
    first_that_holds,
    mover,
    named,
    singles,
)
from game.scenario import Chance, Clock, Happening, Later, Option, Round, Scenario
from game.scenario import Consequence as Written

__all__ = ["HOURS", "IDLE", "LATE", "OVER", "RUNNING", "Compiled", "State", "compiled", "condition_of", "named"]


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
    after_round: tuple[tuple[tuple[int, Reaction], ...], ...]
    """For each round, the happenings that may follow it, with their numbers."""
    ending: Which
    """The number of the first ending that holds."""
    ends_after: float
    live: tuple[int, ...]
    """For each round, and for the end, the marks that something can still read from there on."""
    told_clocks: int
    """The clocks, as bits, whose hours left something may still ask once they are over."""
    is_eventful: bool
    """Whether the world moves by itself: time, laters, happenings, rounds with conditions."""


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
    happenings = tuple(reaction(happening, names) for happening in scenario.happenings)
    return Compiled(
        scenario=scenario,
        start=State(0, tuple(meter.start for meter in meters), clocks=((IDLE, 0.0),) * len(scenario.clocks)),
        rounds=tuple(decision(each, names, count, luck) for each in scenario.rounds),
        injects=tuple(tuple(condition_of(one.when, names) for one in each.injects) for each in scenario.rounds),
        clocks=tuple(deadline(clock, names) for clock in scenario.clocks.values()),
        laters=tuple(Due(one.rounds, condition_of(one.when, names), effect(one, names)) for one in laters),
        happenings=happenings,
        after_round=tuple(
            tuple((place, one) for place, one in enumerate(happenings) if one.after in (None, number))
            for number in range(len(scenario.rounds))
        ),
        ending=first_that_holds((ending.when for ending in scenario.endings), names),
        ends_after=scenario.ends_after,
        live=live_marks(scenario, names, for_injects) if forgetful else (-1,) * (len(scenario.rounds) + 1),
        told_clocks=asked_clocks(scenario) if forgetful else -1,
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


def odds(chances: Iterable[Chance]) -> tuple[int, ...]:
    """The chances' weights."""
    return tuple(chance.weight for chance in chances)


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


def asked_clocks(scenario: Scenario) -> int:
    """The clocks, as bits, that some condition asks for their hours left."""
    texts = [text for each in scenario.rounds for text in texts_of(each)]
    texts += [happening.when for happening in scenario.happenings]
    texts += [ending.when for ending in scenario.endings]
    leaves = {
        leaf.word
        for text in texts
        if text
        for leaf in conditions.leaves(conditions.parsed(text))
        if isinstance(leaf, Name)
    }
    return sum(1 << number for number, name in enumerate(scenario.clocks) if name in leaves)


def texts_of(each: Round) -> list[str]:
    """Every condition of a round that decides what happens."""
    asked = [each.when]
    for option in each.options:
        asked += [option.when, option.requires, *(later.when for later in option.later)]
    return asked


def laters_of(scenario: Scenario) -> tuple[tuple[Round, Option, Later], ...]:
    """Every later in the order in which it is numbered."""
    return tuple((each, option, one) for each in scenario.rounds for option in each.options for one in option.later)
