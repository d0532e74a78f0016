"""A course folder in; a Course, or every problem in it, out.

Law: all files are read and all rules run before anything is said; a Course comes out only where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from game.authoring.problems import Flawed, Problem, in_order, is_fatal
from game.authoring.reading import Document, Source, read, source_of
from scorm_export import checking, markup, written
from scorm_export.activities.activity import Activity
from scorm_export.checking import WrittenCourse
from scorm_export.course import Course, Module, Note, Prose, Screen
from scorm_export.media import Media, media
from scorm_export.rendering import Setting
from scorm_export.sheets import ID, CourseSheet
from scorm_export.words import words
from scorm_export.written import Asked, WrittenModule, WrittenScreen

SHEET = "course.yaml"
OF_THE_SHEET_ALONE = ("modules", "minutes", "objectives", "sources")
"""What the course does not take over from its sheet as it stands."""
MAX_MODULE = 200_000
"""Characters. Ten minutes of a learner's time are some 12,000; ten times as many must still be read in a moment."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a course folder holds: the course if nothing is wrong, every problem, and the media by path."""

    course: Course | None
    problems: tuple[Problem, ...]
    media: Mapping[str, bytes]
    modules: tuple[WrittenModule, ...] = ()


def manuscript(folder: Path, shown: str | None = None) -> Manuscript:
    """Read a course folder. `shown` is how its author would name it; problems call its files so."""
    name = shown or str(folder)
    try:
        sheet = read(source_of(folder / SHEET, f"{name}/{SHEET}"), CourseSheet)
    except Flawed as flawed:
        return Manuscript(None, flawed.problems, {})
    modules, problems = read_modules(sheet, folder, name)
    pictures = media(folder, name)
    course = WrittenCourse(sheet, modules, pictures.files)
    problems = in_order([*sheet.problems, *problems, *pictures.problems, *checking.problems(course), *language(sheet)])
    whole = None if is_fatal(problems) or sheet.value is None else assembled(sheet.value, modules, pictures)
    return Manuscript(whole, problems, pictures.files, modules)


def read_modules(
    sheet: Document[CourseSheet], folder: Path, name: str
) -> tuple[tuple[WrittenModule, ...], tuple[Problem, ...]]:
    """Every module the sheet names, and the problems of reading them."""
    modules: list[WrittenModule] = []
    problems: list[Problem] = []
    for number, module in enumerate(named_modules(sheet)):
        try:
            modules.append(written.module(module_source(folder, module, name)))
        except Flawed as flawed:
            if (folder / "modules" / f"{module}.md").exists():
                problems.extend(flawed.problems)
            else:
                problems.append(sheet.problem(("modules", number), f"there is no file modules/{module}.md"))
    return tuple(modules), (*problems, *(problem for module in modules for problem in module.problems))


def named_modules(sheet: Document[CourseSheet]) -> tuple[str, ...]:
    """The modules a sheet names; also one that is otherwise too wrong to be read, so that no problem hides others."""
    if sheet.value:
        return sheet.value.modules
    listed = sheet.tree.value.get("modules") if isinstance(sheet.tree.value, dict) else None
    names = listed if isinstance(listed, list) else []
    return tuple(name for name in names if isinstance(name, str) and ID.fullmatch(name))


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


def assembled(sheet: CourseSheet, modules: tuple[WrittenModule, ...], pictures: Media) -> Course:
    """The course that a faultless manuscript makes."""
    said = words(sheet.language).page
    return Course(
        **{name: getattr(sheet, name) for name in CourseSheet.model_fields if name not in OF_THE_SHEET_ALONE},
        aims=sheet.objectives,
        modules=tuple(assembled_module(module, said, pictures) for module in modules),
    )


def assembled_module(module: WrittenModule, said: Mapping[str, str], pictures: Media) -> Module:
    """One module."""
    sheet = module.sheet.value
    if sheet is None:
        raise ValueError("only a faultless module can be assembled")
    notes = {
        **{label: tuple(markup.inline(source.text)) for label, source in sheet.sources.items()},
        **module.notes,
    }
    screens = tuple(
        assembled_screen(screen, notes, Setting(screen.id, said, pictures.sizes)) for screen in module.screens
    )
    return Module(sheet.id, sheet.title, sheet.minutes, sheet.objectives, screens, sheet.test_out)


def assembled_screen(screen: WrittenScreen, notes: Mapping[str, tuple[Token, ...]], setting: Setting) -> Screen:
    """One screen; its footnotes are numbered as they are named, from its heading to its last activity."""
    heading = markup.html([screen.heading], setting)
    pieces = tuple(assembled_piece(piece, setting) for piece in screen.pieces)
    named: list[Note] = []
    while len(named) < len(setting.numbers):  # a note may name another
        label = list(setting.numbers)[len(named)]
        named.append(Note(label, markup.html(notes[label], setting), label in setting.anchors))
    return Screen(screen.id, screen.title, heading, screen.check, pieces, tuple(named))


def assembled_piece(piece: tuple[Token, ...] | Asked, setting: Setting) -> Prose | Activity:
    """A stretch of prose, or an activity whose texts take their part in the numbering of notes."""
    if not isinstance(piece, Asked):
        return Prose(markup.html(piece, setting))
    activity = piece.document.value
    if activity is None:
        raise ValueError("only a faultless activity can be assembled")
    setting.anchored = False
    for _, text in activity.texts():
        markup.html(markup.inline(text), setting)
    setting.anchored = True
    return activity
