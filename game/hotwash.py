"""What the room says after the exercise, as a value: answers, lessons, actions, and the moments marked on the way.

Law: folded from the journal alone; what was struck out is not here, and stays there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from game.events import ActionAgreed, Answered, LessonIdentified, Marked, Struck
from game.journal import Entry

Said: TypeAlias = Answered | LessonIdentified | ActionAgreed | Marked


@dataclass(frozen=True, slots=True)
class Spoken:
    """One entry: the number of its line in the journal, the real time, and what was said."""

    number: int
    at: datetime
    event: Said


@dataclass(frozen=True, slots=True)
class HotWash:
    """Everything said and marked that was not struck out, in order."""

    entries: tuple[Spoken, ...] = ()

    @property
    def marks(self) -> tuple[Spoken, ...]:
        """The moments marked."""
        return tuple(one for one in self.entries if isinstance(one.event, Marked))

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons identified."""
        return tuple(one.event.text for one in self.entries if isinstance(one.event, LessonIdentified))

    @property
    def actions(self) -> tuple[ActionAgreed, ...]:
        """The actions agreed."""
        return tuple(one.event for one in self.entries if isinstance(one.event, ActionAgreed))

    def answers(self, question: int) -> tuple[str, ...]:
        """What was said to one question, counted from 0."""
        return tuple(
            one.event.text for one in self.entries if isinstance(one.event, Answered) and one.event.question == question
        )


def hot_wash(entries: Iterable[Entry]) -> HotWash:
    """The hot wash that a journal holds."""
    every = tuple(entries)
    struck = {entry.event.entry for entry in every if isinstance(entry.event, Struck)}
    return HotWash(
        tuple(
            Spoken(entry.number, entry.at, entry.event)
            for entry in every
            if isinstance(entry.event, Answered | LessonIdentified | ActionAgreed | Marked)
            and entry.number not in struck
        )
    )


def told(action: ActionAgreed) -> str:
    """An action in one line, as it is read out."""
    parts = [action.owner, action.text]
    line = ": ".join(part for part in parts if part)
    return f"{line}, by {day(action.due)}" if action.due else line


def day(due: date) -> str:
    """A date as people write it: Friday 4 December 2026."""
    return f"{due:%A} {due.day} {due:%B %Y}"
