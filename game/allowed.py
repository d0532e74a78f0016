"""What the command line allows of a room for phones and the wall. Law: small, for the first screen waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from game.hosting import Room
    from game.seating import SetUp
    from game.slides import Showing

Open: TypeAlias = "Callable[[bool, Room | None], Room]"
"""Makes a room that has not started: whether phones are let in, and the room before it, whose wall comes back."""


@dataclass(frozen=True, slots=True)
class Hosting:
    """What the command line allows: how a room is made, whether phones are let in, whether there is a wall."""

    open: Open
    has_phones: bool = True
    has_wall: bool = True

    def lets_in(self, setup: SetUp | None, showing: Showing | None = None) -> bool:
        """Whether phones are let in: to a session that is set up so, to a briefing that asks them, or to neither."""
        by_phone = setup is not None and setup.voting != "hands"
        return self.has_phones and (by_phone or (showing is not None and showing.takes_phones))

    def opened(self, is_for_phones: bool, before: Room | None = None) -> Room:
        """A room that listens. Raises an error whose words are a sentence."""
        room = self.open(is_for_phones, before)
        room.start()
        return room
