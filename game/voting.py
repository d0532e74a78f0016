"""Votes and what they decide. Law: pure; a tie is named, never decided here.

Where one option is taken, the most votes win. Where several can be taken, votes are approvals: options are
taken by falling approvals while the number and the budget allow. Options with equal approvals of which only
some fit are a tie. What does not fit by itself is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

Fits: TypeAlias = Callable[[tuple[str, ...]], bool]
"""Whether these options may be taken together."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many votes each option has, by the option's id, in the order of the options shown."""

    counts: tuple[tuple[str, int], ...]
    voters: int = 0
    """How many people voted: where several options can be taken, fewer than the votes. Abstentions count."""

    @property
    def total(self) -> int:
        """All votes."""
        return sum(votes for _, votes in self.counts)

    def hands(self, option: str) -> int:
        """The votes of one option."""
        return dict(self.counts).get(option, 0)


@dataclass(frozen=True, slots=True)
class Result:
    """What a tally decides: the options taken, and those that are tied for a place among them."""

    taken: tuple[str, ...]
    tied: tuple[str, ...] = ()


def tallied(counts: Mapping[str, int], open_options: tuple[str, ...], several: bool = False, voters: int = 0) -> Tally:
    """Hands in the options' own order; options without a hand count as 0.

    Where several options can be taken and nobody counted the people, they are as many as the most hands of one option.
    """
    in_order = tuple((option, counts.get(option, 0)) for option in open_options)
    least = max((votes for _, votes in in_order), default=0) if several else sum(votes for _, votes in in_order)
    return Tally(in_order, max(voters, least) if several else least)


def of_ballots(ballots: Iterable[Collection[str]], open_options: tuple[str, ...]) -> Tally:
    """Ballots counted. An empty one is an abstention: it has voted, for nothing."""
    every = tuple(ballots)
    return Tally(tuple((option, sum(option in one for one in every)) for option in open_options), len(every))


def together(one: Tally, other: Tally) -> Tally:
    """Two tallies of the same options, added."""
    votes = dict(other.counts)
    return Tally(
        tuple((option, count + votes.get(option, 0)) for option, count in one.counts), one.voters + other.voters
    )


def result(tally: Tally, fits: Fits, preferred: tuple[str, ...] = ()) -> Result:
    """What the votes decide. An option that a broken tie preferred stands before its equals."""
    ranked = sorted(
        ((votes, option in preferred, option) for option, votes in tally.counts if votes),
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
