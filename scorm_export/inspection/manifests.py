"""Rules for imsmanifest.xml of SCORM 1.2 and 2004: one short function each, from a manifest to findings.

Law: a rule only looks and says; every rule runs, whatever the others found. Sources: the CAM books of both standards,
their XSDs, and what named LMSs were seen to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from lxml import etree

from scorm_export.inspection.documents import attribute, children, in_order, is_outside, local, path_of, space
from scorm_export.inspection.findings import Finding

NAME = "imsmanifest.xml"
VERSIONS = {
    "1.2": "SCORM 1.2",
    "CAM 1.3": "SCORM 2004 2nd Edition",
    "2004 3rd Edition": "SCORM 2004 3rd Edition",
    "2004 4th Edition": "SCORM 2004 4th Edition",
}
IMSCP = {
    "SCORM 1.2": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "SCORM 2004": "http://www.imsglobal.org/xsd/imscp_v1p1",
}
ADLCP = {
    "SCORM 1.2": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "SCORM 2004": "http://www.adlnet.org/xsd/adlcp_v1p3",
}
XML_ID = re.compile(r"[A-Za-z_][\w.-]*")
LONGEST_TITLE = 200
"""What the schema of 1.2 allows; that of 2004 sets no bound."""
LONGEST_IMPORTED = 255
"""What Moodle imports."""
LONGEST_VERSION = 20
ORDERS = {
    "manifest": ("metadata", "organizations", "resources", "manifest", "sequencingCollection"),
    "organization": ("title", "item", "metadata", "sequencing"),
    "resource": ("metadata", "file", "dependency"),
}
ITEM_ORDER = ("prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore")
"""ADL's own elements of an item, as the 1.2 standard lists them; its schema takes them in any order."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that could be read, and the names of the files beside it."""

    top: etree._Element
    files: frozenset[str]

    @property
    def version(self) -> str:
        """What schemaversion says, exactly."""
        found = next((one for one in self.top.iter() if local(one) == "schemaversion"), None)
        return found.text or "" if found is not None else ""

    @property
    def family(self) -> str:
        """SCORM 1.2 or SCORM 2004, by its words, else by its namespace."""
        if self.version in VERSIONS:
            return "SCORM 1.2" if self.version == "1.2" else "SCORM 2004"
        return "SCORM 2004" if space(self.top) == IMSCP["SCORM 2004"] else "SCORM 1.2"

    @property
    def standard(self) -> str:
        """The standard in words."""
        return VERSIONS.get(self.version, self.family)

    def all(self, name: str) -> list[etree._Element]:
        """Every element of that name, in document order."""
        return [one for one in self.top.iter() if local(one) == name]

    @property
    def resources(self) -> dict[str, etree._Element]:
        """The resources by their identifier."""
        return {attribute(one, "identifier") or "": one for one in self.all("resource")}

    @property
    def scos(self) -> list[etree._Element]:
        """The resources that speak to the LMS."""
        return [one for one in self.all("resource") if (kind_of(one) or "").lower() == "sco"]


Rule: TypeAlias = Callable[[Manifest], Iterator[Finding]]


def kind_of(resource: etree._Element) -> str | None:
    """What scormtype says, in either standard's case."""
    found = attribute(resource, "scormtype")
    return found if found is not None else attribute(resource, "scormType")


def said(code: str, message: str, where: str = NAME) -> Finding:
    """A finding in the manifest."""
    return Finding(code, where, message)


def namespaces(manifest: Manifest) -> Iterator[Finding]:
    """The namespace of the root, and the literal prefixes that importers look for."""
    wanted = IMSCP[manifest.family]
    if space(manifest.top) != wanted:
        yield said("namespace", f"the root is in '{space(manifest.top)}'; {manifest.family} has {wanted}")
    if manifest.top.prefix:
        yield said("prefix", f"the root has the prefix '{manifest.top.prefix}'; importers look for names without one")
    known = ADLCP[manifest.family]
    for prefix, uri in manifest.top.nsmap.items():
        if uri == known and prefix != "adlcp":
            yield said("prefix", f"'{prefix}' stands for the ADL names; importers look for 'adlcp' as it stands")


def schema_version(manifest: Manifest) -> Iterator[Finding]:
    """The exact words."""
    if manifest.version not in VERSIONS:
        told = f"'{manifest.version}'" if manifest.version else "missing"
        yield said(
            "schema-version", f"schemaversion is {told}; write one of {', '.join(VERSIONS)}, and nothing around it"
        )


def identifiers(manifest: Manifest) -> Iterator[Finding]:
    """Legal, and once."""
    seen: set[str] = set()
    for element in manifest.top.iter():
        if local(element) not in ("manifest", "organization", "item", "resource"):
            continue
        found = attribute(element, "identifier")
        if not found or not XML_ID.fullmatch(found):
            told = f"'{found}'" if found else "missing"
            yield said(
                "identifier", f"the identifier of <{local(element)}> is {told}; it begins with a letter, no spaces"
            )
        elif found in seen:
            yield said("identifier-twice", f"'{found}' is given twice")
        seen.add(found or "")
    version = attribute(manifest.top, "version") or ""
    if len(version) > LONGEST_VERSION:
        yield said("version-long", f"the version has {len(version)} characters")


def organizations(manifest: Manifest) -> Iterator[Finding]:
    """One at least, and the default is one of them."""
    every = {attribute(one, "identifier") for one in manifest.all("organization")}
    if not every:
        yield said("organization", "there is no <organization>")
    for parent in manifest.all("organizations"):
        default = attribute(parent, "default")
        if every and default is not None and default not in every:
            yield said("organization", f"the default is '{default}', and no organisation is called so")


def order(manifest: Manifest) -> Iterator[Finding]:
    """Children in the order of the schema."""
    for name, wanted in ORDERS.items():
        for element in manifest.all(name):
            if not in_order(map(local, element), wanted):
                yield said("order", f"the children of <{name}> stand as {' '.join(local(one) for one in element)}")
    for item in manifest.all("item"):
        names = [local(child) for child in item]
        if "title" in names[1:]:
            yield said("order", "a <title> does not stand first in its <item>")
        if manifest.family == "SCORM 1.2" and not in_order(names, ITEM_ORDER):
            stand = " ".join(name for name in names if name in ITEM_ORDER)
            yield said("item-order", f"in '{attribute(item, 'identifier')}' they stand as {stand}")


def titles(manifest: Manifest) -> Iterator[Finding]:
    """There, no naught, and not too long."""
    longest = LONGEST_TITLE if manifest.family == "SCORM 1.2" else LONGEST_IMPORTED
    for element in (*manifest.all("organization"), *manifest.all("item")):
        found = children(element, "title")
        text = " ".join((found[0].text or "").split()) if found else ""
        name = attribute(element, "identifier") or local(element)
        if not text:
            yield said("title", f"'{name}' has no title")
        elif text == "0":
            yield said("title-zero", f"the title of '{name}' is 0")
        elif len(text) > LONGEST_TITLE:
            code = "title-long" if len(text) > longest else "title-wordy"
            yield said(code, f"the title of '{name}' has {len(text)} characters")


def items(manifest: Manifest) -> Iterator[Finding]:
    """What items open."""
    resources = manifest.resources
    for item in manifest.all("item"):
        name, target = attribute(item, "identifier"), attribute(item, "identifierref")
        inner = children(item, "item")
        if target and target not in resources:
            yield said("item-resource", f"'{name}' names the resource '{target}', and there is none")
        if inner and target and manifest.family == "SCORM 2004":
            yield said("item-leaf", f"'{name}' has items in it and a resource too")
        if not inner and not target:
            yield said("item-leaf", f"'{name}' opens nothing")
        parent = item.getparent()
        if parent is not None and local(parent) == "item" and attribute(item, "isvisible") is None:
            yield said("item-visible", f"'{name}' does not say isvisible=\"true\"")


def resources_launched(manifest: Manifest) -> Iterator[Finding]:
    """SCOs, and what is launched."""
    wanted = "scormtype" if manifest.family == "SCORM 1.2" else "scormType"
    other = "scormType" if wanted == "scormtype" else "scormtype"
    for resource in manifest.all("resource"):
        if attribute(resource, other) is not None and attribute(resource, wanted) is None:
            yield said("scorm-type", f"write adlcp:{wanted} in {manifest.family}, not {other}")
        if attribute(resource, "type") is None:
            yield said("resource-type", f"'{attribute(resource, 'identifier')}' has none; write type=\"webcontent\"")
        yield from address(manifest, resource)
    if not manifest.scos:
        yield said("no-sco", "no resource has the scormtype sco")
    elif any(not attribute(one, "href") for one in manifest.scos):
        yield said("no-sco", "a SCO has no href, so that nothing can be launched")
    if len(manifest.scos) > 1:
        yield said("several-scos", f"there are {len(manifest.scos)}")


def address(manifest: Manifest, resource: etree._Element) -> Iterator[Finding]:
    """What a resource opens: within reach, in the zip, and in 2004 among its own files."""
    href = attribute(resource, "href")
    if not href:
        return
    if is_outside(href) or is_outside(based(resource)):
        if resource in manifest.scos:
            yield Finding("sco-outside", href, "a SCO is launched from there")
        return
    if path_of(based(resource) + href) not in manifest.files:
        yield Finding("launch-missing", href, "a resource launches it, and the zip has no such file")
    listed = [path_of(attribute(one, "href") or "") for one in children(resource, "file")]
    if manifest.family == "SCORM 2004" and path_of(href) not in listed:
        yield said("launch-unlisted", f"'{attribute(resource, 'identifier')}' opens '{href}' and lists no such <file>")


def first_launched(manifest: Manifest) -> Iterator[Finding]:
    """The first resource with an address is the one that the first item opens."""
    launched = next(
        (attribute(item, "identifierref") for item in manifest.all("item") if attribute(item, "identifierref")), None
    )
    first = next((one for one in manifest.all("resource") if attribute(one, "href")), None)
    if first is not None and launched in manifest.resources and attribute(first, "identifier") != launched:
        yield said("launch-order", f"'{launched}' is launched and '{attribute(first, 'identifier')}' stands first")


def files_listed(manifest: Manifest) -> Iterator[Finding]:
    """Listed and there; there and listed."""
    listed = {NAME}
    for resource in manifest.all("resource"):
        base = based(resource)
        hrefs = [attribute(one, "href") or "" for one in children(resource, "file")]
        listed.update(path_of(base + href) for href in (attribute(resource, "href") or "", *hrefs))
        for href in hrefs:
            if path_of(base + href) not in manifest.files:
                yield Finding("file-missing", href, "a resource lists it, and the zip has no such file")
    unlisted = sorted(
        name
        for name in manifest.files - listed
        if not name.endswith("/") and PurePosixPath(name).suffix not in (".xsd", ".dtd")
    )
    if unlisted:
        yield Finding(
            "file-unlisted", unlisted[0], f"{len(unlisted)} files of the zip are listed nowhere, this one first"
        )


def based(resource: etree._Element) -> str:
    """What xml:base puts before the addresses of a resource."""
    parts = []
    place: etree._Element | None = resource
    while place is not None:
        parts.append(attribute(place, "base") or "" if local(place) != "organizations" else "")
        place = place.getparent()
    return "".join(reversed(parts))


def pass_marks(manifest: Manifest) -> Iterator[Finding]:
    """Pass marks that can be read."""
    for score in manifest.all("masteryscore"):
        text = (score.text or "").strip()
        if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or not 0 < float(text) <= 100:
            yield said("mastery-score", f"masteryscore is '{text}'")
    for measure in manifest.all("minNormalizedMeasure"):
        text = (measure.text or "").strip()
        if not re.fullmatch(r"-?[01](\.\d+)?", text) or not -1 <= float(text) <= 1:
            yield said("measure", f"minNormalizedMeasure is '{text}'")


def sequencing(manifest: Manifest) -> Iterator[Finding]:
    """What is legal and breaks Moodle."""
    if manifest.all("mapInfo"):
        yield said("map-info", "leave out global objectives, or keep the package from Moodle 4.3")
    for parent in manifest.all("resources"):
        if attribute(parent, "base"):
            yield said("base", "move xml:base to the resource")


def control_documents(manifest: Manifest) -> Iterator[Finding]:
    """Schema files that the manifest points to."""
    location = next(
        (str(value) for key, value in manifest.top.attrib.items() if str(key).endswith("schemaLocation")), ""
    )
    pointed = [name for name in location.split()[1::2] if not is_outside(name)]
    missing = [name for name in pointed if name not in manifest.files]
    if missing:
        yield said(
            "control-documents", f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} claimed and not there"
        )
    elif not any(name.endswith(".xsd") for name in manifest.files):
        yield said("control-documents", "the package has no schema files")


RULES: tuple[Rule, ...] = (
    namespaces,
    schema_version,
    identifiers,
    organizations,
    order,
    titles,
    items,
    resources_launched,
    first_launched,
    files_listed,
    pass_marks,
    sequencing,
    control_documents,
)
