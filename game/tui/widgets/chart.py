"""A chart drawn in cells, with every figure as text beside its bar.

Law: a bar shows nothing that the number beside it does not say, and the longest fits.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalGroup
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


def parts(chart: Chart, width: int, is_airy: bool) -> tuple[Content, ...]:
    """The chart in so many cells: a part for each bar, or the whole of a line through time."""
    if chart.kind == "line" and breadth(chart) <= width:
        return (columns(chart),)
    label = max(len(row.label) for row in chart.rows)
    number = max(len(chart.said(row)) for row in chart.rows)
    beside = width - label - number - 3
    if beside >= SLIMMEST:
        leads, length = [row.label.ljust(label + 2) for row in chart.rows], min(beside, LONGEST)
    else:
        leads, length = [f"{row.label}\n" for row in chart.rows], min(width - number - 1, LONGEST)
    return tuple(
        Content.assemble(lead, bar(chart, row, length, is_airy), (f" {chart.said(row)}", "bold"))
        for lead, row in zip(leads, chart.rows, strict=True)
    )


def bar(chart: Chart, row: Row, length: int, is_airy: bool) -> Content:
    """The bar, to an eighth of a cell; where bars stand close, of lower cells. Shares stand on the line of all."""
    eighths = max(round(row.value / chart.full * length * 8), 1 if row.value else 0)
    cells = "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip() if is_airy else LOW * -(-eighths // 8)
    rest = "─" * (length - len(cells)) if chart.kind == "share" else ""
    return Content.assemble((cells, "$accent"), (rest, "$muted"))


def breadth(chart: Chart) -> int:
    """The cells that all columns of a line through time take."""
    return (column_breadth(chart) + 2) * len(chart.rows)


def column_breadth(chart: Chart) -> int:
    """The cells of one column: as many as its label or its figure."""
    return max(3, *(max(len(row.label), len(chart.said(row))) for row in chart.rows))


def columns(chart: Chart) -> Content:
    """A line through time as columns: the figure over each, its label below."""
    cells = column_breadth(chart)
    drawn = [column(row.value / chart.full, chart.said(row), cells) for row in chart.rows]
    lines = [Content("  ").join(line) for line in zip(*drawn, strict=True)]
    foot = "  ".join(row.label.center(cells) for row in chart.rows)
    return Content("\n").join([*lines, Content(foot)])


def column(share: float, words: str, breadth: int) -> list[Content]:
    """One column from the top, with its figure right above it."""
    eighths = max(round(share * HEIGHT * 8), 1 if share else 0)
    cells = ["█"] * (eighths // 8) + ([RISING[eighths % 8]] if eighths % 8 else [])
    drawn_cells = [Content.styled((cell * 3).center(breadth), "$accent") for cell in reversed(cells)]
    space = [Content(" " * breadth)] * (HEIGHT - len(cells))
    return [*space, Content.styled(words.center(breadth), "bold"), *drawn_cells]


class ChartPart(Widget):
    """One bar with its label and figure, or a line through time, in the width that it is given."""

    def __init__(self, chart: Chart, number: int) -> None:
        super().__init__()
        self.chart = chart
        self.number = number

    def drawn(self, width: int) -> Content:
        """The part; on a narrow screen a line through time becomes bars, and the first part holds them all."""
        found = parts(self.chart, width, self.screen.has_class("-loose"))
        return Content("\n").join(found) if self.chart.kind == "line" else found[self.number]

    def render(self) -> Content:
        """The part as there is room for it."""
        return self.drawn(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines it takes."""
        return len(self.drawn(width).plain.split("\n"))


class ChartView(VerticalGroup):
    """The chart, its parts below one another; `-loose` on the screen sets them apart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart

    def compose(self) -> ComposeResult:
        """A part for each bar."""
        yield from (
            ChartPart(self.chart, number) for number in range(1 if self.chart.kind == "line" else len(self.chart.rows))
        )
