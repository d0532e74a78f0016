"""One unit played once: opened, looked at, walked through, killed and opened again, closed.

Law: gives what happened as a frozen Run, whatever happened; judges nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error

from scorm_export.preview import recorder
from scorm_export.preview.recordstore import RecordStore
from scorm_export.preview.storing import storing
from scorm_export.trial import calls as heard
from scorm_export.trial.calls import Call
from scorm_export.trial.faults import Fault
from scorm_export.trial.gate import gate
from scorm_export.trial.news import News
from scorm_export.trial.pace import Pace
from scorm_export.trial.playable import CMI5, Unit
from scorm_export.trial.registration import Registration
from scorm_export.trial.stage import Crashed, Gone, Hung, Notes, Stage, count
from scorm_export.trial.walking import Walker

PAUSE = 0.05  # s between two looks at the LMS
LAUNCHING = 3  # steps
ENDS: Mapping[type[Exception], str] = {Hung: "hangs", Crashed: "crashed", Gone: "left-lms"}


@dataclass(frozen=True, slots=True)
class Killed:
    """How the tab was killed: after which call, what was set and not committed, whether after an answer."""

    at: int
    lost: tuple[str, ...]
    after_answer: int
    """The number of the first call after the answer; none where nothing had been answered."""
    after_one: bool = False
    """Whether something had been answered."""


@dataclass(frozen=True, slots=True)
class Run:
    """One unit played once. Numbers are those of calls: how many there were at that moment."""

    unit: Unit
    fault: Fault | None
    calls: tuple[Call, ...] = ()
    beyond: int = 0
    opened: int = 0
    closing: int = 0
    killed: Killed | None = None
    end: str = ""
    """Why the walk was over, in words."""
    stopped: str = ""
    """The code of what stopped the whole run, if something did."""
    steps: int = 0
    answers: int = 0
    seconds: float = 0
    owed: tuple[str, ...] = ()
    """What a fault kept from the LMS, and the course never told again."""
    mended: float = 0
    """Seconds until all of that was told again."""
    left: str = ""
    """Where the course ended by itself: whether it `led back` to the LMS or `stayed`."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the LMS has in the end."""
    outside: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[str, int] = field(default_factory=dict)

    @property
    def again(self) -> tuple[Call, ...]:
        """The calls after the tab was killed."""
        return self.calls[self.killed.at :] if self.killed else ()

    @property
    def total(self) -> int:
        """How many calls there were, also those that were not kept."""
        return len(self.calls) + self.beyond


@dataclass
class Play:
    """A run while it goes on."""

    stage: Stage
    walker: Walker
    unit: Unit
    runtime: str
    fault: Fault | None
    registration: Registration | None = None
    """Where the unit speaks cmi5."""
    opened: int = 0
    closing: int = 0
    killed: Killed | None = None
    last: News | None = None
    owed: tuple[str, ...] = ()
    mended: float = 0
    left: str = ""

    @property
    def pace(self) -> Pace:
        """How long things may take."""
        return self.stage.pace

    @property
    def notes(self) -> Notes:
        """What was heard and seen."""
        return self.stage.notes

    async def news(self) -> News:
        """What the LMS heard meanwhile."""
        try:
            told = await self.stage.news()
        finally:
            self.hears()
        self.last = self.registration.news(told) if self.registration else told
        return self.last

    def hears(self) -> None:
        """Take in what the record store heard."""
        if self.registration:
            self.notes.hear(*self.registration.heard())

    async def wait(self, seconds: float, until: Callable[[News], bool]) -> bool:
        """Look at the LMS until something holds, or the time is over. Gives whether it held."""
        end = monotonic() + seconds
        while not until(await self.news()):
            if monotonic() > end:
                return False
            await asyncio.sleep(PAUSE)
        return True

    async def quiet(self, seconds: float) -> None:
        """Until the course says no more, at most so long."""
        end, before, still = monotonic() + seconds, -1, 0
        while still < 2 and monotonic() < end:
            await self.news()
            number = len(self.notes.calls) + self.notes.beyond
            still = still + 1 if number == before else 0
            before = number
            await asyncio.sleep(PAUSE)

    async def begins(self) -> bool:
        """Open the course and wait until it has found its LMS. Gives whether it has."""
        began = len(self.notes.calls)
        late = self.pace.late if self.fault and self.fault.name == "late" else 0
        await self.stage.opens(**(self.with_store(late) if self.registration else self.with_api(late)))
        found = await self.wait(late + self.pace.start, lambda _: heard.began(self.notes.calls[began:]))
        if self.registration:
            self.registration.started()
        return found

    def with_api(self, late: float) -> dict[str, str]:
        """What the LMS's page is asked where it has an API."""
        asked = dict(self.fault.asked) if self.fault else {}
        if late:
            asked["late"] = str(int(late * 1000))
        given = {"mastery": self.unit.mastery, "launch": self.unit.launch}
        asked |= {name: value for name, value in given.items() if value}
        return {"standard": self.runtime, "course": f"{recorder.COURSE}/{self.unit.address}", **asked}

    def with_store(self, late: float) -> dict[str, str]:
        """What the LMS's page is asked where it has a record store."""
        if self.registration is None:
            return {}
        self.registration.store.late = late
        course = f"{recorder.COURSE}/{self.registration.address(self.stage.host)}"
        return {"standard": "none", "course": course, **({"window": "yes"} if self.unit.own_window else {})}

    async def looks(self) -> None:
        """Look on without touching anything."""
        await self.wait(self.pace.idle, lambda _: False)

    async def walks(self, seconds: float, steps: int, *, kills: bool = False, failed: int = 0) -> None:
        """Walk through; kill the tab after the first answer, where that is asked, and go on; until commits failed."""
        end = monotonic() + seconds
        answered = False
        while not self.walker.end and self.walker.steps < steps:
            if failed and sum(one.reason == "not kept" for one in self.notes.calls) >= failed:
                return
            if monotonic() > end:
                self.walker.end = "until the time was over"
                return
            before = len(self.notes.calls)
            what = await self.walker.step()
            await self.quiet(self.pace.settle)
            handed_in = answered and what == "submit"
            answered = what == "answer" or (answered and what != "submit")
            new = self.notes.calls[before:]
            if await self.has_ended():
                return
            recorded = any(one.is_answer and not one.refused for one in new)
            if kills and not self.killed and (recorded or handed_in):
                await self.is_killed(before)
                answered = False

    async def has_ended(self) -> bool:
        """Whether the course has ended by itself; cmi5 has it lead its learner back then."""
        told = self.last
        if not self.registration or (self.fault and self.fault.name == "spent") or not told:
            return False
        if told.phase != "has ended":
            return False
        end = monotonic() + self.pace.close
        while not self.stage.led_back and monotonic() < end:
            await asyncio.sleep(PAUSE)
        self.left = "led back" if self.stage.led_back else "stayed"
        self.walker.end = f"until it ended by itself and {self.left}"
        return True

    async def is_killed(self, answer: int | None = None) -> None:
        """Kill the tab, and come back."""
        await self.quiet(self.pace.answer)
        news = await self.news()
        number = len(self.notes.calls)
        self.killed = Killed(number, news.lost, number if answer is None else answer, answer is not None)
        await self.stage.kills()
        if not await self.begins():
            await self.launches()
        await self.quiet(self.pace.settle)

    async def launches(self) -> None:
        """Some courses open a window of their own only once a button is pressed: so a newcomer presses on."""
        newcomer = Walker(self.stage)
        began = self.killed.at if self.killed else 0
        while newcomer.steps < LAUNCHING and not newcomer.end and not heard.began(self.notes.calls[began:]):
            await newcomer.step()
            await self.quiet(self.pace.settle)

    async def closes(self) -> None:
        """Say goodbye and hear what is said to that. First what was done last has its time to be said."""
        await self.wait(self.pace.settle, lambda _: False)
        self.closing = len(self.notes.calls)
        await self.stage.leaves()
        await self.wait(self.pace.close, lambda news: news.phase == "has ended")
        await self.quiet(self.pace.settle)

    def run(self, stopped: str, seconds: float) -> Run:
        """What came of it."""
        self.hears()
        notes, last = self.notes, self.last
        return Run(
            self.unit,
            self.fault,
            tuple(notes.calls),
            notes.beyond,
            self.opened,
            self.closing or len(notes.calls),
            self.killed,
            self.walker.end,
            stopped,
            self.walker.steps,
            self.walker.answers,
            seconds,
            self.owed,
            self.mended,
            self.left,
            last.kept if last else {},
            dict(notes.outside),
            dict(notes.missing),
            dict(notes.errors),
        )


async def plainly(play: Play, seconds: float) -> None:
    """Opened, looked at, walked through with a kill on the way, closed."""
    if await play.begins():
        await play.looks()
    play.opened = len(play.notes.calls)
    await play.walks(seconds, play.pace.steps, kills=True)
    if play.killed is None:
        await play.is_killed()
    await play.closes()


async def under_fault(play: Play, seconds: float) -> None:
    """Opened and walked through for a while under a fault, until the course has made up for it, and closed."""
    pace = play.pace
    name = play.fault.name if play.fault else ""
    await play.begins()
    await play.quiet(pace.settle)
    play.opened = len(play.notes.calls)
    if name == "offline":
        await dropped(play, seconds)
    if name == "spent":
        await loaded_again(play, seconds)
    await play.walks(seconds, pace.fault_steps, failed=2 if name == "commit" else 0)
    if name in ("commit", "offline"):
        began = monotonic()
        await play.wait(pace.mend, lambda news: not serious(news.owed))
        play.mended = monotonic() - began
    if play.registration:
        play.registration.mended()
    if name == "cut":
        await play.is_killed()
    play.owed = serious(play.last.owed) if play.last else ()
    await play.closes()


async def dropped(play: Play, seconds: float) -> None:
    """Some steps with the network, and some without."""
    half = play.pace.fault_steps // 3
    await play.walks(seconds / 3, half)
    await play.stage.goes(offline=True)
    end = monotonic() + play.pace.drop
    await play.walks(play.pace.drop, 2 * half)
    await play.wait(max(0, end - monotonic()), lambda _: False)
    await play.stage.goes(offline=False)
    play.walker.end = ""


async def loaded_again(play: Play, seconds: float) -> None:
    """Some steps, and then the page is loaded again."""
    await play.walks(seconds / 3, play.pace.fault_steps // 3)
    if play.registration:
        play.registration.loaded_again()
    await play.stage.loads_again()
    await play.quiet(play.pace.settle)


def serious(names: Iterable[str]) -> tuple[str, ...]:
    """What a learner would miss of these elements."""
    return tuple(name for name in names if not heard.PASSING.match(name))


async def played(
    chromium: Browser, host: str, unit: Unit, runtime: str, pace: Pace, seconds: float, fault: Fault | None = None
) -> Run:
    """One unit played once, whatever comes."""
    began = monotonic()
    async with playing(chromium, host, unit, runtime, pace, fault) as play:
        stopped = ""
        try:
            await (under_fault if fault else plainly)(play, seconds)
        except (Hung, Crashed, Gone) as stop:
            stopped = ENDS[type(stop)]
        except Error as error:
            stopped = "crashed" if play.notes.crashed else "left-lms"
            play.notes.errors[error.message.partition("\n")[0][:200]] += 1
        return play.run(stopped, monotonic() - began)


@asynccontextmanager
async def playing(
    chromium: Browser, host: str, unit: Unit, runtime: str, pace: Pace, fault: Fault | None
) -> AsyncIterator[Play]:
    """A learner who is about to open a unit."""
    if runtime != CMI5:
        async with Stage.opened(chromium, host, pace) as stage:
            yield Play(stage, Walker(stage), unit, runtime, fault)
        return
    notes = Notes()
    with storing(RecordStore(unit.identifier)) as store:
        registration = Registration(store, unit, fault)
        hosts = frozenset(urlsplit(one).netloc for one in (host, store.address))
        with gate(hosts, partial(count, notes.outside)) as proxy:
            async with Stage.opened(chromium, host, pace, proxy, notes) as stage:
                stage.unheard = registration.missed
                yield Play(stage, Walker(stage), unit, runtime, fault, registration)
