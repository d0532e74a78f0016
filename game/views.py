"""What each audience may see, in words: the console, the plain workshop and later the wall show these values.

Law: a view holds only what its audience may know, and no face words a rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from game import rules, tables, wording
from game.compiled import Compiled, State, laters_of
from game.dealing import Dealt, dealt
from game.events import Noted
from game.phases import Phase
from game.rules import Step
from game.scenario import Ending, Inject, Meter, Scenario
from game.seating import ALONE, SetUp
from game.seen import Seen
from game.tables import Table, Turn
from game.voting import Tally

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as it stands: its letter, its words, whether it is open, and the hands it has."""

    id: str
    letter: str
    text: str
    is_open: bool
    because: str
    hands: int
    """Its votes; 0 until they are shown."""
    leads: bool
    """Whether the votes take it, or it is among those that are tied."""
    is_tied: bool = False
    first: int | None = None
    """Its votes in the first of two votes, once there was one."""

    @property
    def shift(self) -> str:
        """How its votes moved from the first vote to the second, in words; nothing where there was one vote."""
        if self.first is None:
            return ""
        moved = self.hands - self.first
        return f"{self.first} to {self.hands}, {'up' if moved > 0 else 'down'} {abs(moved)}" if moved else "no change"


@dataclass(frozen=True, slots=True)
class MeterView:
    """A meter's value, and the one before the last decision."""

    title: str
    value: int
    before: int
    low: int
    high: int
    unit: str
    higher_is_better: bool

    @property
    def change(self) -> int:
        """How far it moved."""
        return self.value - self.before

    @property
    def share(self) -> float:
        """Its place between its bounds, 0 to 1."""
        return (self.value - self.low) / (self.high - self.low)

    @property
    def share_before(self) -> float:
        """The place it had before, 0 to 1."""
        return (self.before - self.low) / (self.high - self.low)

    @property
    def sign(self) -> str:
        """The direction as a mark."""
        return "▲" if self.change > 0 else "▼" if self.change < 0 else "="

    @property
    def word(self) -> str:
        """Whether the move is good: better, worse or same."""
        if self.change == 0:
            return "same"
        return "better" if (self.change > 0) is self.higher_is_better else "worse"

    @property
    def aim(self) -> str:
        """Which way is good."""
        return "more is better" if self.higher_is_better else "less is better"

    @property
    def text(self) -> str:
        """The value with its unit."""
        return wording.with_unit(self.value, self.unit)

    @property
    def text_before(self) -> str:
        """The value before, with its unit."""
        return wording.with_unit(self.before, self.unit)

    @property
    def size(self) -> str:
        """How far it moved, with its unit and without a sign."""
        return wording.with_unit(abs(self.change), self.unit)

    @property
    def sentence(self) -> str:
        """The move in words."""
        if self.change == 0:
            return f"{self.title}: {self.text}, no change"
        way = "up" if self.change > 0 else "down"
        size = wording.with_unit(abs(self.change), self.unit)
        return f"{self.title}: {wording.with_unit(self.before, self.unit)} to {self.text}, {way} {size} ({self.word})"


@dataclass(frozen=True, slots=True)
class InjectView:
    """A message: its id, who sends it, whom it is for where it is not for everybody, and what it says."""

    id: str
    sender: str
    text: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What was decided, how, and what it did."""

    option: str
    how: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedView:
    """A round that can be gone back to: what was decided there, or that a vote is on and nothing is decided."""

    round: str
    number: int
    title: str
    decision: str
    is_open: bool
    """Whether nothing is decided there yet, and a vote is on."""

    @property
    def sentence(self) -> str:
        """The round and its decision in words."""
        return f"Round {self.number}, {self.title}: {self.decision}"


@dataclass(frozen=True, slots=True)
class FacilitatorView:
    """All that the facilitator's console shows of one table."""

    scenario: Scenario
    phase: Phase
    number: int
    total: int
    heading: str
    time: str
    deadlines: tuple[str, ...]
    """The clocks that have started, in words."""
    situation: str
    injects: tuple[InjectView, ...]
    notes: str
    question: str
    discuss: int
    options: tuple[OptionView, ...]
    meters: tuple[MeterView, ...]
    tally: Tally | None
    """How the vote fell, once it is shown."""
    outcome: OutcomeView | None
    ending: Ending | None
    undoable: tuple[DecidedView, ...]
    """The rounds that can be gone back to, the latest last."""
    noted: tuple[int, ...]
    """The rounds, counted from 1, of all reasons and dissent that stand."""
    setup: SetUp = ALONE
    table: int = 0
    """Which table this is, counted from 0."""
    name: str = ""
    """What it is called."""
    present: int = 0
    """How many sit there; 0 where nobody knows."""
    needed: int = 0
    """How many votes make a quorum; 0 where none is asked for."""
    voted: int = 0
    """How many have voted in the vote that is on, or that was shown last."""
    waiting: int = 0
    """How many messages still arrive one by one."""
    on_demand: tuple[InjectView, ...] = ()
    """The messages that can be released."""
    said: tuple[Noted, ...] = ()
    """Reasons and dissent noted in this round."""
    first: Tally | None = None
    """The first of two votes."""
    is_again: bool = False
    """Whether the vote was called because the one before was tied."""
    roles: tuple[Dealt, ...] = ()
    """Who plays what, where roles are dealt."""

    @property
    def tie_goes_to_vote(self) -> bool:
        """Whether a tie asks for one more vote before anybody breaks it."""
        return self.setup.tie == "second vote" and not self.is_again

    @property
    def takes_several(self) -> bool:
        """Whether more than one option can be taken."""
        choose = self.scenario.rounds[self.number - 1].choose if self.number <= self.total else None
        return choose is not None and choose.up_to > 1

    @property
    def turnout(self) -> str:
        """How many have voted, and never how: 7 of 10 have voted."""
        of = f" of {self.present}" if self.present else ""
        quorum = f"; the quorum is {self.needed}" if self.needed else ""
        return f"{self.voted}{of} {'has' if self.voted == 1 else 'have'} voted{quorum}"

    @property
    def place(self) -> str:
        """How far the exercise is, in words."""
        if self.phase is Phase.OPENING:
            return f"{wording.counted(self.total, 'round')}, about {wording.counted(self.scenario.minutes, 'minute')}"
        return "The end" if self.phase is Phase.ENDED else f"Round {self.number} of {self.total}"


def place_of(play: Compiled, table: Table) -> str:
    """How far a table is that has begun, in words."""
    number = tables.current_state(table).round + 1
    return "The end" if table.phase is Phase.ENDED else f"Round {number} of {len(play.scenario.rounds)}"


def facilitator(seen: Seen, number: int = 0) -> FacilitatorView:
    """A table, counted from 0, as its facilitator sees it."""
    play, table = seen.play, seen.tables[number]
    scenario = play.scenario
    here = tables.current_round(play, table)
    state = tables.current_state(table)
    arrived = [one for one in tables.injects(play, table) if tables.has_arrived(table, one)]
    held = tables.on_demand(play, table)
    decided = table.phase in (Phase.OUTCOME, Phase.ENDED)
    return FacilitatorView(
        scenario=scenario,
        phase=table.phase,
        number=state.round + 1,
        total=len(scenario.rounds),
        heading=here.title,
        time=wording.time(here, play, state),
        deadlines=tuple(wording.deadlines(play, table.state if decided else state)),
        situation=wording.filled(here.situation, play, state, decided_before(play, table)),
        injects=tuple(inject_of(scenario, one) for one in arrived if not one.to),
        notes=wording.notes(scenario, here, (*(one for one in arrived if one.to), *held)),
        question=wording.question(here),
        discuss=here.discuss,
        options=options_of(play, table),
        meters=meters_of(play, table),
        tally=table.tally,
        outcome=outcome_of(play, table.turns[-1]) if decided else None,
        ending=ending_of(play, table),
        undoable=tuple(decided_of(play, table, name) for name in seen.undoable(number)),
        noted=tuple(tables.round_number(play, note.round) + 1 for note in table.notes),
        setup=table.setup,
        table=number,
        name=table.setup.seats[number].name,
        present=table.present,
        needed=table.needed,
        voted=table.vote.voters,
        waiting=len(tables.queue(play, table)),
        on_demand=tuple(inject_of(scenario, one) for one in held),
        said=tuple(note for note in table.notes if note.round == here.id),
        first=first_vote(table),
        is_again=table.vote.again,
        roles=roles_at(seen, number) if table.setup.roles else (),
    )


def roles_at(seen: Seen, number: int) -> tuple[Dealt, ...]:
    """Who plays what at a table: those with a phone as they joined, the others as they are dealt."""
    table = seen.tables[number]
    return dealt(seen.play.scenario, seen.seed, number, table.setup.seats[number], table.joined)


def inject_of(scenario: Scenario, inject: Inject) -> InjectView:
    """A message in words."""
    return InjectView(inject.id, inject.sender, inject.text, tuple(scenario.roles[role].title for role in inject.to))


def first_vote(table: Table) -> Tally | None:
    """The first of two votes, in the round on the screen."""
    return table.turns[-1].first if table.phase in (Phase.OUTCOME, Phase.ENDED) else table.vote.first


def decided_before(play: Compiled, table: Table) -> dict[str, str]:
    """What was decided in each round so far, by the round's id."""
    return {
        turn.decision.round: "; ".join(one.text for one in tables.chosen_options(play, turn)) or "nothing"
        for turn in table.turns
    }


def options_of(play: Compiled, table: Table) -> tuple[OptionView, ...]:
    """The options shown in the round on the screen, with letters in the order shown."""
    state = tables.current_state(table)
    options = play.scenario.rounds[state.round].options
    is_open = rules.open_now(play, state)
    leading = leaders(play, table)
    before = first_vote(table)
    return tuple(
        OptionView(
            id=options[number].id,
            letter=LETTERS[place % len(LETTERS)],
            text=wording.option(play.scenario.rounds[state.round], options[number]),
            is_open=number in is_open,
            because="" if number in is_open else options[number].because,
            hands=table.tally.hands(options[number].id) if table.tally else 0,
            leads=options[number].id in leading,
            is_tied=table.phase is Phase.TIED and options[number].id in leading,
            first=before.hands(options[number].id) if before and table.tally else None,
        )
        for place, number in enumerate(rules.shown(play, state))
    )


def letters_of(play: Compiled, state: State) -> dict[str, str]:
    """The letter of each option shown in the round that a state is in."""
    options = play.scenario.rounds[state.round].options
    return {options[number].id: LETTERS[place % len(LETTERS)] for place, number in enumerate(rules.shown(play, state))}


def leaders(play: Compiled, table: Table) -> tuple[str, ...]:
    """The options that are tied, or else those that the hands or the decision took."""
    if table.phase in (Phase.OUTCOME, Phase.ENDED):
        return table.turns[-1].decision.choice
    result = tables.result_of(play, table)
    return result.tied or result.taken


def meters_of(play: Compiled, table: Table) -> tuple[MeterView, ...]:
    """Every meter; in the outcome with its value before the decision, at the end with its value at the start."""
    before = play.start if table.phase is Phase.ENDED else tables.current_state(table)
    pairs = zip(play.scenario.meters.values(), table.state.meters, before.meters, strict=True)
    return tuple(meter_of(meter, value, old) for meter, value, old in pairs)


def meter_of(meter: Meter, value: int, before: int) -> MeterView:
    """One meter's view."""
    return MeterView(meter.title, value, before, meter.min, meter.max, meter.unit, meter.better == "higher")


def outcome_of(play: Compiled, turn: Turn) -> OutcomeView:
    """A turn in words: the options' outcomes and all that they led to, in the order in which it happened."""
    chosen = tables.chosen_options(play, turn)
    choice = tables.positions_of(play, turn.before, turn.decision.choice)
    steps = rules.story(play, turn.before, choice, turn.decision.falls)
    texts = tuple(text for text in (text_of(play, turn.before, step) for step in steps) if text)
    option = "; ".join(option.text for option in chosen) or "Nothing"
    return OutcomeView(option=option, how=how(turn), texts=texts)


def text_of(play: Compiled, state: State, step: Step) -> str:
    """What the table is told of one step."""
    scenario = play.scenario
    options = scenario.rounds[state.round].options
    match step.kind:
        case "option":
            return options[step.number].outcome
        case "chance":
            return options[step.number].chances[step.chance].text
        case "missed":
            clock = tuple(scenario.clocks.values())[step.number]
            return f"**Deadline missed: {clock.title}.** {clock.missed.text}".strip()
        case "later":
            return laters_of(scenario)[step.number][2].text
        case "happening":
            return scenario.happenings[step.number].text
        case _:
            return scenario.happenings[step.number].chances[step.chance].text


def how(turn: Turn) -> str:
    """How a decision was reached, in words."""
    votes = votes_of(turn)
    match turn.decision.how:
        case "tie broken":
            return f"{votes}; the tie was broken: {turn.decision.reason}"
        case "casting vote":
            return f"{votes}; the casting vote settled the tie: {turn.decision.reason}"
        case "override" if not turn.tally.voters:
            return f"without a vote; the facilitator decided: {turn.decision.reason}"
        case "override":
            return f"{votes}; the facilitator decided: {turn.decision.reason}"
        case _:
            return votes


def votes_of(turn: Turn) -> str:
    """The votes for what was decided, of how many."""
    hands = [turn.tally.hands(option) for option in turn.decision.choice]
    if turn.tally.voters == turn.tally.total:
        return f"{' and '.join(map(str, hands)) or 'none'} of {wording.counted(turn.tally.total, 'vote')}"
    voters = wording.counted(turn.tally.voters, "voter")
    return f"{' and '.join(map(str, hands)) or 'no'} {'approvals' if hands != [1] else 'approval'} from {voters}"


def ending_of(play: Compiled, table: Table) -> Ending | None:
    """The ending, once there."""
    return play.scenario.endings[tables.ending_number(play, table)] if table.phase is Phase.ENDED else None


def decided_of(play: Compiled, table: Table, identifier: str) -> DecidedView:
    """A round that can be gone back to, by its id."""
    number = tables.round_number(play, identifier)
    turn = next((turn for turn in table.turns if turn.decision.round == identifier), None)
    decision = outcome_of(play, turn).option if turn else "a vote is on, nothing decided yet"
    return DecidedView(identifier, number + 1, play.scenario.rounds[number].title, decision, turn is None)


def taken_back(view: FacilitatorView, number: int) -> tuple[str, ...]:
    """What going back to a round, counted from 1, takes back: a line for each round, and one for what was noted."""
    rounds = tuple(each.sentence for each in view.undoable if each.number >= number)
    noted = sum(place >= number for place in view.noted)
    return (*rounds, *([f"{wording.counted(noted, 'line')} of reasons and dissent"] if noted else []))
