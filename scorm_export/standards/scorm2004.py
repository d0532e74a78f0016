"""SCORM 2004: its manifest (Content Aggregation Model, section 3.4) and its limits; the edition is a parameter.

Law: exact schema version, literal prefixes, elements in schema order, a schema location only where one is given, and
no global objectives, since Moodle 4.3 fails on any mapping of one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from scorm_export.course import Course
from scorm_export.standards import lom
from scorm_export.standards.markup import child, root, written
from scorm_export.standards.standard import (
    MANIFEST,
    Names,
    Standard,
    listed,
    organized,
    passing_is_the_rule,
    resourced,
)

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
    """One edition: its key here, the exact words of its schema version, and how much every LMS keeps of a learner."""

    key: str
    schemaversion: str
    suspend_limit: int
    """Characters of suspend data that an LMS must keep (RTE 4.2, cmi.suspend_data: the smallest permitted maximum)."""

    def manifest(self, course: Course, files: Collection[str], launch: str, locations: str) -> bytes:
        """`imsmanifest.xml` for these files."""
        names = Names(course.identity)
        top = root("manifest", NAMESPACES, locations, identifier=names.manifest, version=course.version)
        metadata = child(top, "metadata")
        child(metadata, "schema", "ADL SCORM")
        child(metadata, "schemaversion", self.schemaversion)
        lom.ieee(metadata, course)
        _organizations(top, course, names)
        resourced(top, names, listed(files, launch), "scormType")
        return written(top)


THIRD = Edition("scorm2004-3rd", "2004 3rd Edition", 4000)
FOURTH = Edition("scorm2004-4th", "2004 4th Edition", 64000)


def standard(edition: Edition) -> Standard:
    """SCORM 2004 in that edition."""
    return Standard(
        key=edition.key,
        title=f"SCORM {edition.schemaversion}",
        scripts=("discovery", "conversation", "outbox", "forms", "identifiers", "lengths", "scorm2004", "lms"),
        suspend_limit=edition.suspend_limit,
        location_limit=1000,
        document=MANIFEST,
        writer=edition.manifest,
        namespaces=tuple(NAMESPACES.values()),
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


THIRD_EDITION = standard(THIRD)
FOURTH_EDITION = standard(FOURTH)
