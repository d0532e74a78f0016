"""Hands and what they decide. Law: pure; a tie is named, never decided here.

Where one option is taken, the most hands win. Where several can be taken, hands are approvals: options are
taken by falling approvals while the number and the budget allow. Options with equal approvals of which only
some fit are a tie. What does not fit by itself is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

Fits: TypeAlias = Callable[[tuple[str, ...]], bool]
"""Whether these options may be taken together."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hands each option has, by the option's id, in the order of the options shown."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All hands."""
        return sum(hands for _, hands in self.counts)

    def hands(self, option: str) -> int:
        """The hands of one option."""
        return dict(self.counts).get(option, 0)


@dataclass(frozen=True, slots=True)
class Result:
    """What a tally decides: the options taken, and those that are tied for a place among them."""

    taken: tuple[str, ...]
    tied: tuple[str, ...] = ()


def tallied(counts: Mapping[str, int], open_options: tuple[str, ...]) -> Tally:
    """The tally in the options' own order; options without a hand count as 0."""
    return Tally(tuple((option, counts.get(option, 0)) for option in open_options))


def result(tally: Tally, fits: Fits, preferred: tuple[str, ...] = ()) -> Result:
    """What the hands decide. An option that a broken tie preferred stands before its equals."""
    ranked = sorted(
        ((hands, option in preferred, option) for option, hands in tally.counts if hands),
        key=lambda one: (-one[0], not one[1]),
    )
    taken: tuple[str, ...] = ()
    for _, group in groupby(ranked, key=lambda one: one[:2]):
        equals = tuple(option for _, _, option in group)
        possible = tuple(option for option in equals if fits((*taken, option)))
        if not fits((*taken, *possible)):
            return Result(taken, possible)
        taken = (*taken, *possible)
    return Result(taken)


def refusal(counts: Mapping[str, int], open_options: tuple[str, ...], none: bool = False, most: int = 500) -> str:
    """Why these hands cannot be counted, or nothing. `none` allows that nobody wants anything."""
    strangers = [option for option in counts if option not in open_options]
    if strangers:
        return f"'{strangers[0]}' cannot be chosen in this round"
    if any(hands < 0 for hands in counts.values()):
        return "a number of hands cannot be less than 0"
    if any(hands > most for hands in counts.values()):
        return f"more than {most} hands; check the numbers"
    return "" if none or any(counts.values()) else "nobody has voted yet; enter at least one hand"
