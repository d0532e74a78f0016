"""How each meter spreads over the rounds: values for a chart and the same for a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from game.exploration import Exploration, Spread
from game.papers import charts, figures
from game.papers.charts import Moment
from game.papers.svg import Naming
from game.scenario import Meter, Scenario


@dataclass(frozen=True, slots=True)
class Trend:
    """A meter's spread at the start of each round and at the end. `beside` is the id of its table's caption."""

    heading: str
    aim: str
    moments: tuple[tuple[str, Spread], ...]
    drawing: Markup
    beside: str


def trends(scenario: Scenario, found: Exploration) -> Iterator[Trend]:
    """Each meter of which something is known."""
    for number, (name, meter) in enumerate(scenario.meters.items(), start=1):
        moments = tuple(moments_of(found, name))
        if moments:
            yield trend(meter, moments, Naming(f"meter-{number}", heading(meter), f"meter-{number}-says"))


def moments_of(found: Exploration, name: str) -> Iterator[tuple[str, Moment]]:
    """A meter's spreads in order, each with its label in full."""
    for place, each in enumerate(found.rounds, start=1):
        if name in each.meters:
            yield f"{place}. {each.title}", Moment(str(place), each.meters[name])
    if name in found.meters:
        yield "At the end", Moment("End", found.meters[name])


def trend(meter: Meter, moments: tuple[tuple[str, Moment], ...], naming: Naming) -> Trend:
    """One meter, drawn."""
    drawing = charts.band(naming, [moment for _, moment in moments], scale_of(meter, [m.spread for _, m in moments]))
    aim = "More is better." if meter.better == "higher" else "Less is better."
    spreads = tuple((label, moment.spread) for label, moment in moments)
    return Trend(naming.title, aim, spreads, drawing, naming.beside)


def heading(meter: Meter) -> str:
    """A meter's title with its unit."""
    return f"{meter.title} ({meter.unit})" if meter.unit else meter.title


def scale_of(meter: Meter, spreads: list[Spread]) -> tuple[float, float]:
    """The meter's own bounds; or, where what happens would be too small to see, round numbers nearer to it."""
    least, most = min(spread.low for spread in spreads), max(spread.high for spread in spreads)
    if most - least >= 0.6 * (meter.max - meter.min):
        return meter.min, meter.max
    low, high = figures.rounded_bounds(least, most)
    return max(meter.min, low), min(meter.max, high)
