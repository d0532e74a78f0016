"""A journal rewritten without personal data. Law: the one exception to "nothing is deleted", and it says what it did.

The new file is written beside the old one, put on the disk, and only then takes its place; what was decided, the votes
and the times stay, so that the session can still be replayed and reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from game import journal
from game.authoring.files import write_whole
from game.events import (
    ActionAgreed,
    Answered,
    Decided,
    DoorSet,
    Event,
    Joined,
    LessonIdentified,
    LetIn,
    Marked,
    Noted,
    Opened,
    Removed,
    TieBroken,
    Voted,
)
from game.journal import EVENTS, Entry, JournalError

REMOVED = "(removed)"
FREE: Mapping[type, tuple[str, ...]] = {
    Noted: ("text",),
    Marked: ("text",),
    Answered: ("text",),
    LessonIdentified: ("text",),
    DoorSet: ("code", "secret"),
    ActionAgreed: ("text", "owner"),
    TieBroken: ("reason",),
    Decided: ("reason",),
}
"""What people typed, by event. Empty words stay empty."""
WORDS = {
    Voted: "ballots’ names",
    Joined: "names and keys of phones",
    DoorSet: "codes to join",
    Noted: "notes",
    Marked: "marks",
    Answered: "answers",
    LessonIdentified: "lessons",
    ActionAgreed: "actions with their owners",
    TieBroken: "reasons for breaking a tie",
    Decided: "reasons for a decision",
}
"""What was removed, by event."""


def forget(path: Path) -> tuple[str, ...]:
    """Rewrite a journal without personal data; says what was removed. Raises JournalError: damaged, or in use."""
    if not path.is_file():
        raise JournalError(f"{path}: there is no such session")
    lock = journal.locked(path)
    try:
        before = journal.read(path).entries
        after = forgotten(before)
        write_whole(path, chained(after))
    except OSError as error:
        raise JournalError(f"{path}: not rewritten: {error.strerror or error}; nothing was changed") from None
    finally:
        lock.release()
    return told(before, after)


def forgotten(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """A journal's entries without personal data: the same lines at the same times."""
    every = tuple(entries)
    names = called(every)
    return tuple(replace(entry, event=without(entry.event, names)) for entry in every)


def called(entries: Iterable[Entry]) -> dict[tuple[int, str], str]:
    """What each delegate of each table is called from now on: first those of the set-up, then whoever else voted."""
    found: dict[tuple[int, str], str] = {}
    for entry in entries:
        match entry.event:
            case Opened(setup=setup):
                people = [(table, name) for table, seat in enumerate(setup.seats) for name in seat.delegates]
            case Voted(table=table, delegate=delegate) | Joined(table=table, delegate=delegate):
                people = [(table, delegate)]
            case _:
                people = []
        for one in people:
            found.setdefault(one, f"delegate {len(found) + 1}")
    return found


def without(event: Event, names: Mapping[tuple[int, str], str]) -> Event:
    """One event without personal data."""
    match event:
        case Opened(setup=setup):
            seats = tuple(
                replace(seat, delegates=tuple(names[table, name] for name in seat.delegates))
                for table, seat in enumerate(setup.seats)
            )
            return replace(event, setup=replace(setup, seats=seats))
        case Joined(table=table, delegate=delegate) | LetIn(table=table, delegate=delegate):
            # A key that nothing gives, and different for each: no two phones may have the same.
            return replace(event, delegate=names[table, delegate], key=f"(removed {names[table, delegate]})")
        case Voted(table=table, delegate=delegate) | Removed(table=table, delegate=delegate):
            return replace(event, delegate=names[table, delegate])
        case Answered(text=text, delegate=delegate) if delegate:
            known = {name: called for (_, name), called in names.items()}
            return replace(event, text=REMOVED if text else "", delegate=known.get(delegate, REMOVED))
        case _:
            words = {key: REMOVED for key in FREE.get(type(event), ()) if getattr(event, key)}
            return EVENTS.validate_python({**asdict(event), **words})


def chained(entries: Iterable[Entry]) -> bytes:
    """The lines of a journal, each with its sum on the one before."""
    lines, total = [], ""
    for entry in entries:
        line, total = journal.line_of(entry, total)
        lines.append(line)
    return "".join(lines).encode()


def told(before: Iterable[Entry], after: Iterable[Entry]) -> tuple[str, ...]:
    """What was removed, in words."""
    pairs = list(zip(before, after, strict=True))
    changed = Counter(type(old.event) for old, new in pairs if old.event != new.event)
    opened = next((old.event for old, _ in pairs if isinstance(old.event, Opened)), None)
    delegates = sum(len(seat.delegates) for seat in opened.setup.seats) if opened else 0
    found = [f"delegates’ names ({delegates})"] if delegates else []
    return (*found, *(f"{words} ({changed[kind]})" for kind, words in WORDS.items() if changed[kind]))
