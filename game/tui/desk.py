"""A session on the console: the way of a command to it, and the screen that shows where a table is.

Law: no rule of the workshop lives here. A command is the session's to refuse; what is refused, or could not be
recorded, comes back as a sentence, and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from textual.message import Message

from game import cards, comparing, library, session, views
from game.aar import Who
from game.authoring.problems import Flawed
from game.background import Background
from game.held import Refusal
from game.host import by_hands
from game.journal import JournalError
from game.phases import UNSHOWN, Phase
from game.seating import SetUp
from game.session import Session
from game.tui import commands, forms
from game.tui.commands import TableCommand
from game.tui.requests import Do, GoTo, Raise
from game.tui.screens.ask import Ask, Choice, Form
from game.tui.screens.comparison import Comparison
from game.tui.screens.end import End
from game.tui.screens.face import Around, Face, heading_of
from game.tui.screens.frame import Frame
from game.tui.screens.hotwash import Debrief
from game.tui.screens.opening import Opening
from game.tui.screens.outcome import Outcome
from game.tui.screens.past import Past
from game.tui.screens.round import Round
from game.views import FacilitatorView

FACES: dict[Phase, type[Face]] = {
    Phase.OPENING: Opening,
    Phase.DISCUSSING: Round,
    Phase.VOTING: Round,
    Phase.CLOSED: Round,
    Phase.FIRST: Round,
    Phase.COUNTED: Round,
    Phase.TIED: Round,
    Phase.SHORT: Round,
    Phase.OUTCOME: Outcome,
    Phase.ENDED: End,
}
"""Which screen shows which phase."""
DROPPED = "The last line was not complete when the session stopped; it was dropped."
AHEAD = 5.0
"""Seconds after the first round began until the scenario is explored: the first screen is drawn by then."""


class Closed(Exception):
    """A scenario or a session that cannot be opened, and why, in one sentence."""


class Desk:
    """One session being played, and the table that is on the screen."""

    def __init__(self, held: Session, changed: Callable[[], None]) -> None:
        self.session = held
        self.number = 0
        self.changed = changed
        self.background = Background(held.loaded)
        self.faces: dict[type[Face], Face] = {}
        self.began = 0.0
        self.is_by_hands = False
        """Whether hands are counted although phones were meant to vote: the room could not be opened."""
        self.told: tuple[str, ...] = ()
        """What is to be said once: where the files of a report are."""
        held.listeners.append(changed)

    @classmethod
    def play(cls, path: Path, changed: Callable[[], None], setup: SetUp | None = None, seed: int | None = None) -> Desk:
        """A new session of the scenario in this file. Raises Closed."""
        try:
            return cls(session.opened(library.load(path), seed=seed, setup=setup), changed)
        except Flawed as flawed:
            raise Closed(f"{path.stem} {cards.unplayable(flawed, path)}") from None
        except JournalError as error:
            raise Closed(f"{error}.") from None

    @classmethod
    def resume(cls, path: Path, changed: Callable[[], None]) -> Desk:
        """The session in this file. Raises Closed."""
        try:
            return cls(session.resumed(path), changed)
        except JournalError as error:
            raise Closed(f"{error}.") from None

    @property
    def dropped(self) -> str:
        """What was lost of the last line, in words."""
        return DROPPED if self.session.dropped else ""

    @property
    def path(self) -> Path:
        """Where the session is kept."""
        return self.session.journal.path

    @property
    def way_back(self) -> str:
        """The command that goes on with it."""
        return cards.way_back(self.path)

    @property
    def view(self) -> FacilitatorView:
        """What the facilitator may see of the table on the screen."""
        view = views.facilitator(self.session, self.number)
        return by_hands(view) if self.is_by_hands else view

    @property
    def glances(self) -> tuple[comparing.Glance, ...]:
        """Every table at a glance, where there are several."""
        return comparing.glances(self.session) if len(self.session.tables) > 1 else ()

    def face(self) -> Face:
        """The screen that shows where the table is: the one there was before, with other words, or a new one."""
        view = self.view
        kind = FACES[view.phase]
        kept = self.faces.get(kind)
        if kept is None or not kept.follow(view):
            kept = self.faces[kind] = kind(view)
        return kept

    def cover(self, command: TableCommand) -> Frame | None:
        """The screen on which a command is filled in, where it needs one now."""
        view = self.view
        if isinstance(command, commands.Undo) and view.undoable:
            return Past(view, self.session)
        if isinstance(command, commands.CompareTables) and self.compared:
            return self.comparison(view)
        if isinstance(command, commands.HoldHotWash) and self.has_decided:
            return Debrief(heading_of(view), self.session, self.background)
        form = self.form(command, view)
        return Ask(heading_of(view), form) if form else None

    @property
    def has_decided(self) -> bool:
        """Whether there is something to look back on."""
        return any(table.turns for table in self.session.tables)

    def look_ahead(self) -> None:
        """Let what there is to know of the scenario be worked out, once the room has begun to talk."""
        is_on = any(table.phase is not Phase.OPENING for table in self.session.tables)
        self.began = self.began or (monotonic() if is_on else 0.0)
        if is_on and monotonic() - self.began >= AHEAD:
            self.background.begin()

    def comparison(self, view: FacilitatorView) -> Comparison:
        """The rounds compared; once every table has decided, everybody goes on from there."""
        if view.phase is Phase.OUTCOME and self.around.behind is None:
            return Comparison(heading_of(view), self.compared, "Everyone goes on", commands.MoveAllOn())
        return Comparison(heading_of(view), self.compared, "Go back", None)

    def form(self, command: TableCommand, view: FacilitatorView) -> Form | None:
        """The form for a command, where it needs one now."""
        held, is_on = self.session, view.phase not in (Phase.OPENING, Phase.OUTCOME, Phase.ENDED)
        match command:
            case commands.BreakTie() if view.phase is Phase.TIED and not view.tie_goes_to_vote:
                return forms.tie(held, view)
            case commands.Override() if is_on and view.phase not in UNSHOWN:
                return forms.override(held, view)
            case commands.NoteReason() if view.phase is not Phase.OPENING:
                return forms.note(held, view)
            case commands.ReleaseMessage() if is_on and view.on_demand:
                return forms.messages(held, view)
            case commands.CountDelegates():
                return forms.delegates(held, view)
            case commands.MarkMoment():
                return forms.mark(held)
            case commands.AddLesson():
                return forms.lesson(held)
            case commands.AddAction():
                return forms.action(held)
            case commands.WriteReport() if self.has_decided:
                return forms.report(self.write_report)
            case commands.ShowTables() if self.glances:
                return self.tables_form()
            case _:
                return None

    def write_report(self, who: Who) -> None:
        """Write the report, with what is known by now of all ways through the exercise."""
        from game.papers import shelf

        written = shelf.of_session(self.session, self.background.look(), who)
        self.told = f"In the folder {written[0].parent}", "\n".join(path.name for path in written)

    def tables_form(self) -> Form:
        """All tables at a glance; the one chosen comes on the screen."""
        return Form(
            title="The tables",
            what="The table",
            choices=[Choice(str(glance.table + 1), glance.sentence, glance.table) for glance in self.glances],
            start=self.number,
            step="Go to table {mark}",
            act=lambda number, _: self.go_to(int(str(number))),
        )

    @property
    def compared(self) -> tuple[comparing.Compared, ...]:
        """The rounds decided so far, table by table, where there are several tables."""
        return comparing.compared_rounds(self.session) if len(self.session.tables) > 1 else ()

    def go_to(self, number: int) -> None:
        """Another table on the screen."""
        if len(self.session.tables) == 1:
            raise Refusal("there is only one table")
        self.number = number % len(self.session.tables)
        self.changed()

    @property
    def around(self) -> Around:
        """What is around the table on the screen."""
        glances, timer = self.glances, self.session.timer
        after = [*glances[self.number + 1 :], *glances[: self.number]]
        behind = next((one for one in after if comparing.is_behind(one, glances[self.number])), None)
        return Around(glances, behind, timer.words(monotonic()) if timer else "", self.session.is_blank)

    def obey(self, asked: Message) -> str:
        """Do what is asked. Where that is not possible, the sentence that says why, and nothing has happened."""
        what, act = self.meant(asked)
        try:
            act()
        except Refusal as refusal:
            return f"Not possible: {refusal}."
        except JournalError as error:
            return f"{what} was not recorded. {error}. The screen shows what is safe; then try again."
        return ""

    def meant(self, asked: Message) -> tuple[str, Callable[[], None]]:
        """What a command or a filled-in form means: its name in a sentence, and what does it."""
        held, table = self.session, self.number
        match asked:
            case Do(what=what, act=act):
                return what, act
            case GoTo(table=number):
                return "The table", lambda: self.go_to(number)
            case Raise(hands=hands, voters=voters):
                return "The show of hands", lambda: held.count(hands, table, voters)
            case commands.Begin():
                return "The start", self.begin_all
            case commands.MoveAllOn():
                return "The next round", self.move_all_on
            case TableCommand():
                name, does = SIMPLE[type(asked)]
                return name, lambda: does(self)
            case _:
                raise TypeError(asked)

    def begin_all(self) -> None:
        """Every table that has not begun; where all have, the refusal of this one."""
        waiting = [number for number, table in enumerate(self.session.tables) if table.phase is Phase.OPENING]
        for number in waiting or [self.number]:
            self.session.begin(number)

    def move_all_on(self) -> None:
        """Every table that has decided; where none has, the refusal of this one."""
        for number in forms.all_that_decided(self.session) or [self.number]:
            self.session.move_on(number)
        self.session.stop_timer()
        if self.glances:
            self.go_to(min(self.glances, key=lambda glance: (glance.round, glance.table)).table)

    def close(self) -> None:
        """Let go of the journal, and of what is being worked out."""
        self.background.close()
        self.session.close()


def refuse(why_not: str) -> Callable[[Desk], None]:
    """What cannot be done now."""

    def refused(desk: Desk) -> None:
        raise Refusal(why_not)

    return refused


SIMPLE: dict[type[Message], tuple[str, Callable[[Desk], None]]] = {
    commands.DeliverNext: ("The message", lambda desk: desk.session.deliver(None, desk.number)),
    commands.ReleaseMessage: ("The message", refuse("no message waits for you in this round")),
    commands.CountHands: ("The show of hands", lambda desk: desk.session.count({}, desk.number)),
    commands.OpenVote: ("The vote", lambda desk: desk.session.open_vote(desk.number)),
    commands.CloseVote: ("The close", lambda desk: desk.session.close_vote(desk.number)),
    commands.ReopenVote: ("The vote", lambda desk: desk.session.reopen_vote(desk.number)),
    commands.RevealVote: ("The vote", lambda desk: desk.session.reveal(desk.number)),
    commands.TakeDecision: ("The decision", lambda desk: desk.session.decide(desk.number)),
    commands.BreakTie: ("The decision", lambda desk: desk.session.break_tie("", "", desk.number)),
    commands.Override: ("The override", lambda desk: desk.session.override((), "", desk.number)),
    commands.NoteReason: ("The note", lambda desk: desk.session.note("rationale", "", desk.number)),
    commands.MoveOn: ("The next round", lambda desk: desk.session.move_on(desk.number)),
    commands.Undo: ("The undoing", lambda desk: desk.session.undo(None, desk.number)),
    commands.HoldHotWash: ("The hot wash", refuse("nothing is decided yet; the hot wash looks back on decisions")),
    commands.WriteReport: ("The report", refuse("nothing is decided yet, so there is nothing to report")),
    commands.SwitchTimer: ("The timer", lambda desk: desk.session.switch_timer(desk.view.discuss, monotonic())),
    commands.MoreTime: ("The timer", lambda desk: desk.session.more_time()),
    commands.StopTimer: ("The timer", lambda desk: desk.session.time(None)),
    commands.BlankWall: ("The wall", lambda desk: desk.session.blank(not desk.session.is_blank)),
    commands.ShowTables: ("The table", refuse("there is only one table")),
    commands.NextTable: ("The table", lambda desk: desk.go_to(desk.number + 1)),
    commands.PreviousTable: ("The table", lambda desk: desk.go_to(desk.number - 1)),
    commands.CompareTables: ("The comparison", refuse("no round is decided yet at any table to compare")),
}
"""What the commands that need nothing filled in mean."""
