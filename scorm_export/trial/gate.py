"""The only way out of a learner's browser: to the course and to its record store, and nowhere else.

Law: a proxy on 127.0.0.1 that passes on what is meant for one of these hosts and refuses and remembers the rest. What a
page sends as it goes would be lost where the browser itself asked before each request.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

LARGEST = 20_000_000
"""Bytes of one request."""
WAITS = 60  # s for an answer
PERSONAL = (
    "proxy-connection",
    "connection",
    "keep-alive",
    "proxy-authorization",
    "transfer-encoding",
    "content-length",
)
"""Headers between two neighbours alone."""


@contextmanager
def gate(hosts: frozenset[str], refused: Callable[[str], None]) -> Iterator[str]:
    """Listen, and give the proxy's address. `hosts` are open: `127.0.0.1:8080`; `refused` hears of every other."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _keeper(hosts, refused))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _keeper(hosts: frozenset[str], refused: Callable[[str], None]) -> type[BaseHTTPRequestHandler]:
    class Keeper(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together, or each answer waits for an acknowledgement

        def handle(self) -> None:
            with suppress(ConnectionError):  # a page that was killed says no goodbye
                super().handle()

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            length = self.headers.get("Content-Length", "0")
            if parts.scheme != "http" or parts.netloc not in hosts or not length.isdecimal() or int(length) > LARGEST:
                return self._refuse(parts.netloc)
            body = self.rfile.read(int(length))
            place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            try:
                return self._pass(parts.netloc, place, body)
            except (OSError, HTTPException):
                return self._refuse("")

        do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = do_GET  # noqa: N815

        def do_CONNECT(self) -> None:
            host, _, port = self.path.rpartition(":")
            self._refuse(host if port in ("80", "443") else self.path)

        def _pass(self, host: str, place: str, body: bytes) -> None:
            line = HTTPConnection(host, timeout=WAITS)
            try:
                own = {name: value for name, value in self.headers.items() if name.lower() not in PERSONAL}
                line.request(self.command, place, body or None, own)
                answer = line.getresponse()
                self._send(answer.status, answer.getheaders(), answer.read())
            finally:
                line.close()

        def _refuse(self, host: str) -> None:
            if host:
                refused(host)
            self.close_connection = True
            self._send(403, [], b"")

        def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            with suppress(ConnectionError):  # a page that was killed hears no answer
                self.send_response_only(status)
                for name, value in headers:
                    if name.lower() not in PERSONAL:
                        self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Keeper
