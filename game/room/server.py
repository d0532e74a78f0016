"""Listens in a thread of its own, with a loop of its own. Law: what it started is gone when it has stopped.

uvicorn reads and writes HTTP; when to listen and when to stop is decided here, so that the console's loop, its signals
and its screen are never touched.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from uvicorn import Config
from uvicorn.server import ServerState

from game.room.app import application
from game.room.clerk import Clerk
from game.room.house import House
from game.room.hub import Hub
from game.room.lobby import Lobby
from game.room.polling import PollView, view
from game.room.wire import Wire

BACKLOG = 2048
SWEEP = 1.0
"""Seconds between two looks at who has waited too long."""
FAREWELL = 2.0
"""Seconds in which what is being answered is finished when the room closes."""
CALLS = 4
"""Turns of the loop in which whoever was just being accepted comes in, is cut, and hears that it is closed."""
SILENT = logging.CRITICAL + 1


class Server:
    """A house that listens on a socket."""

    def __init__(self, house: House, listening: socket.socket) -> None:
        self.house = house
        self.listening = listening
        self.config = config_of(house)
        self.is_up = threading.Event()
        self.stopping: Callable[[], object] = lambda: None
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self.run, name="room", daemon=True)

    def start(self) -> None:
        """Listen. Raises what stands in the way."""
        self.thread.start()
        self.is_up.wait()
        if self.error:
            self.thread.join()
            raise self.error

    def stop(self) -> None:
        """Finish what is being answered, then let go of everything."""
        with suppress(RuntimeError):  # it has stopped by itself
            self.stopping()
        self.thread.join()

    def run(self) -> None:
        """The thread."""
        try:
            asyncio.run(self.serve())
        except BaseException as error:
            self.error = error
            self.house.failed(error)
        finally:
            self.listening.close()
            self.is_up.set()

    async def serve(self) -> None:
        """Listen until stopped."""
        loop, stop, house = asyncio.get_running_loop(), asyncio.Event(), self.house
        loop.set_exception_handler(lambda _, found: house.failed(found.get("exception") or OSError(found["message"])))
        house.hub = Hub(house.limits, lambda: house.session, house.told, lambda: seen_by_all(house))
        house.clerk = Clerk(lambda: house.session)
        lobby, state = Lobby(house.limits), ServerState()
        server = await loop.create_server(
            lambda: Wire(lobby, self.config, state, loop),
            sock=self.listening,
            ssl=self.config.ssl,
            backlog=BACKLOG,
            ssl_handshake_timeout=house.limits.patience if self.config.ssl else None,
        )
        chores = [loop.create_task(house.clerk.work()), loop.create_task(swept(lobby))]
        self.stopping = lambda: loop.call_soon_threadsafe(stop.set)
        house.hub.changed()
        self.is_up.set()
        await stop.wait()
        await deaf(loop, self.listening)
        server.close()
        house.hub.close()
        await farewell(lobby, state)
        for chore in chores:
            chore.cancel()
        await asyncio.wait(chores)
        house.clerk.close()
        await server.wait_closed()


def seen_by_all(house: House) -> PollView | None:
    """What all phones see alike of a briefing."""
    return view(house.poll, house.showing) if house.poll else None


async def swept(lobby: Lobby) -> None:
    """Cut whoever has waited too long, again and again."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(min(SWEEP, lobby.limits.patience / 4))
        lobby.sweep(loop.time())


async def deaf(loop: asyncio.AbstractEventLoop, listening: socket.socket) -> None:
    """Accept nobody else, and let in whoever was just accepted: a server that closes meanwhile would lose them."""
    with suppress(NotImplementedError):  # Windows accepts in another way
        loop.remove_reader(listening)
    for _ in range(CALLS):
        await asyncio.sleep(0)


async def farewell(lobby: Lobby, state: ServerState) -> None:
    """Let what is being answered be finished, for a while; then close every connection."""
    for connection in list(state.connections):
        connection.shutdown()
    if state.tasks:
        await asyncio.wait(tuple(state.tasks), timeout=FAREWELL)
    for task in tuple(state.tasks):
        task.cancel()
    for _ in range(CALLS):
        for guest in tuple(lobby.everyone):
            guest.cut()
        await asyncio.sleep(0)


def config_of(house: House) -> Config:
    """What uvicorn is to know. Raises OSError for a certificate that cannot be read or used."""
    ways = house.ways
    config = Config(
        application(house),
        interface="asgi3",
        ws="none",
        lifespan="off",
        http="h11",
        log_config=None,
        log_level=SILENT,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ssl_certfile=ways.tls_cert,
        ssl_keyfile=ways.tls_key,
        h11_max_incomplete_event_size=house.limits.head,
    )
    config.load()
    return config
