"""The pages that phones open, from a view to HTML.

Law: pure; a page says what its view holds and nothing else, works without a script, and loads nothing from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game.delegate import DelegateView
from game.phases import Phase
from game.room import shelf
from game.room.gone import WHY, Gone
from game.room.prose import line, prose
from game.room.shelf import static
from game.wording import counted

__all__ = ["Gone", "JoinPage", "digest", "gone", "gone_main", "join", "landing", "me", "me_main", "static", "waiting"]

TEMPLATES = Path(__file__).parent / "templates"
DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style that a page links, and where it holds."""

    address: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """Where news of a page comes from, and where the page itself is."""

    events: str
    page: str


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


def landing(note: str = "") -> str:
    """The page that asks for the code."""
    return page(filled("landing.html", title="Type the code. EXERCISE", note=note))


def join(view: JoinPage) -> str:
    """The page that asks who comes in."""
    title = f"{'Not yet: ' if view.mistakes else ''}Come in. EXERCISE {view.scenario}"
    return page(filled("join.html", title=title, view=view))


def waiting(name: str, note: str = "") -> str:
    """The page of a phone that knocked."""
    return page(waiting_main(name, note), stream=MINE)


def waiting_main(name: str, note: str = "") -> str:
    """What stands on it."""
    return filled("waiting.html", title="Waiting to be let in. EXERCISE", name=name, note=note)


def me(view: DelegateView, note: str = "") -> str:
    """A delegate's page, with what went wrong where something did."""
    return page(me_main(view, note), stream=MINE, at=digest(me_main(view)))


def me_main(view: DelegateView, note: str = "") -> str:
    """The one thing that matters now to a delegate."""
    state = state_of(view)
    return filled(
        "me.html",
        view=view,
        note=note,
        state=state,
        title=f"{'Not done. ' if note else ''}{TITLES[state]}{f', {view.place}' if view.place else ''}. EXERCISE",
        said=said(view),
        vote=vote_of(view),
        key="".join(letter for letter in view.place.partition(" of ")[0] if letter.isdigit()),
        result=RESULTS.get(view.phase, ""),
    )


def gone(why: Gone, way: str = "/") -> str:
    """A page for whoever cannot have what they asked for."""
    return page(gone_main(why, way))


def gone_main(why: Gone, way: str = "/") -> str:
    """What stands on it."""
    return filled("gone.html", title=f"{WHY[why].heading} EXERCISE", why=WHY[why], way=way)


TITLES = {
    "opening": "You are in",
    "discussing": "Read and talk",
    "vote": "Vote now",
    "voted": "Your vote is in",
    "closed": "The vote is closed",
    "result": "The result",
    "outcome": "Decided",
    "ended": "The end",
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
    if view.injects and view.phase in (Phase.DISCUSSING, Phase.VOTING):
        parts.append(f"The latest message is from {view.injects[-1].sender}.")
    return " ".join(parts)


def digest(main: str) -> str:
    """What tells one state of a page from another, in twelve hex digits."""
    return shelf.short(main.encode())


def page(main: str, stream: Stream | None = None, at: str = "") -> str:
    """A whole phone page around what stands on it."""
    return filled(
        "page.html",
        main=Markup(main),
        kind="phone",
        title=Markup(main.partition('data-title="')[2].partition('"')[0]),
        sheets=(Sheet(shelf.address("room.css")), Sheet(shelf.address("dark.css"), DARK)),
        scripts=[shelf.address(name) for name in ("line.js", "phone.js")] if stream else [],
        stream=stream,
        digest=at or digest(main),
        refresh=0,
    )


def filled(template: str, **values: object) -> str:
    """A template with its values."""
    return environment().get_template(template).render(values)


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(prose=prose, line=line, counted=counted, tenths=tenths, capital=capital)
    return made


def tenths(number: float) -> str:
    """A number to a tenth, without an idle zero."""
    return f"{round(number, 1):g}"


def capital(words: str) -> str:
    """Words as a sentence begins."""
    return words[:1].upper() + words[1:]
