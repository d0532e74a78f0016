"""Several tables side by side: where each stands now, and what each made of a round.

Law: what a table has not decided yet is never said; a table that a round did not reach says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from game import tables, views
from game.phases import SHOWN, UNSHOWN, Phase
from game.seen import Seen
from game.tables import Table
from game.views import MeterView

DOING = {
    Phase.OPENING: "not begun",
    Phase.DISCUSSING: "talking",
    Phase.VOTING: "voting",
    Phase.CLOSED: "vote closed, not shown yet",
    Phase.FIRST: "first vote shown, talking",
    Phase.COUNTED: "vote shown",
    Phase.TIED: "tied",
    Phase.SHORT: "no quorum",
    Phase.OUTCOME: "decided",
    Phase.ENDED: "at the end",
}
"""What a table is doing, in words."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One table in a line: where it is, what it does, how many have voted."""

    table: int
    name: str
    round: int
    """The round on its screen, counted from 1."""
    phase: Phase
    voted: int
    present: int

    @property
    def doing(self) -> str:
        """What it does, in words; during a vote how many have voted, never how."""
        if self.phase not in UNSHOWN:
            return DOING[self.phase]
        return f"{DOING[self.phase]}, {self.voted}{f' of {self.present}' if self.present else ''} voted"

    @property
    def sentence(self) -> str:
        """The line as it is read."""
        place = "" if self.phase in (Phase.OPENING, Phase.ENDED) else f"round {self.round}, "
        return f"{self.name}: {place}{self.doing}"


@dataclass(frozen=True, slots=True)
class Stood:
    """What one table made of a round; without a decision it has not decided it, or never met it."""

    table: int
    name: str
    decision: str = ""
    how: str = ""
    why_not: str = ""
    """Why there is no decision, in words."""
    meters: tuple[MeterView, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One round at every table."""

    round: str
    number: int
    title: str
    tables: tuple[Stood, ...]
    is_complete: bool
    """Whether no table still has it before it."""


def glances(seen: Seen) -> tuple[Glance, ...]:
    """Every table at a glance."""
    return tuple(glance(seen, number) for number in range(len(seen.tables)))


def glance(seen: Seen, number: int) -> Glance:
    """One table at a glance."""
    table = seen.tables[number]
    place = tables.current_state(table).round + 1
    voted = table.tally.voters if table.tally and table.phase in SHOWN else table.vote.voters
    return Glance(number, table.setup.seats[number].name, place, table.phase, voted, table.present)


def compared_rounds(seen: Seen) -> tuple[Compared, ...]:
    """The rounds that at least one table has decided, in order."""
    decided = {turn.decision.round for table in seen.tables for turn in table.turns}
    return tuple(compared(seen, each.id) for each in seen.play.scenario.rounds if each.id in decided)


def compared(seen: Seen, round_id: str) -> Compared:
    """One round at every table. Raises KeyError for a round the scenario lacks."""
    number = tables.round_number(seen.play, round_id)
    stood = tuple(stood_at(seen, place, number) for place in range(len(seen.tables)))
    waiting = any(is_before(table, number) for table in seen.tables)
    return Compared(round_id, number + 1, seen.play.scenario.rounds[number].title, stood, not waiting)


def stood_at(seen: Seen, place: int, number: int) -> Stood:
    """What one table made of the round with this number, counted from 0."""
    table = seen.tables[place]
    name = table.setup.seats[place].name
    turn = next((turn for turn in table.turns if turn.before.round == number), None)
    if turn is None:
        why_not = "has not decided yet" if is_before(table, number) else "did not meet this round"
        return Stood(place, name, why_not=why_not)
    outcome = views.outcome_of(seen.play, turn)
    scenario = seen.play.scenario
    pairs = zip(scenario.meters.values(), turn.after.meters, turn.before.meters, strict=True)
    meters = tuple(views.meter_of(meter, value, before) for meter, value, before in pairs)
    return Stood(place, name, outcome.option, outcome.how, meters=meters)


def is_before(table: Table, number: int) -> bool:
    """Whether a table may still decide the round with this number."""
    played = any(turn.before.round == number for turn in table.turns)
    return not played and table.phase is not Phase.ENDED and table.state.round <= number


def is_behind(one: Glance, here: Glance) -> bool:
    """Whether a table has still to decide what another has decided."""
    if one.phase is Phase.ENDED or here.phase is not Phase.OUTCOME:
        return False
    return one.round < here.round or (one.round == here.round and one.phase is not Phase.OUTCOME)
