"""A course's own accessibility statement: `accessibility.md` beside its sheet, told in sections.

Law: written, proofed and set like a module's prose; it asks nothing, so an activity in it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.authoring.problems import Flawed, Problem
from game.authoring.reading import Document, Source, source_of
from game.authoring.tree import Tree
from scorm_export import markup
from scorm_export.module_rules import abbreviations_used, empty_screens, notes_used, prose
from scorm_export.proofing import Reach
from scorm_export.sheets import ModuleSheet
from scorm_export.written import Reading, WrittenModule

STATEMENT = "accessibility.md"


def statement_of(folder: Path, name: str) -> WrittenModule | None:
    """The statement as a module without a sheet, or nothing where the course has none."""
    if not (folder / STATEMENT).exists():
        return None
    try:
        source = source_of(folder / STATEMENT, f"{name}/{STATEMENT}")
    except Flawed as flawed:
        return written(Source("", f"{name}/{STATEMENT}"), flawed.problems)
    return written(source)


def written(source: Source, unread: tuple[Problem, ...] = ()) -> WrittenModule:
    """The text as sections. Never raises for an author's mistake."""
    sheet: Document[ModuleSheet] = Document(None, (), source, Tree())
    reading = Reading(source, tuple(source.text.split("\n")))
    if not unread:
        reading.take(markup.blocks(source.text))
    return WrittenModule(
        source.file,
        reading.lines,
        sheet,
        tuple(reading.screens),
        reading.notes,
        reading.note_lines,
        reading.abbreviations,
        (*unread, *reading.problems),
    )


def statement_problems(statement: WrittenModule, reach: Reach) -> Iterator[Problem]:
    """Everything wrong in a statement; `reach` is what it may refer to beside its own footnotes."""
    yield from statement.problems
    yield from prose(statement, reach)
    for rule in (empty_screens, notes_used, abbreviations_used):
        yield from rule(statement)
    for section in statement.screens:
        if not section.id:
            message = f"the section '{section.title}' has no id; write one behind it, such as {{#statement-limits}}"
            yield Problem(message, statement.file, section.line, 1)
    for asked in statement.asked:
        message = "the accessibility statement asks nothing; an activity stands in a module"
        yield Problem(message, statement.file, asked.line, 1)
