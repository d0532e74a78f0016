"""A browser on this computer with one learner before the strict LMS: opens it, hears it, kills it, closes it.

Law: no request leaves 127.0.0.1 and this trial's own port; every wait has an end, so that no page can hold it up.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Error,
    Frame,
    Page,
    Request,
    Route,
    ViewportSize,
    WebError,
    WebSocketRoute,
    async_playwright,
)
from playwright.async_api import Response as Answer

from scorm_export.preview import recorder
from scorm_export.trial.browsers import Missing, chromium
from scorm_export.trial.calls import Call
from scorm_export.trial.news import Garbled, News, news
from scorm_export.trial.pace import Pace

T = TypeVar("T")
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=512",
)
AWAY = """() => {
    const frame = document.getElementById("course");
    if (frame) frame.contentWindow.location.replace("about:blank");
}"""
NOWHERE = "http://127.0.0.1:9"
"""A proxy that never answers, for everything but this computer."""
VIEW = ViewportSize(width=1280, height=900)
MOST_CALLS = 20_000
MOST_WINDOWS = 4
MOST_NOTES = 20


class Hung(Exception):
    """The page did not answer in time."""


class Crashed(Exception):
    """The tab died."""


@dataclass
class Notes:
    """What happened around the calls."""

    calls: list[Call] = field(default_factory=list)
    beyond: int = 0
    """Calls that there was no room for."""
    outside: Counter[str] = field(default_factory=Counter)
    """Other hosts, and how often each was asked."""
    missing: Counter[str] = field(default_factory=Counter)
    """Files of the package that are not there."""
    errors: Counter[str] = field(default_factory=Counter)
    """What scripts failed with."""
    crashed: bool = False

    def hear(self, calls: Sequence[Call], beyond: int) -> None:
        """Keep calls as long as there is room."""
        room = max(0, MOST_CALLS - len(self.calls))
        self.calls.extend(calls[:room])
        self.beyond += beyond + len(calls[room:])


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window. Raises Missing where there is none or it does not start."""
    program = chromium()
    if program is None:
        raise Missing("No Chromium was found: install Chromium, Chrome or Edge, or set CHROMIUM to its path.")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses root
    async with async_playwright() as playwright:
        try:
            opened = await playwright.chromium.launch(
                executable_path=program,
                args=list(FLAGS),
                chromium_sandbox=not is_root,
                ignore_default_args=["--disable-popup-blocking"],
                proxy={"server": NOWHERE, "bypass": "127.0.0.1"},
            )
        except Error as error:
            raise Missing(f"{program} did not start: {error.message.strip().splitlines()[0]}") from None
        try:
            yield opened
        finally:
            with suppress(Error, Hung):
                await within(opened.close(), 10)


async def within(work: Awaitable[T], seconds: float) -> T:
    """What comes of it in so many seconds. Raises Hung."""
    try:
        return await asyncio.wait_for(work, seconds)
    except TimeoutError:
        raise Hung from None


@dataclass
class Stage:
    """One learner's browser. Its windows share what the LMS has committed."""

    context: BrowserContext
    host: str
    pace: Pace
    notes: Notes = field(default_factory=Notes)
    page: Page | None = None
    """The window of the LMS."""
    gate: str = ""
    """The proxy that refuses other hosts; without one the browser asks before each request."""
    is_offline: bool = False
    unheard: Callable[[str, str, dict[str, str], str], None] | None = None
    """Hears of every request that went nowhere: its method, address, headers and body."""

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, chromium: Browser, host: str, pace: Pace, gate: str = "", notes: Notes | None = None
    ) -> AsyncIterator[Stage]:
        """A learner's browser with nothing in it."""
        context = await chromium.new_context(
            viewport=VIEW,
            locale="en-GB",
            accept_downloads=False,
            service_workers="block",
            proxy={"server": gate} if gate else None,
        )
        stage = cls(context, host, pace, notes or Notes(), gate=gate)
        try:
            await stage._guard()
            yield stage
        finally:
            with suppress(Error, Hung):
                await within(context.close(), 10)

    async def _guard(self) -> None:
        elsewhere = re.compile(rf"^(?!{re.escape(self.host)}/|data:|blob:|about:)")
        if not self.gate:
            await self.context.route(elsewhere, self._refuse)
        await self.context.route_web_socket(re.compile(""), self._refuse_socket)
        self.context.set_default_timeout(self.pace.hang * 1000)
        self.context.on("weberror", self._failed)
        self.context.on("response", self._answered)
        self.context.on("requestfailed", self._lost)
        self.context.on("page", self._welcome)
        self.context.on("dialog", self._agree)

    async def _refuse(self, route: Route) -> None:
        self._outside(route.request.url)
        with suppress(Error):
            await route.abort()

    async def _refuse_socket(self, socket: WebSocketRoute) -> None:
        self._outside(socket.url)
        with suppress(Error):
            await socket.close()

    def _outside(self, url: str) -> None:
        count(self.notes.outside, urlsplit(url).netloc or url[:60])

    def _failed(self, problem: WebError) -> None:
        count(self.notes.errors, problem.error.message.strip().partition("\n")[0][:200])

    def _answered(self, answer: Answer) -> None:
        path = urlsplit(answer.url).path.lstrip("/").removeprefix(f"{recorder.COURSE}/")
        if answer.status == 404 and answer.url.startswith(f"{self.host}/"):
            count(self.notes.missing, path)

    def _lost(self, request: Request) -> None:
        if self.unheard and self.is_offline:
            with suppress(UnicodeDecodeError):
                self.unheard(request.method, request.url, request.headers, request.post_data or "")

    async def _welcome(self, page: Page) -> None:
        page.on("crash", self._died)
        if len(self.context.pages) > MOST_WINDOWS:
            with suppress(Error):
                await page.close()

    def _died(self, _: Page) -> None:
        self.notes.crashed = True

    async def _agree(self, dialog: Dialog) -> None:
        with suppress(Error):
            await dialog.accept()

    async def opens(self, **asked: str) -> None:
        """Open the LMS with what its address asks, in a window of its own; in the opener where `window` is asked."""
        self.page = await within(self.context.new_page(), self.pace.hang)
        address = recorder.address(self.host, quiet="yes", **asked)
        await self._sure(self.page.goto(address, wait_until="commit"))
        if "window" in asked:
            await self._sure(self.page.get_by_role("button", name="Open the course").click())

    async def _sure(self, work: Awaitable[T]) -> T:
        """What the page answers. Raises Hung, or Crashed where the tab is dead."""
        try:
            return await within(work, self.pace.hang)
        except Error as error:
            if self.notes.crashed or "crash" in error.message.lower():
                raise Crashed from None
            if "Timeout" in error.message:
                raise Hung from None
            raise

    async def news(self) -> News:
        """What the LMS heard since the last question. Raises Hung, Crashed, or Gone where its page is away."""
        if self.page is None or not self.page.url.startswith(self.host) or self.page.is_closed():
            raise Gone
        try:
            told = news(await self._sure(self.page.evaluate("() => window.recorder && recorder.news()")))
        except (Error, Garbled):
            raise Gone from None
        self.notes.hear(told.calls, told.beyond)
        return told

    def frames(self) -> list[Frame]:
        """Where the course is: in the windows that it opened, newest first, else in the LMS's frames."""
        if self.page is None:
            return []
        others = [page for page in reversed(self.context.pages) if page is not self.page and not page.is_closed()]
        return [frame for page in others for frame in page.frames] or self.page.frames[1:]

    async def kills(self) -> None:
        """The tab's process dies where it stands; nothing of the page runs any more."""
        page = self.page
        if page is None:
            return
        with suppress(Error, Hung):
            async with page.expect_event("crash", timeout=self.pace.hang * 1000):
                with suppress(Error):
                    await within(page.goto("chrome://crash"), self.pace.hang)
        for one in self.context.pages:
            with suppress(Error, Hung):
                await within(one.close(), self.pace.hang)
        self.notes.crashed = False
        self.page = None

    async def leaves(self) -> None:
        """The course is closed as a learner closes it: its windows, and the frame that it runs in."""
        for page in [one for one in self.context.pages if one is not self.page]:
            with suppress(Error, Hung):
                await within(page.close(run_before_unload=True), self.pace.hang)
        if self.page is None:
            return
        with suppress(Error):
            await self._sure(self.page.evaluate(AWAY))

    @property
    def led_back(self) -> bool:
        """Whether the course has led its learner back to the LMS."""
        back = f"{self.host}/{recorder.RETURNED}"
        return any(frame.url.startswith(back) for page in self.context.pages for frame in page.frames)

    async def loads_again(self) -> None:
        """The learner loads the course again, where it stands."""
        for frame in self.frames()[:1]:
            with suppress(Error):
                await self._sure(frame.evaluate("() => { setTimeout(() => location.reload()); }"))

    async def goes(self, *, offline: bool) -> None:
        """The network goes away or comes back."""
        self.is_offline = offline
        with suppress(Error):
            await within(self.context.set_offline(offline), self.pace.hang)


class Gone(Exception):
    """The page of the LMS is no longer there: the course put something else in its place, or closed it."""


def count(notes: Counter[str], text: str) -> None:
    """Count something up, as long as there are not too many different ones."""
    if text in notes or len(notes) < MOST_NOTES:
        notes[text] += 1
