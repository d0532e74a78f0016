"""Phones and wall in lines of text: what is said of the room, and the words that do something about it.

Law: the same values and the same commands as on the console's screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from game import qr
from game.held import Refusal
from game.host import Host
from game.hosting import Invitation, Knock, Room
from game.session import Session

HELP = """\
room             how phones join, who has, and the wall's address; qr draws the square that cameras read
let in 1, turn away 1            answer a phone that asks to be let in, by its number
send away Sam, lock, unlock      send a delegate away; let nobody else join, or let people join again
new code, address 2              another code; another address of this computer for phones
blank            blank the wall, or show it again"""

Order: TypeAlias = Callable[[Session, Host | None, str], Iterator[str]]
"""What a word does: the rest of the line in, what is to be said out. Raises Refusal."""
BriefingOrder: TypeAlias = Callable[[None, Host | None, str], Iterator[str]]
"""The same without a session."""


def welcome(host: Host | None) -> Iterator[str]:
    """What is said before the first prompt."""
    said = host.invitation() if host else None
    if said is None:
        return
    if said.refusal:
        yield f"{said.refusal}{' Phones cannot be used now: count hands.' if host and host.is_by_hands else ''}"
    if said.address:
        yield f"Phones join at {said.address} with the code {said.code}. Type room for who has joined."
    if said.wall:
        yield f"The wall: {said.wall}"


def news(host: Host | None) -> str:
    """What the facilitator has to know now, or nothing."""
    said = host.invitation() if host else None
    if said is None:
        return ""
    return f"{said.news}. Type room." if said.news else said.advice


def room(_session: Session | None, host: Host | None, _rest: str) -> Iterator[str]:
    """Everything that there is to say."""
    here, said = opened(host)
    if said.address:
        yield f"Phones join at {said.address} with the code {said.code}. {said.sentence}."
        yield from ("The room is locked: nobody else can join.",) if said.is_locked else ()
        for presence in said.presences:
            yield presence.sentence
            yield from (f"  {one.sentence}" for one in presence.delegates)
        yield from (f"{place}. Asks to be let in as {one.delegate}." for place, one in enumerate(here.waiting, 1))
        yield from (f"Address {place}: {one}" for place, one in enumerate(here.addresses, 1))
        yield from filter(None, (here.trouble, said.advice))
    else:
        yield "No phones are let in: this workshop counts hands."
    yield from (f"The wall: {said.wall}",) if said.wall else ()


def square(_session: Session | None, host: Host | None, _rest: str) -> Iterator[str]:
    """The QR code, for a terminal whose background is dark."""
    _, said = for_phones(host)
    yield from qr.rows(said.link, inverse=True)


def answer(_session: Session, host: Host | None, rest: str) -> Iterator[str]:
    """Let a phone in."""
    here, knock = knocking(host, rest, "in", "let in 1")
    here.admit(knock.number)
    yield f"{knock.delegate} goes on with the new phone."


def turn(_session: Session, host: Host | None, rest: str) -> Iterator[str]:
    """Turn a phone away."""
    here, knock = knocking(host, rest, "away", "turn away 1")
    here.refuse(knock.number)
    yield "That phone is turned away."


def knocking(host: Host | None, rest: str, particle: str, example: str) -> tuple[Room, Knock]:
    """The phone that a line means, by its place among those that wait."""
    here, _ = for_phones(host)
    number = rest.removeprefix(particle).strip()
    if not number.isdecimal() or not 0 < int(number) <= len(here.waiting):
        raise Refusal(f"type {example} for a phone that waits; room lists them")
    return here, here.waiting[int(number) - 1]


def send(session: Session, host: Host | None, rest: str) -> Iterator[str]:
    """Send a delegate away."""
    for_phones(host)
    name = rest.removeprefix("away").strip()
    session.remove(name)
    yield f"{name} is sent away. What they voted in a vote that is not shown yet does not count."


def lock(session: Session, _host: Host | None, _rest: str) -> Iterator[str]:
    """Let nobody else in."""
    session.lock_room(True)
    yield "The room is locked: nobody else can join."


def unlock(session: Session, _host: Host | None, _rest: str) -> Iterator[str]:
    """Let people in again."""
    session.lock_room(False)
    yield "The room is open: people can join again."


def change(_session: Session | None, host: Host | None, rest: str) -> Iterator[str]:
    """Another code."""
    here, _ = for_phones(host)
    if rest != "code":
        raise Refusal("type new code for another code")
    here.change_code()
    yield f"The code is {for_phones(host)[1].code} now. Who has joined stays in."


def address(_session: Session | None, host: Host | None, rest: str) -> Iterator[str]:
    """Another address."""
    here, _ = for_phones(host)
    if not rest.isdecimal() or not 0 < int(rest) <= len(here.addresses):
        raise Refusal("type address and a number; room lists them")
    assert host is not None
    host.choose(here.addresses[int(rest) - 1])
    yield f"Phones join at {for_phones(host)[1].address} now."


def blank(session: Session, _host: Host | None, _rest: str) -> Iterator[str]:
    """Nothing on the wall, or all of it again."""
    session.blank(not session.is_blank)
    yield "The wall is blank." if session.is_blank else "The wall shows the workshop again."


def opened(host: Host | None) -> tuple[Room, Invitation]:
    """The room there is, with what is to be said of it. Raises Refusal where there is none."""
    said = host.invitation() if host else None
    if host is None or host.room is None or said is None:
        raise Refusal("nothing is served to phones or a wall here")
    return host.room, said


def for_phones(host: Host | None) -> tuple[Room, Invitation]:
    """The same where phones are let in."""
    here, said = opened(host)
    if not said.address:
        raise Refusal("no phones are let in: this workshop counts hands")
    return here, said


ORDERS: dict[str, Order] = {
    "room": room,
    "qr": square,
    "let": answer,
    "turn": turn,
    "send": send,
    "lock": lock,
    "unlock": unlock,
    "new": change,
    "address": address,
    "blank": blank,
}
"""What a line that begins with one of these words does."""

BRIEFING_ORDERS: dict[str, BriefingOrder] = {"room": room, "qr": square, "new": change, "address": address}
"""The same in a briefing, where nobody has a name."""
