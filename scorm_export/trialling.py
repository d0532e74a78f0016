"""`scorm-export trial`: plays packages before a strict LMS and says what went wrong, as lines or JSON.

Law: stdout is data, progress goes to stderr; what is missing on this computer is said in a sentence.
"""

from __future__ import annotations

import asyncio
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorm_export.inspecting import finding_data, finding_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorm_export.trial.calls import Call
    from scorm_export.trial.package import Tried
    from scorm_export.trial.playing import Run

WRONG_CALL = 2
NO_PLAYWRIGHT = "A trial needs a browser and Playwright to drive it: pip install playwright."


@click.command()
@click.argument("zips", nargs=-1, required=True, metavar="ZIP…", type=click.Path(path_type=Path))
@click.option(
    "--faults", is_flag=True, help="Also play under faults that real LMSs have: eight for SCORM, five for cmi5."
)
@click.option(
    "--minutes", default=2.0, show_default=True, type=click.FloatRange(0.1, 60), help="The most for playing through."
)
@click.option("--calls", "each_call", is_flag=True, help="List every call too.")
@click.option("--json", "as_json", is_flag=True, help="Everything, every call too, for machines, on stdout.")
def trial(zips: tuple[Path, ...], faults: bool, minutes: float, each_call: bool, as_json: bool) -> None:
    """Play SCORM 1.2, SCORM 2004 and cmi5 packages, ours or anyone's, in a browser before a strict LMS.

    Walks through each package by itself, answers what can be answered, kills the tab once and comes back. Each finding
    has a code; docs/trial.md lists them all. An error breaks the standard or makes an LMS lose tracking: exit 1. A
    warning merely deserves a look: exit 0. Nothing leaves this computer. Needs Playwright and a Chromium.
    """
    found, unread = [], False
    for path in zips:
        try:
            found.append(tried_now(path, minutes, faults))
        except OSError as error:
            click.echo(f"{path}: cannot be read: {error.strerror or error}", err=True)
            unread = True
    if as_json:
        click.echo(json.dumps([as_data(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(line for one in found for line in lines(one, each_call)))
    sys.exit(0 if all(one.is_sound for one in found) and not unread else 1)


def tried_now(path: Path, minutes: float, faults: bool) -> Tried:
    """A package played to the end. What is missing on this computer ends the call."""
    try:
        from scorm_export.trial.browsers import Missing
        from scorm_export.trial.package import paced, tried
        from scorm_export.trial.stage import browser
    except ImportError:
        raise click.UsageError(NO_PLAYWRIGHT) from None

    say = partial(click.echo, err=True)
    try:
        return asyncio.run(tried(path, browser, paced(minutes), faults=faults, say=say))
    except Missing as missing:
        raise click.UsageError(str(missing)) from None


def lines(found: Tried, each_call: bool) -> Iterator[str]:
    """A package, how it was played, and everything found."""
    package = found.package
    if package is None:
        yield f"{found.name}: not played"
    else:
        many = f"{len(package.units)} {'unit' if package.is_cmi5 else 'SCO'}{'' if len(package.units) == 1 else 's'}"
        yield f"{found.name}: {package.standard}{f', “{package.title}”' if package.title else ''}, {many}"
        if len(found.runs) < len(package.units):
            yield f"  only the first {len(found.runs)} were played"
    for run in found.runs:
        yield from run_lines(found, run)
        yield from call_lines(run) if each_call else ()
    for under in found.faults:
        yield f"  {under.fault.title}: {under.happened}"
        yield from call_lines(under.run) if each_call else ()
    if not found.findings:
        yield "  nothing found"
    for finding in found.findings:
        yield from finding_lines(finding)


def run_lines(found: Tried, run: Run) -> Iterator[str]:
    """How a unit was played."""
    told = figures(run)
    way = f"{run.steps} steps and {run.answers} answers in {run.seconds:.0f} s, {run.end or 'stopped'}"
    yield f"  “{run.unit.title}”: {way}"
    if found.package and found.package.is_cmi5:
        yield from store_lines(run, told)
        return
    yield (
        f"    {run.total:,} calls, {told['calls_a_minute']} a minute; {told['commits']} commits, "
        f"{told['commits_a_minute']} a minute; {told['refused']} refused"
    )
    limit = f" of the {found.package.suspend:,} that an LMS must keep" if found.package else ""
    yield f"    suspend_data {told['suspend_data']:,} characters{limit}"
    yield f"    in the end: {outcome(run) or 'no status and no score'}"


def store_lines(run: Run, told: dict[str, int]) -> Iterator[str]:
    """How a unit spoke to its record store."""
    yield (
        f"    {run.total:,} requests, {told['calls_a_minute']} a minute; {told['statements']} statements, "
        f"{told['commits']} documents written; {told['refused']} not as they must be"
    )
    yield f"    in the end: {', '.join(f'{name}: {value}' for name, value in run.kept.items())}"


def figures(run: Run) -> dict[str, int]:
    """Numbers of a run."""
    from scorm_export.trial.calls import SUSPEND_DATA, count, longest

    minutes = max(run.seconds, 1) / 60
    commits = count(run.calls, "commit")
    return {
        "calls": run.total,
        "calls_a_minute": round(run.total / minutes),
        "commits": commits,
        "commits_a_minute": round(commits / minutes),
        "refused": sum(one.is_wrong for one in run.calls),
        "statements": sum(one.name.endswith(" statements") for one in run.calls),
        "suspend_data": longest(run.calls, SUSPEND_DATA),
    }


def outcome(run: Run) -> str:
    """The status and the score that the LMS has in the end."""
    wanted = ("lesson_status", "completion_status", "success_status", "score.raw", "score.scaled")
    names = [name for prefix in ("cmi.core.", "cmi.") for name in (f"{prefix}{word}" for word in wanted)]
    return ", ".join(
        f"{name.removeprefix('cmi.').removeprefix('core.').replace('.', ' ')} {run.kept[name]}"
        for name in names
        if name in run.kept
    )


def call_lines(run: Run) -> Iterator[str]:
    """Every call of a run."""
    from scorm_export.trial.calls import told

    for one in run.calls:
        verdict = f"refused, {one.error}: {one.reason}" if one.refused else one.result[:80] or "''"
        against = "".join(f"; {each.message}" for each in one.wrong)
        yield f"    {one.at:>7} ms  {told(one)} → {verdict}{against}"
    if run.beyond:
        yield f"    and {run.beyond:,} more"


def as_data(found: Tried) -> dict[str, object]:
    """A package for machines."""
    package = found.package
    return {
        "name": found.name,
        "standard": package.standard if package else "",
        "title": package.title if package else "",
        "sound": found.is_sound,
        "units": [run_data(run) for run in found.runs],
        "faults": [
            {
                "fault": under.fault.name,
                "title": under.fault.title,
                "happened": under.happened,
                "findings": [finding_data(one) for one in under.findings],
                **run_data(under.run),
            }
            for under in found.faults
        ],
        "findings": [finding_data(finding) for finding in found.findings],
    }


def run_data(run: Run) -> dict[str, object]:
    """A run for machines, with every call that was kept."""
    return {
        "unit": run.unit.title,
        "seconds": round(run.seconds, 1),
        "steps": run.steps,
        "answers": run.answers,
        "end": run.end,
        **figures(run),
        "kept": dict(run.kept),
        "outside": dict(run.outside),
        "log": [call_data(one) for one in run.calls],
    }


def call_data(one: Call) -> dict[str, object]:
    """A call for machines; a long value is cut, its length is whole."""
    return {
        "at": one.at,
        "call": one.name,
        "element": one.element,
        "value": one.value,
        "length": one.length,
        "result": one.result,
        "error": one.error,
        "reason": one.reason,
        **({"wrong": [f"{each.code}: {each.message}" for each in one.wrong]} if one.wrong else {}),
    }
