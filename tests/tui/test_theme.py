"""The projector themes: every word at 7:1 or more, as planned and as drawn; and what is left without colours."""

import shutil
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from game import library, session
from game.authoring.contrast import ratio
from game.seating import Seat, SetUp
from game.session import Session
from game.tui import theme
from tests.tui.stage import LARGE, SAMPLE, SMALL, Size, Stage, nothing, opened, told

THEMES = sorted(theme.PALETTES)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("word", "ground"), theme.PAIRS)
def test_every_pair_stands_at_seven_to_one(name: str, word: str, ground: str) -> None:
    palette = theme.PALETTES[name]
    assert ratio(getattr(palette, word), getattr(palette, ground)) >= 7


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("word", "ground"), theme.PAIRS)
def test_sixteen_colours_still_tell_every_pair_apart(name: str, word: str, ground: str) -> None:
    palette = theme.palette_of(name, few_colours=True)
    one, other = (
        Color.parse(getattr(palette, part)).downgrade(ColorSystem.STANDARD).get_truecolor().hex
        for part in (word, ground)
    )
    assert ratio(one, other) >= 4.5


def assert_legible(stage: Stage) -> int:
    """Every run of words on the screen in one of the pairs; how many there are."""
    palette = theme.PALETTES[stage.app.theme]
    allowed = {(getattr(palette, word), getattr(palette, ground)) for word, ground in theme.PAIRS}
    runs = list(stage.styles())
    for text, style in runs:
        drawn = (style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
        assert drawn in allowed, f"{text!r} is drawn in {drawn}"
        assert not style.dim, f"{text!r} is dimmed"
    return len(runs)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("light", [False, True])
def test_every_screen_is_drawn_in_these_pairs_only(
    desk: Path, monkeypatch: pytest.MonkeyPatch, light: bool, size: Size
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    shutil.copy(SAMPLE, desk / "scenarios")
    (desk / "scenarios" / "half-done.yaml").write_text("format: 1\n", "utf-8")
    keys = (
        *("down", "slash", "w", "enter", "question_mark", "enter", "enter", "n", "n", "s", "ctrl+p", "c", "escape"),
        *("v", "x", "1", "enter", "enter", "enter", "escape", "v", "4", "enter", "4", "enter", "enter"),
        *("enter", "enter", "enter", "w", "enter", "u", "enter", "escape", "escape", "enter", "u", "escape", "v"),
        *("5", "enter", "enter", "enter", "enter", "v", "5", "enter", "enter", "enter", "enter", "enter", "q"),
    )

    async def story(stage: Stage) -> None:
        runs = assert_legible(stage)
        for key in keys:
            await stage.press(key)
            runs += assert_legible(stage)
        assert "Leave the console?" in stage.words
        assert "The end" in stage.lines[0]
        assert runs > 1000

    told(story, nothing, size, light)


def test_without_colours_what_stands_out_is_reversed_or_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def story(stage: Stage) -> None:
        await stage.press("enter s")
        for text, style in stage.styles():
            assert style.color is None or style.color.is_default, text
            assert style.bgcolor is None or style.bgcolor.is_default, text
        reversed_words = {text.strip() for text, style in stage.styles() if style.reverse}
        assert reversed_words == {"EXERCISE", "A", "B", "C", "Enter"}
        await stage.press("v 4 enter 4 enter enter enter")
        assert any(style.underline and "Carry up" in text for text, style in stage.styles())

    told(story, opened)


@pytest.mark.parametrize(("light", "size"), [(False, SMALL), (True, LARGE)])
def test_the_screens_of_several_tables_and_of_the_hot_wash_are_drawn_in_these_pairs_too(
    monkeypatch: pytest.MonkeyPatch, light: bool, size: Size
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    setup = SetUp(seats=(Seat(name="Hill"), Seat(name="Dale"), Seat(name="Shore")))

    def room() -> Session:
        held = session.opened(library.load(SAMPLE), None, 1, setup)
        held.begin(0)
        held.begin(1)
        held.override(("carry",), "to go on", 0)
        held.note("dissent", "One of us would wait", 0)
        return held

    async def story(stage: Stage) -> None:
        seen = set()
        for keys in (
            *("w", "escape", "right_square_bracket", "u", "escape", "k", "escape", "r", "down", "enter", "escape"),
            *("x", "escape", "z", "z", "left_square_bracket", "h", "enter", "enter", "a enter", "up", "enter"),
            *("escape", "escape", "enter", "l enter", "enter", "enter", "escape", "ctrl+p", "escape"),
        ):
            await stage.press(keys)
            assert_legible(stage)
            seen.add(type(stage.app.screen).__name__)
        assert seen >= {"Ask", "Outcome", "Round", "Debrief", "Sure", "CommandPalette"}

    told(story, room, size, light)
