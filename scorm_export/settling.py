"""Whether what a partner asks for can be had: the standard, the courses, the modules, and what leaving some out breaks.

Law: everything is said at its place in the partner's file; a course that is flawed itself is left to `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.authoring.problems import Problem, unknown
from scorm_export.checking import WrittenCourse
from scorm_export.choosing import broken
from scorm_export.library import courses, find
from scorm_export.manuscript import manuscript
from scorm_export.partnership import Member
from scorm_export.standards import STANDARDS


def unbearable(member: Member) -> Iterator[Problem]:
    """What the file asks for that standards and courses cannot do."""
    if member.document is None:
        return
    partner, place = member.partner, member.document.problem
    if partner.standard and partner.standard not in STANDARDS:
        yield place(("standard",), unknown("standard", partner.standard, STANDARDS))
    known = {found.name for found in courses()}
    for id in partner.courses:
        if id not in known:
            yield place(("courses", id), unknown("course", id, known))
    for_all = partner.pass_mark or partner.completion
    for written in read_courses(sorted(known if for_all else known & set(partner.courses))):
        yield from (place(path, message) for path, message in broken(written, partner))


def read_courses(names: Iterable[str]) -> Iterator[WrittenCourse]:
    """The courses of these names as written, where they can be built."""
    for name in names:
        found = find(name)
        read = manuscript(found.folder, found.shown)
        if read.course and read.written:
            yield read.written
