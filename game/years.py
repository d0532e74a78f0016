"""The same exercise over several sessions, side by side. Law: only what was decided; who voted for what never."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.aar import Decision, Report, TableReport
from game.ranking import hundred


class Unlike(Exception):
    """Sessions that cannot be compared, and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Played:
    """One table of one session."""

    label: str
    """The day and, where the session had several, the table."""
    ending: str
    better: str
    """How many of 100 ways it is better than, in words; a dash where that is not known."""
    minutes: str
    """How long it took; a dash where that is not known."""
    missed: int
    """Deadlines missed."""
    decisions: dict[str, Decision]
    """By the round's id."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the comparison: what it is about, and what each table made of it."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it."""

    title: str
    labels: tuple[str, ...]
    facts: tuple[Row, ...]
    rounds: tuple[Row, ...]


def comparison(reports: Sequence[Report]) -> Comparison:
    """Reports of one scenario side by side, the oldest first. Raises Unlike."""
    every = sorted(reports, key=lambda one: one.started)
    names = {one.name for one in every}
    if len(names) > 1:
        raise Unlike(f"these sessions played different scenarios: {', '.join(sorted(names))}")
    played = [one for report in every for one in tables(report)]
    titles = {each.id: each.title for report in every for each in report.scenario.rounds}
    return Comparison(
        title=every[-1].scenario.title,
        labels=tuple(one.label for one in played),
        facts=tuple(facts(played)),
        rounds=tuple(
            Row(title, tuple(one.decisions[name].chosen if name in one.decisions else "–" for one in played))
            for name, title in titles.items()
            if any(name in one.decisions for one in played)
        ),
    )


def tables(report: Report) -> Iterator[Played]:
    """The tables of one session."""
    for table in report.tables:
        yield Played(
            label=label(report, table),
            ending=table.ending or "not at its end",
            better=f"{hundred(table.rank.percentile)} of 100" if table.rank else "–",
            minutes=str(report.minutes) if report.is_timed else "–",
            missed=sum(one.missed for one in table.deadlines),
            decisions={one.round: one for one in table.decisions},
        )


def label(report: Report, table: TableReport) -> str:
    """A column's head."""
    started = report.started.astimezone()
    when = f"{started:%d %b %Y %H:%M}" if report.has_start else f"{started:%d %b %Y}"
    return f"{when}, {table.name}" if len(report.tables) > 1 else when


def facts(played: Sequence[Played]) -> Iterator[Row]:
    """What is compared beside the decisions."""
    yield Row("Ending", tuple(one.ending for one in played))
    yield Row("Better than", tuple(one.better for one in played))
    yield Row("Deadlines missed", tuple(str(one.missed) for one in played))
    yield Row("Minutes", tuple(one.minutes for one in played))


def lines(found: Comparison) -> Iterator[str]:
    """The comparison as lines, a block for each row: however many tables there are, nothing is cut."""
    yield found.title
    width = max(map(len, found.labels))
    for row in (*found.facts, *found.rounds):
        yield from ("", row.title)
        yield from (f"  {name.ljust(width)}  {cell}" for name, cell in zip(found.labels, row.cells, strict=True))
