"""The report for those who read one page of it: an audit committee. Law: plain sentences, the same in every paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from game.aar import Decision, Offered, Report, TableReport
from game.events import Answered
from game.hotwash import Agreed, day
from game.ranking import Rank, hundred
from game.wording import counted

HOW = {
    "vote": "by vote",
    "tie broken": "after a tie was broken",
    "casting vote": "by casting vote",
    "override": "by the facilitator’s override",
    "uncounted": "without a count",
    "path": "from a path given",
}
"""The ways of deciding, in words."""


@dataclass(frozen=True, slots=True)
class TableEnd:
    """How one table ended, in a line."""

    name: str
    ending: str
    standing: str


@dataclass(frozen=True, slots=True)
class Objective:
    """What the exercise practised, and the decisions that did so: the table's name and the round, in words."""

    text: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The one page."""

    lead: str
    ends: tuple[TableEnd, ...]
    points: tuple[str, ...]


def summary(report: Report) -> Summary:
    """The one page of a report."""
    return Summary(lead(report), tuple(table_end(table) for table in report.tables), tuple(points(report)))


def lead(report: Report) -> str:
    """What was exercised, by whom, when, and whether on paper, in a few sentences."""
    present = sum(table.present for table in report.tables)
    people = f" with {counted(present, 'delegate')}" if present else ""
    took = length(report) if report.is_over else STOPPED
    tables = counted(len(report.tables), "table")
    return f"{tables}{people} played “{report.scenario.title}” on {when(report)}. {took}{on_paper(report)}"


STOPPED = "The exercise stopped before its end; what follows is what was played until then."


def length(report: Report) -> str:
    """How long it took, where that is known."""
    if report.is_timed:
        return f"It took {counted(report.minutes, 'minute')}."
    return "How long it took was not written down."


def on_paper(report: Report) -> str:
    """That it was played on paper, after other sentences; nothing of a workshop on screen."""
    if report.entered is None:
        return ""
    return f" It was played on paper, and entered on {day(report.entered.astimezone().date())}."


def when(report: Report) -> str:
    """The day and the times that are known, as on a clock in the room."""
    start, end = report.started.astimezone(), report.ended.astimezone()
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{day(end.date())}, {end:%H:%M}"
    times = {
        (True, True): f", {start:%H:%M} to {until}",
        (True, False): f", from {start:%H:%M}",
        (False, True): f", until {until}",
        (False, False): "",
    }
    return f"{day(start.date())}{times[report.has_start, report.has_end]}"


def clock_time(moment: datetime) -> str:
    """A moment as on a clock in the room."""
    return f"{moment.astimezone():%H:%M}"


def real_time(report: Report, one: Decision) -> str:
    """When a decision was taken, and after how long, as far as that is known."""
    return f"{clock_time(one.at)}{after(report, one)}" if one.is_timed else UNTIMED


UNTIMED = "not written down"


def after(report: Report, one: Decision) -> str:
    """After how long a decision was taken, behind its time; nothing where that is not known."""
    return f", after {took(one.seconds)}" if report.has_length(one) else ""


def votes(one: Decision, option: Offered) -> str:
    """An option's votes; a dash where nobody counted them."""
    return str(option.votes) if one.is_counted else "–"


def took(seconds: int) -> str:
    """A span of time as people say it."""
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes else "under a minute"


def table_end(table: TableReport) -> TableEnd:
    """How one table ended."""
    if not table.is_over:
        return TableEnd(table.name, f"Stopped after {counted(len(table.decisions), 'decision')}", "")
    better = f"Better than {hundred(table.rank.percentile)} of 100 ways" if table.rank else ""
    return TableEnd(table.name, table.ending, better)


def points(report: Report) -> Iterator[str]:
    """What a reader of one page should know beyond the endings."""
    yield decided(report)
    yield from deadlines(report)
    yield from hinge(report)
    lessons, actions = report.hot_wash.lessons, report.hot_wash.actions
    yield f"{counted(len(lessons), 'lesson')} identified." if lessons else "No lesson was written down."
    yield planned(actions)


def decided(report: Report) -> str:
    """How many decisions there were, and how they came about."""
    every = every_decision(report)
    ways = Counter(one.way for one in every)
    split = ", ".join(f"{ways[kind]} {words}" for kind, words in HOW.items() if ways[kind])
    undone = f" {counted(len(report.taken_back), 'decision')} taken back." if report.taken_back else ""
    return f"{counted(len(every), 'decision')}: {split}.{undone}" if every else f"Nothing was decided.{undone}"


def every_decision(report: Report) -> tuple[Decision, ...]:
    """The decisions of all tables, table by table."""
    return tuple(one for table in report.tables for one in table.decisions)


def deadlines(report: Report) -> Iterator[str]:
    """The statutory deadlines that were missed, or that none was."""
    missed = [(table, one) for table in report.tables for one in table.deadlines if one.missed]
    for table, one in missed:
        law = f" ({one.source})" if one.source else ""
        yield f"Statutory deadline missed{at(report, table)}: {one.title}{law}."
    if not missed and any(one.standing == "met" for table in report.tables for one in table.deadlines):
        yield "No statutory deadline was missed."


def hinge(report: Report) -> Iterator[str]:
    """The round that moved the end most, and what was chosen there."""
    for table in report.tables:
        if table.rank and table.rank.hinge:
            who = table.name if len(report.tables) > 1 else "The table"
            chose = (
                f"{who} chose: {table.rank.chose}{table.rank.place}." if table.rank.chose else f"{who} never met it."
            )
            yield f"The decision that moves the end most is “{table.rank.hinge}”. {chose}"


def hinge_rank(report: Report) -> Rank | None:
    """A table's rank that knows the hinge; what its options lead to is the same for all."""
    return next((table.rank for table in report.tables if table.rank and table.rank.differently), None)


def at(report: Report, table: TableReport) -> str:
    """Which table, where there are several."""
    return f" at {table.name}" if len(report.tables) > 1 else ""


def planned(actions: Sequence[Agreed]) -> str:
    """The improvement plan in a sentence."""
    if not actions:
        return "No action was agreed."
    gaps = [("no owner", sum(not one.owner for one in actions)), ("no date", sum(one.due is None for one in actions))]
    found = " and ".join(f"{number} with {words}" for words, number in gaps if number)
    return f"{counted(len(actions), 'action')} agreed{f', {found}' if found else ', each with an owner and a date'}."


def objectives(report: Report) -> tuple[Objective, ...]:
    """Every objective of the scenario, and those that decisions name, with the decisions that practised it."""
    return grouped(report, lambda one: one.objectives, report.scenario.objectives.values())


def frameworks(report: Report) -> tuple[Objective, ...]:
    """Every framework tag that a decision served."""
    return grouped(report, lambda one: one.frameworks, ())


def grouped(report: Report, of: Callable[[Decision], tuple[str, ...]], known: Iterable[str]) -> tuple[Objective, ...]:
    """What decisions served, turned round."""
    found: dict[str, list[str]] = {text: [] for text in known}
    for table in report.tables:
        for one in table.decisions:
            for text in of(one):
                found.setdefault(text, []).append(place(report, table, one))
    return tuple(Objective(text, tuple(decisions)) for text, decisions in found.items())


def place(report: Report, table: TableReport, decision: Decision) -> str:
    """A decision as a place: Finance, round 3, The bank."""
    words = f"round {decision.number}, {decision.title}"
    return f"{table.name}, {words}" if len(report.tables) > 1 else words[0].upper() + words[1:]


def answers(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question of the hot wash that was answered, with what the room said."""
    asked = report.scenario.debrief.questions
    said = {one.event.question for one in report.hot_wash.entries if isinstance(one.event, Answered)}
    for number in sorted(said):
        if number < len(asked):
            yield asked[number], report.hot_wash.answers(number)


def privacy(report: Report) -> str:
    """What the report says of people, so that its reader knows what is left out."""
    said = {
        "nobody": "No delegate is named, nor which roles they played",
        "roles": "Delegates are given by their roles and not by name",
        "names": "Delegates are named because that was asked for",
    }[report.who]
    return (
        f"{said}. Who voted for what is not in it. Owners of actions are named, or the plan could not be followed up; "
        "reasons, dissent and what was said stand as they were typed."
    )


def basis(report: Report) -> str:
    """What the comparison with other ways rests on."""
    if report.is_exact is None:
        return "Where this stands among all ways through the exercise was not worked out for this report."
    chance = "Each option counts as equally likely; it is no forecast of what people would do."
    if report.is_exact:
        return f"The comparison rests on all {report.paths:,} ways through the exercise. {chance}"
    return f"The comparison is estimated from {report.paths:,} random plays. {chance}"
