"""The end of the exercise: how the story ends, and where the meters stand against the start."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from game.phases import Phase
from game.tui.commands import HoldHotWash, NoteReason, Undo, WriteReport
from game.tui.requests import GoTo
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys
from game.tui.widgets.drawn import Title
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose


class End(Face):
    """The ending."""

    BINDINGS: ClassVar[list[BindingType]] = keys(Undo, *TABLE_KEYS, NoteReason, WriteReport)

    def main(self) -> ComposeResult:
        """How it ends."""
        assert self.view.ending is not None
        yield Title(self.view.ending.title)
        yield Pane(Prose(self.view.ending.text), id="story")

    def side(self) -> ComposeResult:
        """From start to end."""
        yield Static("From start to end", classes="label")
        yield Meters(self.view.meters, has_moved=True)

    def step(self) -> Step:
        """The hot wash; where a table still plays, first that one."""
        playing = next((one for one in self.around.glances if one.phase is not Phase.ENDED), None)
        if playing:
            return Step(f"Go to {playing.name}: {playing.doing}", lambda: self.request(GoTo(playing.table)))
        return Step("Hold the hot wash", lambda: self.request(HoldHotWash()))
