"""The part of the console that phones and the wall concern: opening the room, and hearing what comes out of it.

Law: what other threads change is only noted; the console looks soon after, once for all of it.
"""

from __future__ import annotations

import threading
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.message import Message

from game.tui.commands import JoinRoom
from game.tui.requests import TurnTo
from game.tui.screens.frame import Frame

if TYPE_CHECKING:
    from game.allowed import Hosting
    from game.host import Host
    from game.hosting import Invitation
    from game.slides import Showing
    from game.tui.desk import Desk

PAUSE = 0.1
"""Seconds in which everything that phones do is shown at once: three hundred votes are a few looks."""
UNOPENED = "{} Phones cannot be used now: count hands. j tries again."
UNSEEN = "{} The wall is not shown. j tries again."
"""What is said once where the room for phones, or for the wall alone, could not be opened."""


class Stir(Message):
    """Something changed in another thread: look soon."""


class Hosted(App[None]):
    """A console beside which a room may be open."""

    face: Frame
    """The screen that shows where the table is."""

    def __init__(
        self, hosting: Hosting | None, *, css_path: list[str | PurePath], ansi_color: bool | None = None
    ) -> None:
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self.desk: Desk | None = None
        self.hosting = hosting
        self.host: Host | None = None
        self.thread = threading.get_ident()
        self.is_stirred = False
        self.heard: Invitation | None = None
        self.refused = ""

    def turn(self) -> None:
        """Show the session as it is now."""
        raise NotImplementedError

    @property
    def ground(self) -> Frame:
        """The screen that shows what is on: a slide where one is shown, else the face."""
        found = (one for one in reversed(self.screen_stack) if isinstance(one, Frame) and one.IS_GROUND)
        return next(found, self.face)

    def uncover(self, ground: Frame | None = None) -> None:
        """Take away what lies over the face, or over this screen."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Say what went wrong, where the facilitator looks."""
        raise NotImplementedError

    def serve(self, showing: Showing | None = None) -> None:
        """Let phones and the wall follow what is on the screen; the room is opened where there is none yet."""
        if self.hosting and self.host is None:
            from game.host import Host

            self.host = Host(self.hosting, self.heed)
        if self.host and self.host.follow(self.desk.session if self.desk else None, showing):
            self.run_worker(self.host.open, thread=True)

    @on(TurnTo)
    def turn_slide(self, turned: TurnTo) -> None:
        """The wall shows the slide too, without its notes."""
        self.serve(turned.showing)
        self.listen()

    def heed(self) -> None:
        """The session or the room has changed, in whatever thread. Changes made in others are shown together."""
        if threading.get_ident() == self.thread and self.desk:
            self.turn()
        elif not self.is_stirred:
            self.is_stirred = True
            self.post_message(Stir())

    @on(Stir)
    def look_soon(self) -> None:
        """Look once for all that changes until then."""
        self.set_timer(PAUSE, self.catch_up)

    def catch_up(self) -> None:
        """Show what has changed, unless the console is being left."""
        self.is_stirred = False
        if not self.screen_stack:
            return
        if self.desk:
            self.desk.is_by_hands = self.host is not None and self.host.is_by_hands
            self.turn()
        else:
            self.listen()
        if self.host and self.host.refusal and self.host.refusal != self.refused:
            self.complain((UNOPENED if self.host.is_by_hands else UNSEEN).format(self.host.refusal))
        self.refused = self.host.refusal if self.host else ""

    def listen(self) -> None:
        """Show what there is to say of phones and the wall, on the face and on what covers it."""
        if self.host:
            self.heard = self.host.invitation()
            for screen in {self.face, *self.screen_stack}:
                if isinstance(screen, Frame):
                    screen.hear(self.heard)

    def listen_again(self) -> None:
        """The same where there is something new."""
        if self.host and self.host.invitation() != self.heard:
            self.listen()

    @on(JoinRoom)
    def show_room(self) -> None:
        """How phones join, and the wall."""
        if self.host is None or self.host.invitation() is None:
            self.complain("Not possible: nothing is served to phones or a wall here.")
        else:
            from game.tui.screens.join import Join

            ground = self.ground
            self.uncover(ground)
            self.push_screen(Join(ground.heading, self.host))
