"""A session to those who look at it: one that is on, or one that its journal tells of. Law: it can only be read."""

from __future__ import annotations

from typing import Protocol

from game.compiled import Compiled
from game.guests import Guests
from game.journal import Entry
from game.library import Loaded
from game.seating import SetUp
from game.tables import Table
from game.timer import Timer


class Seen(Protocol):
    """A session to those who look at it: one that is on, or one that its journal tells of."""

    @property
    def play(self) -> Compiled:
        """The scenario, ready to play."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table."""

    @property
    def seed(self) -> int:
        """What chance, and who plays what, are drawn from."""

    def undoable(self, table: int = 0) -> tuple[str, ...]:
        """The rounds that a table can go back to."""


class Attending(Seen, Protocol):
    """A session that is on, with a wall and people who come with their phones."""

    @property
    def guests(self) -> Guests:
        """Who is there with a phone."""

    @property
    def timer(self) -> Timer | None:
        """The time to talk."""

    @property
    def is_blank(self) -> bool:
        """Whether the wall shows nothing."""


class Kept(Seen, Protocol):
    """A session with its whole journal."""

    @property
    def loaded(self) -> Loaded:
        """The scenario and its text."""

    @property
    def setup(self) -> SetUp:
        """Who sits where."""

    @property
    def seed(self) -> int:
        """What chance is drawn from."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every line of the journal."""
