"""What a course asks of its record store: requests as they were meant, and what is answered.

Law: pure; a request is read as xAPI has it, whatever a stranger has put into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from scorm_export.preview.said import Said, Table, table
from scorm_export.preview.statements import Wrong

WRITES = ("PUT", "POST", "DELETE")


@dataclass(frozen=True, slots=True)
class Heard:
    """One request with its answer: `verb` as in Call, `what` it is about, `at` in ms since the first launch.

    `value` is cut after 1,000 characters, `length` is all of them.
    """

    name: str
    verb: str
    what: str
    value: str
    status: int
    at: int
    wrong: tuple[Wrong, ...] = ()
    length: int = 0
    failed: bool = False
    """Whether it was refused only because the LMS plays a fault."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a course: `place` is its address below the endpoint."""

    method: str
    place: str
    words: Mapping[str, str]
    headers: Mapping[str, str]
    body: str

    @property
    def name(self) -> str:
        """In short: `PUT state`."""
        return f"{self.method} {'fetch' if self.is_for_the_token else self.place.rpartition('/')[2]}"

    @property
    def document(self) -> str:
        """The name of the document that it is about."""
        return self.words.get("stateId") or self.words.get("profileId") or ""

    @property
    def in_words(self) -> str:
        """With what it is about: `PUT state course-memory`, `POST fetch`."""
        return f"{self.name} {self.document}".strip()

    @property
    def is_for_the_token(self) -> bool:
        """Whether it is for what opens the store."""
        return self.place.startswith("fetch/")

    @property
    def writes(self) -> bool:
        """Whether it would change something."""
        return self.method in WRITES

    @property
    def tells(self) -> bool:
        """Whether it brings statements."""
        return self.writes and self.place == "xapi/statements"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered, and what is wrong with what was asked."""

    status: int
    text: str = ""
    wrong: tuple[Wrong, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def request(method: str, address: str, headers: Mapping[str, str], body: bytes) -> Request:
    """A request as it was meant: xAPI lets a POST stand for another method, with everything in its body."""
    parts = urlsplit(address)
    words = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    text = body.decode("utf-8", "replace")
    place = parts.path.strip("/")
    if method == "POST" and "method" in words:
        form = {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
        lower = {name.lower(): value for name, value in form.items()}
        return Request(words["method"], place, words | form, {**headers, **lower}, form.get("content", ""))
    return Request(method, place, words, headers, text)


def statements(asked: Request) -> list[Said]:
    """The statements of a request; none where it holds something else. The address may name the id."""
    try:
        told = json.loads(asked.body)
    except (ValueError, RecursionError):
        return []
    every = told if isinstance(told, list) else [told]
    if not all(isinstance(one, dict) for one in every):
        return []
    named_id = {"id": asked.words["statementId"]} if "statementId" in asked.words else {}
    return [Said({**named_id, **one}) for one in every]


def agent(text: str) -> Table:
    """The agent that an address speaks of."""
    try:
        return table(json.loads(text))
    except (ValueError, RecursionError):
        return {}


def merged(before: str | None, asked: Request) -> str:
    """What a document becomes: POST adds to an object of JSON, PUT replaces."""
    if asked.method != "POST" or before is None:
        return asked.body
    old, new = agent(before), agent(asked.body)
    return json.dumps({**old, **new}) if old and new else asked.body


def meaning(asked: Request, said: Said | None) -> tuple[str, str, str]:
    """A request as a call: its verb, what it is about, and its value."""
    if said is not None:
        verb = {"initialized": "initialize", "terminated": "finish"}.get(said.verb, "set")
        kind = "answered" if said.is_answer else said.verb
        return verb, kind, json.dumps(said.result, ensure_ascii=False) if said.result else ""
    if asked.is_for_the_token:
        return "fetch", "", ""
    verb = "commit" if asked.writes and not asked.tells else "get"
    return verb, asked.document, asked.body if verb == "commit" else ""
