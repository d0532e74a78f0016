"""`scorm-export`: courses listed, checked, given their ids and built into packages for an LMS.

Law: results go to stdout and words about them to stderr; exit 0 is fine, 1 is a flawed course, 2 a wrong call.
Each command imports only what it needs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.authoring.problems import Flawed, Problem, in_order, is_fatal, printed
from scorm_export.inspecting import inspect

if TYPE_CHECKING:
    from scorm_export.library import Found
    from scorm_export.manuscript import Manuscript
    from scorm_export.partners import Partner

FLAWED, WRONG_CALL = 1, 2
ALL = "all"
COURSES = click.argument("courses", nargs=-1, required=True, metavar="COURSE…")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kent-connects-training", message="%(version)s")
def main() -> None:
    """Build e-learning courses into packages that any LMS takes.

    COURSE is a folder, the name of one where you stand, or the name of a course that came with the program.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows pipes are not UTF-8 by themselves


@main.command("list")
def list_courses() -> None:
    """List the courses there are: name, version, title and folder."""
    from game.authoring.reading import read, source_of
    from scorm_export.library import SHEET, courses
    from scorm_export.sheets import CourseSheet

    for found in courses():
        try:
            sheet = read(source_of(found.folder / SHEET, f"{found.shown}/{SHEET}"), CourseSheet).value
        except Flawed:
            sheet = None
        about = f"{sheet.version}  {sheet.title}" if sheet else "cannot be read; try scorm-export check"
        click.echo(f"{found.name}  {about}  ({found.shown})")


@main.command()
@COURSES
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(courses: tuple[str, ...], strict: bool) -> None:
    """Say everything that is wrong with each COURSE, with file, line and column."""
    flawed = False
    for found in found_all(courses):
        read = read_course(found)
        for problem in read.problems:
            click.echo(printed(problem))
        bad = is_fatal(read.problems) or (strict and bool(read.problems))
        flawed = flawed or bad
        click.echo(summary(found, read), err=True)
    sys.exit(FLAWED if flawed else 0)


@main.command()
@COURSES
@click.option(
    "--standard",
    default=ALL,
    show_default=True,
    metavar="STANDARD",
    help="scorm12, scorm2004-4th, or all. SCORM 1.2 is taken by nearly every LMS.",
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
def build(courses: tuple[str, ...], standard: str, out: Path, partner_name: str | None) -> None:
    """Build a package of each COURSE for each standard, ready to upload to an LMS.

    Without --partner the course speaks of "your organisation", and what is for some partners only is left out.

    Says each package's file, size, number of files and SHA-256. The same course gives the same bytes every time.
    A course with problems is not built.
    """
    from scorm_export.standards import STANDARDS

    if standard not in (ALL, *STANDARDS):
        from game.authoring.problems import unknown

        raise click.UsageError(unknown("standard", standard, (ALL, *STANDARDS)))
    keys = tuple(STANDARDS) if standard == ALL else (standard,)
    partner, suffix = found_partner(partner_name)
    flawed = [found.name for found in found_all(courses) if not build_course(found, partner, keys, out, suffix)]
    sys.exit(FLAWED if flawed else 0)


@main.command()
@click.argument("course", metavar="COURSE")
@click.option("--standard", default="scorm12", show_default=True, help="The standard whose calls are shown.")
@click.option("--partner", "partner_name", metavar="PARTNER", help="Whose names and role blocks to put in.")
@click.option(
    "--port", default=0, show_default="one that is free", type=click.IntRange(0, 65535), help="The port to use."
)
@click.option("--open/--no-open", "opened", default=True, help="Whether to open the browser.")
def preview(course: str, standard: str, partner_name: str | None, port: int, opened: bool) -> None:
    """Show COURSE in the browser as a learner sees it, with every call it makes to an LMS beside it.

    The page loads again whenever a file of the course is saved. Only this computer can see it. Ctrl+C ends it.
    """
    from game.authoring.problems import unknown
    from scorm_export.preview.desk import Desk, Seat
    from scorm_export.preview.serving import serving
    from scorm_export.standards import STANDARDS

    if standard not in STANDARDS:
        raise click.UsageError(unknown("standard", standard, tuple(STANDARDS)))
    partner, _ = found_partner(partner_name)
    (found,) = found_all((course,))
    seat = Seat(found.name, STANDARDS[standard], (found.folder,), lambda: read_course(found).for_partner(partner))
    try:
        with serving(Desk(seat), port) as address:
            click.echo(f"{address}/")
            click.echo("Ctrl+C ends the preview.", err=True)
            if opened:
                click.launch(f"{address}/")
            wait_for_the_end()
    except OSError as error:
        raise click.UsageError(f"cannot listen on port {port}: {error.strerror or error}") from None
    click.echo("The preview has ended.", err=True)


def wait_for_the_end() -> None:
    """Until Ctrl+C, also where the shell that started it lets background work ignore that, or until it is told to end.

    Short waits, since Windows hears nothing during a long one.
    """
    import signal
    from threading import Event

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    try:
        while not Event().wait(0.5):
            pass
    except KeyboardInterrupt:
        return


@main.command()
@click.argument("name")
@click.option("--title", help="The course's title; the name where it is not given.")
def new(name: str, title: str | None) -> None:
    """Write a commented starter course into a new folder NAME, ready to be checked, seen and built."""
    from game.authoring.files import write_whole
    from scorm_export import starting

    try:
        folder = starting.target(name, Path.cwd())
    except Flawed as flawed:
        for problem in flawed.problems:
            click.echo(printed(problem), err=True)
        sys.exit(FLAWED)
    for path, content in starting.starter(name, title or name.replace("-", " ").capitalize()).items():
        write_whole(folder / path, content)
    click.echo(f"Written: {name}/. Next: scorm-export check {name}")


@main.command()
@click.argument("part", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="A file to write it to; without PART, a folder for all.")
def schema(part: str | None, out: Path | None) -> None:
    """Print the JSON Schema of PART, for editors that check and complete as you type.

    PART is course, module, selection, glossary, partner, questions, or a kind of activity. Without it, their names.
    """
    from game.authoring.files import write_whole
    from scorm_export import schema as schemas

    if part is None:
        for file, text in schemas.all_schemas() if out else ():
            write_whole((out or Path()) / file, f"{text}\n".encode())
        click.echo(f"Written: {out}" if out else "\n".join(schemas.names()), err=bool(out))
        return
    try:
        text = schemas.schema(part)
    except Flawed as flawed:
        raise click.UsageError(flawed.problems[0].message) from None
    if out is None:
        click.echo(text)
        return
    write_whole(out, f"{text}\n".encode())
    click.echo(f"Written: {out}", err=True)


@main.command()
@COURSES
def ids(courses: tuple[str, ...]) -> None:
    """Write the ids that screens, activities, options and items of each COURSE lack into its files.

    Nothing else in the files changes. An id stays when the words change: learners' records hang on it.
    """
    flawed = False
    for found in found_all(courses):
        left = write_ids(found)
        for problem in in_order(left):
            click.echo(printed(problem), err=True)
        flawed = flawed or bool(left)
    sys.exit(FLAWED if flawed else 0)


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


def found_partner(name: str | None) -> tuple[Partner, str]:
    """The partner that the name means, and what its packages' names say of it. A flawed one ends the call."""
    from scorm_export import partners

    if name is None:
        return partners.NEUTRAL, ""
    try:
        partner, path = partners.find(name)
    except Flawed as flawed:
        for problem in flawed.problems:
            click.echo(printed(problem), err=True)
        sys.exit(FLAWED if any(problem.file for problem in flawed.problems) else WRONG_CALL)
    click.echo(f"Partner {partner.name}: {path}", err=True)
    return partner, f"-{path.stem}"


def summary(found: Found, read: Manuscript) -> str:
    """How a check went, in a line."""
    if not read.problems and read.course:
        screens, asked = len(read.course.screens), len(list(read.course.activities()))
        much = (counted(screens, "screen"), counted(asked, "activity"), counted(read.course.minutes, "minute"))
        return f"{found.name}: nothing wrong. {', '.join(much)}."
    return f"{found.name}: {counted(len(read.problems), 'problem')}."


def counted(number: int, what: str) -> str:
    """A number of things in words."""
    many = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else many}"


def build_course(found: Found, partner: Partner, keys: tuple[str, ...], out: Path, suffix: str) -> bool:
    """Write a course's packages for a partner. Gives whether it could be built; says why not."""
    read = read_course(found).for_partner(partner)
    for problem in read.problems:
        click.echo(printed(problem), err=True)
    if read.course is None:
        click.echo(f"{found.name} is not built: mend the errors above first.", err=True)
        return False
    for key in keys:
        try:
            click.echo(written_package(read, key, out, suffix))
        except Flawed as flawed:
            for problem in flawed.problems:
                click.echo(printed(problem), err=True)
            return False
        except OSError as error:
            raise click.UsageError(f"cannot write to {out}: {error.strerror or error}") from None
    return True


def written_package(read: Manuscript, key: str, out: Path, suffix: str) -> str:
    """Write one package, and say what it is."""
    from hashlib import sha256
    from io import BytesIO
    from zipfile import ZipFile

    from game.authoring.files import write_whole
    from scorm_export import package
    from scorm_export.standards import STANDARDS

    if read.course is None:
        raise ValueError("only a faultless course is built")
    content = package.build(read.course, read.media, STANDARDS[key])
    path = out / f"{read.course.id}-{read.course.version}{suffix}-{key}.zip"
    write_whole(path, content)
    number = len(ZipFile(BytesIO(content)).namelist())
    return f"{path}  {len(content):,} bytes  {number} files  SHA-256 {sha256(content).hexdigest()}"


def write_ids(found: Found) -> list[Problem]:
    """Write a course's missing ids. Gives the problems that stood in the way."""
    from game.authoring.files import write_whole
    from scorm_export import ids as missing_ids

    read = read_course(found)
    blocks = [asked.document for module in read.modules for asked in (*module.asked, *module.bank)]
    left = [problem for block in blocks for problem in block.problems] if read.modules else list(read.problems)
    wanted = list(missing_ids.missing(read.modules))
    for file in dict.fromkeys(one.file for one in wanted):
        path = found.folder / Path(file).relative_to(found.shown)
        own = [one for one in wanted if one.file == file]
        text = path.read_bytes().decode("utf-8")
        new = missing_ids.with_ids(text, own)
        same = missing_ids.same_but_for_ids if path.suffix == ".md" else missing_ids.same_bank_but_for_ids
        if not same(text, new):
            left.append(Problem("the ids could not be written without changing something else", file))
            continue
        write_whole(path, new.encode("utf-8"))
        for one in own:
            click.echo(f"{one.file}:{one.line}: {one.what} is now {one.id}")
    click.echo(f"{found.name}: {len(wanted)} id{'' if len(wanted) == 1 else 's'} written.", err=True)
    return left


main.add_command(inspect)

if __name__ == "__main__":
    main()
