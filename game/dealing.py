"""Which delegate plays which role. Law: pure; the same seed, table and names always deal the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from game.scenario import Role, Scenario
from game.seating import Seat


@dataclass(frozen=True, slots=True)
class Dealt:
    """A role, its id, and who plays it: names, or how many more than names are known."""

    id: str
    role: Role
    to: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who plays what, in a line: Chief executive, with the casting vote: Ann and Ben."""
        casting = ", with the casting vote" if self.role.casting_vote else ""
        return f"{self.role.title}{casting}: {self.holders}"

    @property
    def heading(self) -> str:
        """What stands before the card's words: Chief executive (Ann and Ben, casting vote)."""
        casting = ", casting vote" if self.role.casting_vote else ""
        return f"{self.role.title} ({self.holders}{casting})"

    @property
    def holders(self) -> str:
        """Who plays it, in words."""
        return " and ".join(self.to) or "nobody"


def dealt(
    scenario: Scenario, seed: int, number: int, seat: Seat, joined: Mapping[str, str] | None = None
) -> tuple[Dealt, ...]:
    """The roles of a table, dealt to its delegates; those with a casting vote go first, so that one is always there.

    `joined` are those with a phone, by name, with the role each has. Where nobody's name is known and nobody has
    joined, each role goes to "delegate 1", "delegate 2" and so on, as they sit.
    """
    here = joined or {}
    known = seat.delegates or here
    names = list(seat.delegates or (f"delegate {place + 1}" for place in range(seat.number or len(scenario.roles))))
    chance = Random(int.from_bytes(sha256(f"{seed}/{number}/roles".encode()).digest()[:8]))
    if seat.delegates:
        chance.shuffle(names)
    roles = in_turn(scenario)
    held: dict[str, list[str]] = {identifier: [] for identifier in roles}
    for place, name in enumerate(names):
        if roles and name not in here and (seat.delegates or not known):
            held[roles[place % len(roles)]].append(name)
    for name, role in here.items():
        if role in held:
            held[role].append(name)
    return tuple(Dealt(id, scenario.roles[id], tuple(held[id])) for id in scenario.roles)


def in_turn(scenario: Scenario) -> tuple[str, ...]:
    """The roles in the order in which they are dealt, by id."""
    return tuple(sorted(scenario.roles, key=lambda one: not scenario.roles[one].casting_vote))


def next_role(scenario: Scenario, seed: int, number: int, seat: Seat, joined: Mapping[str, str], name: str) -> str:
    """The role for a delegate who joins: their own where the set-up names them, else one that the fewest have."""
    for one in dealt(scenario, seed, number, seat):
        if name in seat.delegates and name in one.to:
            return one.id
    held = (
        {one.id: len(one.to) for one in dealt(scenario, seed, number, seat, joined)} if joined or seat.delegates else {}
    )
    return min(in_turn(scenario), key=lambda one: held.get(one, 0))
