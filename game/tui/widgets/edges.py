"""What frames every screen: the banner above, and below it what was refused and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import Command, GoOn


class Banner(Widget):
    """EXERCISE, what is played, and how far it is. Never hidden: nobody may take the story for news.

    A briefing says so instead, for nobody may take its figures for a story.
    """

    def __init__(self, title: str, place: str, mark: str = "EXERCISE") -> None:
        super().__init__()
        self.mark = f" {mark} "
        self.title = title
        self.place = place
        self.time = ""

    def tell_time(self, words: str) -> None:
        """What the timer shows, or nothing."""
        if words != self.time:
            self.time = words
            self.refresh()

    def tell_place(self, title: str, place: str) -> None:
        """What is played, and how far it is now."""
        if (title, place) != (self.title, self.place):
            self.title, self.place = title, place
            self.refresh()

    def render(self) -> Content:
        """One line; a title too long for it is cut, and nothing else."""
        mark = Content.styled(self.mark, "bold reverse" if self.app.no_color else "bold $ink on $signal")
        ends = Content.assemble(
            (f" {self.time} " if self.time else "", "bold $accent"), (f" {self.place} " if self.place else "", "bold")
        )
        room = max(self.content_size.width - mark.cell_length - ends.cell_length - 2, 1)
        title = Content(self.title).truncate(room, ellipsis=True, pad=True)
        return Content.assemble(mark, " ", title, " ", ends)


class Fault(Static):
    """A sentence about what went wrong, or what is done, behind a mark; takes no room while there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.sentence = ""
        self.display = False

    def say(self, sentence: str, mark: str = "!") -> None:
        """Show a sentence, or with an empty one nothing."""
        if sentence != self.sentence:
            self.sentence = sentence
            self.update(f"{mark} {sentence}" if sentence else "")
            self.set_class(mark != "!", "-done")
            self.display = bool(sentence)


class NextStep(Static):
    """The line that names the next thing to do. Enter does it, and so does a click."""

    def __init__(self) -> None:
        super().__init__(id="next", markup=False)
        self.label = ""
        self.hint = ""

    def name_step(self, label: str) -> None:
        """Name another step."""
        if label != self.label:
            self.label = label
            self.refresh()

    def give_hint(self, hint: str) -> None:
        """A word at the end of the line, such as that there is more to read."""
        if hint != self.hint:
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
        shown = [command for command in commands if command.SHOWN]
        if shown != self.commands:
            self.commands = shown
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
