"""What the table can decide, with letters; beside it the fields for the hands, or the hands counted.

Law: every option stays on the screen in full; one that is closed says why in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual import events, on
from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from game.tui.widgets.edges import Fault
from game.tui.widgets.hands import HandsField, Tally
from game.views import OptionView
from game.wording import counted


class Beside(StrEnum):
    """What stands beside the options."""

    NOTHING = "nothing"
    FIELDS = "fields"
    HANDS = "hands"


@dataclass
class Turned(Message):
    """Another field has the cursor, or a number changed: the next step may be another one."""


class OptionRow(HorizontalGroup):
    """One option: its letter, its words, and its hands."""

    def __init__(self, option: OptionView) -> None:
        super().__init__(classes="" if option.is_open else "-closed")
        self.option = option
        self.fault = Fault()
        self.field = HandsField(option.letter, option.id) if option.is_open else None
        self.moved = Static("", classes="moved", markup=False)
        self.tally = Tally()

    def compose(self) -> ComposeResult:
        """The parts, those that are not to be seen yet too."""
        yield Static(f" {self.option.letter} ", classes="letter")
        with VerticalGroup(classes="words"):
            yield Static(self.option.text, markup=False)
            if self.option.because:
                yield Static(f"Closed: {self.option.because}", classes="because", markup=False)
            yield self.moved
            yield self.fault
        if self.field:
            yield self.field
        yield self.tally

    def show(self, option: OptionView, beside: Beside, most: int, word: str) -> None:
        """Take the hands, and show the field or the bar."""
        self.option = option
        if self.field:
            self.field.display = beside is Beside.FIELDS
        self.tally.display = beside is Beside.HANDS
        self.tally.show(option, most, word)
        self.moved.display = beside is Beside.HANDS and bool(option.shift)
        self.moved.update(f"First vote to second: {option.shift}")
        self.fault.say("")


class Options(VerticalGroup):
    """The options of a round."""

    def __init__(self, options: Sequence[OptionView], beside: Beside, *, takes_several: bool = False) -> None:
        super().__init__()
        self.options = options
        self.beside = beside
        self.people = HandsField("the people who voted", "") if takes_several else None
        self.rows = [OptionRow(option) for option in options]
        self.refused = Fault()
        self.total_line = Static(id="total")
        self.totals = HorizontalGroup(VerticalGroup(self.refused, classes="words"), self.total_line)

    def compose(self) -> ComposeResult:
        """A row for each option, the people where several options can be taken, and the total."""
        yield from self.rows
        if self.people:
            with HorizontalGroup(id="people"):
                yield Static("People who voted (each may raise a hand more than once)", classes="words")
                yield self.people
        yield self.totals

    def on_mount(self) -> None:
        """Show what is known so far."""
        self.show(self.options, self.beside)

    def show(self, options: Sequence[OptionView], beside: Beside) -> None:
        """Take the options with their hands, and what is to stand beside them."""
        self.options, self.beside = options, beside
        most = max(option.hands for option in options)
        for row, option in zip(self.rows, options, strict=True):
            row.show(option, beside, most, self.word(option))
        self.totals.display = beside is not Beside.NOTHING
        if self.people:
            self.people.display = beside is Beside.FIELDS
            self.query("#people").set(display=beside is Beside.FIELDS)
        self.refuse("")
        self.add_up()

    def word(self, option: OptionView) -> str:
        """What leads says so, and so does what is tied."""
        return "" if not option.leads else "tied" if option.is_tied else "leads"

    @property
    def fields(self) -> list[HandsField]:
        """The fields, from the first option to the last."""
        return [*(row.field for row in self.rows if row.field), *([self.people] if self.people else [])]

    @property
    def hands(self) -> dict[str, int]:
        """The numbers typed, by the options' ids."""
        return {field.key: field.hands for field in self.fields if field.key}

    @property
    def voters(self) -> int:
        """The people who voted, where that is asked; else 0."""
        return self.people.hands if self.people else 0

    @property
    def total(self) -> int:
        """All hands, typed or counted."""
        typed = self.beside is Beside.FIELDS
        return sum(self.hands.values()) if typed else sum(option.hands for option in self.options)

    def field_after(self, focused: Widget | None) -> HandsField | None:
        """The field after the one with the cursor; without a cursor the first."""
        fields = self.fields
        place = fields.index(focused) if isinstance(focused, HandsField) and focused in fields else -1
        return fields[place + 1] if place + 1 < len(fields) else None

    def open_fields(self) -> None:
        """Fill in the hands counted before, and put the cursor into the first field."""
        known = {option.id: option.hands for option in self.options}
        for field in self.fields:
            field.value = str(known[field.key]) if field.key and any(known.values()) else ""
        self.show(self.options, Beside.FIELDS)
        self.screen.set_focus(self.fields[0])

    def refuse(self, sentence: str) -> None:
        """Say why the hands were not counted, beside their total."""
        self.refused.say(sentence)

    def add_up(self) -> None:
        """Keep the total live."""
        noun = "hand" if self.beside is Beside.FIELDS else "vote"
        self.total_line.update(f"Total {counted(self.total, noun)}")

    @on(HandsField.Misread)
    def answer(self, message: HandsField.Misread) -> None:
        """Say beside the field what goes in."""
        self.fault_of(message.field).say("A number, please: how many hands?")

    @on(Input.Changed)
    def take(self, message: Input.Changed) -> None:
        """Another number."""
        self.fault_of(message.input).say("")
        self.refuse("")
        self.add_up()
        self.post_message(Turned())

    @on(events.DescendantFocus)
    def turn(self) -> None:
        """The cursor moved."""
        self.post_message(Turned())

    def fault_of(self, field: Input) -> Fault:
        """Where it is said what is wrong with a field."""
        return field.parent.fault if isinstance(field.parent, OptionRow) else self.refused
