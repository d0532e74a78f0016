"""A course folder in; a Course, or every problem in it, out.

Law: all files are read and all rules run before anything is said; a Course comes out only where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from game.authoring.problems import Flawed, Problem, in_order, is_fatal
from game.authoring.reading import Document, Source, read, source_of
from game.authoring.tree import Tree
from scorm_export import checking, written
from scorm_export.advice import advice
from scorm_export.assembling import Kept, assembled
from scorm_export.bank import bank_of, strays
from scorm_export.checking import WrittenCourse
from scorm_export.course import Course
from scorm_export.logos import Logo
from scorm_export.media import Media, media
from scorm_export.partners import NEUTRAL, Partner
from scorm_export.parts import Origin, glossary_of, media_of, selected
from scorm_export.sheets import CourseSheet, Glossary
from scorm_export.statement import statement_of
from scorm_export.words import words
from scorm_export.written import WrittenModule

SHEET = "course.yaml"
GLOSSARY = "glossary.yaml"
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
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

    def for_partner(self, partner: Partner, logo: Logo | None = None) -> Manuscript:
        """The same manuscript with the course for another partner, and its logo."""
        whole = None
        if self.course and self.written and self.written.sheet.value:
            whole = assembled(self.written, self.written.sheet.value, self.sizes, partner, logo, self.kept)
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
    origin, no_origin = origin_of(sheet, folder)
    modules, problems = read_modules(sheet, folder, name, origin)
    pictures = media(folder, name)
    terms = glossary(folder, name)
    if origin:
        pictures = with_media(pictures, modules, origin)
        terms = terms or glossary_of(modules, origin)
    course = WrittenCourse(sheet, modules, pictures.files, terms, statement_of(folder, name))
    problems = in_order(
        [
            *sheet.problems,
            *no_origin,
            *problems,
            *(terms.problems if terms else ()),
            *pictures.problems,
            *strays(folder, name, checking.named_modules(sheet)),
            *checking.problems(course),
            *advice(course, pictures.files),
            *language(sheet),
        ]
    )
    whole = None
    if sheet.value and not is_fatal(problems):
        whole = assembled(course, sheet.value, pictures.sizes, partner)
    return Manuscript(whole, problems, pictures.files, modules, course, pictures.sizes)


def read_modules(
    sheet: Document[CourseSheet], folder: Path, name: str, origin: Origin | None = None
) -> tuple[tuple[WrittenModule, ...], tuple[Problem, ...]]:
    """Every module the sheet names, and the problems of reading them."""
    modules: list[WrittenModule] = []
    problems: list[Problem] = []
    for number, module in enumerate(checking.named_modules(sheet)):
        try:
            questions = bank_of(folder, name, module)
            problems.extend(questions.problems)
            one = read_module(folder, module, name, origin)
            modules.append(replace(one, bank=(*one.bank, *questions.asked)))
        except Flawed as flawed:
            if (folder / "modules" / f"{module}.md").exists():
                problems.extend(flawed.problems)
            else:
                problems.append(sheet.problem(("modules", number), f"there is no file modules/{module}.md"))
    return tuple(modules), (*problems, *(problem for module in modules for problem in module.problems))


def read_module(folder: Path, module: str, name: str, origin: Origin | None) -> WrittenModule:
    """A module of its own, or one made of parts of the source. Raises Flawed where there is none."""
    choices = f"modules/{module}.yaml"
    if origin and (folder / choices).is_file():
        return selected(source_of(folder / choices, f"{name}/{choices}"), origin)
    return written.module(module_source(folder, module, name))


def origin_of(sheet: Document[CourseSheet], folder: Path) -> tuple[Origin | None, tuple[Problem, ...]]:
    """The course that parts are taken from, or what is wrong with it."""
    where = sheet.value.source if sheet.value else None
    if not where or ("source",) not in sheet.tree.places:
        return None, ()
    try:
        theirs = read(source_of(folder / where / SHEET), CourseSheet).value
    except Flawed:
        return None, (sheet.problem(("source",), f"there is no course in the folder {where}"),)
    if theirs and theirs.source:
        return None, (sheet.problem(("source",), "a course made of parts cannot be the source of another"),)
    found = manuscript(folder / where, where)
    if found.course is None or found.written is None:
        return None, (sheet.problem(("source",), f"the source has errors; see 'scorm-export check {where}'"),)
    return Origin(found.written, found.media, found.sizes), ()


def with_media(own: Media, modules: tuple[WrittenModule, ...], origin: Origin) -> Media:
    """A course's own media and those of its source that it shows."""
    theirs = media_of(modules, origin)
    sizes = {name: origin.sizes[name] for name in theirs}
    return replace(own, files={**theirs, **own.files}, sizes={**sizes, **own.sizes})


def module_source(folder: Path, module: str, name: str) -> Source:
    """The text of one module. Raises Flawed where there is none, or far too much."""
    source = source_of(folder / "modules" / f"{module}.md", f"{name}/modules/{module}.md")
    if len(source.text) > MAX_MODULE:
        said = f"a module of {len(source.text):,} characters; {MAX_MODULE:,} at the most, so split it"
        raise Flawed([Problem(said, source.file)])
    return source


def glossary(folder: Path, name: str) -> Document[Glossary] | None:
    """The course's terms, where it has any."""
    if not (folder / GLOSSARY).exists():
        return None
    try:
        return read(source_of(folder / GLOSSARY, f"{name}/{GLOSSARY}"), Glossary)
    except Flawed as flawed:
        return Document(None, flawed.problems, Source("", f"{name}/{GLOSSARY}"), Tree())


def language(sheet: Document[CourseSheet]) -> tuple[Problem, ...]:
    """A language the player has no words for."""
    try:
        if sheet.value and not sheet.problems:
            words(sheet.value.language)
    except Flawed as flawed:
        return tuple(sheet.problem(("language",), problem.message) for problem in flawed.problems)
    return ()
