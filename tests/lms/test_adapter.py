"""What stands between the player and an LMS keeps its word, whatever the LMS does."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Frame, Page

from scorm_export.package import package
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests.lms.desk import RUNTIMES, course_frame, log
from tests.tools import NewPage, Serve, hold_clock

BARE = "<!doctype html><html lang=en><title>Bare</title><script src=adapter.js defer></script>"
ANSWER = {
    "index": 0,
    "id": "why-blocked",
    "kind": "choice",
    "objective": "1a",
    "prompt": "{Why} can Priya\nnot apply?",
    "response": ["a", "c"],
    "correct": ["a"],
    "right": False,
    "weight": 1,
    "seconds": 3661.256,
}

Lms: TypeAlias = Callable[..., Page]


@pytest.fixture
def lms(standard: str, served: Serve, new_page: NewPage) -> Lms:
    """Opens the strict LMS with a page that holds the adapter and nothing else."""
    host = served(recorder.site(bare_package(standard)))

    def opened(*, clock: str = "running", **asked: str) -> Page:
        page = new_page()
        if clock == "held":
            hold_clock(page)
        page.goto(recorder.address(host, **{"standard": RUNTIMES[standard], **asked}))
        return page

    return opened


def bare_package(standard: str) -> bytes:
    adapter = STANDARDS[standard].adapter().encode()
    return package({"index.html": BARE.encode(), "adapter.js": adapter})


def connected(page: Page) -> Frame:
    frame = course_frame(page)
    assert frame.evaluate("courseLms.connect().then(start => start.connected)") is True
    return frame


def started(page: Page) -> dict[str, Any]:
    start: dict[str, Any] = course_frame(page).evaluate("courseLms.connect()")
    return start


STATUS = {"scorm12": "cmi.core.lesson_status", "scorm2004-4th": "cmi.completion_status"}
EXIT = {"scorm12": "cmi.core.exit", "scorm2004-4th": "cmi.exit"}


def test_opening_and_closing_leaves_the_course_incomplete_and_breaks_no_rule(lms: Lms, standard: str) -> None:
    page = lms()
    frame = connected(page)
    frame.evaluate("courseLms.finish(); courseLms.finish()")
    assert log(page).sets[:2] == [(EXIT[standard], "suspend"), (STATUS[standard], "incomplete")]
    assert log(page).committed[STATUS[standard]] == "incomplete"
    assert log(page).goodbyes == 1
    assert log(page).illegal == []


def test_the_first_start_says_what_a_newcomer_has(lms: Lms) -> None:
    assert started(lms()) == {
        "connected": True,
        "mode": "normal",
        "learner": "learner-1",
        "entry": "ab-initio",
        "location": "",
        "suspend": "",
        "score": None,
        "completed": False,
        "passed": None,
    }


def test_everything_a_course_can_say_is_legal_and_comes_back(lms: Lms, standard: str) -> None:
    page = lms()
    frame = connected(page)
    said = frame.evaluate(
        """answer => [
            courseLms.record(answer),
            courseLms.record({...answer, index: 1, id: "kinds", kind: "matching", objective: "",
                response: [["a", "1"], ["b", "2"]], correct: [["a", "1"], ["b", "1"]], right: true, seconds: 0}),
            courseLms.save({location: "kinds", suspend: "1|x", score: 200 / 3, completed: true, passed: true}),
            courseLms.commit(), courseLms.finish()]""",
        ANSWER,
    )
    assert said[:4] == [True, True, True, True]
    assert log(page).illegal == []
    assert log(page).lost == ()
    page.reload()
    start = started(page)
    kept = {key: start[key] for key in ("location", "suspend", "score", "completed", "passed")}
    fresh = {"location": "", "suspend": "", "score": None, "completed": False, "passed": None}
    back = {"location": "kinds", "suspend": "1|x", "score": 66.67, "completed": True, "passed": True}
    # In SCORM 2004 an attempt that is done has ended: the next is a new one.
    assert kept == (back if standard == "scorm12" else fresh)


def test_an_answer_becomes_a_whole_record_in_the_standard_s_own_words(lms: Lms, standard: str) -> None:
    page = lms()
    connected(page).evaluate("answer => courseLms.record(answer)", ANSWER)
    record = {name: value for name, value in log(page).sets if name.startswith("cmi.interactions.0.")}
    when = record.pop("cmi.interactions.0.time", "") or record.pop("cmi.interactions.0.timestamp")
    assert when
    short = {name.removeprefix("cmi.interactions.0."): value for name, value in record.items()}
    if standard == "scorm12":
        assert short == {
            "id": "why-blocked",
            "objectives.0.id": "1a",
            "type": "choice",
            "correct_responses.0.pattern": "a",
            "weighting": "1",
            "student_response": "a,c",
            "result": "wrong",
            "latency": "0001:01:01.26",
        }
    else:
        assert short == {
            "id": "why-blocked",
            "type": "choice",
            "objectives.0.id": "1a",
            "correct_responses.0.pattern": "a",
            "weighting": "1",
            "learner_response": "a[,]c",
            "result": "incorrect",
            "latency": "PT1H1M1.26S",
            "description": "Why} can Priya not apply?",
        }


def test_the_score_is_set_before_the_status_and_within_0_to_100(lms: Lms, standard: str) -> None:
    page = lms()
    connected(page).evaluate("courseLms.save({score: 250, completed: true, passed: true})")
    names = [name for name, _ in log(page).sets]
    score = "cmi.core.score.raw" if standard == "scorm12" else "cmi.score.scaled"
    assert names.index(score) < len(names) - 1 - names[::-1].index(STATUS[standard])
    assert log(page).settings[score] == ("100" if standard == "scorm12" else "1")


def test_nothing_is_ever_downgraded(lms: Lms, standard: str) -> None:
    page = lms()
    frame = connected(page)
    frame.evaluate("courseLms.save({score: 80, completed: true, passed: true})")
    before = len(log(page).sets)
    assert frame.evaluate("courseLms.save({score: 40, completed: false, passed: false})") is True
    assert frame.evaluate("courseLms.save({score: 80, completed: true, passed: null})") is True
    assert len(log(page).sets) == before


def test_a_fail_can_still_become_a_pass(lms: Lms, standard: str) -> None:
    page = lms()
    frame = connected(page)
    frame.evaluate("courseLms.save({score: 40, passed: false})")
    frame.evaluate("courseLms.save({score: 90, completed: true, passed: true})")
    statuses = [value for name, value in log(page).sets if name.endswith("_status")]
    expected = {
        "scorm12": ["incomplete", "failed", "passed"],
        "scorm2004-4th": ["incomplete", "failed", "completed", "passed"],
    }
    assert statuses == expected[standard]


def test_only_what_changed_is_said_and_an_idle_commit_says_nothing(lms: Lms) -> None:
    page = lms()
    frame = connected(page)
    frame.evaluate("courseLms.save({location: 'one', suspend: '1|'}); courseLms.commit()")
    before = len(log(page).sets)
    frame.evaluate("courseLms.save({location: 'one', suspend: '1|'}); courseLms.commit()")
    assert len(log(page).sets) == before
    assert log(page).commits == 1


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_review_and_browse_write_nothing(lms: Lms, mode: str) -> None:
    page = lms(mode=mode)
    assert started(page)["mode"] == mode
    said = course_frame(page).evaluate(
        """answer => [courseLms.record(answer), courseLms.save({score: 10, completed: true}), courseLms.commit(),
            courseLms.finish()]""",
        ANSWER,
    )
    assert said[:3] == [True, True, True]
    assert log(page).sets == []
    assert log(page).commits == 0
    assert log(page).goodbyes == 1


def test_the_number_of_records_goes_on_after_a_relaunch(lms: Lms) -> None:
    page = lms()
    connected(page).evaluate("answer => { courseLms.record(answer); courseLms.finish(); }", ANSWER)
    page.reload()
    # The suspend data was lost, so the player begins at 0 again; the LMS still has record 0.
    connected(page).evaluate("answer => { courseLms.record(answer); courseLms.commit(); }", ANSWER)
    assert {name.split(".")[2] for name in log(page).committed if name.startswith("cmi.interactions")} == {"0", "1"}
    assert log(page).illegal == []


def test_what_is_too_long_is_kept_back_and_said(lms: Lms, standard: str) -> None:
    page = lms()
    frame = connected(page)
    limit = STANDARDS[standard].suspend_limit
    assert frame.evaluate("n => courseLms.save({suspend: 'x'.repeat(n)})", limit) is True
    assert frame.evaluate("n => courseLms.save({suspend: 'x'.repeat(n), score: 50})", limit + 1) is False
    assert frame.evaluate("courseLms.problem") == "too_long"
    assert log(page).settings["cmi.suspend_data"] == "x" * limit
    assert log(page).illegal == []


# --- where the LMS is ---------------------------------------------------------------------------------------


def test_an_lms_that_is_two_seconds_late_is_found(lms: Lms) -> None:
    page = lms(late="2000", clock="held")
    frame = course_frame(page)
    frame.evaluate("() => { courseLms.connect().then(start => { window.start = start; }); }")
    page.clock.run_for(1900)
    assert frame.evaluate("window.start") is None
    page.clock.run_for(300)
    assert frame.evaluate("window.start.connected") is True


def test_an_lms_in_the_opener_is_found(lms: Lms) -> None:
    page = lms(window="yes")
    with page.expect_popup() as popup:
        page.click("#open")
    popup.value.wait_for_load_state()
    assert popup.value.evaluate("courseLms.connect().then(start => start.connected)") is True
    assert log(page).illegal == []


def test_a_frame_of_another_host_in_between_does_not_hide_the_lms(
    standard: str, served: Serve, new_page: NewPage
) -> None:
    home = served(recorder.site(bare_package(standard)))
    away = served({"index.html": f"<!doctype html><iframe id=inner src='{home}/course/index.html'></iframe>"})
    page = new_page(recorder.address(home, standard=RUNTIMES[standard], course=f"{away}/index.html"))
    inner = course_frame(page).wait_for_selector("#inner")
    frame = inner.content_frame() if inner else None
    assert frame is not None
    assert frame.evaluate("(() => { try { return String(parent.API); } catch (e) { return e.name; } })()") == (
        "SecurityError"
    )
    assert frame.evaluate("courseLms.connect().then(start => start.connected)") is True
    assert log(page).illegal == []


def test_without_an_lms_the_course_goes_on_alone_after_five_seconds(lms: Lms) -> None:
    page = lms(standard="none", clock="held")
    frame = course_frame(page)
    frame.evaluate("() => { courseLms.connect().then(start => { window.start = start; }); }")
    page.clock.run_for(4800)
    assert frame.evaluate("window.start") is None
    page.clock.run_for(400)
    assert frame.evaluate("window.start.connected") is False
    said = frame.evaluate(
        "answer => [courseLms.record(answer), courseLms.save({score: 1}), courseLms.commit(), courseLms.finish()]",
        ANSWER,
    )
    assert said[:3] == [False, False, False]


# --- what the LMS does --------------------------------------------------------------------------------------

AWKWARD = """
window.heard = [];
window.mood = {set: () => "true", commit: () => "true", get: () => "", error: () => "0", initialize: () => "true"};
const hear = (name, mood) => (...words) => {
    window.heard.push([name, ...words]);
    return window.mood[mood](...words);
};
window.API = {
    LMSInitialize: hear("initialize", "initialize"),
    LMSFinish: hear("finish", "commit"),
    LMSGetValue: hear("get", "get"),
    LMSSetValue: hear("set", "set"),
    LMSCommit: hear("commit", "commit"),
    LMSGetLastError: () => window.mood.error(),
};
"""


@pytest.fixture
def awkward(served: Serve, new_page: NewPage) -> Page:
    """A course whose own window holds an SCORM 1.2 LMS of changing moods."""
    scripts = "<script src=awkward.js></script><script src=adapter.js defer></script>"
    adapter = STANDARDS["scorm12"].adapter()
    host = served({"index.html": f"<!doctype html>{scripts}", "awkward.js": AWKWARD, "adapter.js": adapter})
    return new_page(host)


def heard(page: Page, name: str) -> list[list[Any]]:
    return [words for said, *words in page.evaluate("heard") if said == name]


def test_an_lms_that_answers_nothing_to_every_question_is_taken_for_new(awkward: Page) -> None:
    start = awkward.evaluate("courseLms.connect()")
    assert (start["mode"], start["score"], start["completed"], start["passed"]) == ("normal", None, False, None)
    assert ["cmi.core.lesson_status", "incomplete"] in heard(awkward, "set")


def test_an_lms_that_hides_its_status_is_not_downgraded_to_incomplete(awkward: Page) -> None:
    awkward.evaluate("mood.get = name => name === 'cmi.suspend_data' ? '1|all-done' : ''")
    assert awkward.evaluate("courseLms.connect()")["suspend"] == "1|all-done"
    awkward.evaluate("courseLms.save({location: 'one', completed: false, passed: null})")
    assert [element for element, _ in heard(awkward, "set")] == ["cmi.core.exit", "cmi.core.lesson_location"]


def test_an_lms_that_answers_numbers_is_understood(awkward: Page) -> None:
    awkward.evaluate("""() => {
        const told = {"cmi.core.score.raw": 80, "cmi.interactions._count": 3, "cmi.core.student_id": 7};
        mood.get = name => name in told ? told[name] : null;
        mood.set = () => 1;
    }""")
    start = awkward.evaluate("courseLms.connect()")
    assert (start["score"], start["learner"]) == (80, "7")
    assert awkward.evaluate("answer => courseLms.record(answer)", ANSWER) is True
    assert heard(awkward, "set")[-1][0].startswith("cmi.interactions.3.")


def test_an_lms_that_is_not_ready_at_first_is_asked_again(awkward: Page) -> None:
    awkward.evaluate("() => { let left = 2; mood.initialize = () => String(left-- <= 0); }")
    assert awkward.evaluate("courseLms.connect()")["connected"] is True
    assert len(heard(awkward, "initialize")) == 3


def test_an_lms_that_throws_loses_no_answer(awkward: Page) -> None:
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("() => { mood.set = mood.commit = () => { throw new SyntaxError('half a page'); }; }")
    assert awkward.evaluate("answer => courseLms.record(answer)", ANSWER) is False
    assert awkward.evaluate("courseLms.commit()") is False
    assert awkward.evaluate("courseLms.problem") != ""
    awkward.evaluate("() => { heard.length = 0; mood.set = mood.commit = () => 'true'; }")
    assert awkward.evaluate("courseLms.commit()") is True
    assert awkward.evaluate("courseLms.problem") == ""
    told = [element.split(".", 3)[-1] for element, _ in heard(awkward, "set")]
    assert told == [
        "id",
        "objectives.0.id",
        "type",
        "time",
        "correct_responses.0.pattern",
        "weighting",
        "student_response",
        "result",
        "latency",
    ]


def test_a_failed_commit_is_tried_again_by_itself_and_the_page_is_told(awkward: Page) -> None:
    awkward.clock.install()
    awkward.reload()
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("window.told = []; addEventListener('courselms', () => told.push(courseLms.problem))")
    awkward.evaluate("mood.commit = () => 'false'")
    assert awkward.evaluate("courseLms.save({location: 'one'}) && courseLms.commit()") is False
    awkward.evaluate("mood.commit = () => 'true'")
    awkward.clock.run_for(5_001)
    assert awkward.evaluate("[...told, courseLms.settled]") == ["not_saved", "", True]


def test_each_wait_for_an_lms_that_keeps_failing_is_longer_up_to_a_minute(awkward: Page) -> None:
    awkward.clock.install()
    awkward.reload()
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("""() => {
        window.times = [];
        mood.commit = () => { times.push(performance.now()); return "false"; };
    }""")
    awkward.evaluate("courseLms.save({location: 'one'}); courseLms.commit()")
    awkward.clock.run_for(200_000)
    times = awkward.evaluate("times.map(time => Math.round((time - times[0]) / 1000))")
    assert times == [0, 5, 15, 35, 75, 135, 195]
    awkward.evaluate("mood.commit = () => 'true'")
    awkward.evaluate("dispatchEvent(new Event('online'))")
    assert awkward.evaluate("[courseLms.problem, courseLms.settled]") == ["", True]


def test_what_an_lms_takes_while_the_browser_is_offline_is_said_again_when_it_is_back(awkward: Page) -> None:
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("courseLms.save({location: 'one', suspend: '1|'}); courseLms.commit()")
    awkward.context.set_offline(True)
    assert awkward.evaluate("[courseLms.problem, courseLms.settled]") == ["offline", False]
    awkward.evaluate("answer => courseLms.record(answer)", ANSWER)
    assert awkward.evaluate("courseLms.save({suspend: '1|1'}) && courseLms.commit()") is False
    awkward.evaluate("heard.length = 0")
    awkward.context.set_offline(False)
    assert awkward.evaluate("[courseLms.problem, courseLms.settled]") == ["", True]
    told = [element.split(".")[-1] for element, _ in heard(awkward, "set")]
    assert told[:3] == ["id", "id", "type"]
    assert ["cmi.suspend_data", "1|1"] in heard(awkward, "set")
    assert [name for name, *_ in awkward.evaluate("heard")][-1] == "commit"


def test_a_value_the_lms_will_never_take_does_not_stand_in_the_way_for_ever(awkward: Page) -> None:
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("""() => {
        mood.set = element => String(!element.endsWith("lesson_location"));
        mood.error = () => heard.length && heard[heard.length - 1][1].endsWith("lesson_location") ? "405" : "0";
    }""")
    assert awkward.evaluate("courseLms.save({location: 'one', suspend: '1|'})") is False
    assert ["cmi.suspend_data", "1|"] in heard(awkward, "set")
    assert awkward.evaluate("[courseLms.commit(), courseLms.commit()]")[1] is True


def test_an_lms_that_keeps_no_records_of_answers_is_not_a_trouble_to_the_learner(awkward: Page) -> None:
    awkward.evaluate("courseLms.connect()")
    awkward.evaluate("""() => {
        mood.set = element => String(!element.includes("interactions"));
        mood.error = () => heard[heard.length - 1][1].includes("interactions") ? "401" : "0";
    }""")
    assert awkward.evaluate("answer => courseLms.record(answer)", ANSWER) is True
    assert awkward.evaluate("[courseLms.commit(), courseLms.problem]") == [True, ""]
