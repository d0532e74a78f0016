"""How a workshop is set up: who sits where, how they vote, and what is done about a tie. Law: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

MOST_TABLES = 8
MOST_DELEGATES = 500

Voting: TypeAlias = Literal["hands", "phones", "both"]
"""By show of hands, by phone, or phones with hands for those who have none."""
Votes: TypeAlias = Literal["one", "two"]
"""One vote a round; or a private vote, a discussion and a second vote, of which the second decides."""
TieRule: TypeAlias = Literal["facilitator", "casting vote", "second vote"]
"""Who settles a tie: the facilitator, the chair's casting vote, or first of all one more vote."""
Pace: TypeAlias = Literal["at once", "one by one"]
"""Whether a round's messages arrive with the situation, or one after the other as the facilitator goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One table of the room."""

    name: str
    delegates: tuple[str, ...] = ()
    """Their names, where they are known."""
    number: int = 0
    """How many sit there; 0 where nobody has counted them."""

    @property
    def size(self) -> int:
        """How many sit there, by name or by number; 0 where neither is known."""
        return max(self.number, len(self.delegates))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What was agreed before the exercise began. The defaults are what a room without phones needs."""

    seats: tuple[Seat, ...] = (Seat(name="Table 1"),)
    voting: Voting = "hands"
    votes: Votes = "one"
    quorum: int = 0
    """The share of those present that must vote, in per cent; 0 for none."""
    tie: TieRule = "facilitator"
    roles: bool = False
    """Whether the scenario's roles are dealt to the delegates."""
    pace: Pace = "at once"

    def needed(self, present: int) -> int:
        """How many votes make a quorum of so many present: rounded up, so that half of five is three."""
        return -(-self.quorum * present // 100)


ALONE = SetUp()
"""One table that votes by hands."""


def seat_of(name: str, written: str) -> Seat:
    """A table from its name and what was written of its delegates: a number, names with commas, or nothing."""
    people = tuple(one.strip() for one in written.split(",") if one.strip())
    if len(people) == 1 and people[0].isdecimal():
        return Seat(name=name.strip(), number=int(people[0]))
    return Seat(name=name.strip(), delegates=people, number=len(people))


def written(seat: Seat) -> str:
    """A table's delegates as they would be written."""
    return ", ".join(seat.delegates) or (str(seat.number) if seat.number else "")


def flaws(setup: SetUp) -> tuple[str, ...]:
    """Everything that is wrong with a set-up, in plain sentences."""
    found = []
    if not 1 <= len(setup.seats) <= MOST_TABLES:
        found.append(f"there are {len(setup.seats)} tables; one to {MOST_TABLES} can play")
    names = [seat.name.strip() for seat in setup.seats]
    if not all(names):
        found.append("a table has no name")
    found += [
        f"two tables are called '{name}'" for name in sorted({one for one in names if one and names.count(one) > 1})
    ]
    if not 0 <= setup.quorum <= 100:
        found.append("the quorum is a share of those present: 0 to 100 per cent")
    for seat in setup.seats:
        twice = sorted({name for name in seat.delegates if seat.delegates.count(name) > 1})
        found += [f"two delegates of {seat.name} are called '{name}'" for name in twice]
    if any(not 0 <= seat.number <= MOST_DELEGATES for seat in setup.seats):
        found.append(f"a table has 0 to {MOST_DELEGATES} delegates")
    return tuple(found)
