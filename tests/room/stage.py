"""A room as these stories have it: a session in a file, its server, and phones. Law: real sockets, real files."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import randrange

from game import library, session
from game.room.host import Room
from game.room.ways import USUAL, Limits, Ways
from game.seating import Seat, SetUp
from game.session import Session
from tests.room.browsing import Answered, Phone

SCENARIO = library.load(Path("tests/room/locked-drawer.yaml"))
NORTH_AND_SOUTH = (Seat(name="North"), Seat(name="South"))
FOREVER = 20.0


class Stage:
    """A room that can be dropped and come back. `limits` are those of its server."""

    def __init__(self, path: Path, limits: Limits = USUAL, ways: Ways | None = None) -> None:
        self.path = path
        self.limits = limits
        self.ways = ways or Ways(host="127.0.0.1")
        if not self.ways.port:
            self.ways = replace(self.ways, port=port_of_its_own())
        setup = SetUp(seats=NORTH_AND_SOUTH, voting="both", roles=True, pace="one by one")
        self.session = session.opened(SCENARIO, path, 1, setup)
        self.room = self.opened()

    def opened(self) -> Room:
        """The server, showing the session; on the port that it had."""
        room = Room(self.ways, self.limits)
        room.start()
        room.show(self.session)
        return room

    def resume(self) -> Session:
        """Drop the server and the session where they are, and go on from the journal."""
        self.close()
        self.session = session.resumed(self.path)
        self.room = self.opened()
        return self.session

    def close(self) -> None:
        """Let go of everything; the program has made no mistake."""
        self.room.stop()
        self.session.close()
        assert not self.room.house.fault, self.room.house.fault

    @property
    def secret(self) -> str:
        """What the QR code carries."""
        return self.session.guests.secret

    def phone(self, name: str = "", table: int = 0, role: str = "") -> Phone:
        """A phone; with a name it joins."""
        phone = Phone(self.room.address)
        if name:
            phone.join(self.secret, name, table, role)
        return phone

    def look_at_wall(self) -> Answered:
        """The wall's page."""
        return self.phone().get(self.room.wall_url.removeprefix(self.room.address))

    def voted(self, table: int = 0) -> dict[str, tuple[str, ...]]:
        """The ballots of the vote that is on."""
        return dict(self.session.tables[table].vote.ballots)


def port_of_its_own() -> int:
    """A port that nobody else takes while this room is dropped and comes back: neither ours nor the system's choice."""
    while True:
        port = randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def until(holds: Callable[[], object], what: str = "it") -> None:
    """Wait for a condition, looking again and again."""
    end = time.monotonic() + FOREVER
    while not holds():
        assert time.monotonic() < end, f"waited too long for {what}"
        time.sleep(0.005)
