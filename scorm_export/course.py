"""The vocabulary of courses: what authors write on the two sheets, and the course that comes of it.

Law: frozen values; whoever holds a Course holds one that has passed every check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from game.authoring.reading import Part
from scorm_export.activities.activity import Activity

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


def checked_language(text: str) -> str:
    """A language tag as it must be (BCP 47, the short forms)."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text):
        raise ValueError(f"'{text[:20]}' is not a language; write a tag such as en-GB or cy")
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
    sources: Sources = Field(default_factory=dict)
    """Sources by name; prose names one as a footnote, `[^name]`. A text, or a text and a day to review it by."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of a screen that is only to be read, as HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a screen: the name its author gave it, its HTML, and whether prose names it."""

    label: str
    html: str
    in_prose: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: what is seen at a time. `check` marks the module's knowledge check."""

    id: str
    title: str
    heading: str
    check: bool
    pieces: tuple[Prose | Activity, ...]
    notes: tuple[Note, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Its activities, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Activity))


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its objectives by id, and its screens in order."""

    id: str
    title: str
    minutes: int
    objectives: Mapping[str, str]
    screens: tuple[Screen, ...]
    test_out: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course, ready to become pages and packages."""

    id: str
    title: str
    version: str
    language: str
    summary: str
    audience: str
    owner: str
    reviewed: date
    licence: str
    pass_mark: int
    completion: Completion
    modules: tuple[Module, ...]
    attempts: int = 0
    aims: tuple[str, ...] = ()
    assessment: Assessment | None = None

    @property
    def minutes(self) -> int:
        """How long it takes most people: the sum of its modules."""
        return sum(module.minutes for module in self.modules)

    @property
    def objectives(self) -> Mapping[str, str]:
        """The objectives of all modules by id, in order."""
        return {id: text for module in self.modules for id, text in module.objectives.items()}

    @property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of all modules, in order."""
        return tuple(screen for module in self.modules for screen in module.screens)

    def activities(self) -> Iterator[tuple[Screen, Activity]]:
        """Every activity with the screen it is on, in order."""
        for screen in self.screens:
            for activity in screen.activities:
                yield screen, activity
