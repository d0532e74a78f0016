"""The strict record store: a course that does all rightly, each rule broken once, and requests from strangers."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest

from scorm_export.preview import recordstore
from scorm_export.preview.asking import Reply
from scorm_export.preview.recordstore import ACTIVITY, RecordStore, Terms
from scorm_export.preview.said import CMI5, INTERACTION, MASTERY, MOVE_ON, SESSION, VERB

PUBLISHER = "https://example.org/tea/1"
NORMAL = Terms(mastery=0.8, move_on="CompletedAndPassed")
Json = dict[str, Any]


@dataclass
class Course:
    """A course at its record store; everything it says is right unless a story changes it."""

    store: RecordStore = field(default_factory=lambda: RecordStore(PUBLISHER, address="http://127.0.0.1:1"))
    launch: dict[str, str] = field(default_factory=dict)
    token: str = ""
    template: Json = field(default_factory=dict)
    clock: int = 0

    def opens(self, terms: Terms = NORMAL) -> "Course":
        """Launched; it fetches its token and reads what it must."""
        self.launch = {name: values[0] for name, values in parse_qs(self.store.launched(terms)).items()}
        self.fetches()
        self.template = json.loads(self.asks("GET", "activities/state", stateId="LMS.LaunchData").text)[
            "contextTemplate"
        ]
        self.asks("GET", "agents/profile", profileId="cmi5LearnerPreferences")
        return self

    def fetches(self, method: str = "POST") -> Reply:
        """Ask for the token."""
        reply = self.store.answer(method, self.launch["fetch"].removeprefix(self.store.address), {}, b"")
        self.token = json.loads(reply.text or "{}").get("auth-token", self.token)
        return reply

    def asks(self, method: str, place: str, body: object = None, **words: str) -> Reply:
        """One request, with what must be in it."""
        own = {name: self.launch[name] for name in ("activityId", "registration")} if "state" in place else {}
        agent = {"agent": self.launch["actor"]} if place != "statements" else {}
        headers = {"authorization": f"Basic {self.token}", "x-experience-api-version": "1.0.3"}
        address = f"/xapi/{place}?{urlencode({**own, **agent, **words})}"
        return self.store.answer(method, address, headers, b"" if body is None else json.dumps(body).encode())

    def statement(self, verb: str, result: Json | None = None, about: Json | None = None) -> Json:
        """A sound statement, a second later than the one before."""
        self.clock += 1
        context = deepcopy(self.template) | {"registration": self.launch["registration"]}
        judges = {"success", "completion"} & set(result or {})
        if about is None:
            context["contextActivities"]["category"] = [{"id": one} for one in (CMI5, *([MOVE_ON] if judges else []))]
        if verb in ("passed", "failed"):
            context["extensions"][MASTERY] = 0.8
        return {
            "id": f"00000000-0000-4000-8000-{self.clock:012}",
            "actor": json.loads(self.launch["actor"]),
            "verb": {"id": VERB + verb},
            "object": deepcopy(about) or {"id": ACTIVITY},
            "context": context,
            "timestamp": f"2026-11-23T09:{self.clock // 60:02}:{self.clock % 60:02}.5Z",
            **({"result": deepcopy(result)} if result else {}),
        }

    def says(self, verb: str, result: Json | None = None, about: Json | None = None) -> Reply:
        """Say it."""
        return self.asks("POST", "statements", self.statement(verb, result, about))


DURATION: Json = {"duration": "PT1M30.5S"}
COMPLETED = {"completion": True, **DURATION}
PASSED = {"success": True, "score": {"scaled": 0.9, "raw": 9, "min": 0, "max": 10}, **DURATION}
FAILED = {"success": False, "score": {"scaled": 0.2}, **DURATION}
QUESTION = {
    "id": "https://example.org/q",
    "definition": {"type": INTERACTION, "interactionType": "choice", "correctResponsesPattern": ["a[,]c"]},
}
ANSWER = {"response": "a[,]b", "success": False}


def codes(reply: Reply) -> set[str]:
    """What was wrong."""
    return {one.code for one in reply.wrong}


def test_a_course_that_does_all_rightly_is_told_nothing_and_its_learner_moves_on() -> None:
    course = Course().opens()
    said: tuple[tuple[str, Json | None, Json | None], ...] = (
        ("initialized", None, None),
        ("answered", ANSWER, QUESTION),
        ("passed", {"success": True}, {"id": "https://example.org/quiz"}),  # cmi5 only knows it where it is marked so
        ("failed", FAILED, None),
        ("completed", COMPLETED, None),
    )
    for verb, result, about in said:
        assert (course.says(verb, result, about).status, course.store.complaints) == (200, [])
    assert course.store.standing()["moveOn CompletedAndPassed"] == "not met"
    course.says("terminated", DURATION)
    assert course.store.phase == "has ended"
    course.opens()
    assert course.store.phase == "not running"
    assert [course.says(*one).status for one in (("initialized",), ("passed", PASSED), ("terminated", DURATION))] == [
        200
    ] * 3
    assert course.store.complaints == []
    assert course.store.standing() == {
        **{"completed": "yes", "passed": "yes", "failed": "yes"},
        **{"scaled score": "0.9", "moveOn CompletedAndPassed": "met"},
    }


def changed(verb: str, result: Json | None, path: str, value: object) -> Callable[[Course], Reply]:
    """Say it with one thing of it changed, or taken away."""

    def said(course: Course) -> Reply:
        statement = course.statement(verb, result, QUESTION if verb == "answered" else None)
        *way, last = path.split(" ")
        place: Any = statement
        for name in way:
            place = place[int(name) if isinstance(place, list) else name]
        if value is None:
            del place[int(last) if isinstance(place, list) else last]
        else:
            place[last] = value
        return course.asks("POST", "statements", statement)

    return said


def then(*verbs: tuple[str, Json | None]) -> Callable[[Course], Reply]:
    """Say these one after the other."""

    def said(course: Course) -> Reply:
        *before, last = verbs
        for verb, result in before:
            assert codes(course.says(verb, result)) == set()
        return course.says(*last)

    return said


OTHER = {"account": {"homePage": "https://lms.example", "name": "somebody"}}
BROKEN: list[tuple[str, Callable[[Course], Reply]]] = [
    ("rejected", changed("completed", COMPLETED, "id", "7")),
    ("rejected", changed("completed", COMPLETED, "id", None)),
    ("rejected", changed("completed", COMPLETED, "timestamp", "2026-11-23T12:00:00+01:00")),
    ("rejected", changed("completed", COMPLETED, "timestamp", "yesterday")),
    ("rejected", changed("completed", COMPLETED, "result duration", "00:01:30")),
    ("rejected", changed("completed", COMPLETED, "mood", "good")),
    ("rejected", changed("passed", PASSED, "result score scaled", 1.2)),
    ("rejected", changed("passed", PASSED, "result score raw", 11)),
    ("rejected", changed("passed", PASSED, "result score raw", "9")),
    ("rejected", changed("answered", ANSWER, "result success", "no")),
    ("rejected", changed("answered", ANSWER, "verb id", "answered")),
    ("rejected", changed("answered", ANSWER, "object id", "question 1")),
    ("rejected", changed("answered", ANSWER, "context extensions weight", 1)),
    ("cmi5-actor", changed("completed", COMPLETED, "actor", OTHER)),
    ("cmi5-object", changed("completed", COMPLETED, "object id", PUBLISHER)),
    ("cmi5-context", changed("completed", COMPLETED, "context registration", None)),
    ("cmi5-context", changed("answered", ANSWER, "context contextActivities grouping", None)),
    ("cmi5-context", changed("answered", ANSWER, f"context extensions {SESSION}", "another")),
    ("cmi5-category", changed("completed", COMPLETED, "context contextActivities category 1", None)),
    ("cmi5-category", changed("completed", COMPLETED, "context contextActivities category", None)),
    (
        "cmi5-category",
        changed("terminated", DURATION, "context contextActivities category", [{"id": CMI5}, {"id": MOVE_ON}]),
    ),
    ("cmi5-category", changed("answered", ANSWER, "context contextActivities category", [{"id": CMI5}])),
    ("cmi5-verb", changed("answered", ANSWER, "verb id", "https://w3id.org/xapi/adl/verbs/satisfied")),
    ("cmi5-order", then(("terminated", DURATION), ("completed", COMPLETED))),
    ("cmi5-order", changed("answered", ANSWER, "timestamp", "2026-11-23T08:00:00Z")),
    ("cmi5-once", then(("initialized", None))),
    ("cmi5-once", then(("completed", COMPLETED), ("completed", COMPLETED))),
    ("cmi5-once", then(("passed", PASSED), ("failed", FAILED))),
    ("cmi5-once", then(("failed", FAILED), ("passed", PASSED))),
    ("cmi5-result", changed("completed", COMPLETED, "result completion", False)),
    ("cmi5-result", changed("passed", PASSED, "result success", False)),
    ("cmi5-result", changed("terminated", DURATION, "result", None)),
    ("cmi5-result", changed("completed", COMPLETED, "result score", {"scaled": 1})),
    ("cmi5-result", changed("passed", PASSED, "result score min", None)),
    ("cmi5-mark", changed("passed", PASSED, "result score scaled", 0.7)),
    ("cmi5-mark", changed("failed", FAILED, "result score scaled", 0.8)),
    ("cmi5-mark", changed("passed", PASSED, f"context extensions {MASTERY}", None)),
    ("cmi5-answer", changed("answered", ANSWER, "result response", "a, b")),
    ("cmi5-answer", changed("answered", ANSWER, "object definition interactionType", "radio")),
    ("cmi5-answer", changed("answered", ANSWER, "object definition correctResponsesPattern", "a")),
]


@pytest.mark.parametrize(("code", "broken"), BROKEN, ids=[f"{n}-{code}" for n, (code, _) in enumerate(BROKEN)])
def test_each_rule_that_is_broken_is_said_by_its_code_alone(code: str, broken: Callable[[Course], Reply]) -> None:
    course = Course().opens()
    course.says("initialized")
    reply = broken(course)
    assert codes(reply) == {code}
    assert reply.status == (200 if code == "cmi5-answer" else 400)
    assert len(course.store.said) == len(course.store.tried) - (reply.status == 400)


def test_in_another_registration_of_sessions_what_was_said_once_is_not_said_again() -> None:
    course = Course().opens()
    for verb, result in (("initialized", None), ("completed", COMPLETED), ("passed", PASSED), ("terminated", DURATION)):
        assert codes(course.says(verb, result)) == set()
    course.opens()
    course.says("initialized")
    for verb, result in (("completed", COMPLETED), ("passed", PASSED), ("failed", FAILED)):
        assert codes(course.says(verb, result)) == {"cmi5-once"}


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_to_look_about_or_back_is_only_begun_and_ended(mode: str) -> None:
    course = Course().opens(Terms(mode=mode, mastery=0.8))
    assert codes(course.says("initialized")) == set()
    assert codes(course.says("completed", COMPLETED)) == {"cmi5-mode"}
    assert codes(course.says("answered", ANSWER, QUESTION)) == set()  # cmi5 forbids its own verbs alone
    assert codes(course.says("terminated", DURATION)) == set()


def test_before_its_first_word_a_course_reads_what_the_lms_says() -> None:
    course = Course().opens()
    course.store.visits[-1].read.remove("cmi5LearnerPreferences")
    reply = course.says("initialized")
    assert [one.message for one in reply.wrong] == ["cmi5LearnerPreferences not read before"]
    assert reply.status == 200


def test_what_is_late_on_its_way_is_no_fault() -> None:
    course = Course().opens()
    course.says("initialized")
    late = course.statement("answered", ANSWER, QUESTION)
    course.says("terminated", DURATION)
    assert course.asks("POST", "statements", late).wrong == ()


def test_the_token_is_given_once_and_nothing_without_it() -> None:
    course = Course()
    course.launch = {name: values[0] for name, values in parse_qs(course.store.launched(NORMAL)).items()}
    assert codes(course.fetches("GET")) == {"cmi5-fetch"}
    before = course.asks("GET", "activities/state", stateId="LMS.LaunchData")
    assert (before.status, codes(before)) == (401, {"cmi5-request"})
    assert course.fetches().wrong == ()
    again = course.fetches()
    assert (again.status, json.loads(again.text)["error-code"], codes(again)) == (200, "1", {"cmi5-fetch"})
    assert course.asks("GET", "activities/state", stateId="LMS.LaunchData").status == 200
    course.store.visits[-1].again = True  # the learner loaded the page again
    assert course.fetches().wrong == ()


def test_an_id_is_one_statements_own_and_telling_it_again_changes_nothing() -> None:
    course = Course().opens()
    course.says("initialized")
    answer = course.statement("answered", ANSWER, QUESTION)
    assert course.asks("POST", "statements", answer).status == 200
    assert course.asks("POST", "statements", answer) == Reply(200, json.dumps([answer["id"]]))
    later = {**answer, "timestamp": "2026-11-23T10:00:00Z"}
    assert (course.asks("POST", "statements", later).status, course.store.complaints) == (409, [])
    stolen = {**course.statement("completed", COMPLETED), "id": answer["id"]}
    assert codes(course.asks("POST", "statements", stolen)) == {"rejected"}
    assert [one.verb for one in course.store.said] == ["initialized", "answered"]


def test_several_statements_are_taken_together_or_not_at_all() -> None:
    course = Course().opens()
    first, second = course.statement("initialized"), course.statement("answered", ANSWER, QUESTION)
    bad = course.statement("completed", {"completion": True})
    assert codes(course.asks("POST", "statements", [first, second, bad])) == {"cmi5-result"}
    assert course.store.said == []
    assert course.asks("POST", "statements", [first, second]).status == 200
    assert [one.verb for one in course.store.said] == ["initialized", "answered"]
    third = course.statement("terminated", DURATION)
    number = third.pop("id")
    assert course.asks("PUT", "statements", third, statementId=number).status == 204
    assert course.store.complaints == ["completed: it has no duration"]


def test_documents_are_kept_merged_listed_and_the_lms_keeps_its_own() -> None:
    course = Course().opens()
    place = "activities/state"
    assert course.asks("GET", place, stateId="mine").status == 404
    assert course.asks("PUT", place, {"a": 1}, stateId="mine").status == 204
    assert course.asks("POST", place, {"b": 2}, stateId="mine").status == 204
    kept = course.asks("GET", place, stateId="mine")
    assert (json.loads(kept.text), len(kept.headers["ETag"])) == ({"a": 1, "b": 2}, 42)
    assert json.loads(course.asks("GET", place).text) == ["LMS.LaunchData", "mine"]
    assert course.asks("DELETE", place, stateId="mine").status == 204
    assert course.asks("GET", place, stateId="mine").status == 404
    assert course.store.complaints == []
    assert codes(course.asks("PUT", place, {}, stateId="LMS.LaunchData")) == {"cmi5-request"}
    refused = course.asks("PUT", "agents/profile", {}, profileId="cmi5LearnerPreferences")
    assert (refused.status, refused.wrong) == (403, ())
    for words in ({"registration": "another"}, {"activityId": PUBLISHER}, {"agent": json.dumps(OTHER)}):
        assert codes(course.asks("GET", place, stateId="mine", **words)) == {"cmi5-request"}


def test_a_post_may_stand_for_another_method() -> None:
    course = Course().opens()
    statement = course.statement("initialized")
    form = {
        "Authorization": f"Basic {course.token}",
        "X-Experience-API-Version": "1.0.3",
        "statementId": statement["id"],
        "content": json.dumps(statement),
    }
    reply = course.store.answer("POST", "/xapi/statements?method=PUT", {}, urlencode(form).encode())
    assert (reply.status, course.store.complaints) == (204, [])


def test_what_a_fault_kept_away_stays_owed_until_it_is_told_again() -> None:
    course = Course().opens()
    course.says("initialized")
    course.store.refuses = {"(PUT|POST) (statements|state)": 3}
    assert course.says("answered", ANSWER, QUESTION).status == 500
    assert course.says("completed", COMPLETED).status == 500
    assert course.asks("PUT", "activities/state", {}, stateId="mine").status == 500
    assert [name.partition(" ")[0] for name in course.store.owed] == ["answered", "completed", "state"]
    course.says("answered", ANSWER, QUESTION)
    course.asks("PUT", "activities/state", {}, stateId="mine")
    assert [name.partition(" ")[0] for name in course.store.owed] == ["completed"]
    course.says("completed", {**COMPLETED, "duration": "PT9S"})
    assert (course.store.owed, course.store.complaints) == ({}, [])


STRANGE: tuple[object, ...] = (
    *(None, 3, "x", [], {}, [[]], [None], {"id": 3}, {"verb": "x", "object": [], "context": 7, "result": "y"}),
    {"context": {"contextActivities": [], "extensions": []}, "timestamp": "9999-99-99T99:99:99Z"},
    {"context": {"contextActivities": {"category": {"id": {}}}}, "result": {"score": {"scaled": "x", "raw": []}}},
    {"object": {"definition": {"type": INTERACTION, "interactionType": "choice", "correctResponsesPattern": [3]}}},
)


@pytest.mark.parametrize("sent", STRANGE)
def test_whatever_a_stranger_sends_is_refused_without_an_exception(sent: object) -> None:
    course = Course().opens()
    reply = course.asks("POST", "statements", sent)
    assert 400 <= reply.status < 500
    assert course.store.said == []


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "/fetch/99", b""),
        ("POST", "/fetch/x", b""),
        ("POST", "/fetch/", b""),
        ("GET", "/", b""),
        ("PUT", "/xapi/statements", b"\xff\xfe"),
        ("PUT", "/xapi/statements", b"[" * 100_000),
        ("GET", "/xapi/activities/state?agent=%5B&stateId=x", b""),
        ("POST", "/xapi/statements?method=%00", b"content=%"),
        ("POST", "/../../etc/passwd", b""),
    ],
)
def test_odd_requests_are_answered_too(method: str, address: str, body: bytes) -> None:
    course = Course().opens()
    headers = {"authorization": f"Basic {course.token}", "x-experience-api-version": "1.0.3"}
    assert 400 <= course.store.answer(method, address, headers, body).status < 500
    assert course.store.answer(method, address, {}, body).status in (401, 404, 405)


def test_a_course_that_tells_without_end_is_heard_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    course = Course().opens()
    monkeypatch.setattr(recordstore, "MOST_SENT", 100_000)
    course.asks("PUT", "activities/state", "x" * 90_000, stateId="mine")
    (long,) = [one for one in course.store.heard if one.what == "mine"]
    assert (len(long.value), long.length) == (1000, 90_002)
    assert course.asks("PUT", "activities/state", "y" * 90_000, stateId="yours").status == 413
    assert "yours" not in course.store.documents
