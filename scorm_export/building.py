"""`scorm-export build`: courses made into packages, one partner's or everyone's at once.

Law: a flawed course or partner is not built; each file is written whole or not at all; stdout has one line a package.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.authoring.problems import Flawed, unknown
from scorm_export.naming import FLAWED, found_all, found_partner, read_course, say

if TYPE_CHECKING:
    from scorm_export.library import Found
    from scorm_export.manuscript import Manuscript
    from scorm_export.partnership import Member

ALL = "all"


@click.command()
@click.argument("courses", nargs=-1, required=True, metavar="COURSE…")
@click.option(
    "--standard",
    metavar="STANDARD",
    help="scorm12, scorm2004-3rd, scorm2004-4th, cmi5, web, or all. Left out: scorm12 and scorm2004-4th.",
)
@click.option(
    "--out",
    default="dist",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder the packages are written to.",
)
@click.option(
    "--partner",
    "partner_name",
    metavar="PARTNER",
    help="Whose names, contacts and role blocks to put in: a file, or the name of one in courses/partners.",
)
def build(courses: tuple[str, ...], standard: str | None, out: Path, partner_name: str | None) -> None:
    """Build a package of each COURSE for each standard, ready to upload to an LMS.

    Without --partner the course speaks of "your organisation", and what is for some partners only is left out.

    Says each package's file, size, number of files, SHA-256, and the digest of its contents. The same course gives the
    same bytes every time. A course with problems is not built.
    """
    member = found_partner(partner_name)
    keys = standards_meant(standard)
    flawed = [found.name for found in found_all(courses) if not build_course(found, member, keys, out)]
    sys.exit(FLAWED if flawed else 0)


def standards_meant(name: str | None) -> tuple[str, ...]:
    """The keys of the standards that the option names."""
    from scorm_export.standards import STANDARDS, USUAL

    if name is None:
        return USUAL
    if name not in (ALL, *STANDARDS):
        raise click.UsageError(unknown("standard", name, (ALL, *STANDARDS)))
    return tuple(STANDARDS) if name == ALL else (name,)


def build_course(found: Found, member: Member, keys: tuple[str, ...], out: Path) -> bool:
    """Write a course's packages for a partner. Gives whether it could be built; says why not."""
    read = read_course(found).for_partner(member.partner, member.logo)
    say(read.problems)
    if read.course is None:
        click.echo(f"{found.name} is not built: mend the errors above first.", err=True)
        return False
    for key in keys:
        try:
            click.echo(written_package(read, key, out))
        except Flawed as flawed:
            say(flawed.problems)
            return False
        except OSError as error:
            raise click.UsageError(f"cannot write to {out}: {error.strerror or error}") from None
    return True


def written_package(read: Manuscript, key: str, out: Path) -> str:
    """Write one package, and say what it is."""
    from hashlib import sha256

    from game.authoring.files import write_whole
    from scorm_export import package, pages
    from scorm_export.standards import STANDARDS

    if read.course is None:
        raise ValueError("only a faultless course is built")
    built = package.packed(pages.draft(read.course, read.media), STANDARDS[key])
    path = out / package.file_name(read.course, key)
    write_whole(path, built.content)
    told = f"{len(built.content):,} bytes  {built.files} files"
    return f"{path}  {told}  SHA-256 {sha256(built.content).hexdigest()}  contents {built.digest}"
