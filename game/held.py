"""What every command of a session stands on: the journal, the values that it leads to, and who wants to know.

Law: a command is decided against the values in memory, written to the disk, and only then true and told. One command
is decided at a time, whatever thread it comes from.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from functools import update_wrapper
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from game import guests, tables
from game.events import Event, Opened, TableEvent
from game.guests import Guests
from game.journal import Contents, Entry, Journal
from game.library import Loaded
from game.phases import Act, refusal

T = TypeVar("T")
P = ParamSpec("P")
S = TypeVar("S", bound="Held")


class Refusal(Exception):
    """A command that is not possible now, and why, in one sentence."""


class Record(Protocol):
    """Where events go."""

    @property
    def contents(self) -> Contents:
        """What is there already."""

    def append(self, events: Sequence[Event]) -> None:
        """Keep a batch, all of it or none."""


class Draft:
    """A journal to which nothing is written yet."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.events: list[Event] = []

    def append(self, events: Sequence[Event]) -> None:
        """Keep a batch for later."""
        self.events.extend(events)


def command(act: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A method that is decided while no other one is."""

    def alone(self: S, /, *given: P.args, **named: P.kwargs) -> T:
        with self.lock:
            return act(self, *given, **named)

    update_wrapper(alone, act)
    return alone


class Held:
    """A session's values and its journal, without any command."""

    def __init__(self, loaded: Loaded, journal: Journal) -> None:
        events = journal.contents.events
        opened = events[0]
        assert isinstance(opened, Opened)
        self.loaded = loaded
        self.play = loaded.play
        self.journal = journal
        self.record: Record = journal
        """Where events go: the journal, or a draft of what may go into it."""
        self.seed = opened.seed
        self.setup = opened.setup
        self.entered = opened.entered
        """When it was entered, of a workshop played on paper."""
        self.tables = tables.replayed(self.play, events)
        self.guests: Guests = guests.arrived(events)
        self.listeners: list[Callable[[], None]] = []
        """Called after each change, in the thread that made it."""
        self.lock = RLock()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every line of the journal."""
        return self.journal.contents.entries

    def happen(self, *events: Event) -> None:
        """Make events durable, then true, then known. Raises JournalError, and then nothing has happened."""
        self.record.append(events)
        after, present = list(self.tables), self.guests
        for event in events:
            present = guests.after(present, event)
            if isinstance(event, TableEvent):
                after[event.table] = tables.applied(self.play, after[event.table], event)
        self.tables, self.guests = tuple(after), present
        self.tell()

    @command
    def together(self, calls: Iterable[Callable[[Self], T]]) -> list[T | Refusal]:
        """Decide calls in turn, on a draft of this session, and make what was not refused durable with one write.

        Raises JournalError, and then nothing of it has happened.
        """
        draft, record = copy.copy(self), Draft(self.journal.contents)
        draft.record, draft.listeners = record, []
        results: list[T | Refusal] = []
        for call in calls:
            before = draft.tables, draft.guests, len(record.events)
            try:
                results.append(call(draft))
            except Refusal as refused:
                draft.tables, draft.guests = before[:2]
                del record.events[before[2] :]
                results.append(refused)
        if record.events:
            self.record.append(record.events)
            self.tables, self.guests = draft.tables, draft.guests
            self.tell()
        return results

    def tell(self) -> None:
        """Let whoever shows the session look again."""
        for listener in tuple(self.listeners):
            listener()

    def allow(self, act: Act, table: int) -> None:
        """Refuse what the phase does not list."""
        self.find(table)
        self.insist(refusal(self.tables[table].phase, act))

    def find(self, table: int) -> None:
        """Refuse a table that is not there."""
        if not 0 <= table < len(self.tables):
            raise Refusal(f"there is no table {table + 1}")

    def insist(self, why_not: str) -> None:
        """Refuse for a reason."""
        if why_not:
            raise Refusal(why_not)

    def reason(self, text: str) -> str:
        """A reason that was given."""
        if not text.strip():
            raise Refusal("say why: the reason goes into the decision log")
        return text.strip()

    def said(self, text: str) -> str:
        """Words that were said."""
        if not text.strip():
            raise Refusal("nothing is written yet")
        return text.strip()

    def close(self) -> None:
        """Let go of the journal. The session can be resumed."""
        self.journal.close()
