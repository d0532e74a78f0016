"""The end of the exercise: how the story ends, where the meters stand against the start, what to talk about.

Law: where the screen is too small for all at once, the story has it first and the questions have it next.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from game.tui.commands import Back, Command, Leave, NoteReason, Undo
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys, titled
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose
from game.views import FacilitatorView


class End(Face):
    """The ending, then the questions."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys(Undo, *TABLE_KEYS, NoteReason), Back.binding()]

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.is_talking = False

    def main(self) -> ComposeResult:
        """How it ends, and the questions for the hot wash."""
        assert self.view.ending is not None
        yield from titled(self.view.ending.title)
        yield Pane(Prose(self.view.ending.text), id="story")
        yield Pane(*self.questions(), id="talk")

    def questions(self) -> list[Static | Prose]:
        """The questions, numbered."""
        asked = self.view.scenario.debrief.questions
        numbered = "\n".join(f"{number}. {question}" for number, question in enumerate(asked, start=1))
        return [Static("To talk about", classes="label"), Prose(numbered)] if asked else []

    def side(self) -> ComposeResult:
        """From start to end."""
        yield Static("From start to end", classes="label")
        yield Meters(self.view.meters, has_moved=True)

    @property
    def has_questions(self) -> bool:
        """Whether there is something to talk about."""
        return bool(self.view.scenario.debrief.questions)

    def step(self) -> Step:
        """The questions, then home."""
        if self.has_questions and not self.is_talking and not self.is_tall:
            return Step("Show the questions to talk about", self.talk)
        return Step("Leave: the exercise is over", lambda: self.post_message(Leave()))

    def turn(self) -> None:
        """Show the ending or the questions."""
        self.set_class(self.is_talking and not self.is_tall, "-talking")
        super().turn()

    def offers(self, command: type[Command]) -> bool:
        """Back only where there is something to go back to."""
        return self.has_class("-talking") if command is Back else super().offers(command)

    def talk(self) -> None:
        """The questions."""
        self.is_talking = True
        self.turn()

    def obey(self, command: Command) -> bool:
        """Back: the ending again."""
        if isinstance(command, Back) and self.is_talking:
            self.is_talking = False
            self.turn()
            return True
        return super().obey(command)

    @on(events.Resize)
    def look_round(self) -> None:
        """The room changed."""
        self.turn()
