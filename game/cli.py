"""`siro`: the workshop's commands. Law: each imports what it needs when it runs; stdout is data, stderr is talk.

Exit 0: fine (warnings too, unless --strict). 1: the input has problems. 2: the call was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
@click.option("--quick", is_flag=True, help="Only read the files; do not walk their paths.")
def check(files: tuple[str, ...], strict: bool, quick: bool) -> None:
    """Read scenarios, walk every path through them, and say everything that is wrong.

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
    """Everything that is wrong with one scenario: its text, its rules, and unless quick its paths."""
    from game import checking, explored, library
    from game.authoring.problems import Flawed, in_order, is_fatal
    from game.authoring.reading import source_of

    try:
        path = library.find(name)
        document = checking.whole_document(source_of(path), library.shared_folders())
    except Flawed as flawed:
        return Path(name), flawed.problems
    if quick or document.value is None or is_fatal(document.problems):
        return path, document.problems
    with telling() as tell:
        found = explored.explored(document.value, tell)
    return path, in_order((*document.problems, *explored.problems_of(document, found)))


@contextmanager
def telling() -> Iterator[Callable[[str], None]]:
    """A line of progress on stderr that is gone when the work is done; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    try:
        yield lambda words: click.echo(f"\r\033[K{words}", nl=False, err=True)
    finally:
        click.echo("\r\033[K", nl=False, err=True)


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
        click.echo(found.model_dump_json(indent=1))
    elif page is None:
        click.echo("\n".join(findings_text.lines(found)))
    if page is not None:
        from game.papers import map as map_

        write_whole(page, map_.page(loaded.scenario, found, scenario).encode())
        click.echo(f"Written: {page}", err=True)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Write it to this file instead of stdout.")
def schema(out: Path | None) -> None:
    """Print the JSON Schema of the scenario language, for editors that check and complete as you type."""
    from game import schema as schema_
    from game.authoring.files import write_whole

    if out is None:
        click.echo(schema_.schema())
        return
    write_whole(out, f"{schema_.schema()}\n".encode())
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


@main.command()
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Lines of text in and out, for screen readers and pipes.")
@click.option("--resume", is_flag=True, help="Go on where a session stopped: the last one, or the one named.")
@click.option("--session", "session_file", type=click.Path(path_type=Path), help="The session file to keep or resume.")
@click.option("--seed", type=int, help="A number for chance, so that the same choices play out the same way.")
@click.option("--path", "steps", help="Play these steps first, as siro check and siro explore write them.")
@click.option("--light", is_flag=True, help="The light projector theme.")
def play(
    scenario: str | None,
    plain: bool,
    resume: bool,
    session_file: Path | None,
    seed: int | None,
    steps: str | None,
    light: bool,
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
            session = opened(scenario, session_file, seed)
            start(session if steps is None else followed(session, steps), plain, light)
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


def followed(session: Session, steps: str) -> Session:
    """The session after the steps of a path. Raises Flawed where the rules do not allow one."""
    from game import paths
    from game.authoring.problems import Flawed

    try:
        session.follow(paths.read(session.play, steps))
    except Flawed:
        session.close()
        raise
    return session


def resumed(path: Path | None) -> Session:
    """The session that `path` means (a file, or a name in the sessions folder), or the last one played."""
    from game import journal, library, session

    if path is not None and not path.is_file() and path.parent == Path():
        named = library.sessions_folder() / (path.name if path.suffix else f"{path.name}.jsonl")
        path = named if named.is_file() else path
    found = session.resumed(path or journal.latest())
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
