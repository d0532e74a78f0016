"""Every path through a scenario, exactly: walked with the rules of the workshop, equal states merged.

Law: a sample is never passed off as proof; what is exact is exact to the last path, in whole numbers.

A path is the sequence of choices and of how chance fell. Its probability is the product, over its rounds, of
one over the number of legal choices and of the weight of the branch. A share is a whole number out of
`Scales.whole`, so that shares add up exactly and only the last step to a percentage is rounded.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import comb, lcm, prod
from typing import NamedTuple, TypeAlias

from game import rules
from game.compiled import Compiled, Decision, State
from game.rules import Choice, Falls

MAX_STATES = 600_000
Progress: TypeAlias = Callable[[int, int], None]
"""Told the round being walked and the number of states met so far."""


class TooLarge(Exception):
    """There are more states than can be walked exactly."""


class Move(NamedTuple):
    """One step of a path: a round, what was chosen in it and how chance fell."""

    round: int
    choice: Choice
    falls: Falls


Path: TypeAlias = tuple[Move, ...]


class Visit:
    """A state that was met: by how many paths, with what share, and whence first."""

    __slots__ = ("by", "came_from", "paths", "share")

    def __init__(self, came_from: State | None, by: Move | None) -> None:
        self.came_from = came_from
        self.by = by
        self.paths = 0
        self.share = 0


@dataclass(frozen=True, slots=True)
class Scales:
    """What shares are out of: `at[n]` for states in round n, the last for the end."""

    at: tuple[int, ...]

    @property
    def whole(self) -> int:
        """What the shares of endings are out of."""
        return self.at[-1]


@dataclass(slots=True)
class End:
    """All paths that end alike: how many, with what share, and where the first of them was decided."""

    paths: int = 0
    share: int = 0
    last: tuple[State, Move] | None = None


@dataclass(slots=True)
class Walk:
    """What a walk over every path found."""

    play: Compiled
    scales: Scales
    layers: list[dict[State, Visit]]
    """For each round, every state in which it is played."""
    ends: dict[tuple[int, tuple[tuple[int, float], ...]], End] = field(default_factory=dict)
    """The ends, by ending and clocks."""
    stuck: list[State] = field(default_factory=list)
    """States in which nothing can be chosen."""
    turns: int = 0
    """How many choices were walked."""

    @property
    def paths(self) -> int:
        """The number of complete paths."""
        return sum(end.paths for end in self.ends.values())


def scaled(play: Compiled) -> Scales:
    """Whole numbers big enough that every division by a number of choices or of chances comes out even."""
    between = prod(sum(reaction.odds) for reaction in play.happenings if reaction.odds)
    at = [1]
    for here in play.rounds:
        luck = prod(sum(option.odds) for option in here.options if option.odds)
        at.append(at[-1] * lcm(*range(1, most_choices(here) + 1)) * luck * between)
    return Scales(tuple(at))


def most_choices(here: Decision) -> int:
    """How many choices a round can offer at the most."""
    if not here.up_to:
        return len(here.options)
    return sum(comb(len(here.options), size) for size in range(here.up_to + 1))


def walked(play: Compiled, progress: Progress | None = None, most: int = MAX_STATES) -> Walk:
    """Walk every path of a forgetfully compiled scenario. Raises TooLarge above `most` states."""
    scales = scaled(play)
    walk = Walk(play, scales, [{} for _ in play.rounds])
    start = rules.begin(play)
    if rules.is_over(play, start):
        walk.ends[(play.ending(start), start.clocks)] = End(1, scales.whole)
        return walk
    first = walk.layers[start.round][start] = Visit(None, None)
    first.paths, first.share = 1, scales.at[start.round]
    with unhurried():
        for number, layer in enumerate(walk.layers):
            step(walk, number, layer, most)
            met = sum(map(len, walk.layers))
            if met > most:
                raise TooLarge(f"more than {most:,} different states")
            if progress:
                progress(number + 1, met)
    return walk


@contextmanager
def unhurried() -> Iterator[None]:
    """Without Python's search for reference cycles: a walk makes millions of values and not one cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def step(walk: Walk, number: int, layer: dict[State, Visit], most: int) -> None:
    """Every choice from every state of one round, every way chance may fall. Raises TooLarge."""
    play, at, layers, ends, over = walk.play, walk.scales.at, walk.layers, walk.ends, len(walk.layers)
    legal, turned, unfolded, ending = rules.legal, rules.turned, rules.unfolded, play.ending
    sure, has_luck = rules.SURE, play.rounds[number].has_luck
    ratios = [scale // at[number] for scale in at]
    following_layer = layers[number + 1] if number + 1 < over else {}
    there: Visit | End | None
    endings = len(play.scenario.endings)
    clockless = None if play.clocks else [*((which, ()) for which in range(endings)), (-1, ())]
    for state, visit in layer.items():
        choices = legal(play, state)
        if not choices:
            walk.stuck.append(state)
            continue
        walk.turns += len(choices)
        if len(following_layer) > most:
            raise TooLarge(f"more than {most:,} different states")
        paths, share, among = visit.paths, visit.share, len(choices)
        usual = share * ratios[number + 1] // among
        for choice in choices:
            # What rules.outcomes does, without a call for each of millions of choices.
            for branch, following in (
                turned(play, state, choice) if has_luck else ((sure, unfolded(play, state, choice)),)
            ):
                target, part = following[0], usual
                if has_luck or target != number + 1:
                    part = share * ratios[target] * branch.weight // (among * branch.total)
                if target == over:
                    which = ending(following)
                    key = clockless[which] if clockless else (which, following[4])
                    if (there := ends.get(key)) is None:
                        there = ends[key] = End(last=(state, Move(number, choice, branch.falls)))
                elif (there := layers[target].get(following)) is None:
                    there = layers[target][following] = Visit(state, Move(number, choice, branch.falls))
                there.paths += paths
                there.share += part
