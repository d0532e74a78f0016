"""What may happen next and what it does: the only place where a scenario's meaning is written down.

Law: pure functions over State. The workshop, the exploration and the papers all call these; a second
implementation of any rule is a defect.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from game.compiled import Compiled, Consequence, State

Choice: TypeAlias = tuple[int, ...]
"""The options taken in a round, by position in the file, ascending."""


class Branch(NamedTuple):
    """One way chance may fall after a choice: which of each option's chances, and how likely by weight."""

    falls: tuple[int, ...]
    weight: int


CERTAIN = (Branch((), 1),)


def is_over(play: Compiled, state: State) -> bool:
    """Whether the last round has been played."""
    return state.round >= len(play.rounds)


def shown(play: Compiled, state: State) -> tuple[int, ...]:
    """The options that the table sees in this round."""
    return tuple(
        number for number, option in enumerate(play.rounds[state.round]) if option.shown is None or option.shown(state)
    )


def legal(play: Compiled, state: State) -> tuple[Choice, ...]:
    """What the table can decide in this round; nothing when the exercise is over."""
    if state.round >= len(play.rounds):
        return ()
    return tuple(
        (number,)
        for number, option in enumerate(play.rounds[state.round])
        if (option.shown is None or option.shown(state)) and (option.open is None or option.open(state))
    )


def branches(play: Compiled, state: State, choice: Choice) -> tuple[Branch, ...]:
    """The ways chance may fall after `choice`, each with its weight."""
    options = play.rounds[state.round]
    lucky = [options[number].chances for number in choice if options[number].chances]
    if not lucky:
        return CERTAIN
    ways = product(*(tuple(enumerate(chances)) for chances in lucky))
    return tuple(Branch(tuple(number for number, _ in way), prod(chance.weight for _, chance in way)) for way in ways)


def after(play: Compiled, state: State, choice: Choice, falls: tuple[int, ...] = ()) -> State:
    """Where the table stands when `choice` was made and chance fell so."""
    options = play.rounds[state.round]
    meters = list(state.meters)
    flags = state.flags
    taken = 0
    luck = iter(falls)
    for number in choice:
        option = options[number]
        taken |= 1 << number
        flags = suffered(play, option.consequence, meters, flags)
        if option.chances:
            flags = suffered(play, option.chances[next(luck)], meters, flags)
    return State(state.round + 1, tuple(meters), flags, (*state.chosen, taken))


def suffered(play: Compiled, consequence: Consequence, meters: list[int], flags: int) -> int:
    """Apply one consequence: meters in place, held within their bounds after each change; the new flags returned."""
    low, high = play.low, play.high
    for meter, sets, amount in consequence.changes:
        value = amount if sets else meters[meter] + amount
        meters[meter] = min(max(value, low[meter]), high[meter])
    return (flags | consequence.sets) & ~consequence.clears


def arriving(play: Compiled, state: State) -> tuple[int, ...]:
    """The injects that reach the table in this round."""
    tests = play.injects[state.round]
    return tuple(number for number, test in enumerate(tests) if test is None or test(state))


def ending(play: Compiled, state: State) -> int | None:
    """The first ending that holds; None where none does, which `checking` has ruled out."""
    return next((number for number, test in enumerate(play.endings) if test is None or test(state)), None)
