"""The strict LMS holds to the standards itself, so that it may judge others."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from scorm_export.preview import recorder
from tests.tools import NewPage, Serve, axe_problems

LONG = {255: "x" * 255, 256: "x" * 256, 1000: "x" * 1000, 1001: "x" * 1001, 4096: "x" * 4096, 4097: "x" * 4097}
FINE = "0"

# element, value, the error that SetValue must leave behind
SCORM12 = [
    ("cmi.core.lesson_location", LONG[255], FINE),
    ("cmi.core.lesson_location", LONG[256], "405"),
    ("cmi.suspend_data", LONG[4096], FINE),
    ("cmi.suspend_data", LONG[4097], "405"),
    ("cmi.comments", LONG[4096], FINE),
    ("cmi.core.lesson_status", "passed", FINE),
    ("cmi.core.lesson_status", "completed", FINE),
    ("cmi.core.lesson_status", "failed", FINE),
    ("cmi.core.lesson_status", "incomplete", FINE),
    ("cmi.core.lesson_status", "browsed", FINE),
    ("cmi.core.lesson_status", "not attempted", "405"),
    ("cmi.core.lesson_status", "Passed", "405"),
    ("cmi.core.exit", "", FINE),
    ("cmi.core.exit", "time-out", FINE),
    ("cmi.core.exit", "suspend", FINE),
    ("cmi.core.exit", "logout", FINE),
    ("cmi.core.exit", "normal", "405"),
    ("cmi.core.score.raw", "", FINE),
    ("cmi.core.score.raw", "0", FINE),
    ("cmi.core.score.raw", "66.67", FINE),
    ("cmi.core.score.raw", "100", FINE),
    ("cmi.core.score.raw", "101", "405"),
    ("cmi.core.score.raw", "-1", "405"),
    ("cmi.core.score.raw", ".5", "405"),
    ("cmi.core.score.max", "four", "405"),
    ("cmi.core.session_time", "0000:01:02", FINE),
    ("cmi.core.session_time", "00:01:02.25", FINE),
    ("cmi.core.session_time", "0:01:02", "405"),
    ("cmi.core.session_time", "00:01:02.255", "405"),
    ("cmi.core.session_time", "PT1M", "405"),
    ("cmi.core.student_id", "me", "403"),
    ("cmi.core.total_time", "0000:01:02", "403"),
    ("cmi.core._children", "raw", "402"),
    ("cmi.interactions._count", "1", "402"),
    ("cmi.completion_status", "completed", "201"),
    ("cmi.core.bogus", "x", "201"),
    ("cmi.interactions.1.id", "too-early", "201"),
    ("cmi.interactions.0.id", "has space", "405"),
    ("cmi.interactions.0.id", "", "405"),
    ("cmi.interactions.0.id", "q-1", FINE),
    ("cmi.interactions.0.type", "other", "405"),
    ("cmi.interactions.0.type", "choice", FINE),
    ("cmi.interactions.0.student_response", "a", FINE),
    ("cmi.interactions.0.student_response", "a,c", FINE),
    ("cmi.interactions.0.student_response", "{a,c}", FINE),
    ("cmi.interactions.0.student_response", "isolate", "405"),
    ("cmi.interactions.0.student_response", "a[,]c", "405"),
    ("cmi.interactions.0.student_response", "A", "405"),
    ("cmi.interactions.0.correct_responses.0.pattern", "b", FINE),
    ("cmi.interactions.0.correct_responses.2.pattern", "b", "201"),
    ("cmi.interactions.0.result", "correct", FINE),
    ("cmi.interactions.0.result", "wrong", FINE),
    ("cmi.interactions.0.result", "0.5", FINE),
    ("cmi.interactions.0.result", "incorrect", "405"),
    ("cmi.interactions.0.weighting", "1", FINE),
    ("cmi.interactions.0.weighting", "heavy", "405"),
    ("cmi.interactions.0.time", "23:59:59", FINE),
    ("cmi.interactions.0.time", "24:00:00", "405"),
    ("cmi.interactions.0.latency", "00:00:05.5", FINE),
    ("cmi.interactions.0.latency", "5", "405"),
    ("cmi.interactions.0.objectives.0.id", "1a", FINE),
    ("cmi.interactions.1.id", "q-2", FINE),
    ("cmi.interactions.1.type", "matching", FINE),
    ("cmi.interactions.1.student_response", "1.a,2.b", FINE),
    ("cmi.interactions.1.student_response", "1,a", "405"),
    ("cmi.interactions.1.student_response", "one.a", "405"),
    ("cmi.interactions.1.type", "numeric", FINE),
    ("cmi.interactions.1.student_response", "12.5", FINE),
    ("cmi.interactions.1.student_response", "12,5", "405"),
    ("cmi.interactions.1.type", "true-false", FINE),
    ("cmi.interactions.1.student_response", "t", FINE),
    ("cmi.interactions.1.student_response", "true", "405"),
    ("cmi.interactions.1.type", "sequencing", FINE),
    ("cmi.interactions.1.student_response", "c,a,b", FINE),
    ("cmi.interactions.1.student_response", "ca,b", "405"),
    ("cmi.interactions.1.type", "likert", FINE),
    ("cmi.interactions.1.student_response", "5", FINE),
    ("cmi.interactions.1.student_response", "50", "405"),
    ("cmi.interactions.1.type", "fill-in", FINE),
    ("cmi.interactions.1.student_response", LONG[255], FINE),
    ("cmi.interactions.1.student_response", LONG[256], "405"),
    ("cmi.objectives.0.id", "o-1", FINE),
    ("cmi.objectives.0.status", "not attempted", FINE),
    ("cmi.objectives.0.score.raw", "50", FINE),
    ("cmi.student_preference.audio", "-1", FINE),
    ("cmi.student_preference.audio", "101", "405"),
    ("cmi.student_preference.text", "2", "405"),
]

SCORM2004 = [
    ("cmi.location", LONG[1000], FINE),
    ("cmi.location", LONG[1001], "406"),
    ("cmi.suspend_data", "x" * 64000, FINE),
    ("cmi.suspend_data", "x" * 64001, "406"),
    ("cmi.completion_status", "completed", FINE),
    ("cmi.completion_status", "incomplete", FINE),
    ("cmi.completion_status", "not attempted", FINE),
    ("cmi.completion_status", "unknown", FINE),
    ("cmi.completion_status", "passed", "406"),
    ("cmi.success_status", "passed", FINE),
    ("cmi.success_status", "failed", FINE),
    ("cmi.success_status", "completed", "406"),
    ("cmi.exit", "normal", FINE),
    ("cmi.exit", "suspend", FINE),
    ("cmi.exit", "", FINE),
    ("cmi.exit", "later", "406"),
    ("cmi.score.scaled", "-1", FINE),
    ("cmi.score.scaled", "0.6667", FINE),
    ("cmi.score.scaled", ".5", "406"),
    ("cmi.score.scaled", "1e-1", "406"),
    ("cmi.score.scaled", "1.01", "407"),
    ("cmi.score.raw", "100", FINE),
    ("cmi.score.raw", "", "406"),
    ("cmi.progress_measure", "1", FINE),
    ("cmi.progress_measure", "1.5", "407"),
    ("cmi.session_time", "PT0S", FINE),
    ("cmi.session_time", "PT1H2M3.25S", FINE),
    ("cmi.session_time", "P1DT1S", FINE),
    ("cmi.session_time", "P1W", "406"),
    ("cmi.session_time", "PT0.1H", "406"),
    ("cmi.session_time", "PT", "406"),
    ("cmi.session_time", "P", "406"),
    ("cmi.session_time", "PT1.255S", "406"),
    ("cmi.session_time", "0000:01:02", "406"),
    ("cmi.learner_id", "me", "404"),
    ("cmi.mode", "review", "404"),
    ("cmi._version", "2.0", "404"),
    ("cmi.interactions._count", "1", "404"),
    ("cmi.core.lesson_status", "passed", "401"),
    ("cmi.interactions.1.id", "too-early", "351"),
    ("cmi.interactions.0.type", "choice", "408"),
    ("cmi.interactions.0.id", "has space", "406"),
    ("cmi.interactions.0.id", "{braces}", "406"),
    ("cmi.interactions.0.id", "q-1%20x", FINE),
    ("cmi.interactions.0.learner_response", "a", "408"),
    ("cmi.interactions.0.correct_responses.0.pattern", "a", "408"),
    ("cmi.interactions.0.type", "choice", FINE),
    ("cmi.interactions.0.learner_response", "a", FINE),
    ("cmi.interactions.0.learner_response", "a[,]c", FINE),
    ("cmi.interactions.0.learner_response", "a[,]a", "406"),
    ("cmi.interactions.0.learner_response", "a b", "406"),
    ("cmi.interactions.0.learner_response", "[,]".join(f"o{n}" for n in range(36)), FINE),
    ("cmi.interactions.0.learner_response", "[,]".join(f"o{n}" for n in range(37)), "406"),
    ("cmi.interactions.0.correct_responses.0.pattern", "b", FINE),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12", FINE),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12.1Z", FINE),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12.12Z", FINE),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12Z", "406"),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12+01:00", "406"),
    ("cmi.interactions.0.timestamp", "2026-11-23T10:11:12.123Z", "406"),
    ("cmi.interactions.0.timestamp", "10:11:12", "406"),
    ("cmi.interactions.0.result", "incorrect", FINE),
    ("cmi.interactions.0.result", "wrong", "406"),
    ("cmi.interactions.0.latency", "PT5.25S", FINE),
    ("cmi.interactions.0.weighting", "1", FINE),
    ("cmi.interactions.0.description", "x" * 250, FINE),
    ("cmi.interactions.0.description", "{lang=en}" + "x" * 250, FINE),
    ("cmi.interactions.0.description", "x" * 251, "406"),
    ("cmi.interactions.0.objectives.0.id", "1a", FINE),
    ("cmi.interactions.0.objectives.1.id", "1a", "351"),
    ("cmi.interactions.1.id", "q-2", FINE),
    ("cmi.interactions.1.type", "matching", FINE),
    ("cmi.interactions.1.learner_response", "a[.]1[,]b[.]2", FINE),
    ("cmi.interactions.1.learner_response", "a.1,b.2", "406"),
    ("cmi.interactions.1.type", "true-false", FINE),
    ("cmi.interactions.1.learner_response", "true", FINE),
    ("cmi.interactions.1.learner_response", "t", "406"),
    ("cmi.interactions.1.type", "numeric", FINE),
    ("cmi.interactions.1.correct_responses.0.pattern", "1[:]10", FINE),
    ("cmi.interactions.1.correct_responses.0.pattern", "1-10", "406"),
    ("cmi.interactions.1.type", "fill-in", FINE),
    ("cmi.interactions.1.correct_responses.0.pattern", "{case_matters=true}one[,]two", FINE),
    ("cmi.objectives.0.score.scaled", "1", "408"),
    ("cmi.objectives.0.id", "o-1", FINE),
    ("cmi.objectives.0.score.scaled", "1", FINE),
    ("cmi.objectives.1.id", "o-1", "351"),
    ("cmi.comments_from_learner.0.comment", "Good.", FINE),
    ("adl.nav.request", "continue", FINE),
    ("adl.nav.request", "{target=two}choice", FINE),
    ("adl.nav.request", "leave", "406"),
]

READING12 = [
    ("cmi.core.lesson_status", "not attempted", FINE),
    ("cmi.core.entry", "ab-initio", FINE),
    ("cmi.core.student_id", "learner-1", FINE),
    ("cmi.core.score._children", "raw,min,max", FINE),
    ("cmi.interactions._count", "0", FINE),
    ("cmi.suspend_data", "", FINE),
    ("cmi.core.exit", "", "404"),
    ("cmi.core.session_time", "", "404"),
    ("cmi.interactions.0.id", "", "201"),
    ("cmi.core.exit._children", "", "202"),
    ("cmi.suspend_data._count", "", "203"),
    ("cmi.nothing", "", "201"),
    ("", "", "201"),
]

READING2004 = [
    ("cmi.completion_status", "unknown", FINE),
    ("cmi.success_status", "unknown", FINE),
    ("cmi.entry", "ab-initio", FINE),
    ("cmi.interactions._count", "0", FINE),
    ("cmi.suspend_data", "", "403"),
    ("cmi.location", "", "403"),
    ("cmi.exit", "", "405"),
    ("cmi.session_time", "", "405"),
    ("cmi.interactions.0.id", "", "301"),
    ("cmi.location._children", "", "301"),
    ("cmi.nothing", "", "401"),
    ("", "", "201"),
]

SETTING = """([api, set, error, rows]) => rows.map(([element, value]) => {
    window[api][set](element, value);
    return [element, value, window[api][error]()];
})"""
GETTING = """([api, get, error, rows]) => rows.map(([element]) => {
    const value = window[api][get](element);
    return [element, value, window[api][error]()];
})"""


@pytest.fixture
def lms12(served: Serve, new_page: NewPage) -> Page:
    page = new_page(recorder.address(served(recorder.lms()), standard="scorm12", course="about:blank"))
    assert page.evaluate("API.LMSInitialize('')") == "true"
    return page


@pytest.fixture
def lms2004(served: Serve, new_page: NewPage) -> Page:
    page = new_page(recorder.address(served(recorder.lms()), standard="scorm2004", course="about:blank"))
    assert page.evaluate("API_1484_11.Initialize('')") == "true"
    return page


def test_scorm_12_takes_what_is_legal_and_nothing_else(lms12: Page) -> None:
    heard = lms12.evaluate(SETTING, ["API", "LMSSetValue", "LMSGetLastError", SCORM12])
    assert [tuple(row) for row in heard] == SCORM12


def test_scorm_2004_takes_what_is_legal_and_nothing_else(lms2004: Page) -> None:
    heard = lms2004.evaluate(SETTING, ["API_1484_11", "SetValue", "GetLastError", SCORM2004])
    assert [tuple(row) for row in heard] == SCORM2004


def test_scorm_12_answers_what_may_be_read(lms12: Page) -> None:
    heard = lms12.evaluate(GETTING, ["API", "LMSGetValue", "LMSGetLastError", READING12])
    assert [tuple(row) for row in heard] == READING12


def test_scorm_2004_answers_what_may_be_read(lms2004: Page) -> None:
    heard = lms2004.evaluate(GETTING, ["API_1484_11", "GetValue", "GetLastError", READING2004])
    assert [tuple(row) for row in heard] == READING2004


def test_a_value_that_is_not_text_is_refused(lms12: Page, lms2004: Page) -> None:
    assert lms12.evaluate("[API.LMSSetValue('cmi.core.score.raw', 80), API.LMSGetLastError()]") == [
        "false",
        "405",
    ]
    assert lms2004.evaluate("[API_1484_11.SetValue('cmi.score.raw', 80), API_1484_11.GetLastError()]") == [
        "false",
        "406",
    ]


def test_calls_out_of_order_are_refused_by_their_number(served: Serve, new_page: NewPage) -> None:
    page = new_page(recorder.address(served(recorder.lms()), standard="scorm2004", course="about:blank"))
    said = page.evaluate("""() => {
        const api = window.API_1484_11, codes = [];
        const hear = (...calls) => calls.forEach(call => { call(); codes.push(api.GetLastError()); });
        const all = [() => api.GetValue("cmi.mode"), () => api.SetValue("cmi.exit", ""), () => api.Commit("")];
        hear(...all, () => api.Terminate(""), () => api.Initialize("x"), () => api.Initialize(""));
        hear(() => api.Initialize(""), ...all, () => api.Commit("now"), () => api.Terminate(""));
        hear(() => api.Terminate(""), ...all, () => api.Initialize(""));
        return codes;
    }""")
    assert said[:6] == ["122", "132", "142", "112", "201", FINE]
    assert said[6:12] == ["103", FINE, FINE, FINE, "201", FINE]
    assert said[12:] == ["113", "123", "133", "143", "104"]


def test_what_was_set_and_not_committed_is_lost_and_said_to_be(lms12: Page) -> None:
    lms12.evaluate("API.LMSSetValue('cmi.core.lesson_location', 'one'); API.LMSCommit('')")
    lms12.evaluate("API.LMSSetValue('cmi.suspend_data', 'unsaved')")
    assert lms12.evaluate("recorder.lost()") == ["cmi.suspend_data"]
    assert lms12.text_content("#waiting") == "cmi.suspend_data"
    lms12.reload()
    lms12.evaluate("API.LMSInitialize('')")
    assert lms12.evaluate("API.LMSGetValue('cmi.core.lesson_location')") == "one"
    assert lms12.evaluate("API.LMSGetValue('cmi.suspend_data')") == ""
    assert [call["name"] for call in lms12.evaluate("recorder.calls()")][-3:] == [
        "LMSInitialize",
        "LMSGetValue",
        "LMSGetValue",
    ]


def test_an_attempt_that_was_suspended_goes_on_and_one_that_ended_begins_anew(lms2004: Page) -> None:
    leave = "how => { API_1484_11.SetValue('cmi.exit', how); API_1484_11.Terminate(''); }"
    ask = "name => { API_1484_11.Initialize(''); return API_1484_11.GetValue(name); }"
    lms2004.evaluate("API_1484_11.SetValue('cmi.location', 'two')")
    lms2004.evaluate("API_1484_11.SetValue('cmi.session_time', 'PT1M')")
    lms2004.evaluate(leave, "suspend")
    lms2004.reload()
    assert lms2004.evaluate(ask, "cmi.location") == "two"
    assert lms2004.evaluate("API_1484_11.GetValue('cmi.entry')") == "resume"
    assert lms2004.evaluate("API_1484_11.GetValue('cmi.total_time')") == "PT60S"
    lms2004.evaluate(leave, "normal")
    lms2004.reload()
    assert lms2004.evaluate(ask, "cmi.location") == ""
    assert lms2004.evaluate("API_1484_11.GetValue('cmi.entry')") == ""


def test_the_page_of_calls_is_accessible(lms12: Page) -> None:
    lms12.evaluate("API.LMSSetValue('cmi.core.exit', 'normal')")
    assert lms12.text_content("#calls tr:last-child td:last-child") == (
        "rejected, 405: The value is not of the kind that this element takes"
    )
    lms12.emulate_media(color_scheme="light")
    assert axe_problems(lms12) == []


TOLD12 = """() => {
    API.LMSSetValue('cmi.core.score.raw', '40');
    API.LMSSetValue('cmi.suspend_data', 'x'.repeat(4100));
    const asked = ['core.lesson_status', 'core.score.raw', 'interactions._count', 'core.student_id', 'suspend_data'];
    const answers = asked.map(name => API.LMSGetValue(`cmi.${name}`));
    return answers.map(text => String(text).length > 99 ? text.length : text);
}"""


@pytest.fixture
def faulty(served: Serve, new_page: NewPage) -> Callable[..., Page]:
    """A session of SCORM 1.2 that was begun before an LMS with a fault."""
    host = served(recorder.lms())

    def opened(fault: str, **asked: str) -> Page:
        page = new_page(recorder.address(host, standard="scorm12", course="about:blank", fault=fault, **asked))
        assert page.evaluate("API.LMSInitialize('')") == "true"
        return page

    return opened


@pytest.mark.parametrize(
    ("fault", "answers", "error"),
    [
        ("", ["not attempted", "40", "0", "learner-1", ""], "405"),
        ("blank", ["", "", "", "learner-1", ""], FINE),
        ("numbers", ["not attempted", 40, 0, "learner-1", ""], "405"),
        ("cut", ["not attempted", "40", "0", "learner-1", 4096], FINE),
    ],
)
def test_a_fault_changes_what_a_course_hears_and_never_the_verdict(
    fault: str, answers: list[object], error: str, faulty: Callable[..., Page]
) -> None:
    page = faulty(fault)
    assert page.evaluate(TOLD12) == answers
    page.evaluate("API.LMSSetValue('cmi.core.exit', 'normal')")
    assert page.evaluate("API.LMSGetLastError()") == ("405" if fault != "blank" else FINE)
    heard = page.evaluate("recorder.calls().map(call => call.error)")
    assert heard[2] == (FINE if fault == "cut" else "405")
    assert heard[-1] == "405"


def test_two_commits_fail_and_the_third_keeps_everything(faulty: Callable[..., Page]) -> None:
    page = faulty("commit")
    page.evaluate("API.LMSSetValue('cmi.core.lesson_location', 'one')")
    assert page.evaluate("[API.LMSCommit(''), API.LMSGetLastError(), recorder.news().owed]") == [
        "false",
        "101",
        ["cmi.core.lesson_location"],
    ]
    page.evaluate("API.LMSSetValue('cmi.suspend_data', 'two')")
    assert page.evaluate("[API.LMSCommit(''), recorder.committed().values]") == ["false", {}]
    assert page.evaluate("[API.LMSCommit(''), recorder.committed().values, recorder.news().owed]") == [
        "true",
        {"cmi.core.lesson_location": "one", "cmi.suspend_data": "two"},
        [],
    ]


def test_what_is_told_while_the_network_is_gone_is_lost_until_it_is_told_again(faulty: Callable[..., Page]) -> None:
    page = faulty("offline")
    place = "API.LMSSetValue('cmi.core.lesson_location', '{}'); API.LMSCommit('')"
    page.evaluate(place.format("one"))
    page.context.set_offline(True)
    assert page.evaluate(place.format("two")) == "true"
    page.context.set_offline(False)
    kept = "[API.LMSCommit(''), recorder.committed().values['cmi.core.lesson_location'], recorder.news().owed]"
    assert page.evaluate(kept) == ["true", "one", ["cmi.core.lesson_location"]]
    page.evaluate(place.format("two"))
    assert page.evaluate(kept) == ["true", "two", []]


@pytest.mark.parametrize(
    ("mastery", "told", "status"),
    [
        ("80", {"cmi.core.score.raw": "79.5", "cmi.core.lesson_status": "completed"}, "failed"),
        ("80", {"cmi.core.score.raw": "80", "cmi.core.lesson_status": "incomplete"}, "passed"),
        ("80", {"cmi.core.lesson_status": "incomplete"}, "incomplete"),
        ("", {"cmi.core.score.raw": "10", "cmi.core.lesson_status": "passed"}, "passed"),
        ("", {}, "completed"),
    ],
)
def test_at_finish_one_lms_judges_again(
    mastery: str, told: dict[str, str], status: str, faulty: Callable[..., Page]
) -> None:
    page = faulty("rewritten", mastery=mastery)
    page.evaluate("told => Object.entries(told).forEach(pair => API.LMSSetValue(...pair))", told)
    page.evaluate("API.LMSCommit('')")
    assert page.evaluate("recorder.committed().values") == told
    page.evaluate("API.LMSFinish('')")
    assert page.evaluate("recorder.committed().values['cmi.core.lesson_status']") == status


def test_scorm_2004_is_judged_again_by_its_scaled_score(served: Serve, new_page: NewPage) -> None:
    asked = {"standard": "scorm2004", "course": "about:blank", "fault": "rewritten", "mastery": "0.8"}
    page = new_page(recorder.address(served(recorder.lms()), **asked))
    kept = page.evaluate("""() => {
        const api = API_1484_11;
        api.Initialize('');
        api.SetValue('cmi.score.scaled', api.GetValue('cmi.scaled_passing_score'));
        api.Terminate('');
        return recorder.committed().values;
    }""")
    assert kept == {"cmi.score.scaled": "0.8", "cmi.success_status": "passed", "cmi.completion_status": "completed"}


def test_calls_without_end_are_handed_over_in_portions_and_long_words_cut(faulty: Callable[..., Page]) -> None:
    page = faulty("", quiet="yes")
    page.evaluate("for (let n = 0; n < 6000; n += 1) API.LMSSetValue('cmi.suspend_data', 'x'.repeat(4000))")
    told = page.evaluate("recorder.news().calls")
    assert (len(told["calls"]), told["beyond"]) == (5000, 1001)
    assert told["calls"][1]["words"][1] == {"text": "x" * 300, "length": 4000, "isText": True}
    assert page.evaluate("recorder.news().calls") == {"calls": [], "beyond": 0}
    assert page.locator("#calls tr").count() == 0


def test_a_full_store_lets_its_oldest_calls_go_and_never_what_is_committed(faulty: Callable[..., Page]) -> None:
    page = faulty("")
    page.evaluate("API.LMSSetValue('cmi.core.lesson_location', 'one'); API.LMSCommit('')")
    page.evaluate("localStorage.other = 'x'.repeat(5.15e6)")
    assert page.evaluate("API.LMSSetValue('cmi.suspend_data', 'y'.repeat(4096))") == "true"
    page.evaluate(
        "for (let n = 0; n < 300; n += 1) API.LMSSetValue('cmi.core.lesson_location', `place ${n} ${'z'.repeat(240)}`)"
    )
    assert page.evaluate("API.LMSCommit('')") == "true"
    calls = page.evaluate("recorder.calls()")
    assert 0 < len(calls) < 304
    assert calls[-1]["name"] == "LMSCommit"
    assert page.evaluate("recorder.committed().values['cmi.core.lesson_location']").startswith("place 299")
    page.reload()
    page.evaluate("API.LMSInitialize('')")
    assert page.evaluate("recorder.calls().length") == len(calls) + 1
