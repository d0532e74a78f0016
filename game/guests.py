"""Who is in the room with a phone, and how one gets in. Law: folded from the journal alone; a token is never in it.

A delegate is their token's SHA-256 (`key`), never an address or a connection. Names are unique in the room, and the
name of somebody who was sent away is not given again: their ballots stay theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from game import legible
from game.events import Answered, DoorSet, Event, Joined, LetIn, Locked, Removed

LONGEST_NAME = 40
MOST_ANSWERS = 5
"""What one delegate may say to one question of the hot wash: enough to be heard, too little to flood it."""
LONGEST_ANSWER = 500
UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]"
)
"""Letters and joints that have no shape of their own: with them a name could be empty to the eye, or twice the same."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A delegate with a phone: where they sit, the role's id or nothing, and the key of the phone that is theirs."""

    name: str
    table: int
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Guests:
    """Everybody who is in the room with a phone, and the way in."""

    here: Mapping[str, Guest] = field(default_factory=dict)
    """By name."""
    by_key: Mapping[str, str] = field(default_factory=dict)
    """Names by key."""
    names: frozenset[str] = frozenset()
    """Every name that was ever given here, in lower case."""
    answered: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """What a delegate has answered to a question of the hot wash, by name and the question's number."""
    code: str = ""
    """What is typed to get in."""
    secret: str = ""
    """What the QR code carries."""
    is_locked: bool = False

    def of_key(self, key: str) -> Guest | None:
        """Whose phone this is."""
        name = self.by_key.get(key)
        return self.here[name] if name is not None else None

    def at(self, table: int) -> tuple[Guest, ...]:
        """Who has joined a table."""
        return tuple(guest for guest in self.here.values() if guest.table == table)

    def unique(self, name: str) -> str:
        """The name, or the name with a number where somebody has it: Sam, Sam 2."""
        number = 1
        while (found := name if number == 1 else f"{name[: LONGEST_NAME - 4]} {number}").casefold() in self.names:
            number += 1
        return found


def arrived(events: Iterable[Event]) -> Guests:
    """Who is there after these events."""
    guests = Guests()
    for event in events:
        guests = after(guests, event)
    return guests


def after(guests: Guests, event: Event) -> Guests:
    """Who is there after one more event."""
    match event:
        case DoorSet(code=code, secret=secret):
            return replace(guests, code=code, secret=secret)
        case Locked(is_locked=is_locked):
            return replace(guests, is_locked=is_locked)
        case Joined(delegate=name, table=table, role=role, key=key):
            joined = replace(guests, names=guests.names | {name.casefold()})
            return placed(joined, Guest(name, table, role, key))
        case LetIn(delegate=name, key=key):
            return placed(guests, replace(guests.here[name], key=key))
        case Removed(delegate=name):
            here = {one: guest for one, guest in guests.here.items() if one != name}
            return replace(guests, here=here, by_key=keyed(here))
        case Answered(delegate=name, question=question, text=text) if name:
            said = (*guests.answered.get((name, question), ()), text)
            return replace(guests, answered={**guests.answered, (name, question): said})
        case _:
            return guests


def placed(guests: Guests, guest: Guest) -> Guests:
    """With a guest who is new, or who has another phone."""
    here = {**guests.here, guest.name: guest}
    return replace(guests, here=here, by_key=keyed(here))


def keyed(here: Mapping[str, Guest]) -> dict[str, str]:
    """Names by key."""
    return {guest.key: guest.name for guest in here.values()}


def cleaned(name: str) -> str:
    """A name as it was typed, in one line, without what no paper can hold or nobody can see.

    Two names that look the same to a facilitator are the same, as far as signs without a shape go.
    """
    return legible.line(UNSEEN.sub("", normalize("NFC", name)))


def flaw(name: str) -> str:
    """Why a name, cleaned, cannot be used, or nothing."""
    if not name or not any(letter.isalnum() for letter in name):
        return "type a name first, with at least one letter in it"
    if len(name) > LONGEST_NAME:
        return f"this name has {len(name)} letters; at most {LONGEST_NAME} can be shown"
    return ""
