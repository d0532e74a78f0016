"""Who looks at the room now, and when each is told to look again. Law: nobody's vote makes anybody else's phone look.

A stream carries no queue: it is woken, looks, and sends what there is to see then. So a phone that is slow skips what
is over, and holds nobody up. A phone is woken by what changes at its table, except ballots, hands, notes and who is
there; in a briefing, by another slide and by the answers being shown. A close waits a second for the reveal, which
mostly follows, so that a vote costs each phone two messages.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from game.guests import Guest
from game.phases import Phase
from game.room.ways import Limits
from game.tables import Table, Vote

if TYPE_CHECKING:
    from game.session import Session

CALM = 0.05
"""Seconds in which changes become one."""
STAY = 1.0
"""Seconds that a close waits for the reveal."""
BREATH = 0.25
"""Seconds between two looks of a wall."""
GROUP = 20
"""Phones woken at once; between two groups those who ask get their turn."""
MOST_WALLS = 50


@dataclass(frozen=True, slots=True)
class Moment:
    """All that what a phone shows depends on, but for what it does itself."""

    session: Session | None = None
    guest: Guest | None = None
    table: Table | None = None
    slide: object = None
    """What all phones see alike of a briefing, without a session."""


class Stream:
    """Somebody who looks: a phone, by its key, or a wall, which has none."""

    def __init__(self, key: str = "") -> None:
        self.key = key
        self.seen: Moment | None = None
        """What was when it looked last."""
        self.has_ended = False
        self.news = asyncio.Event()

    def wake(self) -> None:
        """Something is to be seen."""
        self.news.set()

    def end(self) -> None:
        """Nothing more is to be seen here."""
        self.has_ended = True
        self.news.set()

    async def wait(self, seconds: float) -> bool:
        """Whether something is to be seen, within so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self.news.wait()
        except TimeoutError:
            return False
        self.news.clear()
        return True


class Hub:
    """Every stream of the room. Lives in one event loop; only `notify` and `nudge` may be called from elsewhere."""

    def __init__(
        self,
        limits: Limits,
        session: Callable[[], Session | None],
        told: Callable[[], None],
        slide: Callable[[], object] = lambda: None,
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.limits = limits
        self.session = session
        self.slide = slide
        self.told = told
        """Called when other phones are live than before."""
        self.phones: dict[str, list[Stream]] = {}
        self.walls: list[Stream] = []
        self.live: Mapping[str, int] = {}
        """How many streams each delegate has."""
        self.timers: dict[Hashable, asyncio.TimerHandle] = {}
        self.rounds: set[asyncio.Task[None]] = set()

    def notify(self) -> None:
        """Something has changed. Safe from any thread, and when the loop is over."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.changed)

    def changed(self) -> None:
        """Look soon; many changes become one."""
        self.soon("phones", CALM, self.look)
        self.soon("walls", BREATH, self.look_at_walls)

    def soon(self, what: Hashable, seconds: float, act: Callable[[], None]) -> None:
        """Do something in a while, once."""
        if what not in self.timers:
            self.timers[what] = self.loop.call_later(seconds, self.now, what, act)

    def now(self, what: Hashable, act: Callable[[], None]) -> None:
        """The while is over."""
        self.timers.pop(what, None)
        act()

    def look(self) -> None:
        """Wake the phones for which something has changed; those that wait for a reveal a little later."""
        due = []
        for stream, now in self.behind():
            if is_closing(stream.seen, now) and now.guest:
                table = now.guest.table
                self.soon(table, STAY, partial(self.look_at, table))
            else:
                due.append(stream)
        self.rouse(due)

    def look_at(self, table: int) -> None:
        """Wake the phones of a table for which something has changed."""
        self.rouse([stream for stream, now in self.behind() if now.guest and now.guest.table == table])

    def behind(self) -> Iterator[tuple[Stream, Moment]]:
        """The phones that have not seen what is now, and that."""
        essences: dict[int, Table] = {}
        for stream in self.every_phone():
            now = self.moment(stream.key, essences)
            if now != stream.seen:
                yield stream, now

    def moment(self, key: str, essences: dict[int, Table] | None = None) -> Moment:
        """What is now for a phone; essences once found are kept and used again."""
        session, kept = self.session(), {} if essences is None else essences
        guest = session.guests.of_key(key) if session else None
        if session is None:
            return Moment(slide=self.slide())
        if guest is None:
            return Moment(session)
        if guest.table not in kept:
            kept[guest.table] = essence(session.tables[guest.table])
        return Moment(session, guest, kept[guest.table])

    def look_at_walls(self) -> None:
        """Wake the walls."""
        self.rouse(self.walls)

    def nudge(self, key: str) -> None:
        """Wake one phone. Safe from any thread."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(lambda: self.rouse(self.phones.get(key, ())))

    def every_phone(self) -> Iterable[Stream]:
        """The streams of all phones."""
        return chain.from_iterable(self.phones.values())

    def rouse(self, streams: Iterable[Stream]) -> None:
        """Wake these, a few at a time."""
        task = self.loop.create_task(roused(tuple(streams)))
        self.rounds.add(task)
        task.add_done_callback(self.rounds.discard)

    def watch(self, key: str) -> Stream:
        """A phone looks from now on. Of very many streams of one phone the oldest ends."""
        streams = self.phones.setdefault(key, [])
        return self.added(streams, Stream(key), self.limits.streams)

    def watch_wall(self) -> Stream:
        """A wall looks from now on."""
        return self.added(self.walls, Stream(), MOST_WALLS)

    def added(self, streams: list[Stream], stream: Stream, most: int) -> Stream:
        """One more, and none too many."""
        streams.append(stream)
        for oldest in streams[:-most]:
            oldest.end()
        self.soon("live", BREATH, self.count)
        return stream

    def leave(self, stream: Stream) -> None:
        """A phone or a wall does not look any more."""
        streams = self.phones.get(stream.key, []) if stream.key else self.walls
        with suppress(ValueError):
            streams.remove(stream)
        if stream.key and not streams:
            self.phones.pop(stream.key, None)
        self.soon("live", BREATH, self.count)

    def count(self) -> None:
        """Count who is live, and tell it where that has changed."""
        live = Counter(one.seen.guest.name for one in self.every_phone() if one.seen and one.seen.guest)
        if live != self.live:
            self.live = dict(live)
            self.told()

    def close(self) -> None:
        """End every stream, so that phones look for the room again."""
        for timer in self.timers.values():
            timer.cancel()
        for stream in (*self.every_phone(), *self.walls):
            stream.end()


async def roused(streams: tuple[Stream, ...]) -> None:
    """Wake streams; those who ask in between get their turn."""
    for place, stream in enumerate(streams, start=1):
        stream.wake()
        if place % GROUP == 0:
            await asyncio.sleep(0)


def is_closing(seen: Moment | None, now: Moment) -> bool:
    """Whether a vote was open a moment ago, and is closed and not shown yet."""
    if seen is None or seen.table is None or now.table is None or seen.session is not now.session:
        return False
    return (seen.table.phase, now.table.phase) == (Phase.VOTING, Phase.CLOSED)


def essence(table: Table) -> Table:
    """What of a table its phones show: not who has voted or sits there, and not what the facilitator wrote down."""
    vote = Vote(first=table.vote.first, again=table.vote.again)
    return replace(table, vote=vote, notes=(), number=0, joined={})
