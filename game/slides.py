"""A briefing as it is shown: which slide is on, what the room said by hands and phones, and a slide as lines of text.

Law: pure values; the room never sees a note, and nothing that the room said outlives the showing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from game.authoring.prose import to_plain
from game.briefing import Briefing, Slide
from game.seating import Voting
from game.wording import counted

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Showing:
    """A briefing that is being shown: the slide that is on, counted from 0, and the hands of each poll by slide."""

    briefing: Briefing
    number: int = 0
    hands: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    is_blank: bool = False
    """Whether the wall shows nothing of it for now."""
    voting: Voting = "hands"
    """How the room answers polls."""
    phones: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """The answers by phone of each poll by slide, as far as they are known here."""
    shown: frozenset[int] = frozenset()
    """The slides whose answers the room has been shown, where phones answer."""

    @property
    def slide(self) -> Slide:
        """The slide that is on."""
        return self.briefing.slides[self.number]

    @property
    def place(self) -> str:
        """Which slide of how many: 3 of 18."""
        return f"{self.number + 1} of {len(self.briefing.slides)}"

    @property
    def is_last(self) -> bool:
        """Whether no slide comes after."""
        return self.number + 1 == len(self.briefing.slides)

    @property
    def counted(self) -> tuple[int, ...]:
        """The hands for each answer of this slide's poll; none where nobody has counted."""
        return self.hands.get(self.number, ())

    @property
    def takes_phones(self) -> bool:
        """Whether phones answer polls."""
        return self.voting != "hands"

    @property
    def takes_hands(self) -> bool:
        """Whether hands are counted."""
        return self.voting != "phones"

    @property
    def is_shown(self) -> bool:
        """Whether the room sees the answers to this slide's poll: hands once counted, phones once that is asked for."""
        return self.number in self.shown if self.takes_phones else bool(self.counted)

    @property
    def totals(self) -> tuple[int, ...]:
        """Hands and phones together for each answer of this slide's poll; none where it has none."""
        options = self.slide.poll.options if self.slide.poll else ()
        both = (self.counted, self.phones.get(self.number, ()))
        return tuple(sum(one[place] for one in both if one) for place in range(len(options)))

    @property
    def result(self) -> tuple[int, ...]:
        """The same once the room may see it; nothing before."""
        return self.totals if self.is_shown else ()

    def waits_for(self, is_by_hands: bool) -> Literal["hands", "answers", ""]:
        """What comes before the next slide: the hands, or the answers to be shown; nothing where neither does."""
        if not self.slide.poll or self.is_shown:
            return ""
        return "hands" if is_by_hands and not self.counted else "answers"

    @property
    def answered(self) -> str:
        """How many have answered this slide's poll, in words: all that is said before it is shown."""
        number = sum(self.totals)
        return f"{number or 'Nobody'} {'has' if number < 2 else 'have'} answered"

    @property
    def unit(self) -> str:
        """What is counted: answers, where phones give some of them."""
        return "answer" if self.takes_phones else "hand"

    @property
    def minutes_left(self) -> float:
        """The minutes that this slide and those after it take."""
        return sum(slide.minutes for slide in self.briefing.slides[self.number :])

    def at(self, number: int) -> Showing:
        """Another slide, or the nearest there is."""
        return replace(self, number=min(max(number, 0), len(self.briefing.slides) - 1))

    def turned(self) -> Showing:
        """The wall blank, or no longer so."""
        return replace(self, is_blank=not self.is_blank)

    def with_hands(self, hands: tuple[int, ...]) -> Showing:
        """What the room says to this slide's poll; a later count replaces an earlier one."""
        return replace(self, hands={**self.hands, self.number: hands})

    def with_phones(self, phones: Mapping[int, tuple[int, ...]]) -> Showing:
        """The same with the answers by phone as they are now."""
        return replace(self, phones=phones)

    def letting_phones(self) -> Showing:
        """Phones answer from now on, beside hands; what was counted before is shown already."""
        if self.takes_phones:
            return self
        return replace(self, voting="both", shown=self.shown | frozenset(self.hands))

    def revealed(self) -> Showing:
        """The answers to this slide's poll shown to the room; no phone can answer it any more."""
        return replace(self, shown=self.shown | {self.number})


def lines(showing: Showing, today: date) -> Iterator[str]:
    """The slide as it is read out, in order: figures as text, sources last."""
    slide = showing.slide
    yield f"Slide {showing.place}: {to_plain(slide.title)}"
    if slide.figure:
        yield f"{slide.figure.value}: {to_plain(slide.figure.words)}"
    if slide.chart:
        yield f"{slide.chart.title}:"
        yield from (f"  {row.label}: {slide.chart.said(row)}" for row in slide.chart.rows)
    yield from (f"- {to_plain(point)}" for point in slide.points)
    yield from poll(showing)
    if slide.citations:
        yield f"Source: {'; '.join(slide.citations)}."
    if overdue := showing.briefing.overdue(today):
        yield f"{overdue}."


def poll(showing: Showing) -> Iterator[str]:
    """The question to the room, with the answers once they are shown."""
    asked = showing.slide.poll
    if asked is None:
        return
    yield f"Question to the room: {asked.question}"
    for place, option in enumerate(asked.options):
        votes = f" ({counted(showing.result[place], showing.unit)})" if showing.result else ""
        yield f"{LETTERS[place]}. {option}{votes}"


def notes(showing: Showing) -> str:
    """What the speaker says, and the minutes it takes."""
    said = to_plain(showing.slide.notes) or "There are no notes for this slide."
    return f"{said}\n\n{timing(showing)}"


def timing(showing: Showing) -> str:
    """The minutes for this slide, and those left with it."""
    return f"About {minutes(showing.slide.minutes)} for this slide; {minutes(showing.minutes_left)} left with it."


def minutes(number: float) -> str:
    """A number of minutes in words: 1 minute, 1.5 minutes."""
    return f"{number:g} minute{'' if number == 1 else 's'}"
