"""What frames every screen: the banner above, and below it what was refused and what to do next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Static

from game.tui.commands import GoOn


class Banner(HorizontalGroup):
    """EXERCISE, what is played, and how far it is. Never hidden: nobody may take the story for news."""

    def __init__(self, title: str, place: str) -> None:
        super().__init__()
        self.title = title
        self.place = place

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(" EXERCISE ", classes="exercise")
        yield Static(self.title, classes="title", markup=False)
        yield Static(self.place, classes="place", markup=False)


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
