"""Rules for whole courses: one short function each, from what is written to what is wrong with it.

Law: a rule only looks and says; every rule runs, whatever the others found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from game.authoring.problems import Problem, Severity
from game.authoring.reading import Document
from game.authoring.tree import Value
from scorm_export import ids, markup, partners, proofing
from scorm_export.activities.activity import Path
from scorm_export.audiences import AUDIENCES, modules_for
from scorm_export.codes import ASSESSMENT, clash
from scorm_export.course import MOST_OUT
from scorm_export.memory import LIMIT, longest_record
from scorm_export.module_rules import (
    abbreviations_used,
    activity,
    all_tokens,
    bold_words,
    checks_ask,
    empty_screens,
    notes_used,
    objectives_asked,
    objectives_met,
    prose,
)
from scorm_export.proofing import Reach
from scorm_export.rendering import captions_of
from scorm_export.sheets import ID, Completion, CourseSheet, Glossary, ModuleSheet
from scorm_export.statement import statement_problems
from scorm_export.written import Asked, Stretch, WrittenModule


def named_modules(sheet: Document[CourseSheet]) -> tuple[str, ...]:
    """The modules a sheet names; also one that is otherwise too wrong to be read, so that no problem hides others."""
    if sheet.value:
        return sheet.value.modules
    listed = sheet.tree.value.get("modules") if isinstance(sheet.tree.value, dict) else None
    names = listed if isinstance(listed, list) else []
    return tuple(name for name in names if isinstance(name, str) and ID.fullmatch(name))


@dataclass(frozen=True, slots=True)
class WrittenCourse:
    """A whole course as written: its sheet, its modules, the names of its media files, and its glossary."""

    sheet: Document[CourseSheet]
    modules: tuple[WrittenModule, ...]
    media: Collection[str]
    glossary: Document[Glossary] | None = None
    statement: WrittenModule | None = None
    """Its accessibility statement."""

    @property
    def told(self) -> tuple[WrittenModule, ...]:
        """All that is to be read: the modules, and the statement."""
        return (*self.modules, *((self.statement,) if self.statement else ()))


def problems(course: WrittenCourse) -> Iterator[Problem]:
    """Everything wrong with a course that could be read, whoever it is built for."""
    for course_rule in COURSE_RULES:
        yield from course_rule(course)
    for module in course.modules:
        for module_rule in MODULE_RULES:
            yield from module_rule(module)
    reach = reach_of(course)
    earlier: set[str] = set()
    for module in course.modules:
        own = set(module.sheet.value.objectives) if module.sheet.value else set()
        for screen in module.screens:
            for asked in screen.asked:
                yield from activity(asked, own | earlier if screen.check else own, within(module, reach))
        for asked in module.bank:
            yield from activity(asked, own, reach)
        earlier |= own
    if course.statement:
        yield from statement_problems(course.statement, within(course.statement, reach))
    found = tuple(of_what_is_left(course))
    yield from found
    if any(piece.roles for module in course.modules for piece in (module, *module.screens, *pieces(module))):
        yield from for_each_audience(course, found)


def for_each_audience(course: WrittenCourse, known: Iterable[Problem]) -> Iterator[Problem]:
    """What is wrong only where some of the course is left out; each place is said once."""
    said = {(problem.file, problem.line, problem.column) for problem in known}
    for roles in AUDIENCES:
        left = replace(course, modules=modules_for(course.modules, roles))
        empty = () if left.modules else [course.sheet.problem(("modules",), "no module is left")]
        for problem in (*empty, *of_what_is_left(left)):
            place = (problem.file, problem.line, problem.column)
            if place not in said:
                who = f"that are {roles[0].value}" if roles else "without a role"
                yield replace(problem, message=f"for partners {who}: {problem.message}")
            said.add(place)


def of_what_is_left(course: WrittenCourse) -> Iterator[Problem]:
    """What can go wrong when blocks, screens and modules that are for others are left out."""
    yield from something_to_pass(course)
    yield from enough_to_draw(course)
    reach = reach_of(course)
    for module in course.modules:
        yield from prose(module, within(module, reach))
        for rule in (empty_screens, checks_ask, objectives_met):
            yield from rule(module)
        yield from objectives_asked(module, course.sheet)


def reach_of(course: WrittenCourse) -> Reach:
    """What every module's prose may refer to."""
    anchors = frozenset(found for module in course.told for found in anchors_of(module))
    return Reach(anchors, course.media, frozenset(course.sheet.value.sources if course.sheet.value else ()))


def within(module: WrittenModule, reach: Reach) -> Reach:
    """What one module's prose may refer to: its own footnotes too."""
    return replace(reach, notes={*reach.notes, *module.notes, *sources(module)})


def pieces(module: WrittenModule) -> Iterator[Stretch | Asked]:
    """Every stretch of prose and every activity."""
    return (piece for screen in module.screens for piece in screen.pieces)


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
    for module in course.told:
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
        for asked in (*module.asked, *module.bank):
            id = asked.document.value.id if asked.document.value else ""
            if id and id in seen:
                yield asked.document.problem(("id",), f"the id '{id}' is taken; see {seen[id]}")
            seen.setdefault(id, f"{asked.document.source.file}, line {asked.line}")


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
    if sheet and Completion(sheet.completion).asks_to_pass and course.modules and not asked and not sheet.assessment:
        yield course.sheet.problem(
            ("completion",),
            f"'{sheet.completion}' needs an assessment, or a knowledge check: "
            "a screen marked {#check .check} with questions on it",
        )


def attempts_at_something(course: WrittenCourse) -> Iterator[Problem]:
    """A number of attempts where there is nothing to attempt."""
    sheet = course.sheet.value
    if sheet and sheet.attempts and not sheet.assessment:
        message = "'attempts' counts attempts at an assessment, and there is none; add 'assessment' or leave it out"
        yield course.sheet.problem(("attempts",), message)


def enough_to_draw(course: WrittenCourse) -> Iterator[Problem]:
    """An assessment that asks more questions than the bank holds."""
    sheet = course.sheet.value
    held = sum(len(module.bank) for module in course.modules)
    if sheet and sheet.assessment and course.modules and held < sheet.assessment.questions:
        has = f"the files in questions/ hold {held}" if held else "there are none in questions/"
        message = f"each attempt draws {sheet.assessment.questions} questions and {has}; write more or draw fewer"
        yield course.sheet.problem(("assessment", "questions"), message)


def minutes_add_up(course: WrittenCourse) -> Iterator[Problem]:
    """A length of the whole that is not that of its modules."""
    sheet = course.sheet.value
    sheets = [module.sheet.value for module in course.modules if module.sheet.value]
    total = sum(one.minutes for one in sheets if not one.optional)
    if sheet and sheet.minutes is not None and course.modules and sheet.minutes != total:
        yield course.sheet.problem(
            ("minutes",), f"'minutes' says {sheet.minutes}, and the modules take {total}; write {total} or leave it out"
        )


def optional_last(course: WrittenCourse) -> Iterator[Problem]:
    """Modules to look up that stand before what must be taken, that make the score, or that are all there is."""
    sheets = [(module, module.sheet.value) for module in course.modules if module.sheet.value]
    last = max((at for at, (_, sheet) in enumerate(sheets) if not sheet.optional), default=-1)
    for at, (module, sheet) in enumerate(sheets):
        if sheet.optional and at < last:
            yield module.sheet.problem(("optional",), "an optional module comes after all others")
        if sheet.optional and last < 0:
            yield module.sheet.problem(("optional",), "at least one module must not be optional")
        if sheet.optional and (module.bank or any(screen.check for screen in module.screens)):
            yield module.sheet.problem(
                ("optional",), "nobody need open an optional module; it can have no knowledge check and no questions"
            )


def named_values(course: WrittenCourse) -> Iterator[Problem]:
    """Values of a partner, named on a sheet, that no partner has."""
    sheets: list[Document[CourseSheet] | Document[ModuleSheet]] = [course.sheet]
    for document in [*sheets, *(module.sheet for module in course.modules)]:
        for path, text in texts_of(document.tree.value):
            for name in partners.VALUE.findall(text):
                if name not in partners.KNOWN:
                    yield document.problem(path, partners.unknown_value(name))


def texts_of(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a sheet with its path."""
    if isinstance(value, str):
        yield path, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from texts_of(inner, (*path, key))


def terms_told(course: WrittenCourse) -> Iterator[Problem]:
    """What is wrong in the glossary: its texts, terms given twice, and terms that no screen has in bold."""
    document = course.glossary
    terms = document.value.terms if document and document.value else {}
    if not document or not terms:
        return
    reach = reach_of(course)
    bold = {words for module in course.modules for words in bold_words(module)}
    seen: dict[str, str] = {}
    for term, text in terms.items():
        path = ("terms", term)
        for token in markup.inline(text):
            yield from (document.problem(path, fault.message) for _, fault in proofing.faults(token, reach))
        if term.casefold() in seen:
            yield document.problem(path, f"the term '{seen[term.casefold()]}' is given already")
        seen.setdefault(term.casefold(), term)
        if not bold & {term.casefold(), f"{term.casefold()}s"} and course.modules:
            message = f"no screen has the term '{term}' in bold, where learners could ask what it means"
            yield document.problem(path, message, Severity.WARNING)


def memory(course: WrittenCourse) -> Iterator[Problem]:
    """More to remember of a learner than the strictest LMS keeps."""
    screens = sum(len(module.screens) for module in course.modules)
    answers = longest_answers(asked for module in course.modules for asked in module.asked)
    bank = sorted(longest_answers(asked for module in course.modules for asked in module.bank), reverse=True)
    assessment = course.sheet.value.assessment if course.sheet.value else None
    drawn = [*bank[: assessment.questions if assessment else 0], *bank[:MOST_OUT]]
    need = longest_record(screens, answers, len(course.modules), drawn)
    if need > LIMIT:
        yield course.sheet.problem(
            ("modules",),
            f"a learner's record would need {need:,} characters and an LMS keeps {LIMIT:,}; split the course",
        )


def longest_answers(asked: Iterable[Asked]) -> list[int]:
    """How many characters the answer to each may take."""
    return [value.longest_answer for one in asked if (value := one.document.value)]


def codes_apart(course: WrittenCourse) -> Iterator[Problem]:
    """Ids whose short codes in a learner's record would be the same."""
    screens = [screen.id for module in course.modules for screen in module.screens]
    modules = [ASSESSMENT, *(module.sheet.value.id for module in course.modules if module.sheet.value)]
    asked = [one.document.value for module in course.modules for one in (*module.asked, *module.bank)]
    activities = {value.id: value.shape for value in asked if value and value.id}
    for kind, named in (("screen", dict.fromkeys(screens)), ("module", modules), ("activity", activities.values())):
        if found := clash(kind, named):
            one, other = (name.partition(" ")[0] for name in found)
            message = f"the {kind} ids '{one}' and '{other}' look alike in a learner's record; change the newer one"
            yield course.sheet.problem(("modules",), message)


def media_used(course: WrittenCourse) -> Iterator[Problem]:
    """Files in `media/` that no screen shows or links to."""
    used = {
        str(one.attrs.get("src", one.attrs.get("href", "")))
        for module in course.told
        for token in all_tokens(module)
        for one in token.children or ()
    }
    used |= {captions_of(name) for name in used}
    folder = course.sheet.source.file.removesuffix("course.yaml")
    for name in course.media:
        if name not in used:
            yield Problem("no screen shows this file", f"{folder}{name}", severity=Severity.WARNING)


COURSE_RULES = (
    missing_ids,
    anchors_once,
    activities_once,
    modules_once,
    minutes_add_up,
    optional_last,
    named_values,
    terms_told,
    attempts_at_something,
    memory,
    codes_apart,
    media_used,
)
MODULE_RULES = (notes_used, abbreviations_used)
