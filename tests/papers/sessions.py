"""What the stories about reports share: sessions whose clock is ours, so that the same play gives the same report."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from game import aar, journal, library, paths, session, tables
from game.aar import Report, Who
from game.events import Undone
from game.exploration import Exploration
from game.phases import Phase
from game.proving import proved
from game.recorded import Recorded, recorded
from game.seating import ALONE, Seat, SetUp
from game.session import Session

FLAGSHIP = library.FLAGSHIP
VAN = Path("tests/samples/scenarios/missing-van.yaml")
START = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
ATTACK = """</title><script>alert(1)</script>"'| `x` **b** [a](javascript:b) <!-- {{ 7*7 }}"""
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx")
UNFIT = "bell\x07 null\x00 escape\x1b[31m turned\u202eround\u2066 mark\u200f"
TABLES = SetUp(
    seats=(
        Seat(name="Finance", delegates=("Ada Quill", "Ben Tarn", "Cy Umber", "Di Vane")),
        Seat(name="Housing", number=6),
    ),
    votes="two",
    tie="casting vote",
)


@contextmanager
def own_clock() -> Iterator[None]:
    """A clock that is half a minute further each time it is looked at."""
    looks = count()
    with patch.object(journal, "now", lambda: START + timedelta(seconds=30 * next(looks))):
        yield


def played(which: str | Path, play: Callable[[Session], None], setup: SetUp = ALONE) -> Path:
    """The journal of a session that was played so."""
    path = Path(mkdtemp()) / "workshop.jsonl"
    loaded = library.load(library.find(which) if isinstance(which, str) else which)
    with own_clock():
        held = session.opened(loaded, path, 1, setup)
        play(held)
        held.close()
    return path


@cache
def known(which: str) -> Exploration:
    """All that is known of a scenario."""
    return proved(library.load(library.find(which)).scenario)


@cache
def best() -> Path:
    """The flagship on its best path."""
    return along("best")


@cache
def worst() -> Path:
    """The flagship on its worst path."""
    return along("worst")


@cache
def missed() -> Path:
    """The flagship on a path that misses its first deadline."""
    return followed(known(FLAGSHIP).clocks[0].path)


def along(end: str) -> Path:
    """The flagship on a path that was found."""
    return followed(getattr(known(FLAGSHIP), end).path)


def followed(path: str) -> Path:
    """The flagship on a path, with a short hot wash."""

    def play(held: Session) -> None:
        held.follow(paths.read(held.play, path))
        held.note("rationale", "We kept the evidence.")
        held.identify("Ring the bank before the vendor.")
        held.agree("test the restore", "Head of IT", date(2027, 1, 29))

    return played(FLAGSHIP, play)


@cache
def contested() -> Path:
    """Two tables at the flagship: two votes, a tie, an override, an undone decision, and a full hot wash."""
    return played(FLAGSHIP, contest, TABLES)


def contest(held: Session) -> None:
    """How that goes."""
    for table in range(2):
        held.begin(table)
    while any(place.phase is not Phase.ENDED for place in held.tables):
        for table in range(2):
            if held.tables[table].phase is not Phase.ENDED:
                decide(held, table, sum(len(place.turns) for place in held.tables))
    held.mark("the room went quiet")
    held.answer(0, "We should have rung the bank first.")
    held.identify("Know who may switch things off.")
    held.identify("Keep the phone list on paper.")
    held.agree("print the phone list", "Head of IT", date(2026, 12, 18))
    held.agree("agree who decides at night")


def decide(held: Session, table: int, number: int) -> None:
    """One round: by two votes, with a tie, or over the table's head."""
    options = open_at(held, table)
    if number == 3:
        held.override([options[-1]], "The minister has ordered it.", table)
    elif number == 4:
        hands = {options[0]: 2, options[1]: 2}
        held.count(hands, table)
        held.count(hands, table)
        held.break_tie(options[1], "The chair would rather be slow than wrong.", table)
    else:
        held.count({options[0]: 3, options[-1]: 1}, table)
        held.note("dissent", "This is too slow.", table)
        held.count({options[0]: 1, options[-1]: 3}, table)
        held.decide(table)
    held.note("rationale", "We want to be able to explain it.", table)
    if number == 2 and not any(isinstance(entry.event, Undone) for entry in held.entries):
        held.undo(None, table)
        return
    held.move_on(table)


def open_at(held: Session, table: int) -> tuple[str, ...]:
    """The options that can be taken now."""
    return tables.open_options(held.play, held.tables[table].state)


@cache
def halfway() -> Path:
    """A session that stopped in its second round, with the vote open."""

    def play(held: Session) -> None:
        held.begin()
        held.count({open_at(held, 0)[0]: 5})
        held.decide()
        held.move_on()
        held.open_vote()
        held.vote("Ada Quill", (open_at(held, 0)[0],))

    return played(FLAGSHIP, play)


@cache
def hostile(words: str = ATTACK + UNFIT) -> Path:
    """A session in which everything typed attacks."""
    setup = SetUp(seats=(Seat(name=f"T1 {words}", delegates=(f"D1 {words}", f"D2 {words}")), Seat(name=f"{words} T2")))

    def play(held: Session) -> None:
        held.begin()
        options = open_at(held, 0)
        held.note("rationale", words)
        held.note("dissent", words)
        held.override([options[0]], words)
        held.move_on()
        held.open_vote()
        held.vote(f"D1 {words}", (open_at(held, 0)[0],))
        held.close_vote()
        held.reveal()
        held.decide()
        held.mark(words)
        held.identify(words)
        held.agree(words, words, date(2027, 1, 1))
        held.answer(0, words)
        held.undo()

    return played(VAN, play, setup)


VOTED = [("Ada Quill", "Send everyone out to look for it"), ("Ben Tarn", "Ring the police and list what was in it")]
"""Who voted for what in the end, in `voting`."""


def voting(held: Session) -> None:
    """Two ballots in one vote, one of them changed."""
    held.begin()
    first, second, *_ = open_at(held, 0)
    held.open_vote()
    held.vote("Ada Quill", (second,))
    held.vote("Ben Tarn", (second,))
    held.vote("Ada Quill", (first,))
    held.close_vote()
    held.reveal()
    held.override([first], "Time is up.")


def report_of(path: Path, who: Who = "nobody", which: str = FLAGSHIP, quick: bool = False) -> Report:
    """A session's report."""
    return aar.report(seen(path), None if quick else known(which), who)


def seen(path: Path) -> Recorded:
    """A session as its journal has it."""
    return recorded(path)
