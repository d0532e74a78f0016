"""How the room holds up: hundreds of phones that vote within a second, the console beside them, and an hour of it.

Law: the server is the real one, over loopback; the phones are real HTTP clients in a process of their own. A vote's
time is from the phone's request to the answer that says it is recorded, and then to the page that says so in words.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game import library, session
from game.phases import Phase
from game.room.host import Room
from game.room.ways import Ways
from game.seating import Seat, SetUp
from game.session import Session
from game.tui.app import Console
from game.tui.screens import face
from tests.bench.console import SIZE
from tests.room.stage import port_of_its_own
from tests.tui.stage import Stage

HOURS = 5 if os.environ.get("PROOF") else 1
DROPS, VOTES, FEW = 60, 12, 60
"""In an hour each of a few phones is dropped once a minute and votes twelve times."""
GROWTH = 8.0
"""MiB that the server may grow in it, once it is warm: the journal is kept in memory, and nothing else."""

Told = Callable[[str, str, bool, str], bool]


def room(told: Told) -> Iterator[bool]:
    """Every figure."""
    yield from asyncio.run(crowd(told, 300, 1, is_small=True))
    yield from asyncio.run(crowd(told, 1_000, 4, is_small=False))
    yield soaked(told)


class Swarm:
    """The phones' process."""

    def __init__(self, base: str, secret: str, number: int, tables: int) -> None:
        command = [sys.executable, "-m", "tests.bench.swarm", base, secret, str(number), str(tables)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line: str) -> None:
        """Have the phones do something."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """What came of it."""
        assert self.process.stdout
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    async def done(self, line: str) -> dict[str, Any]:
        """The same, while the console goes on."""
        self.ask(line)
        return await asyncio.to_thread(self.hear)

    def close(self) -> None:
        """End it."""
        with self.process:
            self.process.kill()


async def crowd(told: Told, number: int, tables: int, is_small: bool) -> list[bool]:
    """So many delegates vote within a second, with the console in the server's process."""
    face.CALM = 0
    seats = tuple(Seat(name=f"Table {place}") for place in range(1, tables + 1))
    with tempfile.TemporaryDirectory() as folder:
        flagship = library.load(library.find(library.FLAGSHIP))
        held = session.opened(flagship, Path(folder) / "r.jsonl", 1, SetUp(seats=seats, voting="phones"))
        served = Room(Ways(host="127.0.0.1", port=port_of_its_own()))
        served.start()
        served.show(held)
        swarm = Swarm(served.address, held.guests.secret, number, tables)
        try:
            await swarm.done("join")
            app = Console(held)
            async with app.run_test(size=SIZE) as pilot:
                found = await voted(Stage(app, pilot), held, swarm)
        finally:
            swarm.close()
            served.stop()
            held.close()
    return list(judged(told, number, is_small, found))


@dataclass(frozen=True, slots=True)
class Found:
    """What one vote of the whole room came to."""

    acknowledged: list[float]
    worded: list[float]
    complete: float
    """Seconds from the last acknowledgement to the console that shows it."""
    counted: int
    right: int
    messages: list[int]


async def voted(stage: Stage, held: Session, swarm: Swarm) -> Found:
    """Open, vote, close and show, at every table."""
    await stage.settle()
    await stage.press("enter")
    assert held.table.phase is Phase.DISCUSSING
    for number, table in enumerate(held.tables):
        if table.phase is Phase.OPENING:
            held.begin(number)
    await swarm.done("seen Round 1 of")
    pending = asyncio.create_task(swarm.done("vote 1"))
    await stage.press("enter")
    for number, table in enumerate(held.tables):
        if table.phase is Phase.DISCUSSING:
            held.open_vote(number)
    taken = await pending
    here = len(held.guests.at(0))
    limit = time.time() + 20
    while f"{here} of {here} have voted" not in stage.words and time.time() < limit:
        await asyncio.sleep(0.005)
    complete = time.time() - taken["at"]
    ballots = {name: choice for table in held.tables for name, choice in table.vote.ballots.items()}
    for number in range(len(held.tables)):
        held.close_vote(number)
        held.reveal(number)
    seen = await swarm.done("seen The vote is (shown|tied)")
    return Found(
        acknowledged=sorted(one for one, _ in taken["taken"]),
        worded=sorted(two for _, two in taken["taken"]),
        complete=complete,
        counted=sum(len(table.vote.ballots) for table in held.tables),
        right=sum(ballots.get(name) == (choice,) for name, choice in taken["choices"].items()),
        messages=seen["messages"],
    )


def judged(told: Told, number: int, is_small: bool, found: Found) -> Iterator[bool]:
    """The figures of one vote."""
    at = int(number * 0.95)
    fast = found.acknowledged[at] * 1000
    line = f"{fast:.0f} ms at the 95th percentile, {found.worded[at] * 1000:.0f} ms to the page that says so"
    limit = "under 250 ms" if is_small else "reported"
    yield told(f"{number} votes within a second", line, fast < 250 or not is_small, limit)
    whole = found.counted == found.right == number
    yield told(f"{number} votes counted", f"{found.counted}, {found.right} as chosen", whole, "each exactly once")
    most = max(found.messages)
    yield told(f"messages to each of {number}", f"{most} at most, {sum(found.messages)} in all", most <= 2, "at most 2")
    if is_small:
        after = f"{found.complete:.2f} s after the last vote"
        yield told("the console is complete", after, found.complete < 1, "within 1 s")


def soaked(told: Told) -> bool:
    """An hour in less than a minute: phones come and go all the time, in a server that does nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.room.alone", str(Path(folder) / "s.jsonl"), str(port_of_its_own())]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            port, join, _ = server.stdout.readline().split()
            swarm = Swarm(f"http://127.0.0.1:{port}", join.rpartition("/")[2], FEW, 1)
            try:
                swarm.ask("join")
                swarm.hear()
                wandered(swarm, DROPS // 4, VOTES // 4)
                warm, started = memory(server.pid), time.perf_counter()
                wandered(swarm, HOURS * DROPS, HOURS * VOTES)
                grown, took = memory(server.pid) - warm, time.perf_counter() - started
            finally:
                swarm.close()
                server.kill()
    figures = (
        f"{grown:+.1f} MiB from {warm:.0f} MiB, {FEW} phones, {FEW * HOURS * DROPS:,} reconnections in {took:.0f} s"
    )
    return told(f"memory over {HOURS} h of a workshop", figures, grown <= GROWTH, f"at most {GROWTH:g} MiB")


def wandered(swarm: Swarm, turns: int, votes: int) -> None:
    """Phones come and go so often, and vote."""
    swarm.ask(f"wander {turns} {votes}")
    swarm.hear()


def memory(process: int) -> float:
    """MiB that a process holds."""
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(found.stdout) / 1024


if __name__ == "__main__":
    from tests.bench.bench import told

    sys.exit(0 if all([*room(told)]) else 1)
