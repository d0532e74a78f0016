"""A course in a strict LMS that speaks cmi5: the right words in order, and nothing lost when the line drops."""

import json
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import BrowserContext, Error, Page, expect

from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview.recordstore import ACTIVITY, Terms
from scorm_export.standards import STANDARDS
from tests.cases import PROOF
from tests.lms.learner import Learner
from tests.lms.recordstore import Store
from tests.tools import OUTSIDE, NewContext, NewPage, Serve, Watch, wait_until

SAMPLES = Path("tests/samples/courses")
TEA = SAMPLES / "tea"
REAL = ("courses/cyber-security", "courses/digital-accessibility")
WALKED = [str(SAMPLES / "ferry"), *((str(SAMPLES / "kinds-one"), str(SAMPLES / "kinds-two"), *REAL) if PROOF else ())]
RETURNED = "<!doctype html><html lang=en><title>Back</title><h1>Welcome back</h1>"
SETTLED = "window.courseLms.settled"


class Launch(Protocol):
    """Launches the course in a new tab of the same browser; takes what the LMS says of this launch."""

    def __call__(self, **asked: Any) -> tuple[Page, Learner]: ...


def files_of(course: Course, folder: Path) -> dict[str, bytes]:
    """What lies in its cmi5 zip."""
    with ZipFile(BytesIO(build(course, manuscript(folder).media, STANDARDS["cmi5"]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def course() -> Course:
    read = manuscript(TEA)
    assert read.course is not None
    return read.course


@pytest.fixture(scope="module")
def files(course: Course) -> dict[str, bytes]:
    return files_of(course, TEA)


def store_for(files: dict[str, bytes]) -> Store:
    """The LMS that has read the course structure."""
    [unit] = [one for one in etree.fromstring(files["cmi5.xml"]) if str(one.tag).endswith("}au")]
    return Store(str(unit.get("id")))


@pytest.fixture
def store(files: dict[str, bytes], watch: Watch) -> Iterator[Store]:
    with store_for(files).serving() as store:
        yield store
        # What a browser says of a store that has nothing yet, or is not there, is no fault of the course.
        known = (store.address, "favicon.ico")
        watch.complaints[:] = [one for one in watch.complaints if not any(place in one for place in known)]


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A browser whose requests nobody stops on their way, for those of a page that is going would be lost so."""
    context = new_context()
    context.unroute(OUTSIDE)
    return context


@pytest.fixture
def launch(files: dict[str, bytes], store: Store, course: Course, served: Serve, context: BrowserContext) -> Launch:
    host = served({**files, "back.html": RETURNED})

    def launched(**asked: Any) -> tuple[Page, Learner]:
        given = {"mastery": 0.8, "move_on": "CompletedAndPassed", "return_to": f"{host}/back.html", **asked}
        query = store.launched(Terms(**given))
        tab = context.new_page()
        tab.goto(f"{host}/index.html?{query}")
        wait_until(tab, "document.title !== '' && window.courseLms !== undefined")
        return tab, Learner(tab, course)

    return launched


def settled(page: Page) -> None:
    wait_until(page, SETTLED)


def memory(store: Store) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(store.documents["course-memory"])
    return kept


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Until that holds on the LMS's side, while the browser goes on."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def heard(store: Store, page: Page, verb: str) -> None:
    """Until the LMS has heard that last."""
    until(page, lambda: store.verbs[-1:] == [verb])


def closed(page: Page, store: Store) -> None:
    """The tab is closed; what the page says as it goes arrives a moment later."""
    other = page.context.new_page()
    page.close(run_before_unload=True)
    heard(store, other, "terminated")
    other.close()


def killed(page: Page) -> None:
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")


def asked_of(course: Course) -> list[str]:
    return [activity.id for _, activity in course.activities() if activity.judged]


def question_ids(store: Store) -> list[str]:
    return [one["object"]["id"].rpartition("#question.")[2] for one in store.statements("answered")]


def test_a_course_taken_well_says_all_that_it_must_and_leads_back(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch()
    learner.walks_through()
    page.locator(".result").get_by_role("link", name="Save and leave the course").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert store.faults == []
    answered = ["answered"] * len(asked_of(course))
    assert store.verbs == ["initialized", *answered, "completed", "passed", "terminated"]
    [passed] = store.statements("passed")
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    kept = memory(store)
    assert (kept["completed"], kept["passed"], kept["score"]) == (True, True, 100)
    assert kept["location"] == course.screens[-1].id
    assert store.asked[:4] == [
        "POST fetch",
        "GET state LMS.LaunchData",
        "GET profile cmi5LearnerPreferences",
        "GET state course-memory",
    ]


def test_each_answer_is_a_whole_record(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch()
    learner.answers(course.screens[0].activities[0], rightly=False)
    learner.answers(course.screens[0].activities[0])
    settled(page)
    first, second = store.statements("answered")
    activity = course.screens[0].activities[0]
    assert first["object"] == second["object"]
    assert first["object"]["id"] == f"{course.root}#question.{activity.id}"
    assert first["object"]["definition"]["interactionType"] == "choice"
    assert (first["result"]["success"], second["result"]["success"]) == (False, True)
    assert second["result"]["response"] in first["object"]["definition"]["correctResponsesPattern"]
    names = [one["context"]["extensions"][f"{course.root}#record"] for one in (first, second)]
    assert names == [activity.id, f"{activity.id}.t2"]
    lists = second["context"]["contextActivities"]
    assert [one["id"] for one in lists["parent"]] == [ACTIVITY]
    assert [one["id"] for one in lists["other"]] == [f"{course.root}#objective.{activity.objective}"]


@pytest.mark.parametrize("rightly", [True, False] if PROOF else [True], ids=lambda rightly: f"rightly-{rightly}")
@pytest.mark.parametrize("name", WALKED)
def test_every_kind_of_activity_and_every_question_is_told_as_the_standard_has_it(
    name: str, rightly: bool, served: Serve, context: BrowserContext, watch: Watch
) -> None:
    read = manuscript(Path(name))
    assert read.course is not None
    files = files_of(read.course, Path(name))
    with store_for(files).serving() as store:
        page = context.new_page()
        page.goto(f"{served(files)}/index.html?{store.launched(Terms(mastery=read.course.pass_mark / 100))}")
        Learner(page, read.course).walks_through(rightly=rightly)
        closed(page, store)
        watch.complaints[:] = [one for one in watch.complaints if store.address not in one]
    assert store.faults == []
    asked = asked_of(read.course)
    assert question_ids(store)[: len(asked)] == asked
    drawn = read.course.assessment.questions if read.course.assessment else 0
    assert len(question_ids(store)) == len(asked) + drawn
    passes = read.course.completion.asks_to_pass
    wanted = (int(rightly or not passes), int(rightly and passes), 0)
    assert tuple(store.verbs.count(verb) for verb in ("completed", "passed", "failed")) == wanted


def test_taken_badly_then_well_in_two_visits_is_passed_once(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch()
    learner.walks_through(rightly=False)
    closed(page, store)
    assert {"completed", "passed", "failed"} & set(store.verbs) == set()
    page, learner = launch()
    [check] = [screen for screen in course.screens if screen.check]
    learner.is_on(course.screens[-1])
    learner.goes_to(check)
    for activity in check.activities:
        assert learner.chosen(activity) != []
        learner.answers(activity)
    settled(page)
    closed(page, store)
    page, learner = launch()
    learner.goes_to(check)
    learner.answers(check.activities[0], rightly=False)
    settled(page)
    closed(page, store)
    assert store.faults == []
    assert [verb for verb in store.verbs if verb != "answered"] == [
        *("initialized", "terminated"),
        *("initialized", "completed", "passed", "terminated"),
        *("initialized", "terminated"),
    ]
    assert memory(store)["passed"] is True


@pytest.mark.parametrize("mode", ["Review", *(("Browse",) if PROOF else ())])
def test_looking_back_or_about_is_only_begun_and_ended(launch: Launch, store: Store, course: Course, mode: str) -> None:
    page, learner = launch(mode=mode)
    learner.answers(course.screens[0].activities[0])
    expect(page.locator(".notice")).to_contain_text("recorded")
    page.get_by_role("link", name="Save and leave the course").first.click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert store.verbs == ["initialized", "terminated"]
    assert "course-memory" not in store.documents
    assert store.faults == []


def test_when_the_line_drops_nothing_is_lost_and_order_holds(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch()
    learner.answers(course.screens[0].activities[0])
    settled(page)
    page.context.set_offline(True)
    expect(page.locator(".notice")).to_contain_text("You are offline.")
    learner.goes_on()
    learner.answers(course.screens[1].activities[0], rightly=False)
    learner.answers(course.screens[1].activities[0])
    assert len(store.statements("answered")) == 1
    page.context.set_offline(False)
    expect(page.locator(".notice")).to_have_text("The connection is back, and all your work is saved.")
    first, second = (course.screens[number].activities[0].id for number in (0, 1))
    assert question_ids(store) == [first, second, second]
    assert store.faults == []


def test_a_store_that_is_busy_is_asked_again_and_nobody_leaves_before_all_is_saved(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    leaves = page.get_by_role("link", name="Save and leave the course").first
    learner.is_on(course.screens[0])
    settled(page)
    store.refuses = {"POST statements": 2}
    learner.answers(course.screens[0].activities[0])
    expect(page.locator(".notice")).to_contain_text("not saved yet")
    leaves.click()
    until(page, lambda: store.refuses["POST statements"] == 0)
    expect(leaves).to_be_visible()
    leaves.click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert question_ids(store) == [course.screens[0].activities[0].id]
    assert store.faults == []


def test_a_tab_closed_while_the_store_is_slow_says_all_the_rest_in_order(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    settled(page)
    with store.lock:
        learner.walks_through()
        other = page.context.new_page()
        page.close(run_before_unload=True)
    heard(store, other, "terminated")
    assert question_ids(store)[: len(asked_of(course))] == asked_of(course)
    assert {"completed", "passed"} < set(store.verbs)
    assert store.faults == []


def test_a_tab_killed_while_the_line_is_down_loses_nothing_answered(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    learner.is_on(course.screens[0])
    settled(page)
    store.refuses = {"PUT state": 1000, "POST statements": 1000}
    learner.answers(course.screens[0].activities[0])
    expect(page.locator(".notice")).to_contain_text("not saved yet")
    killed(page)
    store.refuses = {}
    page, learner = launch()
    learner.is_on(course.screens[0])
    wait_until(page, SETTLED)
    assert learner.chosen(course.screens[0].activities[0]) != []
    assert question_ids(store) == [course.screens[0].activities[0].id]
    assert store.faults == []


def test_a_tab_killed_between_what_is_said_and_what_is_remembered_says_nothing_twice(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    for screen in course.screens:
        learner.goes_to(screen)
        for activity in screen.activities:
            if activity is [one for _, one in course.activities() if one.judged][-1]:
                settled(page)
                store.refuses = {"PUT state": 1000}
            learner.answers(activity)
    heard(store, page, "passed")
    expect(page.locator(".notice")).to_contain_text("not saved yet")
    killed(page)
    store.refuses = {}
    page, learner = launch()
    settled(page)
    learner.goes_to(course.screens[-1])
    settled(page)
    assert store.faults == []
    assert (store.verbs.count("completed"), store.verbs.count("passed")) == (1, 1)
    assert len(question_ids(store)) == len(asked_of(course))


def test_what_a_killed_tab_had_said_never_keeps_the_next_visit_from_being_heard(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    last = [one for _, one in course.activities() if one.judged][-1]
    for screen in course.screens:
        learner.goes_to(screen)
        for activity in screen.activities:
            if activity is last:
                settled(page)
                store.refuses = {"PUT state": 1000}
            learner.answers(activity)
    heard(store, page, "passed")
    killed(page)
    store.refuses = {"POST statements": 1}
    said = len(store.said)
    page, _ = launch()
    until(page, lambda: store.refuses["POST statements"] == 0)
    closed(page, store)
    assert store.verbs[said:] == ["initialized", "terminated"]
    assert memory(store)["owed"] != []
    page, _ = launch()
    settled(page)
    closed(page, store)
    assert store.faults == []
    assert (store.verbs.count("completed"), store.verbs.count("passed")) == (1, 1)
    assert question_ids(store) == asked_of(course)
    assert "owed" not in memory(store)
    assert {"completed", "passed"} <= set(memory(store)["told"])


def test_what_was_left_to_the_next_visit_is_said_from_another_computer_too(
    launch: Launch, store: Store, course: Course
) -> None:
    page, learner = launch()
    settled(page)
    store.refuses = {"PUT state": 1000, "POST statements": 1000}
    learner.walks_through()
    killed(page)
    store.refuses = {"POST statements": 1}
    page, _ = launch()
    until(page, lambda: store.refuses["POST statements"] == 0)
    closed(page, store)
    assert {"answered", "passed"} & set(store.verbs) == set()
    page = page.context.new_page()
    page.goto(store.visits[-1].terms.return_to)
    page.evaluate("localStorage.clear()")
    page, _ = launch()
    settled(page)
    closed(page, store)
    assert store.faults == []
    assert question_ids(store) == asked_of(course)
    assert (store.verbs.count("completed"), store.verbs.count("passed")) == (1, 1)
    assert memory(store)["passed"] is True


MUCH = """() => {
    for (let at = 0; at < 60; at += 1) {
        window.courseLms.record({
            index: at, id: `made.${at}`, objective: "", prompt: "word ".repeat(100), kind: "choice", weight: 0,
            response: ["a"], correct: ["b".repeat(200)], right: false, seconds: 1 });
    }
}"""


def test_more_than_a_browser_sends_after_the_page_is_left_to_the_next_visit(launch: Launch, store: Store) -> None:
    page, _ = launch()
    settled(page)
    page.evaluate(MUCH)
    closed(page, store)
    assert store.verbs == ["initialized", "terminated"]
    page, _ = launch()
    until(page, lambda: len(store.statements("answered")) == 60)
    settled(page)
    assert store.faults == []
    assert "owed" not in memory(store)


def test_a_page_loaded_again_says_that_the_visit_is_over(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch()
    learner.answers(course.screens[0].activities[0])
    settled(page)
    page.reload()
    expect(page.locator(".notice")).to_contain_text("This visit is over")
    heard(store, page, "terminated")
    learner.goes_on()
    learner.answers(course.screens[1].activities[0])
    assert store.verbs == ["initialized", "answered", "terminated"]
    assert store.faults == []
    page, learner = launch()
    settled(page)
    assert learner.chosen(course.screens[0].activities[0]) != []


def test_the_pass_mark_of_the_lms_counts(launch: Launch, store: Store, course: Course) -> None:
    page, learner = launch(mastery=0.3)
    settled(page)
    [check] = [screen for screen in course.screens if screen.check]
    for screen in course.screens:
        learner.goes_to(screen)
        for activity in screen.activities:
            learner.answers(activity, rightly=activity is not check.activities[-1])
    learner.goes_on()
    expect(page.locator(".result")).to_contain_text("The pass mark is 30 per cent.")
    settled(page)
    [passed] = store.statements("passed")
    assert 0.3 <= passed["result"]["score"]["scaled"] < 0.8
    assert store.faults == []


@pytest.mark.parametrize("refused", ["POST fetch", "GET state course-memory", *(("GET state LMS",) if PROOF else ())])
def test_without_what_the_lms_must_say_nothing_is_begun_and_the_learner_is_told(
    launch: Launch, store: Store, course: Course, refused: str
) -> None:
    store.refuses = {refused: 1000}
    page, learner = launch()
    expect(page.locator(".notice")).to_contain_text("did not answer", timeout=15_000)
    learner.answers(course.screens[0].activities[0])
    assert store.said == []
    assert "course-memory" not in store.documents
    assert store.asked.count("POST fetch") == 1


def test_opened_without_a_launch_the_course_works_and_says_so(
    files: dict[str, bytes], course: Course, served: Serve, new_page: NewPage
) -> None:
    page = new_page(served(files))
    expect(page.locator(".notice")).to_contain_text("did not answer")
    Learner(page, course).answers(course.screens[0].activities[0])


def test_a_way_back_that_is_no_web_address_is_not_taken(launch: Launch, course: Course) -> None:
    page, learner = launch(return_to="javascript:alert(1)")
    learner.is_on(course.screens[0])
    settled(page)
    assert page.get_by_role("link", name="Save and leave the course").count() == 0
