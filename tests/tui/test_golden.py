"""Each screen of the console as plain text, at 80x24 and at 120x40. REWRITE_GOLDEN=1 writes them; then read them."""

import shutil
from pathlib import Path

import pytest

from game import library, session
from tests.cases import compare_golden
from tests.tui.stage import GOLDEN, LARGE, SAMPLE, SMALL, Size, Stage, nothing, opened, told

SCREENS = (
    ("opening", ""),
    ("round", "enter"),
    ("round-notes", "n"),
    ("voting", "n v 7 enter"),
    ("voting-fault", "x"),
    ("counted", "2 enter 1 enter"),
    ("tied", "v 4 enter 4 enter 1 enter"),
    ("tie", "enter enter"),
    ("tie-fault", "enter"),
    ("outcome", "r a i n enter"),
    ("closed", "enter s"),
    ("undo", "v 3 enter 2 enter enter enter u"),
    ("undo-sure", "down enter"),
    ("keys", "escape escape question_mark"),
    ("ending", "enter v 2 enter enter enter enter"),
    ("report", "e"),
    ("leave", "escape q"),
)
"""The screens of one workshop, each with the keys that lead on to it from the one before."""
FORMS = (
    ("reason", "enter r"),
    ("reason-written", "down enter w a i t"),
    ("mark", "escape k"),
    ("marked", "enter"),
    ("override-form", "x"),
    ("palette", "escape ctrl+p"),
    ("palette-found", "u n d o"),
)
"""What is filled in during a round, likewise."""


@pytest.mark.parametrize("screens", [SCREENS, FORMS])
@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("light", [False, True])
def test_the_screens_of_a_workshop(size: Size, screens: tuple[tuple[str, str], ...], light: bool) -> None:
    drawn: dict[str, str] = {}

    async def story(stage: Stage) -> None:
        for name, keys in screens:
            await stage.press(keys)
            drawn[name] = stage.text.replace(str(stage.session.journal.path), "SESSION")

    told(story, opened, size, light)
    held = {name: "\n".join(frame_of(text, size)) for name, text in drawn.items()}
    for name, text in held.items():
        compare_golden(golden(name, size), text)


@pytest.mark.parametrize(("name", "keys"), [("question", "enter s")])
def test_what_a_small_screen_shows_by_itself(name: str, keys: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.press(keys)
        compare_golden(golden(name, SMALL), "\n".join(frame_of(stage.text, SMALL)))

    told(story, opened)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_first_screen(desk: Path, size: Size) -> None:
    shutil.copy(SAMPLE, desk / "scenarios")
    (desk / "scenarios" / "half-done.yaml").write_text("format: 1\ntitle: Half done\n", "utf-8")
    held = session.opened(library.load(SAMPLE), None, 1)
    held.begin()
    held.count({"carry": 5})
    held.close()

    async def story(stage: Stage) -> None:
        await stage.press("end home")
        await stage.press("down")
        text = stage.text.replace(str(desk), "…")
        compare_golden(golden("home", size), "\n".join(frame_of(text, size)))

    told(story, nothing, size)


def golden(name: str, size: Size) -> Path:
    """Where a screen is kept."""
    return GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"


def frame_of(text: str, size: Size) -> list[str]:
    """The lines of a screen, each ended; whoever reads the file sees where the screen ends."""
    lines = text.splitlines()
    assert len(lines) == size[1]
    assert all(len(line) <= size[0] for line in lines)
    return [*lines, ""]
