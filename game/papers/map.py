"""Everything that is known of a scenario as one HTML file: the map of its paths, and every figure as a table.

Law: no script, no outside host, no drawing without its figures in words; a sample is called one at the top.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game.exploration import ClockFound, Exploration, Share
from game.papers import charts, figures, graph, routes, wording
from game.papers.charts import Bar, Column
from game.papers.sheet import NARROW, WIDE, colour_of
from game.papers.svg import Naming
from game.papers.trends import trends
from game.scenario import Scenario
from game.wording import in_hours

TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("colours.css", "page.css", "charts.css", "map.css", "print.css")
FILTERS = (
    figures.percent,
    figures.interval,
    figures.count,
    figures.breaking,
    figures.value,
    figures.mean,
    figures.standing,
    figures.swing,
    figures.whole_range,
    figures.middle_range,
    in_hours,
)


def page(scenario: Scenario, found: Exploration, name: str = "") -> str:
    """The document. `name` is what `siro play` calls the scenario, for the commands that replay a path."""
    style = "\n".join((TEMPLATES / part).read_text("utf-8") for part in STYLES)
    return (
        environment()
        .get_template("map.html")
        .render(
            scenario=scenario,
            found=found,
            kind="Map of every path" if found.exact else "Map of random plays",
            many="paths" if found.exact else "plays",
            is_weighed=any(each.swing is not None for each in found.rounds),
            style=Markup(style),
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
            wide=graph.pieces(scenario, found, WIDE, "map-says", "endings-says"),
            narrow=graph.pieces(scenario, found, NARROW, "map-says", "endings-says"),
            has_jumps=bool(routes.lanes(scenario)),
            leads_to=lambda option: graph.leads_to(scenario, option),
            endings_chart=endings_chart(found),
            trends=tuple(trends(scenario, found)),
            hinge=next((each for each in found.rounds if each.id == found.hinge), None),
            swings_chart=swings_chart(found),
            standings_chart=standings_chart(found),
            tens=tens(found),
            extremes=tuple(wording.extremes(scenario, found)),
            clocks=tuple(clocks(found)),
            replay=lambda path: wording.command(name, path),
            placed=lambda place: wording.placed(scenario, place),
        )
    )


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({each.__name__: each for each in FILTERS})
    return made


def endings_chart(found: Exploration) -> Markup:
    """The endings' shares as bars."""
    rows = [bar(each.title, each.share, colour_of(found, number)) for number, each in enumerate(found.endings)]
    return charts.bars(Naming("endings-chart", "The share of each ending", "endings-says"), rows)


def bar(label: str, share: Share, kind: str) -> Bar:
    """A share as a bar, with its interval where it is from a sample."""
    return Bar(label, share.value, figures.percent(share.value), kind, share.low, share.high)


def swings_chart(found: Exploration) -> Markup:
    """How far each round's choice moves the end; the hinge stands out."""
    rows = [
        Bar(f"{number}. {each.title}", each.swing, figures.swing(each.swing), kind)
        for number, each in enumerate(found.rounds, start=1)
        for kind in ("hinge" if each.id == found.hinge else "plain",)
        if each.swing is not None
    ]
    return charts.bars(Naming("swings-chart", "How far each round moves the end", "swings-says"), rows)


def standings_chart(found: Exploration) -> Markup:
    """How the final standings are spread, in columns of two points."""
    columns = [Column(low, low + 2, share) for low, share in binned(found, 2)]
    mean = figures.mean_standing(found)
    naming = Naming("standings-chart", "How the final standings are spread", "standings-says")
    return charts.histogram(naming, columns, (0, 100), (mean, f"mean {figures.standing(mean)}"))


def binned(found: Exploration, breadth: int) -> Iterator[tuple[int, float]]:
    """The standings in bins from 0 to 100, those without any left out; 100 itself is in the last."""
    shares: dict[int, float] = {}
    for value, share in found.standings:
        low = min(int(value // breadth), 100 // breadth - 1) * breadth
        shares[low] = shares.get(low, 0.0) + share
    yield from sorted(shares.items())


def tens(found: Exploration) -> tuple[tuple[str, float], ...]:
    """The standings by tens, in words, from the lowest ten that has any to the highest."""
    shares = dict(binned(found, 10))
    reach = range(min(shares, default=0), max(shares, default=-10) + 10, 10)
    return tuple((f"{low} to {100 if low == 90 else f'{low + 9}.9'}", shares.get(low, 0.0)) for low in reach)


def clocks(found: Exploration) -> Iterator[tuple[ClockFound, str, tuple[tuple[str, Share], ...], Markup]]:
    """Each deadline: its figures, the id of its caption, what can become of it in words, and its drawing."""
    for number, clock in enumerate(found.clocks, start=1):
        fates = (
            ("It starts", clock.started, "plain"),
            ("It is met", clock.met, "good"),
            ("It is missed", clock.missed, "bad"),
            ("It still runs at the end", clock.running, "plain"),
        )
        beside = f"clock-{number}-says"
        naming = Naming(f"clock-{number}", f"{clock.title}: how often it is met", beside)
        drawing = charts.bars(naming, [bar(*fate) for fate in fates], whole=1.0)
        yield clock, beside, tuple((label, share) for label, share, _ in fates), drawing
