"""What happened in a workshop, in the past tense. Law: frozen, complete, and enough to play it all again.

An event stores what was decided and how chance fell, never what follows from it: that is derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from game.seating import ALONE, SetUp

JOURNAL_FORMAT = 3
"""1: one table, hands only, no set-up. 2: no phones. All are read."""


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
    setup: SetUp = ALONE
    """Who sits where, and how they decide."""
    entered: datetime | None = None
    """When it was entered, of a workshop played on paper: the times in it are then those that people wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The exercise started: the first round is on."""

    kind: Literal["begun"] = "begun"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A message that waited has arrived: the next in turn, or one that is released on demand."""

    kind: Literal["delivered"] = "delivered"
    table: int = 0
    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """So many sit at the table now."""

    kind: Literal["present"] = "present"
    table: int = 0
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A delegate joined the table with a phone."""

    kind: Literal["joined"] = "joined"
    table: int = 0
    delegate: str
    """Their name, which nobody else in the room has or had."""
    role: str = ""
    """The role that was picked or dealt, by its id; empty where roles are not dealt."""
    key: str
    """The SHA-256 of the token on their phone, in hexadecimal: the token itself is nowhere but there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """A delegate goes on with another phone. The token of the one before is worth nothing any more."""

    kind: Literal["let in"] = "let in"
    table: int = 0
    delegate: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A delegate was sent away. Their ballot in a vote that was not shown yet does not count."""

    kind: Literal["removed"] = "removed"
    table: int = 0
    delegate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOpened:
    """Ballots are taken from now on. Ballots of an earlier vote do not count in this one."""

    kind: Literal["vote opened"] = "vote opened"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """A delegate's ballot in the open vote. A later one replaces an earlier one."""

    kind: Literal["voted"] = "voted"
    table: int = 0
    delegate: str
    choice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteClosed:
    """No ballot is taken any more. How they fell is not shown yet."""

    kind: Literal["vote closed"] = "vote closed"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteReopened:
    """The vote that was closed goes on, with the ballots it had."""

    kind: Literal["vote reopened"] = "vote reopened"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """The closed vote was shown."""

    kind: Literal["revealed"] = "revealed"
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted:
    """Hands were counted in the current round: option ids with numbers. A later count replaces an earlier one.

    Outside a vote the hands alone decide; in one they stand beside the ballots, for delegates without a phone.
    """

    kind: Literal["hands counted"] = "hands counted"
    table: int = 0
    counts: tuple[tuple[str, int], ...]
    voters: int = 0
    """How many raised a hand, where more than one option could be taken; 0 where nobody counted them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBroken:
    """One of the options that were tied was preferred, for a reason, by whom the set-up says."""

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
    how: Literal["vote", "tie broken", "casting vote", "override", "path"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """On paper somebody wrote down when this round was decided: the time of this line, and of the decision's."""

    kind: Literal["timed"] = "timed"
    table: int = 0
    round: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A line on a round's decision: why the table decides so, or who disagrees and why."""

    kind: Literal["noted"] = "noted"
    table: int = 0
    round: str
    what: Literal["rationale", "dissent"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The facilitator marked the moment, to come back to it in the hot wash."""

    kind: Literal["marked"] = "marked"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the room said to one of the scenario's questions for the hot wash, counted from 0."""

    kind: Literal["answered"] = "answered"
    question: int
    text: str
    delegate: str = ""
    """Who said so by phone; empty where the facilitator wrote down what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonIdentified:
    """What the room takes away."""

    kind: Literal["lesson identified"] = "lesson identified"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAgreed:
    """What somebody will do, by when."""

    kind: Literal["action agreed"] = "action agreed"
    text: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """An entry of the hot wash was struck out: the journal's number of the line that made it."""

    kind: Literal["struck"] = "struck"
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    """An action that was agreed has been done: the journal's number of the line that agreed it."""

    kind: Literal["action done"] = "action done"
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSet:
    """The room has a new code to type and a new secret for the QR code; those before open it no more."""

    kind: Literal["door set"] = "door set"
    code: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """The room was locked, so that nobody else can join, or opened again."""

    kind: Literal["locked"] = "locked"
    is_locked: bool


TableEvent: TypeAlias = (
    Begun
    | Delivered
    | Present
    | Joined
    | LetIn
    | Removed
    | VoteOpened
    | Voted
    | VoteClosed
    | VoteReopened
    | Revealed
    | HandsCounted
    | TieBroken
    | Decided
    | MovedOn
    | Noted
    | Undone
)
"""What happens at one table."""
RoomEvent: TypeAlias = (
    Opened | Timed | Marked | Answered | LessonIdentified | ActionAgreed | ActionDone | Struck | DoorSet | Locked
)
"""What concerns the whole room, or what is known of it, and moves no table."""

Event: TypeAlias = Annotated[TableEvent | RoomEvent, Field(discriminator="kind")]
