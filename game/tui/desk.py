"""A session on the console: the way of a command to it, and the screen that shows where it is.

Law: no rule of the workshop lives here. A command is the session's to refuse; what is refused, or could not be
recorded, comes back as a sentence, and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from game import cards, library, session, views
from game.authoring.problems import Flawed
from game.journal import JournalError
from game.phases import Phase
from game.session import Refusal, Session
from game.tui.commands import (
    Begin,
    BreakTie,
    CountHands,
    MoveOn,
    Raise,
    Rewind,
    Settle,
    TableCommand,
    TakeDecision,
    Undo,
)
from game.tui.screens.end import End
from game.tui.screens.face import Face, TableFrame
from game.tui.screens.opening import Opening
from game.tui.screens.outcome import Outcome
from game.tui.screens.past import Past
from game.tui.screens.round import Round
from game.tui.screens.tie import Tie
from game.views import FacilitatorView

FACES: dict[Phase, type[Face]] = {
    Phase.OPENING: Opening,
    Phase.DISCUSSING: Round,
    Phase.COUNTED: Round,
    Phase.TIED: Round,
    Phase.OUTCOME: Outcome,
    Phase.ENDED: End,
}
"""Which screen shows which phase."""
DROPPED = "The last line was not complete when the session stopped; it was dropped."


class Closed(Exception):
    """A scenario or a session that cannot be opened, and why, in one sentence."""


class Desk:
    """One session being played."""

    def __init__(self, held: Session, changed: Callable[[], None]) -> None:
        self.session = held
        held.listeners.append(changed)

    @classmethod
    def play(cls, path: Path, changed: Callable[[], None]) -> Desk:
        """A new session of the scenario in this file. Raises Closed."""
        try:
            return cls(session.opened(library.load(path)), changed)
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
        """What the facilitator may see."""
        return views.facilitator(self.session)

    def face(self) -> Face:
        """The screen that shows where the session is."""
        view = self.view
        return FACES[view.phase](view)

    def cover(self, command: TableCommand) -> TableFrame | None:
        """The screen on which a command is filled in, where it needs one now."""
        if isinstance(command, Undo) and self.session.undoable():
            return Past(self.view)
        if isinstance(command, BreakTie) and self.session.table.phase is Phase.TIED:
            return Tie(self.view)
        return None

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
        held = self.session
        match asked:
            case Begin():
                return "The start", held.begin
            case Raise(hands=hands):
                return "The show of hands", lambda: held.count(hands)
            case CountHands():
                return "The show of hands", lambda: held.count({})
            case TakeDecision():
                return "The decision", held.decide
            case Settle(option=option, reason=reason):
                return "The decision", lambda: held.break_tie(option, reason)
            case BreakTie():
                return "The decision", lambda: held.break_tie("", "")
            case MoveOn():
                return "The next round", held.move_on
            case Rewind(round=place):
                return "The undoing", lambda: held.undo(place)
            case Undo():
                return "The undoing", held.undo
            case _:
                raise TypeError(asked)

    def close(self) -> None:
        """Let go of the journal."""
        self.session.close()
