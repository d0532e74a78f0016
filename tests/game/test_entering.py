"""A workshop played on paper and entered afterwards: the same decisions, the same report, the times of that day."""

import csv
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as time_of_day
from pathlib import Path

import jsonschema
import pytest
from lxml import html

from game import aar, entering, forgetting, hotwash, library, replaying, session, years
from game.entering import clock, past_day
from game.events import Timed
from game.papers import record, rows, summary, text, word
from game.papers import report as page
from game.phases import Phase
from game.recorded import recorded
from game.seating import Seat, SetUp
from game.session import Session
from tests.game.test_cli import siro
from tests.papers.typed import told

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
    assert f"{aar.report(recorded(held.journal.path)).ended:%H:%M}" == "10:40"
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


UNCOUNTED = ("B", "", "", "Everybody agreed", "", "")


def papers(report: aar.Report) -> dict[str, str]:
    """The report in all five formats, in words; the page's without its marks."""
    tree: html.HtmlElement = html.document_fromstring(page.page(report))
    return {
        "html": " ".join(tree.text_content().split()),
        "md": text.written(report),
        "docx": "\n".join(told(word.document(report))),
        "json": record.written(report),
        "csv": rows.decisions(report),
    }


def in_two_rounds(held: Session, first: tuple[str, ...], second: tuple[str, ...]) -> aar.Report:
    """The report of a workshop whose two rounds are entered so."""
    questions = len(held.play.scenario.debrief.questions)
    assert enter(held, *first, *second, *[""] * (questions + 2))[0]
    return aar.report(recorded(held.journal.path))


def test_every_paper_says_that_it_was_on_paper_and_no_time_that_nobody_wrote_down(
    desk: Callable[..., Session],
) -> None:
    report = in_two_rounds(desk(SetUp(seats=(Seat(name="Red", number=7),))), UNCOUNTED, ("C", "C 6", "", "", ""))
    assert (report.has_start, report.has_end, report.is_timed) == (True, False, False)
    assert report.entered is not None
    found = papers(report)
    on_paper = f"It was played on paper, and entered on {hotwash.day(report.entered.date())}."
    for kind in ("html", "md", "json"):
        assert on_paper in found[kind]
        assert "on Monday 12 October 2026, from 10:05. How long it took was not written down." in found[kind]
    assert f"On paper | played from the printed pack; entered on {hotwash.day(report.entered.date())}" in found["docx"]
    assert "Played | Monday 12 October 2026, from 10:05\n" in found["docx"]
    for kind in ("html", "md", "docx", "csv"):
        assert "0 minutes" not in found[kind]
        assert "under a minute" not in found[kind]
        assert "less than a minute" not in found[kind]
        assert found[kind].count("10:05") == (0 if kind == "csv" else 1), kind
    assert found["md"].count("Real time: not written down") == 2
    assert found["docx"].count("time not written down") == 2
    assert found["html"].count("Real timenot written down") == 2
    first, second = csv.DictReader(io.StringIO(found["csv"].removeprefix(rows.BOM)))
    assert (first["real time"], first["seconds"], second["real time"]) == ("", "", "")
    assert first["entered from paper"] == second["entered from paper"] == f"{report.entered.date()}"
    told_json = json.loads(found["json"])
    jsonschema.validate(told_json, json.loads(record.schema()))
    assert told_json["entered"] == report.entered.isoformat().replace("+00:00", "Z")
    assert [one["is_timed"] for one in told_json["tables"][0]["decisions"]] == [False, False]
    (minutes,) = [row.cells for row in years.comparison([report]).facts if row.title == "Minutes"]
    assert minutes == ("–",)


def test_a_decision_that_nobody_counted_is_no_override(desk: Callable[..., Session]) -> None:
    setup = SetUp(seats=(Seat(name="Red", number=7), Seat(name="Blue")))
    held = desk(setup)
    enter(held, *UNCOUNTED, "B", "A 5, B 2", "", "The chief: the law says so", "", "", "quit")
    report = aar.report(recorded(held.journal.path))
    for kind, words in papers(report).items():
        assert "written down without a count: Everybody agreed" in words, kind
        assert "without a vote" not in words
        assert "0 of 7" not in words
    found = papers(report)
    assert "2 decisions: 1 by the facilitator’s override, 1 without a count." in found["md"]
    assert "| A. Wipe it from afar | – | – | – |" in found["md"]
    assert found["html"].count("Override.") == 1
    assert "Voted | not counted" in found["docx"]
    (red, blue) = report.tables
    assert (red.decisions[0].is_counted, blue.decisions[0].is_counted) == (False, True)
    assert {stood.how for stood in report.compared[0].tables} == {red.decisions[0].how, blue.decisions[0].how}


def test_what_was_mistyped_and_taken_back_was_never_decided(desk: Callable[..., Session]) -> None:
    first = ("A", "A 7", "10:25", "undo", "B", "A 2, B 5", "10:25", "", "")
    report = in_two_rounds(desk(), first, ("C", "C 6", "10:25", "", ""))
    assert report.taken_back == ()
    assert [(f"{one.at:%H:%M}", one.is_timed, one.seconds) for one in report.tables[0].decisions] == [
        ("10:25", True, 20 * 60),
        ("10:25", True, 0),
    ]
    assert summary.length(report) == "It took 20 minutes."
    assert "Real time: 10:25\n" in text.written(report), "after no time at all"


def test_a_time_that_was_mistyped_is_taken_back_too(desk: Callable[..., Session]) -> None:
    first = ("B", "A 2, B 5", "22:25", "undo", "B", "A 2, B 5", "10:25", "", "")
    report = in_two_rounds(desk(), first, ("C", "C 6", "10:50", "", ""))
    assert [f"{one.at:%H:%M}" for one in report.tables[0].decisions] == ["10:25", "10:50"]
    assert "10:05 to 10:50. It took 45 minutes." in summary.lead(report)


def test_a_time_before_which_nobody_wrote_one_down_is_a_time_without_a_length(desk: Callable[..., Session]) -> None:
    report = in_two_rounds(desk(), ("B", "B 7", "", "", ""), ("C", "C 6", "10:50", "", ""))
    assert report.is_timed
    first, second = report.tables[0].decisions
    assert (first.is_timed, second.is_timed, second.seconds) == (False, True, 0)
    assert summary.real_time(report, second) == "10:50"
    assert "10:05 to 10:50. It took 45 minutes." in summary.lead(report)


def test_a_start_that_nobody_wrote_down_is_not_midnight_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = session.opened(library.load(SAMPLE), tmp_path / "paper.jsonl", 1, SetUp(), clock(DAY))
    report = in_two_rounds(held, ("B", "B 7", "10:25", "", ""), ("C", "C 6", "10:50", "", ""))
    held.close()
    for zone in ("UTC", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()
        assert not report.has_start
        assert "00:00" not in summary.lead(report)
        assert "09:00" not in summary.lead(report)
        assert [one.seconds for one in report.tables[0].decisions] == [0, 25 * 60]
        (label,) = years.comparison([report]).labels
        assert label == "12 Oct 2026"


def test_a_journal_of_before_times_were_kept_knows_those_that_moved_on(desk: Callable[..., Session]) -> None:
    held = desk()
    in_two_rounds(held, ("B", "B 7", "10:25", "", ""), ("C", "C 6", "", "", ""))
    old = [one for one in held.entries if not isinstance(one.event, Timed)]
    assert len(old) == len(held.entries) - 1
    (held.journal.path.with_name("old.jsonl")).write_bytes(forgetting.chained(old))
    report = aar.report(recorded(held.journal.path.with_name("old.jsonl")))
    assert [one.is_timed for one in report.tables[0].decisions] == [True, False]


def test_told_again_it_says_that_it_was_on_paper(desk: Callable[..., Session]) -> None:
    held = desk()
    in_two_rounds(held, ("B", "B 7", "", "", ""), ("C", "C 6", "10:50", "", ""))
    said = "\n".join(replaying.replay(held.journal.path)).splitlines()
    assert "played on paper on 12 October 2026 at 10:05, entered on" in said[0]
    assert [line for line in said if re.match(r"\[\d", line)] == ["[10:50:00] decided"]
    assert said.count("[on paper] decided") == 1


def test_a_second_vote_that_nobody_counted_leaves_the_first_as_the_first(desk: Callable[..., Session]) -> None:
    held = desk(SetUp(seats=(Seat(name="Red", number=7),), votes="two"))
    enter(held, "B", "A 5, B 2", "", "", "Everybody agreed", "", "", "quit")
    (one,) = aar.report(recorded(held.journal.path)).tables[0].decisions
    assert (one.is_counted, one.voters, one.way) == (False, 0, "uncounted")
    assert one.how == "written down without a count: Everybody agreed"
    assert [(option.first, option.votes) for option in one.offered] == [(5, 0), (2, 0), (0, 0)]
