"""What the room answers with: pages, forms read, cookies. Law: a form is read up to its bound and no byte further."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from game.room import pages
from game.room.gone import Gone

COOKIE = "siro"
DAY = 86_400
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 100

STATUS = {
    Gone.REMOVED: 403,
    Gone.REPLACED: 403,
    Gone.REFUSED: 403,
    Gone.UNKNOWN: 403,
    Gone.CODE: 403,
    Gone.CROSS_SITE: 403,
    Gone.LOST: 404,
    Gone.METHOD: 405,
    Gone.SLOW: 408,
    Gone.ENDED: 410,
    Gone.LARGE: 413,
    Gone.TYPE: 415,
    Gone.HOST: 421,
    Gone.BUSY: 429,
    Gone.BROKEN: 500,
    Gone.CLOSED: 503,
    Gone.FULL: 503,
}


class Unreadable(Exception):
    """A form that is not taken, and why."""

    def __init__(self, why: Gone) -> None:
        super().__init__(why)
        self.why = why


def gone(why: Gone, mark: str = pages.EXERCISE) -> Response:
    """The page that says why not."""
    return HTMLResponse(pages.gone(why, mark=mark), STATUS[why])


def said(why: Gone) -> tuple[int, str]:
    """The same in two pieces."""
    return STATUS[why], pages.gone(why)


def onward(path: str) -> Response:
    """Look there next."""
    return RedirectResponse(path, 303)


def with_token(response: Response, token: str, is_safe: bool) -> Response:
    """An answer that gives a phone its token."""
    response.set_cookie(COOKIE, token, max_age=DAY, path="/", secure=is_safe, httponly=True, samesite="lax")
    return response


async def form_of(request: Request, most: int) -> Mapping[str, tuple[str, ...]]:
    """A form's fields, each with its values in order. Raises Unreadable."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Unreadable(Gone.TYPE)
    body = (await body_of(request, most)).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise Unreadable(Gone.LARGE) from None
    names = dict.fromkeys(name for name, _ in pairs)
    return {name: tuple(value for other, value in pairs if other == name) for name in names}


async def body_of(request: Request, most: int) -> bytes:
    """A body that is not too large. Whoever sends it too slowly is cut off by the lobby. Raises Unreadable."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 12 or int(length) > most:
        raise Unreadable(Gone.LARGE)
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise Unreadable(Gone.LARGE)
    except ClientDisconnect:
        raise Unreadable(Gone.SLOW) from None
    return body


def first(form: Mapping[str, tuple[str, ...]], field: str) -> str:
    """A field's value, or nothing."""
    return form.get(field, ("",))[0].strip()


def sentence(words: str) -> str:
    """A refusal as a sentence."""
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."
