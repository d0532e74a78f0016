"""A console whose process is killed, while ballots come in or in the hot wash: its journal holds all that was shown."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from game import hotwash, journal, library, session, views
from game.events import Voted
from tests.cases import PROOF
from tests.tui.stage import SAMPLE

PATIENCE = 60.0
LINES = ("The deeds", "The keys", "The ledger", "The map", "The safe", "The van")
TURNOUT = re.compile(r"(\d+) of 8 ha(?:s|ve) voted")


@dataclass
class Terminal:
    """A console as a process of its own, and all that it has drawn."""

    process: "subprocess.Popen[bytes]"
    ours: int
    drawn: str = ""

    def look(self, seconds: float) -> bool:
        """Wait for something to be drawn; whether there was."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return False
        self.drawn += os.read(self.ours, 256).decode("utf-8", "ignore")
        return True

    def until(self, is_there: Callable[[str], object], keys: bytes = b"") -> None:
        """Press keys, again whenever nothing is drawn any more, until something is there."""
        limit = monotonic() + PATIENCE
        os.write(self.ours, keys)
        while not is_there(self.drawn):
            assert monotonic() < limit, self.drawn[-3000:]
            if not self.look(1):
                os.write(self.ours, keys)

    def kill(self) -> None:
        """At once, and look at all that it had drawn by then."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        with suppress(OSError):  # the end of a terminal that nobody writes to any more
            while self.look(0):
                pass


@contextmanager
def console(home: Path, *arguments: str) -> Iterator[Terminal]:
    """The console on a terminal of 80 by 24."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "SIRO_HOME": str(home), "TMPDIR": str(home), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "game", *arguments]
    process = subprocess.Popen(
        command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, cwd=Path(__file__).parents[2]
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def turnout(drawn: str) -> int:
    """How many have voted, as the screen said last."""
    found = TURNOUT.findall(drawn)
    return int(found[-1]) if found else 0


@pytest.mark.parametrize("moment", range(1, 8) if PROOF else (2, 5))
def test_killed_while_ballots_come_in(tmp_path: Path, moment: int) -> None:
    with console(tmp_path, "rehearse", str(SAMPLE), "--seed", "4") as terminal:
        terminal.until(lambda drawn: "Begin the exercise" in drawn)
        terminal.until(lambda drawn: "Round 1" in drawn, b"\r")
        terminal.until(turnout, b"o")
        terminal.until(lambda drawn: turnout(drawn) >= min(moment, 7))
        terminal.kill()
    (kept,) = tmp_path.glob("*/rehearsal.jsonl")
    held = session.resumed(kept)
    ballots = [event for event in journal.read(kept).events if isinstance(event, Voted)]
    assert len(ballots) >= turnout(terminal.drawn)
    assert views.facilitator(held).voted >= turnout(terminal.drawn) > 0
    held.close()


@pytest.mark.parametrize("moment", range(1, 7) if PROOF else (1, 4))
def test_killed_in_the_hot_wash(tmp_path: Path, moment: int) -> None:
    path = tmp_path / "w.jsonl"
    held = session.opened(library.load(SAMPLE), path, 1)
    held.begin()
    held.count({"carry": 5})
    held.decide()
    held.close()

    def shown(drawn: str) -> list[str]:
        return [line for line in LINES if re.search(rf"•[^•]{{0,60}}{line}", drawn)]

    with console(tmp_path, "play", "--resume", str(path)) as terminal:
        terminal.until(lambda drawn: "Decided" in drawn)
        terminal.until(lambda drawn: "Where you stand" in drawn and "Hot wash" in drawn, b"h")
        terminal.until(lambda drawn: "What the room says" in drawn, b"\r")
        os.write(terminal.ours, "".join(f"{line}\r" for line in LINES).encode())
        terminal.until(lambda drawn: len(shown(drawn)) >= moment)
        terminal.kill()
    held = session.resumed(path)
    kept = tuple(one.event.text for one in hotwash.hot_wash(held.journal.contents.entries).entries)
    assert kept == LINES[: len(kept)]
    assert set(shown(terminal.drawn)) <= set(kept)
    held.close()
