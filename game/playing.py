"""The commands that play: in the console, in lines of text, as a demonstration, as a rehearsal.

Law: each imports what it needs when it runs; the workshop itself is `session`'s.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from game.inviting import Wish, room_options, voting_option

if TYPE_CHECKING:
    from game.aar import Who
    from game.allowed import Hosting
    from game.authoring.problems import Problem
    from game.exploration import Exploration
    from game.host import Host
    from game.journal import Clock
    from game.seating import Pace, Seat, SetUp, TieRule, Votes, Voting
    from game.session import Session
    from game.views import FacilitatorView


@click.command()
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Lines of text in and out, for screen readers and pipes.")
@click.option("--resume", is_flag=True, help="Go on where a session stopped: the last one, or the one named.")
@click.option("--session", "session_file", type=click.Path(path_type=Path), help="The session file to keep or resume.")
@click.option("--seed", type=int, help="A number for chance, so that the same choices play out the same way.")
@click.option("--path", "steps", help="Play these steps first, as siro check and siro explore write them.")
@click.option("--light", is_flag=True, help="The light projector theme.")
@click.option(
    "--table",
    "names",
    multiple=True,
    metavar="NAME[:NUMBER]",
    help="A table and how many sit there, or their names with commas between (North:Ann, Ben, Cleo); repeat.",
)
@voting_option(help="How delegates vote.")
@click.option("--two-votes", is_flag=True, help="A private vote, a discussion, and a second vote that decides.")
@click.option("--quorum", type=click.IntRange(0, 100), default=0, help="How many of 100 present must vote.")
@click.option(
    "--tie",
    type=click.Choice(("facilitator", "casting vote", "second vote")),
    default="facilitator",
    show_default=True,
    help="Who settles a tie, or whether there is one more vote first.",
)
@click.option("--one-by-one", is_flag=True, help="A round's messages arrive one by one.")
@click.option("--roles", is_flag=True, help="Deal the scenario's roles to the delegates.")
@room_options
def play(
    wish: Wish,
    scenario: str | None,
    plain: bool,
    resume: bool,
    session_file: Path | None,
    seed: int | None,
    steps: str | None,
    light: bool,
    names: tuple[str, ...],
    voting: Voting,
    two_votes: bool,
    quorum: int,
    tie: TieRule,
    one_by_one: bool,
    roles: bool,
) -> None:
    """Run a workshop in the console.

    SCENARIO is a file or a name from `siro list`; without one, choose on the first screen. Every decision is
    kept on disk as you go: after a crash, `siro play --resume` goes on where it stopped.

    The wall, a page for the projector, is served to this computer only; in a pipe only with --wall. Where delegates
    vote by phone, phones in the same network reach this computer too.
    """
    if resume and scenario and session_file:
        raise click.UsageError("--resume takes a session file, not also a scenario")
    if scenario is None and not resume and not plain:
        start(None, plain, light, wish.hosting())  # before anything is imported that only a session needs
        return
    from game.authoring.problems import Flawed
    from game.journal import JournalError

    seen = sys.stdin.isatty()
    try:
        if resume:
            start(
                resumed(session_file or (Path(scenario) if scenario else None)), plain, light, wish.hosting(wall=seen)
            )
        elif scenario is None:
            raise click.UsageError("with --plain, name a scenario (siro list shows them)")
        else:
            setup = set_up(names, voting, "two" if two_votes else "one", quorum, tie, one_by_one, roles)
            session = opened(scenario, session_file, seed, setup)
            start(session if steps is None else followed(session, steps), plain, light, wish.hosting(wall=seen))
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    except JournalError as error:
        fail(str(error))


@click.command()
@click.option("--plain", is_flag=True, help="Lines of text, even in a terminal.")
def demo(plain: bool) -> None:
    """Show the flagship scenario: in the console, or played through with fixed votes where there is no terminal."""
    from tempfile import TemporaryDirectory

    from game import library, unattended
    from game import plain as lines

    if sys.stdin.isatty() and sys.stdout.isatty() and not plain:
        start(opened(library.FLAGSHIP, None, 1), False, False)
        return
    with TemporaryDirectory() as folder:
        session = opened(library.FLAGSHIP, Path(folder) / "demo.jsonl", 1)
        try:
            lines.run(session, spoken_aloud(unattended.fixed_votes), click.echo)
        finally:
            session.close()


def spoken_aloud(answer: Callable[[FacilitatorView, str], str | None]) -> Callable[[FacilitatorView, str], str | None]:
    """Answers that are shown as if they had been typed."""

    def aloud(view: FacilitatorView, prompt: str) -> str | None:
        said = answer(view, prompt)
        if said is not None:
            click.echo(f"> {prompt} {said}".rstrip())
        return said

    return aloud


@click.command()
@click.argument("scenario")
@click.option("--plain", is_flag=True, help="Lines of text in and out, for screen readers and pipes.")
@click.option("--alone", is_flag=True, help="Play by itself to the end, in lines of text.")
@click.option("--tables", type=click.IntRange(1, 8), default=1, show_default=True, help="How many tables.")
@click.option("--delegates", type=click.IntRange(1, 50), default=8, show_default=True, help="How many sit at each.")
@click.option("--two-votes", is_flag=True, help="A private vote, a discussion, and a second vote that decides.")
@click.option("--seed", type=int, default=1, show_default=True, help="Other delegates, and other chance.")
@click.option("--light", is_flag=True, help="The light projector theme.")
@click.option("--wall", is_flag=True, help="Serve the projector's page too, to this computer only.")
def rehearse(
    scenario: str,
    plain: bool,
    alone: bool,
    tables: int,
    delegates: int,
    two_votes: bool,
    seed: int,
    light: bool,
    wall: bool,
) -> None:
    """Practise the night before: play alone against made-up delegates.

    They vote as people do: early, late, by conviction, by the crowd, or not at all. The same seed gives the same
    people. Nothing is kept.
    """
    from contextlib import closing
    from tempfile import TemporaryDirectory

    from game import rehearsing
    from game.authoring.problems import Flawed

    setup = rehearsing.setup(tables, delegates, "two" if two_votes else "one")
    try:
        with (
            TemporaryDirectory() as folder,
            closing(opened(scenario, Path(folder) / "rehearsal.jsonl", seed, setup)) as session,
        ):
            hosting = Wish(has_wall=wall).hosting(phones=False)
            if plain or alone:
                rehearse_plain(session, alone, hosting)
            else:
                start(session, False, light, hosting, rehearses=True)
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)


@click.command()
@click.argument("session")
def replay(session: str) -> None:
    """Tell a session again as it happened, screen by screen, with the real time.

    SESSION is a file, or a name as siro play --resume takes it. Nothing is changed; who voted for what is not told.
    """
    from game import replaying
    from game.journal import JournalError

    try:
        for words in replaying.replay(session_path(Path(session))):
            click.echo(words)
    except JournalError as error:
        fail(str(error))


def session_path(path: Path) -> Path:
    """The file that a session's name means: a path, or a name in the folder of sessions."""
    from game import library

    if not path.is_file() and path.parent == Path():
        named = library.sessions_folder() / (path.name if path.suffix else f"{path.name}.jsonl")
        return named if named.is_file() else path
    return path


def rehearse_plain(session: Session, alone: bool, hosting: Hosting) -> None:
    """The rehearsal line by line."""
    from game import plain as lines
    from game import rehearsing, unattended

    answer = spoken_aloud(unattended.by_itself) if alone else asked
    with hosted(session, hosting) as host:
        lines.run(session, answer, click.echo, rehearsing.cast_all, host=host)


@contextmanager
def hosted(session: Session, hosting: Hosting) -> Iterator[Host]:
    """A session whose room is open as long as it lasts."""
    from game.host import Host

    host = Host(hosting, lambda: None)
    try:
        if host.follow(session):
            host.open()
        yield host
    finally:
        host.close()


def set_up(
    names: tuple[str, ...], voting: Voting, votes: Votes, quorum: int, tie: TieRule, one_by_one: bool, roles: bool
) -> SetUp:
    """The room that the command line describes. Raises UsageError for what cannot be."""
    from game.seating import SetUp, flaws

    seats = tuple(seated(written) for written in names or ("Table 1",))
    pace: Pace = "one by one" if one_by_one else "at once"
    setup = SetUp(seats=seats, voting=voting, votes=votes, quorum=quorum, tie=tie, roles=roles, pace=pace)
    if found := flaws(setup):
        raise click.UsageError("; ".join(found))
    return setup


def seated(written: str) -> Seat:
    """A table as it is written: a name alone, or with how many sit there, or with who does."""
    from game.seating import seat_of

    name, _, sitting = written.rpartition(":")
    is_said = bool(name) and (sitting.strip().isdecimal() or "," in sitting)
    return seat_of(name, sitting) if is_said else seat_of(written, "")


def opened(
    name: str, session_file: Path | None, seed: int | None, setup: SetUp | None = None, clock: Clock | None = None
) -> Session:
    """A new session of the scenario that `name` means; says which file that is, and its warnings."""
    from game import library, session

    path = library.find(name)
    loaded = library.load(path)
    click.echo(f"Scenario: {path}", err=True)
    return session.opened(loaded, session_file, seed, setup, clock)


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
    from game import journal, session

    found = session.resumed(session_path(path) if path else journal.latest())
    click.echo(f"Session: {found.journal.path}", err=True)
    if found.dropped:
        click.echo("The last line was not complete when the session stopped; it was dropped.", err=True)
    return found


def start(
    session: Session | None, plain: bool, light: bool, hosting: Hosting | None = None, rehearses: bool = False
) -> None:
    """Hand a session to the face that was asked for."""
    if plain and session is not None:
        play_plain(session, hosting or Wish(has_wall=False).hosting(phones=False))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if session is not None:
            session.close()
        raise click.UsageError("the console needs a terminal; use --plain in a pipe")
    from game.tui.app import Console

    Console(session, light=light, rehearses=rehearses, hosting=hosting).run()


def play_plain(session: Session, hosting: Hosting) -> None:
    """The workshop on stdin and stdout."""
    from game import plain as lines

    try:
        with hosted(session, hosting) as host:
            ended = lines.run(session, asked, click.echo, write=write_report, host=host)
        if not ended:
            click.echo(f"Kept in {session.journal.path}. Go on with: siro play --resume --plain", err=True)
    finally:
        session.close()


def write_report(session: Session, found: Exploration | None, who: Who) -> tuple[Path, ...]:
    """The report of a session that is on."""
    from game.papers import shelf

    return shelf.of_session(session, found, who)


def asked(_view: FacilitatorView, prompt: str) -> str | None:
    """One line from stdin for a workshop; None at its end."""
    return answered(prompt)


def answered(prompt: str) -> str | None:
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
