"""The wall's page, and a briefing's slide on it, from a view to HTML.

Law: pure; there is nothing on the wall to press or to type into, and nothing that its view does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from game.comparing import Compared
from game.room.frame import Frame, Stream, capital, filled
from game.slides import LETTERS, Showing
from game.views import MeterView
from game.wall import WallView
from game.wording import counted

WALL = Frame("wall", ("room.css", "wall.css"), ("line.js", "wall.js"), refresh=5)
SOON = "The exercise begins soon."


@dataclass(frozen=True, slots=True)
class Door:
    """How people find the room: the wall's own path; and where phones are served, what they open and type."""

    wall: str = ""
    address: str = ""
    code: str = ""
    qr: str = ""
    """The QR code as SVG, dark on a white ground of its own."""

    @property
    def stream(self) -> Stream:
        """Where the wall's news comes from."""
        return Stream(f"{self.wall}/events", self.wall)


NO_DOOR = Door()
"""Where no phones are let in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One table beside the others: its name, what became of it, how that was reached, and its meters."""

    table: str
    words: str
    how: str = ""
    meters: tuple[MeterView, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Tables to which the same happened: what, and their names."""

    words: str
    tables: tuple[str, ...]


def wall(view: WallView | None, door: Door, now: float, theme: str = "") -> str:
    """The wall's page; without a view nothing is on yet. `now` is the second that the timer runs by."""
    return WALL.around(wall_main(view, door, now), door.stream, theme=theme)


def wall_main(view: WallView | None, door: Door, now: float) -> str:
    """What stands on it."""
    if view is None:
        return filled("wall-empty.html", title=f"{SOON} EXERCISE", words=SOON, is_blank=False)
    if view.is_blank:
        return nothing("EXERCISE")
    return filled(
        "wall.html",
        view=view,
        door=door,
        timer=view.timer,
        now=now,
        title=f"{', '.join(filter(None, (view.place, view.heading))) or view.scenario}. {view.says} EXERCISE",
        place=place(view),
        heading=heading(view),
        said=" ".join(said(view)),
        rows=rows(view),
        decided=[(each, decisions(each)) for each in view.compared],
    )


def place(view: WallView) -> str:
    """What stands over the heading: where the exercise is."""
    if view.scene == "opening":
        return view.organisation
    if view.scene == "comparison":
        return f"Round {view.compared[-1].number}: {view.compared[-1].title}"
    if view.outcome or (view.scene == "round" and view.turnout):
        return f"{view.place}: {view.heading}"
    return ", ".join(filter(None, (view.place, view.time)))


def heading(view: WallView) -> str:
    """The one thing that is on."""
    match view.scene:
        case "opening":
            return view.scenario
        case "round":
            return view.question if view.turnout else view.heading
        case "outcome" if view.outcome:
            return f"Decided: {view.outcome.option}"
        case "end" if len({finish.ending.id for finish in view.finishes}) == 1:
            return view.finishes[0].ending.title
        case _:
            return view.says


def said(view: WallView) -> Iterable[str]:
    """What is read out when the wall comes to be like this."""
    yield view.says
    if view.question and view.scene == "round":
        yield view.question
    if view.is_shown and view.scene == "round":
        yield from (f"{option.letter}: {counted(option.hands, 'vote')}." for option in view.options if option.is_open)
    if view.outcome:
        yield f"{view.outcome.option}."


def decisions(compared: Compared) -> list[Group]:
    """What the tables made of a round: each decision once, then those that did not meet it."""
    met = grouped((stood.decision, stood.name) for stood in compared.tables if not stood.why_not)
    return met + grouped((stood.why_not, stood.name) for stood in compared.tables if stood.why_not)


def rows(view: WallView) -> tuple[Row, ...]:
    """The tables beside one another: in the round that all have decided, or at the end; none where there is one."""
    if view.scene == "comparison":
        latest = view.compared[-1].tables
        return tuple(Row(one.name, one.decision or capital(one.why_not), one.how, one.meters) for one in latest)
    return tuple(Row(one.table, one.ending.title, meters=one.meters) for one in view.finishes if one.table)


def grouped(pairs: Iterable[tuple[str, str]]) -> list[Group]:
    """Tables by what happened to them, in the order in which it is met first."""
    found: dict[str, list[str]] = {}
    for words, table in pairs:
        found.setdefault(words, []).append(table)
    return [Group(words, tuple(names)) for words, names in found.items()]


def nothing(mark: str) -> str:
    """A wall that is blank on command."""
    return filled("wall-empty.html", title=f"Nothing to see. {mark}", words="Nothing to see.", is_blank=True)


def slide(showing: Showing, door: Door, today: date, theme: str = "") -> str:
    """A slide as a page."""
    return WALL.around(slide_main(showing, today, door), door.stream, theme=theme)


def slide_main(showing: Showing, today: date, door: Door = NO_DOOR) -> str:
    """What stands on it: never a note, and always that its figures are past their date where they are."""
    if showing.is_blank:
        return nothing("BRIEFING")
    return filled(
        "slide.html",
        title=f"Slide {showing.place}: {showing.slide.title}",
        briefing=showing.briefing.title,
        overdue=showing.briefing.overdue(today),
        place=showing.place,
        slide=showing.slide,
        letters=LETTERS,
        result=showing.result,
        unit=showing.unit,
        answered=showing.answered if showing.takes_phones and not showing.is_shown else "",
        door=door if showing.takes_phones else NO_DOOR,
    )
