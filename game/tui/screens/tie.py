"""A tie: the facilitator takes one of the options that lead, and says why."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from game.tui.commands import Back, Command, Settle
from game.tui.screens.face import TableFrame
from game.tui.screens.frame import Step, keys, titled
from game.tui.widgets.edges import Fault
from game.tui.widgets.field import Field
from game.tui.widgets.lines import hanging
from game.views import FacilitatorView, OptionView


class Tie(TableFrame):
    """The options that lead, and a line for the reason."""

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.list = OptionList(*(hanging(option.letter, option.text) for option in self.leaders))
        self.reason = Field(placeholder="such as: the chair has the casting vote", max_length=300)
        self.refused = Fault()

    @property
    def leaders(self) -> tuple[OptionView, ...]:
        """The options with the most hands."""
        return tuple(option for option in self.view.options if option.leads)

    @property
    def chosen(self) -> OptionView:
        """The highlighted option."""
        return self.leaders[self.list.highlighted or 0]

    def body(self) -> ComposeResult:
        """The choice and the reason."""
        yield from titled("The vote is tied: which option is taken?", f"{self.leaders[0].hands} hands each")
        yield self.list
        yield Static("Why? The decision log keeps the reason.", classes="label")
        yield self.reason
        yield self.refused

    def step(self) -> Step:
        """To the reason, then the decision."""
        if isinstance(self.focused, Input):
            return Step(f"Take {self.chosen.letter} for this reason", self.settle)
        return Step(f"Choose {self.chosen.letter} and say why", self.reason.focus)

    def settle(self) -> None:
        """Take the option."""
        self.post_message(Settle(self.chosen.id, self.reason.value))

    def complain(self, sentence: str) -> None:
        """Say what went wrong, under the reason."""
        self.refused.say(sentence)

    @on(Input.Changed)
    def forgive(self) -> None:
        """Something else is typed."""
        self.complain("")

    @on(events.DescendantFocus)
    @on(OptionList.OptionHighlighted)
    def look_round(self) -> None:
        """Another part has the cursor."""
        self.turn()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def enter(self) -> None:
        """Enter is Enter."""
        self.step().act()

    def obey(self, command: Command) -> bool:
        """Back: change nothing."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)
