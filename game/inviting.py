"""The options that say how phones and the wall reach this computer, and the room that is opened with them.

Law: nothing of the server is imported before a room is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from game.allowed import Hosting

if TYPE_CHECKING:
    from game.hosting import Room
    from game.room.ways import Ways

P = ParamSpec("P")
T = TypeVar("T")
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
voting_option = partial(
    click.option, "--voting", type=click.Choice(("hands", "phones", "both")), default="hands", show_default=True
)
"""How a room answers, by what it is asked: `help` says it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    host: str = ""
    port: int = 0
    tls_cert: Path | None = None
    tls_key: Path | None = None
    public_url: str = ""
    has_wall: bool | None = None
    """Whether there is a wall; nothing where nobody said."""

    def hosting(self, *, phones: bool = True, wall: bool = True) -> Hosting:
        """What may be served; `wall` is what counts where nobody said."""
        return Hosting(partial(room, self), phones, wall if self.has_wall is None else self.has_wall)


def room(wish: Wish, is_for_phones: bool, before: Room | None) -> Room:
    """A room that has not started; it takes over the wall of the one before."""
    from game.room.host import Room as Served

    return Served(ways(wish, is_for_phones, before))


def ways(wish: Wish, is_for_phones: bool, before: Room | None) -> Ways:
    """How the room is reached."""
    from game.room.ways import Ways

    return Ways(
        host=wish.host,
        port=wish.port,
        likely=before.port if before else 0,
        tls_cert=wish.tls_cert,
        tls_key=wish.tls_key,
        public_url=wish.public_url.rstrip("/"),
        phones=is_for_phones,
        wall=wish.has_wall is not False,
        wall_key=before.wall_key if before else "",
    )


def room_options(command: Callable[Concatenate[Wish, P], T]) -> Callable[P, T]:
    """A command that opens a room: its options, gathered into the first thing that it is called with."""

    @wraps(command)
    def gathered(*given: P.args, **named: P.kwargs) -> T:
        asked = {name: named.pop(name) for name in ("host", "port", "tls_cert", "tls_key", "public_url", "has_wall")}
        wish = Wish(**asked)  # type: ignore[arg-type]
        if (wish.tls_cert is None) is not (wish.tls_key is None):
            raise click.UsageError("--tls-cert and --tls-key go together")
        if wish.public_url and not wish.public_url.startswith(("http://", "https://")):
            raise click.UsageError("--public-url is a whole address, such as https://workshop.example.org")
        return command(wish, *given, **named)

    offered: Callable[P, T] = gathered
    for option in reversed(OPTIONS):
        offered = option(offered)
    return offered


OPTIONS: tuple[Callable[[Callable[P, T]], Callable[P, T]], ...] = (
    click.option("--host", default="", metavar="ADDRESS", help="The address of this computer that phones use."),
    click.option("--port", type=click.IntRange(1, 65535), default=None, help="The port; 8437 or the next free one."),
    click.option("--tls-cert", type=FILE, help="A certificate (PEM), so that phones come by https."),
    click.option("--tls-key", type=FILE, help="The certificate's key (PEM)."),
    click.option("--public-url", default="", metavar="URL", help="What phones open where a proxy stands before siro."),
    click.option("--wall/--no-wall", "has_wall", default=None, help="Whether the projector's page is served."),
)
"""What can be said of the room."""
