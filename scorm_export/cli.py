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
from scorm_export.building import build
from scorm_export.inspecting import inspect
from scorm_export.naming import COURSES, FLAWED, found_all, found_partner, read_course
from scorm_export.partnering import partners
from scorm_export.trialling import trial
from scorm_export.wording import counted

if TYPE_CHECKING:
    from scorm_export.library import Found
    from scorm_export.manuscript import Manuscript


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
    from scorm_export.preview.desk import Seat
    from scorm_export.preview.launching import seated
    from scorm_export.standards import STANDARDS, TRACKED

    if standard not in TRACKED:
        raise click.UsageError(unknown("standard to preview", standard, TRACKED))
    member = found_partner(partner_name)
    (found,) = found_all((course,))

    def read() -> Manuscript:
        return read_course(found).for_partner(member.partner, member.logo)

    seat = Seat(found.name, STANDARDS[standard], (found.folder,), read)
    try:
        with seated(seat, port) as address:
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


def summary(found: Found, read: Manuscript) -> str:
    """How a check went, in a line."""
    if not read.problems and read.course:
        screens, asked = len(read.course.screens), len(list(read.course.activities()))
        much = (counted(screens, "screen"), counted(asked, "activity"), counted(read.course.minutes, "minute"))
        return f"{found.name}: nothing wrong. {', '.join(much)}."
    return f"{found.name}: {counted(len(read.problems), 'problem')}."


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


main.add_command(build)
main.add_command(partners)
main.add_command(inspect)
main.add_command(trial)

if __name__ == "__main__":
    main()
