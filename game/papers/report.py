"""The after-action report as one HTML file, for the screen and for A4.

Law: no script, no outside host, no drawing without its figures in words; what a report may say of people is `aar`'s.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from game.aar import Report
from game.authoring.prose import to_plain
from game.hotwash import day
from game.papers import charts, figures, progress, summary
from game.papers.charts import Bar
from game.papers.map import TEMPLATES, environment
from game.papers.svg import Naming

STYLES = ("colours.css", "page.css", "charts.css", "report.css", "print.css", "report-print.css")
TITLE = "After-action report"


def page(report: Report) -> str:
    """The document."""
    style = styled(report)
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            scenario=report.scenario,
            kind=TITLE,
            style=Markup(style),
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
            short=summary.summary(report),
            words=summary,
            decisions=summary.every_decision(report),
            answers=tuple(summary.answers(report)),
            meters=tuple(progress.meters(report)),
            clocks=tuple(progress.clocks(report)),
            hinge_chart=hinge_chart(report),
            day=day,
            ways=lambda decision: HOW[decision.way],
            hinge_rank=summary.hinge_rank(report),
            has_standing=lambda one: any(option.standing is not None for option in one.offered),
            has_first=lambda one: any(option.first is not None for option in one.offered),
            played=lambda number: any(one.number == number for one in summary.every_decision(report)),
            rank_sentences=lambda rank: tuple(rank.sentences)[1:],
            meter_words=lambda one: tuple(meter.sentence for meter in one.meters),
            paragraphs=paragraphs,
            is_past=lambda due: due < report.ended.date(),
            number=figures.standing,
        )
    )


HOW = {
    "vote": "Vote",
    "tie broken": "Tie broken",
    "casting vote": "Casting vote",
    "override": "Override",
    "uncounted": "Not counted",
    "path": "Path given",
}
"""The short name of each way of deciding."""


def styled(report: Report) -> str:
    """The styles, with the exercise's name at the head of each printed page."""
    style = "\n".join((TEMPLATES / part).read_text("utf-8") for part in STYLES)
    return style.replace('"RUNNING HEAD"', quoted(f"{TITLE}: {report.scenario.title}"))


def quoted(words: str) -> str:
    """Words as a string of CSS; every letter that means something there is written by its number."""
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):06x} " for one in words) + '"'


def paragraphs(text: str) -> list[str]:
    """An author's prose as plain paragraphs: its headings would stand in the way of the report's."""
    return [part for part in to_plain(text).split("\n\n") if part.strip()]


def hinge_chart(report: Report) -> Markup:
    """What each option of the hinge leads to on average, over all ways through the exercise."""
    rank = summary.hinge_rank(report)
    if rank is None:
        return Markup()
    chosen = {table.rank.chose for table in report.tables if table.rank}
    rows = [
        Bar(
            f"{text}{' (chosen)' if text in chosen else ''}",
            standing,
            figures.standing(standing),
            "hinge" if text in chosen else "plain",
        )
        for text, standing in rank.differently
    ]
    return charts.bars(Naming("hinge-chart", f"What each option of “{rank.hinge}” leads to", "hinge-says"), rows, 100.0)
