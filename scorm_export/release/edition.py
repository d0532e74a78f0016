"""An edition: a course as one partner gets it, with its packages, as the release page tells of it.

Law: small frozen values without content, so that a release of thousands of packages stays light.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scorm_export.course import Course
from scorm_export.partners import Lms
from scorm_export.sheets import Completion
from scorm_export.standards import USUAL


@dataclass(frozen=True, slots=True)
class Package:
    """One zip: its file's name, its standard, its size in bytes, how many files are in it, and its digests."""

    file: str
    standard: str
    size: int
    files: int
    sha256: str
    contents: str
    """The digest of names and contents alone, which stays where another zlib deflates otherwise."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A course as one partner gets it."""

    course: str
    partner: str
    partner_name: str
    sample: bool
    title: str
    version: str
    summary: str
    audience: str
    owner: str
    licence: str
    reviewed: date
    minutes: int
    modules: tuple[tuple[str, int], ...]
    """Titles and minutes."""
    pass_mark: int
    completion: Completion
    attempts: int
    questions: int
    """How many each attempt at the assessment draws; 0 where there is none."""
    identity: str
    cycle: int | None
    standard: str
    """The standard that the partner's LMS takes best."""
    lms: Lms
    packages: tuple[Package, ...]
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    """The version of the package that this one updates; nothing where none was found."""
    changed: tuple[str, ...] = ()
    """What the update changes, in sentences."""


def edition(course: Course, packages: tuple[Package, ...], since: str = "", changed: tuple[str, ...] = ()) -> Edition:
    """What a finished course says of itself, with its packages."""
    return Edition(
        course=course.id,
        partner=course.partner.id,
        partner_name=course.partner.name,
        sample=course.sample,
        title=course.title,
        version=course.version,
        summary=course.summary,
        audience=course.audience,
        owner=course.owner,
        licence=course.licence,
        reviewed=course.reviewed,
        minutes=course.minutes,
        modules=tuple((module.title, module.minutes) for module in course.modules),
        pass_mark=course.pass_mark,
        completion=course.completion,
        attempts=course.attempts,
        questions=course.assessment.questions if course.assessment else 0,
        identity=course.identity,
        cycle=course.partner.cycle,
        standard=course.partner.standard or USUAL[0],
        lms=course.partner.lms,
        packages=packages,
        changes=course.changes,
        since=since,
        changed=changed,
    )
