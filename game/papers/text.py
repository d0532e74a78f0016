"""The report as Markdown, for a wiki or a ticket. Law: what people typed is words, whatever signs stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from game.aar import Decision, Offered, Report, TableReport
from game.authoring.prose import to_plain
from game.hotwash import day
from game.legible import line
from game.papers import figures, progress, summary

MEANS = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
STARTS = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")


def written(report: Report) -> str:
    """The document."""
    return "\n".join(parts(report)).rstrip() + "\n"


def parts(report: Report) -> Iterator[str]:
    """Its parts in order, the summary first."""
    yield from (f"# After-action report: {plain(report.scenario.title)}", "")
    yield from page_one(report)
    yield from plan(report)
    yield from hot_wash(report)
    yield from ends(report)
    yield from numbers(report)
    yield from compared(report)
    yield from log(report)
    yield from practised(report)
    yield from facts(report)
    yield from ("## About this report", "", plain(summary.privacy(report)), "", plain(summary.basis(report)), "")


def plain(words: str) -> str:
    """Words in one line that mean nothing to Markdown."""
    found = MEANS.sub(r"\\\1", line(words)).replace("://", "\\://")
    return STARTS.sub(lambda one: f"\\{one[1]}" if one[1] else f"{one[2]}\\{one[3]}", found)


def bullets(lines: Iterable[str]) -> Iterator[str]:
    """A list, and an empty line."""
    yield from (f"- {plain(words)}" for words in lines)
    yield ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, and an empty line."""
    yield f"| {' | '.join(plain(head) for head in heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(plain(cell) for cell in row)} |" for row in rows)
    yield ""


def page_one(report: Report) -> Iterator[str]:
    """The summary."""
    short = summary.summary(report)
    yield from ("## Summary", "", plain(short.lead), "")
    yield from bullets(f"{one.name}: {'. '.join(filter(None, (one.ending, one.standing)))}" for one in short.ends)
    yield from bullets(short.points)


def plan(report: Report) -> Iterator[str]:
    """The improvement plan."""
    yield from ("## Improvement plan", "")
    rows = [
        (one.text, one.owner or "No owner yet", day(one.due) if one.due else "No date yet", one.status)
        for one in report.hot_wash.actions
    ]
    yield from table(("Action", "Owner", "Due", "Status"), rows) if rows else ("No action was agreed.", "")


def hot_wash(report: Report) -> Iterator[str]:
    """Lessons, answers, marks."""
    yield from ("## Lessons and hot wash", "")
    yield from bullets(report.hot_wash.lessons) if report.hot_wash.lessons else ("No lesson was written down.", "")
    for question, said in summary.answers(report):
        yield from (f"### {plain(question)}", "")
        yield from bullets(said)
    if report.moments:
        yield from ("### Moments marked", "")
        yield from bullets(moment.sentence for moment in report.moments)


def ends(report: Report) -> Iterator[str]:
    """How each table ended, and how it stands."""
    yield from ("## How it ended, and how it could have", "")
    for one in report.tables:
        yield from (f"### {plain(one.name)}", "")
        if one.people:
            yield from (plain("; ".join(one.people)), "")
        yield from (plain(one.ending or "It had not come to its end."), "")
        yield from bullets(tuple(one.rank.sentences)[1:]) if one.rank else ()
    yield from hinge(report)


def hinge(report: Report) -> Iterator[str]:
    """What each option of the hinge leads to."""
    rank = summary.hinge_rank(report)
    if rank:
        yield from (f"### The hinge: {plain(rank.hinge)}", "")
        yield from ("The mean final standing, 0 to 100, of all ways that take each option there, the best first.", "")
        yield from table(("Option", "Standing"), ((text, figures.standing(value)) for text, value in rank.differently))


def numbers(report: Report) -> Iterator[str]:
    """Every meter and deadline over the rounds, and how each deadline stood."""
    yield from ("## Meters and deadlines", "")
    played = {one.number for one in summary.every_decision(report)}
    for one in (*progress.meters(report), *progress.clocks(report)):
        yield from (f"### {plain(one.heading)}", "", plain(one.aim), "")
        rows = [("Start", *(line.at(0) for line in one.lines))]
        for number, each in enumerate(report.scenario.rounds, start=1):
            if number in played:
                rows.append((f"{number}. {each.title}", *(line.at(number) for line in one.lines)))
        yield from table(("Round", *(line.name for line in one.lines)), rows)
    yield from deadlines(report)


def compared(report: Report) -> Iterator[str]:
    """The tables side by side, round by round."""
    if report.compared:
        yield from ("## Tables compared", "")
    for each in report.compared:
        yield from (f"### Round {each.number}: {plain(each.title)}", "")
        yield from table(
            ("Table", "Decided", "How"),
            ((one.name, one.decision or one.why_not, one.how or "–") for one in each.tables),
        )


def deadlines(report: Report) -> Iterator[str]:
    """Deadlines with their law."""
    rows = [
        (one.title, each.name, one.standing, one.source or "none given")
        for each in report.tables
        for one in each.deadlines
    ]
    if rows:
        yield from ("### How each deadline stood", "")
        yield from table(("Deadline", "Table", "How it stood", "Source"), rows)


def log(report: Report) -> Iterator[str]:
    """The decision log."""
    yield from ("## Decision log", "")
    for each in report.tables:
        for one in each.decisions:
            yield from decision(report, each, one)
    if report.taken_back:
        yield from ("### Taken back", "")
        yield from bullets(
            f"{report.tables[one.table].name}, round {one.number}, {one.title}: {one.chosen} "
            f"(taken back at {summary.clock_time(one.at)})"
            for one in report.taken_back
        )


def decision(report: Report, each: TableReport, one: Decision) -> Iterator[str]:
    """One decision."""
    place = f"{each.name}, round" if len(report.tables) > 1 else "Round"
    yield from (f"### {plain(f'{place} {one.number}: {one.title}')}", "", plain(one.question), "")
    yield from bullets(
        (
            f"Decided: {one.chosen}",
            f"How: {one.how}",
            f"Exercise time: {one.time or 'not counted'}",
            f"Real time: {summary.real_time(report, one)}",
            *(f"Why: {words}" for words in one.why),
            *(f"Dissent: {words}" for words in one.dissent),
            *(f"Supports: {words}" for words in (*one.objectives, *one.frameworks)),
        )
    )
    yield from table(("Option", "First vote", "Votes", "Leads to"), (option(one, each) for each in one.offered))
    yield from (part for text in one.texts for part in (plain(to_plain(text)), ""))
    yield from bullets(meter.sentence for meter in one.meters)


def option(decision: Decision, one: Offered) -> tuple[str, str, str, str]:
    """One option's row."""
    return (
        f"{one.letter}. {one.text}{' (taken)' if one.taken else ''}",
        "–" if one.first is None else str(one.first),
        summary.votes(decision, one),
        "–" if one.standing is None else figures.standing(one.standing),
    )


def practised(report: Report) -> Iterator[str]:
    """Objectives and frameworks."""
    rows = [(one.text, "; ".join(one.decisions) or "none on this way") for one in summary.objectives(report)]
    rows += [(one.text, "; ".join(one.decisions)) for one in summary.frameworks(report)]
    if rows:
        yield from ("## What the decisions practised", "")
        yield from table(("Objective or framework", "Decisions"), rows)


def facts(report: Report) -> Iterator[str]:
    """Facts with their sources."""
    if report.facts:
        yield from ("## The facts that the exercise rests on", "")
        rows = [(one.claim, one.source, day(one.review_by)) for one in report.facts]
        yield from table(("Fact", "Source", "Check again by"), rows)
