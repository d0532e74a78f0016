"""The one mutable object: a journal, the tables it leads to, and who wants to know.

Law: a command is decided against the tables in memory, written to the disk, and only then seen. What is
refused changes nothing and says why in one sentence.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from game import guests, hotwash, journal, library, rules, tables, voting
from game.attending import Attended
from game.authoring.problems import Flawed
from game.authoring.reading import Source
from game.compiled import Compiled
from game.events import (
    ActionAgreed,
    ActionDone,
    Answered,
    Begun,
    Decided,
    Delivered,
    Event,
    HandsCounted,
    LessonIdentified,
    Marked,
    MovedOn,
    Noted,
    Opened,
    Present,
    Revealed,
    Struck,
    TieBroken,
    Undone,
    VoteClosed,
    Voted,
    VoteOpened,
    VoteReopened,
)
from game.explore import Move
from game.held import Refusal, command
from game.journal import Clock, Journal, JournalError
from game.library import Loaded
from game.phases import UNSHOWN, Act, Phase
from game.rules import Branch
from game.seating import ALONE, MOST_DELEGATES, SetUp
from game.tables import Table
from game.timer import MINUTE, Timer

How: TypeAlias = Literal["vote", "tie broken", "casting vote", "override"]
"""How a decision is reached."""


class Session(Attended):
    """One workshop being played. Commands are for one table, counted from 0, where they do not say otherwise."""

    def __init__(self, loaded: Loaded, record: Journal) -> None:
        super().__init__(loaded, record)
        self.timer: Timer | None = None
        """The time to talk; not in the journal, for it decides nothing."""
        self.is_blank = False
        """Whether the wall shows nothing."""
        self.dropped = record.contents.dropped
        self.chance: Callable[[tuple[Branch, ...], str], Branch] = drawn
        """What says how chance falls: it is drawn, or told of a workshop played on paper."""

    @property
    def table(self) -> Table:
        """The first table, which is the only one in most workshops."""
        return self.tables[0]

    @command
    def begin(self, table: int = 0) -> None:
        """Start the first round."""
        self.allow(Act.BEGIN, table)
        self.happen(Begun(table=table))

    @command
    def seat(self, number: int, table: int = 0) -> None:
        """So many sit at the table now."""
        self.find(table)
        if not 0 <= number <= MOST_DELEGATES:
            raise Refusal(f"a table has 0 to {MOST_DELEGATES} delegates")
        voters = self.tables[table].vote.voters
        joined = len(self.tables[table].joined)
        if 0 < number < voters:
            raise Refusal(f"{voters} have voted already, so at least {voters} are there")
        if 0 < number < joined:
            raise Refusal(f"{joined} have joined by phone, so at least {joined} are there")
        self.happen(Present(table=table, number=number))

    @command
    def deliver(self, inject: str | None = None, table: int = 0) -> None:
        """Let a message arrive: the next that waits, or the one named, also one that is released on demand."""
        self.allow(Act.DELIVER, table)
        place = self.tables[table]
        waiting = tables.queue(self.play, place)
        known = {one.id for one in (*waiting, *tables.on_demand(self.play, place))}
        if inject is None and not waiting:
            raise Refusal("every message of this round has arrived")
        if inject is not None and inject not in known:
            raise Refusal(f"'{inject}' is not a message that waits in this round")
        self.happen(Delivered(table=table, inject=inject or waiting[0].id))

    @command
    def open_vote(self, table: int = 0) -> None:
        """Take ballots from now on; those of an earlier vote do not count any more."""
        self.allow(Act.OPEN, table)
        self.happen(VoteOpened(table=table))

    @command
    def vote(self, delegate: str, choice: Iterable[str], table: int = 0, vote: int | None = None) -> None:
        """Take a delegate's ballot, or the change of it; nothing chosen is an abstention.

        `vote` is the vote that the delegate had before them, counted from 1, where that may be over by now.
        """
        self.allow(Act.VOTE, table)
        place = self.tables[table]
        if vote not in (None, place.votes):
            raise Refusal("that was an earlier vote, so your answer does not count; this is the vote that is open now")
        ballot = tuple(choice)
        self.insist(self.misfit(place, ballot))
        room = place.present - place.vote.voters
        if delegate not in place.vote.ballots and place.present and room < 1:
            raise Refusal(f"{place.present} sit at this table and as many have voted already")
        self.happen(Voted(table=table, delegate=delegate, choice=ballot))

    @command
    def close_vote(self, table: int = 0) -> None:
        """Take no more ballots. How they fell stays hidden."""
        self.allow(Act.CLOSE, table)
        self.happen(VoteClosed(table=table))

    @command
    def reopen_vote(self, table: int = 0) -> None:
        """Go on with the vote that was closed."""
        self.allow(Act.REOPEN, table)
        self.happen(VoteReopened(table=table))

    @command
    def reveal(self, table: int = 0) -> None:
        """Show how the closed vote fell."""
        self.allow(Act.REVEAL, table)
        self.happen(Revealed(table=table))

    @command
    def count(self, hands: Mapping[str, int], table: int = 0, voters: int = 0) -> None:
        """Record a show of hands: option ids with numbers. A second count replaces the first.

        In a vote the hands stand beside the ballots. `voters` counts the people where several options can be taken.
        """
        self.allow(Act.COUNT, table)
        place = self.tables[table]
        options = tables.open_options(self.play, place.state)
        none = place.phase in UNSHOWN or self.play.rounds[place.state.round].none
        self.insist(voting.refusal(hands, options, none=none))
        tally = voting.tallied(hands, options, tables.takes_several(self.play, place.state), voters)
        stays = place.phase in (*UNSHOWN, *tables.CORRECTED)
        voted = tally.voters + (len(place.vote.ballots) if stays else 0)
        if place.present and voted > place.present:
            raise Refusal(
                f"that makes {voted} and {place.present} sit at this table; count again, or say how many sit here"
            )
        self.happen(HandsCounted(table=table, counts=tally.counts, voters=voters))

    @command
    def decide(self, table: int = 0) -> None:
        """Take what the vote decided."""
        self.allow(Act.DECIDE, table)
        self.happen(self.decision(table, self.tables[table]))

    @command
    def break_tie(self, option: str, reason: str, table: int = 0) -> None:
        """Prefer one of the options that are tied, for a reason; where that settles it, the decision is taken."""
        self.allow(Act.BREAK_TIE, table)
        place = self.tables[table]
        if self.setup.tie == "second vote" and not place.vote.again:
            raise Refusal("a tie goes to a second vote here; vote again first")
        if option not in tables.result_of(self.play, place).tied:
            raise Refusal(f"'{option}' is not one of the options that are tied")
        broken = TieBroken(table=table, option=option, reason=self.reason(reason))
        after = tables.applied(self.play, place, broken)
        settled = after.phase is Phase.COUNTED
        self.happen(broken, *([self.decision(table, after)] if settled else []))

    @command
    def override(self, choice: Iterable[str], reason: str, table: int = 0) -> None:
        """Decide for the table, whatever it voted, for a reason that goes into the decision log."""
        self.allow(Act.OVERRIDE, table)
        place = self.tables[table]
        options = tuple(choice)
        self.insist(self.misfit(place, options))
        if not options and not self.play.rounds[place.state.round].none:
            raise Refusal("choose an option to decide for")
        self.happen(self.taken(table, place, options, "override", self.reason(reason)))

    @command
    def note(self, what: Literal["rationale", "dissent"], text: str, table: int = 0) -> None:
        """Write down why the table decides as it does, or who disagrees and why."""
        self.allow(Act.NOTE, table)
        round_id = tables.current_round(self.play, self.tables[table]).id
        self.happen(Noted(table=table, round=round_id, what=what, text=self.said(text)))

    def decision(self, table: int, place: Table) -> Decided:
        """The decision that a table's votes have come to, with how chance falls."""
        how: How = "vote"
        if place.broken:
            how = "casting vote" if self.setup.tie == "casting vote" else "tie broken"
        reason = "; ".join(reason for _, reason in place.broken)
        return self.taken(table, place, tables.result_of(self.play, place).taken, how, reason)

    def taken(self, table: int, place: Table, options: tuple[str, ...], how: How, reason: str) -> Decided:
        """A decision for these options. Chance is keyed by seed, table, round and choice."""
        here = tables.current_round(self.play, place)
        choice = tables.positions_of(self.play, place.state, options)
        branches = rules.branches(self.play, place.state, choice)
        return Decided(
            table=table,
            round=here.id,
            choice=tuple(here.options[number].id for number in choice),
            falls=self.chance(branches, f"{self.seed}/{table}/{here.id}/{'+'.join(sorted(options))}").falls,
            how=how,
            reason=reason,
        )

    def misfit(self, place: Table, options: tuple[str, ...]) -> str:
        """Why these options cannot be taken together in the round, or nothing."""
        strangers = [option for option in options if option not in tables.open_options(self.play, place.state)]
        if strangers:
            return f"'{strangers[0]}' cannot be chosen in this round"
        choice = tables.positions_of(self.play, place.state, options)
        fits = rules.fits(self.play.rounds[place.state.round], choice) and len(set(options)) == len(options)
        return "" if fits else "these options cannot be taken together"

    @command
    def move_on(self, table: int = 0) -> None:
        """Go to the next round, or to the ending. What time a lone table had to talk is over."""
        self.allow(Act.MOVE_ON, table)
        self.happen(MovedOn(table=table))
        if len(self.tables) == 1:
            self.stop_timer()

    @command
    def undo(self, round_id: str | None = None, table: int = 0) -> None:
        """Go back to the start of a round: the one named, or the last decided. Undone decisions stay in the journal."""
        self.allow(Act.UNDO, table)
        decided = self.undoable(table)
        target = round_id or (decided[-1] if decided else None)
        if target is None:
            raise Refusal("nothing is decided yet, so there is nothing to undo")
        if target not in decided:
            raise Refusal(f"'{target}' is not a round that has been decided")
        self.happen(Undone(table=table, round=target))

    def undoable(self, table: int = 0) -> tuple[str, ...]:
        """The rounds decided so far, by id, the latest last; a vote begun but not decided on counts as one."""
        return undoable_at(self.play, self.tables[table])

    @command
    def mark(self, text: str = "") -> None:
        """Mark the moment, to come back to it in the hot wash."""
        self.happen(Marked(text=text.strip()))

    @command
    def answer(self, question: int, text: str, delegate: str = "") -> None:
        """What the room says to one of the questions of the hot wash, or one delegate by phone."""
        if not 0 <= question < len(self.loaded.scenario.debrief.questions):
            raise Refusal("there is no such question")
        if delegate and len(self.guests.answered.get((delegate, question), ())) >= guests.MOST_ANSWERS:
            raise Refusal(f"you have answered this {guests.MOST_ANSWERS} times; say the rest aloud")
        if delegate and len(text) > guests.LONGEST_ANSWER:
            raise Refusal(f"this answer has {len(text)} letters; at most {guests.LONGEST_ANSWER} fit")
        self.happen(Answered(question=question, text=self.said(text), delegate=delegate))

    @command
    def identify(self, lesson: str) -> None:
        """What the room takes away."""
        self.happen(LessonIdentified(text=self.said(lesson)))

    @command
    def agree(self, action: str, owner: str = "", due: date | None = None) -> None:
        """What somebody will do, by when."""
        self.happen(ActionAgreed(text=self.said(action), owner=owner.strip(), due=due))

    @command
    def finish(self, entry: int) -> None:
        """An action that was agreed has been done: the number of its line in the journal."""
        known = {one.number: one for one in hotwash.hot_wash(self.entries).actions}
        if entry not in known:
            raise Refusal("there is no such action")
        if known[entry].done:
            raise Refusal("this action is done already")
        self.happen(ActionDone(entry=entry))

    @command
    def strike(self, entry: int) -> None:
        """Strike out an entry of the hot wash, by the number of its line in the journal."""
        if entry not in {one.number for one in hotwash.hot_wash(self.entries).entries}:
            raise Refusal("there is no such entry")
        self.happen(Struck(entry=entry))

    @command
    def time(self, timer: Timer | None) -> None:
        """Another timer, or none; whoever shows it hears of it."""
        self.timer = timer
        self.tell()

    def switch_timer(self, minutes: float, now: float) -> None:
        """Start the time to talk, or pause it; where there is none, one of so many minutes, or of five."""
        timer = self.timer or Timer((minutes or 5) * MINUTE)
        self.time(timer.switched(now))

    def more_time(self) -> None:
        """A minute more to talk."""
        if self.timer is None:
            raise Refusal("the timer is not running; start it first")
        self.time(self.timer.extended(MINUTE))

    def stop_timer(self) -> None:
        """Take the time to talk away, where there is any."""
        if self.timer:
            self.time(None)

    @command
    def blank(self, is_blank: bool) -> None:
        """Show nothing on the wall, or show it again."""
        self.is_blank = is_blank
        self.tell()

    @command
    def follow(self, moves: Iterable[Move], table: int = 0) -> None:
        """Play the moves of a path that the rules allow, one hand for each option, with chance as the path says."""
        events: list[Event] = [Begun(table=table)]
        for move in moves:
            place = self.play.scenario.rounds[move.round]
            choice = tuple(place.options[number].id for number in move.choice)
            hands = tuple((option, 1) for option in choice)
            events.append(HandsCounted(table=table, counts=hands))
            events.append(Decided(table=table, round=place.id, choice=choice, falls=move.falls, how="path"))
            events.append(MovedOn(table=table))
        self.allow(Act.BEGIN, table)
        self.happen(*events)


def undoable_at(play: Compiled, place: Table) -> tuple[str, ...]:
    """The rounds that a table can go back to, by id, the latest last."""
    rounds = tuple(turn.decision.round for turn in place.turns)
    if place.phase not in (Phase.OPENING, Phase.DISCUSSING, Phase.OUTCOME, Phase.ENDED):
        rounds = (*rounds, tables.current_round(play, place).id)
    return rounds


def drawn(branches: tuple[Branch, ...], key: str) -> Branch:
    """The branch that chance takes. The same key always draws the same, so undoing never rolls again."""
    chance = Random(int.from_bytes(sha256(key.encode()).digest()[:8]))
    return chance.choices(branches, [branch.weight / branch.total for branch in branches])[0]


def opened(
    loaded: Loaded,
    path: Path | None = None,
    seed: int | None = None,
    setup: SetUp | None = None,
    clock: Clock | None = None,
) -> Session:
    """A new session with a journal of its own; with a clock, one of a workshop that was played on paper.

    Raises JournalError where it cannot be written.
    """
    record = Journal.create(path or journal.fresh_path(loaded.name))
    record.clock = clock
    event = Opened(
        scenario=loaded.name,
        text=loaded.text,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        program=program_version(),
        setup=setup or ALONE,
        entered=journal.now() if clock else None,
    )
    try:
        record.append([event])
    except JournalError:
        record.close()
        raise
    return Session(loaded, record)


def resumed(path: Path) -> Session:
    """A session as it stopped. Raises JournalError where the journal is damaged, in use or empty."""
    record = Journal.resume(path)
    try:
        if not record.contents.entries or not isinstance(record.contents.entries[0].event, Opened):
            raise JournalError(f"{path.name}: nothing was recorded in it; start a new session")
        return Session(reloaded(record.contents.entries[0].event, path), record)
    except BaseException:
        record.close()
        raise


def reloaded(event: Opened, path: Path) -> Loaded:
    """The scenario as the journal keeps it. Raises JournalError where this version cannot play it."""
    try:
        return library.loaded(event.scenario, Source(event.text, f"{path.name} (its scenario)"))
    except Flawed as flawed:
        first = flawed.problems[0].message
        raise JournalError(f"{path.name}: its scenario cannot be played by this version: {first}") from None


def program_version() -> str:
    """This program's version."""
    try:
        return version("kent-connects-training")
    except PackageNotFoundError:
        return "0"
