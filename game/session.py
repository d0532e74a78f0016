"""The one mutable object: a journal, the table it leads to, and who wants to know.

Law: a command is decided against the table in memory, written to the disk, and only then seen. What is
refused changes nothing and says why in one sentence.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from random import Random

from game import journal, library, rules, tables, voting
from game.authoring.problems import Flawed
from game.authoring.reading import Source
from game.events import Begun, Decided, Event, HandsCounted, MovedOn, Opened, TieBroken, Undone
from game.explore import Move
from game.journal import Journal, JournalError
from game.library import Loaded
from game.phases import Act, Phase, refusal
from game.rules import Branch
from game.tables import Table


class Refusal(Exception):
    """A command that is not possible now, and why, in one sentence."""


class Session:
    """One workshop being played."""

    def __init__(self, loaded: Loaded, record: Journal) -> None:
        self.loaded = loaded
        self.play = loaded.play
        self.journal = record
        opened = record.contents.events[0]
        assert isinstance(opened, Opened)
        self.seed = opened.seed
        self.table: Table = tables.replayed(self.play, record.contents.events)
        self.listeners: list[Callable[[], None]] = []
        self.dropped = record.contents.dropped

    def begin(self) -> None:
        """Start the first round."""
        self.allow(Act.BEGIN)
        self.happen(Begun())

    def count(self, hands: Mapping[str, int]) -> None:
        """Record a show of hands: option ids with numbers. A second count replaces the first."""
        self.allow(Act.COUNT)
        options = tables.open_options(self.play, self.table.state)
        self.insist(voting.refusal(hands, options, none=self.play.rounds[self.table.state.round].none))
        self.happen(HandsCounted(counts=voting.tallied(hands, options).counts))

    def decide(self) -> None:
        """Take what the hands decided."""
        self.allow(Act.DECIDE)
        self.happen(self.decision(self.table))

    def break_tie(self, option: str, reason: str) -> None:
        """Prefer one of the options that are tied, for a reason; where that settles it, the decision is taken."""
        self.allow(Act.BREAK_TIE)
        if option not in tables.result_of(self.play, self.table).tied:
            raise Refusal(f"'{option}' is not one of the options that are tied")
        if not reason.strip():
            raise Refusal("say why: the reason goes into the decision log")
        broken = TieBroken(option=option, reason=reason.strip())
        table = tables.applied(self.play, self.table, broken)
        settled = table.phase is Phase.COUNTED
        self.happen(broken, *([self.decision(table)] if settled else []))

    def decision(self, table: Table) -> Decided:
        """The decision that a table's hands have come to, with how chance falls."""
        place = tables.current_round(self.play, table)
        options = tables.result_of(self.play, table).taken
        choice = tables.positions_of(self.play, table.state, options)
        branches = rules.branches(self.play, table.state, choice)
        return Decided(
            round=place.id,
            choice=tuple(place.options[number].id for number in choice),
            falls=drawn(branches, f"{self.seed}/0/{place.id}/{'+'.join(sorted(options))}").falls,
            how="tie broken" if table.broken else "vote",
            reason="; ".join(reason for _, reason in table.broken),
        )

    def move_on(self) -> None:
        """Go to the next round, or to the ending."""
        self.allow(Act.MOVE_ON)
        self.happen(MovedOn())

    def undo(self, round_id: str | None = None) -> None:
        """Go back to the start of a round: the one named, or the last decided. Undone decisions stay in the journal."""
        self.allow(Act.UNDO)
        decided = self.undoable()
        target = round_id or (decided[-1] if decided else None)
        if target is None:
            raise Refusal("nothing is decided yet, so there is nothing to undo")
        if target not in decided:
            raise Refusal(f"'{target}' is not a round that has been decided")
        self.happen(Undone(round=target))

    def undoable(self) -> tuple[str, ...]:
        """The rounds decided so far, by id, the latest last; hands counted but not decided count as one."""
        rounds = tuple(turn.decision.round for turn in self.table.turns)
        if self.table.phase in (Phase.COUNTED, Phase.TIED):
            rounds = (*rounds, tables.current_round(self.play, self.table).id)
        return rounds

    def follow(self, moves: Iterable[Move]) -> None:
        """Play the moves of a path that the rules allow, one hand for each option, with chance as the path says."""
        events: list[Event] = [Begun()]
        for move in moves:
            place = self.play.scenario.rounds[move.round]
            choice = tuple(place.options[number].id for number in move.choice)
            hands = tuple((option, 1) for option in choice)
            events.append(HandsCounted(counts=hands))
            events.append(Decided(round=place.id, choice=choice, falls=move.falls, how="path"))
            events.append(MovedOn())
        self.allow(Act.BEGIN)
        self.happen(*events)

    def allow(self, act: Act) -> None:
        """Refuse what the phase does not list."""
        self.insist(refusal(self.table.phase, act))

    def insist(self, why_not: str) -> None:
        """Refuse for a reason."""
        if why_not:
            raise Refusal(why_not)

    def happen(self, *events: Event) -> None:
        """Make events durable, then true, then known. Raises JournalError, and then nothing has happened."""
        self.journal.append(events)
        for event in events:
            self.table = tables.applied(self.play, self.table, event)
        for listener in tuple(self.listeners):
            listener()

    def close(self) -> None:
        """Let go of the journal. The session can be resumed."""
        self.journal.close()


def drawn(branches: tuple[Branch, ...], key: str) -> Branch:
    """The branch that chance takes. The same key always draws the same, so undoing never rolls again."""
    chance = Random(int.from_bytes(sha256(key.encode()).digest()[:8]))
    return chance.choices(branches, [branch.weight / branch.total for branch in branches])[0]


def opened(loaded: Loaded, path: Path | None = None, seed: int | None = None) -> Session:
    """A new session with a journal of its own. Raises JournalError where it cannot be written."""
    record = Journal.create(path or fresh_path(loaded.name))
    event = Opened(
        scenario=loaded.name,
        text=loaded.text,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        program=program_version(),
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


def fresh_path(name: str) -> Path:
    """A file name that says when and what, and that is not taken."""
    stem = f"{journal.now():%Y-%m-%d-%H%M}-{re.sub(r'[^a-z0-9-]+', '-', name.lower())}"
    folder = library.sessions_folder()
    number = 1
    while (folder / (f"{stem}.jsonl" if number == 1 else f"{stem}-{number}.jsonl")).exists():
        number += 1
    return folder / (f"{stem}.jsonl" if number == 1 else f"{stem}-{number}.jsonl")


def latest() -> Path:
    """The session that was played last. Raises JournalError where there is none."""
    files = library.session_files()
    if not files:
        raise JournalError(f"there is no session to resume in {library.sessions_folder()}")
    return files[0]


def program_version() -> str:
    """This program's version."""
    try:
        return version("kent-connects-training")
    except PackageNotFoundError:
        return "0"
