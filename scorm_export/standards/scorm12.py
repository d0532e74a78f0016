"""SCORM 1.2: its manifest (Content Aggregation Model 1.2, section 2.3) and its limits.

Law: exact schema version, literal prefixes, elements in schema order; a schema location only where one is given.
"""

from __future__ import annotations

from collections.abc import Collection

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
    None: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "imsmd": lom.IMSMD,
}


def manifest(course: Course, files: Collection[str], launch: str, locations: str) -> bytes:
    """`imsmanifest.xml` for these files."""
    names = Names(course.identity)
    top = root("manifest", NAMESPACES, locations, identifier=names.manifest, version=course.version)
    metadata = child(top, "metadata")
    child(metadata, "schema", "ADL SCORM")
    child(metadata, "schemaversion", "1.2")
    lom.imsmd(metadata, course)
    _organizations(top, course, names)
    resourced(top, names, listed(files, launch), "scormtype")
    return written(top)


def _organizations(top: etree._Element, course: Course, names: Names) -> None:
    _, item = organized(top, course.title, names)
    if passing_is_the_rule(course):
        child(item, "adlcp:masteryscore", str(course.pass_mark))


STANDARD = Standard(
    key="scorm12",
    title="SCORM 1.2",
    scripts=("discovery", "conversation", "outbox", "forms", "identifiers", "scorm12", "lms"),
    suspend_limit=4096,
    location_limit=255,
    document=MANIFEST,
    writer=manifest,
    namespaces=tuple(NAMESPACES.values()),
)
