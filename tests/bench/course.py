"""The course part of `make bench`: one course of the reference size, measured against the limits of the project.

Law: whole processes and a real browser; times are medians, and everything is printed beside its limit.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from playwright.sync_api import Browser, Page, sync_playwright

from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.preview.serving import serving
from scorm_export.standards import STANDARDS, USUAL
from tests import provision, tools
from tests.bench import reference
from tests.lms.desk import RUNTIMES, Log, course_frame, log
from tests.lms.learner import Learner

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
SIZES = (320, 1280)
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # 1.6 Mbit/s
SUSPEND = "cmi.suspend_data"
PAINTED = """() => new Promise(done => new PerformanceObserver(list => list.getEntriesByName("first-contentful-paint")
    .forEach(entry => done(entry.startTime))).observe({type: "paint", buffered: true}))"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, ours, the most it may be, and how both are written."""

    what: str
    ours: float
    most: float
    unit: str

    @property
    def holds(self) -> bool:
        """Whether ours is within the limit."""
        return self.ours <= self.most

    def __str__(self) -> str:
        """The line."""
        ours, most = (f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" for value in (self.ours, self.most))
        return f"{'ok  ' if self.holds else 'OVER'} {self.what:<46} {ours:>9}  at most {most:>7} {self.unit}"


def figures() -> list[bool]:
    """Measure and print the whole table."""
    with tempfile.TemporaryDirectory() as home:
        folder = reference.write(Path(home) / "reference")
        found = [*building(folder, Path(home) / "dist")]
        read = manuscript(folder)
        assert read.course is not None, read.problems
        packages = {key: build(read.course, read.media, STANDARDS[key]) for key in USUAL}
    found += weighing(packages["scorm12"])
    with chromium() as browser:
        found += loading(browser, packages["scorm12"])
        for key in USUAL:
            found += passing(browser, packages[key], key, read.course)
        found += judging(browser, packages["scorm12"], read.course)
    for figure in found:
        print(figure, flush=True)
    return [figure.holds for figure in found]


def building(folder: Path, out: Path, runs: int = 7) -> Iterator[Figure]:
    """One package, in a process of its own."""
    command = [sys.executable, "-m", "scorm_export.cli", "build", str(folder), "--standard", "scorm12"]
    spent = [process([*command, "--out", str(out)]) for _ in range(runs)]
    yield Figure("build of one package, whole process", median(seconds for seconds, _ in spent), 0.6, "s")
    yield Figure("its memory at the peak", round(median(mib for _, mib in spent)), 80, "MiB")


def process(command: list[str]) -> tuple[float, float]:
    """How many seconds and MiB a command takes."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    started = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (1, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    os.close(nothing)
    assert status == 0, command
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def weighing(package: bytes) -> Iterator[Figure]:
    """The package as it lies there."""
    with ZipFile(BytesIO(package)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    yield Figure("zip", len(package), 120_000, "bytes")
    yield Figure("files", len(sizes), 25, "")
    yield Figure(
        "JS + CSS, uncompressed", sum(sizes[name] for name in sizes if name.endswith((".js", ".css"))), 40_000, "bytes"
    )


def loading(browser: Browser, package: bytes) -> Iterator[Figure]:
    """The first load of the course, on a fast line and on a slow one."""
    with serving(recorder.site(package)) as host:
        address = f"{host}/{recorder.COURSE}/index.html"
        answers = requests(browser, address)
        yield Figure("first load, requests", len(answers), 5, "")
        yield Figure(
            "first load without pictures", sum(size for kind, size in answers if kind != "image"), 80_000, "bytes"
        )
        yield Figure("first paint, fast line", round(median(painted(browser, address) for _ in range(5))), 200, "ms")
        slow = [painted(browser, address, throttled) for _ in range(5)]
        yield Figure("first paint, 1.6 Mbit/s, 150 ms, CPU x4", round(median(slow)), 1000, "ms")


def requests(browser: Browser, address: str) -> list[tuple[str, int]]:
    """The kind and size of all that is asked for before the page has loaded."""
    with browser.new_context() as context:
        page = context.new_page()
        answers: list[tuple[str, int]] = []
        page.on("response", lambda answer: answers.append((answer.request.resource_type, len(answer.body()))))
        page.goto(address, wait_until="networkidle")
        return answers


def throttled(page: Page) -> None:
    """A slow line and a slow machine."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", dict(SLOW))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def painted(browser: Browser, address: str, prepare: Callable[[Page], None] = lambda _: None) -> float:
    """Milliseconds until there is something to read."""
    with browser.new_context() as context:
        page = context.new_page()
        prepare(page)
        page.goto(address)
        return float(page.evaluate(PAINTED))


def passing(browser: Browser, package: bytes, key: str, course: Course) -> Iterator[Figure]:
    """One straight pass, everything answered rightly, before the strict LMS."""
    taken = straight_pass(browser, package, key, course)
    assert taken.illegal == []
    title = STANDARDS[key].title
    yield Figure(f"LMS calls, one straight pass, {title}", len(taken.calls), 150 if key == "scorm12" else 175, "")
    yield Figure(f"commits, {title}", taken.commits, 25, "")
    yield Figure(f"suspend_data after it, {title}", len(taken.settings[SUSPEND]), 200, "characters")


def straight_pass(browser: Browser, package: bytes, key: str, course: Course) -> Log:
    """What the strict LMS heard from the first screen to the goodbye."""
    with serving(recorder.site(package)) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(recorder.address(host, standard=RUNTIMES[key]))
        Learner(course_frame(page), course).walks_through()
        page.get_by_role("button", name="Close the course").click()
        return log(page)


def judging(browser: Browser, package: bytes, course: Course) -> Iterator[Figure]:
    """What axe finds, on every screen, before and after each answer."""
    with serving(recorder.site(package)) as host:
        for width in SIZES:
            with browser.new_context(viewport={"width": width, "height": 800}) as context:
                page = context.new_page()
                page.goto(f"{host}/{recorder.COURSE}/index.html")
                found = sum(len(faults) for faults in faults_of(page, course))
            yield Figure(f"axe, every screen and state, {width} px", found, 0, "")


def faults_of(page: Page, course: Course) -> Iterator[list[str]]:
    """The faults of each screen as it is opened, after a wrong answer and after the right one."""
    learner = Learner(page, course)
    for screen in course.screens:
        page.evaluate("id => { location.hash = id; }", screen.id)
        learner.is_on(screen)
        yield tools.axe_problems(page)
        for rightly in (False, True):
            for activity in screen.activities:
                learner.answers(activity, rightly=rightly)
            if screen.activities:
                yield tools.axe_problems(page)
    page.evaluate("location.hash = '_result'")
    page.get_by_role("heading", name="Where you stand").wait_for()
    yield tools.axe_problems(page)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provision.chromium(), args=list(FLAGS))
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(0 if all(figures()) else 1)
