"""Phones by the hundred, as real HTTP clients in a process of their own: they join, listen, vote and report.

Law: nothing of the server is imported. Commands come in by lines of text, and a line of JSON answers each.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
AT_ONCE = 25
"""Phones that join at the same time."""
OPTION = re.compile(r'name="option"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="option"')
VOTE = re.compile(r'name="vote" value="(\d+)"')
DIGEST = re.compile(r'data-digest="([0-9a-f]+)"')


@dataclass
class Phone:
    """One phone: its cookie, its stream, what it has seen and voted."""

    host: str
    port: int
    name: str
    token: str = ""
    page: str = ""
    choice: str = ""
    options: tuple[str, ...] = ()
    messages: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    listening: asyncio.Task[None] | None = None

    async def ask(self, head: str, body: str = "", line: tuple[StreamReader, StreamWriter] | None = None) -> str:
        """One request; the whole answer. Keeps the cookie."""
        reader, writer = line or await asyncio.open_connection(self.host, self.port)
        cookie = f"Cookie: siro={self.token}\r\n" if self.token else ""
        kind = f"{FORM}Content-Length: {len(body)}\r\n" if body else ""
        writer.write(f"{head} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{cookie}{kind}\r\n{body}".encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", answer, re.I)
        answer += (await reader.readexactly(int(length[1]))).decode() if length else ""
        found = re.search(r"set-cookie: siro=([^;]+)", answer, re.I)
        self.token = found[1] if found else self.token
        if line is None:
            writer.close()
        return answer

    async def join(self, secret: str, table: int) -> None:
        """Come in, look at the page, and listen."""
        await self.ask(f"GET /join/{secret}")
        answer = await self.ask(f"POST /join/{secret}", f"name={self.name}&table={table}")
        assert " 303 " in answer.partition("\r\n")[0], answer[:300]
        self.page = await self.ask("GET /me")
        self.listening = asyncio.create_task(self.listen())

    async def listen(self) -> None:
        """Take what the stream sends."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        found = DIGEST.search(self.page)
        at = found[1] if found else ""
        head = f"GET /me/events?at={at} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: siro={self.token}\r\n\r\n"
        writer.write(head.encode())
        try:
            await reader.readuntil(b"\r\n\r\n")
            while size := int(await reader.readline() or b"0", 16):
                piece = (await reader.readexactly(size + 2)).decode()
                if "event: look" in piece:
                    self.page = piece
                    self.messages += 1
                    self.news.set()
        finally:
            writer.close()

    async def vote(self, delay: float) -> tuple[float, float]:
        """Vote after a while: seconds to the acknowledgement, and to the page that says so in words."""
        await asyncio.sleep(delay)
        self.options = self.options or tuple(one or other for one, other in OPTION.findall(self.page))
        self.choice = random.choice(self.options)
        started = time.perf_counter()
        line = await asyncio.open_connection(self.host, self.port)
        asked = VOTE.search(self.page)
        assert asked, self.page
        answer = await self.ask("POST /me/vote", f"vote={asked[1]}&option={self.choice}", line)
        acknowledged = time.perf_counter() - started
        assert " 303 " in answer.partition("\r\n")[0], answer[:300]
        page = await self.ask("GET /me", line=line)
        assert "Your vote is in" in page, page
        line[1].close()
        return acknowledged, time.perf_counter() - started

    async def wander(self, turns: int, votes: int) -> None:
        """Come and go so many times, voting now and then."""
        for turn in range(turns):
            if self.listening:
                self.listening.cancel()
                await asyncio.wait([self.listening])
            self.page = await self.ask("GET /me")
            self.listening = asyncio.create_task(self.listen())
            if turn < votes:
                await self.vote(0)
            await asyncio.sleep(random.random() / 4)


async def main(base: str, secret: str, number: int, tables: int) -> None:
    """Do what is asked on the standard input."""
    found = urlsplit(base)
    phones = [Phone(found.hostname or "", found.port or 80, f"Delegate{place}") for place in range(number)]
    waiting = asyncio.Semaphore(AT_ONCE)

    async def come(place: int, phone: Phone) -> None:
        async with waiting:
            await phone.join(secret, place % tables)

    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command, _, argument = line.strip().partition(" ")
        match command:
            case "join":
                await asyncio.gather(*(come(place, phone) for place, phone in enumerate(phones)))
                say({"joined": len(phones)})
            case "vote":
                await asyncio.gather(*(until(phone, 'name="option"') for phone in phones))
                within = float(argument)
                taken = await asyncio.gather(*(phone.vote(random.random() * within) for phone in phones))
                say({"taken": taken, "choices": {phone.name: phone.choice for phone in phones}, "at": time.time()})
            case "wander":
                turns, _, votes = argument.partition(" ")
                await asyncio.gather(*(phone.wander(int(turns), int(votes)) for phone in phones))
                say({"turns": int(turns) * len(phones)})
            case "seen":
                await asyncio.gather(*(until(phone, argument) for phone in phones))
                say({"messages": [phone.messages for phone in phones]})
                for phone in phones:
                    phone.messages = 0
                    phone.news.clear()


async def until(phone: Phone, words: str) -> None:
    """Wait until a phone has been sent words like these."""
    while not re.search(words, phone.page):
        phone.news.clear()
        await phone.news.wait()


def say(what: object) -> None:
    """One line."""
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
