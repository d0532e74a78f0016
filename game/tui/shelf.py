"""What there is to choose from, read from the disk: the user's scenarios and sessions as lines of the first screen."""

from __future__ import annotations

from pathlib import Path

from game import cards, library
from game.cards import ScenarioCard, SessionCard
from game.tui.entries import Entry, Kind

LISTED = 30
"""The sessions listed; older ones are opened by their name."""
CLOSED = "cannot be opened"


def entries() -> tuple[Entry, ...]:
    """Scenarios, then sessions, the newest first; broken ones too."""
    sessions = cards.session_cards(library.session_files()[:LISTED])
    return (*map(scenario_entry, cards.scenario_cards()), *map(session_entry, sessions))


def scenario_entry(card: ScenarioCard) -> Entry:
    """A scenario as a line."""
    if card.problem:
        return broken(Kind.SCENARIO, card, f"{card.name} {card.problem}")
    audience = f" For {card.audience}." if card.audience else ""
    return Entry(Kind.SCENARIO, card.path, card.title, card.scope, f"{card.summary}{audience}", shown(card.path))


def session_entry(card: SessionCard) -> Entry:
    """A session as a line."""
    if card.problem:
        return broken(Kind.SESSION, card, f"{card.problem}.")
    when = f"{card.at.astimezone():%d %b %Y %H:%M}" if card.at else ""
    detail = f"Goes on where it stopped: {card.stopped}."
    return Entry(Kind.SESSION, card.path, card.title, f"{card.stopped:<27}  {when}", detail, shown(card.path))


def broken(kind: Kind, card: ScenarioCard | SessionCard, why: str) -> Entry:
    """What is listed but cannot be opened."""
    return Entry(kind, card.path, card.title, CLOSED, why, problem=why)


def shown(path: Path) -> str:
    """A path as short as it can be said."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
