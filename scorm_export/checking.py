"""Rules for courses: one short function each, from what is written to what is wrong with it.

Law: a rule only looks and says; every rule runs, whatever the others found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from game.authoring.problems import Problem, Severity, unknown
from game.authoring.reading import Document
from scorm_export import ids, markup, proofing
from scorm_export.activities.activity import Path
from scorm_export.codes import clash
from scorm_export.proofing import Reach
from scorm_export.sheets import ID, Completion, CourseSheet, id_mend
from scorm_export.written import Asked, WrittenModule

MEMORY = 4096
"""Characters a learner's record may take (SCORM 1.2 RTE, cmi.suspend_data: CMIString4096)."""
MEMORY_FRAME, MEMORY_SCREEN, MEMORY_ACTIVITY = 24, 4, 9
"""Characters the player needs in any case, for each screen, and for each activity beside its answer."""


@dataclass(frozen=True, slots=True)
class WrittenCourse:
    """A whole course as written: its sheet, its modules, and the names of its media files."""

    sheet: Document[CourseSheet]
    modules: tuple[WrittenModule, ...]
    media: Collection[str]


def problems(course: WrittenCourse) -> Iterator[Problem]:
    """Everything wrong with a course that could be read."""
    for course_rule in COURSE_RULES:
        yield from course_rule(course)
    anchors = frozenset(found for module in course.modules for found in anchors_of(module))
    for module in course.modules:
        reach = Reach(anchors, course.media, {*module.notes, *sources(module)})
        yield from prose(module, reach)
        for module_rule in MODULE_RULES:
            yield from module_rule(module)
        for asked in module.asked:
            yield from activity(module, asked, reach)


def anchors_of(module: WrittenModule) -> Iterator[str]:
    """What links may lead to: the ids of screens and of headings below them."""
    for screen in module.screens:
        for token in screen.tokens:
            if token.type == "heading_open":
                yield from (word[1:] for word in token.meta.get("braces", ()) if word.startswith("#"))


def sources(module: WrittenModule) -> Collection[str]:
    """The names of the sources in the front matter; they are footnotes too."""
    return module.sheet.value.sources if module.sheet.value else ()


# Rules of a whole course


def missing_ids(course: WrittenCourse) -> Iterator[Problem]:
    """Screens, activities, options and items without an id."""
    for one in ids.missing(course.modules):
        yield Problem(one.message, one.file, one.line, one.column)


def anchors_once(course: WrittenCourse) -> Iterator[Problem]:
    """Screens and headings that share an id."""
    seen: dict[str, str] = {}
    for module in course.modules:
        for screen in module.screens:
            for token in screen.tokens:
                for word in token.meta.get("braces", ()) if token.type == "heading_open" else ():
                    line = (token.map or [0])[0]
                    if word in seen and word.startswith("#"):
                        column = module.lines[line].find(word) + 1
                        yield Problem(f"the id '{word}' is taken; see {seen[word]}", module.file, line + 1, column)
                    seen.setdefault(word, f"{module.file}, line {line + 1}")


def activities_once(course: WrittenCourse) -> Iterator[Problem]:
    """Activities that share an id."""
    seen: dict[str, str] = {}
    for module in course.modules:
        for asked in module.asked:
            id = asked.document.value.id if asked.document.value else ""
            if id and id in seen:
                yield asked.document.problem(("id",), f"the id '{id}' is taken; see {seen[id]}")
            seen.setdefault(id, f"{module.file}, line {asked.line}")


def modules_once(course: WrittenCourse) -> Iterator[Problem]:
    """Modules, and objectives, that share an id."""
    seen: dict[str, str] = {}
    for module in course.modules:
        sheet = module.sheet.value
        for path in [("id",), *(("objectives", id) for id in sheet.objectives)] if sheet else []:
            name = f"{path[0]} {sheet.id if len(path) == 1 and sheet else path[-1]}"
            if name in seen:
                yield module.sheet.problem(path, f"'{name.split()[1]}' is taken; see {seen[name]}")
            seen.setdefault(name, f"{module.file}, line {module.sheet.place(path)[0]}")


def something_to_pass(course: WrittenCourse) -> Iterator[Problem]:
    """A course that must be passed and asks nothing."""
    sheet = course.sheet.value
    asked = [asked for module in course.modules for screen in module.screens if screen.check for asked in screen.asked]
    if sheet and Completion(sheet.completion).asks_to_pass and course.modules and not asked:
        yield course.sheet.problem(
            ("completion",),
            f"'{sheet.completion}' needs a knowledge check: a screen marked {{#check .check}} with questions on it",
        )


def memory(course: WrittenCourse) -> Iterator[Problem]:
    """More to remember of a learner than the strictest LMS keeps."""
    screens = sum(len(module.screens) for module in course.modules)
    answers = [
        asked.document.value.longest_answer
        for module in course.modules
        for asked in module.asked
        if asked.document.value
    ]
    need = MEMORY_FRAME + MEMORY_SCREEN * screens + MEMORY_ACTIVITY * len(answers) + sum(answers)
    if need > MEMORY:
        yield course.sheet.problem(
            ("modules",),
            f"a learner's record would need {need:,} characters and SCORM 1.2 keeps {MEMORY:,}; split the course",
        )


def codes_apart(course: WrittenCourse) -> Iterator[Problem]:
    """Ids whose short codes in a learner's record would be the same."""
    screens = [screen.id for module in course.modules for screen in module.screens]
    asked = [value.id for module in course.modules for asked in module.asked if (value := asked.document.value)]
    for kind, found in (("screen", clash("screen", screens)), ("activity", clash("activity", asked))):
        if found:
            message = (
                f"the {kind} ids '{found[0]}' and '{found[1]}' look alike in a learner's record; change the newer one"
            )
            yield course.sheet.problem(("modules",), message)


def media_used(course: WrittenCourse) -> Iterator[Problem]:
    """Files in `media/` that no screen shows or links to."""
    used = {
        str(one.attrs.get("src", one.attrs.get("href", "")))
        for module in course.modules
        for token in all_tokens(module)
        for one in token.children or ()
    }
    folder = course.sheet.source.file.removesuffix("course.yaml")
    for name in course.media:
        if name not in used:
            yield Problem("no screen shows this file", f"{folder}{name}", severity=Severity.WARNING)


# Rules of one module


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
    """Knowledge checks without a question, and more than one of them."""
    checks = [screen for screen in module.screens if screen.check]
    for screen in checks:
        if not screen.asked:
            yield Problem("a knowledge check needs at least one activity", module.file, screen.line, 1)
    for screen in checks[1:]:
        message = f"a module has one knowledge check; the first is in line {checks[0].line}"
        yield Problem(message, module.file, screen.line, 1)


def objectives_met(module: WrittenModule) -> Iterator[Problem]:
    """Objectives that no activity is for."""
    used = {asked.document.value.objective for asked in module.asked if asked.document.value}
    for id in module.sheet.value.objectives if module.sheet.value else ():
        if id not in used:
            yield module.sheet.problem(("objectives", id), f"no activity is for the objective {id}")


def notes_used(module: WrittenModule) -> Iterator[Problem]:
    """Footnotes that nothing names."""
    named = {
        one.meta["label"] for token in all_tokens(module) for one in token.children or () if one.type == "footnote_ref"
    }
    for label, line in module.note_lines.items():
        if label not in named:
            yield Problem(f"nothing names the footnote [^{label}]", module.file, line, 1, Severity.WARNING)


def all_tokens(module: WrittenModule) -> Iterator[Token]:
    """Every token of prose, footnotes and activities' texts."""
    for screen in module.screens:
        yield from screen.tokens
    for note in module.notes.values():
        yield from note
    for asked in module.asked:
        for _, text in asked.document.value.texts() if asked.document.value else ():
            yield from markup.inline(text)


# Rules of one activity


def activity(module: WrittenModule, asked: Asked, reach: Reach) -> Iterator[Problem]:
    """What is wrong with one activity: its ids, its objective, what its kind says, and its texts."""
    value, document = asked.document.value, asked.document
    if value is None:
        return
    known = module.sheet.value.objectives if module.sheet.value else None
    if known is not None and value.objective not in known and written(asked, ("objective",)):
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


COURSE_RULES = (
    missing_ids,
    anchors_once,
    activities_once,
    modules_once,
    something_to_pass,
    memory,
    codes_apart,
    media_used,
)
MODULE_RULES = (empty_screens, checks_ask, objectives_met, notes_used)
