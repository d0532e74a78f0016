"""A session to those who look at it: one that is on, or one that its journal tells of. Law: it can only be read."""

from __future__ import annotations

from typing import Protocol

from game.compiled import Compiled
from game.journal import Entry
from game.library import Loaded
from game.seating import SetUp
from game.tables import Table


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
