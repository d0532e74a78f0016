"""Where options lead when they skip rounds, and the lanes in which a map draws that.

Law: jumps to one round share a lane, and two lanes never cross the same round in the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Lane:
    """One way past some rounds: whence, whither (the number of rounds stands for the end), and in which place."""

    sources: tuple[tuple[int, int], ...]
    target: int
    place: int

    @property
    def first(self) -> int:
        """The first round with an option that takes it."""
        return self.sources[0][0]

    def passes(self, number: int) -> bool:
        """Whether it runs beside a round without ending there."""
        return self.first < number < self.target


def jumps(scenario: Scenario) -> Iterator[tuple[int, int, int]]:
    """Each option that skips a round: its round, its place in it, and the round it goes to."""
    numbers = {each.id: number for number, each in enumerate(scenario.rounds)} | {"end": len(scenario.rounds)}
    for number, each in enumerate(scenario.rounds):
        for place, option in enumerate(each.options):
            target = numbers.get(option.next, number + 1)
            if target > number + 1:
                yield number, place, target


def lanes(scenario: Scenario) -> tuple[Lane, ...]:
    """Every jump, in as few lanes as go beside one another, the shorter nearer to the rounds."""
    leading: dict[int, list[tuple[int, int]]] = {}
    for number, place, target in jumps(scenario):
        leading.setdefault(target, []).append((number, place))
    laid: list[Lane] = []
    for target, sources in sorted(leading.items(), key=lambda item: (item[0] - item[1][0][0], item[0])):
        first = sources[0][0]
        taken = {lane.place for lane in laid if lane.first < target and first < lane.target}
        free = next(place for place in range(len(laid) + 1) if place not in taken)
        laid.append(Lane(tuple(sources), target, free))
    return tuple(laid)
