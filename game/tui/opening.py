"""From the list into a session or a briefing: the set-up of the room, then the desk; or the first slide.

Law: imported when something is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from game import library, usual
from game.authoring.problems import Flawed
from game.briefing import Briefing
from game.seating import Voting
from game.slides import Showing
from game.tui.desk import Desk
from game.tui.screens.setup import Play, Setup
from game.tui.screens.slide import SlideScreen


def room(path: Path) -> Setup:
    """The set-up for a scenario, filled in as the last one was."""
    try:
        scenario = library.load(path).scenario
    except Flawed:  # it will be said when it is to be played
        return Setup(path.stem, path, usual.usual(), has_roles=False)
    return Setup(scenario.title, path, usual.usual(), has_roles=bool(scenario.roles))


def played(asked: Message, changed: Callable[[], None]) -> Desk:
    """A new session in the room that was set up. Raises Closed."""
    if not isinstance(asked, Play):
        raise TypeError(asked)
    desk = Desk.play(asked.path, changed, asked.setup, asked.seed)
    usual.remember(asked.setup)
    return desk


def resumed(path: Path, changed: Callable[[], None]) -> Desk:
    """A session as it stopped. Raises Closed."""
    return Desk.resume(path, changed)


def briefing(path: Path, end: Callable[[], None]) -> SlideScreen:
    """The first slide of a briefing. Raises Flawed."""
    return first_slide(library.load_briefing(path), end)


def first_slide(briefing: Briefing, end: Callable[[], None], voting: Voting = "hands") -> SlideScreen:
    """The first slide; `end` is what is done after the last, `voting` how the room answers its polls."""
    return SlideScreen(Showing(briefing, voting=voting), end)
