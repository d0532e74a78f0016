"""SCORM 2004: its manifest (Content Aggregation Model, section 3.4) and its limits; the edition is a parameter.

Law: exact schema version, literal prefixes, elements in schema order, no schema location claimed, and no
global objectives, since Moodle 4.3 fails on any mapping of one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from scorm_export.course import Course
from scorm_export.standards import lom
from scorm_export.standards.markup import child, root, written
from scorm_export.standards.standard import Names, Standard, listed, organized, passing_is_the_rule

NAMESPACES: dict[str | None, str] = {
    None: "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
    "lom": lom.LOM,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its key here, and the exact words of its schema version."""

    key: str
    schemaversion: str

    def manifest(self, course: Course, files: Collection[str], launch: str) -> bytes:
        """`imsmanifest.xml` for these files."""
        names = Names(course.id)
        top = root("manifest", NAMESPACES, identifier=names.manifest, version=course.version)
        metadata = child(top, "metadata")
        child(metadata, "schema", "ADL SCORM")
        child(metadata, "schemaversion", self.schemaversion)
        lom.ieee(metadata, course)
        _organizations(top, course, names)
        _resources(top, names, listed(files, launch))
        return written(top)


FOURTH = Edition("scorm2004-4th", "2004 4th Edition")


def standard(edition: Edition) -> Standard:
    """SCORM 2004 in that edition."""
    return Standard(
        key=edition.key,
        title=f"SCORM {edition.schemaversion}",
        manifest=edition.manifest,
        script="scorm2004",
        suspend_limit=64000,
        location_limit=1000,
    )


def _organizations(top: etree._Element, course: Course, names: Names) -> None:
    organization, item = organized(top, course.title, names)
    _item_sequencing(item, course, names)
    sequencing = child(organization, "imsss:sequencing")
    child(sequencing, "imsss:controlMode", None, {"choice": "true", "flow": "true"})


def _item_sequencing(item: etree._Element, course: Course, names: Names) -> None:
    sequencing = child(item, "imsss:sequencing")
    if passing_is_the_rule(course):
        objectives = child(sequencing, "imsss:objectives")
        marks = {"objectiveID": names.objective, "satisfiedByMeasure": "true"}
        primary = child(objectives, "imsss:primaryObjective", None, marks)
        child(primary, "imsss:minNormalizedMeasure", _share(course.pass_mark))
    # The course speaks for itself; an LMS must not call it complete because it was merely opened.
    kept = {"tracked": "true", "completionSetByContent": "true", "objectiveSetByContent": "true"}
    child(sequencing, "imsss:deliveryControls", None, kept)


def _share(per_cent: int) -> str:
    return f"{per_cent / 100:.2f}"


def _resources(top: etree._Element, names: Names, hrefs: list[str]) -> None:
    marks = {"identifier": names.resource, "type": "webcontent", "adlcp:scormType": "sco", "href": hrefs[0]}
    resource = child(child(top, "resources"), "resource", None, marks)
    for href in hrefs:
        child(resource, "file", None, {"href": href})


STANDARD = standard(FOURTH)
