"""The real course, packaged once for each standard, and where it is taken."""

from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.preview.serving import serving
from scorm_export.standards import STANDARDS
from tests.cases import PROOF
from tests.lms.desk import DIALECTS, RUNTIMES, Log, course_frame, log
from tests.lms.learner import Learner
from tests.tools import NewPage, Serve, Watch

ROOT = Path(__file__).parents[2]
REAL = ("courses/digital-accessibility", "courses/cyber-payments")
"""A course with an assessment; one made of parts of another, with knowledge checks alone."""
SMALL = ("tests/samples/courses/tea",)
"""It has every rule of the knowledge checks in small."""


class Launch(Protocol):
    """Opens the course in the strict LMS; takes what the LMS's address may ask."""

    def __call__(self, **asked: str) -> tuple[Page, Learner]: ...


@pytest.fixture(scope="session", params=REAL if PROOF else SMALL, ids=lambda folder: Path(folder).name)
def folder(request: pytest.FixtureRequest) -> Path:
    """Where the course is written: a real one under PROOF, otherwise a sample."""
    return ROOT / str(request.param)


@pytest.fixture(scope="session")
def course(folder: Path) -> Course:
    """The course that is taken to each LMS."""
    script = manuscript(folder)
    assert script.course is not None, script.problems
    return script.course


@pytest.fixture(scope="session")
def packages(folder: Path, course: Course) -> dict[str, bytes]:
    """Its zips, by standard, for each way of SCORM."""
    media = manuscript(folder).media
    return {key: build(course, media, STANDARDS[key]) for key in DIALECTS}


@pytest.fixture(scope="session", params=DIALECTS)
def standard(request: pytest.FixtureRequest) -> str:
    """Each way of SCORM in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def well_taken(standard: str, packages: dict[str, bytes], course: Course, browser: Browser) -> Log:
    """What the strict LMS knows of a learner who answered everything rightly and closed the course."""
    watch = Watch()
    with serving(recorder.site(packages[standard])) as host, browser.new_context() as context:
        watch.follow(context)
        page = context.new_page()
        page.goto(recorder.address(host, standard=RUNTIMES[standard]))
        Learner(course_frame(page), course).walks_through()
        page.get_by_role("button", name="Close the course").click()
        taken = log(page)
    assert watch.complaints == []
    return taken


@pytest.fixture
def strict_lms(standard: str, packages: dict[str, bytes], served: Serve) -> str:
    """The address of a strict LMS that holds the course."""
    return served(recorder.site(packages[standard]))


@pytest.fixture
def launch(standard: str, strict_lms: str, course: Course, new_page: NewPage) -> Launch:
    """Opens the course in the strict LMS."""

    def launched(**asked: str) -> tuple[Page, Learner]:
        page = new_page(recorder.address(strict_lms, **{"standard": RUNTIMES[standard], **asked}))
        return page, Learner(course_frame(page), course)

    return launched
