"""The report from the console: asked once what it may say of people, written, and told where it is."""

from game import library
from game.session import Session
from game.tui.commands import WriteReport
from tests.tui.stage import Stage, opened, told


def ended() -> Session:
    """A workshop whose ending is on the screen."""
    held = opened()
    held.begin()
    for option in ("carry", "fans", "later"):
        held.count({option: 5})
        held.decide()
        held.move_on()
    return held


def begun() -> Session:
    """A workshop in which nothing is decided."""
    held = opened()
    held.begin()
    return held


def files() -> list[str]:
    """What lies in the folder of reports."""
    folder = library.own_folder() / "reports"
    return sorted(path.suffix for path in folder.iterdir()) if folder.is_dir() else []


def test_the_report_is_written_and_its_place_is_said() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("e")
        await stage.see("what may it say of the delegates?")
        assert "Only how many they were" in stage.text
        await stage.press("enter")
        await stage.see("The report is written.")
        assert "reports" in stage.text
        await stage.press("enter")
        assert "The report is written." not in stage.text

    told(story, ended)
    assert files() == [".csv", ".docx", ".html"]


def test_nothing_is_written_without_being_asked_for_or_before_a_decision() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("e escape")
        assert "what may it say" not in stage.text

    told(story, ended)

    async def early(stage: Stage) -> None:
        stage.app.screen.post_message(WriteReport())
        await stage.see("nothing is decided yet, so there is nothing to report")

    told(early, begun)
    assert files() == []
