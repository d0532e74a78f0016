"""What the words of a command line mean: courses and partners, read, with all problems said.

Law: words about what was found go to stderr; a name that means nothing ends the call, and so does a flawed partner.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from game.authoring.problems import Flawed, Problem, printed

if TYPE_CHECKING:
    from scorm_export.library import Found
    from scorm_export.manuscript import Manuscript
    from scorm_export.partnership import Member

FLAWED, WRONG_CALL = 1, 2
COURSES = click.argument("courses", nargs=-1, required=True, metavar="COURSE…")


def found_all(names: tuple[str, ...]) -> list[Found]:
    """The courses that the names mean; the one used is said. A name that means nothing ends the call."""
    from scorm_export.library import UnknownCourse, find

    try:
        found = [find(name) for name in names]
    except UnknownCourse as unknown:
        raise click.UsageError(str(unknown)) from None
    for one in found:
        click.echo(f"Course {one.name}: {one.shown}", err=True)
    return found


def read_course(found: Found) -> Manuscript:
    """A course's manuscript."""
    from scorm_export.manuscript import manuscript

    return manuscript(found.folder, found.shown)


def found_partner(name: str | None) -> Member:
    """The partner that the name means; without one, nobody in particular. A flawed one ends the call."""
    from scorm_export import partnership

    if name is None:
        return partnership.NOBODY
    try:
        member = partnership.find(name)
    except Flawed as flawed:
        say(flawed.problems)
        sys.exit(FLAWED if any(problem.file for problem in flawed.problems) else WRONG_CALL)
    say(member.problems)
    where = member.document.source.file if member.document else ""
    click.echo(f"Partner {member.partner.name}: {where}", err=True)
    return member


def say(problems: Iterable[Problem]) -> None:
    """Problems on stderr, a line each."""
    for problem in problems:
        click.echo(printed(problem), err=True)
