"""The report as rows for a spreadsheet: one a decision; and, only where that is asked for, one a ballot.

Law: no cell starts a formula. A spreadsheet would run what a delegate typed, so such words stand behind an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from game.aar import Decision, Report
from game.actions import Due
from game.ballots import Cast
from game.legible import line

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula, in its broad forms too."""
BOM = "\ufeff"
"""Without it a spreadsheet on Windows takes the letters for another alphabet's."""
HEADS = (
    *("table", "round", "title", "question", "exercise time", "exercise hour", "real time", "seconds", "chosen"),
    *("how", "kind", "reason", "voters", "present", "options", "votes", "first vote", "leads to"),
    *("why", "dissent", "objectives", "frameworks", "entered from paper"),
)
BALLOT_HEADS = ("table", "round", "title", "vote", "delegate", "choice", "real time")


def decisions(report: Report) -> str:
    """One row a decision; meters in columns of their own, before and after."""
    meters = [meter.title for meter in report.scenario.meters.values()]
    heads = [*HEADS, *(f"{title} {when}" for title in meters for when in ("before", "after"))]
    rows = (
        [table.name, *cells(one, report), *(value for meter in one.meters for value in (meter.before, meter.value))]
        for table in report.tables
        for one in table.decisions
    )
    return written(heads, rows)


def cells(one: Decision, report: Report) -> Iterator[object]:
    """A decision's own cells; empty where on paper nobody wrote down a time or counted votes."""
    yield from (one.number, one.title, one.question, one.time, f"{one.hour:g}")
    yield from (one.at.isoformat() if one.is_timed else "", one.seconds if report.has_length(one) else "")
    yield from (one.chosen, one.how, one.way, one.reason, one.voters if one.is_counted else "", one.present or "")
    yield listed(f"{each.letter} {each.text}" for each in one.offered)
    yield listed(f"{each.letter} {each.votes}" for each in one.offered if one.is_counted)
    yield listed(f"{each.letter} {each.first}" for each in one.offered if each.first is not None)
    yield listed(f"{each.letter} {each.standing:.1f}" for each in one.offered if each.standing is not None)
    yield from (listed(one.why), listed(one.dissent), listed(one.objectives), listed(one.frameworks))
    yield report.entered.astimezone().date() if report.entered else ""


def ballots(cast: Iterable[Cast]) -> str:
    """One row a ballot: who voted for what."""
    return written(
        BALLOT_HEADS,
        (
            [one.table, one.number, one.title, one.vote, one.delegate, listed(one.choice), one.at.isoformat()]
            for one in cast
        ),
    )


def listed(parts: Iterable[str]) -> str:
    """Several things in one cell."""
    return "; ".join(parts)


def written(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180), with the mark that spreadsheets know the alphabet by."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def safe(cell: object) -> str:
    """A cell that no spreadsheet runs: in one line, and behind an apostrophe where it would start a formula."""
    words = line(str(cell))
    return f"'{words}" if words.startswith(STARTS) else words


def actions(agreed: Iterable[Due]) -> str:
    """One row an action, over all sessions."""
    heads = ("owner", "action", "due", "agreed", "session", "scenario", "status")
    return written(
        heads,
        ([one.owner, one.text, one.due or "", one.agreed.date(), one.session, one.scenario, "Open"] for one in agreed),
    )
