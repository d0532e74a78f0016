"""A course folder in; a Course, or every problem in it, out.

Law: all files are read and all rules run before anything is said; a Course comes out only where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from markdown_it.token import Token

from game.authoring.problems import Flawed, Problem, in_order, is_fatal
from game.authoring.reading import Document, Source, read, source_of
from game.authoring.tree import Tree
from scorm_export import checking, markup, written
from scorm_export.activities.activity import Activity
from scorm_export.advice import advice
from scorm_export.audiences import modules_for
from scorm_export.bank import bank_of, strays
from scorm_export.checking import WrittenCourse
from scorm_export.course import Cited, Course, Module, Note, Prose, Screen, Term
from scorm_export.media import Media, media
from scorm_export.partners import NEUTRAL, Partner, filled, filled_activity
from scorm_export.parts import Origin, glossary_of, media_of, selected
from scorm_export.rendering import Setting
from scorm_export.sheets import CourseSheet, Glossary
from scorm_export.words import words
from scorm_export.written import Asked, Stretch, WrittenModule, WrittenScreen

SHEET = "course.yaml"
GLOSSARY = "glossary.yaml"
OF_THE_SHEET_ALONE = ("modules", "minutes", "objectives", "sources", "source", "summary", "audience")
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
    origin, no_origin = origin_of(sheet, folder)
    modules, problems = read_modules(sheet, folder, name, origin)
    pictures = media(folder, name)
    terms = glossary(folder, name)
    if origin:
        pictures = with_media(pictures, modules, origin)
        terms = terms or glossary_of(modules, origin)
    course = WrittenCourse(sheet, modules, pictures.files, terms)
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


Sizes: TypeAlias = Mapping[str, tuple[int, int]]
Notes: TypeAlias = Mapping[str, tuple[Token, ...]]


def assembled(written: WrittenCourse, sheet: CourseSheet, sizes: Sizes, partner: Partner) -> Course:
    """The course that a faultless manuscript makes for a partner."""
    glossary = written.glossary.value.terms if written.glossary and written.glossary.value else {}
    assembling = Assembling(sheet, words(sheet.language).page, sizes, partner, glossary)
    modules = modules_for(written.modules, partner.roles)
    values = partner.values
    return Course(
        **{name: getattr(sheet, name) for name in CourseSheet.model_fields if name not in OF_THE_SHEET_ALONE},
        summary=filled(sheet.summary, values),
        audience=filled(sheet.audience, values),
        aims=tuple(filled(aim, values) for aim in sheet.objectives),
        modules=tuple(assembling.module(module) for module in modules),
        terms=tuple(assembling.terms()),
        partner=partner,
    )


@dataclass(frozen=True, slots=True)
class Assembling:
    """What every part of a course is made with: sheet, interface's words, pictures' sizes, partner, glossary."""

    sheet: CourseSheet
    said: Mapping[str, str]
    sizes: Sizes
    partner: Partner
    glossary: Mapping[str, str]

    def anchors(self) -> Mapping[str, str]:
        """Where each term is explained, by its words in small letters, in the order of the alphabet."""
        return {term.casefold(): f"_term_{at}" for at, term in enumerate(sorted(self.glossary, key=str.casefold))}

    def terms(self) -> Iterator[Term]:
        """The glossary."""
        for term, anchor in zip(sorted(self.glossary, key=str.casefold), self.anchors().values(), strict=True):
            text = markup.filled(markup.inline(self.glossary[term]), self.partner.markdown)
            yield Term(term, anchor, markup.html(text, Setting("", self.said)))

    def module(self, module: WrittenModule) -> Module:
        """One module."""
        sheet = module.sheet.value
        if sheet is None:
            raise ValueError("only a faultless module can be assembled")
        sources = {**self.sheet.sources, **sheet.sources}
        notes = {**{label: tuple(markup.inline(source.text)) for label, source in sources.items()}, **module.notes}
        screens = tuple(self.screen(screen, notes) for screen in module.screens)
        return Module(
            sheet.id,
            filled(sheet.title, self.partner.values),
            sheet.minutes,
            {id: filled(text, self.partner.values) for id, text in sheet.objectives.items()},
            screens,
            sheet.test_out,
            tuple(self.cited(screens, notes)),
            tuple(filled_activity(one.document.value, self.partner) for one in module.bank if one.document.value),
        )

    def cited(self, screens: Sequence[Screen], notes: Notes) -> Iterator[Cited]:
        """The sources that the screens name, as they are first named."""
        for label in dict.fromkeys(note.label for screen in screens for note in screen.notes):
            where = tuple(screen for screen in screens if any(note.label == label for note in screen.notes))
            text = markup.without_notes(markup.filled(notes[label], self.partner.markdown))
            yield Cited(markup.html(text, Setting("", self.said)), where)

    def screen(self, screen: WrittenScreen, notes: Notes) -> Screen:
        """One screen; its footnotes are numbered as they are named, from its heading to its last activity."""
        setting = Setting(screen.id, self.said, self.sizes, terms=self.anchors())
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
