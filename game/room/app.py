"""The addresses of the room. Law: whatever goes wrong, the answer is a page of ours."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.room import pages
from game.room.answers import Unreadable, gone, said
from game.room.gone import Gone
from game.room.guard import Guard
from game.room.house import House
from game.room.joining import Joining
from game.room.phone import Phone
from game.room.projector import Projector
from game.room.respondent import Respondent

KEPT = "public, max-age=31536000, immutable"


def application(house: House) -> Guard:
    """The room, behind its guard."""
    joining, phone, wall = Joining(house), Phone(house), Projector(house)
    respondent = Respondent(house, phone)
    ways_in = [
        Route("/", joining.landing),
        Route("/", joining.enter, methods=["POST"]),
        Route("/join/{secret}", joining.ask),
        Route("/join/{secret}", joining.join, methods=["POST"]),
        Route("/me", phone.me),
        Route("/me/vote", phone.vote, methods=["POST"]),
        Route("/me/answer", phone.answer, methods=["POST"]),
        Route("/me/poll", respondent.answer, methods=["POST"]),
        Route("/me/events", phone.events),
    ]
    looks = [
        Route("/wall/{key}", wall.wall),
        Route("/wall/{key}/events", wall.events),
        Route("/static/{name}", static),
    ]
    app = Starlette(
        routes=[*(ways_in if house.ways.phones else ()), *looks],
        exception_handlers={HTTPException: missing, Unreadable: unreadable, Exception: broken},
    )
    app.router.redirect_slashes = False
    return Guard(app, said, house.ways, house.limits.head, house.failed)


async def static(request: Request) -> Response:
    """A style or a script."""
    found = pages.static().get(request.path_params["name"])
    if found is None:
        return gone(Gone.LOST)
    return Response(found[1], media_type=found[0], headers={"cache-control": KEPT})


async def missing(_: Request, error: Exception) -> Response:
    """An address or a method that is not there."""
    is_method = isinstance(error, HTTPException) and error.status_code == 405
    return gone(Gone.METHOD if is_method else Gone.LOST)


async def unreadable(_: Request, error: Exception) -> Response:
    """A form that is not taken."""
    assert isinstance(error, Unreadable)
    return gone(error.why)


async def broken(_: Request, error: Exception) -> Response:
    """A mistake of this program."""
    return gone(Gone.BROKEN)
