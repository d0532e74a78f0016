"""The port at which the phones of a session look for it, so that they find it again when it is resumed.

Law: it lies beside the session's file and is no part of it; without it a room is opened where it would be anyway.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.authoring.files import write_whole
from game.room.ways import PORT

if TYPE_CHECKING:
    from game.session import Session


def kept(session: Session) -> int:
    """The port at which a session was served last; the usual one where nothing else is written down."""
    with suppress(OSError, ValueError):
        port = int(beside(session).read_text("ascii"))
        if 0 < port < 65_536:
            return port
    return PORT


def keep(session: Session, port: int) -> None:
    """Write down where a session is served now. Where that cannot be done, phones need the address once more."""
    if port != kept(session):
        with suppress(OSError):
            write_whole(beside(session), f"{port}\n".encode("ascii"))


def beside(session: Session) -> Path:
    """Where it is written down: beside w.jsonl it is w.jsonl.port."""
    path = session.journal.path
    return path.with_suffix(f"{path.suffix}.port")
