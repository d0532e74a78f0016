"""Where a table's way through the exercise stands among all possible ones, and at the hinge. Law: derived, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from game import tables
from game.exploration import Exploration
from game.phases import Phase
from game.seen import Kept
from game.weighing import standing_of

Z95 = 1.959963984540054
"""The normal quantile of a 95 % interval."""


NTH = ("best", "second best", "third best", *(f"{number}th best" for number in range(4, 21)))
"""An option's place among those of its round."""


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
        yield f"{self.ending}."
        about = (
            "" if self.low == self.high else f" (estimated from a sample: {hundred(self.low)} to {hundred(self.high)})"
        )
        yield f"Better than {hundred(self.percentile)} of 100 ways through this exercise{about}."
        yield f"{self.ways} end like this."
        if self.hinge:
            did = f"You chose: {self.chose}" if self.chose else "You never met it"
            yield f"The round that mattered most was “{self.hinge}”. {did}{self.place}."

    @property
    def ways(self) -> str:
        """How many of all paths end like this, in words."""
        of = round(100 * self.share)
        return f"{of} of 100 ways" if of else "Fewer than 1 of 100 ways"

    @property
    def place(self) -> str:
        """Where the option chosen at the hinge stands among the others there, in words; nothing for several at once."""
        order = [text for text, _ in self.differently]
        if self.chose not in order or len(order) < 2:
            return ""
        return f"; of {len(order)} options it leads, on average, to the {NTH[order.index(self.chose)]} end"


def ranks(seen: Kept, found: Exploration) -> tuple[Rank, ...]:
    """Every table that has come to its end."""
    return tuple(rank(seen, number, found) for number, table in enumerate(seen.tables) if table.phase is Phase.ENDED)


def rank(seen: Kept, number: int, found: Exploration) -> Rank:
    """One table that has come to its end."""
    table, scenario = seen.tables[number], seen.play.scenario
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


NOT_YET = "Being worked out: where this stands among all ways through the exercise."
FAILED = "Where this stands among all ways through the exercise could not be worked out here; siro explore does it."


@dataclass(frozen=True, slots=True)
class Stands:
    """Where one table stands, in sentences to be read out."""

    name: str
    sentences: tuple[str, ...]


def standing(seen: Kept, found: Exploration | None, has_failed: bool = False) -> tuple[Stands, ...]:
    """Every table: how its story ended, and once that is worked out where it stands among all ways."""
    return tuple(stands(seen, number, found, has_failed) for number in range(len(seen.tables)))


def stands(seen: Kept, number: int, found: Exploration | None, has_failed: bool) -> Stands:
    """One table."""
    table = seen.tables[number]
    name = table.setup.seats[number].name
    if table.phase is not Phase.ENDED:
        return Stands(name, ("It has not come to its end yet.",))
    if found:
        return Stands(name, tuple(rank(seen, number, found).sentences))
    ending = seen.play.scenario.endings[tables.ending_number(seen.play, table)]
    return Stands(name, (f"{ending.title}.", FAILED if has_failed else NOT_YET))


def hundred(percentile: float) -> int:
    """A percentile as people say it: never all of 100, for no way is better than itself."""
    return min(99, round(percentile))
