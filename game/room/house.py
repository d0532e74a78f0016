"""What the pages of one room share: the session, the slide, its poll, the door, the streams, the clerk.

Law: one event loop.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from copy import copy
from hashlib import sha256
from typing import TYPE_CHECKING

from game.events import DoorSet
from game.room.door import Door, same
from game.room.ways import Limits, Ways

if TYPE_CHECKING:
    from game.guests import Guests
    from game.room.clerk import Clerk
    from game.room.hub import Hub
    from game.room.polling import Poll
    from game.session import Session
    from game.slides import Showing


class House:
    """One room. The hub and the clerk are there while it is open."""

    hub: Hub
    clerk: Clerk

    def __init__(self, ways: Ways, limits: Limits, told: Callable[[], None]) -> None:
        self.ways = ways
        self.limits = limits
        self.told = told
        """Called when the facilitator should look: a knock, a trouble, a phone that came or went."""
        self.session: Session | None = None
        self.showing: Showing | None = None
        self.poll: Poll | None = None
        """The phones of a briefing, from when they are first asked."""
        self.door = Door()
        self.wall_key = ways.wall_key or secrets.token_urlsafe(12)
        self.address = ""
        """What phones type."""
        self.known: dict[str, str] = {}
        """Who a key was, so that a phone whose token has ended is told why. Not kept."""
        self.fault = ""
        """What went wrong in this program, in a sentence."""

    @property
    def wall_keys(self) -> tuple[str, ...]:
        """Keys that open the wall: this room's, and one that a wall has after the room was killed and resumed."""
        session = self.session
        lasting = wall_key_of(session) if session and (session.guests.secret or not self.ways.phones) else ""
        return tuple(key for key in (lasting, self.wall_key) if key)

    @property
    def now(self) -> Session | None:
        """The session as it is at this moment: what other threads do meanwhile does not reach a page half made."""
        return copy(self.session)

    @property
    def way_in(self) -> Guests | Poll | None:
        """What holds the code and the secret: the session; without one a briefing that asks phones, or nothing."""
        if not self.ways.phones:
            return None
        return self.session.guests if self.session else self.poll

    @property
    def mark(self) -> str:
        """What a phone's page says it is part of."""
        return "BRIEFING" if self.poll and self.session is None else "EXERCISE"

    @property
    def join_url(self) -> str:
        """What the QR code carries; nothing where nobody can join."""
        way_in = self.way_in
        return f"{self.address}/join/{way_in.secret}" if way_in and way_in.secret else ""

    def opens_wall(self, key: str) -> bool:
        """Whether a key opens the wall."""
        return self.ways.wall and any(same(key, right) for right in self.wall_keys)

    def failed(self, error: BaseException) -> None:
        """Something went wrong that should not: the facilitator is told, and the workshop goes on."""
        self.fault = f"A phone's page failed ({type(error).__name__}: {error}). The workshop goes on; please report it."
        self.told()


def wall_key_of(session: Session) -> str:
    """The wall's key that follows from a session's journal, so that a wall comes back after the room was killed.

    Delegates know the secret of the QR code, but neither the seed nor when the session was opened. Without phones there
    is no secret, and nobody but this computer reaches the wall.
    """
    first = next((event for event in session.journal.contents.events if isinstance(event, DoorSet)), None)
    secret, opened = first.secret if first else "", session.entries[0]
    made = hmac.new(secret.encode(), f"{session.seed} {opened.at.isoformat()}".encode(), sha256)
    return made.hexdigest()[:20]
