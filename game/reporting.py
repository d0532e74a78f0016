"""The commands for afterwards: the report, the open actions, the comparison of years, and forgetting names.

Law: each imports what it needs when it runs; sessions are only looked at, but for `done` and `forget`, which say so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.playing import fail, session_path

if TYPE_CHECKING:
    from game.aar import Report, Who
    from game.exploration import Exploration
    from game.recorded import Recorded

FORMATS = ("html", "md", "docx", "csv", "json")
ASKED = "What may the report say of the delegates? (nobody: only how many; roles; names)"


@click.command()
@click.argument("session")
@click.option("--format", "formats", default="html", show_default=True, help="One or more of html,md,docx,csv,json.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder; else here.")
@click.option("--who", type=click.Choice(("nobody", "roles", "names")), help="What is said of delegates; else asked.")
@click.option("--identify", is_flag=True, help="With csv: one more file, with who voted for what. Think first.")
@click.option("--quick", is_flag=True, help="Leave out where this stands among all ways through the exercise.")
def report(session: str, formats: str, out: Path, who: Who | None, identify: bool, quick: bool) -> None:
    """Write the after-action report of a session, finished or not.

    SESSION is a file, or a name as siro play --resume takes it. It is only read. The names of the files written are
    on stdout.
    """
    from game.journal import JournalError
    from game.recorded import recorded

    wanted = formats_of(formats, identify)
    path = session_path(Path(session))
    try:
        seen = recorded(path)
    except JournalError as error:
        fail(str(error))
    who = who or asked()
    from game import aar
    from game.papers import shelf

    made = aar.report(seen, None if quick else explored_aloud(seen), who)
    try:
        for written in shelf.put(made, seen, out / f"{path.stem}-report", wanted, identify):
            click.echo(written)
    except OSError as error:
        fail(f"{out}: cannot be written: {error.strerror or error}")


def formats_of(written: str, identify: bool) -> tuple[str, ...]:
    """The formats asked for. Raises UsageError for one that does not exist."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in written.split(",") if part.strip()))
    strangers = [one for one in wanted if one not in FORMATS]
    if strangers or not wanted:
        raise click.UsageError(f"'{(strangers or [written])[0]}' is not a format; there are {', '.join(FORMATS)}")
    if identify and "csv" not in wanted:
        raise click.UsageError("--identify is for --format csv")
    return wanted


def asked() -> Who:
    """What may be said of delegates: asked once at a terminal; nothing where nobody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return "nobody"
    ways: tuple[Who, ...] = ("nobody", "roles", "names")
    choice = click.Choice(ways)
    return ways[ways.index(click.prompt(ASKED, type=choice, default="nobody", err=True))]


def explored_aloud(seen: Recorded) -> Exploration:
    """All that is known of the scenario: kept, or worked out with a line of progress."""
    from game import explored

    with telling() as tell:
        return explored.explored(seen.loaded.scenario, tell)


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


def data(text: str) -> None:
    """Data on stdout for another program: UTF-8 with its own line ends, also where lines of text end otherwise."""
    click.echo(text.encode(), nl=False)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet.")
@click.option("--ics", "as_ics", is_flag=True, help="Tasks for a calendar (iCalendar).")
def actions(folder: Path | None, as_csv: bool, as_ics: bool) -> None:
    """List the actions agreed over all past sessions, by owner and date.

    FOLDER holds the sessions; without it, your own. Each ends with its session and its number there: siro done takes
    both off the list.
    """
    from game import actions as agreed
    from game import library

    found, faults = agreed.in_folder(folder or library.sessions_folder())
    for fault in faults:
        click.echo(f"Left out: {fault}", err=True)
    if as_ics:
        data(agreed.calendar(found))
    elif as_csv:
        from game.papers import rows

        data(rows.actions(found))
    elif found:
        click.echo("\n".join(agreed.lines(found, date.today())))
    else:
        click.echo("No session has an open action.", err=True)


@click.command()
@click.argument("session")
@click.argument("number", type=int)
def done(session: str, number: int) -> None:
    """Say that an action has been done.

    SESSION and NUMBER are what siro actions shows at the end of its line. The report then has the day.
    """
    from game import session as sessions
    from game.held import Refusal
    from game.journal import JournalError

    try:
        held = sessions.resumed(session_path(Path(session)))
        try:
            held.finish(number)
        finally:
            held.close()
    except (JournalError, Refusal) as error:
        fail(str(error))
    click.echo("Done.", err=True)


@click.command()
@click.argument("sessions", nargs=-1, required=True, metavar="SESSION…")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file as a page."
)
@click.option("--quick", is_flag=True, help="Leave out where each stands among all ways through the exercise.")
def compare(sessions: tuple[str, ...], page: Path | None, quick: bool) -> None:
    """Compare sessions of the same scenario, and their tables, side by side.

    SESSION is a file, or a name as siro play --resume takes it.
    """
    from game import years
    from game.journal import JournalError

    try:
        found = years.comparison(reports(sessions, quick))
    except (JournalError, years.Unlike) as error:
        fail(str(error))
    if page is None:
        click.echo("\n".join(years.lines(found)))
        return
    from game.authoring.files import write_whole
    from game.papers import years as paper

    write_whole(page, paper.page(found).encode())
    click.echo(f"Written: {page}", err=True)


def reports(sessions: Sequence[str], quick: bool) -> list[Report]:
    """The reports of several sessions. Raises JournalError."""
    from game import aar
    from game.recorded import recorded

    every = [recorded(session_path(Path(name))) for name in sessions]
    return [aar.report(seen, None if quick else explored_aloud(seen)) for seen in every]


@click.command()
@click.argument("session")
@click.option("--names", is_flag=True, required=True, help="Remove names, owners and everything that was typed.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def forget(session: str, names: bool, yes: bool) -> None:
    """Remove personal data from a session for good: names, owners, and everything that people typed.

    SESSION is a file, or a name as siro play --resume takes it. Decisions, votes and times stay. Write the report
    first. This cannot be undone, and it does not reach reports or copies made before.
    """
    from game import forgetting
    from game.journal import JournalError

    path = session_path(Path(session))
    if not yes:
        click.confirm(f"Remove names and everything typed from {path} for good?", abort=True, err=True)
    try:
        removed = forgetting.forget(path)
    except JournalError as error:
        fail(str(error))
    click.echo(f"Removed from {path.name}: {', '.join(removed) or 'nothing; there was no personal data in it'}.")
    click.echo("Kept: decisions, votes, times, the names of tables, and the scenario.")
