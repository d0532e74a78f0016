"""The real course before scorm-again, a run-time that others wrote and LMSs use: not one word of complaint."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from scorm_export.course import Course
from tests import provision
from tests.cases import PROOF
from tests.lms.conftest import REAL, SMALL
from tests.lms.desk import course_frame
from tests.lms.learner import Learner
from tests.lms.marking import answered
from tests.tools import NewPage, Serve

KINDS = {"scorm12": ("Scorm12API", "API"), "scorm2004-4th": ("Scorm2004API", "API_1484_11")}
SCRIPTS = {"scorm12": "scorm12.js", "scorm2004-4th": "scorm2004.js"}
WELL_TAKEN = (*REAL, "courses/cyber-security") if PROOF else SMALL

# To ask for what has no value yet is how a course learns that it is new: that alone is no complaint (level 2).
PAGE = """<!doctype html><html lang="en"><title>Second run-time</title>
<link rel="icon" href="data:,"><script src="runtime.js"></script><script>
window.complaints = [];
const api = new %(kind)s({
    logLevel: 3, uninitializedGetLogLevel: 2, selfReportSessionTime: true,
    onLogMessage: (level, message) => { if (level >= 3) complaints.push(message); },
});
const kept = JSON.parse(localStorage.getItem("kept") || "null");
if (kept) api.loadFromFlattenedJSON(kept, "");
const keep = () => localStorage.setItem("kept", JSON.stringify(api.getFlattenedCMI()));
for (const event of ["LMSCommit", "Commit", "LMSFinish", "Terminate"]) api.on(event, keep);
window.%(name)s = api;
</script><iframe id="course" title="Course" src="course/index.html" width="1100" height="700"></iframe></html>"""

Open: TypeAlias = Callable[[], tuple[Page, Learner]]


def site(package: bytes, standard: str) -> dict[str, bytes]:
    """The run-time's page with the course in it."""
    kind, name = KINDS[standard]
    with ZipFile(BytesIO(package)) as archive:
        files = {f"course/{file}": archive.read(file) for file in archive.namelist()}
    files["runtime.js"] = provision.npm_file("scorm-again", f"dist/{SCRIPTS[standard]}").read_bytes()
    files["index.html"] = (PAGE % {"kind": kind, "name": name}).encode()
    return files


@pytest.fixture
def opened(standard: str, packages: dict[str, bytes], course: Course, served: Serve, new_page: NewPage) -> Open:
    """Opens the course in scorm-again, each time for the same learner."""
    page = new_page()
    address = served(site(packages[standard], standard))

    def again() -> tuple[Page, Learner]:
        page.goto("about:blank")
        page.goto(address)
        return page, Learner(course_frame(page), course)

    return again


def values(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate("api.getFlattenedCMI()")
    return found


def complaints(page: Page) -> list[str]:
    heard: list[str] = page.evaluate("complaints")
    return heard


@pytest.mark.parametrize("folder", WELL_TAKEN, indirect=True, ids=lambda folder: Path(folder).name, scope="session")
def test_a_course_taken_well_is_passed_without_a_word(opened: Open, standard: str, course: Course) -> None:
    page, learner = opened()
    learner.walks_through()
    kept = values(page)
    ids = page.evaluate("Object.values(api.renderCMIToJSONObject().cmi.interactions).map(one => one.id)")
    page.evaluate("document.getElementById('course').remove()")
    assert complaints(page) == []
    assert page.evaluate("api.isTerminated()") is True
    assert answered(course, ids) != []
    if standard == "scorm12":
        assert (kept["cmi.core.lesson_status"], kept["cmi.core.score.raw"]) == ("passed", "100")
        assert kept["cmi.core.lesson_location"] == course.needed[-1].id
    else:
        assert (kept["cmi.completion_status"], kept["cmi.success_status"]) == ("completed", "passed")
        assert (kept["cmi.score.raw"], kept["cmi.score.scaled"]) == ("100", "1")
        assert kept["cmi.location"] == course.needed[-1].id


def test_a_course_taken_badly_then_well_across_two_visits_is_passed_without_a_word(
    opened: Open, standard: str, course: Course
) -> None:
    page, learner = opened()
    learner.walks_through(rightly=False)
    assert complaints(page) == []
    page, learner = opened()
    learner.is_on(course.needed[-1])
    learner.mends()
    status = "cmi.core.lesson_status" if standard == "scorm12" else "cmi.success_status"
    assert values(page)[status] == "passed"
    assert complaints(page) == []


def test_this_run_time_does_complain_of_what_is_wrong(opened: Open, standard: str) -> None:
    page, _ = opened()
    words = "'cmi.core.lesson_status', 'fine'" if standard == "scorm12" else "'cmi.success_status', 'fine'"
    page.evaluate(f"api.{'LMSSetValue' if standard == 'scorm12' else 'SetValue'}({words})")
    assert len(complaints(page)) > 0
