"""Lines drawn in one piece: words that wrap between what leads them and what ends their first line.

Law: one widget draws many lines, because every widget has to be styled, placed and painted between a key and its
answer; and it draws anew only when it has something else to say.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

NOTHING = Content()


def hung(words: Content, width: int, lead: Content = NOTHING, tail: Content = NOTHING) -> list[Content]:
    """Words in lines of at most so many cells, hanging behind `lead`; `tail` stands at the end of the first line."""
    before, after = lead.cell_length, tail.cell_length
    first, *others = words.wrap(max(width - before - after, 1)) or [NOTHING]
    gap = " " * (width - before - first.cell_length - after) if after else ""
    return [Content.assemble(lead, first, gap, tail), *(line.pad_left(before) for line in others)]


def due(deadline: str, width: int) -> list[Content]:
    """A deadline in words, in lines of at most so many cells."""
    return hung(Content.assemble(("Deadline  ", "$muted"), (deadline, "bold")), width)


class Drawn(Widget):
    """Something that is drawn line by line in the width that it is given."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.held: dict[tuple[int, bool], Content] = {}

    def lines(self, width: int) -> list[Content]:
        """The lines for this width."""
        raise NotImplementedError

    @property
    def is_big(self) -> bool:
        """Whether the back row is to read it."""
        return self.app.has_class("-big")

    def redraw(self) -> None:
        """There is something else to say."""
        self.held.clear()
        self.refresh(layout=True)

    def drawn(self, width: int) -> Content:
        """The lines in one; worked out once for each width."""
        key = width, self.is_big
        if key not in self.held:
            self.held[key] = Content("\n").join(self.lines(width))
        return self.held[key]

    def render(self) -> Content:
        """All lines."""
        return self.drawn(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many as there are."""
        words = self.drawn(width).plain
        return words.count("\n") + 1 if words else 0


class Title(Drawn):
    """The line that a screen starts with, and a few words beside it that big text leaves out."""

    def __init__(self, words: str, aside: str = "") -> None:
        super().__init__(classes="heading")
        self.words, self.aside = words, aside

    def say(self, words: str, aside: str) -> None:
        """Other words."""
        if (words, aside) != (self.words, self.aside):
            self.words, self.aside = words, aside
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The title, which wraps, and the aside."""
        aside = Content.styled(f"  {self.aside}", "$muted") if self.aside and not self.is_big else NOTHING
        return hung(Content.styled(self.words, "bold $accent"), width, tail=aside)
