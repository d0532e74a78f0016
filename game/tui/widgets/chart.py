"""A chart drawn in cells, with every figure as text beside its bar.

Law: a bar shows nothing that the number beside it does not say, and the longest fits.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from game.briefing import Chart, Row

EIGHTHS = " ▏▎▍▌▋▊▉"
LOW = "▆"
RISING = " ▁▂▃▄▅▆▇"
LONGEST, SLIMMEST = 60, 12
"""The cells of the longest bar, and those below which a label has a line of its own."""
HEIGHT = 6
"""The lines of the highest column."""


def drawn(chart: Chart, width: int, is_airy: bool) -> Content:
    """The chart in so many cells; with a line between the bars where there is room."""
    if chart.kind == "line":
        return columns(chart, width)
    label = max(len(row.label) for row in chart.rows)
    number = max(len(chart.said(row)) for row in chart.rows)
    beside = width - label - number - 3
    gap = "\n\n" if is_airy else "\n"
    if beside >= SLIMMEST:
        leads, length = [row.label.ljust(label + 2) for row in chart.rows], min(beside, LONGEST)
    else:
        leads, length = [f"{row.label}\n" for row in chart.rows], min(width - number - 1, LONGEST)
    return Content(gap).join(
        [
            Content.assemble(lead, bar(chart, row, length, is_airy), (f" {chart.said(row)}", "bold"))
            for lead, row in zip(leads, chart.rows, strict=True)
        ]
    )


def bar(chart: Chart, row: Row, length: int, is_airy: bool) -> Content:
    """The bar, to an eighth of a cell; where bars stand close, of lower cells. Shares stand on the line of all."""
    eighths = max(round(row.value / chart.full * length * 8), 1 if row.value else 0)
    cells = "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip() if is_airy else LOW * -(-eighths // 8)
    rest = "─" * (length - len(cells)) if chart.kind == "share" else ""
    return Content.assemble((cells, "$accent"), (rest, "$muted"))


def columns(chart: Chart, width: int) -> Content:
    """A line through time as columns: the figure over each, its label below."""
    said = [chart.said(row) for row in chart.rows]
    breadth = max(*(len(row.label) for row in chart.rows), *map(len, said), 3)
    if (breadth + 2) * len(chart.rows) > width:
        return drawn(chart.model_copy(update={"kind": "bars"}), width, False)
    parts = [column(row.value / chart.full, words, breadth) for row, words in zip(chart.rows, said, strict=True)]
    lines = [Content("  ").join(line) for line in zip(*parts, strict=True)]
    foot = "  ".join(row.label.center(breadth) for row in chart.rows)
    return Content("\n").join([*lines, Content(foot)])


def column(share: float, words: str, breadth: int) -> list[Content]:
    """One column from the top, with its figure right above it."""
    eighths = max(round(share * HEIGHT * 8), 1 if share else 0)
    cells = ["█"] * (eighths // 8) + ([RISING[eighths % 8]] if eighths % 8 else [])
    drawn_cells = [Content.styled((cell * 3).center(breadth), "$accent") for cell in reversed(cells)]
    space = [Content(" " * breadth)] * (HEIGHT - len(cells))
    return [*space, Content.styled(words.center(breadth), "bold"), *drawn_cells]


class ChartView(Widget):
    """The chart in the width that it is given."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.is_airy = False

    @property
    def gaps(self) -> int:
        """The lines that it could use between its bars."""
        return len(self.chart.rows) - 1 if self.chart.kind != "line" else 0

    def breathe(self, is_airy: bool) -> None:
        """Set the bars apart, or close up."""
        if is_airy is not self.is_airy:
            self.is_airy = is_airy
            self.refresh(layout=True)

    def render(self) -> Content:
        """The chart."""
        return drawn(self.chart, self.content_size.width, self.is_airy)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines it takes."""
        return len(drawn(self.chart, width, self.is_airy).plain.splitlines())
