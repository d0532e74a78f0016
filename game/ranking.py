"""Where a table's way through the exercise stands among all possible ones, and at the hinge. Law: derived, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from game import tables
from game.exploration import Exploration
from game.phases import Phase
from game.session import Session
from game.weighing import standing_of

Z95 = 1.959963984540054
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One table at the end. Percentiles are of all possible paths, with every option equally likely."""

    table: int
    name: str
    ending: str
    standing: float
    """0 to 100: the weighted mean of its meters, each turned so that more is better."""
    percentile: float
    low: float
    """With `high` the 95 % interval, where the exploration is a sample; else the percentile."""
    high: float
    share: float
    """How many of all paths end as this one did, 0 to 1."""
    hinge: str
    """The title of the round whose choice moves the standing most; empty where that is not known."""
    chose: str
    """What this table chose there."""
    differently: tuple[tuple[str, float], ...]
    """What each option of the hinge stands at on average, the best first."""

    @property
    def sentences(self) -> Iterator[str]:
        """All of it, to be read out."""
        about = "" if self.low == self.high else f" (a sample: {self.low:.0f} to {self.high:.0f})"
        yield f"{self.name}: {self.ending}. Better than {self.percentile:.0f}{about} of 100 ways through this exercise."
        yield f"{self.share:.0%} of them end like this."
        if self.hinge:
            did = f"You chose: {self.chose}" if self.chose else "You never met it"
            yield f"The round that mattered most was “{self.hinge}”. {did}."


def ranks(seen: Session, found: Exploration) -> tuple[Rank, ...]:
    """Every table that has come to its end."""
    return tuple(rank(seen, number, found) for number, table in enumerate(seen.tables) if table.phase is Phase.ENDED)


def rank(seen: Session, number: int, found: Exploration) -> Rank:
    """One table that has come to its end."""
    table, scenario = seen.tables[number], seen.loaded.scenario
    standing = standing_of(scenario)(table.state.meters)
    percentile = found.percentile(standing)
    margin = 0.0 if found.exact else 100 * Z95 * sqrt(percentile / 100 * (1 - percentile / 100) / max(found.paths, 1))
    ending = scenario.endings[tables.ending_number(seen.play, table)]
    hinge = next((each for each in found.rounds if each.id == found.hinge), None)
    turn = next((turn for turn in table.turns if hinge and turn.decision.round == hinge.id), None)
    options = [(one.text, one.standing) for one in hinge.options if one.standing is not None] if hinge else []
    return Rank(
        table=number,
        name=table.setup.seats[number].name,
        ending=ending.title,
        standing=standing,
        percentile=percentile,
        low=max(0.0, percentile - margin),
        high=min(100.0, percentile + margin),
        share=next(one.share.value for one in found.endings if one.id == ending.id),
        hinge=hinge.title if hinge else "",
        chose="; ".join(one.text for one in tables.chosen_options(seen.play, turn)) if turn else "",
        differently=tuple(sorted(options, key=lambda one: -one[1])),
    )
