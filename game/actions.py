"""The actions agreed over all past sessions: who does what by when. Law: read from journals; nothing is kept twice.

An action is open until it is done (`siro done`), or struck out of its session's hot wash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from game import hotwash, journal, legible
from game.events import ActionAgreed, Opened
from game.hotwash import day
from game.journal import JournalError

NOBODY = "Nobody named"


@dataclass(frozen=True, slots=True)
class Due:
    """An action, and the session in which it was agreed."""

    owner: str
    text: str
    due: date | None
    agreed: datetime
    session: str
    """The session's name, as `siro report` takes it."""
    scenario: str
    entry: int
    """Its line in the journal."""


def in_folder(folder: Path) -> tuple[tuple[Due, ...], tuple[str, ...]]:
    """The actions of every session in a folder, by owner and date; and a sentence for each that cannot be read."""
    found: list[Due] = []
    faults = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            found += in_session(path)
        except JournalError as error:
            faults.append(str(error))
    return tuple(sorted(found, key=place)), tuple(faults)


def in_session(path: Path) -> Iterator[Due]:
    """The actions of one session. Raises JournalError."""
    entries = journal.read(path).entries
    opened = entries[0].event if entries else None
    scenario = opened.scenario if isinstance(opened, Opened) else ""
    said = hotwash.hot_wash(entries)
    done = dict(said.done)
    for one in said.entries:
        if isinstance(one.event, ActionAgreed) and one.number not in done:
            words = [legible.line(part) for part in (one.event.owner, one.event.text)]
            yield Due(words[0], words[1], one.event.due, one.at, path.stem, scenario, one.number)


def place(one: Due) -> tuple[bool, str, date, datetime]:
    """Where an action stands in the list: those without an owner last, those without a date at the end."""
    return not one.owner, one.owner.casefold(), one.due or date.max, one.agreed


def lines(actions: Iterable[Due], today: date) -> Iterator[str]:
    """The list as text, under each owner's name."""
    owner = None
    for one in actions:
        if one.owner != owner:
            yield from ([] if owner is None else [""])
            owner = one.owner
            yield owner or NOBODY
        by = f"by {day(one.due)}" if one.due else "no date"
        late = " (late)" if one.due and one.due < today else ""
        yield f"  {by}{late}: {one.text}  [{one.session} {one.entry}]"


def calendar(actions: Iterable[Due]) -> str:
    """The list as an iCalendar file (RFC 5545): a task for each action."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kent Connects//siro actions//EN"]
    for one in actions:
        parts += task(one)
    return "".join(f"{folded(part)}\r\n" for part in (*parts, "END:VCALENDAR"))


def task(one: Due) -> Iterator[str]:
    """One action as a VTODO (RFC 5545, 3.6.2)."""
    key = sha256(f"{one.session}/{one.entry}/{one.agreed.isoformat()}".encode()).hexdigest()[:24]
    owner = f"{one.owner}: " if one.owner else ""
    yield from ("BEGIN:VTODO", f"UID:{key}@siro", f"DTSTAMP:{one.agreed.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    yield f"SUMMARY:{escaped(owner + one.text)}"
    yield f"DESCRIPTION:{escaped(f'Agreed in the exercise {one.scenario}, session {one.session}.')}"
    if one.due:
        yield f"DUE;VALUE=DATE:{one.due:%Y%m%d}"
    yield from ("STATUS:NEEDS-ACTION", "END:VTODO")


def escaped(words: str) -> str:
    """Words as a TEXT value (RFC 5545, 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", words).replace("\n", "\\n")


def folded(part: str) -> str:
    """A content line of no more than 75 octets, never torn inside a letter (RFC 5545, 3.1)."""
    found, length = "", 0
    for letter in part:
        size = len(letter.encode())
        if length + size > 75:
            found, length = f"{found}\r\n ", 1
        found, length = found + letter, length + size
    return found
