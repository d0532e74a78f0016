"""Before the first round: who the table is, who plays what, and what it watches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import Begin
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys, titled
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose


class Opening(Face):
    """The organisation and its meters."""

    BINDINGS: ClassVar[list[BindingType]] = keys(*TABLE_KEYS)

    def main(self) -> ComposeResult:
        """The exercise in a sentence, and the organisation."""
        yield from titled(self.view.scenario.title)
        yield Pane(*self.story(), id="story")

    def story(self) -> Iterator[Widget]:
        """What is read out."""
        yield Static(self.view.scenario.summary, classes="summary", markup=False)
        yield Static(self.view.scenario.organisation.name, classes="name", markup=False)
        yield Prose(self.view.scenario.organisation.about)
        if self.view.roles:
            yield Static("Who plays what", classes="label", markup=False)
            yield from (Prose(dealt.role.card, dealt.heading) for dealt in self.view.roles)

    def side(self) -> ComposeResult:
        """What the table watches."""
        yield Static("Where you stand", classes="label")
        yield Meters(self.view.meters)

    def step(self) -> Step:
        """Begin."""
        return Step("Begin the exercise", lambda: self.request(Begin()))
