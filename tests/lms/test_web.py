"""The plain web zip: opened from a folder or a web site, remembered by the browser alone, and honest about it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.standards import STANDARDS
from tests.cases import PROOF
from tests.lms.learner import Learner
from tests.tools import NewContext, NewPage, Serve, axe_problems

SAMPLES = Path("tests/samples/courses")
TEA = SAMPLES / "tea"
WALKED = ["digital-accessibility", "cyber-security"] if PROOF else ["ferry"]
NO_SHELF = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});"


@pytest.fixture(scope="module")
def tea() -> Course:
    read = manuscript(TEA)
    assert read.course is not None
    return read.course


@pytest.fixture(scope="module")
def folder(tea: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked as people unpack it."""
    place = tmp_path_factory.mktemp("web")
    with ZipFile(BytesIO(build(tea, manuscript(TEA).media, STANDARDS["web"]))) as archive:
        assert not {"imsmanifest.xml", "cmi5.xml"} & set(archive.namelist())
        archive.extractall(place)
    return place


def test_opened_from_a_folder_it_is_taken_to_the_end_and_taken_up_again(
    folder: Path, tea: Course, new_context: NewContext
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    learner = Learner(page, tea)
    expect(page.locator(".notice")).to_contain_text("kept in this browser only")
    learner.walks_through()
    expect(page.locator(".result")).to_contain_text("You have completed this course.")
    page.close()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    learner = Learner(page, tea)
    learner.is_on(tea.screens[-1])
    learner.goes_to(tea.screens[0])
    assert learner.chosen(tea.screens[0].activities[0]) != []
    learner.answers(tea.screens[0].activities[0], rightly=False)
    page.goto((folder / "index.html").as_uri() + "#_result")
    expect(page.locator(".result")).to_contain_text("You have completed this course.")


@pytest.mark.parametrize("rightly", [True, False], ids=["rightly", "wrongly"])
@pytest.mark.parametrize("name", WALKED)
def test_a_course_is_walked_through_and_its_end_says_how_it_went(
    name: str, rightly: bool, served: Serve, new_page: NewPage
) -> None:
    read = manuscript(SAMPLES / name if name == "ferry" else Path("courses") / name)
    assert read.course is not None
    package = build(read.course, read.media, STANDARDS["web"])
    with ZipFile(BytesIO(package)) as archive:
        page = new_page(served({file: archive.read(file) for file in archive.namelist()}) + "/index.html")
    Learner(page, read.course).walks_through(rightly=rightly)
    done = "You have completed this course." if rightly else "This course is not complete yet."
    expect(page.locator(".result")).to_contain_text(done)
    expect(page.locator(".result")).not_to_contain_text("Not seen yet")


def test_on_a_web_site_it_asks_for_nothing_but_its_own_files(
    folder: Path, tea: Course, served: Serve, new_page: NewPage
) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    host = served(folder)
    page.goto(host)
    Learner(page, tea).answers(tea.screens[0].activities[0])
    assert {url.split("/")[2] for url in asked} == {host.split("/")[2]}
    assert axe_problems(page) == []


def test_where_the_browser_keeps_nothing_the_learner_is_told_before_anything_is_lost(
    folder: Path, tea: Course, new_page: NewPage
) -> None:
    page = new_page()
    page.add_init_script(NO_SHELF)
    page.goto((folder / "index.html").as_uri())
    expect(page.locator(".notice")).to_contain_text("browser keeps nothing")
    Learner(page, tea).answers(tea.screens[0].activities[0])


def test_what_lies_there_damaged_is_let_go(folder: Path, tea: Course, served: Serve, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("localStorage.setItem('course-kept/tea', '{\"suspend\": 7, ')")
    page.goto(served(folder))
    learner = Learner(page, tea)
    learner.is_on(tea.screens[0])
    expect(page.locator(".notice")).to_contain_text("kept in this browser only")
    learner.answers(tea.screens[0].activities[0])
