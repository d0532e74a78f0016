"""The set-up of the room: sensible by itself, filled in by keys, refused in sentences, remembered without names."""

import shutil
from pathlib import Path

import pytest

from game import usual
from game.seating import Seat
from tests.cases import compare_golden
from tests.tui.stage import GOLDEN, LARGE, SAMPLE, SMALL, Size, Stage, nothing, told


@pytest.fixture
def shelf(desk: Path) -> Path:
    """A desk with one scenario."""
    shutil.copy(SAMPLE, desk / "scenarios")
    return desk


def test_a_room_is_set_up_by_keys_and_offered_again_without_names(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter right right")
        assert "Play with 3 tables" in stage.next_step
        await stage.press("down right down right down right right right")
        for _ in range(12):
            if getattr(stage.app.focused, "placeholder", "") == "how many, or names with commas":
                break
            await stage.press("down")
        await stage.type("Ade,Bea")
        await stage.press("enter")
        setup = stage.session.setup
        assert (setup.voting, setup.votes, setup.quorum) == ("phones", "two", 50)
        assert setup.seats[0] == Seat(name="Table 1", delegates=("Ade", "Bea"), number=2)
        assert [table.present for table in stage.session.tables] == [2, 0, 0]

    told(story, nothing)
    assert usual.usual().seats[0] == Seat(name="Table 1", number=2)
    assert "Ade" not in usual.place().read_text("utf-8")


def test_arrow_keys_go_from_number_to_number_and_sideways_to_the_names(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter right up")
        await stage.type("12")
        await stage.press("up")
        await stage.type("10")
        await stage.press("left left left")
        await stage.type("Police")
        await stage.press("down")
        await stage.type("Fire")
        await stage.press("right down")
        assert "◂ 2 tables ▸" in stage.text
        await stage.press("up up")
        await stage.type("9")
        await stage.press("up down down enter")
        assert stage.session.setup.seats == (Seat(name="Police", number=9), Seat(name="Fire", number=12))

    told(story, nothing)


def test_what_cannot_be_is_said_and_nothing_starts(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter right")
        await stage.press("up left")
        await stage.type("Table 1")
        await stage.press("enter")
        assert "two tables are called 'Table 1'" in stage.words
        assert stage.app.desk is None

    told(story, nothing)


def test_a_broken_memory_is_ignored(desk: Path) -> None:
    usual.place().parent.mkdir(parents=True, exist_ok=True)
    usual.place().write_text("{", "utf-8")
    assert usual.usual() == usual.FIRST


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_form_fits_with_eight_tables(shelf: Path, size: Size) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter left")
        compare_golden(GOLDEN / f"setup-{size[0]}x{size[1]}.txt", stage.text)

    told(story, nothing, size)
