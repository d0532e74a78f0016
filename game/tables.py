"""One table's progress as a value: events in, the next value out.

Law: everything that can be derived is derived here, so that a journal replayed gives the same table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game import rules
from game.compiled import Compiled, State
from game.events import Begun, Decided, Event, HandsCounted, MovedOn, Opened, TieBroken, Undone
from game.phases import Phase
from game.scenario import Option, Round
from game.voting import Result, Tally, result, tallied


@dataclass(frozen=True, slots=True)
class Turn:
    """One round as it was decided: the state before and after, the hands, and the decision."""

    before: State
    after: State
    tally: Tally
    decision: Decided


@dataclass(frozen=True, slots=True)
class Table:
    """Where one table is. `state` is the state at the start of the current round until that is decided."""

    phase: Phase
    state: State
    tally: Tally | None = None
    broken: tuple[tuple[str, str], ...] = ()
    """The options that a broken tie preferred in this round, each with the reason."""
    turns: tuple[Turn, ...] = ()


def seated(play: Compiled) -> Table:
    """A table before the exercise begins."""
    return Table(Phase.OPENING, rules.begin(play))


def applied(play: Compiled, table: Table, event: Event) -> Table:
    """The table after `event`, which the session has found legal."""
    match event:
        case Opened():
            return table
        case Begun():
            return replace(table, phase=Phase.DISCUSSING)
        case HandsCounted(counts=counts):
            tally = tallied(dict(counts), open_options(play, table.state))
            return judged(play, replace(table, tally=tally, broken=()))
        case TieBroken(option=option, reason=reason):
            return judged(play, replace(table, broken=(*table.broken, (option, reason))))
        case Decided():
            return decided(play, table, event)
        case MovedOn():
            over = rules.is_over(play, table.state)
            return replace(table, phase=Phase.ENDED if over else Phase.DISCUSSING, tally=None, broken=())
        case Undone(round=place):
            return rewound(table, round_number(play, place))


def judged(play: Compiled, table: Table) -> Table:
    """The table once its hands are counted: they decide, or they are tied."""
    return replace(table, phase=Phase.TIED if result_of(play, table).tied else Phase.COUNTED)


def result_of(play: Compiled, table: Table) -> Result:
    """What the hands counted so far decide."""
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
    turn = Turn(table.state, state, table.tally or Tally(()), event)
    return Table(Phase.OUTCOME, state, table.tally, turns=(*table.turns, turn))


def rewound(table: Table, number: int) -> Table:
    """The table as it was when round `number` started; only hands not yet decided on are lost where it is still on."""
    played = next((place for place, turn in enumerate(table.turns) if turn.before.round == number), None)
    if played is None:
        return replace(table, phase=Phase.DISCUSSING, tally=None, broken=())
    return Table(Phase.DISCUSSING, table.turns[played].before, turns=table.turns[:played])


def replayed(play: Compiled, events: Iterable[Event]) -> Table:
    """The table that these events lead to."""
    table = seated(play)
    for event in events:
        table = applied(play, table, event)
    return table


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
