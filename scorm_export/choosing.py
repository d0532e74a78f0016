"""What a partner's own choices would break in a course: links that lead nowhere, too few questions to draw.

Law: the rules are those of the course; only what breaks by the choice is said, at its place in the partner's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.authoring.problems import Problem, is_fatal, unknown
from scorm_export.audiences import chosen, modules_for
from scorm_export.checking import WrittenCourse, of_what_is_left, reach_of, within
from scorm_export.partners import Choices, Partner
from scorm_export.statement import statement_problems


def broken(course: WrittenCourse, partner: Partner) -> Iterator[tuple[tuple[str, ...], str]]:
    """The place in a partner's file and a sentence for each choice that this course cannot bear."""
    sheet = course.sheet.value
    if sheet is None:
        return
    choices = partner.choices(sheet.id)
    missing = [name for name in choices.modules if name not in sheet.modules]
    for name in missing:
        yield ("courses", sheet.id, "modules"), unknown("module", name, sheet.modules)
    if missing or choices == Choices():
        return
    theirs = as_chosen(course, choices, partner)
    if not theirs.modules:
        yield ("courses", sheet.id, "modules"), f"no module of {sheet.id} is left for this partner"
        return
    already = set(faults(as_chosen(course, Choices(), partner)))
    for problem in faults(theirs):
        if problem not in already and is_fatal([problem]):
            where = f"{problem.file}, line {problem.line}"
            yield place(partner, sheet.id, choices), f"{sheet.id} would break: {problem.message} ({where})"


def as_chosen(course: WrittenCourse, choices: Choices, partner: Partner) -> WrittenCourse:
    """The course as written, with what the partner takes of it."""
    if course.sheet.value is None:
        return course
    sheet, modules = chosen(course.modules, course.sheet.value, choices)
    return replace(course, sheet=replace(course.sheet, value=sheet), modules=modules_for(modules, partner.roles))


def faults(course: WrittenCourse) -> Iterator[Problem]:
    """What can go wrong when modules are left out."""
    yield from of_what_is_left(course)
    if course.statement:
        yield from statement_problems(course.statement, within(course.statement, reach_of(course)))


def place(partner: Partner, course: str, choices: Choices) -> tuple[str, ...]:
    """Where the choice stands: with the one course, or above all."""
    own = partner.courses.get(course)
    if own and (own.modules or own.completion == choices.completion):
        return ("courses", course, "modules" if own.modules else "completion")
    return ("completion",)
