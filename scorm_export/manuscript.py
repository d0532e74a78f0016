"""A course folder in; a Course, or every problem in it, out.

Law: all files are read and all rules run before anything is said; a Course comes out only where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from markdown_it.token import Token

from game.authoring.problems import Flawed, Problem, in_order, is_fatal
from game.authoring.reading import Document, Source, read, source_of
from scorm_export import checking, markup, written
from scorm_export.activities.activity import Activity
from scorm_export.audiences import modules_for
from scorm_export.checking import WrittenCourse
from scorm_export.course import Course, Module, Note, Prose, Screen
from scorm_export.media import media
from scorm_export.partners import NEUTRAL, Partner, filled, filled_activity
from scorm_export.rendering import Setting
from scorm_export.sheets import CourseSheet
from scorm_export.words import words
from scorm_export.written import Asked, Stretch, WrittenModule, WrittenScreen

SHEET = "course.yaml"
OF_THE_SHEET_ALONE = ("modules", "minutes", "objectives", "sources", "summary", "audience")
"""What the course does not take over from its sheet as it stands."""
MAX_MODULE = 200_000
"""Characters. Ten minutes of a learner's time are some 12,000; ten times as many must still be read in a moment."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a course folder holds: the course if nothing is wrong, every problem, and the media by path.

    `course` is for one partner; `written` and `pictures` are what it is made of, for any partner.
    """

    course: Course | None
    problems: tuple[Problem, ...]
    media: Mapping[str, bytes]
    modules: tuple[WrittenModule, ...] = ()
    written: WrittenCourse | None = None
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def for_partner(self, partner: Partner) -> Manuscript:
        """The same manuscript with the course for another partner."""
        whole = None
        if self.course and self.written and self.written.sheet.value:
            whole = assembled(self.written, self.written.sheet.value, self.sizes, partner)
        return replace(self, course=whole)


def manuscript(folder: Path, shown: str | None = None, partner: Partner = NEUTRAL) -> Manuscript:
    """Read a course folder for one partner; every problem is found whoever that is.

    `shown` is how its author would name it; problems call its files so.
    """
    name = shown or str(folder)
    try:
        sheet = read(source_of(folder / SHEET, f"{name}/{SHEET}"), CourseSheet)
    except Flawed as flawed:
        return Manuscript(None, flawed.problems, {})
    modules, problems = read_modules(sheet, folder, name)
    pictures = media(folder, name)
    course = WrittenCourse(sheet, modules, pictures.files)
    problems = in_order([*sheet.problems, *problems, *pictures.problems, *checking.problems(course), *language(sheet)])
    whole = None
    if sheet.value and not is_fatal(problems):
        whole = assembled(course, sheet.value, pictures.sizes, partner)
    return Manuscript(whole, problems, pictures.files, modules, course, pictures.sizes)


def read_modules(
    sheet: Document[CourseSheet], folder: Path, name: str
) -> tuple[tuple[WrittenModule, ...], tuple[Problem, ...]]:
    """Every module the sheet names, and the problems of reading them."""
    modules: list[WrittenModule] = []
    problems: list[Problem] = []
    for number, module in enumerate(checking.named_modules(sheet)):
        try:
            modules.append(written.module(module_source(folder, module, name)))
        except Flawed as flawed:
            if (folder / "modules" / f"{module}.md").exists():
                problems.extend(flawed.problems)
            else:
                problems.append(sheet.problem(("modules", number), f"there is no file modules/{module}.md"))
    return tuple(modules), (*problems, *(problem for module in modules for problem in module.problems))


def module_source(folder: Path, module: str, name: str) -> Source:
    """The text of one module. Raises Flawed where there is none, or far too much."""
    source = source_of(folder / "modules" / f"{module}.md", f"{name}/modules/{module}.md")
    if len(source.text) > MAX_MODULE:
        said = f"a module of {len(source.text):,} characters; {MAX_MODULE:,} at the most, so split it"
        raise Flawed([Problem(said, source.file)])
    return source


def language(sheet: Document[CourseSheet]) -> tuple[Problem, ...]:
    """A language the player has no words for."""
    try:
        if sheet.value and not sheet.problems:
            words(sheet.value.language)
    except Flawed as flawed:
        return tuple(sheet.problem(("language",), problem.message) for problem in flawed.problems)
    return ()


Sizes: TypeAlias = Mapping[str, tuple[int, int]]


def assembled(written: WrittenCourse, sheet: CourseSheet, sizes: Sizes, partner: Partner) -> Course:
    """The course that a faultless manuscript makes for a partner."""
    said = words(sheet.language).page
    modules = modules_for(written.modules, partner.roles)
    values = partner.values
    return Course(
        **{name: getattr(sheet, name) for name in CourseSheet.model_fields if name not in OF_THE_SHEET_ALONE},
        summary=filled(sheet.summary, values),
        audience=filled(sheet.audience, values),
        aims=tuple(filled(aim, values) for aim in sheet.objectives),
        modules=tuple(Assembling(sheet, said, sizes, partner).module(module) for module in modules),
        partner=partner,
    )


@dataclass(frozen=True, slots=True)
class Assembling:
    """What every part of a course is assembled with: the sheet, the interface's words, pictures' sizes, the partner."""

    sheet: CourseSheet
    said: Mapping[str, str]
    sizes: Sizes
    partner: Partner

    def module(self, module: WrittenModule) -> Module:
        """One module."""
        sheet = module.sheet.value
        if sheet is None:
            raise ValueError("only a faultless module can be assembled")
        sources = {**self.sheet.sources, **sheet.sources}
        notes = {**{label: tuple(markup.inline(source.text)) for label, source in sources.items()}, **module.notes}
        return Module(
            sheet.id,
            filled(sheet.title, self.partner.values),
            sheet.minutes,
            {id: filled(text, self.partner.values) for id, text in sheet.objectives.items()},
            tuple(self.screen(screen, notes) for screen in module.screens),
            sheet.test_out,
        )

    def screen(self, screen: WrittenScreen, notes: Mapping[str, tuple[Token, ...]]) -> Screen:
        """One screen; its footnotes are numbered as they are named, from its heading to its last activity."""
        setting = Setting(screen.id, self.said, self.sizes)
        (heading,) = markup.filled([screen.heading], self.partner.markdown)
        shown = markup.html([heading], setting)
        pieces = tuple(self.piece(piece, setting) for piece in screen.pieces)
        named: list[Note] = []
        while len(named) < len(setting.numbers):  # a note may name another
            label = list(setting.numbers)[len(named)]
            html = markup.html(markup.filled(notes[label], self.partner.markdown), setting)
            named.append(Note(label, html, label in setting.anchors))
        return Screen(screen.id, markup.plain([heading]), shown, screen.check, pieces, tuple(named))

    def piece(self, piece: Stretch | Asked, setting: Setting) -> Prose | Activity:
        """A stretch of prose, or an activity whose texts take their part in the numbering of notes."""
        if isinstance(piece, Stretch):
            return Prose(markup.html(markup.filled(piece.tokens, self.partner.markdown), setting))
        if piece.document.value is None:
            raise ValueError("only a faultless activity can be assembled")
        activity = filled_activity(piece.document.value, self.partner)
        setting.anchored = False
        for _, text in activity.texts():
            markup.html(markup.inline(text), setting)
        setting.anchored = True
        return activity
