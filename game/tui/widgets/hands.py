"""A show of hands: the field that a number is typed into, and the bar that it becomes.

Law: only digits go in; anything else is answered in words beside the field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from game.tui.widgets.field import Field
from game.tui.widgets.large import rows
from game.views import OptionView

WORDS = 10
"""The cells behind a bar: the number and a word."""


class HandsField(Field):
    """The number of hands for one option. Empty counts as none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Previous option", show=False),
        Binding("down", "app.focus_next", "Next option", show=False),
        Binding("enter", "screen.ask('GoOn')", "Go on", show=False),
    ]

    @dataclass
    class Misread(Message):
        """Something was typed that is no digit."""

        field: HandsField

        @property
        def control(self) -> HandsField:
            """The field."""
            return self.field

    def __init__(self, name_of: str, key: str) -> None:
        super().__init__(restrict=r"[0-9]{0,3}", max_length=3)
        self.name_of = name_of
        """What it counts, as the next step calls it."""
        self.key = key
        """The option's id; nothing where people are counted."""
        self.display = False

    @property
    def hands(self) -> int:
        """The number typed."""
        return int(self.value or "0")

    async def on_key(self, event: events.Key) -> None:
        """Let digits in and the question mark through; answer every other sign.

        Keys that were typed faster than the screen follows all arrive at the field that had the cursor. So Enter moves
        it at once, and digits that come after go where it has gone.
        """
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            await self.run_action("screen.ask('GoOn')")
        elif event.key == "question_mark":
            event.prevent_default()
        elif event.is_printable and not (event.character or "").isdecimal():
            event.prevent_default()
            event.stop()
            self.post_message(self.Misread(self))
        elif event.is_printable and self.screen.focused is not self:
            event.prevent_default()
            event.stop()
            self.pass_on(event.character or "")

    def pass_on(self, digit: str) -> None:
        """Type a digit where the cursor has gone."""
        field = self.screen.focused
        if isinstance(field, HandsField):
            field.type_in(digit)

    def type_in(self, digit: str) -> None:
        """Type a digit at the cursor, or over what is selected."""
        self.replace(digit, *sorted(self.selection))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every sign is the field's own but the question mark."""
        return key != "question_mark" and super().check_consume_key(key, character)


class Tally(Static):
    """The hands for one option: a bar as long as there is room for, the number, and whether it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.option: OptionView | None = None
        self.most = 0
        self.word = ""
        self.display = False

    def show(self, option: OptionView, most: int, word: str) -> None:
        """Take the hands, the most that any option has, and what is to be said of these."""
        if (option, most, word) != (self.option, self.most, self.word):
            self.option, self.most, self.word = option, most, word
            self.refresh()

    def render(self) -> Content:
        """Nothing for an option that could not be voted for."""
        if self.option is None or not self.option.is_open:
            return Content("")
        if self.app.has_class("-big"):
            lines = rows(str(self.option.hands), False)
            return Content.styled("\n".join([*lines[:-1], f"{lines[-1]} {self.word}".rstrip()]), "bold $accent")
        longest = max(self.content_size.width - WORDS, 1)
        cells = round(self.option.hands / self.most * longest) if self.most else 0
        line = "█" * max(cells, 1 if self.option.hands else 0)
        number, word = f"{self.option.hands:>4} ", self.word.ljust(5)
        return Content.assemble((line.ljust(longest), "$accent"), (number, "bold"), (word, "bold $accent"))
