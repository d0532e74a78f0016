"""Whatever the screen's size, the table can read all that it decides on, without scrolling."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from game import library, session, views
from game.session import Session
from game.tui.screens.frame import MORE
from game.tui.widgets.pane import Pane
from game.views import FacilitatorView
from tests.tui.stage import LARGE, SAMPLE, SMALL, TINY, Size, Stage, opened, told

FLAGSHIP = Path(__file__).parents[2] / "scenarios" / f"{library.FLAGSHIP}.yaml"


def view_of(stage: Stage) -> FacilitatorView:
    """What the console is to show."""
    return views.facilitator(stage.session)


def assert_options_are_whole(stage: Stage) -> None:
    """Every option's words, in one piece or wrapped, are on the screen, and nothing is out of sight."""
    view = view_of(stage)
    for option in view.options:
        for word in (*option.text.split(), *option.because.split()):
            assert word in stage.words, f"{option.letter}: {word}\n{stage.text}"
    assert view.question.split()[-1] in stage.words
    decision = stage.app.screen.query_one("#decision", Pane)
    assert not decision.has_more, stage.text


@pytest.mark.parametrize("scenario", [SAMPLE, FLAGSHIP], ids=lambda path: path.stem)
@pytest.mark.parametrize("size", [SMALL, LARGE, TINY], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_option_is_on_the_screen_while_the_table_decides(scenario: Path, size: Size) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        for number in range(len(stage.session.play.scenario.rounds)):
            await stage.enter_until("Count the hands")
            assert_options_are_whole(stage)
            await stage.press("v")
            assert_options_are_whole(stage)
            hands = [9 if place == number % 2 else 2 for place, _ in enumerate(stage.app.screen.query("HandsField"))]
            await stage.burst(" ".join(f"{each} enter" for each in hands))
            assert_options_are_whole(stage)
            await stage.press("enter")
            assert all(meter.text in stage.words for meter in view_of(stage).meters)
            await stage.press("enter")
        assert view_of(stage).ending is not None

    told(story, partial(fresh, scenario), size)


def fresh(scenario: Path) -> Session:
    """A new session of a scenario."""
    return session.opened(library.load(scenario), None, 1)


@pytest.mark.parametrize(
    ("size", "seen", "unseen"),
    [
        (SMALL, "Nobody knows whether the electricity", "What do you tell the keyholder?"),
        (LARGE, "What do you tell the keyholder?", "Show the options"),
    ],
)
def test_a_small_screen_shows_the_situation_first_and_the_options_next(size: Size, seen: str, unseen: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert seen in stage.words
        assert unseen not in stage.words

    told(story, opened, size)


def test_a_window_that_is_resized_shows_what_now_has_room() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert "What do you tell" not in stage.words
        await stage.pilot.resize_terminal(*LARGE)
        await stage.see("What do you tell")
        assert stage.next_step == "Count the hands"
        await stage.pilot.resize_terminal(*SMALL)
        await stage.see("Show the options")

    told(story, opened)


def test_what_is_longer_than_the_screen_says_that_there_is_more(desk: Path) -> None:
    lengthened(
        desk / "long.yaml", lambda text: text.replace("Nobody knows whether", "Nobody knows. " * 300 + "Whether")
    )

    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert MORE in stage.words
        assert "Keyholder:" not in stage.words
        await stage.press("pagedown down up end")
        assert "Keyholder:" in stage.words
        assert MORE not in stage.words
        await stage.press("home")
        assert "The keyholder rings." in stage.words

    told(story, partial(fresh, desk / "long.yaml"))


def lengthened(path: Path, edit: Callable[[str], str]) -> None:
    """The sample with other words."""
    path.write_text(edit(SAMPLE.read_text("utf-8")), "utf-8")
