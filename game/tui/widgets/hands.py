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

from game.tui.widgets.field import Field
from game.views import OptionView

LONGEST = 12
"""The bar of the option with the most hands, in cells."""


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

    def __init__(self, option: OptionView) -> None:
        super().__init__(restrict=r"[0-9]{0,3}", max_length=3)
        self.option = option
        self.display = False

    @property
    def hands(self) -> int:
        """The number typed."""
        return int(self.value or "0")

    def on_key(self, event: events.Key) -> None:
        """Let digits in and the question mark through; answer every other sign."""
        if event.key == "question_mark":
            event.prevent_default()
        elif event.is_printable and not (event.character or "").isdecimal():
            event.prevent_default()
            event.stop()
            self.post_message(self.Misread(self))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every sign is the field's own but the question mark."""
        return key != "question_mark" and super().check_consume_key(key, character)


def tallied(option: OptionView, most: int, word: str) -> Content:
    """An option's hands as a bar, a number and a word."""
    cells = round(option.hands / most * LONGEST) if most else 0
    line = "█" * max(cells, 1 if option.hands else 0)
    return Content.assemble(
        (line.ljust(LONGEST), "$accent"), (f"{option.hands:>4} ", "bold"), (word.ljust(5), "bold $accent")
    )
