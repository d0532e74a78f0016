"""What is known of every path through a scenario: the values that the console, the papers and `siro explore` show.

Law: exact, or openly a sample with its intervals; kept by the digest of the resolved scenario and of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

from game.authoring.problems import Severity
from game.scenario import Scenario

RULES_VERSION = 4
"""Raised whenever the same scenario would explore differently."""

Place: TypeAlias = tuple[str | int, ...]


class Value(BaseModel):
    """A frozen value that goes to JSON and back."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Share(Value):
    """A part of all paths by probability, 0 to 1. `low` and `high` are the 95 % interval of a sample, else equal."""

    value: float
    low: float
    high: float
    paths: int
    """How many paths, or how many plays of the sample."""


class Spread(Value):
    """How a number is spread over the paths that have it."""

    low: float
    tenth: float
    mean: float
    ninetieth: float
    high: float


class OptionFound(Value):
    """One option of a round."""

    id: str
    text: str
    open: float
    """The share of paths through the round in which it can be chosen."""
    standing: float | None
    """The mean expected final standing after it, where that was worked out."""


class RoundFound(Value):
    """One round."""

    id: str
    title: str
    played: float
    """The share of all paths that play it."""
    states: int
    """In how many different states it can start."""
    swing: float | None
    """The mean spread, over its choices, of expected final standing; 0 counts for paths that skip it."""
    options: tuple[OptionFound, ...]
    meters: dict[str, Spread]
    """Each meter when the round starts."""


class ClockFound(Value):
    """One deadline."""

    id: str
    title: str
    started: Share
    met: Share
    missed: Share
    running: Share
    """Still running when the exercise ends."""
    path: str = ""
    """A path that misses it, as `siro play --path` takes it."""


class EndingFound(Value):
    """One ending."""

    id: str
    title: str
    share: Share
    path: str
    """A path that leads to it, as `siro play --path` takes it."""


class PathFound(Value):
    """One path and how it stands."""

    path: str
    standing: float
    ending: str


class Finding(Value):
    """Something to tell the author, at a place in the file, with a path that shows it."""

    place: Place
    message: str
    severity: Severity
    path: str = ""


class Exploration(Value):
    """All that is known."""

    format: int = 1
    digest: str
    title: str
    exact: bool
    paths: int
    """The number of complete paths; of a sample, the number of plays."""
    seed: int = 0
    """What a sample was drawn from."""
    turns: int = 0
    """How many choices in how many different states were walked."""
    endings: tuple[EndingFound, ...]
    rounds: tuple[RoundFound, ...]
    meters: dict[str, Spread]
    """Each meter when the exercise ends."""
    hours: Spread
    clocks: tuple[ClockFound, ...]
    standings: tuple[tuple[float, float], ...]
    """Every final standing, to a tenth, with its share, rising."""
    hinge: str
    """The round whose choice moves the final standing most; empty where it was not worked out."""
    best: PathFound
    worst: PathFound
    findings: tuple[Finding, ...] = ()

    def percentile(self, standing: float) -> float:
        """How many of 100 paths do worse than this standing, half of the equals counted."""
        below = sum(share for value, share in self.standings if value < round(standing, 1))
        equal = sum(share for value, share in self.standings if value == round(standing, 1))
        return 100 * (below + equal / 2)


def digest_of(scenario: Scenario) -> str:
    """What a scenario's exploration is kept under."""
    return sha256(f"{RULES_VERSION}\n{scenario.model_dump_json()}".encode()).hexdigest()


def spread_of(counts: Mapping[float, int] | Mapping[int, int]) -> Spread:
    """The spread of a number, from its values with their weights."""
    total = sum(counts.values())
    values = sorted(counts.items())
    mean = sum(value * weight / total for value, weight in values)
    return Spread(
        low=values[0][0],
        tenth=quantile(values, total, 0.1),
        mean=round(mean, 2),
        ninetieth=quantile(values, total, 0.9),
        high=values[-1][0],
    )


def quantile(values: list[tuple[float, int]] | list[tuple[int, int]], total: int, part: float) -> float:
    """The value below which `part` of the weight lies."""
    running = 0
    for value, weight in values:
        running += weight
        if running / total >= part:
            return value
    return values[-1][0]
