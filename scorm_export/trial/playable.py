"""What there is to play in a package: its standard, its title, and each unit with its address.

Law: read through inspection, so that hostile packages are met safely; what cannot be played is said in a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scorm_export.inspection import archive, cmi5, documents, manifests
from scorm_export.inspection.archive import Archive
from scorm_export.inspection.documents import attribute, children, local
from scorm_export.inspection.manifests import Manifest
from scorm_export.inspection.package import first_title
from scorm_export.trial.findings import Finding

CMI5 = "cmi5"
RUNTIMES = {"SCORM 1.2": "scorm12", "SCORM 2004": "scorm2004"}
"""The strict LMS's word for each family of standards."""
SUSPEND = {"SCORM 1.2": 4096, "SCORM 2004 4th Edition": 64000}
OLDER = 4000
"""The characters of suspend_data that an LMS must keep (1.2: String4096; 2004: 4,000, from the 4th Edition 64,000)."""
MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to launch: a SCO, or an assignable unit. `address` is within the zip, with query and fragment."""

    identifier: str
    title: str
    address: str
    mastery: str = ""
    launch: str = ""
    move_on: str = ""
    """cmi5: what the LMS asks for before a learner may go on."""
    own_window: bool = False
    """cmi5: whether it must have a window of its own."""


@dataclass(frozen=True, slots=True)
class Playable:
    """A package as it is played."""

    standard: str
    """In words."""
    runtime: str
    title: str
    units: tuple[Unit, ...]

    @property
    def suspend(self) -> int:
        """The characters of suspend_data that an LMS of this standard must keep."""
        return SUSPEND.get(self.standard, OLDER)

    @property
    def is_cmi5(self) -> bool:
        """Whether it speaks to a record store."""
        return self.runtime == CMI5


def playable(held: Archive) -> tuple[Playable | None, tuple[Finding, ...]]:
    """What can be played of an open package, or why nothing can."""
    bombs = [found.message for found in archive.weight(held.zip.infolist()) if found.is_error]
    if bombs:
        return None, (Finding("not-played", "", bombs[0]),)
    name = next((one for one in (manifests.NAME, cmi5.NAME) if one in held.files), None)
    if name is None:
        why = f"there is neither {manifests.NAME} nor {cmi5.NAME} at the root of the zip"
        return None, (Finding("not-played", "", why),)
    top, wrong = documents.xml(held.read(name), name)
    if top is None:
        return None, (Finding("not-played", name, wrong[0].message),)
    return structured(top, held) if name == cmi5.NAME else organised(top, held)


def structured(top: etree._Element, held: Archive) -> tuple[Playable | None, tuple[Finding, ...]]:
    """The assignable units of a cmi5 course structure."""
    every = (assignable(one) for one in top.iter() if local(one) == "au")
    units = tuple(one for one in every if documents.path_of(one.address) in held.files)
    if not units:
        return None, (Finding("not-played", cmi5.NAME, "it names nothing to launch that is in the zip"),)
    title = next((cmi5.words(one, "title") for one in children(top, "course")), "")
    return Playable("cmi5", CMI5, title, units), ()


def assignable(element: etree._Element) -> Unit:
    """One unit of a course structure."""
    identifier = attribute(element, "id") or ""
    found = {name: "".join(text(one) for one in children(element, name)) for name in ("url", "launchParameters")}
    return Unit(
        identifier,
        cmi5.words(element, "title") or identifier,
        found["url"],
        attribute(element, "masteryScore") or "",
        found["launchParameters"],
        attribute(element, "moveOn") or "",
        attribute(element, "launchMethod") == "OwnWindow",
    )


def organised(top: etree._Element, held: Archive) -> tuple[Playable | None, tuple[Finding, ...]]:
    """The SCOs of a SCORM manifest."""
    manifest = Manifest(top, frozenset(held.files))
    units = tuple(unit for unit in launched(manifest) if documents.path_of(unit.address) in held.files)
    if not units:
        return None, (Finding("not-played", manifests.NAME, "it names nothing to launch that is in the zip"),)
    return Playable(manifest.standard, RUNTIMES[manifest.family], first_title(manifest), units), ()


def launched(manifest: Manifest) -> Iterator[Unit]:
    """The units in the order of the default organisation; each SCO where that has none."""
    resources, seen = manifest.resources, False
    scos = {attribute(one, "identifier") for one in manifest.scos}
    for item in items(manifest):
        name = attribute(item, "identifierref")
        if name in scos and name in resources:
            seen = True
            yield unit(item, resources[name])
    if not seen:
        yield from (unit(one, one) for one in manifest.scos or manifest.all("resource") if attribute(one, "href"))


def items(manifest: Manifest) -> list[etree._Element]:
    """The items of the organisation that is played: the default one, else the first."""
    default = next((attribute(one, "default") for one in manifest.all("organizations")), None)
    every = manifest.all("organization")
    wanted = [one for one in every if attribute(one, "identifier") == default] or every
    return [one for one in wanted[0].iter() if local(one) == "item"] if wanted else []


def unit(item: etree._Element, resource: etree._Element) -> Unit:
    """A unit of an item and the resource that it opens."""
    address = manifests.based(resource) + (attribute(resource, "href") or "")
    titles = [text(one) for one in children(item, "title")]
    identifier = attribute(item, "identifier") or ""
    mastery = [text(one) for one in item if local(one) == "masteryscore"]
    measured = [text(one) for one in item.iter() if local(one) == "minNormalizedMeasure"]
    given = [text(one) for one in item if local(one) in ("datafromlms", "dataFromLMS")]
    return Unit(
        identifier,
        next(iter(titles), "") or identifier,
        joined(address, attribute(item, "parameters") or ""),
        next(iter((*mastery, *measured)), ""),
        next(iter(given), ""),
    )


def joined(address: str, parameters: str) -> str:
    """An address with the item's parameters (SCORM 2004 CAM 3.4.1.3): leading signs go, then they are appended."""
    words = parameters.lstrip("?&")
    if not words:
        return address
    if words.startswith("#"):
        return address if "#" in address else address + words
    page, _, place = address.partition("#")
    return page + ("&" if "?" in page else "?") + words + (f"#{place}" if place else "")


def text(element: etree._Element) -> str:
    """An element's own words on one line."""
    return " ".join((element.text or "").split())
