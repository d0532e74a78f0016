"""Numbers over the rounds of a played exercise: a line for each table, and the same as rows for a table beside it.

Law: a line is known by its pattern and its name as well as its colour; nothing is drawn that the rows do not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from game import wording
from game.aar import Report, TableReport
from game.papers import charts, figures
from game.papers.charts import PLOT
from game.papers.svg import Naming, percent, tag, text

APART = 17.0
"""The least distance of two lines' names, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Line:
    """One table's line: its name, its short mark at the line's end, and its values by round; 0 is the start."""

    name: str
    mark: str
    points: tuple[tuple[int, float], ...]
    words: tuple[tuple[int, str], ...]
    """The values as they are read, by round."""

    def at(self, round: int) -> str:
        """The value after a round in words; a dash where the table did not decide it."""
        return dict(self.words).get(round, "–")


@dataclass(frozen=True, slots=True)
class Progress:
    """A number over the rounds: its heading, which way is good, the drawing, and the rows beside it."""

    heading: str
    aim: str
    lines: tuple[Line, ...]
    drawing: Markup
    beside: str


def meters(report: Report) -> Iterator[Progress]:
    """Every meter at every table."""
    for place, meter in enumerate(report.scenario.meters.values()):
        lines = tuple(
            Line(
                table.name,
                str(table.table + 1),
                tuple(zip(rounds(table), table.meters[place].values, strict=True)),
                tuple(
                    (number, wording.with_unit(round(value), meter.unit))
                    for number, value in zip(rounds(table), table.meters[place].values, strict=True)
                ),
            )
            for table in report.tables
        )
        aim = "More is better." if meter.better == "higher" else "Less is better."
        yield drawn(report, f"meter-{place + 1}", meter.title, aim, lines, scale(lines, meter.min, meter.max))


def clocks(report: Report) -> Iterator[Progress]:
    """Every deadline that started at some table: the hours it has left."""
    for place, clock in enumerate(report.scenario.clocks.values()):
        if any(table.deadlines[place].standing != "never started" for table in report.tables):
            lines = tuple(clock_line(table, place) for table in report.tables)
            aim = f"{wording.in_hours(clock.hours)} from its start. {clock.source}".strip()
            yield drawn(report, f"clock-{place + 1}", f"Hours left: {clock.title}", aim, lines, (0, clock.hours))


def clock_line(table: TableReport, place: int) -> Line:
    """One deadline at one table."""
    one = table.deadlines[place]
    numbers = rounds(table)
    return Line(
        table.name,
        str(table.table + 1),
        tuple(zip(numbers, one.left, strict=True)),
        tuple(zip(numbers, one.said, strict=True)),
    )


def rounds(table: TableReport) -> tuple[int, ...]:
    """The start and the numbers of the rounds that the table decided."""
    return (0, *(one.number for one in table.decisions))


def scale(lines: Sequence[Line], low: float, high: float) -> tuple[float, float]:
    """The meter's own bounds; where what happened would be too small to see, round numbers nearer to it."""
    values = [value for line in lines for _, value in line.points]
    if max(values) - min(values) >= 0.5 * (high - low):
        return low, high
    near, far = figures.rounded_bounds(min(values), max(values))
    return max(low, near), min(high, far)


def drawn(
    report: Report, identifier: str, title: str, aim: str, lines: tuple[Line, ...], bounds: tuple[float, float]
) -> Progress:
    """One number, drawn."""
    naming = Naming(identifier, f"{title}, round by round", f"{identifier}-says")
    drawing = charted(naming, lines, len(report.scenario.rounds), bounds)
    return Progress(title, aim, lines, drawing, naming.beside)


def charted(naming: Naming, lines: tuple[Line, ...], last: int, bounds: tuple[float, float]) -> Markup:
    """The lines over the rounds, each with its mark at its end where there are several."""
    low, high = bounds

    def up(value: float) -> float:
        return 1 - (value - low) / ((high - low) or 1)

    shapes, dots, ends = [], [], []
    for number, line in enumerate(lines):
        kind = f"line l{number % 8}"
        places = [(round / last, up(value)) for round, value in line.points]
        shapes.append(tag("polyline", class_=kind, points=" ".join(charts.point(*place) for place in places)))
        dots += [tag("circle", class_=kind, cx=percent(x), cy=PLOT * y, r=3.5) for x, y in places]
        ends.append(
            (PLOT * places[-1][1], places[-1][0], line.mark if len(lines) > 1 else wording.figure(line.points[-1][1]))
        )
    return charts.plot(
        naming,
        "course",
        [
            charts.stretched(shapes),
            charts.axis(),
            *charts.scale_labels(bounds),
            *ticks(last),
            *dots,
            *named(ends),
        ],
    )


def ticks(last: int) -> Iterator[Markup]:
    """The start and the rounds along the foot; where there are many, some of them."""
    every = -(-last // 10)
    for number in range(last + 1):
        if number % every == 0:
            label = "Start" if number == 0 else str(number)
            yield text([label], percent(number / last), PLOT + 20, text_anchor="middle")


def named(ends: Sequence[tuple[float, float, str]]) -> Iterator[Markup]:
    """What stands behind the lines' ends, none on top of another."""
    foot = -APART
    for height, place, mark in sorted(ends):
        foot = max(foot + APART, height + 5)
        yield text([mark], percent(place), foot, class_="number", dx=9)
