"""The rules of cmi5 and xAPI for what a course may say, one by one.

Law: read from the specifications alone (cmi5 sections 9 and 10, xAPI 1.0.3 part two); nothing of our course is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
VERB = "http://adlnet.gov/expapi/verbs/"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
RESPONSES = {
    "choice": r"[\w.-]+(\[,\][\w.-]+)*",
    "sequencing": r"[\w.-]+(\[,\][\w.-]+)*",
    "matching": r"[\w-]+\[\.\][\w-]+(\[,\][\w-]+\[\.\][\w-]+)*",
    "numeric": r"-?\d+(\.\d+)?",
    "fill-in": r".+",
    "performance": r".+",
}
WANTED = {"completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}}
RANGE = r"(-?\d+(\.\d+)?)?\[:\](-?\d+(\.\d+)?)?"


@dataclass
class Session:
    """One launch: what the LMS gave, and what was read of it."""

    actor: Json
    activity: str
    registration: str
    id: str
    publisher_id: str
    mode: str
    mastery: float | None
    opened: bool = False
    read: set[str] = field(default_factory=set)

    @property
    def token(self) -> str:
        """What opens the store in this session."""
        return f"token-{self.id}"

    @property
    def template(self) -> Json:
        """The context that every statement must hold."""
        grouping = [{"objectType": "Activity", "id": self.publisher_id}]
        return {
            "contextActivities": {"grouping": grouping},
            "extensions": {SESSION: self.id, "https://lms.example/terminal": 1},
        }


def faults(statement: Json, session: Session, before: list[Json]) -> list[str]:
    """Everything that forbids this statement in this session, after those before."""
    verb = verb_of(statement)
    rules = (form, context, order, mode, result)
    return [f"{verb}: {fault}" for rule in rules for fault in rule(verb, statement, session, before)]


def verb_of(statement: Json) -> str:
    """The last word of its verb's IRI."""
    return str(statement["verb"]["id"]).removeprefix(VERB)


def in_session(session: Session, before: list[Json]) -> list[Json]:
    """Those of the same session."""
    return [one for one in before if one["context"]["extensions"][SESSION] == session.id]


def form(verb: str, statement: Json, session: Session, before: list[Json]) -> Iterator[str]:
    """What every statement has."""
    if statement["actor"] != session.actor:
        yield "another actor"
    if not TIMESTAMP.fullmatch(statement.get("timestamp", "")):
        yield f"the timestamp is {statement.get('timestamp')}"
    if not statement["verb"].get("display"):
        yield "the verb has no display"
    if not IRI.fullmatch(statement["object"]["id"]):
        yield f"the object is {statement['object']['id']}"
    if verb in DEFINED and statement["object"]["id"] != session.activity:
        yield "the object is not the unit"
    if set(statement) - {"id", "actor", "verb", "object", "result", "context", "timestamp"}:
        yield f"more than a statement may have: {sorted(statement)}"


def context(verb: str, statement: Json, session: Session, before: list[Json]) -> Iterator[str]:
    """The template, untouched, and what is added."""
    told = statement["context"]
    lists = told["contextActivities"]
    if told.get("registration") != session.registration:
        yield "another registration"
    for name, value in session.template["extensions"].items():
        if told["extensions"].get(name) != value:
            yield f"the template's {name} is gone"
    for own in session.template["contextActivities"]["grouping"]:
        if own not in lists.get("grouping", []):
            yield "the template's grouping is gone"
    categories = {one["id"] for one in lists.get("category", [])}
    if (CMI5 in categories) is not (verb in DEFINED):
        yield f"the category cmi5 stands {'where it may not' if CMI5 in categories else 'not there'}"
    judged = bool({"success", "completion"} & set(statement.get("result", {}))) and verb in DEFINED
    if (MOVE_ON in categories) is not judged:
        yield "the category moveon and the result do not agree"
    if not all(IRI.fullmatch(name) for name in told["extensions"]):
        yield "an extension is no IRI"


def order(verb: str, statement: Json, session: Session, before: list[Json]) -> Iterator[str]:
    """What comes first, what last, and what only once."""
    mine = in_session(session, before)
    said = [verb_of(one) for one in mine]
    all_said = [verb_of(one) for one in before]
    if (verb == "initialized") is not (not said):
        yield f"stands after {said}"
    if "terminated" in said:
        yield "the session is over"
    if {"LMS.LaunchData", "cmi5LearnerPreferences"} - session.read:
        yield f"only {sorted(session.read)} were read before"
    if mine and moment(statement) < max(map(moment, mine)):
        yield "is older than what was said before"
    if verb in DEFINED and verb in said:
        yield "was said in this session already"
    if verb in ("completed", "passed") and verb in all_said:
        yield "was said in this registration already"
    if verb == "failed" and "passed" in all_said:
        yield "after passed"
    if verb in ("passed", "failed") and {"passed", "failed"} & set(said):
        yield "after another judgement in this session"


def moment(statement: Json) -> datetime:
    """When it was said."""
    return datetime.fromisoformat(statement["timestamp"].replace("Z", "+00:00"))


def mode(verb: str, statement: Json, session: Session, before: list[Json]) -> Iterator[str]:
    """Outside of Normal mode a course says only that it began and ended."""
    if session.mode != "Normal" and verb not in ("initialized", "terminated"):
        yield f"in {session.mode} mode"


def result(verb: str, statement: Json, session: Session, before: list[Json]) -> Iterator[str]:
    """What came of it."""
    told = statement.get("result", {})
    if verb in ("completed", "passed", "failed", "terminated", "answered") and not DURATION.fullmatch(
        told.get("duration", "")
    ):
        yield f"the duration is {told.get('duration')}"
    if verb in DEFINED:
        yield from judgement(verb, told, statement["context"]["extensions"], session)
    if verb == "answered":
        yield from answer(statement["object"]["definition"], told)


def judgement(verb: str, told: Json, extensions: Json, session: Session) -> Iterator[str]:
    """Success, completion and score of what cmi5 defines."""
    wanted = WANTED.get(verb, {})
    if {name: told[name] for name in ("success", "completion") if name in told} != wanted:
        yield f"the result is {told}"
    score = told.get("score")
    if score is not None and verb not in ("passed", "failed"):
        yield "has a score"
    if score is not None:
        raw, least, most, scaled = (score.get(name) for name in ("raw", "min", "max", "scaled"))
        if not (0 <= scaled <= 1 and all(isinstance(one, int) for one in (raw, least, most)) and least <= raw <= most):
            yield f"the score is {score}"
        if session.mastery is not None and (scaled >= session.mastery) is not (verb == "passed"):
            yield f"the score {scaled} does not agree with the pass mark {session.mastery}"
    if verb in ("passed", "failed") and session.mastery is not None and extensions.get(MASTERY) != session.mastery:
        yield f"the pass mark is said to be {extensions.get(MASTERY)}"


def answer(definition: Json, told: Json) -> Iterator[str]:
    """An interaction, as xAPI writes it."""
    kind = definition.get("interactionType")
    if definition.get("type") != "http://adlnet.gov/expapi/activities/cmi.interaction" or kind not in RESPONSES:
        yield f"the interaction is {definition}"
        return
    if not re.fullmatch(RESPONSES[kind], told.get("response", "")):
        yield f"the response is {told.get('response')}"
    patterns = definition.get("correctResponsesPattern", [])
    pattern = f"{RESPONSES[kind]}|{RANGE}" if kind == "numeric" else RESPONSES[kind]
    if not patterns or not all(re.fullmatch(pattern, one) for one in patterns):
        yield f"the pattern is {patterns}"
    if not isinstance(told.get("success"), bool):
        yield "says not whether it was right"
