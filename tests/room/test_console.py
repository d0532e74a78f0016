"""The console with a real room: what phones do is on its screen, and what it does is on the phones."""

import asyncio
import socket
from pathlib import Path

import pytest

from game import library, session
from game.inviting import Wish
from game.seating import Seat, SetUp
from game.session import Session
from game.tui import desk as desks
from game.tui.screens import face
from tests.room.browsing import Phone
from tests.room.stage import port_of_its_own
from tests.tui.stage import Stage, told

SCENARIO = library.load(Path("tests/room/locked-drawer.yaml"))
SETUP = SetUp(seats=(Seat(name="North", number=3),), voting="phones", pace="one by one")


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Enter moves on at once, and what is kept is kept in the test's own folder."""
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    monkeypatch.setattr(face, "CALM", 0)
    monkeypatch.setattr(desks, "AHEAD", float("inf"))


def by_phone() -> Session:
    """A new session whose delegates vote by phone."""
    return session.opened(SCENARIO, None, 1, SETUP)


def test_phones_join_vote_knock_and_are_sent_away_while_the_console_follows() -> None:
    wish = Wish(host="127.0.0.1", port=port_of_its_own())
    ports: list[int] = []

    async def story(stage: Stage) -> None:
        await stage.see("Join with a phone")
        assert stage.app.host and stage.app.host.room
        room, secret = stage.app.host.room, stage.session.guests.secret
        ports.append(room.port)
        ann, ben, other = Phone(room.address), Phone(room.address), Phone(room.address)
        await asyncio.to_thread(ann.join, secret, "Ann")
        await asyncio.to_thread(ben.join, secret, "Ben")
        await stage.see("2 of 3 have joined.")
        await stage.enter_until("Begin the exercise")
        await stage.press("enter")
        await stage.enter_until("Open the vote")
        await stage.press("enter")

        await asyncio.to_thread(ann.vote, "look")
        await stage.see("1 of 3 has voted")
        await asyncio.to_thread(ben.vote, "tell")
        await stage.see("2 of 3 have voted")
        assert "look" not in stage.text

        await asyncio.to_thread(other.post, f"/join/{secret}", {"again": "Ann"})
        await stage.see("! A new phone asks to be let in as Ann: j")
        await stage.press("j enter enter")
        await stage.miss("asks to be let in")
        assert "Your vote is in: A" in (await asyncio.to_thread(other.get, "/me")).words
        assert (await asyncio.to_thread(ann.get, "/me")).status != 200

        await stage.press("enter down enter enter")
        await stage.see("North: 1 of 3 joined")
        assert (await asyncio.to_thread(ben.get, "/me")).status != 200
        await stage.press("escape escape")
        await stage.see("1 of 3 has voted")
        await stage.enter_until("Close the vote")
        await stage.press("enter enter")
        assert stage.session.table.tally is not None
        assert dict(stage.session.table.tally.counts) == {"look": 1, "tell": 0, "wait": 0}

    told(story, by_phone, hosting=wish.hosting())
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports[0]), timeout=5)


def test_the_wall_goes_blank_and_comes_back_at_a_key() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.press("j")
        await stage.see("/wall/")
        await stage.press("escape")
        assert stage.app.host and stage.app.host.room
        room = stage.app.host.room
        wall = room.wall_url.removeprefix(room.address)
        for keys, is_there in (("", True), ("b", False), ("b", True)):
            await stage.press(keys)
            looked = await asyncio.to_thread(Phone(room.address).get, wall)
            assert ("The drawer is locked" in looked.words) is is_there

    told(story, lambda: session.opened(SCENARIO, None, 1), hosting=Wish(port=port_of_its_own()).hosting())
