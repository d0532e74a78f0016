"""The tables side by side: what each made of a round, or where each is now. Law: it shows `comparing`, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from game.comparing import Compared, Stood
from game.tui.commands import Back, Command
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.widgets.drawn import Title
from game.tui.widgets.meters import moved, verdict
from game.tui.widgets.pane import Pane


class Comparison(Frame):
    """Rounds one after the other, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, heading: Heading, rounds: Sequence[Compared], label: str, then: Message | None) -> None:
        super().__init__(heading)
        self.rounds = rounds
        self.label = label
        self.then = then

    def body(self) -> ComposeResult:
        """The rounds."""
        latest = self.rounds[-1]
        yield Title(f"Round {latest.number}: {latest.title}", "the tables compared")
        yield Pane(*self.story(), id="story")

    def story(self) -> Iterator[Widget]:
        """The latest round, then the earlier ones."""
        for number, compared in enumerate(reversed(self.rounds)):
            if number:
                yield Static(f"Round {compared.number}: {compared.title}", classes="name", markup=False)
            for stood in compared.tables:
                yield Static(lines_of(stood), classes="paragraph")

    def step(self) -> Step:
        """On, or back."""
        return Step(self.label, self.agree)

    def agree(self) -> None:
        """Close, then go on."""
        if self.is_current:
            self.close()
            if self.then:
                self.app.post_message(self.then)

    def obey(self, command: Command) -> bool:
        """Back: change nothing."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)


def lines_of(stood: Stood) -> Content:
    """One table: its name, what it decided and how, and its meters."""
    if stood.why_not:
        return Content.assemble((stood.name, "bold $accent"), f"  {stood.why_not}")
    head = Content.assemble((stood.name, "bold $accent"), "  ", (stood.decision, "bold"), (f"  {stood.how}", "$muted"))
    title = max(len(meter.title) for meter in stood.meters)
    space = max(len(moved(meter)) for meter in stood.meters)
    rows = [
        Content.assemble(f"  {meter.title.ljust(title)}  {moved(meter).rjust(space)} ", verdict(meter))
        for meter in stood.meters
    ]
    return Content("\n").join([head, *rows])
