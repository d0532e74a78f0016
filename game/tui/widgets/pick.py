"""A setting with a few values: its name, the value, and the keys that change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

T = TypeVar("T")


class Pick(Static, Generic[T], can_focus=True):
    """One line: left and right, or Space, change the value; a click does too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "Next value", show=False),
        Binding("left", "turn(-1)", "Value before", show=False),
        Binding("down", "app.focus_next", "Next setting", show=False),
        Binding("up", "app.focus_previous", "Setting before", show=False),
        Binding("enter", "screen.ask('GoOn')", "Go on", show=False),
    ]

    class Turned(Message):
        """Another value."""

    def __init__(self, title: str, values: Sequence[tuple[T, str]], value: T, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = title
        self.values = values
        self.place = next((place for place, (one, _) in enumerate(values) if one == value), 0)

    @property
    def value(self) -> T:
        """What is chosen."""
        return self.values[self.place][0]

    def action_turn(self, step: int) -> None:
        """Another value; after the last comes the first."""
        self.place = (self.place + step) % len(self.values)
        self.refresh()
        self.post_message(self.Turned())

    def on_click(self) -> None:
        """The next value."""
        self.focus()
        self.action_turn(1)

    def render(self) -> Content:
        """The name, and the value between arrows while the cursor is here."""
        words = self.values[self.place][1]
        if not self.has_focus:
            return Content.assemble((self.title.ljust(22), "$muted"), "  ", (words, "bold"))
        style = "bold reverse" if self.app.no_color else "bold $ink on $accent"
        return Content.assemble((self.title.ljust(22), "bold $accent"), (f"◂ {words} ▸", style))
