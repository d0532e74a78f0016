"""The keys of the screen underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import Back, Command, GoOn, ShowKeys
from game.tui.screens.frame import Frame, Heading, Step
from game.tui.widgets.drawn import Title
from game.tui.widgets.pane import Pane

READING = "Read on, where there is more than the screen shows."
PALETTE = "Find any action by its name."


class Keys(Frame):
    """A list of keys with what each does."""

    BINDINGS: ClassVar[list[BindingType]] = [GoOn.binding(), ShowKeys.binding(), Back.binding()]

    def __init__(self, heading: Heading, commands: Sequence[type[Command]]) -> None:
        super().__init__(heading)
        self.asked = commands

    def body(self) -> ComposeResult:
        """A line for each key."""
        yield Title("The keys of this screen")
        yield Pane(*self.lines(), id="story")

    def lines(self) -> Iterator[Widget]:
        """The screen's own, then those of every screen."""
        for command in self.asked:
            yield self.line(command.KEY_NAME, self.told(command))
        yield self.line("↑ ↓", READING)
        yield self.line("Ctrl+P", PALETTE)

    def line(self, key: str, told: str) -> HorizontalGroup:
        """One key."""
        name, words = (Static(part, classes=kind, markup=False) for part, kind in ((key, "key"), (told, "words")))
        return HorizontalGroup(name, words, classes="line")

    def told(self, command: type[Command]) -> str:
        """What a command does, in full."""
        return f"{command.title()}. {command.help()}".strip()

    def step(self) -> Step:
        """Back to where one was."""
        return Step("Go back", self.close)

    def obey(self, command: Command) -> bool:
        """The same key closes what it opened."""
        if isinstance(command, ShowKeys | Back):
            self.close()
        return isinstance(command, ShowKeys | Back) or super().obey(command)
