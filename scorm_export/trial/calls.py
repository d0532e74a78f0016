"""Calls as the strict LMS heard them, and what can be told from a list of them. Law: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorm_export.preview.statements import Wrong

STATUSES = (
    "cmi.core.lesson_status",
    "cmi.completion_status",
    "cmi.success_status",
)
SUSPEND_DATA = "cmi.suspend_data"
REACHED = ("completed", "passed", "failed")
WORTH = re.compile(
    r"cmi\.(core\.)?(score\.|lesson_status|completion_status|success_status)|cmi\.(interactions|objectives)\."
)
"""What a learner would miss: scores, statuses, answers."""
PASSING = re.compile(r"cmi\.(core\.)?(exit|session_time)$")
"""What only says how a session went."""

SHOWN = 60
"""Characters of a value that are shown."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `value` is cut after 300 characters, `length` is all of them; `at` in ms since the API was there."""

    verb: str
    name: str
    element: str
    value: str
    length: int
    result: str
    error: str
    reason: str
    at: int
    is_text: bool = True
    """Whether the value was text, as the standard asks."""
    wrong: tuple[Wrong, ...] = ()
    """What a record store has against it."""

    @property
    def refused(self) -> bool:
        """Whether it broke the standard. To ask for what has no value yet breaks nothing."""
        return self.reason not in ("fine", "unset", "not kept")

    @property
    def is_wrong(self) -> bool:
        """Whether anything is said against it."""
        return self.refused or bool(self.wrong)

    @property
    def is_answer(self) -> bool:
        """Whether it says what was answered."""
        return self.verb == "set" and (self.element.startswith("cmi.interactions.") or self.element == "answered")

    @property
    def sets(self) -> bool:
        """Whether it is a SetValue that was taken."""
        return self.verb == "set" and not self.refused


def told(one: Call) -> str:
    """A call in words: `LMSSetValue("cmi.core.exit", "normal")`."""
    cut = f"{one.value[:SHOWN]}… ({one.length:,} characters)" if one.length > SHOWN else one.value
    if " " in one.name:  # to a record store
        return " ".join(word for word in (one.name, one.element, cut) if word)
    words = {"get": [one.element], "set": [one.element, cut]}.get(one.verb, [])
    quoted = ", ".join(f'"{word}"' for word in words)
    return f"{one.name}({quoted})"


def began(calls: Iterable[Call]) -> bool:
    """Whether a session was begun."""
    return any(one.verb == "initialize" and one.reason == "fine" for one in calls)


def ended(calls: Iterable[Call]) -> bool:
    """Whether a session was ended."""
    return any(one.verb == "finish" and one.reason == "fine" for one in calls)


def count(calls: Iterable[Call], verb: str) -> int:
    """How many calls there are of a kind."""
    return sum(one.verb == verb for one in calls)


def longest(calls: Iterable[Call], element: str) -> int:
    """The most characters that an element was set to, taken or not."""
    return max((one.length for one in calls if one.verb == "set" and one.element == element), default=0)


def last(calls: Sequence[Call], element: str) -> str:
    """What an element was set to last; nothing where it never was."""
    return next((one.value for one in reversed(calls) if one.sets and one.element == element), "")


def listed(names: Iterable[str], most: int = 3) -> str:
    """A few names in words."""
    every = sorted(set(names))
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def often(times: int) -> str:
    """How often, where it was more than once."""
    return f", {times} times" if times > 1 else ""
