"""The command that shows a briefing: in the console, in lines of text, as a page to print.

Law: it imports what it needs when it runs; what the room answers is kept nowhere.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.inviting import Wish, room_options, voting_option
from game.playing import answered, report

if TYPE_CHECKING:
    from game.allowed import Hosting
    from game.briefing import Briefing
    from game.seating import Voting


@click.command()
@click.argument("name", metavar="BRIEFING")
@click.option("--plain", is_flag=True, help="Lines of text in and out, for screen readers and pipes.")
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write it to this file as one page, to print.")
@click.option("--notes", is_flag=True, help="With --html: the speaker's notes too.")
@click.option("--light", is_flag=True, help="The light projector theme.")
@voting_option(help="How the room answers the questions.")
@room_options
def brief(wish: Wish, name: str, plain: bool, page: Path | None, notes: bool, light: bool, voting: Voting) -> None:
    """Show a briefing slide by slide, with notes for the speaker; the wall shows the slides without them.

    BRIEFING is a file, or the name of one that `siro list` shows. What the room answers to its questions, by hands
    or by phones, is counted and kept nowhere. With phones, those in the same network reach this computer.
    """
    from game import library
    from game.authoring.problems import Flawed

    try:
        path = library.find_briefing(name)
        briefing = library.load_briefing(path)
    except Flawed as flawed:
        report(flawed.problems, err=True)
        sys.exit(1)
    click.echo(f"Briefing: {path}", err=True)
    if page is not None:
        write_briefing(page, briefing, notes)
    elif plain:
        read_out(briefing, wish.hosting(wall=sys.stdin.isatty()), voting)
    elif not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the console needs a terminal; use --plain in a pipe")
    else:
        from game.tui.app import Console

        Console(None, light=light, briefing=briefing, polling=voting, hosting=wish.hosting()).run()


def read_out(briefing: Briefing, hosting: Hosting, voting: Voting = "hands") -> None:
    """The briefing line by line, and on the wall."""
    from game import doorkeeping, reading_out
    from game.host import Host
    from game.slides import Showing

    host = Host(hosting, lambda: None)

    def turned(showing: Showing) -> None:
        if host.follow(None, showing):
            host.open()
            for line in doorkeeping.welcome(host):
                click.echo(line)

    try:
        reading_out.run(Showing(briefing, voting=voting), answered, click.echo, turned, host)
    finally:
        host.close()


def write_briefing(page: Path, briefing: Briefing, notes: bool) -> None:
    """The briefing as one page."""
    from game.authoring.files import write_whole
    from game.papers import handout

    write_whole(page, handout.page(briefing, notes=notes).encode())
    click.echo(f"Written: {page}", err=True)
