"""The wall: one page for the projector, and its stream. Law: it takes nothing in; who has its key may look."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import date
from functools import lru_cache

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.room import pages
from game.room.answers import gone
from game.room.events import BEAT, EVENT_STREAM, hello, message, streamed
from game.room.gone import Gone
from game.room.house import House
from game.slides import Showing
from game.wall import WallView, wall_view


class Projector:
    """The wall's pages."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def wall(self, request: Request) -> Response:
        """The page."""
        key, theme = request.path_params["key"], request.query_params.get("theme", "")
        if not self.house.opens_wall(key):
            return gone(Gone.LOST)
        return HTMLResponse(self.page(self.door(key), theme if theme in ("light", "dark") else ""))

    async def events(self, request: Request) -> Response:
        """The stream."""
        key = request.path_params["key"]
        if not self.house.opens_wall(key):
            return Response(status_code=204)
        if request.method == "HEAD":
            return Response(media_type=EVENT_STREAM)
        at = request.headers.get("last-event-id") or request.query_params.get("at", "")
        return streamed(self.looks(key, at))

    async def looks(self, key: str, at: str) -> AsyncIterator[str]:
        """What the wall shows, whenever that changes."""
        stream = self.house.hub.watch_wall()
        try:
            yield hello()
            while not stream.has_ended:
                main = self.main(self.door(key))
                digest = pages.digest(main)
                if digest != at:
                    yield message(digest, main)
                at = digest
                while not await stream.wait(self.house.limits.beat):
                    yield BEAT
        finally:
            self.house.hub.leave(stream)

    def page(self, door: pages.Door, theme: str) -> str:
        """What is on: a slide, or the session."""
        showing = self.showing
        if showing:
            return pages.slide(showing, door, date.today(), theme)
        return pages.wall(self.view, door, time.monotonic(), theme)

    def main(self, door: pages.Door) -> str:
        """The same without what stands around it."""
        showing = self.showing
        if showing:
            return pages.slide_main(showing, date.today(), door)
        return pages.wall_main(self.view, door, time.monotonic())

    @property
    def showing(self) -> Showing | None:
        """The slide that is on, with what phones answer."""
        poll, showing = self.house.poll, self.house.showing
        return poll.tallied(showing) if poll and showing else showing

    @property
    def view(self) -> WallView | None:
        """The session as the room may see it."""
        session = self.house.now
        return wall_view(session) if session else None

    def door(self, key: str) -> pages.Door:
        """How people get in, where phones are let in."""
        house, link = self.house, self.house.join_url
        way_in = house.way_in
        if not way_in or not link:
            return pages.Door(f"/wall/{key}")
        return pages.Door(f"/wall/{key}", house.address, way_in.code, qr(link))


@lru_cache(maxsize=4)
def qr(address: str) -> str:
    """A QR code as SVG: dark on a white ground of its own, whatever the theme."""
    return segno.make(address, error="l", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
