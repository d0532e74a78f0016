"""A statement of xAPI as a course sent it, and the launch that it belongs to.

Law: pure; whatever a stranger may have sent is met without an exception.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

Table: TypeAlias = Mapping[str, object]
VERB = "http://adlnet.gov/expapi/verbs/"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
LMS_ONLY = ("launched", "abandoned", "waived", "satisfied")
VERBS = {f"{VERB}{word}": word for word in (*DEFINED, "launched")} | {
    f"https://w3id.org/xapi/adl/verbs/{word}": word for word in LMS_ONLY[1:]
}
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"


@dataclass(frozen=True, slots=True)
class Launch:
    """What the LMS gave a course for one session."""

    actor: Table
    activity: str
    registration: str
    session: str
    publisher: str
    mode: str = "Normal"
    mastery: float | None = None

    @property
    def template(self) -> Table:
        """The context that every statement must hold."""
        return {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": self.publisher}]},
            "extensions": {SESSION: self.session, "https://lms.example/terminal": 1},
        }


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it came."""

    told: Table

    @property
    def id(self) -> str:
        """Its own identifier."""
        return word(self.told.get("id"))

    @property
    def verb(self) -> str:
        """cmi5's own word for it, else the last word of its IRI."""
        found = word(table(self.told.get("verb")).get("id"))
        return VERBS.get(found, re.split(r"[/#]", found.rstrip("/#"))[-1])

    @property
    def is_known(self) -> bool:
        """Whether cmi5 knows the verb as one of a course's."""
        return word(table(self.told.get("verb")).get("id")) in VERBS and self.verb in DEFINED

    @property
    def object(self) -> str:
        """What it is about."""
        return word(table(self.told.get("object")).get("id"))

    @property
    def result(self) -> Table:
        """What came of it."""
        return table(self.told.get("result"))

    @property
    def context(self) -> Table:
        """Around it."""
        return table(self.told.get("context"))

    @property
    def extensions(self) -> Table:
        """Of its context."""
        return table(self.context.get("extensions"))

    @property
    def categories(self) -> frozenset[str]:
        """The ids in its category."""
        every = listed(table(self.context.get("contextActivities")).get("category"))
        return frozenset(word(table(one).get("id")) for one in every)

    @property
    def is_defined(self) -> bool:
        """Whether it is one that cmi5 defines; a verb of cmi5's about something else is merely allowed."""
        return CMI5 in self.categories and self.is_known

    @property
    def is_answer(self) -> bool:
        """Whether it says what was answered."""
        kind = table(table(self.told.get("object")).get("definition")).get("type")
        return not self.is_defined and (self.verb == "answered" or kind == INTERACTION)

    @property
    def moment(self) -> float:
        """When it was said, in seconds; nought where it does not say so."""
        try:
            return datetime.fromisoformat(word(self.told.get("timestamp")).replace("Z", "+00:00")).timestamp()
        except (ValueError, OverflowError):
            return 0

    def same_as(self, other: Said) -> bool:
        """Whether it says the same, at whatever time and under whatever id."""
        return (self.verb, self.object, plain(self.result)) == (other.verb, other.object, plain(other.result))


def table(told: object) -> Table:
    """An object of JSON; an empty one where it is something else."""
    return told if isinstance(told, dict) else {}


def listed(told: object) -> list[object]:
    """A list of JSON; one thing alone is a list of one."""
    return told if isinstance(told, list) else [] if told is None else [told]


def word(told: object) -> str:
    """A text of JSON; nothing where it is something else."""
    return told if isinstance(told, str) else ""


def plain(result: Table) -> Table:
    """A result without its time."""
    return {name: value for name, value in result.items() if name != "duration"}
