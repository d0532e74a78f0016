"""A module made of parts of another course: its screens by id, with their activities, footnotes and questions.

Law: every id stays as it is in the source, so that a learner's record means the same; nothing is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markdown_it.token import Token

from game.authoring.problems import Problem, unknown
from game.authoring.reading import Document, Source, read
from scorm_export import markup
from scorm_export.checking import WrittenCourse
from scorm_export.module_rules import bold_words
from scorm_export.rendering import captions_of
from scorm_export.sheets import Glossary, ModuleSheet, Selection, SourceText
from scorm_export.written import FOR, Asked, Stretch, WrittenModule, WrittenScreen

IN_MEDIA = re.compile(r"media/[\w./-]*\w")


@dataclass(frozen=True, slots=True)
class Origin:
    """The course that parts are taken from: its texts, and its media with their sizes."""

    course: WrittenCourse
    media: Mapping[str, bytes]
    sizes: Mapping[str, tuple[int, int]]


def selected(source: Source, origin: Origin) -> WrittenModule:
    """The module that a file of choices makes. Never raises for an author's mistake."""
    document = read(source, Selection)
    chosen = document.value
    picks = list(picked(chosen.screens, origin.course)) if chosen else []
    modules = list({module.file: module for module, _ in picks}.values())
    screens = tuple(lifted(screen, module, origin.course) for module, screen in picks)
    found = [*document.problems, *choice_problems(document, origin.course)]
    return WrittenModule(
        source.file,
        (),
        replace_value(document, sheet_of(chosen, screens, modules, origin.course) if chosen else None),
        screens,
        {label: note for module in modules for label, note in module.notes.items()},
        {},
        {},
        tuple(found),
        tuple(questions(chosen, screens, origin.course)) if chosen else (),
    )


def picked(ids: tuple[str, ...], course: WrittenCourse) -> Iterator[tuple[WrittenModule, WrittenScreen]]:
    """The chosen screens in the order chosen, each with its module."""
    known = {screen.id: (module, screen) for module in course.modules for screen in module.screens}
    yield from (known[id] for id in dict.fromkeys(ids) if id in known)


def lifted(screen: WrittenScreen, module: WrittenModule, course: WrittenCourse) -> WrittenScreen:
    """A screen out of its module: its lines are those of another file; footnotes and who it is for go with it."""
    roles = [f"{FOR}{','.join(module.roles)}"] if module.roles and not screen.roles else []
    opening = moved(screen.opening)
    opening.meta = {**opening.meta, "braces": (*screen.braces, *roles)}
    pieces = tuple(
        replace(piece, tokens=tuple(map(moved, piece.tokens))) if isinstance(piece, Stretch) else piece
        for piece in screen.pieces
    )
    return WrittenScreen(opening, moved(screen.heading), 1, pieces, notes_of(module, course))


def notes_of(module: WrittenModule, course: WrittenCourse) -> dict[str, tuple[Token, ...]]:
    """Every footnote that a screen of this module may name."""
    sheets = [sheet.value.sources for sheet in (course.sheet, module.sheet) if sheet.value]
    sources = {name: tuple(markup.inline(source.text)) for sheet in sheets for name, source in sheet.items()}
    return {**sources, **module.notes}


def moved(token: Token) -> Token:
    """A token without its place."""
    return token.copy(map=None)


def sheet_of(
    chosen: Selection, screens: tuple[WrittenScreen, ...], modules: list[WrittenModule], course: WrittenCourse
) -> ModuleSheet:
    """The sheet of the new module: its objectives are those of its activities, and those that it names."""
    known = {id: text for module in course.modules if module.sheet.value for id, text in objectives(module).items()}
    wanted = [*objectives_on(screens), *chosen.objectives]
    sources: dict[str, SourceText] = dict(course.sheet.value.sources) if course.sheet.value else {}
    for module in modules:
        sources |= module.sheet.value.sources if module.sheet.value else {}
    return ModuleSheet.model_construct(
        id=chosen.id,
        title=chosen.title,
        minutes=chosen.minutes,
        objectives={id: text for id, text in known.items() if id in wanted},
        roles=chosen.roles,
        test_out=False,
        sources=sources,
    )


def objectives(module: WrittenModule) -> Mapping[str, str]:
    """A module's objectives."""
    return module.sheet.value.objectives if module.sheet.value else {}


def objectives_on(screens: tuple[WrittenScreen, ...]) -> list[str]:
    """The objectives that the screens' activities are for."""
    return [asked.document.value.objective for screen in screens for asked in screen.asked if asked.document.value]


def questions(chosen: Selection, screens: tuple[WrittenScreen, ...], course: WrittenCourse) -> Iterator[Asked]:
    """The source's questions for these objectives; only those named, where any are."""
    wanted = {*objectives_on(screens), *chosen.objectives}
    for module in course.modules:
        for asked in module.bank:
            value = asked.document.value
            named = not chosen.questions or (value is not None and value.id in chosen.questions)
            if value and named and (value.objective in wanted or chosen.questions):
                yield asked


def choice_problems(document: Document[Selection], course: WrittenCourse) -> Iterator[Problem]:
    """Screens, objectives and questions that the source does not have, or that are chosen twice."""
    chosen = document.value
    if not chosen:
        return
    there = {
        "screens": [screen.id for module in course.modules for screen in module.screens],
        "objectives": [id for module in course.modules for id in objectives(module)],
        "questions": [one.document.value.id for m in course.modules for one in m.bank if one.document.value],
    }
    for key, known in there.items():
        named: tuple[str, ...] = getattr(chosen, key)
        for number, id in enumerate(named):
            if id not in known:
                yield document.problem((key, number), f"{unknown(key.removesuffix('s'), id, known)} in the source")
            elif id in named[:number]:
                yield document.problem((key, number), f"'{id}' is chosen twice")
    if not objectives_on(tuple(screen for _, screen in picked(chosen.screens, course))) and not chosen.objectives:
        yield document.problem(("screens",), "choose a screen with an activity, or name 'objectives' to ask about")


def replace_value(document: Document[Selection], sheet: ModuleSheet | None) -> Document[ModuleSheet]:
    """The file's document with the sheet that it makes."""
    return Document(sheet, document.problems, document.source, document.tree)


def media_of(modules: tuple[WrittenModule, ...], origin: Origin) -> dict[str, bytes]:
    """The source's media that the chosen screens show or link to, and their captions."""
    text = " ".join(told(module) for module in modules)
    named = set(IN_MEDIA.findall(text))
    named |= {captions_of(name) for name in named}
    return {name: content for name, content in origin.media.items() if name in named}


def told(module: WrittenModule) -> str:
    """Everything in a module that may name a file."""
    tokens = [child for screen in module.screens for token in screen.tokens for child in token.children or ()]
    named = [str(value) for token in tokens for value in token.attrs.values()]
    return " ".join([*named, *(str(asked.document.tree.value) for asked in (*module.asked, *module.bank))])


def glossary_of(modules: tuple[WrittenModule, ...], origin: Origin) -> Document[Glossary] | None:
    """The source's terms that the chosen screens have in bold."""
    document = origin.course.glossary
    if not document or not document.value:
        return None
    bold = {words for module in modules for words in bold_words(module)}
    terms = {
        term: text for term, text in document.value.terms.items() if bold & {term.casefold(), f"{term.casefold()}s"}
    }
    return replace(document, value=Glossary.model_construct(terms=terms)) if terms else None
