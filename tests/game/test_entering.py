"""A workshop played on paper and entered afterwards: the same decisions, the same report, the times of that day."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as time_of_day
from pathlib import Path

import pytest

from game import aar, entering, library, session
from game.entering import clock, past_day
from game.phases import Phase
from game.recorded import recorded
from game.seating import Seat, SetUp
from game.session import Session
from tests.game.test_cli import siro

SAMPLE = Path("tests/samples/scenarios/two-rounds.yaml")
DAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reader sits where the clock shows UTC."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Session]]:
    """Opens sessions that are to be entered."""
    held: list[Session] = []

    def open_one(setup: SetUp | None = None, which: Path = SAMPLE) -> Session:
        at = clock(DAY, time_of_day(10, 5))
        held.append(session.opened(library.load(which), tmp_path / "paper.jsonl", 1, setup, at))
        return held[-1]

    yield open_one
    for one in held:
        one.close()


def enter(held: Session, *lines: str) -> tuple[bool, list[str]]:
    """Enter these lines; whether it came to the end, and all that was said and asked."""
    answers, said = iter(lines), list[str]()

    def ask(prompt: str) -> str | None:
        said.append(prompt)
        return next(answers, None)

    return entering.run(held, ask, said.append), said


FIRST = ("B", "A 2, B 5", "10:25", "It is the law.", "", "Finance: too early.", "")
SECOND = ("A", "A 6, C 1", "10:50", "", "")
LAST = ("", "Know whom to ring.", "", "Jo to test the restore by the end of October", "")


def test_a_workshop_from_paper_has_the_report_of_that_day(desk: Callable[..., Session]) -> None:
    held = desk(SetUp(seats=(Seat(name="Table 1", number=7),)))
    questions = len(held.play.scenario.debrief.questions)
    is_over, _ = enter(held, *FIRST, *SECOND, *[""] * (questions - 1), *LAST)
    assert is_over
    report = aar.report(recorded(held.journal.path))
    assert report.entered is not None
    assert [table.is_over for table in report.tables] == [True]
    times = [f"{one.at:%Y-%m-%d %H:%M}" for one in report.tables[0].decisions]
    assert times == ["2026-10-12 10:25", "2026-10-12 10:50"]
    first, second = report.tables[0].decisions
    assert (first.kind, first.how, first.why, first.dissent) == (
        "vote",
        "5 of 7 votes",
        ("It is the law.",),
        ("Finance: too early.",),
    )
    assert (first.seconds, second.seconds) == (20 * 60, 25 * 60)
    assert f"{report.started:%H:%M} {report.ended:%H:%M}" == "10:05 10:50"
    assert report.hot_wash.lessons == ("Know whom to ring.",)
    (action,) = report.hot_wash.actions
    assert (action.owner, action.due) == ("Jo", date(2026, 10, 31)), "dates are counted from the day of the workshop"


def test_what_is_entered_is_what_the_same_play_on_screen_gives(desk: Callable[..., Session], tmp_path: Path) -> None:
    held = desk()
    enter(held, *FIRST, *SECOND)
    live = session.opened(library.load(SAMPLE), tmp_path / "screen.jsonl", 1)
    live.begin()
    options = [option.id for option in live.play.scenario.rounds[0].options]
    live.count({options[0]: 2, options[1]: 5})
    live.decide()
    live.note("rationale", "It is the law.")
    live.note("dissent", "Finance: too early.")
    live.move_on()
    options = [option.id for option in live.play.scenario.rounds[1].options]
    live.count({options[0]: 6, options[2]: 1})
    live.decide()
    live.move_on()
    assert live.tables == held.tables
    live.close()


def test_it_stops_anywhere_and_goes_on_there(desk: Callable[..., Session]) -> None:
    held = desk()
    assert not enter(held, *FIRST[:2])[0], "it stopped between the votes and the decision"
    path = held.journal.path
    held.close()
    again = session.resumed(path)
    is_over, said = enter(again, *FIRST)
    assert not is_over
    assert "What was decided?" in said
    assert [turn.tally.total for turn in again.tables[0].turns] == [7]
    assert again.entries[-1].at.strftime("%H:%M") == "10:25", "the clock goes on from what was written down"
    again.close()


def test_undo_takes_back_what_was_mistyped(desk: Callable[..., Session]) -> None:
    held = desk()
    _, said = enter(held, "undo", "A", "A 7", "undo", *FIRST, "undo", *FIRST)
    assert "Not possible: nothing is decided yet, so there is nothing to undo." in said
    assert said.count("Taken back; enter it again.") == 2
    assert [turn.decision.choice for turn in held.tables[0].turns] == [(held.play.scenario.rounds[0].options[1].id,)]
    assert [note.text for note in held.tables[0].notes] == ["It is the law.", "Finance: too early."]


@pytest.mark.parametrize(
    ("lines", "how", "asked"),
    [
        (("B", "A 2, B 5", ""), "vote", ""),
        (("B", "A 3, B 3", "", "The chair: rather early than late"), "tie broken", "The vote was tied."),
        (("B", "A 5, B 2", "", "The chief: the law says so"), "override", "The votes do not say that."),
        (("B", "", "", "Everybody agreed"), "override", "Without a count:"),
    ],
)
def test_every_way_of_deciding_is_taken_as_it_was(
    desk: Callable[..., Session], lines: tuple[str, ...], how: str, asked: str
) -> None:
    held = desk()
    _, said = enter(held, *lines)
    (turn,) = held.tables[0].turns
    assert (turn.decision.how, turn.decision.choice) == (how, (held.play.scenario.rounds[0].options[1].id,))
    assert turn.decision.reason == (lines[3] if asked else "")
    assert not asked or any(line.startswith(asked) for line in said)


def test_what_is_not_understood_is_asked_again_and_changes_nothing(desk: Callable[..., Session]) -> None:
    held = desk()
    _, said = enter(held, "", "Z", "help", "?", "B", "many", "A 9, Z 1", "B 5", "25:99", "09:00", "10:25", "")
    assert [line.partition(": ")[2] for line in said if line.startswith("Not possible")] == [
        "say which option was taken.",
        "'Z' is none of A, B, C.",
        "'many' is not understood; type the votes such as A 5, B 3.",
        "'Z' is none of A, B, C.",
        "a time is such as 10:05.",
        "this table's last time was 10:05; a later one, or Enter where nobody knows.",
    ]
    assert said.count(entering.HELP) == 2
    assert len(held.tables[0].turns) == 1


def test_tables_take_turns_each_with_its_own_clock(desk: Callable[..., Session]) -> None:
    held = desk(SetUp(seats=(Seat(name="Red"), Seat(name="Blue"))))
    _, said = enter(held, "B", "B 4", "10:40", "", "", "A", "A 3", "10:20", "", "", "A", "A 4", "")
    assert [line.split(",")[0] for line in said if "round" in line and " of " in line][:3] == ["Red", "Blue", "Red"]
    times = [f"{one.event.table} {one.at:%H:%M}" for one in held.entries if one.event.kind == "decided"]
    assert times == ["0 10:40", "1 10:20", "0 10:40"], "a time that nobody knows is the last of that table"


def test_how_chance_fell_is_asked_for_and_kept(desk: Callable[..., Session]) -> None:
    held = desk(which=library.find(library.FLAGSHIP))
    _, said = enter(held, "B", "B 5", "10:25", "3", "2")
    assert any(line.startswith("2. The line does not hold.") for line in said)
    assert "Not possible: type the number of what happened, 1 to 2." in said
    assert held.tables[0].turns[0].decision.falls == (1,)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 October 2026", date(2026, 10, 12)),
        ("2026-10-12", date(2026, 10, 12)),
        ("12 October", date(2026, 10, 12)),
        ("24 December", date(2025, 12, 24)),
        ("today", date(2026, 11, 23)),
        ("24 December 2026", None),
        ("some day", None),
    ],
)
def test_days_are_days_that_have_been(written: str, day: date | None) -> None:
    assert past_day(written, date(2026, 11, 23)) == day


def test_the_command_asks_keeps_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    answers = "\n".join(["1 January 2025", "10:05", *FIRST, "quit"])
    done = siro(tmp_path, "enter", str(SAMPLE), "--table", "Red:7", "--session", str(path), answers=answers)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, f"Kept in {path}")
    done = siro(tmp_path, "enter", "--resume", str(path), answers="\n".join([*SECOND, "quit"]))
    assert done.returncode == 0
    seen = recorded(path)
    assert [table.phase for table in seen.tables] == [Phase.ENDED]
    assert seen.entries[0].at.date() == date(2025, 1, 1)


def test_the_command_refuses_what_cannot_be(tmp_path: Path) -> None:
    played = session.opened(library.load(SAMPLE), tmp_path / "screen.jsonl", 1)
    played.close()
    assert siro(tmp_path, "enter").returncode == 2
    done = siro(tmp_path, "enter", str(SAMPLE), "--date", "1 January 2999")
    assert (done.returncode, "is not a day that has been" in done.stderr) == (2, True)
    done = siro(tmp_path, "enter", "--resume", str(tmp_path / "screen.jsonl"))
    assert (done.returncode, "was played on screen" in done.stderr) == (1, True)
