"""YAML events to plain values with a place for each: the one walk in which every trap is met.

Law: only maps, lists and scalars of YAML 1.2 come out. Anchors, tags, deep nesting and keys given twice
are problems; nothing is expanded, resolved or constructed, so nothing hostile can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from game.authoring.problems import Problem

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

MAX_DEPTH = 40
MAX_NODES = 200_000
BARE_WORDS = {"yes": True, "on": True, "no": False, "off": False}
INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
TWICE = "\0"  # marks the later of two equal keys; YAML forbids the character, so no author's key starts so
NUMBER = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a YAML text: `kind` is map, list, scalar or end; `plain` is a scalar without quotes."""

    kind: str
    line: int
    column: int
    text: str = ""
    plain: bool = False
    odd: str = ""  # an anchor or tag the author wrote


@dataclass(slots=True)
class Tree:
    """A text's values, where each stands, and what was wrong on the way."""

    value: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    bare: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True


def scalar(text: str) -> Scalar:
    """What an unquoted scalar means in YAML 1.2's core schema, with the bare words of 1.1 kept apart as booleans."""
    lowered = text.lower()
    if lowered in ("", "~", "null"):
        return None
    if lowered in ("true", "false"):
        return lowered == "true"
    if lowered in BARE_WORDS:
        return BARE_WORDS[lowered]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text


class Planter:
    """Grows one Tree from events, without recursion."""

    def __init__(self, events: Iterable[Event], file: str) -> None:
        self.events: Iterator[Event] = iter(events)
        self.file = file
        self.tree = Tree()
        self.count = 0

    def grow(self) -> Tree:
        """The whole tree. Containers wait on a stack for their end; a key waits for the next value."""
        stack: list[tuple[Value, Path]] = []
        key: str | None = None
        for event in self.events:
            if event.kind == "end":
                stack.pop()
                continue
            if not self.allowed(event, len(stack)):
                break
            holder, path = stack[-1] if stack else (None, ())
            if isinstance(holder, dict) and key is None:
                key = self.key(event, holder, path)
                if key is None:
                    break
                continue
            here = self.here(holder, path, key)
            key = None
            value = self.leaf(event, here)
            self.put(holder, here, value, event)
            if isinstance(value, list | dict):
                stack.append((value, here))
        return self.tree

    def allowed(self, event: Event, depth: int) -> bool:
        """Whether to read on; says what is refused."""
        self.count += 1
        if event.odd:
            self.refuse(event, f"'{event.odd}': anchors, aliases and tags are not used here; write it out")
        if depth >= MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} deep")
        elif self.count > MAX_NODES:
            self.refuse(event, f"more than {MAX_NODES:,} keys and values in one file")
        else:
            return True
        return False

    def key(self, event: Event, holder: dict[str, Value], path: Path) -> str | None:
        """A map's next key, None for what cannot be one.

        The second of two equal keys is said and, renamed, kept out of the value's way.
        """
        if event.kind != "scalar":
            self.refuse(event, "a key must be a word")
            return None
        self.tree.keys.setdefault((*path, event.text), (event.line, event.column))
        if event.text in holder:
            first = self.tree.keys[(*path, event.text)][0]
            self.say(event, f"'{event.text}' is given twice here; the first is in line {first}")
            return TWICE + event.text
        return event.text

    def here(self, holder: Value, path: Path, key: str | None) -> Path:
        """The path of the value that comes next."""
        if isinstance(holder, list):
            return (*path, len(holder))
        return (*path, key) if key is not None else path

    def leaf(self, event: Event, path: Path) -> Value:
        """A new container or a scalar's value; bare words are remembered, for text may have been meant."""
        if event.kind == "map":
            return {}
        if event.kind == "list":
            return []
        if not event.plain:
            return event.text
        if event.text.lower() in BARE_WORDS:
            self.tree.bare[path] = event.text
        return scalar(event.text)

    def put(self, holder: Value, path: Path, value: Value, event: Event) -> None:
        """Hang the value where it belongs."""
        self.tree.places[path] = (event.line, event.column)
        if isinstance(holder, list):
            holder.append(value)
        elif isinstance(holder, dict):
            if not str(path[-1]).startswith(TWICE):
                holder[str(path[-1])] = value
        else:
            self.tree.value = value

    def say(self, event: Event, message: str) -> None:
        """Note a problem at the event's place."""
        self.tree.problems.append(Problem(message, self.file, event.line, event.column))

    def refuse(self, event: Event, message: str) -> None:
        """Note a problem that leaves too little to judge the rest by."""
        self.tree.whole = False
        self.say(event, message)
