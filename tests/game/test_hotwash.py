"""The hot wash is folded from the journal: what was said, when it was marked and in which round, what was struck."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from game import actions, hotwash, journal, library, lines, session, views
from game.held import Refusal
from game.hotwash import HotWash
from game.recorded import recorded
from game.seating import Seat, SetUp
from game.session import Session

LOADED = library.load(Path("tests/samples/scenarios/small-council.yaml"))
QUESTIONS = LOADED.scenario.debrief.questions
TWO = SetUp(seats=(Seat(name="North"), Seat(name="South")))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Two tables at the beginning; every line is a minute later than the one before."""
    minutes = iter(range(10_000))
    start = datetime(2026, 11, 30, 10, 0).astimezone()
    monkeypatch.setattr(journal, "now", lambda: (start + timedelta(minutes=next(minutes))).astimezone(UTC))
    held = session.opened(LOADED, tmp_path / "w.jsonl", 1, TWO)
    yield held
    held.close()


def said(held: Session) -> HotWash:
    """What was said so far."""
    return hotwash.hot_wash(held.journal.contents.entries)


def test_everything_said_is_kept_in_order(room: Session) -> None:
    room.answer(1, " The clerk may. ")
    room.identify("Keep a copy")
    room.agree("Test the pump", "Jo", date(2026, 12, 4))
    room.answer(1, "Nobody knew.")
    found = said(room)
    assert found.answers(1) == ("The clerk may.", "Nobody knew.")
    assert (found.answers(0), found.lessons) == ((), ("Keep a copy",))
    assert [hotwash.told(action) for action in found.actions] == ["Jo: Test the pump, by Friday 4 December 2026"]


def test_what_is_struck_out_is_gone_and_stays_in_the_journal(room: Session) -> None:
    room.identify("Kept")
    room.identify("A slip of the tongue")
    slip = said(room).entries[1]
    room.strike(slip.number)
    assert said(room).lessons == ("Kept",)
    assert "A slip of the tongue" in room.journal.path.read_text("utf-8")
    with pytest.raises(Refusal, match="there is no such entry"):
        room.strike(slip.number)


@pytest.mark.parametrize("entry", [0, 1, 999])
def test_only_an_entry_of_the_hot_wash_can_be_struck_out(room: Session, entry: int) -> None:
    room.begin()
    before = room.journal.path.read_bytes()
    with pytest.raises(Refusal, match="there is no such entry"):
        room.strike(entry)
    assert room.journal.path.read_bytes() == before


def test_empty_words_and_strange_questions_are_refused(room: Session) -> None:
    empty: tuple[Callable[[], None], ...] = (
        lambda: room.identify(" "),
        lambda: room.agree(""),
        lambda: room.answer(0, " "),
    )
    for act in empty:
        with pytest.raises(Refusal, match="nothing is written yet"):
            act()
    for number in (-1, len(QUESTIONS)):
        with pytest.raises(Refusal, match="there is no such question"):
            room.answer(number, "Yes")


def test_undoing_a_round_keeps_what_was_said(room: Session) -> None:
    room.begin()
    room.count({"carry": 3})
    room.decide()
    room.identify("Ask about the electricity")
    room.undo()
    assert said(room).lessons == ("Ask about the electricity",)


def test_a_moment_knows_its_time_and_the_rounds_that_were_on(room: Session) -> None:
    room.mark("before it began")
    room.begin(0)
    room.begin(1)
    room.mark()
    room.count({"carry": 3})
    room.decide()
    room.move_on()
    room.mark("one table went ahead")
    moments = hotwash.moments(room.play, room.journal.contents.entries)
    assert [one.sentence for one in moments] == [
        "10:01: before it began",
        "10:04, round 1",
        "10:08, rounds 1 and 2: one table went ahead",
    ]
    room.strike(said(room).marks[1].number)
    assert len(hotwash.moments(room.play, room.journal.contents.entries)) == 2


def test_dissent_names_its_table_and_round_and_goes_with_an_undone_round(room: Session) -> None:
    room.begin(0)
    room.begin(1)
    room.note("rationale", "It was quick", 1)
    room.note("dissent", "The clerk would have waited", 1)
    assert hotwash.dissent(room.play, room.tables) == ("South, round 1: The clerk would have waited",)
    room.count({"carry": 3}, 1)
    room.undo(None, 1)
    assert hotwash.dissent(room.play, room.tables) == ()


def test_what_was_noted_in_later_rounds_goes_with_an_undone_one_too(room: Session) -> None:
    room.begin(0)
    room.note("rationale", "It was quick", 0)
    room.count({"carry": 3}, 0)
    room.decide(0)
    room.move_on(0)
    room.note("dissent", "The clerk disagrees", 0)
    view = views.facilitator(room, 0)
    assert views.taken_back(view, 1)[-1] == "2 lines of reasons and dissent"
    room.undo(None, 0)
    assert room.tables[0].notes == () and hotwash.dissent(room.play, room.tables) == ()


def test_it_is_read_out_with_numbers(room: Session) -> None:
    room.answer(0, "The safe")
    room.mark("silence")
    room.agree("Buy a freezer")
    assert list(lines.hot_wash(said(room), QUESTIONS)) == [
        f"2. On “{QUESTIONS[0]}”: The safe",
        "3. Marked at 10:02: silence",
        "4. Action: Buy a freezer",
    ]


def test_an_action_that_was_done_leaves_the_list_and_stays_in_the_plan(tmp_path: Path) -> None:
    held = session.opened(LOADED, tmp_path / "w.jsonl", 3)
    held.agree("test the restore", "Jo", date(2026, 12, 4))
    held.agree("print the call tree", "Ravi")
    held.finish(2)
    for number in (2, 1, 99):
        with pytest.raises(Refusal):
            held.finish(number)
    held.close()
    said = hotwash.hot_wash(recorded(tmp_path / "w.jsonl").entries)
    assert [one.status.split()[0] for one in said.actions] == ["Done", "Open"]
    assert [one.text for one in actions.in_session(tmp_path / "w.jsonl")] == ["print the call tree"]
