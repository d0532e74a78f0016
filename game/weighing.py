"""What each choice is worth: expected final meters from every state, worked out backwards over a walk.

Law: everything here follows from the walk and the rules; a value is the mean over equally likely choices and
over chance by its weight.

The standing of a path is the weighted mean of its final meters, each scaled to its range and turned so that
more is better: 0 to 100. Being linear, the standing of expected meters is the expected standing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from game import rules
from game.compiled import State
from game.explore import Move, Visit, Walk, unhurried
from game.scenario import Scenario

Meters: TypeAlias = Sequence[float]
Standing: TypeAlias = Callable[[Meters], float]
NEGLIGIBLE = 1e-9


def standing_of(scenario: Scenario) -> Standing:
    """The function from final meters to the overall standing, 0 to 100."""
    meters = scenario.meters.values()
    total = sum(meter.weight for meter in meters) or 1.0
    factors, constant = [], 0.0
    for meter in meters:
        factor = 100.0 * meter.weight / total / (meter.max - meter.min)
        turned = meter.better == "lower"
        factors.append(-factor if turned else factor)
        constant += factor * meter.max if turned else -factor * meter.min

    def standing(values: Meters) -> float:
        return constant + sum(map(float.__mul__, factors, map(float, values)))

    return standing


@dataclass(slots=True)
class OptionWeight:
    """What was found of one option: how often it was open, how good it was, and whether it was ever the best."""

    open: int = 0
    standing: float = 0.0
    is_ever_best: bool = False
    first: State | None = None


@dataclass(slots=True)
class RoundWeight:
    """What was found of one round: shares are out of the walk's scale for the round."""

    share: int = 0
    spread: float = 0.0
    options: list[OptionWeight] = field(default_factory=list)
    dominated: set[tuple[int, int]] = field(default_factory=set)
    """Pairs (better, worse): worse or equal on every meter wherever both were open."""
    met: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that were open together."""
    differ: set[tuple[int, int]] = field(default_factory=set)
    """Pairs whose values differed somewhere."""


@dataclass(slots=True)
class Leaf:
    """One final outcome of interest: its standing, its ending and the last move to it."""

    standing: float
    ending: int
    state: State
    move: Move


@dataclass(slots=True)
class Weights:
    """The whole of what is known of a walk's values."""

    walk: Walk
    rounds: list[RoundWeight]
    standings: dict[int, list[int]] = field(default_factory=dict)
    """Standing in tenths to [paths, share]."""
    meters: list[dict[int, int]] = field(default_factory=list)
    """For each meter, its final values to shares."""
    hours: dict[float, int] = field(default_factory=dict)
    """Final exercise hours to shares."""
    best: Leaf | None = None
    worst: Leaf | None = None


def weighed(walk: Walk, progress: Callable[[int], None] | None = None) -> Weights:
    """Work out every value, from the last round to the first."""
    rounds = [RoundWeight(options=[OptionWeight() for _ in here.options]) for here in walk.play.rounds]
    weights = Weights(walk, rounds, meters=[{} for _ in walk.play.scenario.meters])
    scale = Scale(weights)
    with unhurried():
        for number in range(len(rounds) - 1, -1, -1):
            for state, visit in walk.layers[number].items():
                scale.weigh(number, state, visit)
            if progress:
                progress(number)
    return weights


class Scale:
    """Weighs states one by one; those of later rounds first."""

    def __init__(self, weights: Weights) -> None:
        scenario = weights.walk.play.scenario
        self.weights = weights
        self.walk = weights.walk
        self.play = weights.walk.play
        self.standing = standing_of(scenario)
        self.signs = [1.0 if meter.better == "higher" else -1.0 for meter in scenario.meters.values()]
        self.values: dict[State, Meters] = {}

    def weigh(self, number: int, state: State, visit: Visit) -> None:
        """One state's expected final meters; what each choice is worth in it is noted on the way."""
        choices = rules.legal(self.play, state)
        if not choices:
            self.values[state] = state.meters
            return
        worths = [self.worth(number, state, visit, choice, len(choices)) for choice in choices]
        self.compare(number, state, visit.share, choices, worths)
        self.values[state] = [sum(column) / len(worths) for column in zip(*worths, strict=True)]

    def worth(self, number: int, state: State, visit: Visit, choice: rules.Choice, among: int) -> Meters:
        """The expected final meters after one choice."""
        parts: list[tuple[float, Meters]] = []
        for branch, following in rules.outcomes(self.play, state, choice):
            if following.round == len(self.play.rounds):
                ratio = self.walk.scales.whole // self.walk.scales.at[number]
                share = visit.share * ratio * branch.weight // (among * branch.total)
                self.arrive(state, Move(number, choice, branch.falls), following, visit.paths, share)
                parts.append((branch.weight / branch.total, following.meters))
            else:
                parts.append((branch.weight / branch.total, self.values[following]))
        if len(parts) == 1:
            return parts[0][1]
        return [sum(part * value[place] for part, value in parts) for place in range(len(state.meters))]

    def arrive(self, state: State, move: Move, final: State, paths: int, share: int) -> None:
        """Note one way in which the exercise ends."""
        weights, value = self.weights, self.standing(final.meters)
        counts = weights.standings.setdefault(round(value * 10), [0, 0])
        counts[0] += paths
        counts[1] += share
        for spread, meter in zip(weights.meters, final.meters, strict=True):
            spread[meter] = spread.get(meter, 0) + share
        weights.hours[final.hours] = weights.hours.get(final.hours, 0) + share
        if weights.best is None or value > weights.best.standing:
            weights.best = Leaf(value, self.play.ending(final), state, move)
        if weights.worst is None or value < weights.worst.standing:
            weights.worst = Leaf(value, self.play.ending(final), state, move)

    def compare(
        self, number: int, state: State, share: int, choices: Sequence[rules.Choice], worths: list[Meters]
    ) -> None:
        """Hold the choices of one state beside each other."""
        found = self.weights.rounds[number]
        standings = [self.standing(worth) for worth in worths]
        found.share += share
        found.spread += share * (max(standings) - min(standings))
        turned = {
            option: [sign * value for sign, value in zip(self.signs, worth, strict=True)]
            for option, worth in by_option(choices, worths).items()
        }
        ranked = {option: self.standing(worth) for option, worth in by_option(choices, worths).items()}
        for option, value in ranked.items():
            note = found.options[option]
            note.open += share
            note.standing += share * value
            note.is_ever_best |= value >= max(ranked.values()) - NEGLIGIBLE
            note.first = note.first or state
        pair_up(found, turned)


def by_option(choices: Sequence[rules.Choice], worths: list[Meters]) -> dict[int, Meters]:
    """What each option is worth: the mean over the choices that hold it; mostly there is one."""
    having: dict[int, list[Meters]] = {}
    for choice, worth in zip(choices, worths, strict=True):
        for option in choice:
            having.setdefault(option, []).append(worth)
    return {
        option: found[0] if len(found) == 1 else [sum(column) / len(found) for column in zip(*found, strict=True)]
        for option, found in having.items()
    }


def pair_up(found: RoundWeight, turned: dict[int, list[float]]) -> None:
    """Note for each ordered pair of options whether the second is still never better. More is better here."""
    for better, first in turned.items():
        for worse, second in turned.items():
            pair = (better, worse)
            if better == worse or (pair in found.met and pair not in found.dominated):
                continue
            if pair not in found.met:
                found.met.add(pair)
                found.dominated.add(pair)
            if any(one > other + NEGLIGIBLE for one, other in zip(second, first, strict=True)):
                found.dominated.discard(pair)
            elif any(other > one + NEGLIGIBLE for one, other in zip(second, first, strict=True)):
                found.differ.add(pair)
