"""The decisions that can be gone back to, the latest first, and what each takes back.

Law: nothing is taken back before it was said and agreed to.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.widgets import OptionList, Static

from game.session import Session
from game.tui.commands import Back, Command
from game.tui.requests import Do
from game.tui.screens.face import TableFrame
from game.tui.screens.frame import Step, keys
from game.tui.screens.sure import Sure
from game.tui.widgets.drawn import Title
from game.tui.widgets.lines import hanging
from game.views import DecidedView, FacilitatorView, taken_back
from game.wording import listed


class Past(TableFrame):
    """A list to choose from."""

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, view: FacilitatorView, held: Session) -> None:
        super().__init__(view)
        self.held = held
        lines = (hanging(f"Round {each.number}", f"{each.title}: {each.decision}") for each in self.decided)
        self.list = OptionList(*lines)
        self.detail = Static(markup=False)

    @property
    def decided(self) -> tuple[DecidedView, ...]:
        """The rounds, the latest first."""
        return tuple(reversed(self.view.undoable))

    def body(self) -> ComposeResult:
        """The list, and what the highlighted line takes back."""
        yield Title("Go back to which decision?")
        yield self.list
        with VerticalGroup(classes="detail"):
            yield self.detail

    @property
    def chosen(self) -> DecidedView:
        """The highlighted line."""
        return self.decided[self.list.highlighted or 0]

    def taken_back(self) -> str:
        """What going back takes back, in words."""
        lost = [each for each in self.view.undoable if each.number >= self.chosen.number]
        decided = [f"round {each.number}" for each in lost if not each.is_open]
        parts = [f"what was decided in {listed(decided)}"] if decided else []
        parts += [f"the vote in round {each.number}" for each in lost if each.is_open]
        return f"This takes back {listed(parts)}. Round {self.chosen.number} is on the screen again."

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        """Say what this line takes back."""
        self.detail.update(self.taken_back())
        self.turn()

    @on(OptionList.OptionSelected)
    def select(self) -> None:
        """Enter in the list is Enter."""
        self.step().act()

    def step(self) -> Step:
        """Ask first."""
        return Step(f"Go back to round {self.chosen.number}", self.ask)

    def ask(self) -> None:
        """The question, with everything that is taken back."""
        kept = "The journal keeps what is taken back."
        target = self.chosen
        lost = taken_back(self.view, target.number)
        step = Step(f"Yes, go back to round {target.number}", lambda: self.post_message(self.undoing(target.round)))
        self.app.push_screen(Sure(self.heading, f"Go back to round {target.number}?", (*lost, kept), step))

    def undoing(self, round_id: str) -> Do:
        """What going back to a round does."""
        return Do("The undoing", lambda: self.held.undo(round_id, self.view.table))

    def obey(self, command: Command) -> bool:
        """Back: change nothing."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)
