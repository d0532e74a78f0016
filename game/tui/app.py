"""The facilitator's console: it shows a session's view and hands the facilitator's commands to the session.

Law: no rule of the workshop lives here. A command is the session's to refuse; what is refused, or could not be
recorded, is said in a sentence, and the screen keeps showing what is safe.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from game import library, session, views
from game.authoring.problems import Flawed
from game.journal import JournalError
from game.phases import Phase
from game.session import Refusal, Session
from game.tui import theme
from game.tui.commands import (
    Actions,
    Begin,
    BreakTie,
    CountHands,
    Leave,
    MoveOn,
    ShowKeys,
    SwitchTheme,
    TakeDecision,
    Undo,
    ViewCommand,
)
from game.tui.screens.end import End
from game.tui.screens.face import Face
from game.tui.screens.frame import Frame, Step
from game.tui.screens.home import Home, Play, Resume
from game.tui.screens.keys import Keys
from game.tui.screens.opening import Opening
from game.tui.screens.outcome import Outcome
from game.tui.screens.past import Past, Rewind
from game.tui.screens.round import Raise, Round
from game.tui.screens.sure import Sure
from game.tui.screens.tie import Settle, Tie
from game.tui.widgets.hands import HandsField

FACES: dict[Phase, type[Face]] = {
    Phase.OPENING: Opening,
    Phase.DISCUSSING: Round,
    Phase.COUNTED: Round,
    Phase.TIED: Round,
    Phase.OUTCOME: Outcome,
    Phase.ENDED: End,
}
"""Which screen shows which phase."""
FEW_COLOURS = ("standard", "windows")
"""What rich calls terminals with sixteen colours."""
DROPPED = "The last line was not complete when the session stopped; it was dropped."


class Console(App[None]):
    """The console, on a session or on the list of what can be played."""

    TITLE = "SIRO workshop"
    CSS_PATH = "console.tcss"
    COMMANDS = {Actions}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "leave", "Leave", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "Actions", show=False, priority=True),
    ]

    def __init__(self, session: Session | None, *, light: bool = False) -> None:
        # NO_COLOR: Textual then keeps the terminal's own colours, which has to be settled before it starts.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for name in theme.PALETTES:
            self.register_theme(theme.theme(name, few_colours=self.console.color_system in FEW_COLOURS))
        self.theme = theme.LIGHT if light else theme.DARK
        self.session = session
        self.face: Frame = self.first_face()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The palette's names, for the moment before a theme of ours is chosen."""
        return theme.variables(theme.PALETTES[theme.DARK])

    def on_mount(self) -> None:
        """Show the first screen."""
        self.push_screen(self.face)

    def first_face(self) -> Frame:
        """Where the session is, or the list of what can be played."""
        if self.session is None:
            return Home()
        self.session.listeners.append(self.turn)
        view = views.facilitator(self.session)
        return FACES[view.phase](view)

    def turn(self) -> None:
        """Show the session as it is now."""
        assert self.session is not None
        view = views.facilitator(self.session)
        self.uncover()
        if isinstance(self.face, Face) and self.face.shows(self.face.view, view):
            self.face.show(view)
        else:
            self.face = FACES[view.phase](view)
            self.switch_screen(self.face)

    def uncover(self) -> None:
        """Take away what lies over the face."""
        while self.screen is not self.face and len(self.screen_stack) > 1:
            self.pop_screen()

    def attempt(self, what: str, act: Callable[[], object]) -> None:
        """Do something to the session; say why it was refused, or that it was not recorded."""
        try:
            act()
        except Refusal as refusal:
            self.complain(f"Not possible: {refusal}.")
        except JournalError as error:
            self.complain(f"{what} was not recorded. {error}. The screen shows what is safe; then try again.")

    def complain(self, sentence: str) -> None:
        """Say what went wrong, where the facilitator looks."""
        if isinstance(self.screen, Frame):
            self.screen.complain(sentence)

    def require(self, what: str, act: Callable[[Session], object]) -> None:
        """Do something to the session, if there is one."""
        if self.session is None:
            self.complain("Not possible: choose a scenario first.")
        else:
            self.attempt(what, lambda: act(self.session) if self.session else None)

    @on(Begin)
    def begin(self) -> None:
        """Start the first round."""
        self.require("The start", Session.begin)

    @on(CountHands)
    def count_elsewhere(self) -> None:
        """Hands can be counted only in a round: bring it to the front, or let the session say why not."""
        if self.screen is not self.face and isinstance(self.face, Round):
            self.uncover()
            self.face.post_message(CountHands())
        else:
            self.require("The count", lambda found: found.count({}))

    @on(Raise)
    def raise_hands(self, message: Raise) -> None:
        """Record a show of hands."""
        self.require("The show of hands", lambda found: found.count(message.hands))

    @on(TakeDecision)
    def decide(self) -> None:
        """Take the option that leads."""
        self.require("The decision", Session.decide)

    @on(BreakTie)
    def open_tie(self) -> None:
        """Ask which option and why; where there is no tie, the session says so."""
        if self.session is not None and self.session.table.phase is Phase.TIED:
            self.uncover()
            self.push_screen(Tie(views.facilitator(self.session)))
        else:
            self.require("The decision", lambda found: found.break_tie("", ""))

    @on(Settle)
    def settle(self, message: Settle) -> None:
        """Break the tie."""
        self.require("The decision", lambda found: found.break_tie(message.option, message.reason))

    @on(MoveOn)
    def move_on(self) -> None:
        """To the next round or the ending."""
        self.require("The move to the next round", Session.move_on)

    @on(Undo)
    def open_past(self) -> None:
        """Show what can be taken back; where there is nothing, the session says so."""
        if self.session is not None and self.session.undoable():
            self.uncover()
            self.push_screen(Past(views.facilitator(self.session)))
        else:
            self.require("The undoing", Session.undo)

    @on(Rewind)
    def rewind(self, message: Rewind) -> None:
        """Go back."""
        self.require("The undoing", lambda found: found.undo(message.round))

    @on(Play)
    def play(self, message: Play) -> None:
        """Start a scenario."""
        self.enter(message.path, lambda path: session.opened(library.load(path)))

    @on(Resume)
    def resume(self, message: Resume) -> None:
        """Go on with a session."""
        self.enter(message.path, session.resumed)

    def enter(self, path: Path, opened: Callable[[Path], Session]) -> None:
        """From the list into a session."""
        try:
            self.session = opened(path)
        except Flawed as flawed:
            self.complain(f"{path.name} {views.unplayable(flawed, path)}")
        except JournalError as error:
            self.complain(f"{error}.")
        else:
            self.face = self.first_face()
            self.switch_screen(self.face)
            if self.session.dropped:
                self.call_after_refresh(self.complain, DROPPED)

    @on(SwitchTheme)
    def switch_theme(self) -> None:
        """Dark or light."""
        self.theme = theme.other(self.theme)

    @on(ShowKeys)
    def show_keys(self) -> None:
        """The keys of the screen in front."""
        if isinstance(self.screen, Frame):
            self.push_screen(Keys(self.screen.heading, tuple(self.screen.commands())))

    @on(Leave)
    def ask_to_leave(self) -> None:
        """Say that the session is kept, and how to go on with it."""
        heading = self.face.heading
        said: tuple[str, ...] = ("Nothing is playing.",)
        if self.session is not None:
            path = self.session.journal.path
            said = ("Everything up to here is kept.", f"To go on later:  {views.way_back(path)}")
        self.push_screen(Sure(heading, "Leave the console?", said, Step("Leave", self.leave)))

    def leave(self) -> None:
        """End, and leave the way back in the terminal."""
        if self.session is None:
            self.exit()
        else:
            path = self.session.journal.path
            self.exit(message=Text(f"Kept in {path}. Go on with: {views.way_back(path)}"))

    def action_command_palette(self) -> None:
        """Every action, by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Type a part of what you want to do"))

    def action_leave(self) -> None:
        """Ask; asked twice in this way, leave."""
        if isinstance(self.screen, Sure):
            self.leave()
        else:
            self.ask_to_leave()

    @on(ViewCommand)
    def look_elsewhere(self, message: ViewCommand) -> None:
        """What the screen in front does not know: the face underneath may."""
        if self.screen is self.face:
            self.complain(f"Not possible: {message.ELSEWHERE}.")
        else:
            self.uncover()
            self.face.post_message(type(message)())

    def on_key(self, event: events.Key) -> None:
        """A digit that was typed before its field was open still belongs into it."""
        field = self.focused
        if isinstance(field, HandsField) and event.character and event.character.isdecimal():
            field.replace(event.character, *sorted(field.selection))

    def on_unmount(self) -> None:
        """Let go of the journal."""
        if self.session is not None:
            self.session.close()
