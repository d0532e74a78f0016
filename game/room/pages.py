"""The pages that phones open, from a view to HTML.

Law: pure; a page says what its view holds and nothing else, works without a script, and loads nothing from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from game.delegate import DelegateView
from game.phases import Phase
from game.room.frame import Frame, Stream, digest, filled
from game.room.gone import WHY, Gone
from game.room.polling import PollView
from game.room.projection import Door, slide, slide_main, wall, wall_main
from game.room.shelf import static
from game.wording import counted

__all__ = [
    "Door",
    "Gone",
    "JoinPage",
    "digest",
    "gone",
    "gone_main",
    "join",
    "landing",
    "me",
    "me_main",
    "poll",
    "poll_main",
    "slide",
    "slide_main",
    "static",
    "waiting",
    "waiting_main",
    "wall",
    "wall_main",
]

PHONE = Frame("phone", ("room.css",), ("line.js", "phone.js"))
MINE = Stream("/me/events", "/me")


@dataclass(frozen=True, slots=True)
class JoinPage:
    """What is asked of whoever comes in, and what they have answered so far."""

    scenario: str
    action: str
    """Where the form is sent."""
    names: tuple[str, ...] = ()
    """The names that the facilitator wrote down and that nobody has taken yet."""
    tables: tuple[tuple[int, str], ...] = ()
    """Each table's number, from 0, and what it is called."""
    roles: tuple[tuple[str, str], ...] = ()
    """Each role's id and title, where roles are dealt."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """What came back with a mistake in it, by field."""
    mistakes: Mapping[str, str] = field(default_factory=dict)
    """What is wrong, in a sentence, by field."""
    is_locked: bool = False
    """Whether only those may ask who have been here with another phone."""


LOCKED = "The room is locked."
EXERCISE = "EXERCISE"


def landing(note: str = "", mark: str = EXERCISE) -> str:
    """The page that asks for the code."""
    return PHONE.around(filled("landing.html", title=f"Type the code. {mark}", note=note, mark=mark))


def join(view: JoinPage) -> str:
    """The page that asks who comes in."""
    asked = LOCKED if view.is_locked else "Come in."
    title = f"{'Not yet: ' if view.mistakes else ''}{asked} EXERCISE {view.scenario}"
    return PHONE.around(filled("join.html", title=title, view=view, locked=LOCKED))


def waiting(name: str, note: str = "") -> str:
    """The page of a phone that knocked."""
    return PHONE.around(waiting_main(name, note), MINE)


def waiting_main(name: str, note: str = "") -> str:
    """What stands on it."""
    return filled("waiting.html", title="Waiting to be let in. EXERCISE", name=name, note=note)


def me(view: DelegateView, note: str = "") -> str:
    """A delegate's page, with what went wrong where something did."""
    plain = me_main(view)
    return PHONE.around(me_main(view, note) if note else plain, MINE, digest(plain))


def me_main(view: DelegateView, note: str = "") -> str:
    """The one thing that matters now to a delegate."""
    state = state_of(view)
    return filled(
        "me.html",
        view=view,
        note=note,
        state=state,
        title=f"{'Not done. ' if note else ''}{', '.join(filter(None, (TITLES[state], view.place)))}. EXERCISE",
        said=said(view),
        vote=vote_of(view),
        key="".join(letter for letter in view.place.partition(" of ")[0] if letter.isdigit()),
        result=RESULTS.get(view.phase, ""),
        onward=ONWARD.get(view.phase, ""),
        cast=cast_by(view),
    )


def poll(view: PollView, note: str = "") -> str:
    """A phone's page in a briefing, with what went wrong where something did."""
    plain = poll_main(view)
    return PHONE.around(poll_main(view, note) if note else plain, MINE, digest(plain))


def poll_main(view: PollView, note: str = "") -> str:
    """The question that is asked, or where to look."""
    heading = POLL_HEADINGS.get(view.state, f"Your answer is in: {view.mine.letter}" if view.mine else view.question)
    return filled(
        "poll.html",
        view=view,
        note=note,
        heading=heading,
        title=f"{'Not done. ' if note else ''}{heading} {'EXERCISE' if view.onward else 'BRIEFING'}",
        said=" ".join(poll_said(view, heading)),
    )


POLL_HEADINGS = {
    "wait": "Look at the wall.",
    "shown": "The answers",
    "between": "The briefing is over.",
    "over": "The briefing is over.",
    "onward": "The exercise begins.",
}
"""What comes first where no answer is asked for."""


def poll_said(view: PollView, heading: str) -> Iterator[str]:
    """What is read out when the page comes to be like this."""
    yield f"A question: {heading}" if view.state == "ask" else heading
    if view.state == "shown":
        yield from (f"{one.letter}: {counted(one.votes, 'answer')}." for one in view.answers if one.votes is not None)


def gone(why: Gone, way: str = "/", mark: str = EXERCISE) -> str:
    """A page for whoever cannot have what they asked for."""
    return PHONE.around(gone_main(why, way, mark))


def gone_main(why: Gone, way: str = "/", mark: str = EXERCISE) -> str:
    """What stands on it."""
    return filled("gone.html", title=f"{WHY[why].heading} {mark}", why=WHY[why], way=way, mark=mark)


TITLES = {
    "opening": "You are in",
    "discussing": "Read and talk",
    "vote": "Vote now",
    "voted": "Your vote is in",
    "closed": "The vote is closed",
    "result": "The result",
    "outcome": "Decided",
    "ended": "The exercise is over",
}
"""What each state of a delegate's page is called."""

STATES = {
    Phase.OPENING: "opening",
    Phase.DISCUSSING: "discussing",
    Phase.CLOSED: "closed",
    Phase.OUTCOME: "outcome",
    Phase.ENDED: "ended",
}

RESULTS = {
    Phase.FIRST: "The first of two votes",
    Phase.COUNTED: "The result",
    Phase.TIED: "A tie",
    Phase.SHORT: "Too few have voted",
}
"""The heading over each kind of result."""

UNDECIDED = "Your facilitator says what happens next."
ONWARD = {
    Phase.FIRST: "Talk about it; you will vote again.",
    Phase.COUNTED: "This is how your table voted.",
    Phase.TIED: UNDECIDED,
    Phase.SHORT: UNDECIDED,
}
"""What stands under that heading."""


def state_of(view: DelegateView) -> str:
    """Which of the states a delegate's page is in."""
    if view.phase is Phase.VOTING:
        return "voted" if view.has_voted else "vote"
    return STATES.get(view.phase, "result")


def vote_of(view: DelegateView) -> str:
    """What a delegate has voted for, in words."""
    if view.ballot is None:
        return "You have not voted"
    letters = [option.letter for option in view.options if option.is_mine]
    return f"Your vote is in: {' and '.join(letters)}" if letters else "You abstain"


def cast_by(view: DelegateView) -> str:
    """The same once the vote is over."""
    if view.ballot is None:
        return "You did not vote"
    letters = [option.letter for option in view.options if option.is_mine]
    return f"You voted {' and '.join(letters)}" if letters else "You abstained"


def said(view: DelegateView) -> str:
    """What is read out when the page comes to be like this."""
    parts = [view.says]
    if view.phase is Phase.DISCUSSING:
        parts.append(f"{view.heading}.")
    if view.phase is Phase.VOTING:
        parts.append(view.question)
    if view.phase in RESULTS:
        parts += [
            f"{option.letter}: {counted(option.votes, 'vote')}." for option in view.options if option.votes is not None
        ]
    if view.outcome and view.phase is Phase.OUTCOME:
        parts.append(f"{view.outcome.option}.")
    return " ".join(parts)
