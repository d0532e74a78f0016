"""After a decision: what was decided and how, what came of it, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from game.comparing import Glance
from game.phases import Phase
from game.tui.commands import CompareTables, MoveOn, NoteReason, Undo
from game.tui.requests import GoTo
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys
from game.tui.widgets.drawn import Title, due, hung
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Part, Story, passage
from game.views import FacilitatorView, OutcomeView

NOTES = {"rationale": "Why", "dissent": "Dissent"}


class Outcome(Face):
    """A decision and its consequences."""

    STAYS = True
    BINDINGS: ClassVar[list[BindingType]] = keys(Undo, *TABLE_KEYS, NoteReason)

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.title_line = Title(self.decided)
        self.how = Static(self.outcome.how, classes="how", markup=False)
        self.story = Story(*self.told())
        self.meters = Meters(view.meters, has_moved=True)
        self.read = Pane(self.story, id="story")

    @property
    def outcome(self) -> OutcomeView:
        """What came of the decision."""
        assert self.view.outcome is not None
        return self.view.outcome

    @property
    def decided(self) -> str:
        """What was decided."""
        return f"Decided: {self.outcome.option}"

    def suits(self, view: FacilitatorView) -> bool:
        """Any decision, at any table."""
        return view.phase is Phase.OUTCOME

    def show(self, view: FacilitatorView) -> None:
        """Another decision, or another note on this one: the parts stay, and only their words change."""
        is_other = not self.is_at(view)
        super().show(view)
        self.title_line.say(self.decided, "")
        self.how.update(self.outcome.how)
        self.story.tell(*self.told())
        self.meters.show(view.meters)
        if is_other:
            self.read.scroll_home(animate=False)

    def main(self) -> ComposeResult:
        """The decision, and the story going on."""
        yield self.title_line
        yield self.how
        yield self.read

    def told(self) -> Iterator[Part]:
        """What the table sees happen, and what was noted."""
        yield from (partial(passage, text) for text in self.outcome.texts)
        for deadline in self.view.deadlines:
            yield partial(due, deadline)
        for note in self.view.said:
            yield partial(hung, Content.assemble((f"{NOTES[note.what]}  ", "$muted"), note.text))

    def side(self) -> ComposeResult:
        """Before and after."""
        yield Static("What changed", classes="label")
        yield self.meters

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
