"""The room as the facilitator's side holds it: opened, shown a session, closed. Law: safe from any thread.

Its listeners are called in the server's thread, or in that which made a change.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from ssl import SSLError
from typing import TYPE_CHECKING

from game import machine
from game.hosting import Polled
from game.room import port as ports
from game.room.door import fresh_code, fresh_secret
from game.room.house import House
from game.room.polling import Poll
from game.room.server import Server
from game.room.ways import PORT, USUAL, Knock, Limits, RoomError, Ways

if TYPE_CHECKING:
    from game.session import Session
    from game.slides import Showing

TRIES = 20
"""Ports that are tried, from the usual one on."""
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"


class Room:
    """Phones and the wall, served from this computer."""

    def __init__(self, ways: Ways, limits: Limits = USUAL) -> None:
        self.ways = ways
        self.listeners: list[Callable[[], None]] = []
        self.house = House(ways, limits, self.tell)
        self.server: Server | None = None
        self.port = 0
        self.addresses: tuple[str, ...] = ()
        """Every address that phones may reach, likeliest first."""

    def start(self) -> None:
        """Listen. Raises RoomError."""
        self.listen(listening_on(self.ways))

    def listen(self, listening: socket.socket) -> None:
        """Listen on a socket. Raises RoomError."""
        self.port = listening.getsockname()[1]
        self.addresses = tuple(addresses(self.ways, self.port))
        self.house.address = self.addresses[0]
        try:
            self.server = Server(self.house, listening)
            self.server.start()
        except SSLError as error:
            listening.close()
            raise RoomError(f"the certificate or its key cannot be used: {error.reason or error}") from None
        except OSError as error:
            listening.close()
            raise RoomError(f"the room cannot be opened: {error.strerror or error}") from None

    def stop(self) -> None:
        """Close. Phones look for the room until it is there again."""
        self.forget()
        if self.server:
            self.server.stop()
            self.server = None
        self.house.session = None

    def show(self, session: Session | None) -> None:
        """The session that phones and the wall follow. One that phones come to gets its code here, once."""
        self.forget()
        if session and self.ways.phones and session.setup.voting != "hands":
            if not session.guests.code:
                session.set_door(*self.fresh_door())
            else:
                self.return_to(ports.kept(session))
            ports.keep(session, self.port)
        self.house.session = session
        if session:
            session.listeners.append(self.notify)
        self.notify()

    def fresh_door(self) -> tuple[str, str]:
        """A code and a secret: those of the briefing before, so that nobody in the room types a code twice."""
        poll = self.house.poll
        if poll is None:
            return fresh_code(), fresh_secret()
        given = poll.code, poll.secret
        poll.renew()  # it is the session's from now on, to change as it likes
        return given

    def return_to(self, port: int) -> None:
        """Listen where the phones of a session look for it, where nobody asked for a port and that one is free."""
        if port == self.port or self.ways.port or self.server is None:
            return
        with suppress(OSError):
            listening = bound(host_of(self.ways), port)
            self.stop()
            self.listen(listening)

    def forget(self) -> None:
        """Listen to the session no more."""
        session = self.house.session
        if session and self.notify in session.listeners:
            session.listeners.remove(self.notify)

    def slide(self, slide: Showing | None) -> None:
        """A slide of a briefing on the wall, or none. What was answered ends with the briefing."""
        house, before = self.house, self.house.showing
        if slide and slide.takes_phones and self.ways.phones:
            house.poll = house.poll or Poll()
        if house.poll and (slide is None or before is None or slide.briefing is not before.briefing):
            house.poll.clear()
        house.showing = slide
        self.notify()

    def notify(self) -> None:
        """Something has changed: let whoever looks look again."""
        if self.server:
            self.house.hub.notify()

    def tell(self) -> None:
        """Let the facilitator's side look: a knock, a trouble, a phone that came or went."""
        for listener in tuple(self.listeners):
            listener()

    def choose(self, address: str) -> None:
        """Say another of the addresses to phones."""
        if address not in self.addresses:
            raise RoomError(f"{address} is not an address of this room")
        self.house.address = address
        self.notify()
        self.tell()

    def change_code(self) -> None:
        """Another code and another secret; who is in stays in, and who knocked has to come by the new one."""
        if self.house.session:
            self.house.session.set_door(fresh_code(), fresh_secret())
            for knock in self.waiting:
                self.refuse(knock.number)
        elif self.house.poll:
            self.house.poll.renew()
            self.notify()
            self.tell()

    def admit(self, number: int) -> None:
        """Let a phone that knocks go on as its delegate. Raises Refusal; JournalError, and then it still knocks."""
        knock = next((one for one in self.waiting if one.number == number), None)
        if knock and self.house.session:
            self.house.session.let_in(knock.delegate, knock.key)
            self.answer(number, True)

    def refuse(self, number: int) -> None:
        """Turn a phone that knocks away."""
        self.answer(number, False)

    def answer(self, number: int, is_let_in: bool) -> None:
        """Tell a phone that knocks."""
        knock = self.house.door.answer(number, is_let_in)
        if knock and self.server:
            self.house.hub.nudge(knock.key)
        self.tell()

    @property
    def address(self) -> str:
        """What phones type: http://192.168.1.20:8437."""
        return self.house.address

    @property
    def join_url(self) -> str:
        """What the QR code carries; nothing where nobody can join."""
        return self.house.join_url

    @property
    def wall_key(self) -> str:
        """The key in the wall's address."""
        return self.house.wall_keys[0]

    @property
    def wall_url(self) -> str:
        """Where the wall is; nothing where there is none."""
        return f"{self.address}/wall/{self.wall_key}" if self.ways.wall else ""

    @property
    def waiting(self) -> tuple[Knock, ...]:
        """Phones that ask to go on as a delegate who has joined."""
        return self.house.door.knocks

    @property
    def trouble(self) -> str:
        """What the facilitator should know, in a sentence, or nothing."""
        return self.house.fault or self.house.door.trouble

    @property
    def live(self) -> Mapping[str, int]:
        """How many streams each delegate has open."""
        return self.house.hub.live if self.server else {}

    @property
    def polled(self) -> Polled | None:
        """What phones answer in a briefing; nothing where none are let in."""
        poll, showing = self.house.poll, self.house.showing
        if poll is None or showing is None or not showing.takes_phones:
            return None
        return Polled(poll.code, len(poll.keys), poll.counts(showing))


def listening_on(ways: Ways) -> socket.socket:
    """A socket on the port asked for, or on the usual one or the next that is free. Raises RoomError."""
    host, likely = host_of(ways), (ways.likely,) if ways.likely else ()
    for port in (ways.port,) if ways.port else (*likely, *range(PORT, PORT + TRIES)):
        try:
            return bound(host, port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise RoomError(f"this computer cannot listen on {host}: {error.strerror or error}") from None
            if ways.port:
                why = "is taken by another program" if error.errno == errno.EADDRINUSE else "may not be used here"
                raise RoomError(f"port {port} {why}; choose another with --port") from None
    raise RoomError(f"ports {PORT} to {PORT + TRIES - 1} are all taken; choose another with --port")


def host_of(ways: Ways) -> str:
    """The address to listen on."""
    return ways.host or EVERYWHERE if ways.phones else LOOPBACK


def bound(host: str, port: int) -> socket.socket:
    """A socket that has an address and does not listen yet. Raises OSError."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # a room that was killed comes back at once; on Windows this would let two programs in
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(1)  # says whether it is really free
        return found
    except BaseException:
        found.close()
        raise


def addresses(ways: Ways, port: int) -> Iterator[str]:
    """Whole addresses, the likeliest first."""
    if ways.public_url:
        yield ways.public_url.rstrip("/")
    if ways.phones and ways.host not in ("", EVERYWHERE):
        hosts: tuple[str, ...] = (ways.host,)
    else:
        hosts = (machine.addresses() if ways.phones else ()) or (LOOPBACK,)
    for host in hosts:
        yield f"{'https' if ways.tls_cert else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"
