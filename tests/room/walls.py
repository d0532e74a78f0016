"""Every state that the wall can be in, each reached in a real session by the commands that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import segno

from game import library
from game.phases import Phase
from game.room import pages
from game.room.pages import Door
from game.seating import Seat, SetUp
from game.session import Session
from game.slides import Showing
from game.timer import Timer
from game.views import InjectView
from game.wall import WallView, wall_view
from tests.room import states
from tests.room.states import ALONE, ATTACK, FLAGSHIP, OUTSIDE, TASTER

NOW = 1000.0
TODAY = date(2026, 12, 1)
JOIN = "http://192.168.1.20:8437"
QR = segno.make(f"{JOIN}/join/Jt3xQ7bKp0sW2mVn9aZc", error="l").svg_inline(
    border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
)
DOOR = Door("/wall/key", JOIN, "K7M2QX", QR)
NO_PHONES = Door("/wall/key")
FOUR = SetUp(
    seats=tuple(Seat(name=name, number=6) for name in ("Table 1", "Riverside", "Police and fire", "Universities")),
    voting="both",
)


def lone(path: Path = FLAGSHIP, setup: SetUp = ALONE) -> Session:
    """One table at the flagship, in its first round, with four minutes and a half to talk."""
    held = states.begun(path, setup)
    held.timer = Timer(300, 30, NOW)
    return held


def crowd() -> Session:
    """Twelve people at the flagship; eleven of them have voted."""
    held = lone(setup=SetUp(seats=(Seat(name="Table 1", number=12),), voting="phones"))
    held.open_vote()
    options = states.open_at(held)
    for place in range(11):
        held.vote(f"delegate {place}", (options[(1, 1, 0, 1, 2)[place % 5]],))
    return held


def crowd_decided() -> Session:
    """They have decided."""
    held = states.shown(crowd())
    held.decide()
    return held


def four(rounds: int = 0) -> Session:
    """Four tables at the taster, after so many rounds; they decide in different ways."""
    held = states.opened(TASTER, FOUR)
    for number in range(4):
        held.begin(number)
        for _ in range(rounds):
            settle(held, number)
            held.move_on(number)
    return held


def settle(held: Session, number: int) -> None:
    """A table votes and decides."""
    first, second = states.open_at(held, number)[:2]
    held.count({(second if number == 2 else first): 3, (first if number == 2 else second): 1}, number)
    held.decide(number)


def halfway() -> Session:
    """Four tables in one round: one has decided, one votes, two talk."""
    held = four()
    settle(held, 0)
    held.open_vote(1)
    held.vote("a phone", (states.open_at(held, 1)[0],), 1)
    return held


def level(rounds: int = 1) -> Session:
    """Four tables have decided the same round."""
    held = four(rounds)
    for number in range(4):
        settle(held, number)
    return held


def over(held: Session) -> Session:
    """The exercise is over at every table."""
    for number, _ in enumerate(held.tables):
        if held.tables[number].phase is Phase.OUTCOME:
            held.move_on(number)
        while held.tables[number].phase is not Phase.ENDED:
            settle(held, number)
            held.move_on(number)
    return held


def blank() -> Session:
    """The facilitator has blanked the wall."""
    held = lone()
    held.is_blank = True
    return held


def hostile(view: WallView) -> WallView:
    """The same with words that attack."""
    return replace(
        view,
        scenario=ATTACK,
        heading=ATTACK,
        question=ATTACK,
        situation=f"# {ATTACK}\n\n{OUTSIDE}",
        injects=(InjectView("one", ATTACK, ATTACK),),
        options=tuple(replace(option, text=ATTACK) for option in view.options),
        glances=tuple(replace(glance, name=ATTACK) for glance in view.glances),
    )


WALLS: dict[str, Callable[[], WallView]] = {
    "wall-opening": lambda: wall_view(states.opened(FLAGSHIP, ALONE)),
    "wall-round": lambda: wall_view(lone()),
    "wall-vote": lambda: wall_view(crowd()),
    "wall-shut": lambda: wall_view(states.closed(crowd())),
    "wall-reveal": lambda: wall_view(states.shown(crowd())),
    "wall-tied": lambda: wall_view(states.shown(states.voted(1, path=FLAGSHIP, setup=ALONE))),
    "wall-first": lambda: wall_view(states.shown(states.voted(0, setup=states.TWICE))),
    "wall-outcome": lambda: wall_view(crowd_decided()),
    "wall-end": lambda: wall_view(over(lone())),
    "wall-tables": lambda: wall_view(halfway()),
    "wall-compared": lambda: wall_view(level()),
    "wall-tables-end": lambda: wall_view(over(four())),
    "wall-blank": lambda: wall_view(blank()),
    "wall-hostile": lambda: hostile(wall_view(halfway())),
}
"""The wall's page, by the name of its state."""


def showing(number: int, name: str = "risk-update-short") -> Showing:
    """A slide of one of our briefings."""
    return Showing(library.load_briefing(Path(f"scenarios/briefings/{name}.yaml"))).at(number)


SLIDES: dict[str, Callable[[], Showing]] = {
    "slide-share": lambda: showing(0),
    "slide-bars": lambda: showing(1),
    "slide-figure": lambda: showing(2),
    "slide-poll": lambda: showing(3),
    "slide-poll-counted": lambda: showing(3).with_hands((2, 5, 0, 9)),
    "slide-points": lambda: showing(4),
}
"""A slide on the wall, by the name of its kind."""

WHOLE: dict[str, Callable[[], str]] = {
    **{name: lambda view=view: pages.wall(view(), DOOR, NOW) for name, view in WALLS.items()},  # type: ignore[misc]
    **{name: lambda shown=shown: pages.slide(shown(), DOOR, TODAY) for name, shown in SLIDES.items()},  # type: ignore[misc]
    "slide-blank": lambda: pages.slide(showing(2).turned(), DOOR, TODAY),
    "wall-soon": lambda: pages.wall(None, DOOR, NOW),
    "wall-no-phones": lambda: pages.wall(wall_view(states.opened(FLAGSHIP, ALONE)), NO_PHONES, NOW),
}
"""Every page that the wall can show, by the name of its state."""
