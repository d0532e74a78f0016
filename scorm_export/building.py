"""`scorm-export build`: courses made into packages, one partner's or everyone's at once.

Law: a flawed course or partner is not built; each file is written whole or not at all; stdout has one line a package.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from game.authoring.problems import Flawed, unknown
from scorm_export.naming import FLAWED, found_all, found_partner, read_course, say
from scorm_export.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scorm_export.library import Found
    from scorm_export.partnership import Member
    from scorm_export.release.edition import Edition
    from scorm_export.release.making import Done

ALL = "all"


@click.command()
@click.argument("courses", nargs=-1, metavar="COURSE…")
@click.option(
    "--standard",
    metavar="STANDARD",
    help="scorm12, scorm2004-3rd, scorm2004-4th, cmi5, web, or all. Left out: scorm12 and scorm2004-4th; "
    "with --all, all.",
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
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="A release: every course for every partner and every standard, with sums and a page for LMS administrators. "
    "COURSE, --partner and --standard narrow it.",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the packages of the last version: says what the update changes.",
)
@click.option(
    "--control-documents",
    "control",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Your organisation's own copies of the IMS and ADL schema files, to be put into each package.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many processes share the work of --all. Left out: one a processor."
)
def build(
    courses: tuple[str, ...],
    standard: str | None,
    out: Path,
    partner_name: str | None,
    everything: bool,
    previous: Path | None,
    control: Path | None,
    jobs: int | None,
) -> None:
    """Build a package of each COURSE for each standard, ready to upload to an LMS.

    Without --partner the course speaks of "your organisation", and what is for some partners only is left out.

    Says each package's file, size, number of files, SHA-256, and the digest of its contents. The same course gives the
    same bytes every time. A course with problems is not built.
    """
    if everything:
        release(courses, standards_meant(standard or ALL), out, partner_name, previous, control, jobs)
        return
    if not courses:
        raise click.UsageError("Missing argument 'COURSE…'. To build every course for every partner: build --all")
    (member,) = bearable([found_partner(partner_name)])
    keys = standards_meant(standard)
    flawed = [
        found.name for found in found_all(courses) if not build_course(found, member, keys, out, previous, control)
    ]
    sys.exit(FLAWED if flawed else 0)


def standards_meant(name: str | None) -> tuple[str, ...]:
    """The keys of the standards that the option names."""
    from scorm_export.standards import STANDARDS, USUAL

    if name is None:
        return USUAL
    if name not in (ALL, *STANDARDS):
        raise click.UsageError(unknown("standard", name, (ALL, *STANDARDS)))
    return tuple(STANDARDS) if name == ALL else (name,)


def build_course(
    found: Found, member: Member, keys: tuple[str, ...], out: Path, previous: Path | None, control: Path | None
) -> bool:
    """Write a course's packages for a partner. Gives whether it could be built; says why not."""
    from scorm_export.release.making import Work, editions, told

    read = read_course(found)
    say(read.problems)
    if read.course is None:
        click.echo(f"{found.name} is not built: mend the errors above first.", err=True)
        return False
    try:
        for edition in editions(Work(found, (member,), keys, out, previous, control), read):
            for package in edition.packages:
                click.echo(told(package, out))
            say_changes([edition])
            say_samples([edition])
    except Flawed as flawed:
        say(flawed.problems)
        return False
    except OSError as error:
        raise click.UsageError(f"cannot write to {out}: {error.strerror or error}") from None
    return True


def release(
    courses: tuple[str, ...],
    keys: tuple[str, ...],
    out: Path,
    partner_name: str | None,
    previous: Path | None,
    control: Path | None,
    jobs: int | None,
) -> None:
    """Build everything and say each package; nothing is built where anything is flawed."""
    from scorm_export.library import courses as every_course
    from scorm_export.release.making import told
    from scorm_export.release.matrix import processes, released, shared_out

    found = found_all(courses) if courses else list(every_course())
    members = bearable([found_partner(partner_name)] if partner_name else all_members())
    workers = jobs or processes()
    works = list(shared_out(found, members, keys, workers, previous, control))
    try:
        editions = released(works, out, workers, progress(len(found) * len(members) * len(keys)))
    except Flawed as flawed:
        not_built(flawed)
    except OSError as error:
        raise click.UsageError(f"cannot write to {out}: {error.strerror or error}") from None
    for edition in editions:
        for package in edition.packages:
            click.echo(told(package, out))
    say_changes(editions)
    say_samples(editions)
    click.echo(f"Next: open {out / 'index.html'}", err=True)


def all_members() -> list[Member]:
    """Every partner. Where any file is flawed, all that is wrong is said and the call ends."""
    from scorm_export.partnership import everyone

    try:
        members = everyone()
    except Flawed as flawed:
        not_built(flawed)
    say(problem for member in members for problem in member.problems)
    if not members:
        raise click.UsageError("there are no partners; 'scorm-export partners new NAME' writes the file of one")
    return members


def bearable(members: list[Member]) -> list[Member]:
    """The same partners, where standards and courses can do what they ask for; else the call ends."""
    from scorm_export.settling import unbearable

    problems = [problem for member in members for problem in unbearable(member)]
    if problems:
        not_built(Flawed(problems))
    return members


def not_built(flawed: Flawed) -> NoReturn:
    """End the call with all that is wrong."""
    say(flawed.problems)
    click.echo("Nothing is built: mend the errors above first.", err=True)
    sys.exit(FLAWED)


def progress(whole: int) -> Callable[[Done], None]:
    """Says how far a build has come, course by course."""
    made = 0

    def heard(done: Done) -> None:
        nonlocal made
        made += sum(len(edition.packages) for edition in done.editions)
        click.echo(f"[{made:,} of {counted(whole, 'package')}] {done.name}", err=True)

    return heard


def say_changes(editions: Iterable[Edition]) -> None:
    """What the update changes, said once for all partners for whom it is the same."""
    whose: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for edition in editions:
        if edition.since:
            whose.setdefault((edition.course, edition.since, edition.changed), []).append(edition.partner)
    for (course, since, changed), partners in whose.items():
        who = f" ({', '.join(partners)})" if any(partners) else ""
        click.echo(f"{course}, since {since}{who}: {' '.join(changed)}", err=True)


def say_samples(editions: Iterable[Edition]) -> None:
    """Which packages are only samples."""
    samples = sorted({edition.partner for edition in editions if edition.sample})
    if samples:
        click.echo(f"SAMPLE, with placeholders to be filled in: {', '.join(samples)}.", err=True)
