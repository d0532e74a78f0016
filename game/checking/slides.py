"""Rules on briefings. Law: a room can follow each slide, and no number is without its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from game.authoring.problems import Problem, Severity, in_order, is_fatal
from game.authoring.prose import to_plain
from game.authoring.readability import reading_age
from game.authoring.reading import Document, Source, planted, read
from game.briefing import Briefing, Chart
from game.checking.telling import OLDEST

Deck: TypeAlias = Document[Briefing]
MOST_WORDS = 60
"""The words of a slide that a room can still read while somebody speaks."""
NUMBER = re.compile(r"\d")


def is_briefing(source: Source) -> bool:
    """Whether a text is a briefing rather than a scenario: it has slides, or at least no rounds in its folder."""
    tree = planted(source)
    keys = tree.value if isinstance(tree.value, dict) else {}
    return "slides" in keys or ("rounds" not in keys and "/briefings/" in source.file.replace("\\", "/"))


def whole_briefing(source: Source) -> Deck:
    """A briefing's document, with the problems of all rules."""
    document = read(source, Briefing)
    problems = list(document.problems)
    if document.value is not None:
        found = [problem for rule in RULES for problem in rule(document, document.value)]
        problems += [one for one in found if one.severity is Severity.ERROR] if is_fatal(problems) else found
    return replace(document, problems=in_order(problems))


def figures_are_fresh(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """The briefing is not past its review date."""
    if briefing.review_by < date.today():
        message = f"the figures were to be checked again by {briefing.review_by.isoformat()}"
        yield document.problem(("review_by",), message, Severity.WARNING)


def titles_are_unique(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """Each slide has a title of its own, so that people can ask for it."""
    seen: set[str] = set()
    for n, slide in enumerate(briefing.slides):
        if slide.title in seen:
            yield document.problem(("slides", n, "title"), f"there is a slide before with the title '{slide.title}'")
        seen.add(slide.title)


def slides_are_short(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """No slide is a page to read."""
    for n, slide in enumerate(briefing.slides):
        number = len(slide.shown.split())
        if number > MOST_WORDS:
            message = f"{number} words on the slide; people stop listening at about {MOST_WORDS}"
            yield document.problem(("slides", n), message, Severity.WARNING)


def numbers_have_sources(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """A slide whose points hold a number names a source."""
    for n, slide in enumerate(briefing.slides):
        for k, point in enumerate(slide.points):
            if NUMBER.search(to_plain(point)) and not slide.citations:
                message = "a number without a source; name it under 'sources'"
                yield document.problem(("slides", n, "points", k), message, Severity.WARNING)


def charts_hold_up(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """Shares are parts of 100, and no two rows are called the same."""
    for n, slide in enumerate(briefing.slides):
        for k, message in faults(slide.chart) if slide.chart else ():
            yield document.problem(("slides", n, "chart", "rows", k), message)


def faults(chart: Chart) -> Iterator[tuple[int, str]]:
    """What is wrong with a chart's rows, by number."""
    labels: set[str] = set()
    for k, row in enumerate(chart.rows):
        if chart.kind == "share" and row.value > chart.full:
            yield k, f"a share is 0 to 100, not {row.value:g}"
        if row.label in labels:
            yield k, f"there is a row before with the label '{row.label}'"
        labels.add(row.label)


def polls_have_different_answers(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """No answer stands twice."""
    for n, slide in enumerate(briefing.slides):
        options = slide.poll.options if slide.poll else ()
        for k, option in enumerate(options):
            if option in options[:k]:
                yield document.problem(("slides", n, "poll", "options", k), f"the answer '{option}' stands there twice")


def minutes_add_up(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """The slides take as long as the briefing says."""
    total = sum(slide.minutes for slide in briefing.slides)
    if total != briefing.minutes:
        message = f"the slides take {total:g} minutes together, and the briefing says {briefing.minutes:g}"
        yield document.problem(("minutes",), message, Severity.WARNING)


def speakers_have_notes(document: Deck, briefing: Briefing) -> Iterator[Problem]:
    """There is something to say on each slide, in plain words."""
    for n, slide in enumerate(briefing.slides):
        age = reading_age(slide.notes)
        if not slide.notes:
            yield document.problem(("slides", n), f"'{slide.title}' has no notes for the speaker", Severity.WARNING)
        if age is not None and age > OLDEST:
            message = f"hard to read: reading age about {age:.0f}; shorten the sentences and use everyday words"
            yield document.problem(("slides", n, "notes"), message, Severity.WARNING)


RULES: tuple[Callable[[Deck, Briefing], Iterator[Problem]], ...] = (
    figures_are_fresh,
    titles_are_unique,
    slides_are_short,
    numbers_have_sources,
    charts_hold_up,
    polls_have_different_answers,
    minutes_add_up,
    speakers_have_notes,
)
