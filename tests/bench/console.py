"""How quick the console is: from process start to its first screen, and from a key to the screen that answers it.

Law: start is measured on a terminal of its own against an empty Textual app, taken in turn; a key's time is the
processor's, so that a busy machine does not count, from the key's arrival to the last drawing that it caused. What the
clock says is told beside it.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TypeAlias

from textual.screen import Screen

from game import library, session, tables
from game.phases import Phase
from game.seating import Seat, SetUp
from game.tui import sweeping
from game.tui.app import Console
from game.tui.screens import face
from tests.tui.stage import Stage

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Ctrl+P")
Empty().run()
"""
SIZE = (120, 40)
READY = (b"Ctrl+P",)
"""What stands on the empty app's screen, and nowhere before."""
USABLE = (b"EXERCISE", b"Choose a scenario", b"type to search", b"Enter", b"Search", b"Ctrl+P")
"""What stands on ours once it can be used: the title, how to search, the next step, the keys."""
TEN = ("Ade", "Bea", "Cal", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jem")
START_LIMIT, KEY_LIMIT = 1.3, 50.0

Told = Callable[[str, str, bool, str], bool]


def console(told: Told) -> Iterator[bool]:
    """Both figures."""
    yield starting(told)
    yield asyncio.run(answering(told))


def starting(told: Told, pairs: int = 9) -> bool:
    """From process start to the first screen."""
    with tempfile.TemporaryDirectory() as home:
        siro = [sys.executable, "-m", "game", "play"]
        taken = [
            (first_screen([sys.executable, "-c", EMPTY], home, READY), first_screen(siro, home, USABLE))
            for _ in range(pairs)
        ]
    found = median(mine / theirs for theirs, mine in taken)
    line = f"{median(mine for _, mine in taken):.2f} s against {median(theirs for theirs, _ in taken):.2f} s"
    return told(
        "process start to first screen",
        f"{found:.2f} times an empty Textual app ({line})",
        found <= START_LIMIT,
        f"at most {START_LIMIT:g}",
    )


def first_screen(command: list[str], home: str, words: Sequence[bytes]) -> float:
    """Seconds until all these words stand on a terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    environment = {**os.environ, "SIRO_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    seen = b""
    while not all(word in seen for word in words):
        assert select.select([ours], [], [], 60)[0], seen[-500:]
        seen += os.read(ours, 65536)
    taken = time.perf_counter() - started
    process.kill()
    process.wait()
    os.close(theirs)
    os.close(ours)
    return taken


async def answering(told: Told) -> bool:
    """Keys of three rounds at eight tables of ten, each until the last drawing that it caused."""
    face.CALM = 0
    seats = tuple(Seat(name=f"Table {number}", delegates=TEN, number=10) for number in range(1, 9))
    setup = SetUp(seats=seats, voting="both", quorum=50, pace="one by one")
    with tempfile.TemporaryDirectory() as folder:
        held = session.opened(library.load(library.find(library.FLAGSHIP)), Path(folder) / "b.jsonl", 1, setup)
        app = Console(held)
        async with app.run_test(size=SIZE) as pilot:
            sweeping.settle()
            taken = [each async for each in keys(Stage(app, pilot))]
    worked = sorted(one for one, _ in taken)
    slowest, waited = (
        worked[int(len(taken) * 0.95)] * 1000,
        sorted(one for _, one in taken)[int(len(taken) * 0.95)] * 1000,
    )
    return told(
        "a key with eight tables of ten",
        f"{slowest:.0f} ms of the processor's time at the 95th percentile of {len(taken)} keys,"
        f" {median(worked) * 1000:.0f} ms at the median; {waited:.0f} ms by the clock, disk and all",
        slowest <= KEY_LIMIT,
        f"at most {KEY_LIMIT:g} ms",
    )


async def keys(stage: Stage) -> AsyncIterator[Took]:
    """Two rounds at every table: read, vote by phones and by hands, look at the tables, note, decide, compare."""
    held = stage.session
    watch = Watch(stage)
    yield await watch.key("enter")
    for _ in range(2):
        for number in range(8):
            while "Open the vote" not in stage.next_step:
                yield await watch.key("enter")
            for key in ("n", "n", "s", "s", "w", "escape", "c", "plus", "c", "k", "escape", "enter"):
                yield await watch.key(key)
            options = tables.open_options(held.play, held.tables[number].state)
            for place, name in enumerate(TEN[:8]):
                held.vote(name, (options[place % 3 % len(options)],), number)
            for key in ("v", *("0 enter " * (len(options) - 1)).split(), "2", "enter"):
                yield await watch.key(key)
            while held.tables[number].phase not in (Phase.OUTCOME, Phase.TIED, Phase.SHORT):
                yield await watch.key("enter")
            if held.tables[number].phase is not Phase.OUTCOME:
                held.override((options[0],), "to go on", number)
                await stage.settle()
            yield await watch.key("u")
            yield await watch.key("escape")
            yield await watch.key("enter")
        yield await watch.key("enter")


Took: TypeAlias = tuple[float, float]


class Watch:
    """Presses a key, and tells how long it was until the last drawing that it caused."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.drawn = now()
        display = stage.app._display

        def watched(screen: Screen[object], renderable: object) -> None:
            display(screen, renderable)  # type: ignore[arg-type]
            self.drawn = now()

        stage.app._display = watched  # type: ignore[method-assign]

    async def key(self, key: str) -> Took:
        """Seconds that this key took: of the processor's time, and by the clock."""
        while not self.stage.is_quiet:
            await asyncio.sleep(0.001)
        self.drawn = started = now()
        self.stage.strike(key)
        await asyncio.sleep(0)
        quiet = 0
        while quiet < 3:
            quiet = quiet + 1 if self.stage.is_quiet else 0
            await asyncio.sleep(0.003)
        return self.drawn[0] - started[0], self.drawn[1] - started[1]


def now() -> Took:
    """The seconds that this thread has worked, and those of the clock."""
    return time.thread_time(), time.perf_counter()
