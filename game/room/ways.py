"""How a room is reached: its address, its port, its certificate, its limits. Law: values only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PORT = 8437
"""The one that is tried first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What was asked for when the room was opened."""

    host: str = ""
    """The address to listen on; empty: all of this computer's with phones, 127.0.0.1 without."""
    port: int = 0
    """This one and no other; 0: the likely one, the usual one, or the next that is free."""
    likely: int = 0
    """The port of the room before, tried first; 0: there was none."""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    public_url: str = ""
    """What phones open where a proxy stands before this computer: https://workshop.example.org."""
    phones: bool = True
    wall: bool = True
    wall_key: str = ""
    """The key in the wall's address; empty: a fresh one."""

    @property
    def is_safe(self) -> bool:
        """Whether phones talk to the room over TLS."""
        return self.tls_cert is not None or self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a guest may ask of the room before it is cut off."""

    patience: float = 10.0
    """Seconds in which a connection must have sent a whole request."""
    reluctance: float = 30.0
    """Seconds in which something of an answer must be taken."""
    connections: int = 0
    """Open at once; 0: what this computer allows."""
    head: int = 16_384
    """Bytes of a request before its body."""
    body: int = 8_192
    """Bytes of a form."""
    streams: int = 4
    """Event streams of one phone; the oldest gives way."""
    beat: float = 15.0
    """Seconds between two signs of life on a stream on which nothing happens."""


USUAL = Limits()


class RoomError(Exception):
    """A room that cannot be opened, and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Knock:
    """A phone that asks to go on as a delegate who has joined already."""

    number: int
    delegate: str
    key: str
    since: float
    """Seconds of a clock that only goes forward (time.monotonic)."""
