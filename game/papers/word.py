"""The after-action report in Word: one page for an audit committee, then the log of decisions and all that rests on it.

Law: it says what `aar.Report` says and nothing more; who voted for what is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from game import hotwash, wording
from game.aar import Decision, Report, TableReport
from game.papers import figures, wordfile
from game.papers import summary as brief
from game.papers.blocks import Block, Chart, Grid, Heading, Items, Line, Paper, Prose, Words

NOT_REAL = "This was an exercise. The organisation, its people and the incident are invented."
ACROSS = 10
"""How many columns of figures go across a page."""


def document(report: Report) -> bytes:
    """The report as a Word file. The same report gives the same bytes."""
    return wordfile.written(paper(report))


def paper(report: Report) -> Paper:
    """The report as a paper."""
    return Paper(
        kind="After-action report",
        title=report.scenario.title,
        summary=report.scenario.summary,
        at=report.ended,
        blocks=tuple(blocks(report)),
        foot="Exercise",
    )


def blocks(report: Report) -> Iterator[Block]:
    """Everything, in the order in which it is read."""
    for part in (summary, plan, log, course, deadlines, counterfactual, compared, undone, said, basis):
        yield from part(report)


def day(at: datetime) -> str:
    """A day in words, where the reader is."""
    return hotwash.day(at.astimezone().date())


def hour(at: datetime) -> str:
    """A time of day."""
    return f"{at.astimezone():%H:%M}"


def summary(report: Report) -> Iterator[Block]:
    """The page for an audit committee."""
    yield Heading(1, "Summary")
    yield Words(NOT_REAL, "warning")
    if not report.is_over:
        yield Words("The exercise stopped before its end; this report holds what was decided until then.", "warning")
    yield Grid("The exercise at a glance", ("What", "Answer"), tuple(glance(report)), (3, 7))
    yield Heading(2, "How each table ended")
    heads = ("Table", "Ending", "Decisions", "Deadlines missed", "Better than, of 100 ways")
    yield Grid("How each table ended", heads, tuple(ended(one) for one in report.tables), (3, 6, 3, 4, 3))
    if report.hot_wash.lessons:
        yield Heading(2, "Lessons identified")
        yield Items(report.hot_wash.lessons)


def glance(report: Report) -> Iterator[tuple[str, str]]:
    """What was exercised, when, by whom, and what came of it in numbers."""
    scenario = report.scenario
    yield "Exercise", f"{scenario.title}, version {scenario.version}"
    yield "Organisation in the exercise", f"{scenario.organisation.name} (invented)"
    yield "Played", brief.when(report)
    if report.entered:
        yield "On paper", f"played from the printed pack; entered on {day(report.entered)}"
    yield "Tables", wording.counted(len(report.tables), "table")
    present = sum(table.present for table in report.tables)
    yield "Delegates", str(present) if present else "not counted"
    for table in report.tables:
        if table.people:
            yield f"At {table.name}", "\n".join(table.people)
    yield "Decisions", str(sum(len(table.decisions) for table in report.tables))
    yield "Lessons", str(len(report.hot_wash.lessons))
    yield "Actions agreed", str(len(report.hot_wash.actions))
    if scenario.objectives:
        yield "It practised", "\n".join(scenario.objectives.values())


def ended(table: TableReport) -> tuple[str, ...]:
    """One table in the summary."""
    missed = [one.title for one in table.deadlines if one.missed]
    rank = f"{min(99, round(table.rank.percentile))}" if table.rank else "not worked out"
    return (
        table.name,
        table.ending or "not reached",
        str(len(table.decisions)),
        "\n".join(missed) or "none",
        rank,
    )


def plan(report: Report) -> Iterator[Block]:
    """The improvement plan: a table to go on with."""
    yield Heading(1, "Improvement plan", on_new_page=True)
    actions = report.hot_wash.actions
    if not actions:
        yield Words("No action was agreed in the hot wash. Write in what was agreed since.")
    else:
        yield Words("Every action needs an owner and a date. Change this table as the work goes on.")
    rows = tuple(
        (
            str(number),
            one.text,
            one.owner or "nobody yet",
            hotwash.day(one.due) if one.due else "no date yet",
            one.status,
        )
        for number, one in enumerate(actions, start=1)
    )
    spare = ((str(len(rows) + 1), "", "", "", ""),)
    yield Grid("Improvement plan", ("No.", "Action", "Owner", "Due", "Status"), (*rows, *spare), (1, 7, 4, 4, 2))


def log(report: Report) -> Iterator[Block]:
    """Every decision of every table."""
    yield Heading(1, "Decision log", on_new_page=True)
    if not any(table.decisions for table in report.tables):
        yield Words("Nothing was decided.")
    for table in report.tables:
        if len(report.tables) > 1:
            yield Heading(2, table.name)
            if not table.decisions:
                yield Words("Nothing was decided at this table.")
        for decision in table.decisions:
            yield from decided(decision, 3 if len(report.tables) > 1 else 2, report)
        if table.ending:
            yield Heading(3 if len(report.tables) > 1 else 2, f"The end: {table.ending}")
            yield Prose(table.ending_text)


def decided(one: Decision, level: int, report: Report) -> Iterator[Block]:
    """One decision."""
    yield Heading(level, f"Round {one.number}: {one.title}")
    yield Words(one.question, "intro")
    has_first = any(option.first is not None for option in one.offered)
    has_standing = any(option.standing is not None for option in one.offered)
    heads = ["Option", "Votes", "Taken"]
    heads[1:1] = ["First vote"] if has_first else []
    heads += ["Leads on average to a standing of"] if has_standing else []
    rows = []
    for option in one.offered:
        cells = [f"{option.letter}. {option.text}", brief.votes(one, option), "yes" if option.taken else "no"]
        cells[1:1] = [str(option.first or 0)] if has_first else []
        cells += (
            [figures.standing(option.standing) if option.standing is not None else "not known"] if has_standing else []
        )
        rows.append(tuple(cells))
    widths = (8, *(2 for _ in heads[1:-1]), 3 if has_standing else 2)
    yield Grid(f"Options in round {one.number}", tuple(heads), tuple(rows), widths)
    yield Grid(f"Decision in round {one.number}", ("What", "Answer"), tuple(particulars(one, report)), (3, 9))
    if one.texts:
        yield Words("What came of it", "label")
        yield from (Prose(text) for text in one.texts)


def particulars(one: Decision, report: Report) -> Iterator[tuple[str, str]]:
    """What the log says of a decision beside its options."""
    yield "Decided", one.chosen
    yield "How", one.how
    yield "In the exercise", one.time or f"hour {wording.figure(one.hour)}"
    yield "Real time", moment(one, report)
    yield "Voted", voted(one)
    yield "Why", "\n".join(one.why) or "not written down"
    yield "Dissent", "\n".join(one.dissent) or "none written down"
    yield "What changed", "\n".join(meter.sentence for meter in one.meters if meter.change) or "no meter moved"
    if one.objectives:
        yield "It supported", "\n".join(one.objectives)
    if one.frameworks:
        yield "Frameworks", "\n".join(one.frameworks)


def voted(one: Decision) -> str:
    """How many voted."""
    if not one.is_counted:
        return "not counted"
    return f"{one.voters} of {one.present}" if one.present else str(one.voters)


def moment(one: Decision, report: Report) -> str:
    """When it was decided, and after how long; of a workshop played on paper, as far as that was written down."""
    if not one.is_timed:
        return f"{day(one.at)}, time {brief.UNTIMED}"
    after = f", after {minutes(one.seconds)}" if report.has_length(one) else ""
    return f"{day(one.at)}, {hour(one.at)}{after}"


def minutes(seconds: int) -> str:
    """How long a table took."""
    return "less than a minute" if seconds < 60 else wording.counted(round(seconds / 60), "minute")


def course(report: Report) -> Iterator[Block]:
    """The meters over the rounds, drawn and as tables."""
    if not any(table.decisions for table in report.tables):
        return
    yield Heading(1, "Meters over the rounds", on_new_page=True)
    places = places_of(report)
    for number, meter in enumerate(report.scenario.meters.values()):
        lines = tuple(Line(one.name, one.meters[number].values) for one in report.tables)
        title = f"{meter.title} ({meter.unit})" if meter.unit else meter.title
        aim = "More is better." if meter.better == "higher" else "Less is better."
        yield Heading(2, title)
        yield Words(aim, "intro")
        low, high = bounds(lines, meter.min, meter.max)
        yield Chart(f"{title} after each decision", told(title, lines), places, lines, low, high)
        yield beside(f"{title} after each decision, in figures", places, lines)


def places_of(report: Report) -> tuple[str, ...]:
    """Where the numbers over the rounds stand: at the start, and after each decision."""
    most = max(len(table.decisions) for table in report.tables)
    return ("Start", *(str(number) for number in range(1, most + 1)))


def beside(caption: str, places: tuple[str, ...], lines: tuple[Line, ...]) -> Grid:
    """A chart's figures: a row for each table, or for each decision where these are too many to go across."""
    if len(places) <= ACROSS:
        rows = tuple((line.name, *(value_at(line, at) for at in range(len(places)))) for line in lines)
        return Grid(caption, ("Table", *places), rows, (3, *(1 for _ in places)))
    down = tuple((place, *(value_at(line, at) for line in lines)) for at, place in enumerate(places))
    return Grid(caption, ("After decision", *(line.name for line in lines)), down)


def bounds(lines: tuple[Line, ...], low: int, high: int) -> tuple[float, float]:
    """The ends of the axis: the meter's own, or round numbers nearer where what happened would be too small to see."""
    values = [value for line in lines for value in line.values if value is not None]
    if max(values) - min(values) >= 0.3 * (high - low):
        return low, high
    near = figures.rounded_bounds(min(values), max(values))
    return max(low, near[0]), min(high, near[1])


def told(title: str, lines: tuple[Line, ...]) -> str:
    """A chart of lines in words."""
    moves = (f"{line.name} from {value_at(line, 0)} to {value_at(line, -1)}" for line in lines if line.values)
    return f"Line chart of {title}. {'; '.join(moves)}. The table below has every figure."


def value_at(line: Line, place: int) -> str:
    """A value, or a dash where that table did not come so far."""
    value = line.values[place] if place < len(line.values) else None
    return "–" if value is None else wording.figure(value)


def deadlines(report: Report) -> Iterator[Block]:
    """Every deadline at every table, with the law behind it."""
    if not any(table.deadlines for table in report.tables):
        return
    yield Heading(1, "Deadlines")
    rows = tuple(
        (table.name, one.title, wording.in_hours(one.hours), one.standing, one.source or "not given")
        for table in report.tables
        for one in table.deadlines
    )
    yield Grid(
        "Deadlines at each table", ("Table", "What had to be done", "Within", "It was", "Source"), rows, (2, 4, 2, 3, 4)
    )
    if not any(table.decisions for table in report.tables):
        return
    places = places_of(report)
    for number, clock in enumerate(report.scenario.clocks.values()):
        lines = tuple(Line(table.name, table.deadlines[number].left) for table in report.tables)
        title = f"Hours left: {clock.title}"
        yield Heading(2, title)
        yield Chart(f"{title}, after each decision", told(title, lines), places, lines, 0, clock.hours)
        yield beside(f"{title}, after each decision, in figures", places, lines)


def counterfactual(report: Report) -> Iterator[Block]:
    """Where each table's way stands among all possible ones."""
    ranks = [(table.name, table.rank) for table in report.tables if table.rank]
    if not ranks:
        return
    yield Heading(1, "What else could have happened")
    basis = "Every path through the exercise was walked" if report.is_exact else "A sample of paths was played"
    yield Words(
        f"{basis}: {figures.count(report.paths)}. Every open option counts as equally likely. The standing is one "
        "number from 0 to 100: the mean of all meters at the end by their weights, each turned so that more is better."
    )
    for name, rank in ranks:
        yield Heading(2, name)
        yield Items((f"The standing at the end: {figures.standing(rank.standing)}.", *rank.sentences))
    _, rank = ranks[0]
    if rank.differently:
        rows = tuple((text, figures.standing(standing)) for text, standing in rank.differently)
        caption = f"The round that matters most, “{rank.hinge}”: what its options lead to on average"
        yield Grid(caption, ("Option", "Standing"), rows, (8, 2))


def compared(report: Report) -> Iterator[Block]:
    """The tables side by side, round by round."""
    if len(report.tables) < 2:
        return
    yield Heading(1, "Tables compared")
    for number, each in enumerate(report.scenario.rounds, start=1):
        rows = tuple(
            (table.name, one.chosen, one.how)
            for table in report.tables
            for one in table.decisions
            if one.round == each.id
        )
        if rows:
            yield Grid(f"Round {number}: {each.title}", ("Table", "Decided", "How"), rows, (2, 6, 4))


def undone(report: Report) -> Iterator[Block]:
    """What was decided and taken back."""
    if not report.taken_back:
        return
    yield Heading(1, "Decisions taken back")
    rows = tuple(
        (report.tables[one.table].name, f"{one.number}. {one.title}", one.chosen, f"{day(one.at)}, {hour(one.at)}")
        for one in report.taken_back
    )
    yield Grid("Decisions taken back", ("Table", "Round", "What had been decided", "Taken back"), rows, (2, 3, 5, 4))


def said(report: Report) -> Iterator[Block]:
    """The hot wash: questions with answers, and the moments that were marked."""
    if not report.hot_wash.entries:
        return
    yield Heading(1, "Hot wash")
    for number, question in enumerate(report.scenario.debrief.questions):
        yield Heading(2, question)
        answers = report.hot_wash.answers(number)
        yield Items(answers) if answers else Words("No answer was written down.")
    if report.hot_wash.marks:
        yield Heading(2, "Moments marked")
        yield Items(tuple(hotwash.worded(one, report.scenario.debrief.questions) for one in report.hot_wash.marks))


def basis(report: Report) -> Iterator[Block]:
    """What is true in the exercise, and where this report comes from."""
    if report.facts:
        yield Heading(1, "Facts that the exercise rests on")
        rows = tuple((one.claim, one.source, hotwash.day(one.review_by)) for one in report.facts)
        yield Grid("Facts and sources", ("Fact", "Source", "Check again by"), rows, (6, 5, 3))
    yield Heading(1, "About this report")
    yield Words(
        f"Written by siro from the journal of the session; the exercise was played with version {report.program}. "
        "Who voted for what is not in it."
    )
