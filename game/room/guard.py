"""Who is answered at all, and with which headers. Law: what does not look like a request of ours never reaches a page.

A name in Host that is not ours is a page elsewhere that gave its name this computer's address. A form that another
site sends carries that site's origin. Both are refused, whatever token comes with them.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from game.room.gone import Gone
from game.room.ways import Ways

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Not "no-referrer": with it browsers send a form's origin as "null".
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
TYPE = (b"content-type", b"text/html; charset=utf-8")
UNKEPT = (b"cache-control", b"no-store")
OURS = re.compile(rb"/[A-Za-z0-9._~/-]{0,200}")
"""Every address of ours, so that nothing needs to be decoded and nothing can hide."""
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::([0-9]{1,5}))?")

Answer = Callable[[Gone], tuple[int, str]]
"""The page that says why, with its status."""


class Guard:
    """Stands before the pages."""

    def __init__(
        self, inner: ASGIApp, answer: Answer, ways: Ways, head: int, fault: Callable[[Exception], None]
    ) -> None:
        self.inner = inner
        self.head = head
        self.answer = answer
        self.names = names(ways)
        self.public = urlsplit(ways.public_url).netloc.lower()
        self.fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] != "http":
            return
        has_answered = False

        async def secured(message: Message) -> None:
            nonlocal has_answered
            if message["type"] == "http.response.start":
                has_answered = True
                message["headers"] = secure(message.get("headers", ()))
            await send(message)

        why = self.why_not(scope)
        try:
            await (said(secured, *self.answer(why)) if why else self.inner(scope, receive, secured))
        except Exception as error:
            self.fault(error)
            if not has_answered:
                await said(secured, *self.answer(Gone.BROKEN))

    def why_not(self, scope: Scope) -> Gone | None:
        """Why this request is not answered, or nothing."""
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self.head:
            return Gone.LARGE
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return Gone.METHOD
        if not self.is_ours(headers.get("host", ""), scope):
            return Gone.HOST
        if not OURS.fullmatch(scope["raw_path"]) or b"//" in scope["raw_path"] or b"/." in scope["raw_path"]:
            return Gone.LOST
        return Gone.CROSS_SITE if scope["method"] == "POST" and self.is_foreign(headers) else None

    def is_ours(self, host: str, scope: Scope) -> bool:
        """Whether a Host header names this computer as phones reach it: the address of this very connection too."""
        if host and host.lower() == self.public:
            return True
        name, port = parted(host, 443 if scope["scheme"] == "https" else 80)
        address, own = scope.get("server") or ("", -1)
        return port == own and name in {*self.names, address.lower()}

    def is_foreign(self, headers: Mapping[str, str]) -> bool:
        """Whether a form comes from another site. Old browsers say nothing: for them the cookie is SameSite."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return True
        origin = headers.get("origin")
        return origin is not None and address(origin) not in {headers["host"].lower(), self.public} - {""}


def parted(host: str, usual: int) -> tuple[str, int]:
    """A Host header's name and port, where none stands the usual one; port 0 where it is none."""
    found = HOST.fullmatch(host.lower())
    if found is None:
        return "", 0
    return found[1].strip("[]").rstrip("."), int(found[2] or usual)


def address(origin: str) -> str:
    """The name and port of an origin; nothing where it has none, as "null"."""
    return origin.partition("://")[2].lower()


def names(ways: Ways) -> frozenset[str]:
    """The names that this computer goes by."""
    own = socket.gethostname().lower()
    return frozenset({"localhost", "127.0.0.1", own, f"{own}.local", ways.host.lower()} - {"", "0.0.0.0", ".local"})


def secure(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """An answer's headers with ours; nothing is kept by the browser where the page does not say so."""
    kept = any(name == b"cache-control" for name, _ in headers)
    return [*headers, *SECURITY, *(() if kept else (UNKEPT,))]


async def said(send: Send, status: int, page: str) -> None:
    """Send a page."""
    body = page.encode()
    headers = [TYPE, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
