"""The whole process is killed while phones vote: what was acknowledged counts, and phones go on where they were."""

import itertools
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from threading import Thread

import pytest

from game import session
from tests.cases import PROOF
from tests.room.browsing import Phone
from tests.room.stage import port_of_its_own, until

OPTIONS = ("look", "tell", "wait")
VOTES = (17,) if not PROOF else (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233)


@contextmanager
def alone(path: Path, port: int = 0) -> Iterator[tuple["subprocess.Popen[str]", str, str, str]]:
    """A room in a process of its own: its address, the secret and the wall's address."""
    command = [sys.executable, "-m", "tests.room.alone", str(path), str(port or port_of_its_own())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found, join, wall = process.stdout.readline().split()
            yield process, f"http://127.0.0.1:{found}", join.rpartition("/")[2], wall
        finally:
            process.kill()


class Voter(Thread):
    """A phone that votes again and again until the room is gone. What was sent last may or may not count."""

    def __init__(self, phone: Phone, enough: threading.Event, votes: Iterator[int]) -> None:
        super().__init__()
        self.phone = phone
        self.enough = enough
        self.votes = votes
        self.acknowledged = self.sent = ""

    def run(self) -> None:
        """Vote."""
        for option in itertools.cycle(OPTIONS):
            self.sent = option
            try:
                answer = self.phone.vote(option)
            except (OSError, HTTPException):
                return
            assert answer.status == 303, answer.words
            self.acknowledged = option
            if next(self.votes) == 0:
                self.enough.set()


@pytest.mark.parametrize("number", VOTES)
def test_killed_while_phones_vote_nothing_acknowledged_is_lost(tmp_path: Path, number: int) -> None:
    path, enough = tmp_path / "w.jsonl", threading.Event()
    countdown = iter(range(number - 1, -10_000_000, -1))
    with alone(path) as (process, base, secret, wall):
        phones = [Phone(base) for _ in range(4)]
        for place, phone in enumerate(phones):
            phone.join(secret, f"D{place}")
        voters = [Voter(phone, enough, countdown) for phone in phones]
        for voter in voters:
            voter.start()
        assert enough.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for voter in voters:
            voter.join(60)
    held = session.resumed(path)
    ballots = dict(held.tables[0].vote.ballots)
    held.close()
    assert set(held.guests.here) == {"D0", "D1", "D2", "D3"}
    for voter in voters:
        kept = ballots.get(voter.phone.name, ("",))[0]
        assert kept in (voter.acknowledged, voter.sent), (kept, voter.acknowledged, voter.sent)

    with alone(path, int(base.rpartition(":")[2])) as (_, base_again, secret_again, wall_again):
        assert (base_again, secret_again, wall_again) == (base, secret, wall)
        for voter, option in zip(voters, OPTIONS, strict=False):
            assert (
                "The vote is open" in voter.phone.get("/me").words or "Your vote is in" in voter.phone.get("/me").words
            )
            assert voter.phone.vote(option).status == 303
        assert phones[0].get(wall.removeprefix(base)).status == 200
    again = session.resumed(path)
    assert [again.tables[0].vote.ballots[f"D{place}"] for place in range(3)] == [("look",), ("tell",), ("wait",)]
    again.close()


def test_a_phone_that_waits_hears_the_end_and_finds_the_room_again(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    with alone(path) as (process, base, secret, _):
        phone = Phone(base)
        page = phone.join(secret, "Sam")
        with phone.stream(f"/me/events?at={page.digest}") as stream:
            assert next(stream.chunks()).startswith("retry: ")
            process.send_signal(signal.SIGKILL)
            process.wait()
            with pytest.raises((OSError, ValueError)):
                for _ in stream.chunks():
                    pass
                raise OSError
    with alone(path, int(base.rpartition(":")[2])):
        until(lambda: phone.get("/me").digest == page.digest, "the same page")
