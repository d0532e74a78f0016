"""Big text for the back row: one thing at a time, nothing but the moment, and every option still whole."""

from functools import partial

import pytest

from game import library, session
from game.seating import Seat, SetUp
from game.session import Session
from game.tui.widgets.large import rows
from game.tui.widgets.pane import Pane
from tests.cases import compare_golden
from tests.tui.stage import GOLDEN, LARGE, SAMPLE, SMALL, TINY, Size, Stage, nothing, told

SETUP = SetUp(seats=(Seat(name="North", number=12), Seat(name="South")), voting="both")


def two() -> Session:
    """Two tables, the first of twelve."""
    return session.opened(library.load(SAMPLE), None, 1, SETUP)


@pytest.mark.parametrize("size", [SMALL, TINY, LARGE], ids=["80x24", "60x20", "120x40"])
def test_the_vote_is_read_from_the_back_row(size: Size) -> None:
    async def story(stage: Stage) -> None:
        def golden(name: str) -> None:
            compare_golden(GOLDEN / f"big-{name}-{size[0]}x{size[1]}.txt", stage.text)

        await stage.press("enter z")
        assert "EXERCISE" in stage.lines[0]
        assert "What do you tell" not in stage.words
        assert "Records safe" not in stage.words
        assert "South" not in stage.words
        golden("situation")
        await stage.enter_until("Open the vote")
        await stage.press("enter")
        for number in range(11):
            stage.session.vote(f"delegate {number}", (("carry", "pump")[number % 2],))
        await stage.settle()
        assert "11 of 12 have voted" in stage.words
        assert "leads" not in stage.words
        assert_whole(stage)
        golden("voting")
        await stage.press("enter enter")
        for line in rows("6", False):
            assert line in stage.text
        assert_whole(stage)
        golden("counted")
        await stage.press("enter")
        golden("outcome")
        await stage.press("z")
        assert "Records safe" in stage.words
        assert "South" in stage.words

    told(story, two, size)


def assert_whole(stage: Stage) -> None:
    """Every option is on the screen, and nothing of the decision is out of sight."""
    for option in stage.session.play.scenario.rounds[0].options:
        assert all(word in stage.words for word in option.text.split()), stage.text
    assert not stage.app.screen.query_one("#decision", Pane).has_more, stage.text


def test_the_time_to_talk_is_large_while_there_is_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.tui.desk.monotonic", lambda: 1000.0)

    async def story(stage: Stage) -> None:
        await stage.press("enter c z")
        for line in rows("5:00 left", False):
            assert line in stage.text
        await stage.hold("big-time")
        await stage.press("o")
        assert rows("5:00", False)[0] not in stage.text
        assert "5:00 left" in stage.lines[0]

    told(story, two)


def test_hands_are_counted_in_big_text_too() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter z")
        await stage.vote(5, 6, 1)
        assert stage.next_step == "Take the decision: B"

    told(story, two)


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
def test_the_notes_stay_for_whoever_asks_for_them(size: Size) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter z")
        assert "Read aloud" not in stage.words
        await stage.press("n")
        assert "Read aloud" in stage.words
        await stage.press("n")
        assert "Read aloud" not in stage.words

    told(story, two, size)


def test_it_can_be_asked_for_before_anything_is_played() -> None:
    async def story(stage: Stage) -> None:
        await stage.choose("big text", "EXERCISE")
        await stage.choose("big text", "EXERCISE")

    told(story, partial(nothing))
