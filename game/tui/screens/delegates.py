"""Who has joined, table by table, and whose page is open; one of them can be sent away.

Law: nobody is sent away before it was said what that means and agreed to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.host import Host
from game.hosting import Delegate, Invitation, Presence
from game.tui.commands import Back, Command
from game.tui.requests import Do
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.screens.sure import Sure
from game.tui.widgets.drawn import Title
from game.tui.widgets.lines import hanging

MEANS = (
    "Their phone is out of the room. What they voted in a vote that is not shown yet does not count.",
    "They can join again, by another name, unless the room is locked or the code is changed.",
)


class Delegates(Frame):
    """A list of names under each table."""

    IS_PLACE = True
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, heading: Heading, host: Host) -> None:
        super().__init__(heading)
        self.host = host
        self.list = OptionList()
        self.shown: tuple[Presence, ...] = ()

    def body(self) -> ComposeResult:
        """The list."""
        yield Title("Who has joined", "● page open   ○ no page open now")
        yield self.list

    def on_mount(self) -> None:
        """Everybody who is there."""
        self.hear(self.host.invitation())
        super().on_mount()

    def hear(self, invitation: Invitation | None) -> None:
        """Somebody came, went, or was let in."""
        super().hear(invitation)
        found = invitation.presences if invitation else ()
        if found == self.shown and self.list.option_count:
            return
        here = self.chosen
        self.shown = found
        self.list.clear_options()
        self.list.add_options(list(options(found)))
        names = [one.name for one in self.delegates]
        if here and here.name in names:
            self.list.highlighted = self.list.get_option_index(f"delegate {here.name}")
        elif names:
            self.list.highlighted = self.list.get_option_index(f"delegate {names[0]}")
        if self.is_mounted:
            self.turn()

    @property
    def delegates(self) -> list[Delegate]:
        """Everybody, in the order of the list."""
        return [delegate for presence in self.shown for delegate in presence.delegates]

    @property
    def chosen(self) -> Delegate | None:
        """The line with the cursor."""
        option = self.list.highlighted_option
        return next((one for one in self.delegates if option and option.id == f"delegate {one.name}"), None)

    def step(self) -> Step:
        """Send somebody away, once that is agreed to."""
        chosen = self.chosen
        if chosen is None:
            return Step("Go back", self.close)
        return Step(f"Send {chosen.name} away", lambda: self.ask(chosen))

    def ask(self, delegate: Delegate) -> None:
        """Say what it means."""
        session = self.host.session
        assert session is not None
        do = Do("The sending away", lambda: session.remove(delegate.name))
        step = Step(f"Yes, send {delegate.name} away", lambda: self.post_message(do))
        self.app.push_screen(Sure(self.heading, f"Send {delegate.name} away?", MEANS, step))

    @on(OptionList.OptionHighlighted)
    def look(self) -> None:
        """Another line has the cursor."""
        self.turn()

    @on(OptionList.OptionSelected)
    def enter(self) -> None:
        """Enter in the list is Enter."""
        self.step().act()

    def obey(self, command: Command) -> bool:
        """Back."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)


def options(found: tuple[Presence, ...]) -> Iterator[Option]:
    """A heading for each table, and a line for each delegate."""
    for presence in found:
        yield Option(Content(presence.sentence), disabled=True)
        for one in presence.delegates:
            role = f", {one.role}" if one.role else ""
            yield Option(hanging("●" if one.is_live else "○", f"{one.name}{role}"), id=f"delegate {one.name}")
