"""Lets a record store listen, as record stores do: on another host than the course, so that a browser asks first.

Law: listens on 127.0.0.1 only; whatever is sent is answered, and no more of it is read than there is room for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

from scorm_export.preview.asking import Reply
from scorm_export.preview.recordstore import RecordStore
from scorm_export.preview.serving import is_here

LARGEST = 5_000_000
"""Bytes of one request; no state document of a course is near that."""


@contextmanager
def storing(store: RecordStore) -> Iterator[RecordStore]:
    """Listen on a free port of 127.0.0.1; the store knows its address then."""
    ended = Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _desk(store, ended))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    store.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield store
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _desk(store: RecordStore, ended: Event) -> type[BaseHTTPRequestHandler]:
    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together, or each answer waits for an acknowledgement

        def handle(self) -> None:
            with suppress(ConnectionError):  # a page that was killed says no goodbye
                super().handle()

        def do_OPTIONS(self) -> None:
            self._send(Reply(HTTPStatus.NO_CONTENT))

        def do_GET(self) -> None:
            self._reply()

        def do_PUT(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def do_DELETE(self) -> None:
            self._reply()

        def _reply(self) -> None:
            length = self.headers.get("Content-Length", "0")
            if not length.isdecimal() or int(length) > LARGEST or not is_here(self.headers.get("Host", "")):
                self.close_connection = True
                return self._send(Reply(HTTPStatus.BAD_REQUEST))
            body = self.rfile.read(int(length))
            if store.late and "/fetch/" in self.path:
                ended.wait(store.late)
            with store.lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = store.answer(self.command, self.path, headers, body)
            return self._send(reply)

        def _send(self, reply: Reply) -> None:
            text = reply.text.encode()
            with suppress(ConnectionError):  # a page that was killed hears no answer
                self.send_response(reply.status)
                for name, value in {**reply.headers, **_open_to_all(dict(self.headers))}.items():
                    self.send_header(name, value)
                if reply.status != HTTPStatus.NO_CONTENT:
                    self.send_header("Content-Length", str(len(text)))
                    self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(text)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Desk


def _open_to_all(asked: Mapping[str, str]) -> dict[str, str]:
    """What lets a page of another host send here."""
    return {
        "Access-Control-Allow-Origin": asked.get("Origin", "*"),
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Methods": "GET, PUT, POST, DELETE",
        "Access-Control-Allow-Headers": asked.get("Access-Control-Request-Headers", "authorization"),
        "Access-Control-Expose-Headers": "ETag, X-Experience-API-Version",
        "Access-Control-Max-Age": "600",
        "X-Experience-API-Version": "1.0.3",
        "Cache-Control": "no-store",
    }
