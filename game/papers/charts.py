"""Charts as SVG: bars, a histogram, and a band over the rounds.

Law: widths are percentages, so that a chart fills its place while its words keep their size; each is escaped,
named, and points at its table. `charts.css` in the templates colours them for light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from game.exploration import Spread
from game.papers import figures, lettering
from game.papers.svg import Naming, attribute, percent, picture, tag, text

NARROWEST, SIZE = 250, 14
"""The room and the type that labels are broken for, in CSS pixels: a phone's."""
LEADING, BAR, GAP = 19.0, 13.0, 19.0
PLOT = 150.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length in the chart's own unit, that length in words, and a class for its colour.

    `low` and `high` are the ends of an interval, where the length is not known exactly.
    """

    label: str
    length: float
    words: str
    kind: str = "plain"
    low: float = 0.0
    high: float = 0.0


def bars(naming: Naming, rows: Sequence[Bar], whole: float = 0.0) -> Markup:
    """Bars below one another, each under its label. They are parts of `whole`, or scaled to the longest."""
    full = whole or max((max(row.length, row.high) for row in rows), default=0.0) or 1.0
    reach = 1 - max((lettering.width(row.words, SIZE) + 14 for row in rows), default=0.0) / NARROWEST
    drawn: list[Markup] = []
    top = 0.0
    for row in rows:
        label = lettering.lines(row.label, NARROWEST, SIZE)
        foot = top + LEADING * len(label)
        drawn += [text(label, "0", top + 14, LEADING)]
        drawn += bar(row, foot + 3, reach / full, reach if whole else 0.0)
        top = foot + 3 + BAR + GAP
    return picture(naming, *drawn, class_="chart bars", width="100%", height=max(top - GAP, 1))


def bar(row: Bar, top: float, scale: float, ground: float) -> list[Markup]:
    """One bar, on the ground of its whole where it is a part of one, its interval where it has one, and its words."""
    drawn = [tag("rect", class_="ground", y=top, width=percent(ground), height=BAR, rx=3)] if ground else []
    length, middle = percent(row.length * scale), top + BAR / 2
    drawn.append(tag("rect", class_=f"bar {row.kind}", y=top, width=length, height=BAR, rx=3))
    if row.high > row.low:
        ends = (percent(row.low * scale), percent(row.high * scale))
        drawn.append(tag("line", class_="interval", x1=ends[0], x2=ends[1], y1=middle, y2=middle))
        drawn += [tag("line", class_="interval", x1=end, x2=end, y1=top - 2, y2=top + BAR + 2) for end in ends]
    behind = percent(max(ground, row.length * scale, row.high * scale))
    return [*drawn, text([row.words], behind, middle + 5, class_="number", dx=8)]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a histogram: from where to where it reaches, and its share of all."""

    low: float
    high: float
    share: float


def histogram(naming: Naming, columns: Sequence[Column], scale: tuple[float, float], mark: tuple[float, str]) -> Markup:
    """Columns over a scale, with one value marked by a line and words."""
    low, high = scale
    full = max((column.share for column in columns), default=0.0) or 1.0

    def at(place: float) -> float:
        return (place - low) / (high - low)

    drawn = [
        tag(
            "rect",
            class_="bar plain",
            x=percent(at(column.low)),
            width=percent((column.high - column.low) / (high - low) * 0.86),
            y=PLOT * (1 - column.share / full),
            height=PLOT * column.share / full,
        )
        for column in columns
    ]
    marked = percent(at(mark[0]))
    drawn.append(tag("line", class_="mark", x1=marked, x2=marked, y1=-8, y2=PLOT))
    drawn.append(text([mark[1]], marked, -14, class_="number", text_anchor="middle"))
    ticks = [low + (high - low) * step / 5 for step in range(6)]
    labels = [text([figures.value(tick)], percent(at(tick)), PLOT + 20, text_anchor="middle") for tick in ticks]
    return plot(naming, "histogram", [axis(), *drawn, *labels])


def axis() -> Markup:
    """The line that a plot stands on."""
    return tag("line", class_="axis", x1="0", x2="100%", y1=PLOT, y2=PLOT)


def plot(naming: Naming, kind: str, drawn: Sequence[str]) -> Markup:
    """A drawing whose labels stand in the padding around it."""
    return picture(naming, *drawn, class_=f"chart plot {kind}", height=PLOT)


@dataclass(frozen=True, slots=True)
class Moment:
    """A spread at one moment, with the moment's short label."""

    label: str
    spread: Spread


def band(naming: Naming, moments: Sequence[Moment], scale: tuple[float, float]) -> Markup:
    """How a number spreads over time: all paths, eight in ten of them, and the mean as a line."""
    low, high = scale
    places = [number / max(1, len(moments) - 1) for number in range(len(moments))]

    def up(value: float) -> float:
        return 1 - (value - low) / (high - low)

    def area(upper: list[float], lower: list[float], kind: str) -> Markup:
        there = [point(place, up(value)) for place, value in zip(places, upper, strict=True)]
        back = [point(place, up(value)) for place, value in zip(places, lower, strict=True)]
        return tag("polygon", class_=kind, points=" ".join([*there, *reversed(back)]))

    spreads = [moment.spread for moment in moments]
    means = [spread.mean for spread in spreads]
    line = " ".join(point(place, up(mean)) for place, mean in zip(places, means, strict=True))
    shapes = [
        area([spread.high for spread in spreads], [spread.low for spread in spreads], "all"),
        area([spread.ninetieth for spread in spreads], [spread.tenth for spread in spreads], "most"),
        tag("polyline", class_="mean", points=line),
    ]
    drawn = [stretched(shapes), axis(), *scale_labels(scale), *moment_labels(moments, places)]
    for place, mean in zip(places, means, strict=True):
        drawn.append(tag("circle", class_="mean", cx=percent(place), cy=PLOT * up(mean), r=3.5))
    if means:
        drawn.append(text([figures.mean(means[-1])], "100%", PLOT * up(means[-1]) + 5, class_="number", dx=9))
    return plot(naming, "band", drawn)


def point(across: float, down: float) -> str:
    """A place in a stretched drawing, in hundredths of its sides."""
    return f"{attribute(100 * across)},{attribute(100 * down)}"


def stretched(shapes: Sequence[str]) -> Markup:
    """Shapes drawn on a square of 100 that is pulled to the size of the plot."""
    return tag("svg", *shapes, viewBox="0 0 100 100", preserveAspectRatio="none", width="100%", height=PLOT)


def scale_labels(scale: tuple[float, float]) -> list[Markup]:
    """The ends of the upright scale."""
    low, high = (figures.value(end) for end in scale)
    return [
        text([high], "0", 11, text_anchor="end", dx=-9),
        text([low], "0", PLOT, text_anchor="end", dx=-9),
    ]


def moment_labels(moments: Sequence[Moment], places: Sequence[float]) -> list[Markup]:
    """The moments along the foot; where there are many, only some, and always the last."""
    every, last = -(-len(moments) // 12), len(moments) - 1
    drawn = [
        text([moment.label], percent(place), PLOT + 20, text_anchor="middle")
        for number, (moment, place) in enumerate(zip(moments, places, strict=True))
        if number % every == 0 and last - number >= every
    ]
    return [*drawn, *(text([moment.label], "100%", PLOT + 20, dx=-5) for moment in moments[-1:])]
