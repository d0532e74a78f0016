"""After a decision: what was decided and how, what came of it, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from game.comparing import Glance
from game.tui.commands import CompareTables, GoTo, MoveOn, NoteReason, Undo
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys, titled
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose

NOTES = {"rationale": "Why", "dissent": "Dissent"}


class Outcome(Face):
    """A decision and its consequences."""

    BINDINGS: ClassVar[list[BindingType]] = keys(Undo, *TABLE_KEYS, NoteReason)

    def main(self) -> ComposeResult:
        """The decision, and the story going on."""
        assert self.view.outcome is not None
        yield from titled(f"Decided: {self.view.outcome.option}")
        yield Static(self.view.outcome.how, classes="how", markup=False)
        yield Pane(*self.story(), id="story")

    def story(self) -> Iterator[Widget]:
        """What the table sees happen."""
        assert self.view.outcome is not None
        yield from (Prose(text) for text in self.view.outcome.texts)
        for note in self.view.said:
            yield Static(Content.assemble((f"{NOTES[note.what]}  ", "$muted"), note.text), classes="paragraph")

    def side(self) -> ComposeResult:
        """Before and after."""
        yield Static("What changed", classes="label")
        yield Meters(self.view.meters, has_moved=True)

    def step(self) -> Step:
        """On to the next round, or to the ending; where there are several tables, first to the one that is behind."""
        around = self.around
        if around.behind:
            return Step(f"Go to {around.behind.name}: {around.behind.doing}", lambda: self.request(to(around.behind)))
        if around.glances:
            return Step("Compare the tables", lambda: self.request(CompareTables()))
        is_last = self.view.number == self.view.total
        return Step("See how it ends" if is_last else "Go on to the next round", lambda: self.request(MoveOn()))


def to(glance: Glance | None) -> Message:
    """What brings a table on the screen."""
    assert glance is not None
    return GoTo(glance.table)
