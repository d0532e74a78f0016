"""One table's progress as a value: events in, the next value out.

Law: everything that can be derived is derived here, so that a journal replayed gives the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, TypeVar

from game import rules
from game.compiled import Compiled, State
from game.events import (
    Begun,
    Decided,
    Delivered,
    Event,
    HandsCounted,
    Joined,
    LetIn,
    MovedOn,
    Noted,
    Opened,
    Present,
    Removed,
    Revealed,
    TableEvent,
    TieBroken,
    Undone,
    VoteClosed,
    Voted,
    VoteOpened,
    VoteReopened,
)
from game.phases import JUDGED, UNSHOWN, Phase
from game.scenario import Inject, Option, Round
from game.seating import ALONE, SetUp
from game.voting import Result, Tally, of_ballots, result, tallied, together

T = TypeVar("T")
Lost: TypeAlias = Literal["", "vote", "decision"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One round as it was decided: the state before and after, the votes, and the decision."""

    before: State
    after: State
    tally: Tally
    decision: Decided
    first: Tally | None = None
    """The first of two votes."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that is being taken: ballots by delegate, hands beside them, and how it fell once it is shown."""

    ballots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hands: Tally | None = None
    first: Tally | None = None
    """How the first of two votes fell."""
    again: bool = False
    """Whether this vote was called because the one before was tied."""
    present: int = 0
    """How many could vote: those there when it opened, and who joined before it closed. A quorum is a share of them."""

    def tally(self, options: tuple[str, ...]) -> Tally:
        """Ballots and hands together."""
        ballots = of_ballots(self.ballots.values(), options)
        return together(ballots, self.hands) if self.hands else ballots

    @property
    def voters(self) -> int:
        """How many have voted so far."""
        return len(self.ballots) + (self.hands.voters if self.hands else 0)


@dataclass(frozen=True, slots=True)
class Table:
    """Where one table is. `state` is the state at the start of the current round until that is decided."""

    phase: Phase
    state: State
    setup: SetUp = ALONE
    number: int = 0
    """How many sit here, as the facilitator has counted; 0 where nobody has."""
    vote: Vote = Vote()
    tally: Tally | None = None
    """How the vote fell, once it is shown."""
    broken: tuple[tuple[str, str], ...] = ()
    """The options that a broken tie preferred in this round, each with the reason."""
    delivered: tuple[str, ...] = ()
    """The messages that waited in this round and have arrived, by id."""
    notes: tuple[Noted, ...] = ()
    """Reasons and dissent, of every round that stands."""
    turns: tuple[Turn, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    """Who is here with a phone, by name, each with the role's id or nothing."""
    votes: int = 0
    """How many votes were ever opened here, so that a ballot can say which one it answers."""
    undone: Lost = ""
    """What was undone in the round on the screen: a decision, or a vote that nothing was decided on."""

    @property
    def present(self) -> int:
        """How many are here: as counted, or more where more have joined; 0 where nobody knows."""
        return max(self.number, len(self.joined))

    @property
    def needed(self) -> int:
        """How many votes make a quorum now, or in the vote on the screen."""
        return self.setup.needed(self.vote.present if self.phase in VOTE_IS_ON else self.present)


VOTE_IS_ON = (*UNSHOWN, *JUDGED)
"""The phases that belong to a vote."""
CORRECTED = (Phase.COUNTED, Phase.SHORT)
"""Where hands that are counted again correct the vote that is shown, whose ballots stay."""


def room(play: Compiled, setup: SetUp) -> tuple[Table, ...]:
    """Every table before the exercise begins."""
    return tuple(Table(Phase.OPENING, rules.begin(play), setup, seat.size) for seat in setup.seats)


def replayed(play: Compiled, events: Iterable[Event]) -> tuple[Table, ...]:
    """The tables that these events lead to; the first of them opened the session."""
    tables: list[Table] = []
    for event in events:
        if isinstance(event, Opened):
            tables = list(room(play, event.setup))
        elif isinstance(event, TableEvent):
            tables[event.table] = applied(play, tables[event.table], event)
    return tuple(tables)


def applied(play: Compiled, table: Table, event: TableEvent) -> Table:
    """The table after `event`, which the session has found legal."""
    match event:
        case Begun():
            return replace(table, phase=Phase.DISCUSSING)
        case Delivered(inject=inject):
            return replace(table, delivered=(*table.delivered, inject))
        case Present() | Joined() | LetIn() | Removed():
            return attended(table, event)
        case Noted():
            return replace(table, notes=(*table.notes, event))
        case VoteOpened() | VoteReopened() | VoteClosed() | Voted() | Revealed() | HandsCounted():
            return voted(play, table, event)
        case TieBroken(option=option, reason=reason):
            return judged(play, replace(table, broken=(*table.broken, (option, reason))))
        case Decided():
            return decided(play, table, event)
        case MovedOn():
            over = rules.is_over(play, table.state)
            return fresh(table, Phase.ENDED if over else Phase.DISCUSSING, table.state, table.turns)
        case Undone(round=place):
            return rewound(play, table, round_number(play, place))


def attended(table: Table, event: Present | Joined | LetIn | Removed) -> Table:
    """The table after somebody came or went. Who joins before the close raises what the quorum is a share of."""
    match event:
        case Present(number=number):
            after = replace(table, number=number)
            return replace(after, vote=replace(table.vote, present=after.present))
        case Joined(delegate=delegate, role=role):
            after = replace(table, joined={**table.joined, delegate: role})
            return with_electorate(after) if table.phase is Phase.VOTING else after
        case LetIn():
            return table
        case Removed(delegate=delegate):
            after = replace(table, joined=without(table.joined, delegate))
            hidden = table.phase in UNSHOWN
            return (
                replace(after, vote=replace(table.vote, ballots=without(table.vote.ballots, delegate)))
                if hidden
                else after
            )


def without(every: Mapping[str, T], name: str) -> dict[str, T]:
    """All but one."""
    return {one: what for one, what in every.items() if one != name}


def with_electorate(table: Table) -> Table:
    """The table with a vote in which everybody there can vote, and those who could before."""
    return replace(table, vote=replace(table.vote, present=max(table.vote.present, table.present)))


def voted(
    play: Compiled, table: Table, event: VoteOpened | VoteReopened | VoteClosed | Voted | Revealed | HandsCounted
) -> Table:
    """The table after something was done about a vote."""
    match event:
        case VoteOpened():
            vote, votes = next_vote(table), table.votes + 1
            return replace(table, phase=Phase.VOTING, vote=vote, votes=votes, tally=None, broken=())
        case VoteReopened():
            return with_electorate(replace(table, phase=Phase.VOTING))
        case VoteClosed():
            return replace(table, phase=Phase.CLOSED)
        case Voted(delegate=delegate, choice=choice):
            return replace(table, vote=replace(table.vote, ballots={**table.vote.ballots, delegate: choice}))
        case Revealed():
            return judged(play, replace(table, tally=table.vote.tally(open_options(play, table.state))))
        case HandsCounted(counts=counts, voters=voters):
            return counted(play, table, dict(counts), voters)


def counted(play: Compiled, table: Table, counts: Mapping[str, int], voters: int) -> Table:
    """The table after its hands were counted: beside the ballots of a vote, or by themselves, and then they decide."""
    options = open_options(play, table.state)
    hands = tallied(counts, options, takes_several(play, table.state), voters)
    if table.phase in UNSHOWN:
        return replace(table, vote=replace(table.vote, hands=hands))
    vote = replace(table.vote if table.phase in CORRECTED else next_vote(table), hands=hands, present=table.present)
    return judged(play, replace(table, vote=vote, tally=vote.tally(options), broken=()))


def next_vote(table: Table) -> Vote:
    """An empty vote that remembers what it follows."""
    first = table.tally if table.phase is Phase.FIRST else table.vote.first
    return Vote(first=first, again=table.vote.again or table.phase is Phase.TIED, present=table.present)


def judged(play: Compiled, table: Table) -> Table:
    """The table once its vote is shown: too few voted, it was the first of two, it is tied, or it decides."""
    found = result_of(play, table)
    none = play.rounds[table.state.round].none
    if is_short(table) or not (found.taken or found.tied or none):
        return replace(table, phase=Phase.SHORT)
    if table.setup.votes == "two" and table.vote.first is None:
        return replace(table, phase=Phase.FIRST)
    return replace(table, phase=Phase.TIED if found.tied else Phase.COUNTED)


def is_short(table: Table) -> bool:
    """Whether fewer voted than the quorum asks of those present; nobody can say where those are not known."""
    return table.tally is not None and table.tally.voters < table.setup.needed(table.vote.present)


def result_of(play: Compiled, table: Table) -> Result:
    """What the vote shown so far decides."""
    place = current_round(play, table)
    here = play.rounds[current_state(table).round]
    numbers = {option.id: number for number, option in enumerate(place.options)}

    def fits(options: tuple[str, ...]) -> bool:
        return rules.fits(here, tuple(numbers[option] for option in options))

    return result(table.tally or Tally(()), fits, tuple(option for option, _ in table.broken))


def decided(play: Compiled, table: Table, event: Decided) -> Table:
    """The table after its decision: the state has moved, the outcome is on the screen."""
    choice = positions_of(play, table.state, event.choice)
    state = rules.after(play, table.state, choice, event.falls)
    turn = Turn(table.state, state, table.tally or Tally(()), event, table.vote.first)
    return replace(fresh(table, Phase.OUTCOME, state, (*table.turns, turn)), tally=table.tally)


def fresh(table: Table, phase: Phase, state: State, turns: tuple[Turn, ...]) -> Table:
    """The table with nothing done in its round yet; who sits there and what was noted stays."""
    clean = replace(table, vote=Vote(), tally=None, broken=(), delivered=(), undone="")
    return replace(clean, phase=phase, state=state, turns=turns)


def rewound(play: Compiled, table: Table, number: int) -> Table:
    """The table as it was when round `number` started; only a vote not yet decided on is lost where it is still on."""
    played = next((place for place, turn in enumerate(table.turns) if turn.before.round == number), len(table.turns))
    is_decided = played < len(table.turns)
    state = table.turns[played].before if is_decided else table.state
    kept = tuple(note for note in table.notes if round_number(play, note.round) < number)
    before = fresh(table, Phase.DISCUSSING, state, table.turns[:played])
    return replace(before, notes=kept, undone="decision" if is_decided else "vote")


def current_round(play: Compiled, table: Table) -> Round:
    """The round on the screen: in the outcome it is the round just decided."""
    return play.scenario.rounds[current_state(table).round]


def current_state(table: Table) -> State:
    """The state in which the round on the screen was, or is to be, decided."""
    if table.turns and table.phase in (Phase.OUTCOME, Phase.ENDED):
        return table.turns[-1].before
    return table.state


def open_options(play: Compiled, state: State) -> tuple[str, ...]:
    """The ids of the options that can be chosen, in order."""
    options = play.scenario.rounds[state.round].options
    return tuple(options[number].id for number in rules.open_now(play, state))


def takes_several(play: Compiled, state: State) -> bool:
    """Whether more than one option can be taken in the round."""
    choose = play.scenario.rounds[state.round].choose
    return choose is not None and choose.up_to > 1


def injects(play: Compiled, table: Table) -> tuple[Inject, ...]:
    """Every message of the round on the screen that what was decided so far lets arrive, also on demand."""
    here = current_round(play, table)
    return tuple(here.injects[number] for number in rules.arriving(play, current_state(table)))


def has_arrived(table: Table, inject: Inject) -> bool:
    """Whether a message is there: with the situation, or delivered since."""
    if table.phase in (Phase.OUTCOME, Phase.ENDED):
        return not inject.on_demand
    at_once = not inject.on_demand and (table.setup.pace == "at once" or bool(inject.to))
    return at_once or inject.id in table.delivered


def queue(play: Compiled, table: Table) -> tuple[Inject, ...]:
    """The messages for everybody that arrive one by one and have not yet, in order."""
    return tuple(one for one in injects(play, table) if not one.on_demand and not has_arrived(table, one))


def on_demand(play: Compiled, table: Table) -> tuple[Inject, ...]:
    """The messages that the facilitator can release and has not."""
    return tuple(one for one in injects(play, table) if one.on_demand and not has_arrived(table, one))


def positions_of(play: Compiled, state: State, choice: Iterable[str]) -> rules.Choice:
    """Option ids as the positions that the rules speak of. Raises KeyError for an id the round lacks."""
    places = {option.id: number for number, option in enumerate(play.scenario.rounds[state.round].options)}
    return tuple(sorted(places[option] for option in choice))


def round_number(play: Compiled, identifier: str) -> int:
    """The position of a round. Raises KeyError."""
    for number, each in enumerate(play.scenario.rounds):
        if each.id == identifier:
            return number
    raise KeyError(identifier)


def chosen_options(play: Compiled, turn: Turn) -> tuple[Option, ...]:
    """The options that a turn took."""
    options = play.scenario.rounds[turn.before.round].options
    return tuple(option for option in options if option.id in turn.decision.choice)


def ending_number(play: Compiled, table: Table) -> int:
    """The position of the ending that a table has come to. Raises ValueError before it has."""
    number = rules.ending(play, table.state) if table.phase is Phase.ENDED else None
    if number is None:
        raise ValueError("the table has not come to an ending")
    return number
