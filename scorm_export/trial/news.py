"""What pages say when they are asked, read as if a stranger said it: a package may have changed anything in them.

Law: gives whole values of the right kinds, or raises Garbled; takes no more than there is room for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scorm_export.trial.calls import Call

MOST_NAMES = 2_000
LONGEST = 300
ODD = (KeyError, TypeError, AttributeError, ValueError, IndexError, ArithmeticError)


class Garbled(Exception):
    """A page said something that it never says by itself."""


@dataclass(frozen=True, slots=True)
class News:
    """What the LMS's page says of itself. Before its script has run it says nothing."""

    calls: tuple[Call, ...] = ()
    beyond: int = 0
    """How many more calls there were than wait to be fetched."""
    phase: str = "not there"
    lost: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can be used: its kind, its name, the group it belongs to, whether it is on, where it leads."""

    kind: str
    name: str
    group: str = ""
    on: bool = False
    href: str = ""
    off: bool = False
    """Whether it cannot be used yet."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One frame as it is seen."""

    controls: tuple[Control, ...] = ()
    lines: tuple[str, ...] = ()


def news(told: Any) -> News:
    """What `recorder.news()` gave. Raises Garbled."""
    if told is None:
        return News()
    try:
        return News(
            tuple(call(one) for one in told["calls"]["calls"]),
            int(told["calls"]["beyond"]),
            text(told["phase"]),
            names(told["lost"]),
            names(told["owed"]),
            {text(name): text(told["kept"][name]) for name in list(told["kept"])[:MOST_NAMES]},
        )
    except ODD:
        raise Garbled from None


def call(told: Any) -> Call:
    """One call as the page handed it over."""
    words = told["words"]
    value = words[1] if len(words) > 1 else None
    return Call(
        text(told["verb"]),
        text(told["name"]),
        text(words[0]["text"]) if words else "",
        text(value["text"]) if value else "",
        int(value["length"]) if value else 0,
        text(told["result"]["text"]),
        text(told["error"]),
        text(told["reason"]),
        int(told["at"]),
        bool(value["isText"]) if value else True,
    )


def seen(told: Any) -> Seen:
    """What `controls.js` gave. Raises Garbled."""
    try:
        return Seen(tuple(control(one) for one in told["controls"][:MOST_NAMES]), names(told["lines"]))
    except ODD:
        raise Garbled from None


def control(told: Any) -> Control:
    """One control as the page handed it over."""
    return Control(
        text(told["kind"]),
        text(told["name"]),
        text(told["group"]),
        bool(told["on"]),
        text(told["href"]),
        bool(told["off"]),
    )


def names(told: Any) -> tuple[str, ...]:
    """A list of short texts."""
    return tuple(text(one) for one in told[:MOST_NAMES])


def text(told: Any) -> str:
    """A short text."""
    return str(told)[:LONGEST]
