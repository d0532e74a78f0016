"""What a standard is to the rest of the exporter: its manifest, its adapter and its limits.

Law: a standard knows nothing of pages; it is handed the names of the files and which of them is launched.
"""

from __future__ import annotations

import re
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

ManifestWriter: TypeAlias = Callable[[Course, Collection[str], str, str], bytes]
"""`manifest(course, files, launch, locations)`: the document that lists the files; `launch` is one of them."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard, under the key that `--standard` takes. The limits are in characters."""

    key: str
    title: str
    scripts: tuple[str, ...]
    """What its adapter is made of, in order."""
    suspend_limit: int
    location_limit: int
    document: str = ""
    """The name of its manifest in the zip; nothing where it has none."""
    writer: ManifestWriter | None = None
    namespaces: tuple[str, ...] = ()
    """Those whose schemas a strict checker wants beside the manifest, the manifest's own first."""
    reaches: str = ""
    """What its adapter may connect to, as a content security policy says it; nothing: no connection at all."""
    player: tuple[str, ...] = ()
    """The player's scripts that only courses in this standard need."""

    def manifest(self, course: Course, files: Collection[str], launch: str, locations: str = "") -> bytes:
        """The document that lists these files. `locations` says where the schemas of its namespaces lie."""
        if self.writer is None:
            raise ValueError(f"{self.title} has no manifest")
        return self.writer(course, files, launch, locations)

    def documents(self, course: Course, files: Collection[str], launch: str, locations: str = "") -> dict[str, bytes]:
        """What it adds to the course's files: its manifest, if it has one."""
        return {self.document: self.manifest(course, files, launch, locations)} if self.document else {}

    def adapter(self) -> str:
        """The JavaScript that speaks to the LMS: one closure that leaves `window.courseLms` behind."""
        return adapter(self.scripts, self.suspend_limit, self.location_limit)


@cache
def adapter(scripts: tuple[str, ...], suspend: int, location: int) -> str:
    """The scripts in one closure, with the limits that they keep to."""
    parts = [(SCRIPTS / f"{name}.js").read_text("utf-8") for name in scripts]
    limits = f"const MOST = {{ suspend: {suspend}, location: {location} }};\n"
    return "(() => {\n'use strict';\n" + limits + "\n".join(parts) + "})();\n"


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers of a manifest: legal xs:ID, made of the course's identity alone.

    An LMS finds a learner's progress again by them when a package is replaced, so neither the version nor
    the standard may be in them. The leading word makes an id that begins with a digit legal.
    """

    identity: str

    @property
    def manifest(self) -> str:
        """Of the whole package."""
        return f"course-{self.identity}"

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
    # Moodle drops a space between an ampersand and a letter beyond ASCII, but not one that does not break.
    short = re.sub(r"& (?=[^\x00-\x7f])", "&\u00a0", shortened(title, TITLE_LIMIT))
    organizations = child(top, "organizations", None, {"default": names.organization})
    organization = child(organizations, "organization", None, {"identifier": names.organization})
    child(organization, "title", short)
    # Open edX lists an item only where isvisible is written out.
    marks = {"identifier": names.item, "identifierref": names.resource, "isvisible": "true"}
    item = child(organization, "item", None, marks)
    child(item, "title", short)
    return organization, item


def resourced(top: etree._Element, names: Names, hrefs: list[str], scorm_type: str) -> None:
    """The one resource with its files, the launched one first. `scorm_type` is how the edition spells that word."""
    marks = {"identifier": names.resource, "type": "webcontent", f"adlcp:{scorm_type}": "sco", "href": hrefs[0]}
    resource = child(child(top, "resources"), "resource", None, marks)
    for href in hrefs:
        child(resource, "file", None, {"href": href})
