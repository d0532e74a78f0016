"""What is known of a workshop: when it ended, and of one played on paper which times and votes somebody wrote down.

Law: what nobody wrote down is not known, and is never made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from game.events import ActionDone, Decided, DoorSet, LetIn, Locked, Removed, Struck, Timed
from game.journal import Entry
from game.tables import Turn
from game.voting import Tally

AFTERWARDS = (ActionDone, Struck, DoorSet, Locked, LetIn, Removed)
"""What is done on a later day too, when somebody opens the session again to tidy up."""


def is_known_start(entered: datetime | None, started: datetime) -> bool:
    """Whether a workshop's start is known: of one played on paper, midnight stands for nobody having written it."""
    return entered is None or started.time() != time()


def timed(entries: Sequence[Entry]) -> frozenset[int]:
    """The lines of decisions whose real time is known, by number: all, but where a workshop was played on paper.

    Journals of before `Timed` have a time that is later than what the table did before only where it was written down.
    """
    decided: dict[int, int] = {}
    last: dict[int, datetime] = {}
    said, later, every = set[int](), set[int](), set[int]()
    for entry in entries:
        table = getattr(entry.event, "table", 0)
        before = last.get(table, entries[0].at)
        match entry.event:
            case Decided():
                decided[table] = entry.number
                every.add(entry.number)
                later.update({entry.number} if entry.at > before else ())
            case Timed():
                said.add(decided[table])
        last[table] = max(before, entry.at)
    if getattr(entries[0].event, "entered", None) is None:
        return frozenset(every)
    return frozenset(said or later)


def uncounted(turn: Turn) -> Turn:
    """A turn on paper whose votes nobody counted; where it had two votes, the first may have been."""
    return replace(turn, tally=Tally(()), first=turn.first or (turn.tally if turn.tally.total else None))
