"""Draws the pictures of the console that the documents show: make screenshots

Law: a picture fetches nothing and says in words what it shows.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from textual import constants

from game import journal, library, session, tables
from game.allowed import Hosting
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session
from game.tui import desk
from game.tui.screens import face
from tests.tui.hall import Hall, hosts, joined
from tests.tui.stage import LARGE, SMALL, Size, Stage, told

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "scenarios" / f"{library.FLAGSHIP}.yaml"
FONT_FACES = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)


def alone(path: Path) -> Session:
    """The flagship for one table, at its start."""
    return session.opened(library.load(FLAGSHIP), path, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the screen, the keys that lead there, words typed after them, and what is to be seen."""

    name: str
    words: str
    keys: str
    size: Size = LARGE
    is_light: bool = False
    typed: str = ""
    begun: Callable[[Path], Session] = alone
    hosting: Hosting | None = None


def phones(path: Path) -> Session:
    """A table of twelve whose delegates join by phone; nine have."""
    setup = SetUp(seats=(Seat(name="Table 1", number=12),), voting="phones")
    held = session.opened(library.load(FLAGSHIP), path, 1, setup)
    joined(held, *(f"delegate {number}" for number in range(1, 10)))
    return held


def eight(path: Path) -> Session:
    """Eight tables in their first round: three have decided, one votes by phone, four still talk."""
    seats = tuple(Seat(name=f"Table {number}", number=10) for number in range(1, 9))
    held = session.opened(library.load(FLAGSHIP), path, 1, SetUp(seats=seats, voting="phones", quorum=50))
    options = held.play.scenario.rounds[0].options
    for number in range(8):
        held.begin(number)
    for number in range(4):
        held.open_vote(number)
        for place in range(10 if number < 3 else 7):
            held.vote(f"delegate {place}", (options[(place * number + number) % 2].id,), number)
    for number in range(3):
        held.close_vote(number)
        held.reveal(number)
        held.override((options[number % 2].id,), "For the picture", number)
    return held


def over(path: Path) -> Session:
    """The exercise is over; some of the hot wash is written down."""
    held = alone(path)
    held.begin()
    while held.table.phase is not Phase.ENDED:
        held.override((tables.open_options(held.play, held.table.state)[0],), "For the picture")
        held.move_on()
    held.agree("Print the call list and keep it at home", "Head of IT", date(2026, 12, 18))
    held.agree("Agree with the neighbours who may pull the plug", "SIRO", date(2027, 1, 31))
    return held


PICTURES = (
    Picture(
        "console",
        "A round in the console: the situation, the options, the hands",
        "enter v 3 enter 7 enter 2 enter",
    ),
    Picture(
        "console-light",
        "The same round in the light theme, with the facilitator's notes beside it",
        "enter n",
        is_light=True,
    ),
    Picture(
        "console-small",
        "What a decision changed, on a screen of 80 by 24",
        "enter v 3 enter 7 enter 2 enter enter",
        SMALL,
    ),
    Picture(
        "console-tables",
        "Eight tables side by side; at the fourth, seven of ten have voted",
        "right_square_bracket right_square_bracket right_square_bracket",
        begun=eight,
    ),
    Picture(
        "console-phones",
        "How phones join: the address, the code and the square; nine of twelve have",
        "j",
        SMALL,
        begun=phones,
        hosting=hosts(Hall()),
    ),
    Picture(
        "console-hot-wash",
        "The hot wash: an action typed as it was said, and what it is understood as",
        " ".join(["enter"] * 9),
        SMALL,
        typed="The clerk to test the restore by the end of January",
        begun=over,
    ),
    Picture(
        "console-big",
        "The vote in big text, for the back row",
        "enter z v 3 enter 7 enter 2 enter",
        SMALL,
    ),
)


def drawn(app_svg: str, words: str) -> str:
    """A screenshot without the fonts that it would fetch, and with what it shows in words."""
    svg = COMMENT.sub("", FONT_FACES.sub("", app_svg))
    return re.sub(r"(<svg [^>]*)>", rf'\1 role="img" aria-label="{words}"><title>{words}</title>', svg, count=1)


def draw(folder: Path, picture: Picture) -> None:
    """One picture."""

    async def story(stage: Stage) -> None:
        await stage.press(picture.keys)
        await stage.type(picture.typed)
        svg = drawn(stage.app.export_screenshot(), picture.words)
        (folder / f"{picture.name}.svg").write_text(svg + "\n", "utf-8", newline="\n")

    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept) / "picture.jsonl"
        told(story, lambda: picture.begun(path), picture.size, picture.is_light, picture.hosting)


def main(folder: Path) -> None:
    """All pictures, as on the last day of November, in all colours whatever terminal they are drawn from."""
    constants.COLOR_SYSTEM = "truecolor"  # type: ignore[misc]
    face.CALM = 0
    desk.AHEAD = float("inf")
    journal.now = lambda: datetime(2026, 11, 30, 10, 15, tzinfo=UTC)
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        draw(folder, picture)
        print(f"Drawn: {folder.name}/{picture.name}.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
