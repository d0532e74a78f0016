"""Made-up delegates, so that a facilitator can practise the night before: each votes by a temperament of its own.

Law: the same seed gives the same delegates and the same votes; they know what is on the screen and nothing else of
the story. They are there to make work for a facilitator (ties, latecomers, changes of mind), not to play well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from game import rules, tables
from game.compiled import Compiled
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session
from game.tables import Table

TEMPERAMENTS = {
    "eager": "votes at once for what does most for one thing it cares about",
    "careful": "looks at every meter, and votes for what costs least",
    "undecided": "votes at random, and changes its mind",
    "follower": "waits, and joins what most have chosen",
    "contrary": "waits, and joins what fewest have chosen",
    "absent": "misses every third vote",
}
"""The temperaments, and what each does."""
NAMES = ("Ade", "Bea", "Cal", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jem", "Kit", "Liv")


@dataclass(frozen=True, slots=True)
class Delegate:
    """A made-up delegate: its name, its temperament, and the place of the meter it cares about."""

    name: str
    temperament: str
    cares_for: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote to be cast: how long after the one before it in seconds, by whom, for what."""

    pause: float
    delegate: str
    choice: tuple[str, ...]


def setup(number: int = 1, delegates: int = 8, votes: str = "one") -> SetUp:
    """A room of made-up delegates that vote by ballot, with a quorum of half, messages one by one."""
    seats = tuple(
        Seat(name=f"Table {place + 1}", delegates=tuple(names_at(place, delegates)), number=delegates)
        for place in range(number)
    )
    return SetUp(seats=seats, voting="phones", votes="two" if votes == "two" else "one", quorum=50, pace="one by one")


def names_at(table: int, number: int) -> Iterator[str]:
    """The names of the delegates of one table, all different."""
    for place in range(number):
        lap = place // len(NAMES)
        yield f"{NAMES[(place + 5 * table) % len(NAMES)]}{f' {lap + 1}' if lap else ''}"


def delegates_of(play: Compiled, seed: int, number: int, seat: Seat) -> tuple[Delegate, ...]:
    """Who sits at a table: every temperament comes round before one comes twice."""
    chance = drawn(seed, "delegates", number)
    order = [*TEMPERAMENTS]
    chance.shuffle(order)
    meters = len(play.scenario.meters)
    return tuple(
        Delegate(name, order[place % len(order)], chance.randrange(meters)) for place, name in enumerate(seat.delegates)
    )


def ballots(seen: Session, number: int) -> tuple[Ballot, ...]:
    """The votes that a table's delegates will cast in the vote that is open, in the order in which they come."""
    table, seat = seen.tables[number], seen.setup.seats[number]
    here = tables.current_round(seen.play, table)
    again = "again" if table.vote.first or table.vote.again else "first"
    chance = drawn(seen.seed, "votes", number, here.id, again)
    cast: list[Ballot] = []
    everyone = delegates_of(seen.play, seen.seed, number, seat)
    waits = ("follower", "contrary")
    for delegate in sorted(everyone, key=lambda one: (one.temperament in waits, chance.random())):
        if delegate.temperament == "absent" and chance.random() < 1 / 3:
            continue
        choice = chosen(seen.play, table, delegate, [one.choice for one in cast], chance)
        cast.append(Ballot(round(chance.uniform(0.2, 1.4), 2), delegate.name, choice))
        if delegate.temperament == "undecided" and chance.random() < 0.5:
            other = chosen(seen.play, table, delegate, [], chance)
            cast.append(Ballot(round(chance.uniform(0.5, 2.0), 2), delegate.name, other))
    return tuple(cast)


def chosen(
    play: Compiled, table: Table, delegate: Delegate, cast: Sequence[tuple[str, ...]], chance: Random
) -> tuple[str, ...]:
    """What a delegate votes for."""
    options = play.scenario.rounds[table.state.round].options
    possible = [tuple(options[place].id for place in choice) for choice in rules.legal(play, table.state)]
    match delegate.temperament:
        case "eager":
            return max(possible, key=lambda one: (gain(play, table, one, delegate.cares_for), one))
        case "careful":
            return max(possible, key=lambda one: (worst(play, table, one), one))
        case "follower" if cast:
            return max(possible, key=lambda one: (cast.count(one), one))
        case "contrary" if cast:
            return min(possible, key=lambda one: (cast.count(one), one))
        case _:
            return chance.choice(possible)


def gain(play: Compiled, table: Table, choice: tuple[str, ...], meter: int) -> float:
    """What a choice is expected to do at once to a meter, in parts of its range, more being better."""
    state = table.state
    here = list(play.scenario.meters.values())[meter]
    positions = tables.positions_of(play, state, choice)
    expected = sum(
        branch.weight / branch.total * rules.after(play, state, positions, branch.falls).meters[meter]
        for branch in rules.branches(play, state, positions)
    )
    change = (expected - state.meters[meter]) / (here.max - here.min)
    return change if here.better == "higher" else -change


def worst(play: Compiled, table: Table, choice: tuple[str, ...]) -> float:
    """What a choice does to the meter that it hurts most."""
    return min(gain(play, table, choice, meter) for meter in range(len(play.scenario.meters)))


def cast_all(seen: Session, number: int) -> None:
    """Every delegate of a table votes, one after the other; those who change their mind do."""
    for ballot in ballots(seen, number):
        if seen.tables[number].phase is Phase.VOTING:
            seen.vote(ballot.delegate, ballot.choice, number)


def drawn(seed: int, *what: object) -> Random:
    """Chance for one thing."""
    return Random(int.from_bytes(sha256(f"{seed}/{what}".encode()).digest()[:8]))
