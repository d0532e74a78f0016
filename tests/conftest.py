"""Fixtures that every story may use: one real browser, pages that are held to account, a server.

Law: what is missing fails with a sentence and is never skipped.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scorm_export.preview.serving import serving
from tests import provision, tools

# A busy machine is no fault of the code: random cases have no deadline, and fresh ones each run.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

T = TypeVar("T")
PATIENCE = 10_000  # ms: a machine that is shared may be slow; a condition that holds is never waited for
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; Debian's, the user's or Playwright's."""
    program = _provided(provision.chromium)
    if program is None:
        pytest.fail("No Chromium was found: run make setup.", pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The text of axe-core, for pages that `tools.axe_problems` cannot reach."""
    return _provided(tools.axe_source)


@pytest.fixture
def watch() -> Iterator[tools.Watch]:
    """What this test's pages complained of; anything left at the end fails the test."""
    watch = tools.Watch()
    yield watch
    if watch.complaints:
        pytest.fail("The browser complained:\n" + "\n".join(watch.complaints), pytrace=False)


@pytest.fixture
def new_context(browser: Browser, watch: tools.Watch) -> Iterator[tools.NewContext]:
    """Opens contexts that fail the test on console errors, uncaught errors and outside requests."""
    opened: list[BrowserContext] = []

    def open_context(**options: object) -> BrowserContext:
        context = browser.new_context(**{"locale": "en-GB", **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def new_page(new_context: tools.NewContext) -> tools.NewPage:
    """Opens pages, each in a context of its own."""

    def open_page(address: str = "", **options: object) -> Page:
        page = new_context(**options).new_page()
        if address:
            page.goto(address)
        return page

    return open_page


@pytest.fixture
def served() -> Iterator[tools.Serve]:
    """Serves folders or files on 127.0.0.1 until the test ends."""
    with ExitStack() as stack:
        yield lambda content: stack.enter_context(serving(content))


def _provided(find: Callable[[], T]) -> T:
    try:
        return find()
    except provision.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
