"""A strict LMS for cmi5 with its record store: one learner's registration for one course, in memory.

Law: it refuses whatever the specification forbids and remembers why; it stands on another host than the course, as
record stores do, so that a browser asks before it sends.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid4

from tests.lms.statements import Session, faults

Json: TypeAlias = dict[str, Any]
ACTOR = {
    "objectType": "Agent",
    "name": "Amara Okafor",
    "account": {"homePage": "https://lms.example", "name": "learner-7"},
}
ACTIVITY = "https://lms.example/activities/41"
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, PUT, POST",
    "Access-Control-Allow-Headers": "authorization, content-type, x-experience-api-version",
    "Access-Control-Max-Age": "600",
}


@dataclass
class RecordStore:
    """What the LMS knows, and what it was asked that it should not have been."""

    publisher_id: str
    registration: str = field(default_factory=lambda: str(uuid4()))
    address: str = ""
    sessions: list[Session] = field(default_factory=list)
    statements: list[Json] = field(default_factory=list)
    documents: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Every request in order, as `GET state course-memory`."""
    refuses: dict[str, int] = field(default_factory=dict)
    """How often a request that begins so is answered with 503 before it is heard again."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def launched(self, mode: str = "Normal", mastery: float | None = 0.8, return_to: str = "") -> str:
        """A new session; gives what the course's address must ask."""
        session = Session(ACTOR, ACTIVITY, self.registration, str(uuid4()), self.publisher_id, mode, mastery)
        self.sessions.append(session)
        data: Json = {"contextTemplate": session.template, "launchMode": mode, "moveOn": "CompletedAndPassed"}
        data |= {"masteryScore": mastery} if mastery is not None else {}
        data |= {"returnURL": return_to} if return_to else {}
        self.documents["LMS.LaunchData"] = json.dumps(data)
        number = len(self.sessions) - 1
        return urlencode(
            {
                "endpoint": f"{self.address}/xapi",
                "fetch": f"{self.address}/fetch/{number}",
                "actor": json.dumps(ACTOR),
                "registration": self.registration,
                "activityId": ACTIVITY,
            }
        )

    @property
    def verbs(self) -> list[str]:
        """What was said, in the order it was heard."""
        return [statement["verb"]["id"].rpartition("/")[2] for statement in self.statements]

    def said(self, verb: str) -> list[Json]:
        """The statements with that verb."""
        return [statement for statement, own in zip(self.statements, self.verbs, strict=True) if own == verb]

    def answer(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        """Status and text for one request."""
        parts = urlsplit(address)
        words = {name: values[0] for name, values in parse_qs(parts.query).items()}
        place = parts.path.rpartition("/")[2]
        told = f"{method} {place} {words.get('stateId', '')}".strip()
        self.asked.append(told)
        for start, left in self.refuses.items():
            if left and told.startswith(start):
                self.refuses[start] -= 1
                return 503, "busy"
        if parts.path.startswith("/fetch/"):
            return self.opened(method, self.sessions[int(place)])
        return self.heard(method, place, words, headers, body)

    def opened(self, method: str, session: Session) -> tuple[int, str]:
        """The token, once."""
        if method != "POST" or session.opened:
            self.faults.append(f"the fetch address was asked by {method}, {'again' if session.opened else 'first'}")
            return 400, json.dumps({"error-code": "1", "error-text": "spent"})
        session.opened = True
        return 200, json.dumps({"auth-token": session.token})

    def heard(
        self, method: str, place: str, words: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[int, str]:
        """What a record store answers."""
        session = self.sessions[-1]
        if headers.get("authorization") != f"Basic {session.token}":
            return 401, "who is it?"
        if not headers.get("x-experience-api-version", "").startswith("1.0."):
            self.faults.append("no version of xAPI was said")
        if place == "statements":
            sent = json.loads(body)
            several = sent if isinstance(sent, list) else [sent]
            return max(((self.stored(one, session)) for one in several), default=204), ""
        if json.loads(words["agent"]) != ACTOR:
            self.faults.append("another agent was asked about")
        if place == "profile":
            session.read.add(words["profileId"])
            return 404, ""
        return self.document(method, words, session, body.decode())

    def document(self, method: str, words: dict[str, str], session: Session, text: str) -> tuple[int, str]:
        """A document of the learner's state."""
        name = words["stateId"]
        if (words["activityId"], words.get("registration")) != (ACTIVITY, self.registration):
            self.faults.append(f"{name} was asked for elsewhere: {words}")
        if method == "GET":
            session.read.add(name)
            return (200, self.documents[name]) if name in self.documents else (404, "")
        if name == "LMS.LaunchData" or session.mode != "Normal":
            self.faults.append(f"{name} was written in {session.mode} mode")
            return 403, ""
        json.loads(text)
        self.documents[name] = text
        return 204, ""

    def stored(self, statement: Json, session: Session) -> int:
        """The status for one statement."""
        UUID(statement["id"])
        if any(known["id"] == statement["id"] for known in self.statements):
            return 204 if statement in self.statements else 409
        found = faults(statement, session, self.statements)
        self.faults += found
        if found:
            return 400
        self.statements.append(statement)
        return 204

    @contextmanager
    def serving(self) -> Iterator["RecordStore"]:
        """Listen on 127.0.0.1."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _desk(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _desk(store: RecordStore) -> type[BaseHTTPRequestHandler]:
    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_OPTIONS(self) -> None:
            self._send(204, "")

        def do_GET(self) -> None:
            self._reply()

        def do_PUT(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with store.lock:
                status, text = store.answer(self.command, self.path, headers, body)
            self._send(status, text)

        def _send(self, status: int, text: str) -> None:
            self.send_response(status)
            for name, value in OPEN_TO_ALL.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            if status != 204:
                with suppress(BrokenPipeError, ConnectionResetError):  # a page that was killed hears no answer
                    self.wfile.write(text.encode())

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Desk
