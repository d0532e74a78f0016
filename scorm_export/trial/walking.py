"""What a patient learner does who knows nothing of the course: answers what can be answered, presses what leads on.

Law: `wanted` is pure and decides; the walker looks and acts, by keyboard where there is something to answer. It goes
by names, roles and states alone, never twice by the same button of the same view.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from playwright.async_api import ElementHandle, Error, Frame, JSHandle

from scorm_export.trial.news import Control, Garbled, Seen, seen
from scorm_export.trial.stage import Hung, Stage, within

CONTROLS = (Path(__file__).parent / "scripts" / "controls.js").read_text("utf-8").partition("\n\n")[2]
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
MOST_FRAMES = 30
MOST_INPUTS = 40
MOST_OTHERS = 6
"""Buttons of one view that neither answer nor lead on."""
MOST_LINES = 50_000
PAUSE = 0.05  # s between two looks
PATIENCE = 1
"""How often it waits for more, where there is nothing to do: a film may have to end."""
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
    given: bool = False
    """Whether something was answered since the last step onwards."""
    sent: set[tuple[int, str, str, int]] = field(default_factory=set)
    """By what it was handed in since then."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: `answer` these, or `submit`, `next`, `other`, `finish` by pressing the one."""

    what: str
    things: tuple[Thing, ...]


def view_of(frames: list[Seen]) -> int:
    """What tells one view from another: the words that can be read."""
    return hash(tuple(line for frame in frames for line in frame.lines[:80]))


def things(frames: list[Seen]) -> list[Thing]:
    """Everything usable in these frames, in order."""
    found = []
    for number, frame in enumerate(frames):
        twins: Counter[tuple[str, str]] = Counter()
        for place, control in enumerate(frame.controls):
            known = control.kind, control.name
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


ANSWERED = (-1, "answered", "", 0)
"""Stands among the pressed for a view whose questions were answered."""


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


@dataclass
class Walker:
    """Someone before the course."""

    stage: Stage
    memory: Memory = field(default_factory=Memory)
    steps: int = 0
    answers: int = 0
    patience: int = PATIENCE
    end: str = ""
    """Why the walk was over; nothing while it goes on."""

    async def step(self) -> str:
        """Do the next thing, and say what: nothing where there is nothing left to do."""
        frames = self.stage.frames()[:MOST_FRAMES]
        looks = [await look(frame, self.stage) for frame in frames]
        views = [found for found, _ in looks]
        view = view_of(views)
        step = wanted(things(views), view, self.memory)
        if step is None and self.patience:
            self.patience -= 1
            await self._changes(view, self.stage.pace.open)
            return "wait"
        self.patience = PATIENCE
        self._learn(views)
        if step is None or self.memory.fruitless > FRUITLESS:
            self.end = "to where nothing led on"
            return ""
        self._remember(step, view)
        for thing in step.things:
            handle = looks[thing.frame][1]
            element = await element_of(handle, thing) if handle else None
            if element:
                await use(element, thing.control, frames[thing.frame], self.stage)
        self.steps += 1
        if step.what == "answer":
            self.answers += len(step.things)
        else:
            await self._changes(view, self.stage.pace.settle / (1 if step.what == "next" else 2))
        return step.what

    async def _changes(self, view: int, seconds: float) -> None:
        """Wait until something else is seen, at most so long."""
        end = monotonic() + seconds
        while monotonic() < end:
            views = [(await look(frame, self.stage))[0] for frame in self.stage.frames()[:MOST_FRAMES]]
            if view_of(views) != view:
                return
            await asyncio.sleep(PAUSE)

    def _learn(self, frames: list[Seen]) -> None:
        lines = {line for frame in frames for line in frame.lines}
        self.memory.fruitless = 0 if lines - self.memory.lines else self.memory.fruitless + 1
        if len(self.memory.lines) < MOST_LINES:
            self.memory.lines |= lines

    def _remember(self, step: Step, view: int) -> None:
        if step.what == "answer":
            self.memory.pressed.add((view, ANSWERED))
            self.memory.answered.update(thing.question for thing in step.things)
            self.memory.given = True
            self.memory.sent.clear()
            return
        self.memory.given = self.memory.given and step.what == "submit"
        self.memory.sent.update(thing.key for thing in step.things)
        (thing,) = step.things
        self.memory.pressed.add((view, thing.key))
        if step.what == "other":
            self.memory.everywhere.add(thing.key)


async def look(frame: Frame, stage: Stage) -> tuple[Seen, JSHandle | None]:
    """What is seen in a frame, and where its elements are. A frame that is just changing shows nothing."""
    try:
        handle = await within(frame.evaluate_handle(CONTROLS), stage.pace.hang)
        return seen(await within(handle.evaluate("found => found.seen"), stage.pace.hang)), handle
    except (Error, Garbled):
        return Seen(), None


async def element_of(handle: JSHandle, thing: Thing) -> ElementHandle | None:
    """The element of a control."""
    with suppress(Error):
        return (await handle.evaluate_handle("(found, place) => found.elements[place]", thing.place)).as_element()
    return None


async def use(element: ElementHandle, control: Control, frame: Frame, stage: Stage) -> None:
    """Answer or press it. What does not let itself be used is left."""
    with suppress(Error, Hung):
        work = press(element) if control.kind in PRESSED else answer(element, control, frame)
        await within(work, stage.pace.hang)


async def press(element: ElementHandle) -> None:
    """Click it; where something lies over it, as the keyboard would."""
    try:
        await element.click(timeout=700, no_wait_after=True)
    except Error:
        await element.evaluate("element => { if (element.focus) element.focus(); if (element.click) element.click(); }")


async def answer(element: ElementHandle, control: Control, frame: Frame) -> None:
    """Give an answer by the keyboard."""
    keys = frame.page.keyboard
    await element.evaluate("element => element.focus()")
    kind = control.kind
    if kind in ("radio", "checkbox"):
        await keys.press("Space")
        # Only a native box is sure to hear the keyboard.
        checked = "e => e.checked === true || e.getAttribute('aria-checked') === 'true'"
        if not await element.evaluate(checked):
            await press(element)
    elif kind in ("select", "list"):
        await keys.press("ArrowDown")
        if await element.evaluate("element => element.selectedIndex <= 0"):
            await element.select_option(index=1, timeout=700)
    elif kind == "range":
        await keys.press("ArrowRight")
    else:
        await keys.type("42" if kind == "number" else "An answer")
        await keys.press("Tab")
