"""A question before something is done: Enter does it, Escape does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import Back, Command, GoOn
from game.tui.screens.frame import Frame, Heading, Step
from game.tui.widgets.drawn import Title
from game.tui.widgets.pane import Pane


class Sure(Frame):
    """What is about to happen, in sentences; and what does it."""

    BINDINGS: ClassVar[list[BindingType]] = [GoOn.binding(), Back.binding()]

    def __init__(self, heading: Heading, question: str, sentences: tuple[str, ...], step: Step) -> None:
        super().__init__(heading)
        self.question = question
        self.sentences = sentences
        self.asked = step

    def body(self) -> ComposeResult:
        """The question and what hangs on it."""
        yield Title(self.question)
        yield Pane(*self.said(), id="story")

    def said(self) -> Iterator[Widget]:
        """A paragraph for each sentence."""
        return (Static(sentence, classes="paragraph", markup=False) for sentence in self.sentences)

    def step(self) -> Step:
        """Yes."""
        return Step(self.asked.label, self.agree)

    def agree(self) -> None:
        """Do it, once."""
        if self.is_current:
            self.close()
            self.asked.act()

    def obey(self, command: Command) -> bool:
        """Back: do not do it."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)
