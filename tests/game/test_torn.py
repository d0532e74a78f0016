"""A journal cut off at any byte, amid ballots or the hot wash, goes on with every line that was whole."""

from datetime import date
from pathlib import Path

import pytest

from game import hotwash, journal, library, session, tables
from game.journal import JournalError
from game.seating import Seat, SetUp
from tests.cases import PROOF

LOADED = library.load(Path("tests/samples/scenarios/two-rounds.yaml"))
TWO = SetUp(seats=(Seat(name="North", number=3), Seat(name="South", number=3)), voting="both", votes="two")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A journal with ballots, hands beside them, an undoing, marks and a hot wash in which something was struck out."""
    held = session.opened(LOADED, tmp_path / "whole.jsonl", 3, TWO)
    for number in (0, 1):
        held.begin(number)
        held.open_vote(number)
    for name, option in (("Ade", "wipe"), ("Bea", "tell")):
        held.vote(name, (option,), 0)
        held.vote(name, (option,), 1)
    held.count({"wait": 1}, 1)
    held.close_vote(1)
    held.reveal(1)
    held.undo(None, 1)
    held.mark("quiet")
    held.identify("A slip")
    held.agree("Test it", "Jo", date(2026, 12, 4))
    held.strike(hotwash.hot_wash(held.journal.contents.entries).entries[1].number)
    held.identify("Keep a copy")
    held.close()
    return held.journal.path


def test_cut_off_anywhere_nothing_whole_is_lost(whole: Path, tmp_path: Path) -> None:
    raw = whole.read_bytes()
    start = raw.index(b"\n") + 1
    events = journal.read(whole).events
    for end in range(start, len(raw) + 1, 1 if PROOF else 29):
        path = tmp_path / "cut.jsonl"
        path.write_bytes(raw[:end])
        kept = raw[:end].count(b"\n")
        again = session.resumed(path)
        assert again.journal.contents.events == events[:kept]
        assert again.tables == tables.replayed(again.play, events[:kept])
        again.identify("It goes on")
        again.close()
        assert journal.read(path).events[:kept] == events[:kept]


def test_a_changed_ballot_is_refused_in_a_sentence(whole: Path) -> None:
    whole.write_text(whole.read_text("utf-8").replace('"Bea"', '"Jim"', 1), "utf-8")
    with pytest.raises(JournalError, match=r"changed|sum|edited"):
        session.resumed(whole)
