"""The real Open edX importer and player of SCORM packages, on this machine.

Law: the block, its import, its page, its script and its handlers are Open edX's own; only what stands around
a block in Open edX (the page, the learner's name, where grades go) is put up here.
"""

import gc
import json
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # others' modules use what Python will drop some day
    import django  # type: ignore[import-untyped]
    from django.conf import settings  # type: ignore[import-untyped]
    from openedxscorm.scormxblock import ScormXBlock  # type: ignore[import-untyped]
    from webob import Request  # type: ignore[import-untyped]
    from xblock.field_data import DictFieldData  # type: ignore[import-untyped]
    from xblock.fields import ScopeIds  # type: ignore[import-untyped]
    from xblock.runtime import Runtime  # type: ignore[import-untyped]

JQUERY = Path(django.__file__).parent / "contrib/admin/static/admin/js/vendor/jquery/jquery.min.js"
HANDLERS = "/handler/"
PAGE = """<!doctype html><html lang="en"><title>Open edX</title><link rel="icon" href="data:,">
<script src="/jquery.js"></script><div id="block">{content}</div>{scripts}<script>
ScormXBlock({{handlerUrl: (element, name) => "{handlers}" + name}}, document.getElementById("block"), {arguments});
</script></html>"""


@dataclass
class Surroundings:
    """What a block asks of the platform: addresses, services, and where a grade goes."""

    fields: object
    grades: list[dict[str, float]] = field(default_factory=list)

    def handle(self, block: object, name: str, request: object, suffix: str = "") -> object:
        return Runtime.handle(self, block, name, request, suffix)

    def save_block(self, block: object) -> None:
        """Nothing more: the block lives as long as the test."""

    def handler_url(self, block: object, name: str, *rest: object, **more: object) -> str:
        return HANDLERS + name

    def service(self, block: object, name: str) -> object:
        if name == "field-data":
            return self.fields
        if name != "user":
            return None
        who = {"edx-platform.user_id": "7", "edx-platform.username": "amara"}
        return SimpleNamespace(get_current_user=lambda: SimpleNamespace(opt_attrs=who))

    def publish(self, block: object, kind: str, what: dict[str, float]) -> None:
        if kind == "grade":
            self.grades.append(what)


@dataclass
class OpenEdx:
    """One unit of a course with one package, and what its server answered badly."""

    block: Any
    grades: list[dict[str, float]]
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def imports(self, package: bytes) -> list[str]:
        """Upload a zip as an author does in Studio; gives the errors shown to them."""
        fields = {"display_name": "Course", "has_score": "1", "weight": "1", "popup_on_launch": "0"}
        fields |= {"width": "", "height": "700", "navigation_menu_width": ""}
        fields |= {"enable_navigation_menu": "1", "enable_fullscreen_button": "0"}
        request = Request.blank("/", POST={**fields, "file": ("course.zip", package)})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            answer = self.block.handle("studio_submit", request)
            gc.collect()  # the importer leaves the manifest open: let that be complained of here
        errors: list[str] = json.loads(answer.body)["errors"]
        return errors

    def page(self) -> str:
        """What a learner's browser is sent."""
        fragment = self.block.student_view()
        scripts = [part.data for part in fragment.resources if part.mimetype == "application/javascript"]
        return PAGE.format(
            content=fragment.content,
            scripts="".join(f"<script>{script}</script>" for script in scripts),
            handlers=HANDLERS,
            arguments=json.dumps(fragment.json_init_args),
        )

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, str, bytes]:
        """Status, kind and content for one request."""
        if path == "/":
            return 200, "text/html; charset=utf-8", self.page().encode()
        if path == "/jquery.js":
            return 200, "text/javascript", JQUERY.read_bytes()
        name, _, rest = path.removeprefix(HANDLERS).partition("/")
        made = self.block.handle(name, Request.blank(path, method=method, body=body), rest)
        return made.status_int, made.content_type, made.body

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve the unit and give its address."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _desk(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _desk(unit: OpenEdx) -> type[BaseHTTPRequestHandler]:
    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with unit.lock:
                try:
                    status, kind, content = unit.answer(self.command, self.path, body)
                except Exception as failure:  # what Open edX would show as a server error
                    status, kind, content = 500, "text/plain", repr(failure).encode()
            if status >= 400:
                unit.failures.append(f"{status} {self.path}: {content.decode(errors='replace')[:200]}")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # a page that was killed hears no answer
                self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Desk


def installed(media: Path) -> None:
    """Tell Django the little that the importer needs. Once for a process."""
    if settings.configured:
        return
    settings.configure(
        MEDIA_ROOT=str(media),
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_I18N=False,
    )
    django.setup()


def unit(name: str) -> OpenEdx:
    """A fresh unit, with the learner's own state empty."""
    surroundings = Surroundings(DictFieldData({}))
    block = ScormXBlock(surroundings, scope_ids=ScopeIds("7", "openedxscorm", name, name))
    block.location = SimpleNamespace(block_id=name, org="kent", course="demo", block_type="openedxscorm")
    return OpenEdx(block, surroundings.grades)
