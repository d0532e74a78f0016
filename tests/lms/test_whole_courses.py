"""The real courses, taken from end to end by one learner before the strict LMS, in each standard, right and wrong.

Law: one page load a course; everything is answered through the page. `make test` takes one course in full and samples
the other; under PROOF every course there is, short ones and follow-ups too, is taken in each way of SCORM, rightly and
wrongly.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from scorm_export.course import Course, Screen
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests.browser.examinee import Examinee
from tests.cases import PROOF
from tests.lms.desk import DIALECTS, RUNTIMES, course_frame, log, records
from tests.lms.learner import Learner
from tests.lms.marking import answered
from tests.lms.test_strict import BOOKMARK, COMPLETE_RECORD, SCORE, standing
from tests.tools import NewPage, Serve

COURSES = sorted(sheet.parent.name for sheet in Path("courses").glob("*/course.yaml"))
WAYS = [(name, key, rightly) for name in COURSES for key in DIALECTS for rightly in (True, False)]
IN_FULL = WAYS if PROOF else [("cyber-security", "scorm2004-4th", True)]
SAMPLED = [("digital-accessibility", "scorm12", False)]


def packed(name: str, key: str) -> tuple[Course, bytes]:
    """A real course and its zip."""
    read = manuscript(Path("courses") / name)
    assert read.course is not None, read.problems
    return read.course, build(read.course, read.media, STANDARDS[key])


def ended(standard: str, rightly: bool) -> list[str | None]:
    """How the LMS must see a learner at the end: nobody has failed who may try again."""
    if rightly:
        return ["passed"] if standard == "scorm12" else ["completed", "passed"]
    return ["incomplete"] if standard == "scorm12" else ["incomplete", None]


def sample(course: Course) -> list[Screen]:
    """The first screen with each kind of activity, and the last one."""
    kinds = {activity.kind: screen for screen, activity in reversed(list(course.activities()))}
    wanted = [*kinds.values(), course.screens[-1]]
    return [screen for screen in course.screens if screen in wanted]


@pytest.mark.parametrize(("name", "key", "rightly"), IN_FULL)
def test_a_whole_course(name: str, key: str, rightly: bool, served: Serve, new_page: NewPage) -> None:
    course, package = packed(name, key)
    page = new_page(recorder.address(served(recorder.site(package)), standard=RUNTIMES[key]))
    learner = Learner(course_frame(page), course)
    learner.walks_through(rightly=rightly)
    expect(learner.seen.locator(".notice")).to_be_empty()
    learner.goes_to(course.screens[-1])
    page.get_by_role("button", name="Close the course").click()

    taken = log(page)
    assert taken.illegal == []
    assert taken.lost == ()
    assert taken.goodbyes == 1
    assert standing(taken.committed, key) == ended(key, rightly)
    assert taken.committed[SCORE[key]] == ("100" if rightly else "0")
    assert taken.committed[BOOKMARK[key]] == course.screens[-1].id
    kept = records(taken.committed)
    assert answered(course, [record["id"] for record in kept]) != []
    assert {frozenset(record) for record in kept} == {frozenset(COMPLETE_RECORD[key])}
    assert ({record["result"] for record in kept} == {"correct"}) is rightly
    assert ("correct" in {record["result"] for record in kept}) is rightly


@pytest.mark.parametrize(("name", "key", "rightly"), SAMPLED)
def test_some_of_a_course(name: str, key: str, rightly: bool, served: Serve, new_page: NewPage) -> None:
    course, package = packed(name, key)
    page = new_page(recorder.address(served(recorder.site(package)), standard=RUNTIMES[key]))
    learner = Learner(course_frame(page), course)
    for screen in sample(course):
        learner.goes_to(screen)
        for activity in screen.activities:
            learner.answers(activity, rightly=rightly)
    examinee = Examinee(learner.seen, course)
    examinee.goes_to_it()
    examinee.starts()
    examinee.answers_all(rightly=rightly)
    examinee.sends()
    page.get_by_role("button", name="Close the course").click()

    taken = log(page)
    assert taken.illegal == []
    assert taken.lost == ()
    assert standing(taken.committed, key) == ended(key, rightly)
    assert taken.committed[SCORE[key]] == ("100" if rightly else "0")
    answered = [activity.id for screen in sample(course) for activity in screen.activities if activity.judged]
    assert [record["id"] for record in records(taken.committed)][: len(answered)] == answered
    assert "correct" not in {record["result"] for record in records(taken.committed)}
