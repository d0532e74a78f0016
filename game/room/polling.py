"""The phones of a briefing: their code, what they answer to its polls, and what one of them may see.

Law: it lives in memory and ends with the briefing; a phone sees its own answer, and nobody else's before all are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.room import shelf
from game.room.door import fresh_code, fresh_secret
from game.slides import LETTERS, Showing

MOST_PHONES = 2_000
"""Phones that a briefing knows at once. Beyond it, those that never answered have to come in again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers that can be given."""

    letter: str
    text: str
    is_mine: bool = False
    votes: int | None = None
    """How many say so; nothing before it is shown."""

    @property
    def is_taken(self) -> bool:
        """Whether it stands out among the others: the one that this phone gave does."""
        return self.is_mine


@dataclass(frozen=True, slots=True)
class PollView:
    """What one phone may see of a briefing now."""

    briefing: str = ""
    state: str = "between"
    """What is on: wait, ask, answered, shown; between briefings; onward into a session, or over."""
    asked: str = ""
    """What tells this question from every other; a form carries it."""
    question: str = ""
    answers: tuple[Answer, ...] = ()
    onward: str = ""
    """Where this phone goes next, where a session follows."""

    @property
    def mine(self) -> Answer | None:
        """What this phone has answered."""
        return next((one for one in self.answers if one.is_mine), None)


class Poll:
    """What the room knows of a briefing's phones. Changed in the room's loop alone; whoever reads sees whole values."""

    def __init__(self) -> None:
        self.code = fresh_code()
        self.secret = fresh_secret()
        self.keys: dict[str, None] = {}
        """The phones that came in, the one that was first in front."""
        self.given: Mapping[str, Mapping[str, int]] = {}
        """What each phone answers, counted from 0, by the mark of the question."""
        self.tallies: Mapping[str, Counter[int]] = {}
        """How many say what, by the same."""

    def renew(self) -> None:
        """Another code and another secret; who is in stays in."""
        self.code, self.secret = fresh_code(), fresh_secret()

    def clear(self) -> None:
        """Forget every answer."""
        self.given, self.tallies = {}, {}

    def let_in(self, key: str) -> bool:
        """A phone comes in. Of too many, one that never answered has to come in again; False where all have."""
        if key not in self.keys and len(self.keys) >= MOST_PHONES:
            known = {one for given in self.given.values() for one in given}
            idle = next((one for one in self.keys if one not in known), None)
            if idle is None:
                return False
            del self.keys[idle]
        self.keys[key] = None
        return True

    def take(self, asked: str, key: str, place: int) -> None:
        """A phone's answer to the question with this mark, in the place of the one before."""
        given = {**self.given.get(asked, {}), key: place}
        self.given = {**self.given, asked: given}
        self.tallies = {**self.tallies, asked: Counter(given.values())}

    def tallied(self, showing: Showing) -> Showing:
        """The same slide with what phones say now."""
        return showing.with_phones(self.counts(showing)) if showing.takes_phones else showing

    def counts(self, showing: Showing) -> Mapping[int, tuple[int, ...]]:
        """How many say what, by slide."""
        tallies = self.tallies
        return {
            number: tuple(found[place] for place in range(len(slide.poll.options)))
            for number, slide in enumerate(showing.briefing.slides)
            if slide.poll and (found := tallies.get(mark(showing.at(number))))
        }


def view(poll: Poll, showing: Showing | None, key: str = "") -> PollView:
    """What the phone with this key may see; without one, what all phones see alike."""
    if showing is None or not showing.takes_phones:
        return PollView()
    asked = showing.slide.poll
    if asked is None:
        return PollView(showing.briefing.title, "wait")
    told = poll.tallied(showing) if showing.is_shown else showing
    name = mark(showing)
    found = tuple(answers(told, poll.given.get(name, {}).get(key)))
    state = "shown" if told.is_shown else "answered" if any(one.is_mine for one in found) else "ask"
    return PollView(showing.briefing.title, state, name, asked.question, found)


def answers(showing: Showing, mine: int | None) -> Iterator[Answer]:
    """The answers to the slide's poll, with how many say what once that is shown."""
    result = showing.result
    for place, text in enumerate(showing.slide.poll.options if showing.slide.poll else ()):
        yield Answer(LETTERS[place], text, place == mine, result[place] if result else None)


def mark(showing: Showing) -> str:
    """What tells a slide's question from every other, in this briefing and in those before."""
    poll = showing.slide.poll
    words = "\n".join((showing.briefing.title, poll.question, *poll.options)) if poll else ""
    return f"{showing.number + 1}-{shelf.short(words.encode())}"


def led_on(secret: str) -> PollView:
    """What a phone of a briefing sees once a session is on: the way to its form, or that hands are counted now."""
    return PollView(state="onward", onward=f"/join/{secret}") if secret else PollView(state="over")
