"""A session told again as it happened, from its journal alone. Law: it reads and never writes, also while it is on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game import attested, lines, tables, views
from game.events import (
    ActionAgreed,
    ActionDone,
    Answered,
    Delivered,
    DoorSet,
    HandsCounted,
    Joined,
    LessonIdentified,
    LetIn,
    Locked,
    Marked,
    Noted,
    Opened,
    Present,
    Removed,
    Struck,
    TableEvent,
    Timed,
    Undone,
    Voted,
)
from game.hotwash import told
from game.journal import Entry
from game.phases import UNSHOWN
from game.recorded import Recorded, recorded


def replay(path: Path) -> Iterator[str]:
    """Every screen as it came, with the real time. Raises JournalError."""
    seen = recorded(path)
    seen.tables = tables.room(seen.play, seen.setup)
    known = attested.timed(seen.entries)
    yield opening(seen)
    for number in range(len(seen.tables)):
        yield "\n".join(lines.screen(views.facilitator(seen, number)))
    for entry in seen.entries[1:]:
        yield from told_again(seen, entry, known)


def opening(seen: Recorded) -> str:
    """What it is, and when it was opened; or of a workshop played on paper when that was, and when it was entered."""
    title, first = seen.play.scenario.title, seen.entries[0]
    assert isinstance(first.event, Opened)
    at, entered = first.at.astimezone(), first.event.entered
    if entered is None:
        return f"{title}, opened on {at:%d %B %Y at %H:%M}"
    start = f" at {at:%H:%M}" if attested.is_known_start(entered, first.at) else ""
    return f"{title}, played on paper on {at:%d %B %Y}{start}, entered on {entered.astimezone():%d %B %Y}"


def told_again(seen: Recorded, entry: Entry, known: frozenset[int]) -> Iterator[str]:
    """One line of the journal: what was done, and the screen that came of it.

    `known` are the decisions whose time is; of what else was on paper nobody wrote down when it was.
    """
    on_paper = getattr(seen.entries[0].event, "entered", None) is not None
    is_known = not on_paper or entry.number in known or isinstance(entry.event, ActionDone)
    event, at = entry.event, f"[{entry.at.astimezone():%H:%M:%S}]" if is_known else "[on paper]"
    if isinstance(event, Timed):
        return
    if not isinstance(event, TableEvent):
        yield f"{at} {said(seen, event)}"
        return
    before = seen.tables[event.table]
    after = tables.applied(seen.play, before, event)
    seen.tables = (*seen.tables[: event.table], after, *seen.tables[event.table + 1 :])
    name = f"{seen.setup.seats[event.table].name}: " if len(seen.tables) > 1 else ""
    words = done(seen, event)
    if words:
        yield f"{at} {name}{words}"
    moved = after.phase is not before.phase or isinstance(event, HandsCounted | Undone)
    if moved and after.phase not in UNSHOWN:
        yield "\n".join(lines.screen(views.facilitator(seen, event.table)))


def done(seen: Recorded, event: TableEvent) -> str:
    """What was done at a table, in words; who voted for what is never told."""
    match event:
        case Voted():
            return f"a ballot; {seen.tables[event.table].vote.voters} have voted"
        case Delivered(inject=inject):
            shown = [one for each in seen.play.scenario.rounds for one in each.injects if one.id == inject]
            return f"a message from {shown[0].sender}: {' '.join(shown[0].text.split())}" if shown else "a message"
        case Present(number=number):
            return f"{number} sit here"
        case Joined():
            return f"a delegate joined; {len(seen.tables[event.table].joined)} have joined"
        case LetIn():
            return "a delegate came back with another phone"
        case Removed():
            return "a delegate was sent away"
        case Noted(what=what, text=text):
            return f"{lines.NOTES[what]}: {text}"
        case _:
            return event.kind


def said(seen: Recorded, event: object) -> str:
    """What was said to the whole room."""
    match event:
        case Marked(text=text):
            return f"marked: {text}" if text else "marked"
        case Answered(question=question, text=text):
            return f"on “{seen.play.scenario.debrief.questions[question]}”: {text}"
        case LessonIdentified(text=text):
            return f"lesson: {text}"
        case ActionAgreed():
            return f"action: {told(event)}"
        case ActionDone(entry=number):
            return f"done: the action of line {number}"
        case Struck(entry=number):
            return f"struck out: line {number}"
        case DoorSet():
            return "the room has a new code"
        case Locked(is_locked=is_locked):
            return "the room is locked" if is_locked else "the room is open"
        case _:
            return ""
