"""Serves a folder, or files held in memory, to a browser on this machine.

Law: listens on 127.0.0.1 only, on a port that is free, and gives nothing from outside the folder.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

Content: TypeAlias = Path | Mapping[str, bytes | str] | Mapping[str, bytes]
"""A folder, or the files themselves by their path ("index.html", "media/form.svg")."""

LOOPBACK = ("127.0.0.1", "localhost")


@contextmanager
def serving(content: Content, port: int = 0) -> Iterator[str]:
    """Serve content on a port of 127.0.0.1, by itself a free one, and give the address without a slash at its end.

    Raises OSError where the port is taken.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), _answering(content))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answering(content: Content) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together, or each answer waits for an acknowledgement

        def do_GET(self) -> None:
            # A page elsewhere may give its own name this machine's address; it is told nothing.
            if not is_here(self.headers.get("Host", "")):
                return self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"Not here.")
            name = unquote(urlsplit(self.path).path).lstrip("/")
            name = name + "index.html" if name.endswith("/") or not name else name
            body = found(content, name)
            if body is not None:
                self._send(HTTPStatus.OK, _kind(name), body)
            elif name == "favicon.ico":
                self._send(HTTPStatus.NO_CONTENT, "image/x-icon", b"")
            else:
                self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"Not here.")
            return None

        def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-store")
            if status is not HTTPStatus.NO_CONTENT:
                self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # a page that was closed hears no answer
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: what a page asks for is no news."""

    return Answer


def is_here(host: str) -> bool:
    """Whether a request was meant for this computer."""
    return urlsplit(f"//{host}").hostname in LOOPBACK


def found(content: Content, name: str) -> bytes | None:
    """The bytes of one file, or None; never of one outside the folder."""
    if isinstance(content, Path):
        file = (content / name).resolve()
        inside = file.is_relative_to(content.resolve())
        return file.read_bytes() if inside and file.is_file() else None
    body = content.get(name)
    return body.encode() if isinstance(body, str) else body


def _kind(name: str) -> str:
    kind = {".js": "text/javascript", ".json": "application/json"}.get(Path(name).suffix) or guess_type(name)[0]
    if kind is None:
        return "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
    return f"{kind}; charset=utf-8" if text else kind
