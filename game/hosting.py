"""The room for phones and the wall, as those who run a workshop hold it: where it is, who has joined, who knocks.

Law: nothing of the server is known here. A room that cannot be opened is a sentence, and the workshop goes on by hands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the console's first screen has no time for them
    from game.session import Session
    from game.slides import Showing

PATIENCE = 60.0
"""Seconds with nobody joined after which it is said what may stand in the way."""
ISOLATED = (
    "Nobody has joined yet. Guest Wi-Fi often keeps phones from laptops, and so may the firewall. Put all on a hotspot"
    " of this laptop or of a phone, or count hands."
)
"""What to do where phones do not reach this computer."""


class Knock(Protocol):
    """A phone that asks to be let in as a delegate who has joined already."""

    @property
    def number(self) -> int:
        """By which it is let in or turned away."""

    @property
    def delegate(self) -> str:
        """Whom it says it is."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What is known of the phones that answer the polls of a briefing: how they come in, and what they say so far."""

    code: str
    """What they type."""
    phones: int = 0
    """How many have come in."""
    answers: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """How many say what, by slide, for each answer in order."""


class Room(Protocol):
    """The server for phones and the wall. Its listeners are called in the server's own thread."""

    listeners: list[Callable[[], None]]

    def start(self) -> None:
        """Listen; raises an error whose words are one sentence where that is not possible."""

    def stop(self) -> None:
        """Let go of the port."""

    def show(self, session: Session | None) -> None:
        """Let phones and the wall follow this session."""

    def slide(self, slide: Showing | None) -> None:
        """Show a slide of a briefing on the wall, without its notes."""

    def choose(self, address: str) -> None:
        """Say this address to phones from now on."""

    def change_code(self) -> None:
        """A new code; the one before lets nobody in any more."""

    def admit(self, number: int) -> None:
        """Let a phone that knocks in; the delegate's other phone is out."""

    def refuse(self, number: int) -> None:
        """Turn a phone that knocks away."""

    @property
    def address(self) -> str:
        """What phones type."""

    @property
    def addresses(self) -> Sequence[str]:
        """Every address that phones may reach, likeliest first."""

    @property
    def join_url(self) -> str:
        """What the QR code says: with the long secret, so that nobody types a code."""

    @property
    def port(self) -> int:
        """Where it listens."""

    @property
    def wall_key(self) -> str:
        """What nobody can guess in the wall's address."""

    @property
    def wall_url(self) -> str:
        """The wall's page."""

    @property
    def waiting(self) -> Sequence[Knock]:
        """Phones that ask to be let in."""

    @property
    def trouble(self) -> str:
        """What the facilitator should know, such as many wrong codes; or nothing."""

    @property
    def live(self) -> Mapping[str, int]:
        """How many open pages each delegate has."""

    @property
    def polled(self) -> Polled | None:
        """What phones answer in a briefing; nothing where none are let in."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """A delegate who has joined with a phone."""

    name: str
    role: str
    """The role's title; nothing where none is dealt."""
    is_live: bool
    """Whether a page of theirs is open now."""

    @property
    def sentence(self) -> str:
        """Who it is, and whether they are there."""
        role = f", {self.role}" if self.role else ""
        return f"{self.name}{role}: {'here' if self.is_live else 'no page open now'}"


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has joined at one table."""

    table: int
    name: str
    present: int
    """How many are there, joined or not; 0 where nobody knows."""
    delegates: tuple[Delegate, ...]

    @property
    def share(self) -> str:
        """How many have joined, in short: 9/12."""
        return f"{len(self.delegates)}/{self.present}" if self.present else str(len(self.delegates))

    @property
    def sentence(self) -> str:
        """How many have joined, and how many of them have a page open."""
        of = f" of {self.present}" if self.present > len(self.delegates) else ""
        live = sum(one.is_live for one in self.delegates)
        here = f", {live} with the page open" if self.delegates else ""
        return f"{self.name}: {len(self.delegates)}{of} joined{here}"


def presences(session: Session, live: Mapping[str, int]) -> tuple[Presence, ...]:
    """Who has joined, table by table."""
    roles = session.play.scenario.roles
    return tuple(
        Presence(
            table=number,
            name=table.setup.seats[number].name,
            present=table.present,
            delegates=tuple(
                Delegate(one.name, roles[one.role].title if one.role else "", bool(live.get(one.name)))
                for one in session.guests.at(number)
            ),
        )
        for number, table in enumerate(session.tables)
    )


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is to be said of a room now: to those who join, and to the facilitator."""

    wall: str = ""
    """The address of the wall; nothing where there is none."""
    address: str = ""
    """What phones type, without its beginning; nothing where no phones are let in."""
    code: str = ""
    link: str = ""
    """What the QR code says."""
    is_locked: bool = False
    presences: tuple[Presence, ...] = ()
    advice: str = ""
    """What to do, once nobody has joined for a while."""
    news: str = ""
    """What the facilitator has to see now: a phone that knocks, or trouble."""
    polled: Polled | None = None
    """What phones answer in a briefing; nothing where none are asked."""
    is_opening: bool = False
    """Whether the room is being opened, so that nothing else is known yet."""
    refusal: str = ""
    """Why it could not be opened."""

    @property
    def joined(self) -> int:
        """How many have joined."""
        return sum(len(one.delegates) for one in self.presences)

    @property
    def sentence(self) -> str:
        """How many have joined, of how many; in a briefing, how many phones are in."""
        if self.polled:
            number = self.polled.phones
            return f"{number or 'No'} phone{'s are' if number > 1 else ' is'} in{'' if number else ' yet'}"
        present = sum(one.present for one in self.presences)
        of = f" of {present}" if present > self.joined else ""
        has = "has" if self.joined == 1 and not of else "have"
        return f"{self.joined}{of} {has} joined" if self.joined else "Nobody has joined yet"


def invitation(room: Room, session: Session | None, has_phones: bool, waited: float) -> Invitation:
    """What is to be said of a room that has been open for so many seconds."""
    if session is None and has_phones and room.polled:
        return briefed(room, room.polled, waited)
    if session is None or not has_phones:
        return Invitation(wall=room.wall_url)
    found = presences(session, room.live)
    is_slow = waited >= PATIENCE and not (session.guests.here or session.guests.is_locked)
    return Invitation(
        wall=room.wall_url,
        address=room.address.removeprefix("http://"),
        code=spaced(session.guests.code),
        link=room.join_url,
        is_locked=session.guests.is_locked,
        presences=found,
        advice=ISOLATED if is_slow else "",
        news=news(room),
    )


def briefed(room: Room, polled: Polled, waited: float) -> Invitation:
    """The same for a briefing whose polls phones answer."""
    return Invitation(
        wall=room.wall_url,
        address=room.address.removeprefix("http://"),
        code=spaced(polled.code),
        link=room.join_url,
        advice=ISOLATED if waited >= PATIENCE and not polled.phones else "",
        polled=polled,
        news=news(room),
    )


def spaced(code: str) -> str:
    """A code in two halves, as people read one out."""
    half = -(-len(code) // 2)
    return f"{code[:half]} {code[half:]}" if len(code) > 4 else code


def news(room: Room) -> str:
    """What the facilitator has to see now, in a sentence."""
    waiting = tuple(room.waiting)
    if not waiting:
        return room.trouble
    more = f"; {len(waiting)} phones wait" if len(waiting) > 1 else ""
    return f"A new phone asks to be let in as {waiting[0].delegate}{more}"
