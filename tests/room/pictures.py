"""Draws the pictures of phones and the wall that the documents show: make screenshots

Law: a picture is a page as it is, in a real browser; nothing is asked of any network.
"""

import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from game.room import shelf
from scorm_export.preview.serving import serving
from tests import provision
from tests.conftest import FLAGS
from tests.room import polls, states, walls
from tests.room.still import still

ROOT = Path(__file__).parents[2]
HEIGHTS = {320: 640, 390: 844, 1280: 720}
FIT = f"() => {{ window.around = null; {(shelf.FOLDER / 'wall.js').read_text('utf-8')} }}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the state of the page, how wide, and in which theme."""

    name: str
    state: str
    width: int
    is_dark: bool = False

    @property
    def file(self) -> str:
        """Where it is written."""
        return f"room-{self.name}-{self.width}{'-dark' if self.is_dark else ''}.png"


PHONES = {
    "landing": "The code from the wall",
    "join": "Who you are",
    "waiting": "Waiting for the facilitator",
    "opening": "Before the first round",
    "discussing": "The situation, while the table talks",
    "vote": "The vote is open",
    "voted": "Your vote is in",
    "closed": "The vote is closed",
    "result": "How the table voted",
    "outcome": "What came of it",
    "ended": "The hot wash at the end",
    "gone-removed": "Taken out by the facilitator",
    "poll-ask": "A question of a briefing",
    "poll-shown": "What the room answers to it",
}
"""The states of a phone that are shown, in the order in which a delegate meets them, and what they are."""

WALLS = {
    "wall-opening": "How to join",
    "slide-bars": "A slide of the risk update",
    "slide-poll": "A poll",
    "slide-asked": "A poll that phones answer",
    "wall-round": "The situation",
    "wall-vote": "The vote is open",
    "wall-reveal": "How the room voted",
    "wall-outcome": "What came of it",
    "wall-tables": "Four tables at work",
    "wall-compared": "Tables compared after a round",
    "wall-end": "The ending",
}
"""The states of the wall that are shown, and what they are."""

DARK = (("phone-vote", "vote", 320), ("phone-voted", "voted", 320), ("wall-vote", "wall-vote", 1280))
PICTURES = (
    *(Picture(f"phone-{state}", state, width) for state in PHONES for width in HEIGHTS),
    *(Picture(state, state, width) for state in WALLS for width in HEIGHTS),
    *(Picture(name, state, width, is_dark=True) for name, state, width in DARK),
)


def draw(browser: Browser, home: str, picture: Picture) -> bytes:
    """One picture: what a projector shows of the wall, and the whole page of anything else."""
    size = {"width": picture.width, "height": HEIGHTS[picture.width]}
    is_wall = picture.state.startswith(("wall", "slide")) and picture.width == max(HEIGHTS)
    shown = browser.new_page(viewport=size, color_scheme="dark" if picture.is_dark else "light")  # type: ignore[arg-type]
    shown.goto(f"{home}/{picture.state}.html")
    if is_wall:
        shown.evaluate(FIT)
    drawn = shown.screenshot(full_page=not is_wall)
    shown.close()
    return drawn


def small(png: bytes) -> bytes:
    """The same picture in 256 colours: a third of the bytes, and to the eye the same."""
    written = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def drawn() -> Iterator[tuple[str, bytes]]:
    """All pictures by their file's name."""
    pages = {**states.WHOLE, **walls.WHOLE, **polls.WHOLE}
    files = still({picture.state: pages[picture.state] for picture in PICTURES})
    with serving(files) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provision.chromium(), args=list(FLAGS))
        for picture in PICTURES:
            yield picture.file, draw(browser, home, picture)
        browser.close()


def shelved(folder: str, states: Mapping[str, str], prefix: str = "") -> Iterator[str]:
    """The lines of a table with a row for each state and a column for each width."""
    yield "| | " + " | ".join(f"{width} pixels wide" for width in HEIGHTS) + " |"
    yield "|---|" + "---|" * len(HEIGHTS)
    for state, words in states.items():
        files = {width: Picture(prefix + state, state, width).file for width in HEIGHTS}
        shown = (f"![{words}, {width} pixels wide]({folder}/{file})" for width, file in files.items())
        yield f"| {words} | {' | '.join(shown)} |"


def page(folder: str) -> str:
    """The document that shows all pictures, in Markdown."""
    return "\n".join(
        (
            "# What delegates and the room see",
            "",
            "Each page in a real browser, on a small phone, a phone and a laptop or projector. `make screenshots`",
            "draws them; [Running a workshop](running-a-workshop.md) says when each comes.",
            "",
            "## The phone",
            "",
            *shelved(folder, PHONES, "phone-"),
            "",
            "## The wall",
            "",
            *shelved(folder, WALLS),
            "",
        )
    )


def main(docs: Path) -> None:
    """Draw them into `images/`, and write the document that shows them."""
    folder = docs / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("room-*.png"):
        old.unlink()
    for name, content in drawn():
        (folder / name).write_bytes(small(content))
        print(f"Drawn: {name}")
    (docs / "room-pages.md").write_text(page(folder.name), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
