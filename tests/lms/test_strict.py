"""The real course before the strict LMS: nothing illegal, nothing lost, nothing claimed that was not done."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Error, Page, expect

from scorm_export.course import Course
from scorm_export.preview import recorder
from tests.lms.conftest import Launch
from tests.lms.desk import RUNTIMES, Log, course_frame, log, records
from tests.lms.learner import Learner
from tests.lms.marking import agrees, answered, asked
from tests.tools import NewPage, Serve, hold_clock, wait_until

STATUS = {
    "scorm12": ["cmi.core.lesson_status"],
    "scorm2004-4th": ["cmi.completion_status", "cmi.success_status"],
}
SCORE = {"scorm12": "cmi.core.score.raw", "scorm2004-4th": "cmi.score.raw"}
BOOKMARK = {"scorm12": "cmi.core.lesson_location", "scorm2004-4th": "cmi.location"}
COMPLETE_RECORD = {
    "scorm12": {"id", "objectives.0.id", "type", "time", "correct_responses.0.pattern", "weighting"}
    | {"student_response", "result", "latency"},
    "scorm2004-4th": {"id", "objectives.0.id", "type", "timestamp", "correct_responses.0.pattern", "weighting"}
    | {"learner_response", "result", "latency", "description"},
}

# Moodle's own patterns where they are narrower than the standard: element, pattern of the value.
MOODLE = {
    "scorm12": [
        (r"\.(latency|session_time)$", r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?"),
        (r"score\.(raw|min|max)$", r"\d+(\.\d+)?"),
    ],
    "scorm2004-4th": [
        (r"(learner_response|pattern)$", r"[\w.]+((\[,\]|\[\.\]|\[:\])[\w.]+)*"),
        (r"\.description$", r"[^{\n][^\n]*"),
        (r"score\.scaled$", r"-?\d+(\.\d+)?"),
        (r"\.timestamp$", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,2}Z"),
    ],
}


def standing(values: dict[str, str], standard: str) -> list[str | None]:
    return [values.get(name) for name in STATUS[standard]]


def closed(page: Page) -> None:
    page.get_by_role("button", name="Close the course").click()


def killed(page: Page) -> None:
    """The tab's process dies where it stands; nothing of the page runs any more."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")
    with pytest.raises(Error, match="Target crashed"):
        page.evaluate("1")


def again(dead: Page, strict_lms: str, standard: str, course: Course) -> tuple[Page, Learner]:
    """The same learner comes back, in a new tab."""
    page = dead.context.new_page()
    page.goto(recorder.address(strict_lms, standard=RUNTIMES[standard]))
    return page, Learner(course_frame(page), course)


def test_a_course_taken_well_is_passed_with_full_marks(well_taken: Log, standard: str, course: Course) -> None:
    kept = well_taken.committed
    assert well_taken.illegal == []
    assert well_taken.lost == ()
    assert standing(kept, standard) == (["passed"] if standard == "scorm12" else ["completed", "passed"])
    assert kept[SCORE[standard]] == "100"
    assert kept[BOOKMARK[standard]] == course.needed[-1].id
    assert well_taken.goodbyes == 1


def test_every_answer_leaves_a_complete_record(well_taken: Log, standard: str, course: Course) -> None:
    kept = records(well_taken.committed)
    activities = answered(course, [record["id"] for record in kept])
    assert [record["objectives.0.id"] for record in kept] == [activity.objective for activity in activities]
    assert {frozenset(record) for record in kept} == {frozenset(COMPLETE_RECORD[standard])}
    assert {record["result"] for record in kept} == {"correct"}
    assert [record for record, activity in zip(kept, activities, strict=True) if not agrees(record, activity)] == []


def test_every_value_also_fits_the_narrower_patterns_of_moodle(well_taken: Log, standard: str) -> None:
    judged = [
        (element, value, pattern)
        for element, value in well_taken.sets
        for name, pattern in MOODLE[standard]
        if re.search(name, element)
    ]
    assert [case for case in judged if not re.fullmatch(case[2], case[1])] == []
    assert {pattern for _, _, pattern in judged} == {pattern for _, pattern in MOODLE[standard]}


def test_the_score_comes_before_the_status_that_it_explains(well_taken: Log, standard: str) -> None:
    names = [name for name, value in well_taken.sets if value not in ("incomplete", "unknown")]
    assert names.index(SCORE[standard]) < min(names.index(name) for name in STATUS[standard])


def test_the_course_is_quiet(well_taken: Log, course: Course) -> None:
    """One commit for each answer told, and one for all that the assessment tells."""
    told = [len(records(batch)) for batch in well_taken.batches]
    sent = [course.assessment.questions] if course.assessment else []
    assert [number for number in told if number] == [1 for _ in asked(course)] + sent


def test_no_screen_that_is_turned_is_committed_for_itself(well_taken: Log, standard: str) -> None:
    """A commit keeps an answer or a part of one, or that the course is done; the last one keeps the end."""
    deeds = [[""], *(done_in(batch) for batch in well_taken.batches)]
    changed = [after not in (before, [""]) for before, after in pairwise(deeds)]
    told = [not batch.keys().isdisjoint(STATUS[standard]) for batch in well_taken.batches]
    assert [deed or status for deed, status in zip(changed, told, strict=True)] == [True] * (len(told) - 1) + [False]


def done_in(batch: dict[str, str]) -> list[str]:
    """All that is remembered of a learner's work but the screens seen: see memory.js."""
    text = batch.get("cmi.suspend_data", "").split("|")
    return text[:3] + text[4:]


def test_a_course_taken_badly_is_neither_passed_nor_failed_and_can_be_mended(
    launch: Launch, standard: str, course: Course
) -> None:
    page, learner = launch()
    learner.walks_through(rightly=False)
    unfinished = ["incomplete"] if standard == "scorm12" else ["incomplete", None]
    assert standing(log(page).committed, standard) == unfinished
    assert log(page).committed[SCORE[standard]] == "0"
    mended = learner.mends()
    done = ["passed"] if standard == "scorm12" else ["completed", "passed"]
    assert standing(log(page).committed, standard) == done
    assert log(page).committed[SCORE[standard]] == "100"
    ids = [record["id"] for record in records(log(page).committed)]
    assert ids[-len(mended) :] == [f"{id}.t2" for id in mended]
    assert len(ids) == len(set(ids))
    assert log(page).illegal == []


def test_merely_opening_and_closing_claims_nothing(launch: Launch, standard: str) -> None:
    page, learner = launch()
    learner.is_on(learner.course.screens[0])
    closed(page)
    assert standing(log(page).committed, standard)[0] == "incomplete"
    assert SCORE[standard] not in log(page).committed
    assert [words for words in log(page).sets if words[1] in ("completed", "passed", "failed")] == []
    assert log(page).goodbyes == 1
    assert log(page).illegal == []


def test_looking_through_without_answering_is_not_enough(launch: Launch, standard: str) -> None:
    page, learner = launch()
    learner.looks_through()
    assert standing(log(page).committed, standard)[0] in (None, "incomplete")
    closed(page)
    assert standing(log(page).committed, standard)[0] == "incomplete"


def test_a_learner_comes_back_to_the_same_screen_with_the_same_answers(
    launch: Launch, strict_lms: str, standard: str, course: Course
) -> None:
    page, learner = launch()
    [first, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(first)
    learner.answers(first.activities[0])
    learner.goes_on()
    closed(page)
    page, learner = again(page, strict_lms, standard, course)
    learner.is_on(course.screens[course.screens.index(first) + 1])
    learner.goes_to(first)
    assert learner.chosen(first.activities[0]) != []
    expect(learner.question(first.activities[0]).get_by_role("status")).not_to_be_empty()
    assert log(page).illegal == []


@pytest.mark.parametrize("place", [0, 2, -1])
def test_a_tab_killed_after_an_answer_loses_nothing(
    launch: Launch, strict_lms: str, standard: str, course: Course, place: int
) -> None:
    page, learner = launch()
    asked = [(screen, activity) for screen in course.screens for activity in screen.activities]
    screen, activity = asked[place]
    learner.goes_to(screen)
    learner.answers(activity)
    chosen = learner.chosen(activity)
    before = log(page).calls
    killed(page)
    page, learner = again(page, strict_lms, standard, course)
    learner.is_on(screen)
    assert learner.chosen(activity) == chosen
    assert log(page).calls[: len(before)] == before
    assert [record["id"] for record in records(log(page).committed)] == [activity.id]
    entry = "cmi.core.entry" if standard == "scorm12" else "cmi.entry"
    heard = {call.words: call.result for call in log(page).calls[len(before) :]}
    assert heard[(entry,)] == "resume"
    assert log(page).illegal == []


def test_turning_a_screen_sets_the_bookmark_without_a_commit(launch: Launch, standard: str) -> None:
    page, learner = launch()
    before = log(page).commits
    learner.goes_on()
    learner.is_on(learner.course.screens[1])
    assert log(page).settings[BOOKMARK[standard]] == learner.course.screens[1].id
    assert log(page).commits == before


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_or_previewing_writes_nothing_and_says_so(launch: Launch, mode: str, course: Course) -> None:
    page, learner = launch(mode=mode)
    [screen, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(screen)
    learner.answers(screen.activities[0])
    assert "recorded" in learner.told()
    closed(page)
    assert log(page).sets == []
    assert log(page).commits == 0


def test_in_a_window_of_its_own_the_course_finds_who_opened_it(
    strict_lms: str, standard: str, course: Course, new_page: NewPage
) -> None:
    page = new_page(recorder.address(strict_lms, standard=RUNTIMES[standard], window="yes"))
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Open the course").click()
    learner = Learner(popup.value, course)
    [screen, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(screen)
    learner.answers(screen.activities[0])
    popup.value.close(run_before_unload=True)
    wait_until(page, "recorder.calls().some(call => call.verb === 'finish')")
    assert [record["id"] for record in records(log(page).committed)] == [screen.activities[0].id]
    assert log(page).illegal == []


def test_under_a_frame_of_another_host_the_course_still_finds_its_lms(
    strict_lms: str, standard: str, course: Course, served: Serve, new_page: NewPage
) -> None:
    away = served({"index.html": f"<!doctype html><iframe id=inner src='{strict_lms}/course/index.html'></iframe>"})
    page = new_page(recorder.address(strict_lms, standard=RUNTIMES[standard], course=f"{away}/index.html"))
    inner = course_frame(page).wait_for_selector("#inner")
    frame = inner.content_frame() if inner else None
    assert frame is not None
    Learner(frame, course).is_on(course.screens[0])
    assert log(page).settings[BOOKMARK[standard]] == course.screens[0].id


def test_a_late_lms_hears_what_was_answered_before_it_came(
    strict_lms: str, standard: str, course: Course, new_page: NewPage
) -> None:
    page = new_page()
    hold_clock(page)
    page.goto(recorder.address(strict_lms, standard=RUNTIMES[standard], late="2000"))
    learner = Learner(course_frame(page), course)
    [screen, *_] = [screen for screen in course.screens if screen.activities]
    learner.goes_to(screen)
    learner.answers(screen.activities[0])
    assert log(page).calls == ()
    page.clock.run_for(2200)
    assert log(page).settings[BOOKMARK[standard]] == screen.id
    assert [record["id"] for record in records(log(page).settings)] == [screen.activities[0].id]
    assert log(page).lost == ()
    assert log(page).illegal == []


def test_without_an_lms_the_course_works_and_says_so(strict_lms: str, course: Course, new_page: NewPage) -> None:
    page = new_page()
    hold_clock(page)
    page.goto(recorder.address(strict_lms, standard="none"))
    learner = Learner(course_frame(page), course)
    page.clock.run_for(5200)
    expect(learner.seen.locator(".notice")).to_contain_text("did not answer")
    learner.walks_through()
