"""What the room says after the exercise, as a value: answers, lessons, actions, and the moments marked on the way.

Law: folded from the journal alone; what was struck out is not here, and stays there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from game import journal, tables
from game.compiled import Compiled
from game.events import ActionAgreed, ActionDone, Answered, LessonIdentified, Marked, Opened, Struck, TableEvent
from game.journal import Entry
from game.phases import Phase

Said: TypeAlias = Answered | LessonIdentified | ActionAgreed | Marked


@dataclass(frozen=True, slots=True)
class Spoken:
    """One entry: the number of its line in the journal, the real time, and what was said."""

    number: int
    at: datetime
    event: Said


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action as the improvement plan has it: the number of its line, what, who, by when, and when it was done."""

    number: int
    text: str
    owner: str
    due: date | None
    done: date | None

    @property
    def status(self) -> str:
        """Open, or done with its day."""
        return f"Done on {day(self.done)}" if self.done else "Open"


@dataclass(frozen=True, slots=True)
class HotWash:
    """Everything said and marked that was not struck out, in order."""

    entries: tuple[Spoken, ...] = ()
    done: tuple[tuple[int, date], ...] = ()
    """The actions that have been done, by the number of their line, each with the day."""

    @property
    def marks(self) -> tuple[Spoken, ...]:
        """The moments marked."""
        return tuple(one for one in self.entries if isinstance(one.event, Marked))

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons identified."""
        return tuple(one.event.text for one in self.entries if isinstance(one.event, LessonIdentified))

    @property
    def actions(self) -> tuple[Agreed, ...]:
        """The actions agreed, open and done."""
        done = dict(self.done)
        return tuple(
            Agreed(one.number, one.event.text, one.event.owner, one.event.due, done.get(one.number))
            for one in self.entries
            if isinstance(one.event, ActionAgreed)
        )

    def answers(self, question: int) -> tuple[str, ...]:
        """What was said to one question, counted from 0."""
        return tuple(
            one.event.text for one in self.entries if isinstance(one.event, Answered) and one.event.question == question
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that was marked, and the rounds that were on at the tables then, counted from 1."""

    at: datetime
    text: str
    rounds: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """The time, the round and the words: 10:15, round 2: the phones went quiet."""
        numbers = " and ".join(map(str, self.rounds))
        place = f", round{'s' if len(self.rounds) > 1 else ''} {numbers}" if self.rounds else ""
        return f"{self.at.astimezone():%H:%M}{place}{f': {self.text}' if self.text else ''}"


def moments(play: Compiled, entries: Iterable[Entry]) -> tuple[Moment, ...]:
    """Every moment marked and not struck out, each with the rounds that were on."""
    every = tuple(entries)
    marked = {one.number: one for one in hot_wash(every).marks}
    found: list[Moment] = []
    room: list[tables.Table] = []
    for entry in every:
        if isinstance(entry.event, Opened):
            room = list(tables.room(play, entry.event.setup))
        elif isinstance(entry.event, TableEvent):
            room[entry.event.table] = tables.applied(play, room[entry.event.table], entry.event)
        elif isinstance(entry.event, Marked) and entry.number in marked:
            found.append(Moment(entry.at, entry.event.text, rounds_on(room)))
    return tuple(found)


def dissent(play: Compiled, room: Iterable[tables.Table]) -> tuple[str, ...]:
    """Who disagreed with what: each line that stands, with its round, and where there are several its table."""
    numbers = {each.id: number for number, each in enumerate(play.scenario.rounds, start=1)}
    found = []
    for place, table in enumerate(room):
        name = f"{table.setup.seats[place].name}, " if len(table.setup.seats) > 1 else ""
        found += [f"{name}round {numbers[one.round]}: {one.text}" for one in table.notes if one.what == "dissent"]
    return tuple(found)


def rounds_on(room: Iterable[tables.Table]) -> tuple[int, ...]:
    """The rounds on the tables' screens, counted from 1."""
    playing = (table for table in room if table.phase not in (Phase.OPENING, Phase.ENDED))
    return tuple(sorted({tables.current_state(table).round + 1 for table in playing}))


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
        ),
        tuple((entry.event.entry, entry.at.date()) for entry in every if isinstance(entry.event, ActionDone)),
    )


def worded(said: Spoken, questions: tuple[str, ...]) -> str:
    """One entry in a line."""
    match said.event:
        case Marked(text=text):
            return f"Marked at {said.at.astimezone():%H:%M}{f': {text}' if text else ''}"
        case Answered(question=question, text=text):
            return f"On “{questions[question]}”: {text}"
        case LessonIdentified(text=text):
            return f"Lesson: {text}"
        case _:
            return f"Action: {told(said.event)}"


def told(action: ActionAgreed | Agreed) -> str:
    """An action in one line, as it is read out."""
    parts = [action.owner, action.text]
    line = ": ".join(part for part in parts if part)
    return f"{line}, by {day(action.due)}" if action.due else line


def understood(text: str, owner: str, due: date | None) -> str:
    """What an action is understood as: who, what, by when; what nobody said is named too."""
    who, by = owner or "nobody named", day(due) if due else "no date"
    return f"Understood as: who: {who}; what: {text}; by when: {by}"


def today() -> date:
    """The day here, from which people count."""
    return journal.now().astimezone().date()


def day(due: date) -> str:
    """A date as people write it: Friday 4 December 2026."""
    return f"{due:%A} {due.day} {due:%B %Y}"
