"""What a standard is to the rest of the exporter: its manifest, its adapter and its limits.

Law: a standard knows nothing of pages; it is handed the names of the files and which of them is launched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from scorm_export.course import Course
from scorm_export.sheets import Completion
from scorm_export.standards.markup import child, shortened

MANIFEST = "imsmanifest.xml"
TITLE_LIMIT = 200  # the schemas' limit; Moodle stops an import at 255
SCRIPTS = Path(__file__).parent / "scripts"
SHARED = ("discovery", "conversation", "outbox", "forms")

ManifestWriter: TypeAlias = Callable[[Course, Collection[str], str], bytes]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard, under the key that `--standard` takes. The limits are in characters."""

    key: str
    title: str
    manifest: ManifestWriter
    """`manifest(course, files, launch)`: the document that lists them; `launch` is one of `files`."""
    script: str
    suspend_limit: int
    location_limit: int

    def adapter(self) -> str:
        """The JavaScript that speaks to the LMS: one closure that leaves `window.courseLms` behind."""
        return adapter(self.script)


@cache
def adapter(script: str) -> str:
    """The shared scripts around one standard's own, in one closure."""
    parts = [(SCRIPTS / f"{name}.js").read_text("utf-8") for name in (*SHARED, script, "lms")]
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers of a manifest: legal xs:ID, made of the course's id alone.

    An LMS finds a learner's progress again by them when a package is replaced, so neither the version nor
    the standard may be in them. The leading word makes an id that begins with a digit legal.
    """

    course_id: str

    @property
    def manifest(self) -> str:
        """Of the whole package."""
        return f"course-{self.course_id}"

    @property
    def organization(self) -> str:
        """Of the one organisation."""
        return f"{self.manifest}-organization"

    @property
    def item(self) -> str:
        """Of the one item, which Moodle matches on a second upload."""
        return f"{self.manifest}-item"

    @property
    def resource(self) -> str:
        """Of the one resource."""
        return f"{self.manifest}-resource"

    @property
    def objective(self) -> str:
        """Of the primary objective (2004)."""
        return f"{self.manifest}-objective"


def passing_is_the_rule(course: Course) -> bool:
    """Whether a pass mark may stand in the manifest.

    Moodle turns any status into passed or failed at Finish where one stands there, also `incomplete`:
    only where a pass alone completes the course does that do no harm.
    """
    return course.completion is Completion.PASSED


def listed(files: Collection[str], launch: str) -> list[str]:
    """The files as `href` values: the launched one first, then the others by name; never the manifest."""
    others = sorted(name for name in files if name not in (launch, MANIFEST))
    return [quote(name) for name in (launch, *others)]


def organized(top: etree._Element, title: str, names: Names) -> tuple[etree._Element, etree._Element]:
    """One organization with one item, the same in every SCORM edition, added to the manifest; both are given back."""
    short = shortened(title, TITLE_LIMIT)
    organizations = child(top, "organizations", None, {"default": names.organization})
    organization = child(organizations, "organization", None, {"identifier": names.organization})
    child(organization, "title", short)
    # Open edX lists an item only where isvisible is written out.
    marks = {"identifier": names.item, "identifierref": names.resource, "isvisible": "true"}
    item = child(organization, "item", None, marks)
    child(item, "title", short)
    return organization, item
