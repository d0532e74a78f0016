"""What each audience may see, in words: the console, the plain workshop and later the wall show these values.

Law: a view holds only what its audience may know, and no face words a rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from game import rules, tables
from game.compiled import Compiled, State
from game.phases import Phase
from game.scenario import Ending, Meter, Scenario
from game.session import Session
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
    leads: bool


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
    def text(self) -> str:
        """The value with its unit."""
        return with_unit(self.value, self.unit)

    @property
    def sentence(self) -> str:
        """The move in words."""
        if self.change == 0:
            return f"{self.title}: {self.text}, no change"
        way = "up" if self.change > 0 else "down"
        size = with_unit(abs(self.change), self.unit)
        return f"{self.title}: {with_unit(self.before, self.unit)} to {self.text}, {way} {size} ({self.word})"


@dataclass(frozen=True, slots=True)
class InjectView:
    """A message that has arrived."""

    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What was decided, how, and what it did."""

    option: str
    how: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacilitatorView:
    """All that the facilitator's console shows of one table."""

    scenario: Scenario
    phase: Phase
    number: int
    total: int
    heading: str
    time: str
    situation: str
    injects: tuple[InjectView, ...]
    notes: str
    question: str
    discuss: int
    options: tuple[OptionView, ...]
    meters: tuple[MeterView, ...]
    tally: Tally | None
    outcome: OutcomeView | None
    ending: Ending | None
    undoable: tuple[tuple[str, str], ...]
    """Round ids and titles that can be gone back to, the latest last."""


def with_unit(value: int, unit: str) -> str:
    """A number with its unit: £k goes round it, % stands right behind it, words stand apart."""
    number = f"{value:,}"
    if unit[:1] in ("£", "€", "$"):
        return f"{unit[0]}{number}{unit[1:]}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def facilitator(session: Session) -> FacilitatorView:
    """The table as its facilitator sees it."""
    play, table = session.play, session.table
    scenario = play.scenario
    here = tables.current_round(play, table)
    state = tables.current_state(table)
    arrived = rules.arriving(play, state)
    return FacilitatorView(
        scenario=scenario,
        phase=table.phase,
        number=state.round + 1,
        total=len(scenario.rounds),
        heading=here.title,
        time=here.time,
        situation=here.situation,
        injects=tuple(InjectView(here.injects[n].sender, here.injects[n].text) for n in arrived),
        notes=here.notes,
        question=here.question,
        discuss=here.discuss,
        options=options_of(play, state, table.tally),
        meters=meters_of(play, table),
        tally=table.tally,
        outcome=outcome_of(play, table.turns[-1]) if table.phase in (Phase.OUTCOME, Phase.ENDED) else None,
        ending=ending_of(play, table),
        undoable=tuple((name, title_of(scenario, name)) for name in session.undoable()),
    )


def options_of(play: Compiled, state: State, tally: Tally | None) -> tuple[OptionView, ...]:
    """The options shown in a state's round, with letters in the order shown."""
    options = play.scenario.rounds[state.round].options
    is_open = {number for choice in rules.legal(play, state) for number in choice}
    hands = dict(tally.counts) if tally else {}
    leaders = tally.leaders if tally else ()
    return tuple(
        OptionView(
            id=options[number].id,
            letter=LETTERS[place % len(LETTERS)],
            text=options[number].text,
            is_open=number in is_open,
            because="" if number in is_open else options[number].because,
            hands=hands.get(options[number].id, 0),
            leads=options[number].id in leaders,
        )
        for place, number in enumerate(rules.shown(play, state))
    )


def meters_of(play: Compiled, table: Table) -> tuple[MeterView, ...]:
    """Every meter; in the outcome with its value before the decision, at the end with its value at the start."""
    before = play.start if table.phase is Phase.ENDED else tables.current_state(table)
    pairs = zip(play.scenario.meters.values(), table.state.meters, before.meters, strict=True)
    return tuple(meter_of(meter, value, old) for meter, value, old in pairs)


def meter_of(meter: Meter, value: int, before: int) -> MeterView:
    """One meter's view."""
    return MeterView(meter.title, value, before, meter.min, meter.max, meter.unit, meter.better == "higher")


def outcome_of(play: Compiled, turn: Turn) -> OutcomeView:
    """A turn in words."""
    chosen = tables.chosen_options(play, turn)
    falls = iter(turn.decision.falls)
    texts: list[str] = []
    for option in chosen:
        texts.append(option.outcome)
        if option.chances:
            texts.append(option.chances[next(falls)].text)
    return OutcomeView(
        option="; ".join(option.text for option in chosen),
        how=how(turn),
        texts=tuple(text for text in texts if text),
    )


def how(turn: Turn) -> str:
    """How a decision was reached, in words."""
    hands = dict(turn.tally.counts).get(turn.decision.choice[0], 0)
    votes = f"{hands} of {turn.tally.total} {'hand' if turn.tally.total == 1 else 'hands'}"
    if turn.decision.how == "tie broken":
        return f"{votes}; the tie was broken: {turn.decision.reason}"
    return votes


def ending_of(play: Compiled, table: Table) -> Ending | None:
    """The ending, once there."""
    if table.phase is not Phase.ENDED:
        return None
    number = rules.ending(play, table.state)
    return None if number is None else play.scenario.endings[number]


def title_of(scenario: Scenario, identifier: str) -> str:
    """A round's title by its id."""
    return next(each.title for each in scenario.rounds if each.id == identifier)
