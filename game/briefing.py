"""The vocabulary in which authors write a briefing: slides with points, figures, charts and polls.

Law: values only; a figure and a chart cannot be written without their source and its year.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from game.authoring.prose import to_plain
from game.authoring.reading import Part
from game.scenario import Text

Year: TypeAlias = Annotated[int, Field(ge=1990, le=2100)]
Minutes: TypeAlias = Annotated[float, Field(gt=0, le=60, multiple_of=0.25)]


class Sourced(Part):
    """Who says so, and when."""

    source: Text
    """Who says so."""
    year: Year
    """The year in which it was said, or which the figure is about."""

    @property
    def cited(self) -> str:
        """The source as it stands below a slide: NCSC Annual Review, 2025."""
        return f"{self.source}, {self.year}"


class Figure(Sourced):
    """One number that a slide is built around, shown large."""

    value: Annotated[Text, Field(max_length=12)]
    """The number as people say it, such as £10.4m or 31%."""
    words: Text
    """What it counts, in a line."""


class Row(Part):
    """One bar of a chart, or one point of a line."""

    label: Text
    """What it is."""
    value: Annotated[float, Field(ge=0)]
    """How long its bar is, in the chart's unit."""
    words: str = ""
    """How the value is written; without it, the value with its unit."""


class Chart(Sourced):
    """Figures as data, drawn by the console and by the page; the figures themselves always stand beside."""

    title: Text
    """What is drawn, in a line."""
    kind: Literal["bars", "line", "share"] = "bars"
    """Bars beside one another, a line through time, or shares of 100."""
    unit: str = ""
    """Written after each value, such as %, or before it where it is a currency, such as £m."""
    rows: Annotated[tuple[Row, ...], Field(min_length=2, max_length=8)]
    """What is drawn, in order."""

    @property
    def full(self) -> float:
        """What the longest bar stands for: all of 100 for shares, else the largest value."""
        return 100.0 if self.kind == "share" else max((row.value for row in self.rows), default=0.0) or 1.0

    def said(self, row: Row) -> str:
        """A row's value in words: 204; 31%; £2.4m."""
        if row.words:
            return row.words
        number = f"{row.value:,.1f}".removesuffix(".0")
        if self.unit[:1] in ("£", "€", "$"):
            return f"{self.unit[0]}{number}{self.unit[1:]}"
        return f"{number}{self.unit}" if self.unit == "%" else f"{number} {self.unit}".strip()


class Poll(Part):
    """A question to the room, answered by hands. Nothing of it is kept."""

    question: Text
    """What is asked."""
    options: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    """What can be answered, in order."""


class Slide(Part):
    """One message: what the room sees, and what the speaker says."""

    title: Annotated[Text, Field(max_length=70)]
    """The message in a line; no two slides have the same."""
    points: tuple[Text, ...] = ()
    """What else is on the slide; Markdown within the line."""
    figure: Figure | None = None
    """One number shown large."""
    chart: Chart | None = None
    """Figures as data."""
    poll: Poll | None = None
    """A question to the room."""
    sources: tuple[Sourced, ...] = ()
    """Who says what the points say."""
    notes: str = ""
    """Markdown: for the speaker's eyes only."""
    minutes: Minutes = 1
    """How long it takes."""

    @property
    def citations(self) -> tuple[str, ...]:
        """Every source of the slide with its year, each once."""
        own = (part for part in (self.figure, self.chart) if part)
        return tuple(dict.fromkeys(part.cited for part in (*own, *self.sources)))

    @property
    def shown(self) -> str:
        """All words that the room reads, but for sources."""
        parts = [self.title, *self.points]
        if self.figure:
            parts += [self.figure.value, self.figure.words]
        if self.chart:
            parts += [self.chart.title, *(f"{row.label} {self.chart.said(row)}" for row in self.chart.rows)]
        if self.poll:
            parts += [self.poll.question, *self.poll.options]
        return to_plain("\n\n".join(parts))


class Briefing(Part):
    """One briefing, whole, in one file."""

    format: Literal[1]
    """The version of this language."""
    title: Text
    """The briefing's name."""
    summary: str = ""
    """One sentence for the list of briefings."""
    minutes: Minutes
    """How long it takes, as the slides' minutes add up."""
    audience: str = ""
    """Who it is for."""
    reviewed: date | None = None
    """When somebody last read it through for truth."""
    review_by: date
    """The day after which its figures must be checked again."""
    slides: Annotated[tuple[Slide, ...], Field(min_length=1, max_length=60)]
    """What is shown, in order."""

    def overdue(self, today: date) -> str:
        """What is said once the review date has passed; before, nothing."""
        return f"Check these figures: review was due by {day_of(self.review_by)}" if today > self.review_by else ""


def day_of(day: date) -> str:
    """A date as people write it: 3 June 2026."""
    return f"{day.day} {day:%B %Y}"
