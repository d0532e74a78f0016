"""The real course in the real Open edX block: imported, served, played, graded, and taken up again."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from scorm_export.course import Course
from tests.lms.desk import records
from tests.lms.learner import Learner
from tests.lms.marking import agrees, answered
from tests.lms.openedx import HANDLERS, OpenEdx, installed, unit
from tests.tools import NewPage

VERSIONS = {"scorm12": "SCORM_12", "scorm2004-4th": "SCORM_2004"}
LOCATION = {"scorm12": "cmi.core.lesson_location", "scorm2004-4th": "cmi.location"}


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this process's Open edX keeps what it unpacks."""
    folder = tmp_path_factory.mktemp("openedx")
    installed(folder)
    return folder


@pytest.fixture
def openedx(storage: Path, standard: str, packages: dict[str, bytes], request: pytest.FixtureRequest) -> OpenEdx:
    """A unit into which the course has been imported."""
    made = unit(request.node.name)
    assert made.imports(packages[standard]) == []
    return made


@pytest.fixture
def address(openedx: OpenEdx) -> Iterator[str]:
    with openedx.serving() as address:
        yield address


def learner_on(page: Page, course: Course) -> Learner:
    frame = page.wait_for_selector("iframe.scorm-embedded")
    content = frame.content_frame() if frame else None
    assert content is not None
    return Learner(content, course)


def settled(page: Page) -> None:
    """Until the block's own queue of values has reached the server."""
    page.wait_for_function("jQuery.active === 0")


def test_the_importer_reads_what_was_meant(openedx: OpenEdx, standard: str, course: Course) -> None:
    assert openedx.block.scorm_version == VERSIONS[standard]
    assert openedx.block.index_page_path == "index.html"
    assert openedx.block.package_warnings == []
    assert openedx.block.navigation_menu.count(f"class='navigation-title'>{course.title}</li>") == 1


def test_every_file_is_served_as_it_was_packed(openedx: OpenEdx, standard: str, packages: dict[str, bytes]) -> None:
    with ZipFile(BytesIO(packages[standard])) as archive:
        for name in archive.namelist():
            status, _, content = openedx.answer("GET", f"{HANDLERS}assets_proxy/{name}", b"")
            assert (name, status, content) == (name, 200, archive.read(name))


def test_a_course_taken_well_is_completed_passed_and_graded(
    openedx: OpenEdx, address: str, standard: str, course: Course, new_page: NewPage
) -> None:
    page = new_page(address)
    learner_on(page, course).walks_through()
    settled(page)
    block = openedx.block
    assert openedx.failures == []
    assert (block.lesson_status, block.success_status, block.lesson_score) == ("completed", "passed", 1.0)
    assert openedx.grades[-1] == {"value": 1.0, "max_value": 1.0}
    assert {grade["value"] for grade in openedx.grades} == {1.0}  # never first published as nothing
    assert block.scorm_data[LOCATION[standard]] == course.needed[-1].id
    kept = records(block.scorm_data)
    activities = answered(course, [record["id"] for record in kept])
    assert [record for record, activity in zip(kept, activities, strict=True) if not agrees(record, activity)] == []


def test_this_lms_tells_its_content_nothing_of_its_status(
    openedx: OpenEdx, address: str, standard: str, new_page: NewPage
) -> None:
    page = new_page(address)
    asked = "API.LMSGetValue('cmi.core.lesson_status')"
    asked = asked if standard == "scorm12" else "API_1484_11.GetValue('cmi.completion_status')"
    assert page.evaluate(asked) == ""


def test_a_learner_who_comes_back_finds_everything_and_is_not_set_back(
    openedx: OpenEdx, address: str, standard: str, course: Course, new_page: NewPage
) -> None:
    page = new_page(address)
    learner = learner_on(page, course)
    learner.walks_through()
    settled(page)
    page.reload()
    learner = learner_on(page, course)
    learner.finishes()
    expect(learner.seen.get_by_text("You have completed this course.")).to_be_visible()
    settled(page)
    assert (openedx.block.lesson_status, openedx.block.success_status) == ("completed", "passed")
    assert openedx.block.lesson_score == 1.0
    assert openedx.failures == []


def test_an_answer_is_on_the_server_before_the_learner_leaves(
    openedx: OpenEdx, address: str, standard: str, course: Course, new_page: NewPage
) -> None:
    page = new_page(address)
    learner = learner_on(page, course)
    [screen, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(screen)
    learner.answers(screen.activities[0])
    settled(page)
    page.close()  # nothing set while a page goes away ever arrives here
    assert openedx.block.scorm_data["cmi.interactions.0.id"] == screen.activities[0].id
    assert openedx.block.lesson_status == "incomplete"
    assert openedx.grades == []
