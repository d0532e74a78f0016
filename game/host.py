"""The room for phones and the wall beside whoever runs the workshop: opened, told what to show, closed.

Law: a room that cannot be opened is a sentence; it never stops the workshop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from time import monotonic

from game import hosting
from game.allowed import Hosting
from game.hosting import Invitation, Room
from game.session import Session
from game.slides import Showing
from game.views import FacilitatorView


class Host:
    """Holds the room. `changed` is called from any thread when there is something new to be said of it."""

    def __init__(self, allowed: Hosting, changed: Callable[[], None]) -> None:
        self.allowed = allowed
        self.changed = changed
        self.room: Room | None = None
        self.session: Session | None = None
        self.showing: Showing | None = None
        self.has_phones = False
        self.is_opening = False
        self.is_closed = False
        self.refusal = ""
        self.since = 0.0
        self.lock = Lock()

    @property
    def lets_in(self) -> bool:
        """Whether phones are to be let in."""
        return self.allowed.lets_in(self.session.setup if self.session else None, self.showing)

    @property
    def is_by_hands(self) -> bool:
        """Whether phones that were to vote or answer cannot."""
        return bool(self.refusal) and self.lets_in

    def follow(self, session: Session | None, showing: Showing | None = None) -> bool:
        """Show this session, or this slide. True where a room has to be opened for it first, which takes a moment."""
        self.session, self.showing = session, showing
        if self.is_opening:
            return False  # whoever opens it sees to this too
        if self.room and self.suits:
            self.tell(self.room)
            return False
        self.is_opening = self.allowed.has_wall or self.lets_in
        return self.is_opening

    @property
    def suits(self) -> bool:
        """Whether the room there is lets phones in, or need not."""
        return self.room is not None and (self.has_phones or not self.lets_in)

    def open(self) -> None:
        """Open the room, in the place of one without phones where there was one. Not in the console's own thread."""
        with self.lock:
            try:
                while not (self.suits or self.is_closed):
                    self.enter()
                self.refusal = ""
            except Exception as error:  # whatever it is, twenty people are waiting and hands can be counted
                self.leave()
                said = str(error).rstrip(".")
                self.refusal = f"{said[:1].upper()}{said[1:]}."
            self.is_opening = False
        self.changed()

    def enter(self) -> None:
        """A new room in the place of the one there is, on what is to be shown."""
        before = self.room
        self.leave()
        self.has_phones = self.lets_in
        self.room = self.allowed.opened(self.has_phones, before)
        self.since = monotonic()
        self.room.listeners.append(self.changed)
        self.tell(self.room)

    def tell(self, room: Room) -> None:
        """Say to the room what is to be shown."""
        room.slide(self.showing)
        room.show(self.session)

    def leave(self) -> None:
        """Let go of the room there is."""
        room, self.room = self.room, None
        if room:
            room.stop()

    def invitation(self) -> Invitation | None:
        """What is to be said of the room now; nothing where there is none."""
        if self.room is None:
            known = self.is_opening or self.refusal
            return Invitation(is_opening=self.is_opening, refusal=self.refusal) if known else None
        is_for_phones = self.has_phones and self.lets_in
        return hosting.invitation(self.room, self.session, is_for_phones, monotonic() - self.since)

    def choose(self, address: str) -> None:
        """Say another address to phones; nobody has had the time to join there yet."""
        if self.room:
            self.room.choose(address)
            self.since = monotonic()
            self.changed()

    def close(self) -> None:
        """Let go of everything; a room that is just being opened is closed again."""
        self.is_closed = True
        with self.lock:
            self.leave()


def by_hands(view: FacilitatorView) -> FacilitatorView:
    """A view of a workshop that counts hands after all."""
    return replace(view, setup=replace(view.setup, voting="hands"))
