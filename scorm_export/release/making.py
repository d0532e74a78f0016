"""One course made into packages for some partners and standards, and what each edition is.

Law: what partners share is worked out once; nothing is kept but small values, so that memory stays flat.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from game.authoring.files import write_whole
from game.authoring.problems import Flawed, Problem
from scorm_export import pages
from scorm_export.course import Course
from scorm_export.library import Found
from scorm_export.manuscript import Manuscript, manuscript
from scorm_export.package import file_name, packed
from scorm_export.pages import Draft
from scorm_export.partnership import Member
from scorm_export.release.differences import differences
from scorm_export.release.edition import Edition, Package, edition
from scorm_export.release.outline import latest, of_course, of_package
from scorm_export.standards import STANDARDS
from scorm_export.standards.control import NONE, control_documents

Write: TypeAlias = Callable[[Path, bytes], object]
"""Puts a content into a file."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one process makes: a course for these partners in these standards, into a folder.

    `previous` is a folder with older packages to compare with, `control` one with an organisation's own schema files.
    """

    found: Found
    members: tuple[Member, ...]
    standards: tuple[str, ...]
    out: Path
    previous: Path | None = None
    control: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a piece of work came to: its editions, or the problems that stood in the way; warnings beside either."""

    name: str
    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]


def made(work: Work) -> Done:
    """Every edition of a piece of work, its packages written into a folder that nobody reads yet."""
    read = read_once(work.found)
    try:
        done = Done(work.found.name, tuple(editions(work, read, Path.write_bytes)), read.problems)
    except Flawed as flawed:
        return Done(work.found.name, (), flawed.problems)
    for package in (package for each in done.editions for package in each.packages):
        on_disk(work.out / package.file)
    return done


@lru_cache(maxsize=1)
def read_once(found: Found) -> Manuscript:
    """A course's manuscript, kept for the next piece of work on the same course."""
    return manuscript(found.folder, found.shown)


def on_disk(path: Path) -> None:
    """Wait until a file is really there. One after the other at the end is four times as fast as each at once."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def editions(work: Work, read: Manuscript, write: Write = write_whole) -> Iterator[Edition]:
    """One edition after the other. Raises Flawed where the course cannot be built."""
    for member in work.members:
        course = read.for_partner(member.partner, member.logo).course
        if course is None:
            raise Flawed(read.problems)
        draft = pages.draft(course, read.media)
        packages = tuple(written(draft, key, work, write) for key in work.standards)
        yield edition(course, packages, *since(course, work.previous))


def written(draft: Draft, key: str, work: Work, write: Write) -> Package:
    """One package, written."""
    schemas = control_documents(work.control, STANDARDS[key]) if work.control else NONE
    built = packed(draft, STANDARDS[key], schemas)
    name = file_name(draft.course, key)
    write(work.out / name, built.content)
    return Package(name, key, len(built.content), built.files, sha256(built.content).hexdigest(), built.digest)


def since(course: Course, folder: Path | None) -> tuple[str, tuple[str, ...]]:
    """The version of this edition's last package in a folder, and what is different now."""
    found = latest(folder, course.id, course.partner.id) if folder else None
    old = of_package(found[1]) if found else None
    return (found[0], differences(old, of_course(course))) if found and old else ("", ())


def told(package: Package, out: Path) -> str:
    """A package in a line, as `build` says it."""
    about = f"{package.size:,} bytes  {package.files} files"
    return f"{out / package.file}  {about}  SHA-256 {package.sha256}  contents {package.contents}"


def sums(packages: Sequence[Package]) -> str:
    """What `sha256sum --check` reads; the digests of contents stand in lines that it passes over."""
    lines = (f"# contents {each.contents}  {each.file}\n{each.sha256}  {each.file}\n" for each in packages)
    return "".join(lines)
