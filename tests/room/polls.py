"""A briefing whose polls phones answer: its pages by the name of their state, and a room that shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game import library
from game.room import pages
from game.room.host import Room
from game.room.polling import Poll, led_on, mark, view
from game.room.ways import Ways
from game.slides import Showing
from tests.room import walls
from tests.room.browsing import Answered, Phone
from tests.room.stage import port_of_its_own
from tests.room.states import ATTACK

BUSES = library.load_briefing(Path("tests/samples/briefings/buses.yaml"))
QUESTION = 2
"""The slide that asks how everybody came."""
HOSTILE = BUSES.model_copy(
    update={
        "title": ATTACK,
        "slides": (
            BUSES.slides[QUESTION].model_copy(
                update={
                    "poll": BUSES.slides[QUESTION].poll.model_copy(  # type: ignore[union-attr]
                        update={"question": ATTACK, "options": (ATTACK, "No")}
                    )
                }
            ),
        ),
    }
)
"""A briefing by somebody who means harm, or who knows no better."""


class Talk:
    """A briefing on the wall of a real room."""

    def __init__(self, number: int = QUESTION) -> None:
        self.showing = Showing(BUSES, number, voting="both")
        self.room = Room(Ways(host="127.0.0.1", port=port_of_its_own()))
        self.room.start()
        self.room.slide(self.showing)

    def close(self) -> None:
        """Let go of it; the program has made no mistake."""
        self.room.stop()
        assert not self.room.house.fault, self.room.house.fault

    def turn(self, showing: Showing) -> None:
        """What the facilitator does to the slide."""
        self.showing = showing
        self.room.slide(showing)

    def phone(self) -> Phone:
        """A phone that came in by the square."""
        phone = Phone(self.room.address)
        answer = phone.get(self.link)
        assert (answer.status, answer.onward) == (303, "/me")
        return phone

    @property
    def link(self) -> str:
        """What the square says, without the address."""
        return self.room.join_url.removeprefix(self.room.address)

    @property
    def wall(self) -> str:
        """Where the wall is, without the address."""
        return self.room.wall_url.removeprefix(self.room.address)

    @property
    def counted(self) -> tuple[int, ...]:
        """What the facilitator knows of the answers to the slide that is on."""
        assert self.room.polled
        return self.room.polled.answers.get(self.showing.number, ())


def asked(page: Answered) -> str:
    """Which question a page's form answers."""
    return page.text.partition('name="asked" value="')[2].partition('"')[0]


def answer(phone: Phone, place: int, question: str = "") -> Answered:
    """Send an answer, to the question on this phone's page or to another."""
    return phone.post("/me/poll", {"asked": question or asked(phone.get("/me")), "answer": str(place)})


def page(state: str, briefing: Showing | None = None) -> str:
    """A phone's page in one of its states."""
    showing, poll = briefing or walls.showing(3), Poll()
    showing = Showing(showing.briefing, showing.number, voting="both")
    for place in range(11):
        poll.take(mark(showing), f"delegate {place}", (1, 1, 0, 1)[place % 4] % len(showing.totals))
    match state:
        case "wait":
            return pages.poll(view(poll, showing.at(0), "mine"))
        case "between":
            return pages.poll(view(poll, None, "mine"))
        case "shown":
            return pages.poll(view(poll, showing.with_hands((1,) * len(showing.totals)).revealed(), "delegate 0"))
    return pages.poll(view(poll, showing, "mine" if state == "ask" else "delegate 0"))


WHOLE: dict[str, Callable[[], str]] = {
    **{f"poll-{state}": lambda state=state: page(state) for state in ("wait", "ask", "answered", "shown", "between")},  # type: ignore[misc]
    "poll-refused": lambda: pages.poll(view(Poll(), Showing(BUSES, 2, voting="both")), "Choose an answer first."),
    "poll-onward": lambda: pages.poll(led_on("secret")),
    "poll-over": lambda: pages.poll(led_on("")),
    "poll-hostile": lambda: page("answered", Showing(HOSTILE)),
    "poll-landing": lambda: pages.landing(mark="BRIEFING"),
    "slide-asked": lambda: slide(walls.showing(3)),
    "slide-answered": lambda: slide(walls.showing(3).with_hands((2, 5, 0, 9)).revealed()),
    "slide-bars-phones": lambda: slide(walls.showing(1)),
}
"""Every page of such a briefing."""


def slide(showing: Showing) -> str:
    """A slide on the wall, with the way in and what phones say."""
    showing = showing.letting_phones().with_phones({3: (4, 1, 0, 2)})
    return pages.slide(showing, walls.DOOR, walls.TODAY)
