"""The hot wash in the console: one thing at a time, kept as it is typed, struck out only when agreed to."""

from pathlib import Path

import pytest

from game import hotwash, session
from game.hotwash import HotWash
from game.phases import Phase
from game.session import Session
from tests.cases import compare_golden
from tests.tui.stage import GOLDEN, LARGE, SMALL, Size, Stage, opened, told

BEST = ("carry", "fans", "later")


def ended() -> Session:
    """A workshop whose ending is on the screen, with a moment marked and a line of dissent."""
    held = opened()
    held.begin()
    held.mark("the phones went quiet")
    held.note("dissent", "One of us would have waited for the pump")
    for option in BEST:
        held.count({option: 5})
        held.decide()
        held.move_on()
    return held


def said(stage: Stage) -> HotWash:
    """What the journal holds."""
    return hotwash.hot_wash(stage.session.journal.contents.entries)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_pages_one_by_one(size: Size) -> None:
    async def story(stage: Stage) -> None:
        def golden(name: str) -> None:
            compare_golden(GOLDEN / f"hotwash-{name}-{size[0]}x{size[1]}.txt", stage.text)

        assert stage.next_step == "Hold the hot wash"
        await stage.press("enter")
        await stage.see("Better than 82 of 100 ways")
        golden("standing")
        await stage.press("enter")
        golden("back-to")
        await stage.press("enter")
        await stage.type("The deeds of the hall")
        await stage.press("enter")
        golden("question")
        await stage.press("enter enter enter")
        await stage.type("Know where the fuse board is")
        await stage.press("enter enter")
        await stage.type("Jo to copy the records by the end of January")
        golden("action")
        await stage.press("enter up enter")
        golden("strike")
        await stage.press("escape escape enter")
        golden("all")
        assert stage.next_step == "Write the report"
        found = said(stage)
        assert found.answers(0) == ("The deeds of the hall",)
        assert found.lessons == ("Know where the fuse board is",)
        assert [hotwash.told(one) for one in found.actions] == ["Jo: Copy the records, by Sunday 31 January 2027"]

    told(story, ended, size)


def test_until_it_is_worked_out_the_screen_says_so_and_everything_else_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        assert stage.app.desk is not None
        background = stage.app.desk.background
        with monkeypatch.context() as patched:
            patched.setattr(background, "look", lambda: None)
            await stage.press("enter")
            assert "Being worked out" in stage.words
            assert "Better than" not in stage.words
            await stage.press("enter enter")
            await stage.type("The safe")
            await stage.press("enter escape escape")
            assert "Being worked out" in stage.words
        await stage.see("Better than 82 of 100 ways")
        assert said(stage).answers(0) == ("The safe",)

    told(story, ended)


def test_an_entry_is_struck_out_once_that_is_agreed_to_and_not_before() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter enter enter")
        for words in ("One", "Two", "Three"):
            await stage.type(words)
            await stage.press("enter")
        await stage.press("up up")
        assert stage.next_step == "Strike this entry out"
        await stage.press("enter")
        assert "Two" in stage.words
        await stage.press("escape")
        assert said(stage).answers(0) == ("One", "Two", "Three")
        await stage.press("enter enter")
        assert said(stage).answers(0) == ("One", "Three")
        assert "Two" not in stage.words
        await stage.type("Four")
        await stage.press("enter")
        assert said(stage).answers(0) == ("One", "Three", "Four")

    told(story, ended)


def test_it_can_be_held_in_the_middle_and_the_exercise_goes_on_where_it_was() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter h")
        assert "Not possible: nothing is decided yet; the hot wash looks back on decisions." in stage.words
        await stage.play_round(5, 0, 0)
        await stage.press("h")
        assert "Table 1 It has not come to its end yet." in stage.words
        await stage.press("enter")
        await stage.type("A first thought")
        await stage.press("enter escape escape escape")
        assert "Round 2 of 3" in stage.lines[0]
        assert stage.session.table.phase is Phase.DISCUSSING
        await stage.press("h")
        for _ in range(6):
            await stage.press("enter")
        assert "A first thought" in stage.words
        assert stage.next_step == "Back to the exercise"
        await stage.press("enter")
        assert "Round 2 of 3" in stage.lines[0]

    told(story, opened)


def test_a_lesson_or_an_action_can_be_written_down_at_any_time() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.choose("write down a les", "In a sentence")
        await stage.type("Ask first")
        await stage.press("enter")
        await stage.choose("write down an act", "who does what")
        await stage.type("Jo will ring tomorrow")
        assert "Understood as: who: Jo; what: Ring; by when: Tuesday 1 December 2026" in stage.words
        await stage.press("enter")
        assert "Round 1 of 3" in stage.lines[0]
        assert (said(stage).lessons, len(said(stage).actions)) == (("Ask first",), 1)

    told(story, opened)


def test_what_cannot_be_recorded_is_said_and_what_was_typed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int, _raw: bytes) -> int:
        raise OSError(28, "No space left on device")

    async def story(stage: Stage) -> None:
        await stage.press("enter enter enter")
        await stage.type("The safe")
        with monkeypatch.context() as patched:
            patched.setattr("os.write", full)
            await stage.press("enter")
            assert "The line was not recorded." in stage.words
            assert "▌ The safe" in stage.text
        await stage.press("enter")
        assert said(stage).answers(0) == ("The safe",)
        assert "▌ The safe" not in stage.text

    told(story, ended)


def test_what_was_said_is_there_when_the_session_goes_on(desk: Path) -> None:
    async def first(stage: Stage) -> None:
        await stage.press("enter enter enter")
        await stage.type("The safe")
        await stage.press("enter")
        stage.app.exit()

    async def second(stage: Stage) -> None:
        assert stage.next_step == "Hold the hot wash"
        await stage.press("enter enter enter")
        assert "The safe" in stage.words

    told(first, ended)
    (path,) = (desk / "sessions").glob("*.jsonl")
    told(second, lambda: session.resumed(path))


def test_undo_during_the_hot_wash_goes_back_and_keeps_what_was_said() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter enter enter")
        await stage.type("The safe")
        await stage.press("enter escape escape escape u enter enter")
        assert "Round 3 of 3" in stage.lines[0]
        assert said(stage).answers(0) == ("The safe",)

    told(story, ended)


def test_what_is_asked_for_in_the_hot_wash_leads_back_to_its_page() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter enter enter")
        assert "Question 1 of" in stage.words
        await stage.choose("Write down a lesson", "In a sentence")
        await stage.type("Ask the clerk first")
        await stage.press("enter")
        assert "Question 1 of" in stage.words
        assert said(stage).lessons == ("Ask the clerk first",)
        await stage.choose("Mark the moment", "Enter Mark")
        await stage.press("escape")
        assert "Question 1 of" in stage.words
        await stage.choose("blank the wall", "wall blank")
        assert "Question 1 of" in stage.words
        await stage.choose("blank the wall", "Question 1 of")
        assert "wall blank" not in stage.words
        await stage.choose("Hold the hot wash", "Question 1 of")
        await stage.press("escape escape escape")
        assert stage.next_step == "Hold the hot wash"

    told(story, ended)
