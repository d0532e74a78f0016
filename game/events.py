"""What happened in a workshop, in the past tense. Law: frozen, complete, and enough to play it all again.

An event stores what was decided and how chance fell, never what follows from it: that is derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

JOURNAL_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session was opened. It carries the scenario's own text, so that it can be replayed years later."""

    kind: Literal["opened"] = "opened"
    format: int = JOURNAL_FORMAT
    scenario: str
    """The scenario's name, as in the list of scenarios."""
    text: str
    """The scenario file, whole."""
    seed: int
    """What chance is drawn from."""
    program: str
    """The version of this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The exercise started: the first round is on."""

    kind: Literal["begun"] = "begun"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted:
    """Hands were counted in the current round: option ids with numbers. A later count replaces an earlier one."""

    kind: Literal["hands counted"] = "hands counted"
    table: int = 0
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBroken:
    """The facilitator preferred one of the options that were tied, for a reason."""

    kind: Literal["tie broken"] = "tie broken"
    table: int = 0
    option: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The table decided. `falls` says how chance fell; a reason is given where hands alone did not decide."""

    kind: Literal["decided"] = "decided"
    table: int = 0
    round: str
    choice: tuple[str, ...]
    falls: tuple[int, ...] = ()
    how: Literal["vote", "tie broken", "path"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedOn:
    """The outcome was read; the next round is on, or the ending."""

    kind: Literal["moved on"] = "moved on"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The table went back to the start of a round that it had decided. Nothing is deleted."""

    kind: Literal["undone"] = "undone"
    table: int = 0
    round: str


Event: TypeAlias = Annotated[
    Opened | Begun | HandsCounted | TieBroken | Decided | MovedOn | Undone, Field(discriminator="kind")
]
