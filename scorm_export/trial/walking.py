"""A learner at the keyboard of a course that nobody knows: looks, decides, acts, and waits until something changes.

Law: answers by the keyboard; what does not let itself be used is left. What to do is decided in deciding.py.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from playwright.async_api import ElementHandle, Error, Frame, JSHandle

from scorm_export.trial.deciding import (
    FRUITLESS,
    PRESSED,
    Memory,
    Step,
    Thing,
    is_held_back,
    state_of,
    things,
    view_of,
    wanted,
)
from scorm_export.trial.news import Control, Garbled, Seen, seen
from scorm_export.trial.stage import Hung, Stage, within

CONTROLS = (Path(__file__).parent / "scripts" / "controls.js").read_text("utf-8").partition("\n\n")[2]
MOST_FRAMES = 30
PAUSE = 0.05  # s between two looks
PATIENCE, LONG_PATIENCE = 1, 4
"""How often in a row it waits for more: where there is nothing to do; where what leads on cannot be used yet."""


@dataclass
class Walker:
    """Someone before the course."""

    stage: Stage
    memory: Memory = field(default_factory=Memory)
    steps: int = 0
    answers: int = 0
    waits: int = 0
    """How often in a row it waited."""
    end: str = ""
    """Why the walk was over; nothing while it goes on."""

    async def step(self) -> str:
        """Do the next thing, and say what: nothing where there is nothing left to do."""
        frames = self.stage.frames()[:MOST_FRAMES]
        looks = [await look(frame, self.stage) for frame in frames]
        views = [found for found, _ in looks]
        view = view_of(views)
        self.memory.learn(views)
        step = wanted(things(views), view, self.memory)
        if (step is None or step.what == "finish") and self.waits < patience(step, views):
            self.waits += 1
            await self._changes(views, self.stage.pace.open)
            return "wait"
        self.waits = 0
        if step is None or self.memory.fruitless > FRUITLESS:
            self.end = "to where nothing led on"
            return ""
        self.memory.remember(step, view)
        for thing in step.things:
            handle = looks[thing.frame][1]
            element = await element_of(handle, thing) if handle else None
            if element:
                await use(element, thing.control, frames[thing.frame], self.stage)
        self.steps += 1
        if step.what == "answer":
            self.answers += len(step.things)
        else:
            await self._changes(views, self.stage.pace.settle / (1 if step.what == "next" else 2))
        return step.what

    async def _changes(self, before: list[Seen], seconds: float) -> None:
        """Wait until something else is seen, at most so long."""
        end = monotonic() + seconds
        while monotonic() < end:
            views = [(await look(frame, self.stage))[0] for frame in self.stage.frames()[:MOST_FRAMES]]
            if state_of(views) != state_of(before):
                return
            await asyncio.sleep(PAUSE)


def patience(step: Step | None, frames: list[Seen]) -> int:
    """How often it is worth while to wait before this step."""
    if is_held_back(frames):
        return LONG_PATIENCE
    return 0 if step else PATIENCE


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
        await element.click(timeout=1500, no_wait_after=True)
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
