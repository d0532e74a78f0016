"""Plays small packages on trial, some at a time, in one browser."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from scorm_export.inspection.package import opened
from scorm_export.preview.serving import serving
from scorm_export.trial import judging, stage
from scorm_export.trial.faults import CMI5_FAULTS, FAULTS
from scorm_export.trial.pace import Pace
from scorm_export.trial.playable import playable
from scorm_export.trial.playing import Run, played
from scorm_export.trial.shelf import Shelf

BRISK = Pace(
    play=60,
    start=15,
    idle=0.2,
    settle=1,
    open=1,
    answer=0.2,
    close=4,
    fault=40,
    mend=5,
    hang=30,
    late=4,
    drop=1.5,
    steps=7,
)
"""For small courses that answer at once."""
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Played:
    """A package of one unit, as it was played."""

    codes: set[str]
    run: Run
    happened: dict[str, str]


async def play(chromium: Browser, path: Path, pace: Pace, faults: Iterable[str]) -> Played:
    """Play a package plainly and under these faults."""
    held, _, _ = opened(path)
    assert held is not None
    with held.zip:
        package, wrong = playable(held)
        assert package is not None, wrong
        (unit,) = package.units
        with serving(Shelf(held)) as host:
            plain = await played(chromium, host, unit, package.runtime, pace, pace.play)
            found = list(judging.findings(package, plain))
            happened = {}
            for fault in CMI5_FAULTS if package.is_cmi5 else FAULTS:
                if fault.code in faults:
                    run = await played(chromium, host, unit, package.runtime, pace, pace.fault, fault)
                    happened[fault.name], more = judging.under_fault(package, run, plain)
                    found += more
    return Played({one.code for one in found}, plain, happened)


def all_at_once(jobs: Mapping[str, Callable[[Browser], Coroutine[Any, Any, Any]]]) -> dict[str, Any]:
    """Do all these in one browser, some at a time; in a thread, for another browser has this one's loop."""

    async def every() -> dict[str, Any]:
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(job: Callable[[Browser], Coroutine[Any, Any, Any]]) -> Any:
            async with turn:
                return await job(chromium)

        async with stage.browser() as chromium:
            done = await asyncio.gather(*(one(job) for job in jobs.values()))
        return dict(zip(jobs, done, strict=True))

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(every())).result()


@asynccontextmanager
async def lent(chromium: Browser) -> AsyncIterator[Browser]:
    """A browser that stays open."""
    yield chromium
