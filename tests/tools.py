"""What stories in a real browser share: a server on this machine, a watchful eye, and axe's verdict.

Law: nothing leaves 127.0.0.1, and nothing is waited for by the clock.
"""

import time
from dataclasses import dataclass, field
from re import Pattern, compile
from typing import Protocol

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Page, Request, Route

from scorm_export.preview.serving import Content
from tests import provision

OUTSIDE: Pattern[str] = compile(r"^(https?|wss?)://(?!(127\.0\.0\.1|localhost)[:/])")
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN_AXE = """async tags => {
    const wanted = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]};
    const found = await axe.run(document, wanted);
    return found.violations.flatMap(violation => violation.nodes.map(
        node => `${violation.id}: ${violation.help} | ${node.target.join(" ")} | ${node.failureSummary}`));
}"""


class Serve(Protocol):
    """Serves a folder or files until the test ends and gives the address, without a slash at its end."""

    def __call__(self, content: Content) -> str: ...


class NewContext(Protocol):
    """Opens a browser context that the test is held to; takes Playwright's own options."""

    def __call__(self, **options: object) -> BrowserContext: ...


class NewPage(Protocol):
    """Opens a page, at an address where one is given, in a context of its own."""

    def __call__(self, address: str = "", **options: object) -> Page: ...


@dataclass
class Watch:
    """Collects what a page complains of: console errors, uncaught errors, outside requests, lost files."""

    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of a context, also those that open later."""
        context.on("console", self._console)
        context.on("weberror", lambda problem: self.complaints.append(f"uncaught: {problem.error}"))
        context.on("requestfailed", self._failed)
        context.route(OUTSIDE, self._outside)

    def forgive(self, part: str) -> None:
        """Drop the complaints that a story provokes on purpose; there must be one."""
        kept = [complaint for complaint in self.complaints if part not in complaint]
        assert len(kept) < len(self.complaints), f"nothing complained of {part!r}: {self.complaints}"
        self.complaints[:] = kept

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            self.complaints.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"not loaded: {request.url} ({request.failure})")

    def _outside(self, route: Route) -> None:
        self.complaints.append(f"asked an outside host: {route.request.url}")
        route.abort()


def wait_until(page: Page | Frame, expression: str, seconds: float = 10) -> None:
    """Wait until JavaScript holds. (`wait_for_function` compiles in the page, which a strict policy may refuse.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(20)


def hold_clock(page: Page) -> None:
    """Stop the page's clock, so that a story can say how much time goes by. The day is any, since it never flows."""
    page.clock.install(time="2026-01-05T09:00:00")
    page.clock.pause_at("2026-01-05T10:00:00")


def axe_source() -> str:
    """The text of axe-core."""
    return provision.npm_file("axe-core", "axe.min.js").read_text("utf-8")


def axe_problems(page: Page | Frame, tags: tuple[str, ...] = AXE_TAGS) -> list[str]:
    """What axe-core finds wrong in the page as it is now: WCAG 2.2 A and AA, and best practices."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_source() + "; undefined")
    problems: list[str] = page.evaluate(RUN_AXE, list(tags))
    return problems
