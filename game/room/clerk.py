"""Writes down what delegates do, many at a time. Law: nobody is answered before it is on the disk.

What arrives while the disk is busy is collected and written with one fsync, so that three hundred votes in a second
wait for a few writes and not for three hundred.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

from game.held import Refusal

if TYPE_CHECKING:
    from game.session import Session

Call: TypeAlias = "Callable[[Session], object]"
"""What a delegate does, as a command of the session."""
Asked: TypeAlias = "tuple[Call, asyncio.Future[object]]"
MOST = 500
"""Commands in one write, so that the first of very many does not wait for the last."""


class Clerk:
    """The one who writes, in a thread of its own. Use within one event loop."""

    def __init__(self, session: Callable[[], Session | None]) -> None:
        self.session = session
        self.asked: asyncio.Queue[Asked] = asyncio.Queue()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="room-clerk")

    async def ask(self, call: Call) -> object:
        """What a command answers, once it is durable. Raises Refusal; JournalError, and then it has not happened."""
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self.asked.put_nowait((call, answer))
        return await answer

    async def work(self) -> None:
        """Write until cancelled."""
        while True:
            batch = [await self.asked.get()]
            while not self.asked.empty() and len(batch) < MOST:
                batch.append(self.asked.get_nowait())
            await self.write(batch)

    async def write(self, batch: Sequence[Asked]) -> None:
        """Decide a batch, and answer everybody who still waits."""
        try:
            loop = asyncio.get_running_loop()
            answers = await loop.run_in_executor(self.thread, self.decided, [call for call, _ in batch])
        except Exception as error:  # nothing of it has happened, and each of them is told so
            answers = [error] * len(batch)
        for (_, waiting), answer in zip(batch, answers, strict=True):
            if waiting.done():
                continue
            if isinstance(answer, Exception):
                waiting.set_exception(answer)
            else:
                waiting.set_result(answer)

    def decided(self, calls: Sequence[Call]) -> Sequence[object]:
        """What each command came to, in the clerk's thread."""
        session = self.session()
        if session is None:
            return [Refusal("nothing is on yet")] * len(calls)
        return session.together(calls)

    def close(self) -> None:
        """Finish what is being written."""
        self.thread.shutdown()
