"""The facilitator's console: the screens one after the other, the themes, the way in and the way out.

Law: it starts with nothing but Textual; what plays a session is imported when there is one to play.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.message import Message
from textual.screen import Screen

from game.tui import sweeping, theme
from game.tui.commands import BigText, CountHands, Leave, ShowKeys, SwitchTheme, TableCommand, ViewCommand
from game.tui.entries import Kind
from game.tui.hosted import Hosted
from game.tui.requests import Do, Request
from game.tui.screens.frame import BIG, Frame, Step
from game.tui.screens.home import Home, Open
from game.tui.screens.keys import Keys
from game.tui.screens.sure import Sure
from game.tui.widgets.field import Field

if TYPE_CHECKING:
    from game.allowed import Hosting
    from game.briefing import Briefing
    from game.seating import Voting
    from game.session import Session
    from game.tui.desk import Desk
    from game.tui.rehearsal import Rehearsal

TICK = 0.5
"""Seconds between looks at the timer."""
LOOKS = Path(__file__).with_name("console.tcss")
SESSION_LOOKS = LOOKS.parent / "screens" / "session.tcss"
REST = 1.0
"""Seconds without a key after which nobody is typing."""
FEW_COLOURS = ("standard", "windows")
"""What rich calls terminals with sixteen colours."""


def actions() -> type[Provider]:
    """What the command palette lists, read when it is asked for."""
    from game.tui.palette import Actions

    return Actions


class Console(Hosted):
    """The console, on a session or on the list of what can be played."""

    TITLE = "SIRO workshop"
    COMMANDS = {actions}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "leave", "Leave", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "Actions", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session | None,
        *,
        light: bool = False,
        rehearses: bool = False,
        briefing: Briefing | None = None,
        polling: Voting = "hands",
        hosting: Hosting | None = None,
    ) -> None:
        # NO_COLOR: Textual then keeps the terminal's own colours, which has to be settled before it starts.
        looks: list[str | PurePath] = [LOOKS] if session is None and briefing is None else [LOOKS, SESSION_LOOKS]
        super().__init__(hosting, css_path=looks, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.choose_theme(theme.LIGHT if light else theme.DARK)
        self.has_left = False
        self.touched = 0.0
        """When the last key was pressed."""
        self.rehearses = rehearses
        self.rehearsal: Rehearsal | None = None
        self.face = self.sit_down(session) if session else self.brief(briefing, polling) if briefing else Home()

    def choose_theme(self, name: str) -> None:
        """The first theme, before anything is drawn: chosen later, every rule of the looks would be read twice."""
        for each in theme.PALETTES:
            self.register_theme(theme.theme(each, few_colours=self.console.color_system in FEW_COLOURS))
        self.set_reactive(Console.theme, name)
        self.update_classes(
            {f"-theme-{name}": True, "-dark-mode": name == theme.DARK, "-light-mode": name == theme.LIGHT}
        )
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The list, where it comes first: nothing is drawn before it, and whatever is opened lies over it."""
        return self.face if isinstance(self.face, Home) else super().get_default_screen()

    def brief(self, briefing: Briefing, polling: Voting) -> Frame:
        """The first slide of a briefing that was asked for by its name; after the last, the console is left."""
        from game.tui import opening

        return opening.first_slide(briefing, self.leave, polling)

    def end_briefing(self) -> None:
        """Back to the list, and nothing on the wall."""
        self.uncover()
        if self.host:
            self.serve()

    def sit_down(self, session: Session) -> Frame:
        """Take a session to the desk; the screen that shows it."""
        from game.tui.desk import Desk

        self.desk = Desk(session, self.heed)
        if self.rehearses:
            from game.tui.rehearsal import Rehearsal

            self.rehearsal = Rehearsal(session, self.set_timer)
        return self.desk.face()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The palette's names, for the moment before a theme of ours is chosen."""
        return theme.variables(theme.PALETTES[theme.DARK])

    def on_mount(self) -> None:
        """Show the first screen, and say what was lost of a session that stopped short."""
        self.thread = threading.get_ident()
        self.look_around()
        if self.screen is not self.face:
            self.keep(self.face)
            self.push_screen(self.face)
        if self.desk:
            self.call_after_refresh(self.serve)
        self.set_interval(TICK, self.tick)
        if not self.is_headless:
            self.set_timer(TICK, sweeping.settle)
        if self.desk and self.desk.dropped:
            self.call_after_refresh(self.complain, self.desk.dropped)

    def tick(self) -> None:
        """The timer goes on, and what is to be known at the end is worked out."""
        sweeping.sweep(is_quiet=monotonic() - self.touched > REST)
        if self.desk:
            self.desk.look_ahead()
            if self.desk.session.timer:
                self.look_around()
        self.listen_again()

    def turn(self) -> None:
        """Show the session as it is now. What covers the face stays as long as the table is where it was."""
        assert self.desk is not None
        view = self.desk.view
        if not self.face.is_at(view):
            self.uncover()
        if not self.face.follow(view):
            self.show(self.desk.face())
        self.look_around()
        if self.rehearsal:
            self.rehearsal.look()

    def look_around(self) -> None:
        """Show what is around the table: the other tables, and the time."""
        if self.desk:
            around = self.desk.around
            for one in {self.face, *self.screen_stack}:
                if isinstance(one, Frame):
                    one.look_around(around)
        self.listen()

    def show(self, face: Frame) -> None:
        """Another face."""
        self.uncover()
        self.face = face
        self.look_around()
        self.keep(face)
        if len(self.screen_stack) > 1:
            self.switch_screen(face)
        else:
            self.push_screen(face)

    def keep(self, face: Frame) -> None:
        """A face that is left for another one stays as it is: to build it anew takes longer than a key may take."""
        if face.STAYS and not self.is_screen_installed(face):
            self.install_screen(face, f"face {id(face)}")

    def uncover(self, ground: Frame | None = None) -> None:
        """Take away what lies over the face, or over this screen."""
        while self.screen is not (ground or self.face) and len(self.screen_stack) > 1:
            self.pop_screen()

    def put_away(self) -> None:
        """Take away a form that is done with, and all that lies over the place that it was opened from."""
        while self.screen is not self.face and not (isinstance(self.screen, Frame) and self.screen.IS_PLACE):
            self.pop_screen()

    def complain(self, sentence: str) -> None:
        """Say what went wrong, where the facilitator looks."""
        if isinstance(self.screen, Frame):
            self.screen.complain(sentence)

    @on(Request)
    def hand_over(self, asked: Request | TableCommand) -> None:
        """Hand to the session what it is asked for. A form about the room asks for no session."""
        if sentence := self.obey(asked):
            self.complain(sentence)
        elif isinstance(self.screen, Frame) and self.screen.IS_FORM:
            self.put_away()
            self.tell()
            if isinstance(asked, Do) and asked.done and isinstance(self.screen, Frame):
                self.screen.confirm(asked.done)

    def obey(self, asked: Request | TableCommand) -> str:
        """Do what is asked, or say why that is not possible."""
        if self.desk:
            return self.desk.obey(asked)
        if not isinstance(asked, Do):
            return "Not possible: choose a scenario first."
        asked.act()
        return ""

    def tell(self) -> None:
        """Say once what there is to say of something that was done."""
        if self.desk and self.desk.told:
            said, self.desk.told = self.desk.told, ()
            self.push_screen(Sure(self.face.heading, "The report is written.", said, Step("Go back", self.put_away)))

    @on(TableCommand)
    def command(self, asked: TableCommand) -> None:
        """Open what a command has to be filled in on, or hand it over as it is."""
        cover = self.desk.cover(asked) if self.desk else None
        if cover:
            self.put_away()
            if type(cover) is not type(self.screen):  # nobody comes twice to the place where they are
                self.push_screen(cover)
        elif isinstance(asked, CountHands) and self.screen is not self.face:
            self.look_elsewhere(asked)
        else:
            self.hand_over(asked)

    @on(ViewCommand)
    def look_elsewhere(self, asked: ViewCommand | CountHands) -> None:
        """What the screen in front does not know: the face underneath may."""
        ground = self.ground
        if self.screen is not ground:
            self.uncover(ground)
            ground.post_message(type(asked)())
        elif isinstance(asked, ViewCommand):
            self.complain(f"Not possible: {asked.ELSEWHERE}.")

    @on(Open)
    def open(self, message: Open) -> None:
        """From the list to the set-up of the room, or into a session."""
        from game.tui import opening

        match message.entry.kind:
            case Kind.SCENARIO:
                self.push_screen(opening.room(message.entry.path))
            case Kind.BRIEFING:
                self.push_screen(opening.briefing(message.entry.path, self.end_briefing))
            case _:
                self.sit(lambda: opening.resumed(message.entry.path, self.heed))

    def on_play(self, message: Message) -> None:
        """From the set-up into a session."""
        from game.tui import opening

        self.sit(lambda: opening.played(message, self.heed))

    def sit(self, take: Callable[[], Desk]) -> None:
        """Take a desk, or say why there is none."""
        from game.tui.desk import Closed

        try:
            self.desk = take()
        except Closed as closed:
            self.complain(str(closed))
            return
        self.show(self.desk.face())
        self.call_after_refresh(self.complain, self.desk.dropped)
        self.serve()

    @on(SwitchTheme)
    def switch_theme(self) -> None:
        """Dark or light."""
        self.theme = theme.other(self.theme)

    @on(BigText)
    def switch_size(self) -> None:
        """Big text, or all of it again."""
        self.toggle_class(BIG)
        self.look_around()

    @on(ShowKeys)
    def show_keys(self) -> None:
        """The keys of the screen in front."""
        if isinstance(self.screen, Frame):
            self.push_screen(Keys(self.screen.heading, self.screen.commands()))

    @on(Leave)
    def ask_to_leave(self) -> None:
        """Say that the session is kept, and how to go on with it."""
        said: tuple[str, ...] = ("Nothing is playing.",)
        if self.desk:
            said = ("Everything up to here is kept.", f"To go on later:  {self.desk.way_back}")
        self.push_screen(Sure(self.face.heading, "Leave the console?", said, Step("Leave", self.leave)))

    def leave(self) -> None:
        """End, and leave the way back in the terminal."""
        self.has_left = True
        said = f"Go on with: {self.desk.way_back}\nIt is kept in {self.desk.path}" if self.desk else ""
        self.exit(message=Text(said) if said else None)

    def action_leave(self) -> None:
        """Ask; asked twice in this way, leave."""
        if isinstance(self.screen, Sure):
            self.leave()
        else:
            self.ask_to_leave()

    def action_command_palette(self) -> None:
        """Every action, by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Type a part of what you want to do"))

    async def on_event(self, event: events.Event) -> None:
        """Keys that were pressed after leaving are nobody's: Textual would look for a screen, and there is none."""
        if isinstance(event, events.InputEvent):
            self.touched = monotonic()
        if not (self.has_left and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A digit that was typed before its field was open still belongs into it."""
        field = self.focused
        if isinstance(field, Field) and event.character and event.character.isdecimal():
            field.replace(event.character, *sorted(field.selection))

    def on_unmount(self) -> None:
        """Let go of the room, and then of the journal."""
        if self.host:
            self.host.close()
        if self.desk:
            self.desk.close()
