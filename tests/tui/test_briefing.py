"""A briefing in the console: slide by slide, with notes for the speaker and hands for the question."""

import asyncio
import shutil
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from game import library
from game.briefing import Chart
from game.tui.app import Console
from game.tui.screens.slide import SlideScreen
from game.tui.widgets import chart, large
from game.tui.widgets.pane import Pane
from tests.cases import compare_golden
from tests.tui.stage import LARGE, SMALL, Size, Stage, nothing, told
from tests.tui.test_golden import frame_of, golden

SAMPLE = Path(__file__).parents[1] / "samples" / "briefings" / "buses.yaml"
OURS = sorted((Path(__file__).parents[2] / "scenarios" / "briefings").glob("*.yaml"))
SCREENS = (
    ("slide-figure", "enter"),
    ("slide-notes", "n"),
    ("slide-chart", "n right"),
    ("slide-poll", "right"),
    ("slide-fields", "v 1 2 enter 3"),
    ("slide-hands", "enter 4 enter"),
    ("slide-line", "enter"),
)
"""The screens of one briefing, each with the keys that lead on to it from the one before."""


@pytest.fixture
def shelf(desk: Path) -> Path:
    """A briefing to choose."""
    (desk / "scenarios" / "briefings").mkdir()
    shutil.copy(SAMPLE, desk / "scenarios" / "briefings")
    return desk


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_screens_of_a_briefing(shelf: Path, size: Size) -> None:
    drawn: dict[str, str] = {}

    async def story(stage: Stage) -> None:
        for name, keys in SCREENS:
            await stage.press(keys)
            drawn[name] = stage.text

    told(story, nothing, size)
    for name, text in drawn.items():
        compare_golden(golden(name, size), "\n".join(frame_of(text, size)))


def test_a_briefing_is_chosen_shown_to_its_end_and_left_for_the_list(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        assert "Briefings The buses of Otterby 4 slides, 4 minutes" in stage.words
        assert "For whoever waits at the stop. Figures to review by 31 December 2099." in stage.words
        assert stage.next_step == "Show: The buses of Otterby"
        await stage.press("enter")
        assert stage.lines[0].split()[0] == "BRIEFING"
        assert "1 of 4" in stage.lines[0]
        assert "Pause after the number." not in stage.words
        await stage.press("enter space right")
        assert stage.next_step == "End the briefing"
        await stage.press("enter")
        assert "Choose a scenario or a briefing" in stage.words

    told(story, nothing)


def test_back_and_forth_as_a_presenter_s_keys_send_it(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter pagedown pagedown")
        assert "3 of 4" in stage.lines[0]
        await stage.press("pageup left left")
        assert "1 of 4" in stage.lines[0]
        await stage.press("escape")
        assert "Choose a scenario or a briefing" in stage.words

    told(story, nothing)


def test_the_wall_is_blank_until_it_is_asked_for_again_and_the_banner_says_so(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter b")
        assert "wall blank" in stage.lines[0]
        await stage.press("enter")
        assert "wall blank" in stage.lines[0]
        await stage.press("b")
        assert "wall blank" not in stage.lines[0]

    told(story, nothing)


def test_hands_are_counted_corrected_and_stay_with_their_slide(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter right right enter")
        assert stage.next_step == "Next: hands for B"
        await stage.press("5 enter 2 enter 1 enter")
        assert "Total 8 votes" in stage.words
        await stage.press("v")
        assert "Total 8 hands" in stage.words
        await stage.press("escape right left")
        assert "Total 8 votes" in stage.words
        await stage.press("v 6 enter enter enter")
        assert "Total 9 votes" in stage.words

    told(story, nothing)
    assert not library.sessions_folder().exists(), "nothing of it is kept"


def test_notes_stand_beside_a_wide_slide_and_instead_of_a_narrow_one_and_hide_again(shelf: Path) -> None:
    async def narrow(stage: Stage) -> None:
        await stage.press("enter n")
        assert "Pause after the number." in stage.words
        assert "Buses are late" not in stage.words
        assert stage.next_step == "Hide the notes"
        await stage.press("enter enter left")
        assert "Pause after the number." not in stage.words

    async def wide(stage: Stage) -> None:
        await stage.press("enter n")
        assert "Pause after the number." in stage.words
        assert "Buses are late" in stage.words
        await stage.press("enter")
        assert "Nobody was asked on a Sunday." not in stage.words

    told(narrow, nothing)
    told(wide, nothing, LARGE)


def test_a_briefing_past_its_date_says_so_in_the_list_and_on_each_slide(shelf: Path) -> None:
    path = shelf / "scenarios" / "briefings" / SAMPLE.name
    path.write_text(path.read_text("utf-8").replace("2099-12-31", "2020-02-03"), "utf-8")

    async def story(stage: Stage) -> None:
        assert "review was due by 3 February 2020" in stage.words
        await stage.press("enter enter")
        assert "! Check these figures: review was due by 3 February 2020" in stage.text
        assert "How people travel" in stage.text

    told(story, nothing)
    assert library.load_briefing(path).overdue(date(2020, 2, 3)) == ""


def test_a_broken_briefing_is_listed_with_the_command_that_tells_more(shelf: Path) -> None:
    (shelf / "scenarios" / "briefings" / "half.yaml").write_text("format: 1\ntitle: Half\nslides: []\n", "utf-8")

    async def story(stage: Stage) -> None:
        await stage.press("down up")
        await stage.type("half")
        assert "siro check" in stage.words
        await stage.press("enter")
        assert not isinstance(stage.app.screen, SlideScreen)

    told(story, nothing)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_every_slide_of_ours_fits_a_small_screen_and_so_do_its_notes(shelf: Path, path: Path) -> None:
    shutil.copy(path, shelf / "scenarios" / "briefings" / "buses.yaml")
    cut: list[str] = []

    async def story(stage: Stage) -> None:
        await stage.press("enter")
        while True:
            screen = stage.app.screen
            assert isinstance(screen, SlideScreen)
            cut.extend([screen.showing.slide.title] if screen.content.max_scroll_y else [])
            screen.turn_notes()
            await stage.settle()
            notes = screen.query_one("#notes-text", Pane)
            assert notes.size.height > 0
            cut.extend([screen.showing.slide.notes] if notes.max_scroll_y else [])
            screen.turn_notes()
            if screen.showing.is_last:
                return
            await stage.press("right")

    told(story, nothing)
    assert cut == []


def test_commands_of_a_workshop_are_refused_in_a_briefing_and_those_of_a_briefing_elsewhere(shelf: Path) -> None:
    async def story(stage: Stage) -> None:
        await stage.choose("slide before", "there are slides only during a briefing")
        await stage.press("enter")
        await stage.choose("take the decision", "choose a scenario first")
        await stage.choose("facilitator's notes", "Pause after the number.")

    told(story, nothing)


def test_a_briefing_asked_for_by_name_is_left_for_the_terminal_after_its_last_slide(shelf: Path) -> None:
    async def tell() -> bool:
        app = Console(None, briefing=library.load_briefing(SAMPLE))
        async with app.run_test(size=SMALL) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            assert "1 of 4" in stage.lines[0]
            await stage.press("right right right enter")
            return stage.has_left

    left: list[bool] = []
    thread = Thread(target=lambda: left.append(asyncio.run(tell())))
    thread.start()
    thread.join()
    assert left == [True]


def test_large_letters_leave_nothing_out() -> None:
    assert large.rows("31%", False) == ("▀▀█ ▄█  ██ ▄▀", " ▀█  █   ▄▀▄▄", "▀▀▀ ▀▀▀ ▀  ▀▀")
    assert large.rows("58 hours", False)[-1].endswith("hours")
    assert large.rows("April 2028", True)[-1].startswith("April")
    assert large.rows("§12", False) == ("", "", "§12")
    assert [len(lines) for lines in (large.rows("£3m", True), large.rows("£3m", False))] == [5, 3]
    assert len({len(rows.split()) for rows in large.DOTS.values()}) == 1


@pytest.mark.parametrize("width", [20, 30, 40, 76, 108])
@pytest.mark.parametrize("kind", ["bars", "line", "share"])
def test_a_chart_shows_every_figure_within_its_width(width: int, kind: str) -> None:
    rows = [{"label": f"In {year}", "value": value} for year, value in ((2023, 0), (2024, 33.3), (2025, 100))]
    shown = Chart.model_validate({"title": "t", "kind": kind, "unit": "%", "source": "s", "year": 2025, "rows": rows})
    lines = [line for part in chart.parts(shown, width, False) for line in part.plain.split("\n")]
    for said in ("In 2023", "In 2025", "0%", "33.3%", "100%"):
        assert said in "\n".join(lines)
    assert max(map(len, lines)) <= width


def test_a_bar_of_nothing_is_empty_and_the_whole_is_full() -> None:
    shares = Chart.model_validate(
        {"title": "t", "kind": "share", "source": "s", "year": 2025}
        | {"rows": [{"label": "a", "value": 0}, {"label": "b", "value": 0.01}, {"label": "c", "value": 100}]}
    )
    bars = [chart.bar(shares, row, 10, True).plain for row in shares.rows]
    assert bars == ["─" * 10, "▏" + "─" * 9, "█" * 10]
    assert [chart.bar(shares, row, 10, False).plain for row in shares.rows] == ["─" * 10, "▆" + "─" * 9, "▆" * 10]
