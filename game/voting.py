"""Hands and what they decide. Law: pure; a tally never decides a tie, it names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hands each option has, by the option's id, in the order of the options shown."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All hands."""
        return sum(hands for _, hands in self.counts)

    @property
    def leaders(self) -> tuple[str, ...]:
        """The options with the most hands: one is a result, several are a tie, none means that nobody voted."""
        most = max((hands for _, hands in self.counts), default=0)
        return tuple(option for option, hands in self.counts if hands == most) if most else ()

    @property
    def is_tied(self) -> bool:
        """Whether several options share the most hands."""
        return len(self.leaders) > 1


def tallied(counts: Mapping[str, int], open_options: tuple[str, ...]) -> Tally:
    """The tally in the options' own order; options without a hand count as 0."""
    return Tally(tuple((option, counts.get(option, 0)) for option in open_options))


def refusal(counts: Mapping[str, int], open_options: tuple[str, ...], most: int = 500) -> str:
    """Why these hands cannot be counted, or nothing."""
    strangers = [option for option in counts if option not in open_options]
    if strangers:
        return f"'{strangers[0]}' cannot be chosen in this round"
    if any(hands < 0 for hands in counts.values()):
        return "a number of hands cannot be less than 0"
    if sum(counts.values()) > most:
        return f"more than {most} hands; check the numbers"
    return "" if sum(counts.values()) else "nobody has voted yet; enter at least one hand"
