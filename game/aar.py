"""A workshop as one value, from its journal: what the after-action report shows, whatever the paper.

Law: who voted for what is never in it. Names of delegates are in it only where they are asked for; everything that was
decided and taken back is told as taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from game import attested, comparing, dealing, hotwash, legible, ranking, tables, views, wording
from game.comparing import Compared
from game.compiled import IDLE, RUNNING, State
from game.events import Begun, Decided, MovedOn, Noted, Removed, TableEvent, Undone
from game.exploration import Exploration
from game.hotwash import HotWash, Moment
from game.journal import Entry
from game.phases import Phase
from game.ranking import Rank
from game.scenario import Clock, Fact, Round, Scenario
from game.seen import Kept
from game.tables import Table, Turn
from game.views import MeterView

Who: TypeAlias = Literal["nobody", "roles", "names"]
"""What the report says of the delegates: how many, which roles, or also their names."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An option that could be taken: its votes, whether it was, and what it leads to on average over all paths."""

    letter: str
    text: str
    votes: int
    first: int | None
    """Its votes in the first of two votes."""
    taken: bool
    standing: float | None
    """0 to 100; nothing where that is not known."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decision log."""

    table: int
    round: str
    number: int
    title: str
    question: str
    hour: float
    """The exercise hour at which it was decided."""
    time: str
    """When that is in the story, in words."""
    at: datetime
    """The real time; where that is not known, the last one of this table that is."""
    is_timed: bool
    """Whether the real time is known: on paper only where somebody wrote it down."""
    seconds: int
    """How long the table took, from the start of the round; on paper 0 where that is not known."""
    offered: tuple[Offered, ...]
    chosen: str
    how: str
    """How it was decided, in words with the split."""
    kind: str
    """vote, tie broken, casting vote, override or path."""
    reason: str
    """Why a tie was broken so, or why the facilitator decided."""
    voters: int
    is_counted: bool
    """Whether votes are known: on paper only where somebody wrote them down."""
    present: int
    why: tuple[str, ...]
    """Reasons that the table gave."""
    dissent: tuple[str, ...]
    texts: tuple[str, ...]
    """What came of it."""
    meters: tuple[MeterView, ...]
    objectives: tuple[str, ...]
    frameworks: tuple[str, ...]

    @property
    def way(self) -> str:
        """Its kind; or uncounted, where on paper a decision has no votes and nobody overrode any."""
        return self.kind if self.is_counted else "uncounted"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A decision that was undone."""

    table: int
    number: int
    title: str
    chosen: str
    at: datetime
    """When it was taken back."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A statutory deadline at one table, and the law behind it."""

    title: str
    hours: float
    standing: str
    """never started, running, met or missed, in words."""
    missed: bool
    source: str
    left: tuple[float, ...]
    """The hours left at the start and after each decision; all of them before it starts, 0 once missed."""
    said: tuple[str, ...]
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Course:
    """A number over the exercise: a title, and its value at the start and after each decision."""

    title: str
    unit: str
    values: tuple[float, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TableReport:
    """What one table did."""

    table: int
    name: str
    present: int
    people: tuple[str, ...]
    """Its roles or its names, as the report may say them."""
    decisions: tuple[Decision, ...]
    meters: tuple[Course, ...]
    deadlines: tuple[Deadline, ...]
    ending: str
    """The ending's title; empty where the table has not come to one."""
    ending_text: str
    rank: Rank | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The whole."""

    scenario: Scenario
    name: str
    program: str
    seed: int
    started: datetime
    ended: datetime
    who: Who
    tables: tuple[TableReport, ...]
    hot_wash: HotWash
    moments: tuple[Moment, ...]
    """The moments marked, with their rounds."""
    compared: tuple[Compared, ...]
    """Each round at every table, where there are several."""
    taken_back: tuple[TakenBack, ...]
    facts: tuple[Fact, ...]
    entered: datetime | None
    """When it was entered, of a workshop played on paper: its times are then those that somebody wrote down."""
    is_exact: bool | None
    """Whether the counterfactual rests on all paths; nothing where it was not worked out."""
    paths: int

    @property
    def is_over(self) -> bool:
        """Whether every table has come to its end."""
        return all(table.is_over for table in self.tables)

    @property
    def has_start(self) -> bool:
        """Whether it is known when it started."""
        return attested.is_known_start(self.entered, self.started)

    @property
    def has_end(self) -> bool:
        """Whether it is known when it ended: on paper, when each table took its last decision."""
        return self.entered is None or all(each.decisions and each.decisions[-1].is_timed for each in self.tables)

    @property
    def is_timed(self) -> bool:
        """Whether it is known how long it took."""
        return self.has_start and self.has_end

    def has_length(self, one: Decision) -> bool:
        """Whether it is known how long a decision took."""
        return bool(one.seconds) or self.entered is None

    @property
    def minutes(self) -> int:
        """How long it took, from the first line of the journal to the last of the workshop itself."""
        return round((self.ended - self.started).total_seconds() / 60)


@dataclass(slots=True)
class Walk:
    """One walk through a journal, table by table."""

    seen: Kept
    found: Exploration | None
    entered: datetime | None
    timed: frozenset[int]
    """The lines of decisions whose time is known."""
    room: list[Table]
    since: list[datetime]
    decisions: list[list[Decision]]
    taken_back: list[TakenBack]
    away: list[set[str]]
    """The names of those who were sent away, by table."""

    @property
    def ended(self) -> datetime:
        """When the workshop ended: with its last line that is not from afterwards; on paper with its last decision."""
        entries = self.seen.entries
        if self.entered:
            return max((one.at for each in self.decisions for one in each), default=entries[0].at)
        return next(entry.at for entry in reversed(entries) if not isinstance(entry.event, attested.AFTERWARDS))

    def take(self, entry: Entry) -> None:
        """One line of the journal."""
        event = entry.event
        if not isinstance(event, TableEvent):
            return
        number, before = event.table, self.room[event.table]
        self.room[number] = after = tables.applied(self.seen.play, before, event)
        match event:
            case Decided():
                self.decisions[number].append(self.decision(number, before, after, entry))
            case Noted():
                self.note(number, event)
            case Undone():
                self.undo(number, entry, after)
            case Removed(delegate=delegate):
                self.away[number].add(delegate)
        if isinstance(event, Begun | MovedOn | Undone):
            self.since[number] = entry.at

    def decision(self, number: int, before: Table, after: Table, entry: Entry) -> Decision:
        """A line of the decision log."""
        play, turn = self.seen.play, after.turns[-1]
        here = tables.current_round(play, after)
        outcome = views.outcome_of(play, turn)
        notes = [note for note in after.notes if note.round == here.id]
        is_timed = entry.number in self.timed
        is_counted = self.entered is None or (before.tally is not None and before.phase is not Phase.FIRST)
        return Decision(
            table=number,
            round=here.id,
            number=turn.before.round + 1,
            title=here.title,
            question=here.question,
            hour=turn.before.hours,
            time=wording.time(here, play, turn.before),
            at=entry.at,
            is_timed=is_timed,
            seconds=self.seconds(number, entry.at) if is_timed else 0,
            offered=offered(self.seen, turn if is_counted else attested.uncounted(turn), here, self.found),
            chosen=outcome.option,
            how=outcome.how if is_counted else f"written down without a count: {turn.decision.reason}",
            kind=turn.decision.how,
            reason=turn.decision.reason,
            voters=turn.tally.voters if is_counted else 0,
            is_counted=is_counted,
            present=before.present,
            why=tuple(note.text for note in notes if note.what == "rationale"),
            dissent=tuple(note.text for note in notes if note.what == "dissent"),
            texts=outcome.texts,
            meters=meters(self.seen, turn),
            objectives=supported(self.seen, turn, here),
            frameworks=mapped(self.seen, turn, here),
        )

    def seconds(self, number: int, at: datetime) -> int:
        """How long a decision took: on paper from the one before, and 0 where it is not known when that was."""
        since = self.since[number]
        if self.entered:
            last = self.decisions[number][-1] if self.decisions[number] else None
            since = last.at if last else self.seen.entries[0].at
            if not (last.is_timed if last else attested.is_known_start(self.entered, since)):
                return 0
        return max(0, round((at - since).total_seconds()))

    def note(self, number: int, note: Noted) -> None:
        """A line that came after the decision was taken."""
        for place, one in enumerate(self.decisions[number]):
            if one.round == note.round and note.what == "rationale":
                self.decisions[number][place] = replace(one, why=(*one.why, note.text))
            elif one.round == note.round:
                self.decisions[number][place] = replace(one, dissent=(*one.dissent, note.text))

    def undo(self, number: int, entry: Entry, after: Table) -> None:
        """Decisions that were taken back."""
        kept = self.decisions[number][: len(after.turns)]
        slips = self.entered is not None  # on paper, undo mends what was mistyped and not what was decided
        for lost in () if slips else self.decisions[number][len(after.turns) :]:
            self.taken_back.append(TakenBack(number, lost.number, lost.title, lost.chosen, entry.at))
        self.decisions[number] = kept


def report(seen: Kept, found: Exploration | None = None, who: Who = "nobody") -> Report:
    """The report of a session, also of one that stopped half-way. `found` gives it the counterfactual."""
    entries = seen.entries
    started = entries[0].at
    entered = getattr(entries[0].event, "entered", None)
    room = list(tables.room(seen.play, seen.setup))
    walk = Walk(
        seen=seen,
        found=found,
        entered=entered,
        timed=attested.timed(entries),
        room=room,
        since=[started] * len(room),
        decisions=[[] for _ in room],
        taken_back=[],
        away=[set() for _ in room],
    )
    for entry in entries[1:]:
        walk.take(entry)
    found_out = Report(
        scenario=seen.play.scenario,
        name=seen.loaded.name,
        program=getattr(entries[0].event, "program", ""),
        seed=seen.seed,
        started=started,
        ended=walk.ended,
        who=who,
        tables=tuple(table_report(walk, number, who) for number in range(len(room))),
        hot_wash=hotwash.hot_wash(entries),
        moments=hotwash.moments(seen.play, entries),
        compared=compared(walk) if len(room) > 1 else (),
        taken_back=tuple(walk.taken_back),
        facts=seen.play.scenario.facts,
        entered=entered,
        is_exact=found.exact if found else None,
        paths=found.paths if found else 0,
    )
    return legible.throughout(found_out)


def compared(walk: Walk) -> tuple[Compared, ...]:
    """Each round at every table, decided as the log says."""
    said = {(one.table, one.round): one.how for each in walk.decisions for one in each}
    return tuple(
        replace(each, tables=tuple(replace(one, how=said.get((one.table, each.round), one.how)) for one in each.tables))
        for each in comparing.compared_rounds(walk.seen)
    )


def table_report(walk: Walk, number: int, who: Who) -> TableReport:
    """One table."""
    seen, table = walk.seen, walk.room[number]
    is_over = table.phase is Phase.ENDED
    ending = seen.play.scenario.endings[tables.ending_number(seen.play, table)] if is_over else None
    return TableReport(
        table=number,
        name=seen.setup.seats[number].name,
        present=table.present,
        people=people(walk, number, who),
        decisions=tuple(walk.decisions[number]),
        meters=courses(seen, table.turns),
        deadlines=deadlines(seen, table, is_over),
        ending=ending.title if ending else "",
        ending_text=ending.text if ending else "",
        rank=ranking.rank(seen, number, walk.found) if is_over and walk.found else None,
        is_over=is_over,
    )


def people(walk: Walk, number: int, who: Who) -> tuple[str, ...]:
    """What may be said of who sat at a table, by set-up or by phone; those who were sent away are left out."""
    seen, seat = walk.seen, walk.seen.setup.seats[number]
    joined, away = walk.room[number].joined, walk.away[number]
    if who == "nobody":
        return ()
    if not seen.setup.roles or not seen.play.scenario.roles:
        every = dict.fromkeys((*seat.delegates, *joined))
        return tuple(name for name in every if name not in away) if who == "names" else ()
    dealt = dealing.dealt(seen.play.scenario, seen.seed, number, seat, joined)
    held = [(one.role.title, [name for name in one.to if name not in away]) for one in dealt]
    if who == "roles":
        return tuple(title for title, names in held if names)
    return tuple(f"{title}: {', '.join(names) or 'nobody'}" for title, names in held)


def offered(seen: Kept, turn: Turn, here: Round, found: Exploration | None) -> tuple[Offered, ...]:
    """The options that could be taken, with their letters as shown."""
    known = {}
    for each in found.rounds if found else ():
        if each.id == here.id:
            known = {option.id: option.standing for option in each.options}
    letters = views.letters_of(seen.play, turn.before)
    return tuple(
        Offered(
            letter=letters[option.id],
            text=wording.option(here, option),
            votes=turn.tally.hands(option.id),
            first=turn.first.hands(option.id) if turn.first else None,
            taken=option.id in turn.decision.choice,
            standing=known.get(option.id),
        )
        for option in here.options
        if option.id in tables.open_options(seen.play, turn.before)
    )


def meters(seen: Kept, turn: Turn) -> tuple[MeterView, ...]:
    """What a decision did to every meter."""
    scenario = seen.play.scenario
    pairs = zip(scenario.meters.values(), turn.after.meters, turn.before.meters, strict=True)
    return tuple(views.meter_of(meter, value, before) for meter, value, before in pairs)


def supported(seen: Kept, turn: Turn, here: Round) -> tuple[str, ...]:
    """The objectives that a decision served: the round's, and those of what was chosen."""
    names = [*here.objectives, *(name for one in tables.chosen_options(seen.play, turn) for name in one.supports)]
    return tuple(seen.play.scenario.objectives.get(name, name) for name in dict.fromkeys(names))


def mapped(seen: Kept, turn: Turn, here: Round) -> tuple[str, ...]:
    """The tags of frameworks that a decision served, with their titles."""
    tags = [*here.frameworks, *(tag for one in tables.chosen_options(seen.play, turn) for tag in one.frameworks)]
    titles = seen.play.scenario.frameworks
    return tuple(f"{tag} {titles[tag]}" if tag in titles else tag for tag in dict.fromkeys(tags))


def courses(seen: Kept, turns: Sequence[Turn]) -> tuple[Course, ...]:
    """Every meter from the start to the last decision."""
    states = [seen.play.start, *(turn.after for turn in turns)]
    return tuple(
        Course(meter.title, meter.unit, tuple(state.meters[place] for state in states), meter.min, meter.max)
        for place, meter in enumerate(seen.play.scenario.meters.values())
    )


def deadlines(seen: Kept, table: Table, is_over: bool) -> tuple[Deadline, ...]:
    """Every deadline, with how it stands."""
    states = [seen.play.start, *(turn.after for turn in table.turns)]
    return tuple(
        deadline(clock, number, states, table.state, is_over)
        for number, clock in enumerate(seen.play.scenario.clocks.values())
    )


def deadline(clock: Clock, number: int, states: Sequence[State], last: State, is_over: bool) -> Deadline:
    """One deadline."""
    said = clock_words(clock, number, last)
    if last.clocks[number][0] == RUNNING:
        said = f"still running {'at the end' if is_over else 'when it stopped'}, {said}"
    return Deadline(
        title=clock.title,
        hours=clock.hours,
        standing="never started" if said == "not started" else said,
        missed=said == "missed",
        source=clock.source,
        left=tuple(wording.left(state.clocks[number], clock.hours, state.hours) for state in states),
        said=tuple(clock_words(clock, number, state) for state in states),
    )


def clock_words(clock: Clock, number: int, state: State) -> str:
    """How a clock stands in a state."""
    phase, limit = state.clocks[number]
    if phase == IDLE:
        return "not started"
    if phase == RUNNING:
        return f"{wording.in_hours(wording.left((phase, limit), clock.hours, state.hours))} left"
    return "missed" if limit < 0 else "met"
