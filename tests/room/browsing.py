"""Phones as plain HTTP clients, so that stories can be told from their side. Law: they know nothing of the server."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from typing import BinaryIO
from urllib.parse import urlencode, urlsplit

PATIENCE = 20.0
Form = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: its status, its headers in small letters, its text."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: tuple[str, ...] = ()

    @property
    def onward(self) -> str:
        """Where to look next."""
        return self.headers.get("location", "")

    @property
    def words(self) -> str:
        """The page as it reads."""
        plain = re.sub(r"<[^>]*>", " ", self.text)
        return " ".join(unescape(plain).split())

    @property
    def vote(self) -> str:
        """Which vote the page's form is for; nothing where it has none."""
        found = re.search(r'<input type="hidden" name="vote" value="(\d+)">', self.text)
        return found[1] if found else ""

    @property
    def digest(self) -> str:
        """What tells this page apart."""
        found = re.search(r'<body[^>]*data-digest="([0-9a-f]+)"', self.text)
        assert found, self.text[:400]
        return found[1]


@dataclass
class Phone:
    """A phone, or anything else that speaks HTTP, with its cookie."""

    base: str
    token: str = ""
    name: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answered:
        """Look at a page."""
        return self.ask("GET", path, None, **headers)

    def post(self, path: str, form: Form = (), **headers: str) -> Answered:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form).encode(), **{**kind, **headers})

    def ask(self, method: str, path: str, body: bytes | None, **headers: str) -> Answered:
        """Ask, on a connection of its own; keeps the cookie."""
        found = urlsplit(self.base)
        connection = HTTPConnection(found.hostname or "", found.port, timeout=PATIENCE)
        try:
            connection.request(
                method, path, body, {**self.sent, **{k.replace("_", "-"): v for k, v in headers.items()}}
            )
            return self.heard(connection.getresponse())
        finally:
            connection.close()

    @property
    def sent(self) -> dict[str, str]:
        """The headers of each request."""
        return {**self.headers, **({"Cookie": f"siro={self.token}"} if self.token else {})}

    def heard(self, response: HTTPResponse) -> Answered:
        """An answer, read."""
        text = response.read().decode()
        cookies = tuple(value for name, value in response.getheaders() if name.lower() == "set-cookie")
        for cookie in cookies:
            self.token = cookie.partition("siro=")[2].partition(";")[0]
        return Answered(response.status, {name.lower(): value for name, value in response.getheaders()}, text, cookies)

    def join(self, secret: str, name: str, table: int = 0, role: str = "") -> Answered:
        """Come in, and look at the one page."""
        assert self.get(f"/join/{secret}").status == 200
        answer = self.post(f"/join/{secret}", {"name": name, "table": str(table), "role": role})
        assert (answer.status, answer.onward) == (303, "/me"), answer.words
        self.name = name
        return self.get("/me")

    def vote(self, *options: str) -> Answered:
        """Look, and send a ballot for the vote that is there."""
        return self.cast(self.get("/me").vote, *options)

    def cast(self, vote: str, *options: str) -> Answered:
        """Send a ballot for a vote that was there when somebody looked."""
        return self.post("/me/vote", [("vote", vote), *([("option", one) for one in options] or [("abstain", "1")])])

    @contextmanager
    def stream(self, path: str = "/me/events", **headers: str) -> Iterator[Stream]:
        """Listen to a stream."""
        found = urlsplit(self.base)
        with socket.create_connection((found.hostname, found.port), PATIENCE) as connection:
            lines = [f"GET {path} HTTP/1.1", f"Host: {found.netloc}"]
            lines += [f"{name.replace('_', '-')}: {value}" for name, value in {**self.sent, **headers}.items()]
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            with closing(connection.makefile("rb")) as file:
                yield Stream(file)


class Stream:
    """Server-sent events as they come."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.status = int(self.file.readline().split()[1])
        self.head: list[str] = []
        while line := self.file.readline().strip():
            self.head.append(line.decode().lower())
        self.raw = ""
        """Everything that came."""

    def chunks(self) -> Iterator[str]:
        """Pieces, until the stream ends."""
        while size := int(self.file.readline().strip() or b"0", 16):
            piece = self.file.read(size).decode()
            self.file.readline()
            self.raw += piece
            yield piece

    def message(self) -> dict[str, str]:
        """The next message: its id, event and data. An empty one where the stream has ended."""
        end = time.monotonic() + PATIENCE
        for piece in self.chunks():
            assert time.monotonic() < end, "nothing was sent but signs of life"
            if "event: " in piece:
                lines = [line.partition(": ") for line in piece.splitlines() if line]
                data = "\n".join(value for name, _, value in lines if name == "data")
                return {**{name: value for name, _, value in lines if name != "data"}, "data": data}
        return {}
