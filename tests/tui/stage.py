"""A console on a screen of a given size, its keys, and what can be read on it.

Law: a story runs in a thread of its own, for the browser's tests may own the main thread's event loop.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.pilot import Pilot

from game import library, session
from game.allowed import Hosting
from game.session import Session
from game.tui.app import Console
from game.tui.widgets.edges import NextStep
from tests.cases import compare_golden

SAMPLE = Path(__file__).parents[1] / "samples" / "scenarios" / "small-council.yaml"
GOLDEN = Path(__file__).parents[1] / "golden" / "tui"
CHARACTERS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "question_mark": "?", "slash": "/"}
Size = tuple[int, int]
SMALL, LARGE, TINY = (80, 24), (120, 40), (60, 20)


@dataclass
class Stage:
    """A running console."""

    app: Console
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        """The session on the screen."""
        assert self.app.desk is not None
        return self.app.desk.session

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let each settle; several words in one are several keys."""
        for key in " ".join(keys).split():
            self.strike(key)
            await self.settle()

    async def burst(self, keys: str) -> None:
        """Press keys faster than the console can draw, and let them settle together."""
        for key in keys.split():
            self.strike(key)
        await self.settle()

    async def type(self, words: str) -> None:
        """Type a sentence."""
        for sign in words:
            self.strike("space" if sign == " " else sign)
        await self.settle()

    def strike(self, key: str) -> None:
        """One key, as the terminal would report it."""
        self.app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))

    async def click(self, words: str) -> None:
        """Click on the last place where these words are."""
        row = max(number for number, line in enumerate(self.lines) if words in line)
        await self.pilot.click(offset=(self.lines[row].index(words), row))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is being done any more: twice in a row no message waits and nothing is to be drawn."""
        quiet = 0
        while quiet < 2 and not self.has_left:
            await self.app.workers.wait_for_complete()
            await self.pilot._wait_for_screen()
            quiet = quiet + 1 if self.is_quiet else 0
            self.app.screen._on_timer_update()

    async def hold(self, name: str, hidden: Path | None = None) -> None:
        """Hold the screen to its golden texts, small and large, and show it again as it was."""
        before = self.app.size
        for width, height in (SMALL, LARGE, before):
            await self.pilot.resize_terminal(width, height)
            await self.settle()
            text = self.text.replace(str(hidden), "…") if hidden else self.text
            compare_golden(GOLDEN / f"{name}-{width}x{height}.txt", text)

    async def see(self, words: str) -> None:
        """Wait until these words are on the screen, and what came with them too."""
        limit = monotonic() + 20
        await self.settle()
        while words not in self.words:
            assert monotonic() < limit, f"'{words}' never came:\n{self.text}"
            await asyncio.sleep(0.01)
            await self.settle()

    async def miss(self, words: str) -> None:
        """Wait until these words are gone from the screen."""
        limit = monotonic() + 20
        while words in self.words:
            assert monotonic() < limit, f"'{words}' stays:\n{self.text}"
            await asyncio.sleep(0.01)
            await self.settle()

    async def choose(self, words: str, seen: str) -> None:
        """Ask for an action by its name in the command palette, and wait for what it shows."""
        await self.press("ctrl+p")
        await self.type(words)
        await self.press("enter")
        await self.see(seen)

    @property
    def has_left(self) -> bool:
        """Whether the console was left."""
        return self.app._exit

    @property
    def is_quiet(self) -> bool:
        """Whether no message waits anywhere, and the screen is drawn."""
        screen = self.app.screen
        pending = screen._callbacks or screen._dirty_widgets or screen._layout_required or not screen.is_running
        return not pending and all(pump._message_queue.empty() for pump in (self.app, screen, *screen.walk_children()))

    async def enter_until(self, word: str) -> None:
        """Press Enter until the next step says this."""
        for _ in range(6):
            if word in self.next_step:
                return
            await self.press("enter")
        raise AssertionError(f"'{word}' never came: {self.next_step}")

    async def vote(self, *hands: int) -> None:
        """Count a show of hands, one number for each open option."""
        await self.press("v")
        for number in hands:
            await self.press(*str(number), "enter")

    async def play_round(self, *hands: int) -> None:
        """Count, decide, and go on."""
        await self.vote(*hands)
        await self.press("enter enter")

    @property
    def next_step(self) -> str:
        """What Enter does."""
        return self.app.screen.query_one(NextStep).label

    @property
    def lines(self) -> list[str]:
        """The screen as it is read."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen as it is read."""
        return "\n".join(self.lines) + "\n"

    @property
    def words(self) -> str:
        """The screen's words without its layout."""
        return " ".join(self.text.split())

    def styles(self) -> Iterator[tuple[str, Any]]:
        """Every run of words with the style in which it is drawn."""
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.text.strip():
                    yield segment.text, segment.style


Story = Callable[[Stage], Awaitable[None]]


def told(
    story: Story,
    session: Callable[[], Session | None],
    size: Size = SMALL,
    light: bool = False,
    hosting: Hosting | None = None,
) -> None:
    """Tell a story on a console with this session. It is opened where it is closed, for a lock belongs to a thread."""
    acted(lambda: Console(session(), light=light, hosting=hosting), story, size)


def acted(console: Callable[[], Console], story: Story, size: Size) -> None:
    """Tell a story on a console, in a thread of its own."""

    async def tell() -> None:
        app = console()
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            await story(stage)

    failures: list[BaseException] = []
    thread = threading.Thread(target=lambda: outcome(tell, failures))
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def outcome(tell: Callable[[], Any], failures: list[BaseException]) -> None:
    """Run in a loop of its own, and keep what went wrong."""
    try:
        asyncio.run(tell())
    except BaseException as failure:
        failures.append(failure)


def opened() -> Session:
    """A new session of the sample with a fixed seed."""
    return session.opened(library.load(SAMPLE), None, 1)


def nothing() -> None:
    """No session: the console starts with the list of what can be played."""
