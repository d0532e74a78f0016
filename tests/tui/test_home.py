"""The first screen: what there is to play, what there is to go on with, and what cannot be opened."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from game import library, session, usual
from game.cli import main
from game.events import Opened
from game.journal import Journal
from game.phases import Phase
from tests.tui.stage import SAMPLE, Stage, nothing, told


@pytest.fixture
def shelf(desk: Path) -> Path:
    """Two scenarios to choose from, one of them broken."""
    shutil.copy(SAMPLE, desk / "scenarios")
    (desk / "scenarios" / "half-done.yaml").write_text("format: 1\ntitle: Half done\n", "utf-8")
    return desk


def stopped_in_round_two() -> Path:
    """A session that was left in its second round."""
    held = session.opened(library.load(SAMPLE), None, 1)
    held.begin()
    held.count({"carry": 5})
    held.decide()
    held.move_on()
    held.close()
    return held.journal.path


def test_a_scenario_is_chosen_and_played(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        assert "The wet weekend" in stage.words
        assert "3 rounds, 20 minutes" in stage.words
        await stage.press("down")
        assert "For clerks and councillors." in stage.words
        assert "A parish office floods" in stage.words
        await stage.press("enter")
        assert "How the room plays" in stage.words
        await stage.press("enter")
        assert "Otterby Parish Council" in stage.words
        assert stage.session.table.phase is Phase.OPENING
        assert stage.session.setup == usual.FIRST

    told(story, nothing)


def test_a_broken_scenario_is_listed_with_the_command_that_tells_more(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        assert "! half-done cannot be opened" in stage.words
        assert "siro check" in stage.words
        assert stage.text.count("half-done") > 1
        await stage.press("enter")
        assert stage.app.desk is None

    told(story, nothing)


def test_a_session_goes_on_where_it_stopped(shelf: Path) -> None:
    stopped_in_round_two()

    async def story(stage: Stage) -> None:
        assert "round 2 of 3" in stage.words
        assert "30 Nov 2026 10:15" in stage.words
        await stage.press("end enter")
        assert "Round 2 of 3" in stage.lines[0]
        assert "Wet paper" in stage.words

    told(story, nothing)


def test_an_incomplete_last_line_is_dropped_and_said(shelf: Path) -> None:
    with stopped_in_round_two().open("ab") as file:
        file.write(b'{"n": 6, "at": "2026')

    async def story(stage: Stage) -> None:
        await stage.press("end enter")
        assert "Round 2 of 3" in stage.lines[0]
        assert "it was dropped" in stage.words

    told(story, nothing)


def test_a_damaged_session_says_its_sentence(shelf: Path) -> None:
    path = stopped_in_round_two()
    path.write_bytes(path.read_bytes().replace(b"carry", b"curry"))

    async def story(stage: Stage) -> None:
        assert "cannot be opened" in stage.words
        await stage.press("end")
        assert "damaged or edited by hand" in stage.words
        await stage.press("enter")
        assert stage.app.desk is None

    told(story, nothing)


def test_a_session_of_a_newer_version_says_so_on_the_list_and_as_a_command(shelf: Path) -> None:
    path = library.sessions_folder() / "later.jsonl"
    with Journal.create(path) as record:
        record.append([Opened(format=99, scenario="later", text="", seed=1, program="9")])
    before = path.read_bytes()

    async def story(stage: Stage) -> None:
        await stage.press("end")
        assert "written by a newer version of this program (format 99); update to open it" in stage.words
        await stage.press("enter")
        assert stage.app.desk is None

    told(story, nothing)
    asked = CliRunner().invoke(main, ["play", "--resume", str(path)])
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert asked.stderr == (
        f"siro: {path.name}: written by a newer version of this program (format 99); update to open it\n"
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("why", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_where_nothing_can_be_written_it_is_said_before_the_room_is_on(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    opening = os.open

    def refused(path: object, *rest: int) -> int:
        if str(path).endswith(".jsonl"):
            raise OSError(why, os.strerror(why), str(path))
        return opening(path, *rest)  # type: ignore[arg-type]

    async def story(stage: Stage) -> None:
        await stage.press("down enter")
        with monkeypatch.context() as patched:
            patched.setattr(os, "open", refused)
            await stage.press("enter")
            assert os.strerror(why) in stage.words
            assert stage.app.desk is None
        await stage.press("enter")
        assert stage.session.table.phase is Phase.OPENING

    told(story, nothing)


def test_a_session_in_use_is_refused_and_the_list_stays(shelf: Path) -> None:
    path = stopped_in_round_two()
    held = session.resumed(path)

    async def story(stage: Stage) -> None:
        await stage.press("end enter")
        assert "open in another window or process" in stage.words
        assert "Choose a scenario" in stage.words

    told(story, nothing)
    held.close()


def test_the_list_follows_what_is_typed(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("slash")
        await stage.type("parish")
        assert "The wet weekend" in stage.words
        assert "half-done" not in stage.words
        await stage.type("q?")
        assert "Nothing here is called that." in stage.words
        await stage.press("escape")
        assert "half-done" in stage.words
        await stage.press("slash")
        await stage.type("weekend")
        await stage.press("enter enter")
        assert "Otterby Parish Council" in stage.words

    told(story, nothing)


def test_an_empty_shelf_says_so(desk: Path) -> None:
    async def story(stage: Stage) -> None:
        assert "There is nothing to play yet." in stage.words
        await stage.press("u")
        assert "Leave" in stage.words
        await stage.press("q enter")
        assert stage.has_left

    told(story, nothing)


def test_commands_of_a_session_are_refused_before_one_is_chosen(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.choose("take the decision", "choose a scenario first")
        await stage.choose("facilitator's notes", "there are notes only during a round")

    told(story, nothing)


def test_typing_a_letter_starts_the_search_and_no_letter_is_lost(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.burst("w e t")
        assert "▌ wet" in stage.text
        assert "The wet weekend" in stage.words
        assert "half-done" not in stage.words
        assert stage.next_step == "Play: The wet weekend"
        await stage.press("escape")
        assert "half-done" in stage.words
        await stage.press("t a")
        assert "▌ ta" in stage.text, "t searches here, and leaves the theme alone"

    told(story, nothing)


def test_the_cursor_goes_to_what_is_called_so_before_what_only_speaks_of_it(shelf: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace("title: The wet weekend", "title: A dry day", 1)
    (shelf / "scenarios" / "a-dry-day.yaml").write_text(text.replace("summary: ", "summary: No weekend. ", 1), "utf-8")

    async def story(stage: Stage) -> None:
        await stage.type("weekend")
        assert "A dry day" in stage.words
        assert stage.next_step == "Play: The wet weekend"
        await stage.hold("home-search", shelf)

    told(story, nothing)


def test_the_line_under_the_list_says_how_fresh_a_scenario_is(shelf: Path) -> None:
    path = shelf / "scenarios" / SAMPLE.name
    text = path.read_text("utf-8")
    assert "reviewed: 2026-11-01" in text
    stale = text + "facts:\n  - {claim: Ink runs., source: Ink maker 2020, review_by: 2021-05-04}\n"
    (path.parent / "stale.yaml").write_text(stale.replace("The wet weekend", "Old ink"), "utf-8")

    async def story(stage: Stage) -> None:
        await stage.press("slash")
        await stage.type("wet")
        assert "Reviewed 1 November 2026." in stage.words
        await stage.press("escape slash")
        await stage.type("ink")
        assert "Facts were to be reviewed by 4 May 2021." in stage.words

    told(story, nothing)
