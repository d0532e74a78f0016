"""Draws the pictures of the console that the documents show: python -m tests.tui.pictures

Law: a picture fetches nothing and says in words what it shows.
"""

import re
import sys
import tempfile
from functools import partial
from pathlib import Path

from game import library, session
from game.session import Session
from game.tui.screens import face
from tests.tui.stage import LARGE, SMALL, Size, Stage, told

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "scenarios" / f"{library.FLAGSHIP}.yaml"
FONT_FACES = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)

PICTURES = (
    (
        "console",
        LARGE,
        False,
        "enter v 3 enter 7 enter 2 enter",
        "A round in the console: the situation, the options, the hands",
    ),
    (
        "console-light",
        LARGE,
        True,
        "enter n",
        "The same round in the light theme, with the facilitator's notes beside it",
    ),
    (
        "console-small",
        SMALL,
        False,
        "enter v 3 enter 7 enter 2 enter enter",
        "What a decision changed, on a screen of 80 by 24",
    ),
)
"""Name, size, theme, the keys that lead there, and what is to be seen."""


def drawn(app_svg: str, words: str) -> str:
    """A screenshot without the fonts that it would fetch, and with what it shows in words."""
    svg = COMMENT.sub("", FONT_FACES.sub("", app_svg))
    return re.sub(r"(<svg [^>]*)>", rf'\1 role="img" aria-label="{words}"><title>{words}</title>', svg, count=1)


def draw(folder: Path, name: str, size: Size, light: bool, keys: str, words: str) -> None:
    """One picture."""

    async def story(stage: Stage) -> None:
        await stage.press(keys)
        svg = drawn(stage.app.export_screenshot(), words)
        (folder / f"{name}.svg").write_text(svg + "\n", "utf-8", newline="\n")

    with tempfile.TemporaryDirectory() as kept:
        told(story, partial(begun, Path(kept) / "picture.jsonl"), size, light)


def begun(path: Path) -> Session:
    """The flagship, at its start."""
    return session.opened(library.load(FLAGSHIP), path, 1)


if __name__ == "__main__":
    face.CALM = 0
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        draw(target, *picture)
