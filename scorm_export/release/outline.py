"""What learners' records hang on: a course's screens, activities, questions and rules, in a Course or in an old zip.

Law: a package is only read, never run or unpacked to disk; one that is not ours gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pydantic import ConfigDict, TypeAdapter, ValidationError

from game.authoring.reading import Part
from scorm_export.codes import code
from scorm_export.course import Course

MACHINE = re.compile(r'<script type="application/json" id="_machine">(.*?)</script>', re.DOTALL)
BANK = re.compile(r"window\.courseBank=(\[.*\]);\s*", re.DOTALL)
MOST = 20_000_000
"""Bytes of one file that are read at the most."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One version of a course. Each map is from an id: to a title, or to the code that tells whether answers fit."""

    identity: str
    mark: int
    completion: str
    attempts: int
    questions: int
    screens: Mapping[str, str]
    activities: Mapping[str, str]
    bank: Mapping[str, str]


def of_course(course: Course) -> Outline:
    """The outline of a finished course."""
    return Outline(
        identity=course.identity,
        mark=course.pass_mark,
        completion=course.completion.value,
        attempts=course.attempts,
        questions=course.assessment.questions if course.assessment else 0,
        screens={screen.id: screen.title for screen in course.screens},
        activities={activity.id: code("activity", activity.shape) for _, activity in course.activities()},
        bank={question.id: code("activity", question.shape) for question in course.bank},
    )


class Piece(Part):
    """Something with an id in a package's own description of itself."""

    model_config = ConfigDict(extra="ignore")
    id: str
    code: str
    title: str = ""


class Drawn(Part):
    """The assessment, as a package describes it."""

    model_config = ConfigDict(extra="ignore")
    questions: int


class Machine(Part):
    """What a package's script knows of its course, as far as it matters here."""

    model_config = ConfigDict(extra="ignore")
    id: str
    mark: int
    completion: str
    attempts: int = 0
    assessment: Drawn | None = None
    screens: tuple[Piece, ...]
    activities: tuple[Piece, ...]


PIECES = TypeAdapter(tuple[Piece, ...])


def of_package(path: Path) -> Outline | None:
    """The outline of the course in a package of ours; nothing where it is none that can be read."""
    try:
        with ZipFile(path) as package:
            names = [info.filename for info in package.infolist() if info.file_size <= MOST]
            page = package.read("index.html").decode() if "index.html" in names else ""
            bank = next((package.read(name).decode() for name in names if name.startswith("bank-")), "")
        found, asked = MACHINE.search(page), BANK.fullmatch(bank)
        machine = Machine.model_validate_json(found.group(1) if found else "")
        questions = PIECES.validate_json(asked.group(1)) if asked else ()
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, ValidationError):
        return None
    return Outline(
        identity=machine.id,
        mark=machine.mark,
        completion=machine.completion,
        attempts=machine.attempts,
        questions=machine.assessment.questions if machine.assessment else 0,
        screens={screen.id: screen.title for screen in machine.screens},
        activities=codes(machine.activities),
        bank=codes(questions),
    )


def codes(pieces: Iterable[Piece]) -> Mapping[str, str]:
    """Each id with the code that tells whether an old answer still fits."""
    return {piece.id: piece.code for piece in pieces}


def latest(folder: Path, course: str, partner: str) -> tuple[str, Path] | None:
    """The newest package of a course for a partner in a folder, in whichever standard, and its version."""
    whose = f"-{re.escape(partner)}" if partner else ""
    wanted = re.compile(rf"{re.escape(course)}-(\d+\.\d+\.\d+){whose}-(scorm12|scorm2004-(3rd|4th)|cmi5|web)\.zip")
    found = [(match.group(1), path) for path in sorted(folder.glob("*.zip")) if (match := wanted.fullmatch(path.name))]
    return max(found, key=lambda one: [int(part) for part in one[0].split(".")], default=None)
