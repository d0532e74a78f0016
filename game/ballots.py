"""Who voted for what, from a journal. Law: only `siro report --identify` asks; no view and no report uses it.

Only ballots that counted are in it: of each delegate the last one in a vote, and of each round the votes that led to
the decision that stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from game import legible
from game.events import Decided, Undone, Voted, VoteOpened
from game.journal import Entry
from game.seen import Kept


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot that counted."""

    table: str
    number: int
    """The round, counted from 1."""
    title: str
    vote: int
    """Which vote of the round, counted from 1: with two votes, or after a tie, there are several."""
    delegate: str
    choice: tuple[str, ...]
    """The words of what was chosen; nothing for an abstention."""
    at: datetime


def ballots(seen: Kept) -> tuple[Cast, ...]:
    """Every ballot that counted, in the order of tables, rounds and votes."""
    return tuple(legible.throughout(one) for number in range(len(seen.setup.seats)) for one in of_table(seen, number))


def of_table(seen: Kept, number: int) -> Iterator[Cast]:
    """One table's."""
    rounds = {each.id: place for place, each in enumerate(seen.play.scenario.rounds)}
    votes: list[dict[str, Entry]] = []
    kept: dict[str, list[dict[str, Entry]]] = {}
    for entry in seen.entries:
        match entry.event:
            case VoteOpened(table=table) if table == number:
                votes.append({})
            case Voted(table=table, delegate=delegate) if table == number and votes:
                votes[-1][delegate] = entry
            case Decided(table=table, round=place) if table == number:
                kept[place], votes = votes, []
            case Undone(table=table, round=place) if table == number:
                kept, votes = {one: cast for one, cast in kept.items() if rounds[one] < rounds[place]}, []
    for place, every in kept.items():
        for vote, cast in enumerate(every, start=1):
            yield from (worded(seen, number, rounds[place], vote, entry) for entry in cast.values())


def worded(seen: Kept, table: int, place: int, vote: int, entry: Entry) -> Cast:
    """One ballot in words."""
    here, event = seen.play.scenario.rounds[place], entry.event
    assert isinstance(event, Voted)
    words = {option.id: option.text for option in here.options}
    choice = tuple(words.get(option, option) for option in event.choice)
    return Cast(seen.setup.seats[table].name, place + 1, here.title, vote, event.delegate, choice, entry.at)
