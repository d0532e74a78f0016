"""SCORM 2004 3rd Edition differs from the 4th in its manifest and in how much is kept: that is all."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests.cases import PROOF
from tests.lms import test_second_runtime
from tests.lms.desk import RUNTIMES, course_frame, log
from tests.lms.learner import Learner
from tests.tools import NewPage, Serve

THIRD, FOURTH = "scorm2004-3rd", "scorm2004-4th"
COURSES = ["courses/digital-accessibility", "courses/cyber-security"] if PROOF else ["tests/samples/courses/tea"]


@pytest.fixture(params=COURSES)
def taken(request: pytest.FixtureRequest) -> tuple[Course, bytes]:
    """A course and its zip."""
    read = manuscript(Path(request.param))
    assert read.course is not None
    return read.course, build(read.course, read.media, STANDARDS[THIRD])


def test_the_adapters_differ_in_one_number() -> None:
    third, fourth = (STANDARDS[key].adapter() for key in (THIRD, FOURTH))
    assert third.replace("suspend: 4000", "suspend: 64000") == fourth
    assert "suspend: 4000" in third


def test_a_course_begun_breaks_no_rule_of_the_strict_lms(
    taken: tuple[Course, bytes], served: Serve, new_page: NewPage
) -> None:
    course, package = taken
    page: Page = new_page(recorder.address(served(recorder.site(package)), standard=RUNTIMES[THIRD]))
    learner = Learner(course_frame(page), course)
    [screen, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(screen)
    learner.answers(screen.activities[0])
    page.get_by_role("button", name="Close the course").click()
    found = log(page)
    assert (found.illegal, found.lost, found.goodbyes) == ([], (), 1)
    assert found.committed["cmi.completion_status"] == "incomplete"
    assert len(found.committed["cmi.suspend_data"]) <= 4000


def test_a_course_taken_well_before_a_second_runtime_hears_no_complaint(
    taken: tuple[Course, bytes], served: Serve, new_page: NewPage
) -> None:
    course, package = taken
    page = new_page(served(test_second_runtime.site(package, FOURTH)))
    Learner(course_frame(page), course).walks_through()
    page.evaluate("document.getElementById('course').remove()")
    assert test_second_runtime.complaints(page) == []
    assert test_second_runtime.values(page)["cmi.success_status"] == "passed"
