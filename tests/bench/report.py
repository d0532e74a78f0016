"""How fast the report of a large session is: ten rounds, eight tables, eighty delegates, the exploration kept."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from game import aar, library, session, tables
from game.aar import Report
from game.authoring.reading import source_of
from game.exploration import Exploration
from game.papers import shelf
from game.phases import Phase
from game.recorded import recorded
from game.sampling import sampled
from game.seating import Seat, SetUp
from game.session import Session

SEATS = tuple(Seat(name=f"Table {number}", delegates=tuple(map(str, range(10)))) for number in range(1, 9))
FORMATS = ("html", "md", "csv", "json", "docx")


def reports(told: Callable[[str, str, bool, str], bool], story: Path) -> list[bool]:
    """The page alone, and every format; each from the file on the disk."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "large.jsonl"
        held = session.opened(library.loaded("story", source_of(story)), path, 1, SetUp(seats=SEATS, voting="phones"))
        play(held)
        lines = len(held.entries)
        held.close()
        found = sampled(held.loaded.scenario)
        page = took(path, found, ("html",))
        every = took(path, found, FORMATS)
    return [
        told("a large session's report as a page", f"{page:.2f} s from {lines:,} lines", page < 2, "under 2 s"),
        told("the same in all five formats", f"{every:.2f} s", every < 4, "under 4 s"),
    ]


def took(path: Path, found: Exploration, formats: tuple[str, ...]) -> float:
    """How long reading a session and making its report takes."""
    started = time.perf_counter()
    made: Report = aar.report(recorded(path), found, "names")
    for name in formats:
        shelf.content(made, name)
    return time.perf_counter() - started


def play(held: Session) -> None:
    """Every table to its end, every delegate with a ballot each round."""
    for table in range(len(held.tables)):
        held.begin(table)
        while held.tables[table].phase is not Phase.ENDED:
            options = tables.open_options(held.play, held.tables[table].state)
            held.open_vote(table)
            for number, name in enumerate(held.setup.seats[table].delegates):
                held.vote(name, (options[0 if number < 6 else table % len(options)],), table)
            held.close_vote(table)
            held.reveal(table)
            held.decide(table)
            held.note("rationale", "We can explain it.", table)
            held.move_on(table)
