"""The line to the LMS drops, the tab dies, another learner sits down: nothing answered is lost, nothing is found."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from scorm_export import manuscript
from scorm_export.course import Course
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests.cases import PROOF
from tests.lms.desk import DIALECTS, RUNTIMES, course_frame, log, records
from tests.lms.learner import Learner
from tests.tools import NewPage, Serve

TEA = Path("tests/samples/courses/tea")
BREAKS = """() => {
    const api = window.API || window.API_1484_11;
    window.whole = {...api};
    for (const verb of ["LMSSetValue", "SetValue", "LMSCommit", "Commit"]) if (api[verb]) api[verb] = () => "false";
    for (const verb of ["LMSGetLastError", "GetLastError"]) if (api[verb]) api[verb] = () => "101";
}"""
MENDS = """() => {
    Object.assign(parent.API || parent.API_1484_11, parent.whole);
    dispatchEvent(new Event('online'));
}"""
COPIES = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('course-copy/'))"


def course_in(folder: Path) -> tuple[Course, dict[str, bytes]]:
    """A sample course, and its zip for each standard."""
    read = manuscript.manuscript(folder)
    assert read.course is not None, read.problems
    return read.course, {key: build(read.course, read.media, STANDARDS[key]) for key in DIALECTS}


@pytest.fixture(scope="module")
def tea() -> tuple[Course, dict[str, bytes]]:
    return course_in(TEA)


@pytest.fixture
def home(tea: tuple[Course, dict[str, bytes]], standard: str, served: Serve) -> dict[str, bytes]:
    """What the server gives; a story may put another version of the course there."""
    return {**recorder.site(tea[1][standard])}


@pytest.fixture
def host(home: dict[str, bytes], served: Serve) -> str:
    return served(home)


def launched(page: Page, host: str, standard: str, course: Course, **asked: str) -> Learner:
    page.goto(recorder.address(host, **{"standard": RUNTIMES[standard], **asked}))
    return Learner(course_frame(page), course)


def relaunched(dead: Page, host: str, standard: str, course: Course, **asked: str) -> tuple[Page, Learner]:
    """The tab's process dies; the learner, or another, opens the course in a new tab."""
    with dead.expect_event("crash"), pytest.raises(Error):
        dead.goto("chrome://crash")
    page = dead.context.new_page()
    return page, launched(page, host, standard, course, **asked)


def copies(page: Page) -> list[Any]:
    """What lies on this computer, beside what the LMS of these stories keeps."""
    return list(page.evaluate(COPIES))


def test_a_lost_connection_is_said_and_all_is_told_when_it_is_back(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    page = new_page()
    learner = launched(page, host, standard, tea[0])
    learner.is_on(tea[0].screens[0])
    page.evaluate(BREAKS)
    learner.answers(tea[0].screens[0].activities[0])
    expect(learner.seen.locator(".notice")).to_contain_text("not saved yet. Keep this page open")
    learner.goes_on()
    learner.answers(tea[0].screens[1].activities[0])
    assert records(log(page).committed) == []
    assert len(copies(page)) == 1
    course_frame(page).evaluate(MENDS)
    expect(learner.seen.locator(".notice")).to_have_text("The connection is back, and all your work is saved.")
    assert [record["id"] for record in records(log(page).committed)] == ["fresh-water", "leaves"]
    assert copies(page) == []
    learner.goes_on()
    expect(learner.seen.locator(".notice")).to_be_empty()
    assert log(page).illegal == []


def test_a_browser_that_goes_offline_says_so_at_once(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    page = new_page()
    learner = launched(page, host, standard, tea[0])
    learner.is_on(tea[0].screens[0])
    page.context.set_offline(True)
    expect(learner.seen.locator(".notice")).to_contain_text("You are offline.")
    learner.answers(tea[0].screens[0].activities[0])
    expect(learner.seen.locator(".notice")).to_contain_text("You are offline.")
    before = log(page).commits
    page.context.set_offline(False)
    expect(learner.seen.locator(".notice")).to_contain_text("The connection is back")
    assert log(page).commits == before + 1
    assert log(page).lost == ()
    assert log(page).illegal == []


def test_a_tab_killed_while_the_line_is_down_loses_nothing_answered(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    learner.is_on(course.screens[0])
    page.evaluate(BREAKS)
    learner.answers(course.screens[0].activities[0], rightly=False)
    learner.answers(course.screens[0].activities[0])
    learner.goes_on()
    learner.answers(course.screens[1].activities[0])
    assert records(log(page).committed) == []
    page, learner = relaunched(page, host, standard, course)
    learner.is_on(course.screens[1])
    assert [record["id"] for record in records(log(page).committed)] == ["fresh-water", "fresh-water.t2", "leaves"]
    assert [record["result"][:5] for record in records(log(page).committed)] == [
        "wrong" if standard == "scorm12" else "incor",
        "corre",
        "corre",
    ]
    expect(learner.question(course.screens[1].activities[0]).get_by_role("status")).to_contain_text("right group")
    assert copies(page) == []
    assert log(page).illegal == []


def test_the_next_learner_at_this_computer_finds_nothing(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    learner.is_on(course.screens[0])
    page.evaluate(BREAKS)
    learner.answers(course.screens[0].activities[0])
    learner.goes_on()
    ((key, text),) = copies(page)
    assert "learner-1" not in key + text
    page, learner = relaunched(page, host, standard, course, learner="learner-2")
    learner.is_on(course.screens[0])
    assert learner.chosen(course.screens[0].activities[0]) == []
    assert records(log(page).settings) == []
    own = [json.loads(copy) for found, copy in copies(page) if found != key]
    assert [copy["unconfirmed"] for copy in own] == [[]]


def test_a_copy_older_than_what_the_lms_has_is_let_go(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    """The learner goes on at another computer before coming back to this one."""
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    learner.answers(course.screens[0].activities[0])
    page.evaluate(BREAKS)
    learner.goes_on()
    learner.answers(course.screens[1].activities[0], rightly=False)
    copy = copies(page)[0]
    page.evaluate("key => localStorage.removeItem(key)", copy[0])
    page, learner = relaunched(page, host, standard, course)
    learner.goes_to(course.screens[2])
    learner.answers(course.screens[2].activities[0])
    page.evaluate("copy => localStorage.setItem(copy[0], copy[1])", copy)
    page, learner = relaunched(page, host, standard, course)
    learner.is_on(course.screens[2])
    assert [record["id"] for record in records(log(page).settings)] == ["fresh-water", "what-to-ask"]
    learner.goes_to(course.screens[1])
    assert learner.chosen(course.screens[1].activities[0]) == ["Choose a group"] * 3
    assert log(page).illegal == []


def test_a_copy_is_gone_after_fourteen_days(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]]
) -> None:
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    learner.is_on(course.screens[0])
    page.evaluate(BREAKS)
    learner.answers(course.screens[0].activities[0])
    ((key, text),) = copies(page)
    old = json.loads(text)
    fresh = {**old, "at": old["at"] - 13 * 24 * 3600 * 1000}
    stale = {**old, "at": old["at"] - 14 * 24 * 3600 * 1000 - 1}
    put = "([key, copy]) => localStorage.setItem(key, JSON.stringify(copy))"
    page.evaluate(put, ["course-copy/another/one", fresh])
    page.evaluate(put, ["course-copy/another/two", {"damaged": True}])
    page.evaluate(put, [key, stale])
    page, learner = relaunched(page, host, standard, course)
    learner.is_on(course.screens[0])
    assert learner.chosen(course.screens[0].activities[0]) == []
    assert [found for found, _ in copies(page) if found != key] == ["course-copy/another/one"]


@pytest.mark.parametrize("every", [1] if PROOF else [2])
def test_a_tab_killed_after_each_step_loses_nothing(
    new_page: NewPage, host: str, standard: str, tea: tuple[Course, dict[str, bytes]], every: int
) -> None:
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    given: list[str] = []
    steps = 0
    for screen in course.screens:
        learner.is_on(screen)
        for activity in screen.activities:
            learner.answers(activity)
            given.append(activity.id)
            steps += 1
            if steps % every == 0:
                page, learner = relaunched(page, host, standard, course)
                learner.is_on(screen)
            assert learner.chosen(activity) != []
            assert [record["id"] for record in records(log(page).committed)] == given
        learner.goes_on()
        if steps % every == 0 and screen != course.screens[-1]:
            after = course.screens[course.screens.index(screen) + 1]
            learner.is_on(after)
            page, learner = relaunched(page, host, standard, course)
    assert log(page).illegal == []


def test_a_newer_version_keeps_what_still_applies(
    new_page: NewPage,
    home: dict[str, bytes],
    host: str,
    standard: str,
    tea: tuple[Course, dict[str, bytes]],
    tmp_path: Path,
) -> None:
    """Half-way, the package is replaced: a screen is gone, one is new, one is renamed, the modules changed places."""
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    for screen in course.screens[:3]:
        learner.is_on(screen)
        for activity in screen.activities:
            learner.answers(activity)
        learner.goes_on()
    page.get_by_role("button", name="Close the course").click()

    newer, packages = course_in(later(tmp_path))
    home.clear()
    home.update(recorder.site(packages[standard]))
    learner = launched(page, host, standard, newer)
    learner.is_on(newer.screens[1])  # the knowledge check, where the learner was, has another place now
    states = [state.strip() for state in learner.seen.locator(".contents .state").all_inner_texts()]
    assert dict(zip([screen.id for screen in newer.screens], states, strict=True)) == {
        "ask": "done",
        "guests-check": "seen, question open",
        "well-done": "not seen yet",
        "boil": "done",
        "cool": "not seen yet",
    }
    learner.goes_to(newer.screens[3])
    assert learner.chosen(newer.screens[3].activities[0]) == ["Fresh water"]
    learner.answers(newer.screens[3].activities[0], rightly=False)
    assert [record["id"] for record in records(log(page).committed)][-2:] == ["what-to-ask", "fresh-water.t2"]
    assert log(page).illegal == []


def test_an_answer_is_void_where_a_newer_version_has_its_options_in_another_order(
    new_page: NewPage,
    home: dict[str, bytes],
    host: str,
    standard: str,
    tea: tuple[Course, dict[str, bytes]],
    tmp_path: Path,
) -> None:
    """Its letter would mean another option now. Words that changed alone change nothing."""
    course = tea[0]
    page = new_page()
    learner = launched(page, host, standard, course)
    first, second = course.screens[:2]
    for screen in (first, second):
        learner.is_on(screen)
        for activity in screen.activities:
            learner.answers(activity)
        learner.goes_on()
    page.get_by_role("button", name="Close the course").click()

    newer, packages = course_in(shuffled(tmp_path))
    home.clear()
    home.update(recorder.site(packages[standard]))
    learner = launched(page, host, standard, newer)
    learner.goes_to(newer.screens[1])
    assert learner.chosen(newer.screens[1].activities[0]) == ["Green", "Black", "Green"]
    learner.goes_to(newer.screens[0])
    assert learner.chosen(newer.screens[0].activities[0]) == []
    learner.answers(newer.screens[0].activities[0])
    assert [record["result"] for record in records(log(page).committed)] == ["correct"] * 3
    assert log(page).illegal == []


def shuffled(folder: Path) -> Path:
    """The sample course with two options of its first question changed about, and an item with other words."""
    kettle = copied(folder) / "modules" / "01-kettle.md"
    text = kettle.read_text("utf-8")
    (fresh,) = [line for line in text.splitlines(keepends=True) if "{id: fresh," in line]
    (old,) = [line for line in text.splitlines(keepends=True) if "{id: old," in line]
    kettle.write_text(text.replace(fresh + old, old + fresh).replace("text: Assam,", "text: Assam tea,"), "utf-8")
    return folder


def later(folder: Path) -> Path:
    """The sample course's next version: made of the first one, so that it stays one."""
    kettle = copied(folder) / "modules" / "01-kettle.md"
    text = kettle.read_text("utf-8")
    boil, _ = text.split("\n## Pour it")
    changes = {"## Boil the water": "## Boil water well", "(#pour)": "(#cool)", "  1b: Tell green tea from black\n": ""}
    for old, new in changes.items():
        boil = boil.replace(old, new)
    kettle.write_text(boil + "\n## Let it cool {#cool}\n\nGreen tea wants water at 80 degrees.\n", "utf-8")
    sheet = folder / "course.yaml"
    sheet.write_text(
        sheet.read_text("utf-8").replace("1.2.0", "2.0.0").replace("01-kettle, 02-guests", "02-guests, 01-kettle")
    )
    return folder


def copied(folder: Path) -> Path:
    """The sample course in another folder."""
    return Path(copytree(TEA, folder, dirs_exist_ok=True))
