"""Where the table stands: each meter as a slim bar with its number, its unit and a word.

Law: a bar shows nothing that the number beside it does not say, and direction is a sign and a word before a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.views import MeterView

KEPT, GAINED, LOST, REST = "━", "═", "┄", "─"
WORD_STYLES = {"better": "bold $good", "worse": "bold $bad", "same": "$muted"}
STACKED = 48
"""From this width on, a meter takes one line."""
SLIMMEST = 8
"""A bar with fewer cells says nothing."""


def bar(meter: MeterView, width: int) -> Content:
    """A meter between its bounds; where it moved, the part gained or lost is drawn otherwise."""
    now, before = (round(share * width) for share in (meter.share, meter.share_before))
    kept = min(now, before)
    moved = (GAINED if now > before else LOST) * abs(now - before)
    rest = REST * (width - kept - len(moved))
    return Content.assemble((KEPT * kept, "$accent"), (moved, WORD_STYLES[meter.word]), (rest, "$muted"))


def moved(meter: MeterView) -> str:
    """From where to where."""
    return f"{meter.text_before} → {meter.text}"


def verdict(meter: MeterView) -> Content:
    """The move as a sign, its size, a word and a colour."""
    size = f"{meter.sign} {meter.size}" if meter.change else ""
    return Content.styled(f"{size:>8} {meter.word:>6}", WORD_STYLES[meter.word])


def still(meter: MeterView) -> str:
    """The number alone."""
    return meter.text


def aim(meter: MeterView) -> Content:
    """Which way is good."""
    return Content.styled(meter.aim, "$muted")


def drawn(meters: Sequence[MeterView], size: Size, has_moved: bool) -> Content:
    """The fullest form that the size allows."""
    number, word = (moved, verdict) if has_moved else (still, aim)
    if size.width < STACKED and size.height >= 3 * len(meters) - 1:
        return stacked(meters, size.width, number, word)
    if size.height >= len(meters):
        return rows(meters, size.width, number, word)
    if size.height >= (len(meters) + 1) // 2 and size.width >= STACKED and not has_moved:
        return pairs(meters, size.width)
    return Content(" · ").join([Content(f"{meter.title} {number(meter)}") for meter in meters])


def stacked(
    meters: Sequence[MeterView], width: int, number: Callable[[MeterView], str], word: Callable[[MeterView], Content]
) -> Content:
    """Title and number, and under them the bar and the word."""
    lines: list[Content] = []
    space = max(word(meter).cell_length for meter in meters)
    for meter in meters:
        lines += [
            Content.assemble(meter.title, (number(meter).rjust(width - len(meter.title)), "bold")),
            Content.assemble(bar(meter, width - space - 2), "  ", word(meter)),
            Content(""),
        ]
    return Content("\n").join(lines[:-1])


def rows(
    meters: Sequence[MeterView], width: int, number: Callable[[MeterView], str], word: Callable[[MeterView], Content]
) -> Content:
    """A line each: title, bar, number, word; without the bar where it would be too short to say anything."""
    title = max(len(meter.title) for meter in meters)
    space = max(len(number(meter)) for meter in meters)
    left = width - title - space - max(word(meter).cell_length for meter in meters) - 6
    return Content("\n").join(
        [
            Content.assemble(
                meter.title.ljust(title + 2),
                bar(meter, min(left, 40)) + "  " if left >= SLIMMEST else "",
                (number(meter).rjust(space), "bold"),
                "  ",
                word(meter),
            )
            for meter in meters
        ]
    )


def pairs(meters: Sequence[MeterView], width: int) -> Content:
    """Two meters a line: title, bar, number."""
    title = max(len(meter.title) for meter in meters) + 1
    space = max(len(meter.text) for meter in meters) + 1
    left = max((width - 3) // 2 - title - space, 0)
    cells = [
        Content.assemble(meter.title.ljust(title), bar(meter, left), (meter.text.rjust(space), "bold"))
        for meter in meters
    ]
    return Content("\n").join([Content("   ").join(cells[place : place + 2]) for place in range(0, len(cells), 2)])


class Meters(Widget):
    """All meters, in the form for which there is room."""

    def __init__(self, meters: Sequence[MeterView], *, has_moved: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.meters = meters
        self.has_moved = has_moved

    def show(self, meters: Sequence[MeterView]) -> None:
        """Take them as they stand now."""
        if meters != self.meters:
            self.meters = meters
            self.refresh(layout=True)

    def render(self) -> Content:
        """The meters as they stand."""
        return drawn(self.meters, self.content_size, self.has_moved)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the form that this width asks for."""
        return 3 * len(self.meters) - 1 if width < STACKED else len(self.meters)
