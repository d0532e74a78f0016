"""Which delegate plays which role. Law: pure; the same seed, table and names always deal the same."""

from __future__ import annotations

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


def dealt(scenario: Scenario, seed: int, number: int, seat: Seat) -> tuple[Dealt, ...]:
    """The roles of a table, dealt to its delegates; those with a casting vote go first, so that one is always there.

    Where nobody's name is known, each role goes to "delegate 1", "delegate 2" and so on, as they sit.
    """
    names = list(seat.delegates or (f"delegate {place + 1}" for place in range(seat.number or len(scenario.roles))))
    chance = Random(int.from_bytes(sha256(f"{seed}/{number}/roles".encode()).digest()[:8]))
    if seat.delegates:
        chance.shuffle(names)
    roles = sorted(scenario.roles.items(), key=lambda one: not one[1].casting_vote)
    held: dict[str, list[str]] = {identifier: [] for identifier, _ in roles}
    for place, name in enumerate(names):
        if roles:
            held[roles[place % len(roles)][0]].append(name)
    return tuple(Dealt(id, scenario.roles[id], tuple(held[id])) for id in scenario.roles)
