"""Rules for one module and for one activity: one short function each, from what is written to what is wrong with it.

Law: a rule only looks and says; every rule runs, whatever the others found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path as FilePath

from markdown_it.token import Token

from game.authoring.problems import Problem, Severity, unknown
from game.authoring.reading import Document
from scorm_export import markup, proofing
from scorm_export.activities.activity import Path
from scorm_export.proofing import Reach
from scorm_export.sheets import ID, CourseSheet, id_mend
from scorm_export.written import Asked, WrittenModule


def prose(module: WrittenModule, reach: Reach) -> Iterator[Problem]:
    """What is wrong in the module's prose and footnotes."""
    for tokens in (*(screen.tokens for screen in module.screens), *module.notes.values()):
        for fault, line, column in proofing.placed_faults(tokens, module.lines, reach):
            yield Problem(fault.message, module.file, line, column)


def empty_screens(module: WrittenModule) -> Iterator[Problem]:
    """Screens without a title or without anything on them."""
    for screen in module.screens:
        if not screen.title:
            yield Problem("the screen has no title", module.file, screen.line, 1)
        if not screen.pieces:
            yield Problem(f"the screen '{screen.title}' is empty", module.file, screen.line, 1)


def checks_ask(module: WrittenModule) -> Iterator[Problem]:
    """Knowledge checks without a question or with what is none, and more than one of them."""
    checks = [screen for screen in module.screens if screen.check]
    for screen in checks:
        if not screen.asked:
            yield Problem("a knowledge check needs at least one activity", module.file, screen.line, 1)
        for asked in screen.asked:
            if asked.document.value and not asked.document.value.judged:
                message = f"a {asked.kind} has no right answer and cannot stand in a knowledge check"
                yield Problem(message, module.file, asked.line, 1)
    for screen in checks[1:]:
        message = f"a module has one knowledge check; the first is in line {checks[0].line}"
        yield Problem(message, module.file, screen.line, 1)


def objectives_met(module: WrittenModule) -> Iterator[Problem]:
    """Objectives that no activity is for. Parts of another course may also be followed by its questions alone."""
    asking = (*module.asked, *module.bank) if module.lent else module.asked
    used = {asked.document.value.objective for asked in asking if asked.document.value}
    for id in module.sheet.value.objectives if module.sheet.value else ():
        if id not in used:
            yield module.sheet.problem(("objectives", id), f"no activity is for the objective {id}")


def objectives_asked(module: WrittenModule, course: Document[CourseSheet]) -> Iterator[Problem]:
    """Objectives that no question of the bank is for, where there is an assessment."""
    used = {asked.document.value.objective for asked in module.bank if asked.document.value}
    sheet = module.sheet.value
    for id in sheet.objectives if sheet and not sheet.optional else ():
        if id not in used and course.value and course.value.assessment:
            file = f"questions/{FilePath(module.file).stem}.yaml"
            message = f"no question for the assessment is for the objective {id}; write one in {file}"
            yield module.sheet.problem(("objectives", id), message)


def notes_used(module: WrittenModule) -> Iterator[Problem]:
    """Footnotes that nothing names."""
    named = {
        one.meta["label"] for token in all_tokens(module) for one in token.children or () if one.type == "footnote_ref"
    }
    for label, line in module.note_lines.items():
        if label not in named:
            yield Problem(f"nothing names the footnote [^{label}]", module.file, line, 1, Severity.WARNING)


def abbreviations_used(module: WrittenModule) -> Iterator[Problem]:
    """Abbreviations that the text does not have."""
    found = {one.content for token in all_tokens(module) for one in token.children or () if one.type == "abbr"}
    for label, one in module.abbreviations.items():
        if label not in found:
            message = f"the abbreviation {label} is not in the text of this module"
            yield Problem(message, module.file, one.line, 1, Severity.WARNING)


def all_tokens(module: WrittenModule) -> Iterator[Token]:
    """Every token of prose, footnotes and activities' texts."""
    for screen in module.screens:
        yield from screen.tokens
    for note in module.notes.values():
        yield from note
    for asked in (*module.asked, *module.bank):
        for _, text in asked.document.value.texts() if asked.document.value else ():
            yield from markup.inline(text)


def bold_words(module: WrittenModule) -> Iterator[str]:
    """What the prose has in bold, in small letters."""
    for screen in module.screens:
        for token in screen.tokens:
            children = token.children or []
            for at, one in enumerate(children):
                if one.type == "strong_open":
                    end = next(n for n in range(at, len(children)) if children[n].type == "strong_close")
                    yield markup.plain(children[at:end]).casefold()


def activity(asked: Asked, known: Collection[str], reach: Reach) -> Iterator[Problem]:
    """What is wrong with one activity: its ids, its objective, what its kind says, and its texts.

    `known` are the objectives it may be for; a module whose sheet could not be read has none, and none is missed.
    """
    value, document = asked.document.value, asked.document
    if value is None:
        return
    if known and value.objective not in known and written(asked, ("objective",)):
        yield document.problem(("objective",), unknown("objective", value.objective, known))
    for named in value.named():
        path = (*named.path, "id")
        if written(asked, path) and not ID.fullmatch(named.id):
            yield document.problem(path, id_mend(named.id))
    for flaw in value.flaws():
        if not document.problems:  # a best guess would be blamed for what its author did not write
            yield document.problem(flaw.path, flaw.message)
    for path, text in value.texts():
        for token in markup.inline(text):
            for _, fault in proofing.faults(token, reach):
                yield document.problem(path, fault.message)


def written(asked: Asked, path: Path) -> bool:
    """Whether the author wrote a value at this path."""
    return path in asked.document.tree.places
