"""`siro`: the workshop's commands. Law: each imports what it needs when it runs; stdout is data, stderr is talk.

Exit 0: fine (warnings too, unless --strict). 1: the input has problems. 2: the call was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from game.authoring.problems import Problem
    from game.session import Session
    from game.views import FacilitatorView


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kent-connects-training", prog_name="siro")
def main() -> None:
    """Play, check and list SIRO workshop scenarios.

    Start with `siro demo`, then `siro play`.
    """


@main.command("list")
def list_() -> None:
    """List the scenarios that can be played, with where each lies."""
    from game import library
    from game.authoring.problems import Flawed

    for name, path in library.all_paths().items():
        try:
            scenario = library.load(path).scenario
            details = f"{scenario.title} ({len(scenario.rounds)} rounds, {scenario.minutes} minutes)"
        except Flawed as flawed:
            details = f"has {len(flawed.problems)} problems: siro check {path}"
        click.echo(f"{name}\t{details}\t{path}")


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="SCENARIO…")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def check(files: tuple[str, ...], strict: bool) -> None:
    """Read scenarios and say everything that is wrong with them.

    SCENARIO is a file, or the name of one that `siro list` shows. Each problem is one line on stdout, as
    FILE:LINE:COLUMN, so that editors can jump to it.
    """
    from game import library
    from game.authoring.problems import Flawed, Severity
    from game.authoring.reading import source_of
    from game.checking import checked

    found: list[Problem] = []
    for name in files:
        try:
            path = library.find(name)
            _, problems = checked(source_of(path))
        except Flawed as flawed:
            path, problems = Path(name), flawed.problems
        found.extend(problems)
        if not problems:
            click.echo(f"{path}: no problems", err=True)
    report(found)
    fatal = found if strict else [problem for problem in found if problem.severity is Severity.ERROR]
    sys.exit(1 if fatal else 0)


@main.command()
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Lines of text in and out, for screen readers and pipes.")
@click.option("--resume", is_flag=True, help="Go on where a session stopped: the last one, or the one named.")
@click.option("--session", "session_file", type=click.Path(path_type=Path), help="The session file to keep or resume.")
@click.option("--seed", type=int, help="A number for chance, so that the same choices play out the same way.")
@click.option("--light", is_flag=True, help="The light projector theme.")
def play(
    scenario: str | None, plain: bool, resume: bool, session_file: Path | None, seed: int | None, light: bool
) -> None:
    """Run a workshop in the console.

    SCENARIO is a file or a name from `siro list`; without one, choose on the first screen. Every decision is
    kept on disk as you go: after a crash, `siro play --resume` goes on where it stopped.
    """
    from game.authoring.problems import Flawed
    from game.journal import JournalError

    if resume and scenario and session_file:
        raise click.UsageError("--resume takes a session file, not also a scenario")
    try:
        if resume:
            start(resumed(session_file or (Path(scenario) if scenario else None)), plain, light)
        elif scenario is None and not plain:
            start(None, plain, light)
        elif scenario is None:
            raise click.UsageError("with --plain, name a scenario (siro list shows them)")
        else:
            start(opened(scenario, session_file, seed), plain, light)
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    except JournalError as error:
        fail(str(error))


@main.command()
@click.option("--plain", is_flag=True, help="Lines of text, even in a terminal.")
def demo(plain: bool) -> None:
    """Show the flagship scenario: in the console, or played through with fixed votes where there is no terminal."""
    from tempfile import TemporaryDirectory

    from game import library
    from game import plain as lines

    if sys.stdin.isatty() and sys.stdout.isatty() and not plain:
        start(opened(library.FLAGSHIP, None, 1), False, False)
        return
    with TemporaryDirectory() as folder:
        session = opened(library.FLAGSHIP, Path(folder) / "demo.jsonl", 1)
        try:
            lines.run(session, answered_aloud, click.echo)
        finally:
            session.close()


def answered_aloud(view: FacilitatorView, prompt: str) -> str | None:
    """The demonstration's answer, shown as if it had been typed."""
    from game import plain as lines

    answer = lines.fixed_votes(view, prompt)
    if answer is not None:
        click.echo(f"> {prompt} {answer}".rstrip())
    return answer


def opened(name: str, session_file: Path | None, seed: int | None) -> Session:
    """A new session of the scenario that `name` means; says which file that is, and its warnings."""
    from game import library, session

    path = library.find(name)
    loaded = library.load(path)
    click.echo(f"Scenario: {path}", err=True)
    return session.opened(loaded, session_file, seed)


def resumed(path: Path | None) -> Session:
    """The session that `path` means (a file, or a name in the sessions folder), or the last one played."""
    from game import library, session

    if path is not None and not path.is_file() and path.parent == Path():
        named = library.sessions_folder() / (path.name if path.suffix else f"{path.name}.jsonl")
        path = named if named.is_file() else path
    found = session.resumed(path or session.latest())
    click.echo(f"Session: {found.journal.path}", err=True)
    if found.dropped:
        click.echo("The last line was not complete when the session stopped; it was dropped.", err=True)
    return found


def start(session: Session | None, plain: bool, light: bool) -> None:
    """Hand a session to the face that was asked for."""
    if plain and session is not None:
        play_plain(session)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if session is not None:
            session.close()
        raise click.UsageError("the console needs a terminal; use --plain in a pipe")
    from game.tui.app import Console

    Console(session, light=light).run()


def play_plain(session: Session) -> None:
    """The workshop on stdin and stdout."""
    from game import plain as lines

    try:
        ended = lines.run(session, asked, click.echo)
        if not ended:
            click.echo(f"Kept in {session.journal.path}. Go on with: siro play --resume --plain", err=True)
    finally:
        session.close()


def asked(_view: FacilitatorView, prompt: str) -> str | None:
    """One line from stdin; None at its end."""
    try:
        return input(f"{prompt} ")
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return None


def report(problems: Iterable[Problem], err: bool = False) -> None:
    """Each problem on its own line."""
    from game.authoring.problems import printed

    for problem in problems:
        click.echo(printed(problem), err=err)


def fail(message: str) -> NoReturn:
    """End with one sentence."""
    click.echo(f"siro: {message}", err=True)
    sys.exit(1)
