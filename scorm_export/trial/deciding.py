"""What a patient learner does next who knows nothing of the course, from what can be seen.

Law: pure, but for a memory that is given; goes by names, roles and states alone, and never twice by the same button
of the same view. Answers come first, then what hands them in, what leads on, a few other buttons, what ends, links.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorm_export.trial.news import Control, Seen

BACK = re.compile(
    r"^\W*(skip|back|prev\w*|restart|start (again|over)|reset|clear|undo|print|download|help|menu|mute|retry|zurück"
    r"|précédent|anterior)\b|^[‹«←<]+$",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"^\W*(next|continue|go on|forward|start|begin|proceed|resume|launch|enter|weiter|suivant|siguiente|avanti|seguinte"
    r"|volgende|yes)\b|^[\s>›»→▶]+$",
    re.IGNORECASE,
)
SUBMIT = re.compile(r"^\W*(check|submit|answer|confirm|send|mark|done|ok|say|apply|grade|score)\b", re.IGNORECASE)
LEAVE = re.compile(r"\b(exit|close|quit|leave|log ?out|sign ?out|finish)\b|^[×✕xX]$", re.IGNORECASE)
PRESSED = ("button", "link")
MOST_INPUTS = 40
MOST_OTHERS = 6
"""Buttons of one view that neither answer nor lead on."""
MOST_LINES = 50_000
ANSWERED = (-1, "answered", "", 0)
"""Stands among the pressed for a view whose questions were answered."""
FRUITLESS = 8
"""Steps in a row that showed nothing new, after which the walk is over."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A control with its place: the frame's number, its own, and which of the same name it is."""

    frame: int
    place: int
    twin: int
    control: Control

    @property
    def key(self) -> tuple[int, str, str, int]:
        """What it is known by when it is seen again."""
        return self.frame, self.control.kind, self.control.name, self.twin

    @property
    def question(self) -> tuple[int, str]:
        """The question that it answers or helps to answer."""
        control = self.control
        return self.frame, control.group or f"{control.kind} {control.name} {self.twin}"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: `answer` these, or `submit`, `next`, `other`, `finish` by pressing the one."""

    what: str
    things: tuple[Thing, ...]


@dataclass
class Memory:
    """What the walker remembers."""

    pressed: set[tuple[int, tuple[int, str, str, int]]] = field(default_factory=set)
    """View and button."""
    everywhere: set[tuple[int, str, str, int]] = field(default_factory=set)
    """Links and buttons that lead nowhere in particular."""
    answered: Counter[tuple[int, str]] = field(default_factory=Counter)
    """How often each question was answered, so that another answer is given next time."""
    lines: set[str] = field(default_factory=set)
    fruitless: int = 0
    """Steps since something new was seen."""
    given: bool = False
    """Whether something was answered since the last step onwards."""
    sent: set[tuple[int, str, str, int]] = field(default_factory=set)
    """By what it was handed in since then."""
    last: Step | None = None

    def learn(self, frames: list[Seen]) -> None:
        """Remember what is seen. What led to something new may be used again."""
        lines = {line for frame in frames for line in frame.lines}
        is_new = bool(lines - self.lines)
        self.fruitless = 0 if is_new else self.fruitless
        if is_new and self.last and self.last.what == "other":
            self.everywhere.difference_update(thing.key for thing in self.last.things)
        if len(self.lines) < MOST_LINES:
            self.lines |= lines

    def remember(self, step: Step, view: int) -> None:
        """Remember what is done now."""
        self.last = step
        self.fruitless += 1
        if step.what == "answer":
            self.pressed.add((view, ANSWERED))
            self.answered.update(thing.question for thing in step.things)
            self.given = True
            self.sent.clear()
            return
        self.given = self.given and step.what == "submit"
        self.sent.update(thing.key for thing in step.things)
        self.pressed.update((view, thing.key) for thing in step.things)
        if step.what == "other":
            self.everywhere.update(thing.key for thing in step.things)


def view_of(frames: list[Seen]) -> int:
    """What tells one view from another: the words that can be read."""
    return hash(tuple(line for frame in frames for line in frame.lines[:80]))


def state_of(frames: list[Seen]) -> int:
    """The same, and what cannot be used yet."""
    return hash((view_of(frames), tuple(one.off for frame in frames for one in frame.controls)))


def is_held_back(frames: list[Seen]) -> bool:
    """Whether something that leads on is there and cannot be used yet."""
    return any(one.off and NEXT.search(one.name) for frame in frames for one in frame.controls)


def things(frames: list[Seen]) -> list[Thing]:
    """Everything usable in these frames, in order."""
    found = []
    for number, frame in enumerate(frames):
        twins: Counter[tuple[str, str]] = Counter()
        for place, control in enumerate(frame.controls):
            known = control.kind, control.name
            if not control.off:
                found.append(Thing(number, place, twins[known], control))
            twins[known] += 1
    return found


def wanted(every: list[Thing], view: int, memory: Memory) -> Step | None:
    """What to do in this view, or nothing where all was done."""
    open_questions = tuple(questions(every, memory))[:MOST_INPUTS]
    if open_questions and (view, ANSWERED) not in memory.pressed:
        return Step("answer", open_questions)
    fresh = [one for one in every if one.control.kind in PRESSED and (view, one.key) not in memory.pressed]
    for what, name, kinds in (("submit", SUBMIT, ("button",)), ("next", NEXT, PRESSED)):
        known = [one for one in fresh if one.control.kind in kinds and not shunned(one)]
        if what == "submit":
            known = [one for one in known if memory.given and one.key not in memory.sent]
        found = next((one for one in known if name.search(one.control.name)), None)
        if found:
            return Step(what, (found,))
    return elsewhere(fresh, view, memory)


def elsewhere(fresh: list[Thing], view: int, memory: Memory) -> Step | None:
    """What else could be pressed: a few buttons, then what ends the course, then links."""
    others = [one for one in fresh if not shunned(one) and one.key not in memory.everywhere]
    others.sort(key=lambda one: not one.control.name)
    spent = sum(1 for known, key in memory.pressed if known == view and key[1] in PRESSED)
    buttons = [one for one in others if one.control.kind == "button"]
    if buttons and spent < MOST_OTHERS:
        return Step("other", (buttons[0],))
    ending = next((one for one in fresh if LEAVE.search(one.control.name)), None)
    if ending:
        return Step("finish", (ending,))
    links = [one for one in others if one.control.kind == "link"]
    return Step("other", (links[0],)) if links else None


def shunned(thing: Thing) -> bool:
    """Whether it leads back, away, or out of the browser."""
    name, href = thing.control.name, thing.control.href
    away = bool(re.match(r"(?!https?://127\.0\.0\.1[:/])[a-z][a-z0-9+.-]*:", href)) and not href.startswith(
        "javascript:"
    )
    return away or bool(BACK.search(name) or LEAVE.search(name))


def questions(every: list[Thing], memory: Memory) -> Iterator[Thing]:
    """One control for each question without an answer: of a group another one each time."""
    groups: dict[tuple[int, str], list[Thing]] = {}
    for one in every:
        if one.control.kind not in PRESSED:
            groups.setdefault(one.question, []).append(one)
    for known, members in groups.items():
        if not any(one.control.on for one in members):
            yield members[memory.answered[known] % len(members)]
