"""A small form: choose one of a few lines, or write a line, or both; then it is done.

Law: nothing is done before it was filled in; what is refused is said under the line, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from game.tui.commands import Back, Command
from game.tui.requests import Do
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.widgets.drawn import Title
from game.tui.widgets.edges import Fault
from game.tui.widgets.field import Field
from game.tui.widgets.lines import hanging


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose: a short mark, its words, and what it stands for."""

    mark: str
    words: str
    value: object


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: a question, lines to choose from or none, a line to write or none, and what is done then."""

    title: str
    what: str
    """What is done, as a sentence begins with it: The override."""
    step: str
    """What Enter does at the end; {mark} is the line chosen."""
    act: Callable[[object, str], None]
    """Takes the value of the line chosen, and the words."""
    aside: str = ""
    choices: Sequence[Choice] = ()
    start: int = 0
    """The line to begin with."""
    label: str = ""
    """What the line to write is for; without it there is none."""
    done: str = ""
    """What is said then, where the screen would not show it."""
    hint: str = ""
    told: Callable[[str], str] | None = None
    """What the words are understood as, while they are typed."""


class Ask(Frame):
    """The form on a screen of its own."""

    IS_FORM = True
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, heading: Heading, form: Form) -> None:
        super().__init__(heading)
        self.form = form
        longest = max((len(choice.mark) for choice in form.choices), default=0)
        self.list = OptionList(*(hanging(choice.mark.ljust(longest), choice.words) for choice in form.choices))
        self.line = Field(placeholder=form.hint, max_length=300)
        self.understood = Static("", classes="understood", markup=False)
        self.refused = Fault()

    def body(self) -> ComposeResult:
        """The choice and the line."""
        yield Title(self.form.title, self.form.aside)
        if self.form.choices:
            yield self.list
        if self.form.label:
            yield Static(self.form.label, classes="label", markup=False)
            yield self.line
            yield self.understood
        yield self.refused

    def on_mount(self) -> None:
        """The cursor goes where the form begins."""
        self.set_focus(self.list if self.form.choices else self.line)
        self.list.highlighted = self.form.start if self.form.choices else None
        super().on_mount()

    @property
    def chosen(self) -> Choice | None:
        """The highlighted line."""
        return self.form.choices[self.list.highlighted or 0] if self.form.choices else None

    def step(self) -> Step:
        """From the choice to the line, then do it."""
        mark = self.chosen.mark if self.chosen else ""
        if self.form.label and not isinstance(self.focused, Input):
            return Step(f"Choose {mark} and write" if mark else "Write", self.line.focus)
        return Step(self.form.step.format(mark=mark), self.send)

    def send(self) -> None:
        """Do it."""
        value, words = self.chosen.value if self.chosen else None, self.line.value
        self.post_message(Do(self.form.what, lambda: self.form.act(value, words), self.form.done))

    def complain(self, sentence: str) -> None:
        """Say what went wrong, under the line."""
        self.refused.say(sentence)

    @on(Input.Changed)
    def follow_words(self) -> None:
        """Something else is typed: say what it is understood as."""
        self.complain("")
        self.understood.update(self.form.told(self.line.value) if self.form.told else "")

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
