"""Every state that a phone's page can be in, each reached in a real session by the commands that lead there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from game import library, session, tables
from game.delegate import DelegateView, delegate_view
from game.phases import Phase
from game.room import pages
from game.room.pages import Gone, JoinPage
from game.scenario import Role
from game.seating import Seat, SetUp
from game.session import Session
from game.views import InjectView

TASTER = Path("scenarios/taster.yaml")
BUDGET = Path("scenarios/budget-day.yaml")
FLAGSHIP = Path(f"scenarios/{library.FLAGSHIP}.yaml")
ATTACK = '<script>alert("1")</script>\' & "</main> \u202egnp.exe ' + "withoutanend" * 10
OUTSIDE = "[link](javascript:alert(1)) [site](http://example.org) ![picture](http://example.org/x.png)"
ROOM = SetUp(seats=(Seat(name="Table 1", number=3), Seat(name="Riverside", number=5)), voting="both", roles=True)
ALONE = SetUp(seats=(Seat(name="Table 1", number=5),), voting="phones")
TWICE = SetUp(seats=(Seat(name="Table 1", number=4),), voting="phones", votes="two", quorum=50)


loaded = cache(library.load)


def opened(path: Path = TASTER, setup: SetUp = ROOM) -> Session:
    """A session to which Sam and Ada have come with their phones."""
    held = session.opened(loaded(path), Path(tempfile.mkdtemp()) / "session.jsonl", 1, setup)
    held.set_door("K7M2QX", "secret")
    held.join("Sam", 0, "manager" if setup.roles else "", "key of Sam")
    held.join("Ada", 0, "lead" if setup.roles else "", "key of Ada")
    return held


def begun(path: Path = TASTER, setup: SetUp = ROOM) -> Session:
    """In the first round."""
    held = opened(path, setup)
    for number in range(len(setup.seats)):
        held.begin(number)
    return held


def voting(path: Path = TASTER, setup: SetUp = ROOM, place: int = 0) -> Session:
    """The vote is open; Ada has voted for the option at this place, and how is not to be known."""
    held = begun(path, setup)
    held.open_vote()
    held.vote("Ada", (open_at(held)[place],))
    return held


def voted(*places: int, path: Path = TASTER, setup: SetUp = ROOM) -> Session:
    """Sam has voted for the options at these places."""
    held = voting(path, setup)
    held.vote("Sam", tuple(open_at(held)[place] for place in places))
    return held


def closed(held: Session) -> Session:
    """The vote is over and not shown."""
    held.close_vote()
    return held


def shown(held: Session) -> Session:
    """The vote is shown."""
    closed(held).reveal()
    return held


def decided(held: Session) -> Session:
    """The table has decided."""
    shown(held).override((open_at(held)[1],), "The bus will not wait")
    return held


def ended() -> Session:
    """The exercise is over, and Sam has answered a question."""
    held = begun()
    while held.table.phase is not Phase.ENDED:
        held.override((open_at(held)[0],), "Time is short")
        held.move_on()
    held.answer(0, "The thing that I could see, and then the other one.", "Sam")
    held.answer(0, "What Ada thinks.", "Ada")
    return held


def later() -> Session:
    """In a round of the flagship in which an option cannot be chosen."""
    held = begun(FLAGSHIP, ALONE)
    while held.table.phase is not Phase.ENDED:
        if any(not option.is_open for option in delegate_view(held, "Sam").options):
            held.open_vote()
            return held
        held.override((open_at(held)[-1],), "Time is short")
        held.move_on()
    raise AssertionError("no option is ever closed")


def open_at(held: Session, number: int = 0) -> tuple[str, ...]:
    """The options that can be chosen at a table."""
    return tables.open_options(held.play, tables.current_state(held.tables[number]))


def sam(held: Session) -> DelegateView:
    """What Sam's phone shows."""
    return delegate_view(held, "Sam")


def hostile(view: DelegateView) -> DelegateView:
    """The same with words that attack in every place where somebody typed some."""
    return replace(
        view,
        scenario=ATTACK,
        organisation=ATTACK,
        name=ATTACK,
        table=ATTACK,
        role=Role(title=ATTACK, card=ATTACK),
        heading=ATTACK,
        question=ATTACK,
        situation=f"# {ATTACK}\n\n{OUTSIDE}\n\n| a | b |\n|-|-|\n| {ATTACK} | {ATTACK} |",
        injects=(InjectView("one", ATTACK, ATTACK), InjectView("two", ATTACK, ATTACK, ("you",))),
        options=tuple(replace(option, text=ATTACK) for option in view.options),
    )


MINE: dict[str, Callable[[], DelegateView]] = {
    "opening": lambda: sam(opened()),
    "discussing": lambda: sam(begun()),
    "vote": lambda: sam(voting()),
    "vote-several": lambda: sam(voting(BUDGET, ALONE)),
    "vote-closed-option": lambda: sam(later()),
    "voted": lambda: sam(voted(1)),
    "voted-several": lambda: sam(voted(0, 2, path=BUDGET, setup=ALONE)),
    "abstained": lambda: sam(voted()),
    "closed": lambda: sam(closed(voted(1))),
    "closed-unvoted": lambda: sam(closed(voting())),
    "result": lambda: sam(shown(voted(0))),
    "first-vote": lambda: sam(shown(voted(1, setup=TWICE))),
    "tied": lambda: sam(shown(voted(1, setup=ALONE))),
    "short": lambda: sam(shown(voting(setup=SetUp(seats=(Seat(name="T", number=9),), voting="both", quorum=50)))),
    "outcome": lambda: sam(decided(voted(1))),
    "ended": lambda: sam(ended()),
    "hostile": lambda: hostile(sam(voting())),
    "hostile-read": lambda: hostile(sam(begun())),
}
"""A delegate's page, by the name of its state."""

NAMES = JoinPage(
    "The bag on the bus",
    "/join/secret",
    names=("Ada Quill", "Ben Tarn"),
    tables=((0, "Table 1"), (1, "Riverside")),
    roles=(("lead", "Head of home help"), ("manager", "The helper's manager")),
)
MISTAKEN = JoinPage(
    "The bag on the bus",
    "/join/secret",
    tables=((0, "Table 1"), (1, "Riverside")),
    typed={"name": "!!", "table": "1"},
    mistakes={"name": "Type a name first, with at least one letter in it."},
)

WHOLE: dict[str, Callable[[], str]] = {
    **{name: lambda view=view: pages.me(view()) for name, view in MINE.items()},  # type: ignore[misc]
    "noted": lambda: pages.me(sam(voting()), "Choose an option first, or abstain."),
    "landing": pages.landing,
    "landing-wrong": lambda: pages.landing("This code is not right. Look at the wall again."),
    "join": lambda: pages.join(NAMES),
    "join-simple": lambda: pages.join(JoinPage("The bag on the bus", "/join/secret")),
    "join-wrong": lambda: pages.join(MISTAKEN),
    "waiting": lambda: pages.waiting("Sam"),
    "gone-removed": lambda: pages.gone(Gone.REMOVED),
    "join-locked": lambda: pages.join(JoinPage("The bag on the bus", "/join/secret", is_locked=True)),
}
"""Every page that a phone can show, by the name of its state."""
