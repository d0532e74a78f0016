"""`siro`: the workshop's commands. Law: each imports what it needs when it runs; stdout is data, stderr is talk.

Exit 0: fine (warnings too, unless --strict). 1: the input has problems. 2: the call was wrong.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.playing import demo, fail, play, rehearse, replay, report
from game.printing import enter, pack
from game.reporting import actions, compare, data, done, forget, telling
from game.reporting import report as report_
from game.showing import brief

if TYPE_CHECKING:
    from game.authoring.problems import Problem


class Commands(click.Group):
    """The commands. A file that cannot be read or written is the user's to mend: a sentence and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # in a pipe on Windows not every letter can be written
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            fail(f"{error.filename}: {error.strerror or error}")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kent-connects-training", prog_name="siro")
def main() -> None:
    """Play, check and list SIRO workshop scenarios.

    Start with `siro demo`, then `siro play`.
    """


@main.command("list")
def list_() -> None:
    """List the scenarios that can be played and the briefings that can be shown, with where each lies."""
    from game import library, slides
    from game.authoring.problems import Flawed
    from game.wording import counted

    for name, path in library.all_paths().items():
        try:
            scenario = library.load(path).scenario
            details = f"{scenario.title} ({len(scenario.rounds)} rounds, {scenario.minutes} minutes)"
        except Flawed as flawed:
            details = f"has {len(flawed.problems)} problems: siro check {path}"
        click.echo(listed(name, details, path))
    for name, path in library.briefing_paths().items():
        try:
            briefing = library.load_briefing(path)
            scope = f"briefing, {counted(len(briefing.slides), 'slide')}, {slides.minutes(briefing.minutes)}"
            details = f"{briefing.title} ({scope})"
        except Flawed as flawed:
            details = f"has {len(flawed.problems)} problems: siro check {path}"
        click.echo(listed(name, details, path))


def listed(name: str, details: str, path: Path) -> str:
    """A row of three columns for programs; on a terminal, which would break it, two lines without the path."""
    return f"{name}\n    {details}" if sys.stdout.isatty() else f"{name}\t{details}\t{path}"


@main.command()
@click.option("--json", "as_json", is_flag=True, help="The findings for machines, on stdout.")
def doctor(as_json: bool) -> None:
    """Look at this computer, and say what stands in the way of a workshop.

    The terminal, the folder of sessions, the sessions and scenarios in it, the packages, the network: each is fine,
    to be looked at, or wrong, with what to do. It changes nothing and sends nothing. Exit 1 where something is wrong.
    """
    import json
    from dataclasses import asdict

    from game import doctor as doctor_
    from game import machine

    found = doctor_.findings(machine.machine())
    if as_json:
        fit = doctor_.is_fit(found)
        data(json.dumps({"fit": fit, "findings": [asdict(one) for one in found]}, indent=1) + "\n")
    else:
        click.echo("\n".join(doctor_.lines(found)))
    sys.exit(0 if doctor_.is_fit(found) else 1)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="SCENARIO…")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--quick", is_flag=True, help="Only read the files; do not walk their paths.")
def check(files: tuple[str, ...], strict: bool, quick: bool) -> None:
    """Read scenarios, walk every path through them, and say everything that is wrong. Briefings are read too.

    SCENARIO is a file, or the name of one that `siro list` shows. Each problem is one line on stdout, as
    FILE:LINE:COLUMN, so that editors can jump to it. A problem about paths ends with a path that shows it:
    siro play SCENARIO --path "…" goes there.
    """
    from game.authoring.problems import Severity

    found: list[Problem] = []
    for name in files:
        path, problems = examined(name, quick)
        found.extend(problems)
        if not problems:
            click.echo(f"{path}: no problems", err=True)
    report(found)
    fatal = found if strict else [problem for problem in found if problem.severity is Severity.ERROR]
    sys.exit(1 if fatal else 0)


def examined(name: str, quick: bool) -> tuple[Path, tuple[Problem, ...]]:
    """Everything that is wrong with one scenario: its text, its rules, and unless quick its paths; or one briefing."""
    from game import checking, explored, library
    from game.authoring.problems import Flawed, in_order, is_fatal
    from game.authoring.reading import source_of
    from game.checking import slides

    try:
        path = library.find_either(name)
        source = source_of(path)
        if slides.is_briefing(source):
            return path, slides.whole_briefing(source).problems
        document = checking.whole_document(source, library.shared_folders())
    except Flawed as flawed:
        return Path(name), flawed.problems
    if quick or document.value is None or is_fatal(document.problems):
        return path, document.problems
    with telling() as tell:
        found = explored.explored(document.value, tell)
    return path, in_order((*document.problems, *explored.problems_of(document, found)))


@main.command()
@click.argument("scenario")
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write the map and the charts to this file.")
@click.option("--json", "as_json", is_flag=True, help="Everything, for machines, on stdout.")
@click.option("--states", type=click.IntRange(1), help="Walk at most so many states; beyond, play at random.")
@click.option("--plays", type=click.IntRange(100), help="How many random plays where it is too large to walk.")
@click.option("--seed", type=int, default=1, show_default=True, help="What random plays are drawn from.")
def explore(scenario: str, page: Path | None, as_json: bool, states: int | None, plays: int | None, seed: int) -> None:
    """Walk every path through a scenario: endings, meters, deadlines, the hinge, the best and the worst path.

    Exact where the scenario can be walked whole. Where it is too large, figures come from random plays and
    are shown with their 95 % intervals. Results are kept, so that a second time is quick.
    """
    from game import explored, findings_text, library
    from game.authoring.files import write_whole
    from game.authoring.problems import Flawed
    from game.explore import MAX_STATES
    from game.sampling import PLAYS

    try:
        loaded = library.load(library.find(scenario))
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    with telling() as tell:
        found = explored.explored(loaded.scenario, tell, states or MAX_STATES, plays or PLAYS, seed)
    if as_json:
        data(found.model_dump_json(indent=1) + "\n")
    elif page is None:
        click.echo("\n".join(findings_text.lines(found)))
    if page is not None:
        from game.papers import map as map_

        write_whole(page, map_.page(loaded.scenario, found, scenario).encode())
        click.echo(f"Written: {page}", err=True)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Write it to this file instead of stdout.")
@click.option("--briefing", is_flag=True, help="The language of briefings instead.")
@click.option("--report", "of_report", is_flag=True, help="What siro report --format json writes instead.")
def schema(out: Path | None, briefing: bool, of_report: bool) -> None:
    """Print the JSON Schema of the scenario language, for editors that check and complete as you type."""
    from game import schema as schema_
    from game.authoring.files import write_whole

    if of_report:
        from game.papers import record

        text = record.schema()
    else:
        text = schema_.briefing_schema() if briefing else schema_.schema()
    if out is None:
        data(f"{text}\n")
        return
    write_whole(out, f"{text}\n".encode())
    click.echo(f"Written: {out}", err=True)


@main.command()
@click.argument("name")
@click.option("--title", help="The exercise's title; made from the name where it is not given.")
def new(name: str, title: str | None) -> None:
    """Write a commented starter scenario, NAME.yaml, into the current folder."""
    from game import starting
    from game.authoring.files import write_whole
    from game.authoring.problems import Flawed

    try:
        path = starting.target(name, Path.cwd())
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    write_whole(path, starting.starter(title or path.stem.replace("-", " ").capitalize(), path.stem).encode())
    click.echo(f"Written: {path.name}. Next: siro check {path.name}")


for command in (play, demo, rehearse, replay, brief, pack, enter, report_, actions, done, compare, forget):
    main.add_command(command)
