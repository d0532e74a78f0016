"""What the table can decide, with letters; beside it the fields for the hands, or the hands counted.

Law: every option stays on the screen in full; one that is closed says why in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual import events, on
from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from game.tui.widgets.drawn import Drawn, hung
from game.tui.widgets.edges import Fault
from game.tui.widgets.hands import HandsField, Tally
from game.views import OptionView
from game.wording import counted

NARROW = 76
"""Below this width of the screen there is one cell less behind a letter."""
PEOPLE = "People who voted (each may raise a hand more than once)"


class Beside(StrEnum):
    """What stands beside the options."""

    NOTHING = "nothing"
    FIELDS = "fields"
    HANDS = "hands"


@dataclass
class Turned(Message):
    """Another field has the cursor, or a number changed: the next step may be another one."""


class OptionWords(Drawn):
    """An option's letter and words; why it is closed, how its votes shifted, and what is wrong with its number."""

    def __init__(self, option: OptionView) -> None:
        super().__init__(classes="words")
        self.option = option
        self.fault = ""
        self.has_shift = False

    def show(self, option: OptionView, has_shift: bool) -> None:
        """Take the option as it is now; nothing that was wrong stands any longer."""
        said = (option.letter, option.text, option.is_open, option.because, option.shift if has_shift else "", "")
        if said != self.said:
            self.option, self.has_shift, self.fault = option, has_shift, ""
            self.redraw()
        self.option = option

    def complain(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence nothing."""
        if sentence != self.fault:
            self.fault = sentence
            self.redraw()

    @property
    def said(self) -> tuple[object, ...]:
        """All that is drawn."""
        one = self.option
        return one.letter, one.text, one.is_open, one.because, one.shift if self.has_shift else "", self.fault

    def lines(self, width: int) -> list[Content]:
        """The words behind the letter."""
        is_open, has_colour = self.option.is_open, not self.app.no_color
        style = "bold $ink on $accent" if is_open else "bold $muted on $surface"
        plain = "bold reverse" if is_open else ""
        letter = Content.styled(f" {self.option.letter} ", style if has_colour else plain)
        lead = Content.assemble(letter, " " if self.app.size.width < NARROW else "  ")
        found = hung(Content.styled(self.option.text, "" if is_open else "$muted"), width, lead)
        for words, style in self.remarks:
            found += hung(Content.styled(words, style), width, Content(" " * lead.cell_length))
        return found

    @property
    def remarks(self) -> Iterator[tuple[str, str]]:
        """What is said under the words, with its style."""
        if self.option.because:
            yield f"Closed: {self.option.because}", "italic $muted"
        if self.has_shift and self.option.shift:
            yield f"First vote to second: {self.option.shift}", ""
        if self.fault:
            yield f"! {self.fault}", "bold $signal"


class OptionRow(HorizontalGroup):
    """One option: its letter, its words, and its hands."""

    def __init__(self, option: OptionView) -> None:
        super().__init__()
        self.words = OptionWords(option)
        self.field = HandsField(option.letter, option.id)
        self.tally = Tally()

    def compose(self) -> ComposeResult:
        """The parts, those that are not to be seen yet too."""
        yield self.words
        yield self.field
        yield self.tally

    @property
    def option(self) -> OptionView:
        """The option."""
        return self.words.option

    def show(self, option: OptionView, beside: Beside, most: int, word: str) -> None:
        """Take the option and its hands, and show the field or the bar."""
        self.field.name_of, self.field.key = option.letter, option.id
        self.field.display = option.is_open and beside is Beside.FIELDS
        self.tally.display = beside is Beside.HANDS
        self.tally.show(option, most, word)
        self.words.show(option, beside is Beside.HANDS)


class Options(VerticalGroup):
    """The options of a round."""

    def __init__(self, options: Sequence[OptionView], beside: Beside, *, takes_several: bool = False) -> None:
        super().__init__()
        self.options = options
        self.beside = beside
        self.takes_several = takes_several
        self.people = HandsField("the people who voted", "")
        self.people_line = HorizontalGroup(Static(PEOPLE, classes="words"), self.people)
        self.rows = [OptionRow(option) for option in options]
        self.refused = Fault()
        self.total_words = ""
        self.total_line = Static(id="total")
        self.totals = HorizontalGroup(VerticalGroup(self.refused, classes="words"), self.total_line)

    def compose(self) -> ComposeResult:
        """A row for each option, the people where several options can be taken, and the total."""
        yield from self.rows
        yield self.people_line
        yield self.totals

    def on_mount(self) -> None:
        """Show what is known so far."""
        self.show(self.options, self.beside)

    def show(self, options: Sequence[OptionView], beside: Beside) -> None:
        """Take the options with their hands, and what is to stand beside them."""
        self.options, self.beside = options, beside
        most = max(option.hands for option in options)
        self.seat(options)
        for row, option in zip(self.rows, options, strict=False):
            row.show(option, beside, most, self.word(option))
        self.totals.display = beside is not Beside.NOTHING
        self.people.display = self.people_line.display = self.takes_several and beside is Beside.FIELDS
        self.refuse("")
        self.add_up()

    def start(self, options: Sequence[OptionView], beside: Beside, *, takes_several: bool) -> None:
        """The options of another round."""
        self.takes_several = takes_several
        self.show(options, beside)

    def seat(self, options: Sequence[OptionView]) -> None:
        """As many rows as options: another round may have more, or fewer."""
        more = [OptionRow(option) for option in options[len(self.rows) :]]
        if more:
            self.mount_all(more, before=self.people_line)
            self.rows += more
        for number, row in enumerate(self.rows):
            row.display = number < len(options)

    def word(self, option: OptionView) -> str:
        """What leads says so, and so does what is tied."""
        return "" if not option.leads else "tied" if option.is_tied else "leads"

    @property
    def fields(self) -> list[HandsField]:
        """The fields, from the first option to the last."""
        rows = self.rows[: len(self.options)]
        return [*(row.field for row in rows if row.option.is_open), *([self.people] if self.takes_several else [])]

    @property
    def hands(self) -> dict[str, int]:
        """The numbers typed, by the options' ids."""
        return {field.key: field.hands for field in self.fields if field.key}

    @property
    def voters(self) -> int:
        """The people who voted, where that is asked; else 0."""
        return self.people.hands if self.takes_several else 0

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
        words = f"Total {counted(self.total, 'hand' if self.beside is Beside.FIELDS else 'vote')}"
        if words != self.total_words:
            self.total_words = words
            self.total_line.update(words)

    @on(HandsField.Misread)
    def answer(self, message: HandsField.Misread) -> None:
        """Say beside the field what goes in."""
        self.fault(message.field, "A number, please: how many hands?")

    @on(Input.Changed)
    def take(self, message: Input.Changed) -> None:
        """Another number."""
        self.fault(message.input, "")
        self.refuse("")
        self.add_up()
        self.post_message(Turned())

    @on(events.DescendantFocus)
    def turn(self) -> None:
        """The cursor moved."""
        self.post_message(Turned())

    def fault(self, field: Input, sentence: str) -> None:
        """Say what is wrong with a field, or nothing."""
        if isinstance(field.parent, OptionRow):
            field.parent.words.complain(sentence)
        else:
            self.refuse(sentence)
