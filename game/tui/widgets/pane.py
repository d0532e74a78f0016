"""A part of the screen that scrolls by itself where its words do not fit.

Law: it never has the cursor. The keys that scroll are the screen's, so that nobody has to find a pane first.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message


class Pane(VerticalScroll, can_focus=False):
    """Words that may be more than their room."""

    @dataclass
    class Moved(Message):
        """There may be more below, or no more."""

    @property
    def has_more(self) -> bool:
        """Whether something below is out of sight."""
        return self.display and self.size.height > 0 and round(self.scroll_y) < self.max_scroll_y

    @property
    def words_height(self) -> int:
        """The lines that its words need."""
        return max((child.virtual_region_with_margin.bottom for child in self.children), default=0)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """It was scrolled."""
        super().watch_scroll_y(old, new)
        self.post_message(self.Moved())

    def watch_virtual_size(self, size: Size) -> None:
        """Its words changed, or wrap otherwise."""
        self.post_message(self.Moved())

    @on(events.Resize)
    def tell(self) -> None:
        """Its room changed."""
        self.post_message(self.Moved())
