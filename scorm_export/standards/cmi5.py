"""cmi5: its course structure (specification, section 13), one course with one assignable unit.

Law: elements in schema order; everything is called by an IRI that neither version nor standard changes; whether a
learner may move on is the course's own rule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from urllib.parse import quote

from lxml import etree

from scorm_export.course import Course
from scorm_export.sheets import Completion
from scorm_export.standards import lom
from scorm_export.standards.markup import child, root, shortened, written
from scorm_export.standards.standard import TITLE_LIMIT, Standard

DOCUMENT = "cmi5.xml"
NAMESPACES: dict[str | None, str] = {
    None: "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd",
    "lom": lom.LOM,
}
MOVE_ON: Mapping[Completion, str] = MappingProxyType(
    {
        Completion.VIEWED: "Completed",
        Completion.PASSED: "Passed",
        Completion.VIEWED_AND_PASSED: "CompletedAndPassed",
    }
)
DESCRIPTION_LIMIT = 1000


def manifest(course: Course, files: Collection[str], launch: str, locations: str) -> bytes:
    """`cmi5.xml`. An LMS takes the other files as they lie in the zip."""
    top = root("courseStructure", NAMESPACES, locations)
    about = child(top, "course", None, {"id": iri(course, "course", course.identity)})
    _worded(about, course, course.title, course.summary)
    lom.ieee(about, course)
    objectives = child(top, "objectives")
    for id, text in course.objectives.items():
        objective = child(objectives, "objective", None, {"id": iri(course, "objective", id)})
        _worded(objective, course, text, text)
    _unit(top, course, launch)
    return written(top)


def iri(course: Course, kind: str, id: str) -> str:
    """What something in the course is called: `ROOT#objective.1a`.

    Objectives and questions are called the same for every partner and cycle, so that they can be compared; the course
    and its unit are not, so that progress is kept apart.
    """
    return f"{course.root}#{kind}.{id}"


def _unit(top: etree._Element, course: Course, launch: str) -> None:
    marks = {
        "id": iri(course, "unit", course.identity),
        "moveOn": MOVE_ON[course.completion],
        "launchMethod": "AnyWindow",
    }
    if course.completion.asks_to_pass:
        marks["masteryScore"] = f"{course.pass_mark / 100:.2f}"
    unit = child(top, "au", None, marks)
    _worded(unit, course, course.title, course.summary)
    references = child(unit, "objectives")
    for id in course.objectives:
        child(references, "objective", None, {"idref": iri(course, "objective", id)})
    child(unit, "url", quote(launch))


def _worded(at: etree._Element, course: Course, title: str, description: str) -> None:
    for name, text, limit in (("title", title, TITLE_LIMIT), ("description", description, DESCRIPTION_LIMIT)):
        child(child(at, name), "langstring", shortened(text, limit), {"lang": course.language})


STANDARD = Standard(
    key="cmi5",
    title="cmi5",
    scripts=("forms", "lengths", "statements", "store", "visit", "cmi5"),
    suspend_limit=32000,
    location_limit=1000,
    document=DOCUMENT,
    writer=manifest,
    reaches="'self' http: https:",
    player=("launched",),
)
