"""One connection: uvicorn's HTTP/1.1 with our limits on it.

Law: whoever has not sent a whole request in time is cut, and so is whoever does not take the answer; what is no HTTP
is answered with a plain page and nothing of ours in it.
"""

from __future__ import annotations

import asyncio
from functools import partial

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from game.room.guard import SECURITY, TYPE
from game.room.lobby import Lobby

NONSENSE = b"<!doctype html><html lang=en-GB><title>Not understood</title><p>This was not understood.</p></html>\n"


class Wire(H11Protocol):
    """A connection that the lobby watches."""

    def __init__(self, lobby: Lobby, config: Config, state: ServerState, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(config, state, {}, loop)
        self.lobby = lobby
        self.has_begun = False
        """Whether a part of a request is here."""
        self.stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connects."""
        super().connection_made(transport)
        self.lobby.enter(self, self.loop.time())

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self.lobby.leave(self)
        self.flowing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece of a request: the first one starts the clock."""
        if not self.has_begun:
            self.has_begun = True
            if not self.is_served:
                self.lobby.rest(self, self.loop.time())
        super().data_received(data)
        if self.is_served:
            self.lobby.serve(self)

    def on_response_complete(self) -> None:
        """An answer is out: it is the guest's turn again."""
        self.has_begun = False
        self.lobby.rest(self, self.loop.time())
        super().on_response_complete()
        if self.is_served:  # the next request was here already
            self.lobby.serve(self)

    @property
    def is_served(self) -> bool:
        """Whether a whole request is here that is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, or too much of it."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return self.cut()
        headers = [*SECURITY, TYPE, (b"content-length", str(len(NONSENSE)).encode()), (b"connection", b"close")]
        for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=NONSENSE), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        return self.transport.close()

    def pause_writing(self) -> None:
        """The answer is not being taken."""
        super().pause_writing()
        self.stall = self.loop.call_later(self.lobby.limits.reluctance, partial(self.cut))

    def resume_writing(self) -> None:
        """The answer is being taken."""
        self.flowing()
        super().resume_writing()

    def flowing(self) -> None:
        """Nobody has to be cut for taking nothing."""
        if self.stall is not None:
            self.stall.cancel()
            self.stall = None

    def cut(self) -> None:
        """Close it at once, whatever is still to be sent."""
        self.transport.abort()
