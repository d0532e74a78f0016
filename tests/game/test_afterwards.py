"""Afterwards: the commands that write reports, list actions, compare sessions and forget names."""

import csv
import dataclasses
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from game import actions, events, forgetting, journal, library, plain, session
from game.cli import main
from game.journal import JournalError
from game.papers import shelf, summary
from tests.papers import sessions

KEPT = {
    events.Opened: ("scenario", "text", "program"),
    events.Delivered: ("inject",),
    events.Undone: ("round",),
    events.Noted: ("round",),
    events.TieBroken: ("option",),
    events.Decided: ("round",),
    events.Timed: ("round",),
    events.Voted: ("delegate",),
    events.Joined: ("delegate", "role", "key"),
    events.LetIn: ("delegate", "key"),
    events.Removed: ("delegate",),
    events.Answered: ("delegate",),
}
"""The texts that stay: no person wrote them. A delegate's name and key are changed, not removed."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sessions of our own."""
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


def siro(*arguments: object) -> Result:
    """A command, without a terminal."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


WINDOWS = """
import sys
sys.stdout.reconfigure(encoding="cp1252", newline="\\r\\n")
from game.cli import main
main()
"""


def piped_on_windows(home: Path, *arguments: str) -> bytes:
    """What a command writes into a pipe where text has the letters and the line ends of Windows."""
    call = (sys.executable, "-c", WINDOWS, *arguments)
    return subprocess.run(
        call, check=True, capture_output=True, env={**os.environ, "SIRO_HOME": str(home.parent)}
    ).stdout


def test_json_for_machines_is_utf_8_wherever_it_is_piped(home: Path) -> None:
    raw = piped_on_windows(home, "explore", str(sessions.VAN), "--json", "--plays", "100")
    assert b"\r" not in raw
    assert json.loads(raw)
    assert b"\r" not in piped_on_windows(home, "schema", "--report")


def test_a_report_is_written_in_every_format_while_the_session_is_open(home: Path, tmp_path: Path) -> None:
    shutil.copy(sessions.contested(), home / "autumn.jsonl")
    before = (home / "autumn.jsonl").read_bytes()
    held = session.resumed(home / "autumn.jsonl")
    found = siro("report", "autumn", "--format", "html,md,docx,csv,json", "--out", tmp_path / "out", "--quick")
    held.close()
    assert found.exit_code == 0, found.stderr
    names = [f"autumn-report.{name}" for name in ("html", "md", "docx", "csv", "json")]
    assert [Path(line).name for line in found.stdout.splitlines()] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    assert (home / "autumn.jsonl").read_bytes() == before
    assert json.loads((tmp_path / "out/autumn-report.json").read_text("utf-8"))["who"] == "nobody"


def test_who_voted_for_what_is_written_only_when_asked_for(home: Path, tmp_path: Path) -> None:
    path = sessions.played(sessions.VAN, sessions.voting, sessions.TABLES)
    siro("report", path, "--format", "csv,html,json", "--out", tmp_path, "--quick")
    assert "Ada Quill" not in "".join(one.read_text("utf-8") for one in tmp_path.glob("*-report*"))
    found = siro("report", path, "--format", "csv", "--out", tmp_path, "--quick", "--identify")
    assert found.stdout.splitlines()[-1].endswith("-report-ballots.csv")
    assert "Ada Quill" in (tmp_path / "workshop-report-ballots.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (("report", "x", "--format", "pdf"), "'pdf' is not a format", 2),
        (("report", "x", "--identify"), "--identify is for --format csv", 2),
        (("report", "nowhere"), "cannot be read", 1),
        (("forget", "nowhere", "--names", "--yes"), "there is no such session", 1),
        (("forget", "nowhere"), "Missing option '--names'", 2),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, arguments: tuple[str, ...], sentence: str, code: int) -> None:
    found = siro(*arguments)
    assert (found.exit_code, sentence in found.stderr) == (code, True), found.stderr


def test_actions_over_all_sessions_by_owner_and_date(home: Path) -> None:
    shutil.copy(sessions.contested(), home / "autumn.jsonl")
    shutil.copy(sessions.best(), home / "winter.jsonl")
    (home / "broken.jsonl").write_text("nothing\n", "utf-8")
    found, faults = actions.in_folder(home)
    assert [(one.owner, one.text, one.due, one.session) for one in found] == [
        ("Head of IT", "print the phone list", date(2026, 12, 18), "autumn"),
        ("Head of IT", "test the restore", date(2027, 1, 29), "winter"),
        ("", "agree who decides at night", None, "autumn"),
    ]
    assert list(actions.lines(found, date(2026, 12, 20)))[:3] == [
        "Head of IT",
        "  by Friday 18 December 2026 (late): print the phone list  [autumn 107]",
        "  by Friday 29 January 2027: test the restore  [winter 29]",
    ]
    assert len(faults) == 1
    shown = siro("actions")
    assert "Nobody named\n  no date: agree who decides at night  [autumn 108]" in shown.stdout
    assert "Left out: broken.jsonl, line 1" in shown.stderr
    raw = piped_on_windows(home, "actions", "--csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n") == 1 + len(found)
    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in table[1:]] == [one.text for one in found]


def test_a_calendar_file_is_escaped_and_folded_by_the_rule(home: Path) -> None:
    words = "ring; the, bank\\ " + "ä€" * 60 + sessions.ATTACK
    shutil.copy(sessions.hostile(words), home / "odd.jsonl")
    raw = piped_on_windows(home, "actions", "--ics")
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    whole = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert whole[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert whole[-2:] == ["END:VCALENDAR", ""]
    assert "DUE;VALUE=DATE:20270101" in whole
    (said,) = [line for line in whole if line.startswith("SUMMARY:")]
    assert said.startswith("SUMMARY:ring\\; the\\, bank\\\\ ä€ä€")
    assert [line for line in whole if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VTODO"]


def test_sessions_of_one_scenario_are_compared_and_others_refused(home: Path, tmp_path: Path) -> None:
    found = siro("compare", sessions.contested(), sessions.halfway(), "--quick", "--html", tmp_path / "c.html")
    assert found.exit_code == 0, found.stderr
    assert "Forgiven more than you feared" in (tmp_path / "c.html").read_text("utf-8")
    shown = siro("compare", sessions.contested(), sessions.halfway(), "--quick").stdout
    assert "Deadlines missed\n" in shown
    assert "not at its end" in shown
    refused = siro("compare", sessions.contested(), sessions.hostile(), "--quick")
    assert refused.exit_code == 1
    assert "different scenarios" in refused.stderr


def test_an_action_done_weeks_later_does_not_make_the_exercise_longer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "autumn.jsonl"
    shutil.copy(sessions.contested(), path)
    before, compared = sessions.report_of(path, quick=True), siro("compare", path, "--quick").stdout
    monkeypatch.setattr(journal, "now", lambda: sessions.START + timedelta(days=40))
    assert siro("done", "autumn", before.hot_wash.actions[0].number).exit_code == 0
    held = session.resumed(path)
    held.strike(before.hot_wash.actions[1].number)
    held.close()
    after = sessions.report_of(path, quick=True)
    assert [one.status for one in after.hot_wash.actions] == ["Done on Saturday 9 January 2027"]
    assert (after.ended, after.minutes) == (before.ended, before.minutes)
    assert summary.lead(after) == summary.lead(before)
    assert "It took 54 minutes." in summary.lead(after)
    assert siro("compare", path, "--quick").stdout == compared


def test_forgetting_leaves_no_name_and_no_typed_word_and_the_same_play(home: Path) -> None:
    for made in (sessions.contested(), sessions.played(sessions.VAN, sessions.voting, sessions.TABLES)):
        path = home / "old.jsonl"
        shutil.copy(made, path)
        before = sessions.seen(path)
        found = siro("forget", "old", "--names", "--yes")
        assert found.exit_code == 0, found.stderr
        assert "delegates’ names (4)" in found.stdout
        raw = path.read_text("utf-8")
        for words in (
            *sessions.TABLES.seats[0].delegates,
            "Head of IT",
            "phone list",
            "minister",
            "Time is up",
            "slow.",
        ):
            assert words not in raw.replace(json.dumps(before.opened.text, ensure_ascii=False), "")
        after = sessions.seen(path)
        assert [place.state for place in after.tables] == [place.state for place in before.tables]
        assert [turn.tally for place in after.tables for turn in place.turns] == [
            turn.tally for place in before.tables for turn in place.turns
        ]
        assert [entry.at for entry in after.entries] == [entry.at for entry in before.entries]
        assert after.setup.seats[0].delegates == ("delegate 1", "delegate 2", "delegate 3", "delegate 4")
        again = session.resumed(path)
        again.mark("it goes on")
        again.close()


def test_ballots_changed_and_taken_back_stay_in_the_journal_until_names_are_forgotten(home: Path) -> None:
    def play(held: session.Session) -> None:
        held.seat(4)
        held.join("Ada Quill", 0, "", "key of a phone")
        sessions.voting(held)
        held.let_in("Ada Quill", "key of another phone")
        held.answer(0, "Ada Quill should have rung.", "Ada Quill")
        held.undo()
        held.open_vote()
        held.vote("Ada Quill", (sessions.open_at(held, 0)[2],))
        held.close_vote()
        held.reveal()
        held.decide()
        held.remove("Ada Quill")

    path = home / "asked.jsonl"
    shutil.copy(sessions.played(sessions.VAN, play), path)
    told = [json.loads(line)["event"]["kind"] for line in path.read_text("utf-8").splitlines() if "Ada Quill" in line]
    assert told == ["joined", "voted", "voted", "let in", "answered", "voted", "removed"]
    siro("report", path, "--format", "csv", "--out", home, "--quick", "--identify")
    assert (home / "asked-report-ballots.csv").read_text("utf-8-sig").count("Ada Quill") == 1, "the one that counted"
    assert "Ada" not in siro("replay", path).stdout.replace("Ada Quill should have rung.", "")
    assert siro("forget", path, "--names", "--yes").exit_code == 0
    assert "Ada" not in path.read_text("utf-8")
    assert "Quill" not in path.read_text("utf-8")


def test_forgetting_waits_until_the_session_is_closed_and_asks_first(home: Path) -> None:
    path = home / "on.jsonl"
    shutil.copy(sessions.contested(), path)
    before = path.read_bytes()
    held = session.resumed(path)
    refused = siro("forget", "on", "--names", "--yes")
    assert (refused.exit_code, "open in another window" in refused.stderr) == (1, True)
    held.close()
    assert siro("forget", "on", "--names").exit_code == 1, "nobody said yes"
    assert path.read_bytes() == before
    damaged = before[:200] + b"x" + before[201:]
    path.write_bytes(damaged)
    with pytest.raises(JournalError):
        forgetting.forget(path)
    assert path.read_bytes() == damaged, "a damaged file stays as it is, for somebody to mend"


def test_every_text_of_every_event_is_removed_or_known_to_be_harmless() -> None:
    kinds = [*get_args(events.TableEvent), *get_args(events.RoomEvent)]
    for kind in kinds:
        texts = {each.name for each in dataclasses.fields(kind) if str(each.type) == "str"}
        assert texts == {*forgetting.FREE.get(kind, ()), *KEPT.get(kind, ())}, kind.__name__


def test_the_plain_workshop_writes_its_report_too(home: Path) -> None:
    loaded = library.load(sessions.VAN)
    held = session.opened(loaded, home / "today.jsonl", 1)
    said: list[str] = []
    typed = iter(["", "A 3", "", "report aloud", "report names", None])
    plain.run(held, lambda view, prompt: next(typed), said.append, write=shelf.of_session)
    held.close()
    assert "Not possible: type report, report roles or report names." in said
    assert sorted(path.name for path in (home.parent / "reports").iterdir()) == [
        f"today-report.{name}" for name in ("csv", "docx", "html")
    ]
    assert [line for line in said if line.startswith("Written: ")]


def test_a_rehearsal_has_no_report(home: Path) -> None:
    held = session.opened(library.load(sessions.VAN), home / "today.jsonl", 1)
    said: list[str] = []
    typed = iter(["report", None])
    plain.run(held, lambda view, prompt: next(typed), said.append)
    held.close()
    assert "Not possible: nothing of this is kept, so there is no report of it." in said
