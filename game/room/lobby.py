"""Connections that have nothing to wait for: how long they may stay, and who gives way when there are too many.

Law: a connection that is being answered is never cut here; of the others the one that has waited longest goes first.
So ten thousand silent guests cost the delegates nothing: their streams are being answered all the time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Protocol

from game.room.ways import Limits

MOST = 8_000
"""Open connections that this program keeps up with."""
SPARE = 128
"""Files that the rest of the program may have open."""


class Connection(Protocol):
    """A connection as the lobby sees it."""

    def cut(self) -> None:
        """Close it at once."""


class Lobby:
    """Everybody who is connected. Times are seconds of a clock that only goes forward."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.most = limits.connections or room_for_connections()
        self.everyone: set[Connection] = set()
        self.waiting: dict[Connection, float] = {}
        """Since when; the longest wait comes first."""

    def enter(self, connection: Connection, now: float) -> None:
        """Somebody connects. Where it is full, the one who has waited longest gives way, or else this one."""
        if len(self.everyone) >= self.most:
            oldest = next(iter(self.waiting), connection)
            self.leave(oldest)
            oldest.cut()
            if oldest is connection:
                return
        self.everyone.add(connection)
        self.waiting[connection] = now

    def serve(self, connection: Connection) -> None:
        """It has sent a whole request and waits for the answer."""
        self.waiting.pop(connection, None)

    def rest(self, connection: Connection, now: float) -> None:
        """From now on it is its turn again."""
        if connection in self.everyone:
            self.waiting.pop(connection, None)
            self.waiting[connection] = now

    def leave(self, connection: Connection) -> None:
        """It is closed."""
        self.everyone.discard(connection)
        self.waiting.pop(connection, None)

    def sweep(self, now: float) -> None:
        """Cut whoever has waited too long."""
        for connection in tuple(self.late(now)):
            self.leave(connection)
            connection.cut()

    def late(self, now: float) -> Iterator[Connection]:
        """Those who have waited too long."""
        for connection, since in self.waiting.items():
            if now - since < self.limits.patience:
                return
            yield connection


def room_for_connections() -> int:
    """How many connections this computer allows, after it was asked for as many as it gives."""
    if sys.platform == "win32":
        return MOST
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE if hard == resource.RLIM_INFINITY else min(MOST + SPARE, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):  # macOS says no to more than its own bound
            pass
    return MOST if soft == resource.RLIM_INFINITY else max(min(MOST, soft - SPARE), 16)
