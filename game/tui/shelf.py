"""What there is to choose from, read from the disk: scenarios, briefings and sessions as lines of the first screen."""

from __future__ import annotations

from pathlib import Path

from game import cards, library
from game.cards import ScriptCard, SessionCard
from game.tui.entries import Entry, Kind

LISTED = 30
"""The sessions listed; older ones are opened by their name."""
CLOSED = "cannot be opened"


def entries() -> tuple[Entry, ...]:
    """Scenarios, briefings, then sessions, the newest first; broken ones too."""
    return (
        *(script_entry(Kind.SCENARIO, card) for card in cards.scenario_cards()),
        *(script_entry(Kind.BRIEFING, card) for card in cards.briefing_cards()),
        *map(session_entry, cards.session_cards(library.session_files()[:LISTED])),
    )


def script_entry(kind: Kind, card: ScriptCard) -> Entry:
    """A scenario or a briefing as a line."""
    if card.problem:
        return broken(kind, card, f"{card.name} {card.problem}")
    audience = f"For {card.audience}." if card.audience else ""
    detail = " ".join(filter(None, (card.summary, audience, card.freshness)))
    return Entry(kind, card.path, card.title, card.scope, detail, shown(card.path))


def session_entry(card: SessionCard) -> Entry:
    """A session as a line."""
    if card.problem:
        return broken(Kind.SESSION, card, f"{card.problem}.")
    when = f"{card.at.astimezone():%d %b %Y %H:%M}" if card.at else ""
    detail = f"Goes on where it stopped: {card.stopped}."
    return Entry(Kind.SESSION, card.path, card.title, f"{card.stopped:<27}  {when}", detail, shown(card.path))


def broken(kind: Kind, card: ScriptCard | SessionCard, why: str) -> Entry:
    """What is listed but cannot be opened."""
    return Entry(kind, card.path, card.title, CLOSED, why, problem=why)


def shown(path: Path) -> str:
    """A path as short as it can be said."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
