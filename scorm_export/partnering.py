"""`scorm-export partners`: who the partners are, what their files still lack, and a new file to fill in.

Law: results go to stdout; every problem of every file is said at once; nothing that is there is written over.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.authoring.problems import Flawed, Problem, Severity, in_order, is_fatal, printed
from scorm_export.naming import FLAWED, say

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.group()
def partners() -> None:
    """List the partners that courses are built for, check their files, or begin a new one."""


@partners.command("list")
def list_partners() -> None:
    """List the partners: id, name, kind, cycle, and whether they are ready or only a SAMPLE."""
    from scorm_export.partnership import everyone
    from scorm_export.placeholders import is_sample

    try:
        members = everyone()
    except Flawed as flawed:
        say(flawed.problems)
        sys.exit(FLAWED)
    for member in members:
        partner = member.partner
        kind = ", ".join(partner.roles) or "no kind"
        state = "SAMPLE" if is_sample(partner) else "ready"
        click.echo(f"{member.id}  {state}  {partner.name}  ({kind}, cycle {partner.cycle or 'none'})")


@partners.command("check")
@click.argument("names", nargs=-1, metavar="[PARTNER]…")
@click.option("--strict", is_flag=True, help="Count what is still to be filled in as an error.")
def check_partners(names: tuple[str, ...], strict: bool) -> None:
    """Say what is wrong in partners' files, and what is still to be filled in. Without names, of all partners.

    A choice that a course cannot bear is an error; a placeholder is a warning.
    """
    from scorm_export.partnership import EXAMPLE, files

    wanted = names or tuple(path.stem for path in files() if path.stem != EXAMPLE)
    problems: list[Problem] = []
    ready = 0
    for name in wanted:
        found = list(problems_of(name))
        ready += not found
        problems += found
    for problem in in_order(problems):
        click.echo(printed(problem))
    click.echo(f"{len(wanted)} partner{'' if len(wanted) == 1 else 's'}: {ready} ready.", err=True)
    sys.exit(FLAWED if is_fatal(problems) or (strict and problems) else 0)


def problems_of(name: str) -> Iterator[Problem]:
    """Everything there is to say about one partner's file."""
    from scorm_export.partnership import find, to_fill_in
    from scorm_export.settling import unbearable

    try:
        member = find(name)
    except Flawed as flawed:
        yield from flawed.problems
        return
    yield from member.problems
    yield from to_fill_in(member)
    yield from unbearable(member)


@partners.command("new")
@click.argument("id")
@click.option("--name", help="The body's name, as it is to stand in a sentence.")
def new_partner(id: str, name: str | None) -> None:
    """Write the file of a new partner into courses/partners, with everything that is to be filled in."""
    from game.authoring.files import write_whole
    from scorm_export.sheets import checked_id
    from scorm_export.starting import partner_file

    try:
        checked_id(id)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    path = Path("courses", "partners", f"{id}.yaml")
    if path.exists():
        say([Problem("is there already; it is left as it is", str(path), severity=Severity.ERROR)])
        sys.exit(FLAWED)
    write_whole(path, partner_file(id, name or id.replace("-", " ").title()).encode("utf-8"))
    click.echo(f"Written: {path}. Next: fill it in, then scorm-export partners check {id}")
