"""The commands that put a workshop on paper, and take one back that was played on paper.

Law: each imports what it needs when it runs; what is written is said, on stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from game.playing import fail, opened, report, session_path, set_up

if TYPE_CHECKING:
    from datetime import date, time

    from game.exploration import Exploration
    from game.papers.blocks import Paper
    from game.seating import TieRule
    from game.session import Session

Format: TypeAlias = Literal["html", "docx"]
FORMATS: tuple[Format, ...] = ("html", "docx")


@click.command()
@click.argument("scenario")
@click.option("--format", "formats", default="html,docx", show_default=True, help="html, docx, or both with a comma.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=".", help="The folder to write into.")
@click.option("--quick", is_flag=True, help="Without the map of paths, which can take a minute to work out.")
def pack(scenario: str, formats: str, out: Path, quick: bool) -> None:
    """Write everything to play a scenario from paper, in a room without screens.

    SCENARIO is a file or a name from `siro list`. The pack holds the facilitator's guide with the map of paths, round
    sheets, message and role cards, ballot slips, a decision log to fill in and a sign-in sheet. Afterwards, siro enter
    takes what was decided, so that the workshop gets the same report.
    """
    from game import explored, library
    from game.authoring.problems import Flawed
    from game.papers import pack as pack_

    chosen = formats_of(formats)
    try:
        path = library.find(scenario)
        loaded = library.load(path)
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    click.echo(f"Scenario: {path}", err=True)
    found: Exploration | None = None if quick else explored.explored(loaded.scenario, said)
    for file, content in files(pack_.pack(loaded.scenario, found), f"{loaded.name}-pack", chosen):
        write(out / file, content)


def said(words: str) -> None:
    """Progress, where somebody watches."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{words}", nl=False, err=True)


def formats_of(written: str) -> tuple[Format, ...]:
    """The formats that were asked for. Raises UsageError for one that there is not."""
    names = [name.strip().lower() for name in written.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise click.UsageError(f"--format takes html, docx or html,docx, not '{written}'")
    return tuple(each for each in FORMATS if each in names)


def files(paper: Paper, stem: str, formats: tuple[Format, ...]) -> Iterator[tuple[str, bytes]]:
    """The paper in each format, with the name of its file."""
    if "html" in formats:
        from game.papers import pack_page

        yield f"{stem}.html", pack_page.page(paper).encode()
    if "docx" in formats:
        from game.papers import wordfile

        yield f"{stem}.docx", wordfile.written(paper)


def write(path: Path, content: bytes) -> None:
    """One file, whole, and a word about it."""
    from game.authoring.files import write_whole

    write_whole(path, content)
    said("")
    click.echo(f"Written: {path}", err=True)


@click.command()
@click.argument("scenario", required=False)
@click.option(
    "--table", "names", multiple=True, metavar="NAME[:NUMBER]", help="A table and how many sat there; repeat."
)
@click.option("--date", "day", metavar="DAY", help="When it was played, such as 12 October 2026; else it is asked.")
@click.option("--start", "begun", metavar="TIME", help="When it started, such as 10:05; else it is asked.")
@click.option("--session", "session_file", type=click.Path(path_type=Path), help="The session file to write.")
@click.option("--resume", metavar="SESSION", help="Go on entering this session: a name or a file.")
@click.option("--two-votes", is_flag=True, help="There were two votes in each round, and the second decided.")
@click.option(
    "--tie",
    type=click.Choice(("facilitator", "casting vote")),
    default="facilitator",
    show_default=True,
    help="Who settled a tie.",
)
def enter(
    scenario: str | None,
    names: tuple[str, ...],
    day: str | None,
    begun: str | None,
    session_file: Path | None,
    resume: str | None,
    two_votes: bool,
    tie: TieRule,
) -> None:
    """Enter a workshop that was played on paper, line by line, so that it gets the same report.

    SCENARIO is a file or a name from `siro list`. For each round and table it asks what was decided, the votes, when,
    why and who disagreed; then for lessons and actions. Everything is kept as you go: siro enter --resume SESSION goes
    on where you stopped.
    """
    from game import entering
    from game.authoring.problems import Flawed
    from game.journal import JournalError

    if (scenario is None) == (resume is None):
        raise click.UsageError("name a scenario to enter, or a session with --resume")
    try:
        if resume is not None:
            session = gone_on(resume)
        else:
            assert scenario is not None
            setup = set_up(names, "hands", "two" if two_votes else "one", 0, tie, False, False)
            session = opened(scenario, session_file, None, setup, entering.clock(day_of(day), start_of(begun)))
        with closing(session):
            entering.run(session, asked, click.echo)
            click.echo(f"Kept in {session.journal.path}", err=True)
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    except JournalError as error:
        fail(str(error))


def gone_on(name: str) -> Session:
    """The session that goes on being entered. Ends with a sentence where it was played on screen."""
    from game import entering, session

    found = session.resumed(session_path(Path(name)))
    if not entering.is_entered(found):
        found.close()
        fail(f"{found.journal.path.name} was played on screen; go on with siro play --resume")
    return found


def day_of(written: str | None) -> date:
    """The day that was named, or asked for until one is."""
    from datetime import date

    from game import entering

    while True:
        said = written if written is not None else asked("On which day was it played, such as 12 October 2026?")
        if said is None:
            raise click.UsageError("say when it was played: --date")
        found = entering.past_day(said, date.today())
        if found:
            return found
        if written is not None:
            raise click.UsageError(f"'{written}' is not a day that has been; write 12 October 2026 or 2026-10-12")
        click.echo(f"'{said}' is not a day that has been; write 12 October 2026 or 2026-10-12.")


def start_of(written: str | None) -> time:
    """When it started; midnight where nobody knows."""
    from datetime import time

    from game import entering
    from game.held import Refusal

    while True:
        said = written if written is not None else asked("When did it start, such as 10:05? (Enter: not known)")
        try:
            return entering.time_of(said) if said else time()
        except Refusal as refusal:
            if written is not None:
                raise click.UsageError(f"--start: {refusal}") from None
            click.echo(f"Not possible: {refusal}.")


def asked(prompt: str) -> str | None:
    """One line from stdin; None at its end."""
    from game.playing import answered

    return answered(prompt)
