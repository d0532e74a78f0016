"""Draws the pictures of phones and the wall that the documents show: make screenshots

Law: a picture is a page as it is, in a real browser; nothing is asked of any network.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from game.room import shelf
from scorm_export.preview.serving import serving
from tests import provision
from tests.conftest import FLAGS
from tests.room import states, walls
from tests.room.palette import small
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


PHONES = ("join", "discussing", "vote", "voted", "result", "outcome", "ended")
PICTURES = (
    *(Picture(f"phone-{state}", state, 390) for state in PHONES),
    *(Picture(f"phone-{state}", state, 320, is_dark=True) for state in ("vote", "voted", "outcome")),
    Picture("phone-vote", "vote", 1280),
    *(Picture(state, state, 1280) for state in ("wall-opening", "wall-vote", "wall-outcome", "wall-compared")),
    *(Picture(state, state, 1280, is_dark=True) for state in ("wall-opening", "wall-round", "wall-reveal")),
)


def draw(browser: Browser, home: str, picture: Picture) -> bytes:
    """One picture: of a phone the whole page, of the wall what the projector shows."""
    size = {"width": picture.width, "height": HEIGHTS[picture.width]}
    is_wall = picture.state in walls.WHOLE
    page = browser.new_page(viewport=size, color_scheme="dark" if picture.is_dark else "light")  # type: ignore[arg-type]
    page.goto(f"{home}/{picture.state}.html")
    if is_wall:
        page.evaluate(FIT)
    drawn = page.screenshot(full_page=not is_wall)
    page.close()
    return drawn


def drawn() -> Iterator[tuple[str, bytes]]:
    """All pictures by their file's name."""
    pages = {**states.WHOLE, **walls.WHOLE}
    files = still({picture.state: pages[picture.state] for picture in PICTURES})
    with serving(files) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provision.chromium(), args=list(FLAGS))
        for picture in PICTURES:
            yield picture.file, draw(browser, home, picture)
        browser.close()


def main(folder: Path) -> None:
    """Write them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in drawn():
        (folder / name).write_bytes(small(content))
        print(f"Drawn: {folder.name}/{name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
