"""Joins files into a zip that is the same every time, and a course into a package for one standard.

Law: the same files give the same bytes, whatever the folder, the time zone, the clock or the machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from game.authoring.problems import Flawed, Problem
from scorm_export import pages
from scorm_export.course import Course
from scorm_export.pages import Draft
from scorm_export.standards import Standard
from scorm_export.standards.control import ENDINGS, NONE, ControlDocuments
from scorm_export.zipping import digest, zipped

LAUNCH = "index.html"
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows nothing earlier, and nothing after 2107
LATEST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Built:
    """A finished package: its bytes, how many files are in it, and the digest of their names and contents."""

    content: bytes
    files: int
    digest: str


def build(course: Course, media: Mapping[str, bytes], standard: Standard) -> bytes:
    """The finished package of a course for one standard."""
    return packed(pages.draft(course, media), standard).content


def packed(draft: Draft, standard: Standard, schemas: ControlDocuments = NONE) -> Built:
    """The package that a course's draft makes for one standard, with an organisation's own schema files if any."""
    files = draft.files(standard.adapter(), standard.reaches, standard.player)
    whole = files | standard.documents(draft.course, files, LAUNCH, schemas.locations) | dict(schemas.files)
    return Built(package(whole), len(whole), digest(whole))


def file_name(course: Course, standard: str) -> str:
    """What a package is called: course, version, partner, standard."""
    parts = (course.id, course.version, course.partner.id, standard)
    return f"{'-'.join(part for part in parts if part)}.zip"


def package(files: Mapping[str, bytes]) -> bytes:
    """One zip of these files, by path. Raises Flawed where a name would not travel safely."""
    problems = [*_unsafe(files), *_shared_names(files)]
    if problems:
        raise Flawed(problems)
    return zipped(files, moment(os.environ.get("SOURCE_DATE_EPOCH", "")))


def moment(epoch: str) -> datetime:
    """The one time that all entries bear: SOURCE_DATE_EPOCH where it is set, else the earliest a zip knows."""
    if not epoch:
        return EARLIEST
    if not re.fullmatch(r"\d{1,18}", epoch):
        raise Flawed([Problem(f"SOURCE_DATE_EPOCH is '{epoch}'; it must be a whole number of seconds")])
    seconds = min(max(int(epoch), int(EARLIEST.timestamp())), int(LATEST.timestamp()))
    return datetime.fromtimestamp(seconds, UTC)


def _unsafe(files: Mapping[str, bytes]) -> list[Problem]:
    sentence = "the name of '{}' is not safe in a package; use letters without accents, digits, . _ - and /"
    return [Problem(sentence.format(name)) for name in files if not _is_safe(name)]


def _is_safe(name: str) -> bool:
    if not SAFE_NAME.fullmatch(name) or len(name) > 200:
        return False
    return not any(part.endswith(".") or RESERVED.fullmatch(part) for part in name.split("/"))


def _shared_names(files: Mapping[str, bytes]) -> list[Problem]:
    """Older Open edX served files by their last name alone, so two of one name would be mixed up."""
    seen: dict[str, str] = {}
    problems = []
    for name in sorted(name for name in files if not name.endswith(ENDINGS)):  # no browser asks for a schema file
        last = PurePosixPath(name).name.lower()
        if last in seen:
            problems.append(Problem(f"'{seen[last]}' and '{name}' have the same file name; rename one of them"))
        seen.setdefault(last, name)
    return problems
