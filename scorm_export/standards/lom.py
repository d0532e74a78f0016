"""What a catalogue may know of a course: learning object metadata in the two forms that manifests carry.

Law: elements stand in the order of their schemas (IMS Learning Resource Meta-Data 1.2.1, IEEE LOM 1.0).
"""

from __future__ import annotations

from lxml import etree

from scorm_export.course import Course
from scorm_export.standards.markup import child, shortened

IMSMD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
TITLE = 1000
DESCRIPTION = 1000
KEYWORDS = 10
KEYWORD = 1000


def imsmd(parent: etree._Element, course: Course) -> None:
    """The form that SCORM 1.2 uses, under the prefix `imsmd`."""

    def said(at: etree._Element, name: str, text: str, language: str = course.language) -> etree._Element:
        made = child(at, f"imsmd:{name}")
        child(made, "imsmd:langstring", text, {"xml:lang": language})
        return made

    def chosen(at: etree._Element, name: str, value: str) -> None:
        made = child(at, f"imsmd:{name}")
        said(made, "source", "LOMv1.0", "x-none")
        said(made, "value", value, "x-none")

    lom = child(parent, "imsmd:lom")
    general = child(lom, "imsmd:general")
    said(general, "title", shortened(course.title, TITLE))
    child(general, "imsmd:language", course.language)
    said(general, "description", shortened(course.summary, DESCRIPTION))
    for objective in _keywords(course):
        said(general, "keyword", objective)
    said(child(lom, "imsmd:lifecycle"), "version", course.version)
    educational = child(lom, "imsmd:educational")
    chosen(educational, "intendedenduserrole", "Learner")
    child(child(educational, "imsmd:typicallearningtime"), "imsmd:datetime", duration(course.minutes))
    said(educational, "description", shortened(course.audience, DESCRIPTION))
    rights = child(lom, "imsmd:rights")
    chosen(rights, "cost", "no")
    chosen(rights, "copyrightandotherrestrictions", "yes")
    said(rights, "description", shortened(_terms(course), DESCRIPTION))


def ieee(parent: etree._Element, course: Course) -> None:
    """The form that SCORM 2004 uses, under the prefix `lom`."""

    def said(at: etree._Element, name: str, text: str) -> None:
        child(child(at, f"lom:{name}"), "lom:string", text, {"language": course.language})

    def chosen(at: etree._Element, name: str, value: str) -> None:
        made = child(at, f"lom:{name}")
        child(made, "lom:source", "LOMv1.0")
        child(made, "lom:value", value)

    lom = child(parent, "lom:lom")
    general = child(lom, "lom:general")
    said(general, "title", shortened(course.title, TITLE))
    child(general, "lom:language", course.language)
    said(general, "description", shortened(course.summary, DESCRIPTION))
    for objective in _keywords(course):
        said(general, "keyword", objective)
    said(child(lom, "lom:lifeCycle"), "version", course.version)
    educational = child(lom, "lom:educational")
    chosen(educational, "intendedEndUserRole", "learner")
    child(child(educational, "lom:typicalLearningTime"), "lom:duration", duration(course.minutes))
    said(educational, "description", shortened(course.audience, DESCRIPTION))
    rights = child(lom, "lom:rights")
    chosen(rights, "cost", "no")
    chosen(rights, "copyrightAndOtherRestrictions", "yes")
    said(rights, "description", shortened(_terms(course), DESCRIPTION))


def duration(minutes: int) -> str:
    """ISO 8601: PT1H20M."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _keywords(course: Course) -> list[str]:
    return [shortened(text, KEYWORD) for text in course.objectives.values()][:KEYWORDS]


def _terms(course: Course) -> str:
    return f"{course.owner}, {course.licence}"
