"""The vocabulary of the sheets that authors write: a course's, and the front matter of a module.

Law: frozen values; what cannot be is refused in a sentence that says what can.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from game.authoring.reading import Part

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 60


def checked_id(text: str) -> str:
    """An id as it must be; the sentence says how otherwise."""
    if len(text) > MAX_ID or not ID.fullmatch(text):
        raise ValueError(id_mend(text))
    return text


def id_mend(text: str) -> str:
    """What is asked of an id."""
    return f"'{text[:MAX_ID]}' is not an id; write lower-case words and numbers joined by hyphens, {MAX_ID} at most"


def checked_version(text: str) -> str:
    """A version as it must be: three numbers."""
    if not re.fullmatch(r"\d{1,4}\.\d{1,4}\.\d{1,4}", text):
        raise ValueError(f"'{text[:20]}' is not a version; write three numbers, such as 1.0.0")
    return text


def checked_changes(changes: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What is new by version: versions, the newest first."""
    for version in changes:
        checked_version(version)
    order = sorted(changes, key=lambda version: [int(part) for part in version.split(".")], reverse=True)
    if order != list(changes):
        raise ValueError("the newest version comes first")
    return changes


def checked_language(text: str) -> str:
    """A language tag as it must be (BCP 47, the short forms)."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text):
        raise ValueError(f"'{text[:20]}' is not a language; write a tag such as en-GB or cy")
    return text


def checked_iri(text: str) -> str:
    """An IRI as it must be: with a scheme, and without the fragment that names its parts (RFC 3987)."""
    if len(text) > 200 or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#]+", text):
        raise ValueError(f"'{text[:60]}' is not an IRI; write one such as https://example.org/courses/tea, without #")
    return text


Id: TypeAlias = Annotated[str, AfterValidator(checked_id)]
Line: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Completion(StrEnum):
    """What a learner must have done for the LMS to call the course done."""

    VIEWED = "viewed"
    PASSED = "passed"
    VIEWED_AND_PASSED = "viewed and passed"

    @property
    def asks_to_pass(self) -> bool:
        """Whether the knowledge checks count."""
        return self is not Completion.VIEWED


class SourceText(Part):
    """A source: who said it, what and when."""

    text: Text
    """Who, what, when, as one line of Markdown."""
    review_by: date | None = None
    """The day by which somebody must look whether it still holds, such as 2027-06-30."""


def as_source(written: object) -> object:
    """A source given by its bare text."""
    return {"text": written} if isinstance(written, str) else written


Sources: TypeAlias = dict[str, Annotated[SourceText, BeforeValidator(as_source)]]


class Role(StrEnum):
    """What kind of body a partner is. Screens, modules and blocks can be for some kinds only."""

    COUNCIL = "council"
    POLICE = "police"
    FIRE = "fire"
    UNIVERSITY = "university"


class Assessment(Part):
    """The questions at the end that decide the score, drawn from the course's bank."""

    title: Line
    """What learners see it called, such as Final check."""
    questions: Annotated[int, Field(ge=1, le=100)]
    """How many questions each attempt draws."""


class CourseSheet(Part):
    """What `course.yaml` says."""

    id: Id
    """Stays for ever: part of the LMS identifiers. Lower-case words joined by hyphens."""
    title: Line
    """The course's name as learners and the LMS show it."""
    version: Annotated[str, AfterValidator(checked_version)]
    """Three numbers, such as 1.0.0."""
    language: Annotated[str, AfterValidator(checked_language)]
    """The language of the course, such as en-GB."""
    summary: Text
    """One or two sentences for the LMS catalogue."""
    audience: Line
    """Who the course is for."""
    owner: Line
    """Who answers for the course."""
    reviewed: date
    """When its facts were last checked, such as 2026-11-30."""
    licence: Line
    """The terms on which others may use it, such as CC BY 4.0."""
    pass_mark: Annotated[int, Field(ge=1, le=100)]
    """The share of questions that must be right, in per cent."""
    attempts: Annotated[int, Field(ge=0, le=20)] = 0
    """How often the assessment may be taken; 0 is as often as one likes."""
    completion: Completion
    """What makes the course complete: viewed, passed, or viewed and passed."""
    modules: Annotated[tuple[Id, ...], Field(min_length=1, max_length=99)]
    """The files in `modules/`, without .md, in order."""
    minutes: Annotated[int | None, Field(ge=1, le=6000)] = None
    """How long the whole takes most people; it must be the sum of the modules."""
    objectives: tuple[Line, ...] = ()
    """What the whole course is for, in a few lines beside those of its modules."""
    assessment: Assessment | None = None
    """The final questions. Without them the knowledge checks in the modules make the score."""
    sources: Sources = Field(default_factory=dict)
    """Sources by name that every module may name as a footnote, `[^name]`."""
    iri: Annotated[str, AfterValidator(checked_iri)] | None = None
    """What cmi5 calls it, such as https://example.org/courses/tea. Left out, it is made of the id."""
    changes: Annotated[dict[str, tuple[Line, ...]], AfterValidator(checked_changes)] = Field(default_factory=dict)
    """What is new, by version, the newest first: `1.1.0: [A new module on passkeys.]`. Administrators read it."""
    source: Line | None = None
    """The folder of the course whose parts this one takes, seen from here, such as ../cyber-security."""


class ModuleSheet(Part):
    """What the front matter of a module says."""

    id: Id
    """Stays for ever."""
    title: Line
    """The module's name."""
    minutes: Annotated[int, Field(ge=1, le=600)]
    """How long it takes most people."""
    objectives: Annotated[dict[Id, Line], Field(min_length=1)]
    """What the learner will be able to do: an id and a sentence each."""
    roles: Annotated[tuple[Role, ...], Field(alias="for")] = ()
    """Only for partners of one of these kinds: council, police, fire, university."""
    test_out: bool = True
    """Whether those who know it all may answer a few questions instead of reading it."""
    optional: bool = False
    """Whether it is only to look up: the course is complete without it. It comes last, without questions or checks."""
    sources: Sources = Field(default_factory=dict)
    """Sources by name; prose names one as a footnote, `[^name]`. A text, or a text and a day to review it by."""


class Selection(Part):
    """A module made of parts of the source course: what `modules/NAME.yaml` says."""

    id: Id
    """Stays for ever."""
    title: Line
    """The module's name."""
    minutes: Annotated[int, Field(ge=1, le=600)]
    """How long it takes most people."""
    screens: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The ids of the source's screens, in the order in which they are shown."""
    objectives: tuple[Id, ...] = ()
    """Objectives of the source that the assessment asks about, beside those of the activities on the screens."""
    questions: tuple[Id, ...] = ()
    """Only these questions of the source's bank; without any, all that are for the objectives."""
    roles: Annotated[tuple[Role, ...], Field(alias="for")] = ()
    """Only for partners of one of these kinds: council, police, fire, university."""


class Glossary(Part):
    """What `glossary.yaml` says: technical terms, each explained once."""

    terms: Annotated[dict[Line, Text], Field(min_length=1)]
    """What each term means, in a sentence or two of Markdown."""
