"""The report in Word: what it says, how it is built, and that LibreOffice opens it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import aar, library
from game.aar import Who
from game.papers import pack, word, wordfile
from game.recorded import recorded
from game.session import Session
from tests import provision
from tests.cases import compare_golden
from tests.papers import sessions
from tests.papers.explorations import van
from tests.papers.typed import complaints, headings, opened, parts, told

GOLDEN = Path("tests/golden/papers")


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


def report(path: Path, who: Who = "nobody") -> bytes:
    """The report of a session at the flagship."""
    return word.document(aar.report(recorded(path), sessions.known(library.FLAGSHIP), who))


@pytest.mark.parametrize("which", ["best", "worst", "contested"])
def test_the_report_reads_as_its_golden_file(which: str) -> None:
    raw = report(getattr(sessions, which)())
    text = re.sub(r"with version [\w.+]+", "with version …", "\n".join(told(raw)))
    compare_golden(GOLDEN / f"report-{which}.docx.txt", f"{text}\n")


def test_words_own_checker_would_find_nothing() -> None:
    raw = report(sessions.contested())
    assert complaints(raw) == []
    about = opened(raw).core_properties
    assert about.title == "After-action report: Locked before breakfast"
    assert (about.language, about.author) == ("en-GB", "")


def test_the_headings_lead_through_the_report() -> None:
    found = [words for level, words in headings(report(sessions.contested())) if level == 1]
    assert found == [
        "Summary",
        "Improvement plan",
        "Decision log",
        "Meters over the rounds",
        "Deadlines",
        "What else could have happened",
        "Tables compared",
        *(["Decisions taken back"] if aar.report(recorded(sessions.contested())).taken_back else []),
        "Hot wash",
        "Facts that the exercise rests on",
        "About this report",
    ]


def test_the_plan_is_a_table_to_go_on_with() -> None:
    document = opened(report(sessions.contested()))
    (plan,) = [table for table in document.tables if table.rows[0].cells[1].text == "Action"]
    rows = [[cell.text for cell in row.cells] for row in plan.rows]
    assert rows[0] == ["No.", "Action", "Owner", "Due", "Status"]
    assert rows[1] == ["1", "print the phone list", "Head of IT", "Friday 18 December 2026", "Open"]
    assert rows[-1] == [str(len(rows) - 1), "", "", "", ""], "there is a row to write the next one in"


def test_every_meter_and_deadline_is_drawn_and_said() -> None:
    raw = report(sessions.contested())
    charts = [line for line in told(raw) if line.startswith("[chart]")]
    assert len(charts) == 5 + 2 == len([name for name in parts(raw) if name.startswith("word/charts/")])
    assert all("Finance from" in line and "Housing from" in line for line in charts)


def test_the_same_session_gives_the_same_file() -> None:
    assert report(sessions.best()) == report(sessions.best())


def test_names_are_said_only_where_they_are_asked_for() -> None:
    assert "Ada Quill" not in "\n".join(told(report(sessions.contested())))
    assert "Ada Quill" in "\n".join(told(report(sessions.contested(), "names")))


def test_hostile_words_are_words_and_what_xml_cannot_hold_is_left_out() -> None:
    def play(held: Session) -> None:
        held.begin()
        for words in (sessions.ATTACK, sessions.UNFIT, *(f"{one} and so on" for one in sessions.FORMULAS)):
            held.note("rationale", words)
            held.note("dissent", words)
        held.override([sessions.open_at(held, 0)[0]], sessions.ATTACK + sessions.UNFIT)
        held.identify(sessions.UNFIT)
        held.agree(sessions.ATTACK, sessions.UNFIT)

    raw = report(sessions.played(library.FLAGSHIP, play))
    assert complaints(raw) == []
    text = "\n".join(told(raw))
    assert sessions.ATTACK in text
    assert "bell null escape[31m turnedround mark" in text
    assert not re.search("[\x00-\x08\x0b\x1b\u202e\u2066\u200f]", text)


def test_a_session_that_stopped_half_way_is_reported_as_one() -> None:
    def play(held: Session) -> None:
        held.begin()
        held.count({sessions.open_at(held, 0)[0]: 3})
        held.decide()

    raw = report(sessions.played(library.FLAGSHIP, play))
    text = "\n".join(told(raw))
    assert "[Warning] The exercise stopped before its end; this report holds what was decided until then." in text
    assert "not reached" in text
    assert complaints(raw) == []


def test_a_session_in_which_nothing_happened_has_a_report() -> None:
    raw = report(sessions.played(library.FLAGSHIP, lambda held: None))
    assert complaints(raw) == []
    assert "[Normal] Nothing was decided." in told(raw)


@pytest.mark.parametrize("which", ["report", "pack"])
def test_libreoffice_opens_it_and_turns_it_into_other_files(which: str, tmp_path: Path) -> None:
    raw = report(sessions.contested()) if which == "report" else wordfile.written(pack.pack(*van()))
    (tmp_path / "paper.docx").write_bytes(raw)
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        subprocess.run(
            [
                provision.office(),
                "--headless",
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--convert-to",
                kind,
                "--outdir",
                tmp_path,
                tmp_path / "paper.docx",
            ],
            check=True,
            capture_output=True,
            timeout=240,
            env={**os.environ, "HOME": str(tmp_path)},
        )
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    text = (tmp_path / "paper.txt").read_text("utf-8-sig")
    assert [words for _, words in headings(raw) if words not in text] == []
