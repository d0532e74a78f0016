"""Every rule of cmi5 and xAPI that forbids a statement, one by one.

Law: pure; read from the specifications alone (cmi5 parts 7 to 11, xAPI 1.0.3 part two).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scorm_export.preview.said import (
    CMI5,
    INTERACTION,
    LMS_ONLY,
    MASTERY,
    MOVE_ON,
    SESSION,
    VERBS,
    Launch,
    Said,
    listed,
    table,
    word,
)

TO_READ = ("LMS.LaunchData", "cmi5LearnerPreferences")
"""The documents that a course must read before it says anything."""
UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
DURATION = re.compile(
    r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+(\.\d+)?D)?(T(?=\d)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?"
)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|\+00(:?00)?)", re.IGNORECASE)
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MEMBERS = frozenset(
    ("id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority", "version", "attachments")
)
TIMED = ("completed", "passed", "failed", "terminated")
JUDGING = {"completed": ("completion", True), "passed": ("success", True), "failed": ("success", False)}
ITEM = r"[^\s\[\]]+"
NUMBER = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
RESPONSES = {
    "true-false": r"true|false",
    "choice": rf"({ITEM}(\[,\]{ITEM})*)?",
    "sequencing": rf"({ITEM}(\[,\]{ITEM})*)?",
    "likert": ITEM,
    "matching": rf"({ITEM}\[\.\]{ITEM}(\[,\]{ITEM}\[\.\]{ITEM})*)?",
    "numeric": rf"({NUMBER})?(\[:\]({NUMBER})?)?",
    "fill-in": r"[\s\S]*",
    "long-fill-in": r"[\s\S]*",
    "performance": r"[\s\S]*",
    "other": r"[\s\S]*",
}
"""What a response may look like, by the kind of its question (xAPI 1.0.3 part two, appendix C)."""
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a rule forbids: a code of the trial, what it is about, and a sentence."""

    code: str
    where: str
    message: str


Rule: TypeAlias = Callable[[Said, Launch, Sequence[Said]], Iterator[tuple[str, str]]]


def wrongs(said: Said, launch: Launch, before: Sequence[Said]) -> tuple[Wrong, ...]:
    """Everything that forbids this statement, after those `before` of the same registration, refused ones too."""
    return tuple(
        Wrong(code, said.verb or "statement", message) for rule in RULES for code, message in rule(said, launch, before)
    )


def form(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What xAPI asks of every statement."""
    told = said.told
    if not UUID.fullmatch(said.id):
        yield "rejected", f"its id is {shown(told.get('id'))}, which is no UUID"
    if not TIMESTAMP.fullmatch(word(told.get("timestamp"))) or not said.moment:
        yield "rejected", f"its timestamp is {shown(told.get('timestamp'))}; write UTC, such as 2026-11-23T09:30:00Z"
    if not IRI.fullmatch(word(table(told.get("verb")).get("id"))):
        yield "rejected", f"its verb is {shown(told.get('verb'))}, whose id is no IRI"
    if not IRI.fullmatch(said.object):
        yield "rejected", f"its object is {shown(said.object)}, which is no IRI"
    for name in (*said.extensions, *table(said.result.get("extensions"))):
        if not IRI.fullmatch(name):
            yield "rejected", f"its extension {shown(name)} is no IRI"
    for name in sorted(set(told) - MEMBERS):
        yield "rejected", f"a statement has no {shown(name)}"
    empty = [name for name, value in told.items() if value is None]
    if empty:
        yield "rejected", f"its {empty[0]} is null"


def outcome(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What xAPI asks of a result."""
    result, score = said.result, table(said.result.get("score"))
    duration = result.get("duration")
    if duration is not None and not DURATION.fullmatch(word(duration)):
        yield "rejected", f"its duration is {shown(duration)}; write ISO 8601, such as PT1M30S"
    for name in ("success", "completion"):
        if name in result and not isinstance(result[name], bool):
            yield "rejected", f"its {name} is {shown(result[name])}, neither true nor false"
    numbers = {name: number(score[name]) for name in ("scaled", "raw", "min", "max") if name in score}
    for name, value in numbers.items():
        if value is None:
            yield "rejected", f"its score's {name} is {shown(score[name])}, which is no number"
    scaled, raw, least, most = (numbers.get(name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        yield "rejected", f"its scaled score is {scaled:g}; it goes from -1 to 1"
    bounds = [one for one in (least, raw, most) if one is not None]
    if bounds != sorted(bounds):
        yield "rejected", f"its score {raw} is not within {least} and {most}"


def number(told: object) -> float | None:
    """A number of JSON."""
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else None


def whose(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """About whom."""
    if table(said.told.get("actor")).get("account") != launch.actor.get("account"):
        yield "cmi5-actor", f"it is about {shown(said.told.get('actor'))}, not about the actor of the launch"


def about(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """About what."""
    if said.is_defined and said.object != launch.activity:
        yield "cmi5-object", f"it is about {shown(said.object)}, not about the activityId of the launch"


def context(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """The registration, the session, and the template untouched."""
    if said.context.get("registration") != launch.registration:
        yield "cmi5-context", f"its registration is {shown(said.context.get('registration'))}, not the launch's"
    if SESSION not in said.extensions:
        yield "cmi5-context", "its context has no session id"
    elif not holds(said.context, launch.template):
        yield "cmi5-context", "its context lacks or changes what the contextTemplate gives"


def holds(told: object, wanted: object) -> bool:
    """Whether something has all of that and lets it be; what is added is no matter."""
    if isinstance(wanted, dict):
        return all(name in table(told) and holds(table(told)[name], wanted[name]) for name in wanted)
    if isinstance(wanted, list):
        return all(any(holds(one, own) for one in listed(told)) for own in wanted)
    return told == wanted


def category(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """The categories that tell an LMS what counts."""
    if CMI5 in said.categories and not said.is_known and said.verb not in LMS_ONLY:
        yield "cmi5-category", "it has the category cmi5, which is for cmi5's own verbs alone"
    if said.is_known and said.object == launch.activity and CMI5 not in said.categories:
        yield "cmi5-category", "it lacks the category cmi5, so an LMS passes it by"
    judges = said.is_defined and bool({"success", "completion"} & set(said.result))
    if judges and MOVE_ON not in said.categories:
        yield "cmi5-category", "it lacks the category moveon, so an LMS passes it by"
    if MOVE_ON in said.categories and said.is_defined and not judges:
        yield "cmi5-category", "it has the category moveon and neither success nor completion"


def own_verbs(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What only an LMS may say."""
    if said.verb in LMS_ONLY and word(table(said.told.get("verb")).get("id")) in VERBS:
        yield "cmi5-verb", "only an LMS may say that"


def order(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What comes first and what last. What is merely late on its way is let pass: its time says when it was said."""
    mine = in_session(launch, before)
    first = next((one for one in mine if one.verb == "initialized"), None)
    last = next((one for one in mine if one.verb == "terminated"), None)
    if not said.moment:
        return  # refused by its form
    if said.verb != "initialized" and first is None:
        yield "cmi5-order", "it is said before initialized"
    elif first and said.moment < first.moment:
        yield "cmi5-order", "its time is before that of initialized"
    if last and said.verb != "terminated" and (said.moment > last.moment or said.verb == "initialized"):
        yield "cmi5-order", "it is said after terminated"
    if said.verb == "terminated" and any(one.moment > said.moment for one in mine):
        yield "cmi5-order", "its time is before that of something said in the session"


def in_session(launch: Launch, before: Sequence[Said]) -> list[Said]:
    """Those of the same session."""
    return [one for one in before if one.extensions.get(SESSION) == launch.session]


def once(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What is said only once, and what excludes what."""
    if not said.is_defined:
        return
    mine = [one.verb for one in in_session(launch, before) if one.is_defined]
    ever = [one.verb for one in before if one.is_defined]
    if said.verb in mine:
        yield "cmi5-once", "it is said twice in a session"
    elif said.verb in ("completed", "passed") and said.verb in ever:
        yield "cmi5-once", "it is said twice in a registration"
    if said.verb == "failed" and "passed" in ever:
        yield "cmi5-once", "it is said after passed"
    elif said.verb in ("passed", "failed") and {"passed", "failed"} - {said.verb} & set(mine):
        yield "cmi5-once", "both passed and failed are said in one session"


def mode(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """To look about or back is only begun and ended."""
    if launch.mode != "Normal" and said.is_defined and said.verb not in ("initialized", "terminated"):
        yield "cmi5-mode", f"it is said in {launch.mode} mode"


def judgement(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """What cmi5 asks of the results of its own verbs."""
    if not said.is_defined:
        return
    name, value = JUDGING.get(said.verb, ("", None))
    for one in ("success", "completion"):
        if one == name and said.result.get(one) is not value:
            yield "cmi5-result", f"its {one} must be {str(value).lower()}"
        elif one != name and one in said.result:
            yield "cmi5-result", f"it has a {one}, which {said.verb} has not"
    if said.verb in TIMED and "duration" not in said.result:
        yield "cmi5-result", "it has no duration"
    score = table(said.result.get("score"))
    if score and said.verb not in ("passed", "failed"):
        yield "cmi5-result", "it has a score, which only passed and failed have"
    if "raw" in score and not {"min", "max"} <= set(score):
        yield "cmi5-result", "its score has raw without min and max"


def mark(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """Passed and failed against the LMS's own pass mark."""
    if launch.mastery is None or not said.is_defined or said.verb not in ("passed", "failed"):
        return
    if said.extensions.get(MASTERY) != launch.mastery:
        yield "cmi5-mark", f"the masteryScore in its context is {shown(said.extensions.get(MASTERY))}"
    scaled = number(table(said.result.get("score")).get("scaled"))
    if scaled is not None and (scaled >= launch.mastery) is not (said.verb == "passed"):
        yield "cmi5-mark", f"{said.verb} with {scaled:g}, where the masteryScore is {launch.mastery:g}"


def answer(said: Said, launch: Launch, before: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """An interaction, as xAPI writes it."""
    definition = table(table(said.told.get("object")).get("definition"))
    if definition.get("type") != INTERACTION:
        return
    kind = word(definition.get("interactionType"))
    if kind not in RESPONSES:
        yield "cmi5-answer", f"its interactionType is {shown(definition.get('interactionType'))}"
        return
    response = said.result.get("response")
    if response is not None and not fits(kind, response):
        yield "cmi5-answer", f"its response is {shown(response)}, which is no {kind}"
    patterns = definition.get("correctResponsesPattern", [])
    if not isinstance(patterns, list) or not all(fits(kind, one) for one in patterns):
        yield "cmi5-answer", f"its correctResponsesPattern is {shown(patterns)}, which is no {kind}"


def fits(kind: str, response: object) -> bool:
    """Whether a response is written as its kind has it, with or without the marks before it."""
    bare = re.sub(r"^(\{(case_matters|order_matters|lang)=[^}]*\})+", "", word(response))
    return isinstance(response, str) and re.fullmatch(RESPONSES[kind], bare) is not None


def shown(told: object) -> str:
    """Something of a stranger's, short."""
    text = f"{told}"
    return "missing" if told is None else f"'{text[:SHOWN]}…'" if len(text) > SHOWN else f"'{text}'"


RULES: tuple[Rule, ...] = (
    *(form, outcome, whose, about, context, category),
    *(own_verbs, order, once, mode, judgement, mark, answer),
)
