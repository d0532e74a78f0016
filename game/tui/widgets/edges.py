"""What frames every screen: the banner above, and below it what was refused and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Static

from game.tui.commands import Command, GoOn


class Banner(HorizontalGroup):
    """EXERCISE, what is played, and how far it is. Never hidden: nobody may take the story for news.

    A briefing says so instead, for nobody may take its figures for a story.
    """

    def __init__(self, title: str, place: str) -> None:
        super().__init__()
        self.mark = " EXERCISE "
        self.title = title
        self.place = place
        self.time = Static("", classes="time", markup=False)
        self.time.display = False

    def compose(self) -> ComposeResult:
        """The parts."""
        yield Static(self.mark, classes="exercise")
        yield Static(self.title, classes="title", markup=False)
        yield self.time
        yield Static(self.place, classes="place", markup=False)

    def tell_time(self, words: str) -> None:
        """What the timer shows, or nothing."""
        self.time.update(words)
        self.time.display = bool(words)


class Fault(Static):
    """A sentence about what went wrong, behind a mark; takes no room while nothing is wrong."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.display = False

    def say(self, sentence: str) -> None:
        """Show a sentence, or with an empty one nothing."""
        self.update(f"! {sentence}" if sentence else "")
        self.display = bool(sentence)


class NextStep(Static):
    """The line that names the next thing to do. Enter does it, and so does a click."""

    def __init__(self) -> None:
        super().__init__(id="next", markup=False)
        self.label = ""
        self.hint = ""

    def name_step(self, label: str) -> None:
        """Name another step."""
        self.label = label
        self.refresh(layout=True)

    def give_hint(self, hint: str) -> None:
        """A word at the end of the line, such as that there is more to read."""
        self.hint = hint
        self.refresh()

    def render(self) -> Content:
        """The key, the step and the hint."""
        key = "bold reverse" if self.app.no_color else "bold $ink on $accent"
        step = Content.assemble((" Enter ", key), (f"  {self.label}", "bold"))
        room = self.content_size.width - step.cell_length - len(self.hint)
        return Content.assemble(step, " " * room, (self.hint, "$accent")) if self.hint and room > 1 else step

    def on_click(self) -> None:
        """Do it."""
        self.post_message(GoOn())


class KeyLine(Static):
    """The last line: the keys of the screen, each a word. A click on one is as good as the key."""

    ALL_ACTIONS = "Ctrl+P Actions"

    def __init__(self) -> None:
        super().__init__(id="keys", markup=False)
        self.commands: list[type[Command]] = []

    def name_keys(self, commands: Iterable[type[Command]]) -> None:
        """Name the keys of these commands, as far as they are to be named."""
        self.commands = [command for command in commands if command.SHOWN]
        self.refresh()

    def render(self) -> Content:
        """The keys, and at the end the one that finds everything else."""
        parts = [Content.assemble((f" {each.KEY_NAME} ", "bold $accent"), each.LABEL, " ") for each in self.commands]
        line = Content("").join(parts)
        room = self.content_size.width - line.cell_length - len(self.ALL_ACTIONS)
        return Content.assemble(line, " " * room, self.ALL_ACTIONS) if room > 1 else line

    def on_click(self, event: events.Click) -> None:
        """Ask for what was clicked on."""
        left = self.gutter.left
        for command in self.commands:
            left += len(command.KEY_NAME) + len(command.LABEL) + 3
            if event.x < left:
                self.post_message(command())
                return
        if event.x >= self.size.width - len(self.ALL_ACTIONS):
            self.app.action_command_palette()
