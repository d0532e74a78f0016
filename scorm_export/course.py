"""The vocabulary of a finished course: its modules, its screens, and what stands on them.

Law: frozen values; whoever holds a Course holds one that has passed every check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from scorm_export.activities.activity import Activity
from scorm_export.logos import Logo
from scorm_export.partners import NEUTRAL, Partner
from scorm_export.placeholders import is_sample
from scorm_export.sheets import Assessment, Completion

COURSES = UUID("5e0c3f0a-2b1d-4c57-9a86-7c1f6f6d2a41")
"""The name space of courses that say no IRI of their own."""
FEWEST_OUT, USUAL_OUT, MOST_OUT = 2, 3, 5
"""Questions that stand for a module: without two there are none; a question an objective, within three and five."""


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
class Term:
    """A technical term: its words, where it is explained on the page, and what it means as HTML."""

    words: str
    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a module as HTML, and the screens that name it."""

    html: str
    screens: tuple[Screen, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its objectives by id, and its screens in order."""

    id: str
    title: str
    minutes: int
    objectives: Mapping[str, str]
    screens: tuple[Screen, ...]
    test_out: bool = True
    sources: tuple[Cited, ...] = ()
    bank: tuple[Activity, ...] = ()
    optional: bool = False
    """Whether it is only there to be looked up, and the course is complete without it."""

    @property
    def questions_out(self) -> int:
        """How many questions those who know it all may answer instead of reading it; 0: they may not."""
        if not self.test_out or len(self.bank) < FEWEST_OUT:
            return 0
        return min(len(self.bank), MOST_OUT, max(USUAL_OUT, len(self.objectives)))


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
    partner: Partner = NEUTRAL
    terms: tuple[Term, ...] = ()
    iri: str | None = None
    attempts: int = 0
    aims: tuple[str, ...] = ()
    assessment: Assessment | None = None
    statement: tuple[Screen, ...] = ()
    """How accessible it is, in sections; none where its author has not said."""
    logo: Logo | None = None
    """The partner's."""
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is new, by version, the newest first."""

    @property
    def sample(self) -> bool:
        """Whether the partner's contacts are placeholders, so that nobody should learn with it yet."""
        return is_sample(self.partner)

    @property
    def identity(self) -> str:
        """What an LMS knows it by: course, partner and cycle, never version or standard.

        An update in place keeps learners' progress; a new cycle starts afresh.
        """
        parts = (self.id, self.partner.id, str(self.partner.cycle or ""))
        return ".".join(part for part in parts if part)

    @property
    def root(self) -> str:
        """The IRI under which statements to a record store call everything in it (cmi5, xAPI).

        Its own where its author has given one; else one made of its id, the same wherever it is built.
        """
        return self.iri or f"urn:uuid:{uuid5(COURSES, self.id)}"

    @property
    def minutes(self) -> int:
        """How long it takes most people: the sum of the modules that count."""
        return sum(module.minutes for module in self.modules if not module.optional)

    @property
    def has_sources(self) -> bool:
        """Whether any screen names a source."""
        return any(module.sources for module in self.modules)

    @property
    def objectives(self) -> Mapping[str, str]:
        """The objectives of all modules by id, in order."""
        return {id: text for module in self.modules for id, text in module.objectives.items()}

    @property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of all modules, in order."""
        return tuple(screen for module in self.modules for screen in module.screens)

    @property
    def needed(self) -> tuple[Screen, ...]:
        """The screens that must be seen before the course counts as viewed, in order: all but those to look up."""
        return tuple(screen for module in self.modules if not module.optional for screen in module.screens)

    @property
    def bank(self) -> tuple[Activity, ...]:
        """The questions for the assessment and for those who may skip a module, in order."""
        return tuple(question for module in self.modules for question in module.bank)

    def activities(self) -> Iterator[tuple[Screen, Activity]]:
        """Every activity with the screen it is on, in order."""
        for screen in self.screens:
            for activity in screen.activities:
                yield screen, activity
