"""A session as its journal has it, for those who only look: the report, the replay, the comparison of years.

Law: it reads and never writes or locks, so that it works while the session is on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game import journal, session, tables
from game.compiled import Compiled
from game.events import Opened
from game.journal import Entry, JournalError
from game.library import Loaded
from game.seating import SetUp
from game.tables import Table


@dataclass(slots=True)
class Recorded:
    """What a session is to those who look at it. `tables` are as they are now, or as they were at some line."""

    loaded: Loaded
    opened: Opened
    entries: tuple[Entry, ...]
    tables: tuple[Table, ...]

    @property
    def play(self) -> Compiled:
        """The scenario, ready to play."""
        return self.loaded.play

    @property
    def setup(self) -> SetUp:
        """Who sits where."""
        return self.opened.setup

    @property
    def seed(self) -> int:
        """What chance is drawn from."""
        return self.opened.seed

    def undoable(self, table: int = 0) -> tuple[str, ...]:
        """The rounds decided so far at a table."""
        return session.undoable_at(self.play, self.tables[table])


def recorded(path: Path) -> Recorded:
    """A session as it is now. Raises JournalError where it is damaged, empty or of a newer version."""
    contents = journal.read(path)
    first = contents.entries[0].event if contents.entries else None
    if not isinstance(first, Opened):
        raise JournalError(f"{path.name}: nothing was recorded in it")
    loaded = session.reloaded(first, path)
    return Recorded(loaded, first, contents.entries, tables.replayed(loaded.play, contents.events))
