"""A briefing as one page: every slide with its chart, figures and sources, for the screen and for paper.

Law: no script, no outside host, no drawing without its figures in words; the speaker's notes only where asked for.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256

from markupsafe import Markup

from game.authoring.prose import markdown
from game.briefing import Briefing, Chart, day_of
from game.papers import charts
from game.papers.charts import Bar
from game.papers.map import TEMPLATES, environment
from game.papers.svg import Naming, percent, tag, text
from game.slides import LETTERS, minutes

STYLES = ("colours.css", "page.css", "charts.css", "handout.css", "print.css")


def page(briefing: Briefing, today: date | None = None, *, notes: bool = False) -> str:
    """The document; `notes` puts what the speaker says below each slide."""
    style = "\n".join((TEMPLATES / part).read_text("utf-8") for part in STYLES)
    return (
        environment()
        .get_template("handout.html")
        .render(
            briefing=briefing,
            overdue=briefing.overdue(today or date.today()),
            notes=notes,
            letters=LETTERS,
            style=Markup(style),
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
            inline=inline,
            prose=prose,
            drawing=drawing,
            minutes=minutes,
            day_of=day_of,
        )
    )


def inline(words: str) -> Markup:
    """A line of Markdown as HTML; the parser escapes all else."""
    return Markup(markdown().renderInline(words))


def prose(words: str) -> Markup:
    """Markdown as HTML."""
    return Markup(markdown().render(words))


def drawing(chart: Chart, number: int) -> Markup:
    """A slide's chart; its table stands beside under the id that the drawing points at."""
    naming = Naming(f"chart-{number}", chart.title, f"chart-{number}-says")
    if chart.kind == "line":
        return line(naming, chart)
    rows = [Bar(row.label, row.value, chart.said(row)) for row in chart.rows]
    return charts.bars(naming, rows, whole=chart.full if chart.kind == "share" else 0.0)


def line(naming: Naming, chart: Chart) -> Markup:
    """A line through time, with the figure at each point and its label along the foot."""
    last = len(chart.rows) - 1
    places = [(place / last, 1 - row.value / chart.full) for place, row in enumerate(chart.rows)]
    points = " ".join(charts.point(across, down) for across, down in places)
    drawn = [charts.stretched([tag("polyline", class_="mean", points=points)]), charts.axis()]
    for (across, down), row in zip(places, chart.rows, strict=True):
        foot = charts.PLOT * down
        drawn.append(tag("circle", class_="mean", cx=percent(across), cy=foot, r=4))
        drawn.append(text([chart.said(row)], percent(across), foot - 10, class_="number", text_anchor="middle"))
        drawn.append(text([row.label], percent(across), charts.PLOT + 20, text_anchor="middle"))
    return charts.plot(naming, "band line", drawn)
