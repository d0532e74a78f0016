"""The same decisions give the same journal, in the console and in lines of text: neither face has a rule of its own."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game import journal, library, plain, session
from game.seating import Seat, SetUp
from game.session import Session
from game.tui import desk
from game.tui.screens import face
from game.views import FacilitatorView
from tests.tui.stage import Stage, told

LOADED = library.load(Path("tests/samples/scenarios/small-council.yaml"))
HANDS = SetUp(seats=(Seat(name="North", number=9),), quorum=30)
TWO = SetUp(seats=(Seat(name="North"), Seat(name="South")), pace="one by one")
TIES = SetUp(seats=(Seat(name="North"),), tie="second vote", votes="two")

WORDS = """
|A 5, B 2|reason It was quick||dissent Jo would wait||B 4, C 4|C the chair||undo|undo yes|B 9|||A 6|||
answer 1 The clerk|lesson Keep a copy|action Jo to test it by Friday
"""
KEYS = """
enter v 5 enter 2 enter 0 enter r enter=It was quick=enter enter r down enter=Jo would wait=enter enter
v 4 enter 4 enter enter down enter=the chair=enter enter u enter enter v 9 enter 0 enter enter enter
v 6 enter 0 enter enter enter enter enter enter=The clerk=enter enter
enter enter=Keep a copy=enter enter=Jo to test it by Friday=enter
"""
TWO_KEYS = """
enter enter enter enter v 3 enter 0 enter 0 enter enter enter enter enter enter v 0 enter 2 enter 0 enter
enter k=so quiet=enter enter enter
"""
TIED_KEYS = """
enter v 2 enter 2 enter 0 enter v 2 enter 2 enter 0 enter v 3 enter 3 enter 0 enter enter down enter=enough=enter
enter x down enter=it is late=enter
"""
CASES = {
    "one table": (HANDS, WORDS, KEYS),
    "two tables": (TWO, "|||A 3|||||B 2||mark so quiet|", TWO_KEYS),
    "two votes and a tie": (TIES, "|A 2, B 2|A 2, B 2|A 3, B 3|B enough||override B it is late", TIED_KEYS),
}
"""The room; what is typed in lines of text, a stroke between the answers; the keys."""


@pytest.fixture(autouse=True)
def same_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every line is written at the same moment, and no screen needs one."""
    monkeypatch.setenv("SIRO_HOME", str(tmp_path / "siro"))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setattr(journal, "now", lambda: datetime(2026, 11, 30, 10, 15, tzinfo=UTC))
    monkeypatch.setattr(face, "CALM", 0)
    monkeypatch.setattr(desk, "AHEAD", float("inf"))


def in_lines(path: Path, setup: SetUp, answers: str) -> bytes:
    """The journal of a workshop in lines of text."""
    held = session.opened(LOADED, path, 3, setup)
    lines = iter(answers.strip("\n").replace("\n", "").split("|"))

    def ask(_view: FacilitatorView, _prompt: str) -> str | None:
        return next(lines, None)

    said: list[str] = []
    plain.run(held, ask, said.append)
    held.close()
    assert not [line for line in said if "Not possible" in line], said
    return path.read_bytes()


def in_the_console(path: Path, setup: SetUp, keys: str) -> bytes:
    """The journal of a workshop by keys; words stand between equals signs."""

    async def story(stage: Stage) -> None:
        for place, part in enumerate(keys.split("=")):
            await (stage.type(part) if place % 2 else stage.press(part))

    told(story, opening(path, setup), (120, 40))
    return path.read_bytes()


def opening(path: Path, setup: SetUp) -> Callable[[], Session]:
    """What opens the session where it is closed."""
    return lambda: session.opened(LOADED, path, 3, setup)


@pytest.mark.parametrize("name", CASES)
def test_the_same_decisions_are_the_same_journal(tmp_path: Path, name: str) -> None:
    setup, answers, keys = CASES[name]
    console = in_the_console(tmp_path / "w.jsonl", setup, keys)
    lines = in_lines(tmp_path / "v.jsonl", setup, answers)
    assert console.count(b"\n") > 8
    assert journal_events(tmp_path / "w.jsonl") == journal_events(tmp_path / "v.jsonl")
    assert console == lines


def journal_events(path: Path) -> list[object]:
    """What happened, line by line, for a difference that can be read."""
    return [(type(event).__name__, event) for event in journal.read(path).events[1:]]
