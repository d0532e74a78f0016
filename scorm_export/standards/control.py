"""An organisation's own copies of the schema files ("control documents") that manifests point to.

Law: the project ships none, for their licence asks whoever passes them on to register; only what lies in the folder
that was given is put into a package, and a schema location is claimed only for a file that is there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from game.authoring.problems import Flawed, Problem
from scorm_export.standards.standard import Standard

SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
POINTING = (f"{SCHEMA}import", f"{SCHEMA}include", f"{SCHEMA}redefine")
ENDINGS = (".xsd", ".dtd")
LARGEST = 2_000_000
"""Bytes of one schema file; none of those known has a tenth of it."""


@dataclass(frozen=True, slots=True)
class ControlDocuments:
    """Schema files by the path they have in a package, and where the manifest says that they lie."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    locations: str = ""


NONE = ControlDocuments()


@lru_cache(maxsize=8)
def control_documents(folder: Path, standard: Standard) -> ControlDocuments:
    """What a package in this standard needs of the folder's schema files, and of what they point to themselves.

    A folder within it that is named like the standard comes first, for the editions' files share their names. Raises
    Flawed where the manifest's own schema is not there or a file cannot be read.
    """
    if not standard.namespaces:
        return NONE
    home = folder / standard.key if (folder / standard.key).is_dir() else folder
    found = {file.relative_to(home).as_posix(): file.read_bytes() for file in _files(home)}
    read = {name: _parsed(name, content) for name, content in found.items() if name.endswith(".xsd")}
    included = {place for name, schema in read.items() for place in _pointed(name, schema, POINTING[1:])}
    mains = {str(schema.get("targetNamespace")): name for name, schema in read.items() if name not in included}
    if standard.namespaces[0] not in mains:
        raise Flawed([Problem(f"{home} has no schema file for {standard.namespaces[0]}, which {standard.title} needs")])
    claimed = {space: mains[space] for space in standard.namespaces if space in mains}
    needed = _reached(claimed.values(), read, found)
    locations = " ".join(f"{space} {name}" for space, name in claimed.items())
    return ControlDocuments({name: found[name] for name in sorted(needed)}, locations)


def _files(home: Path) -> Iterator[Path]:
    for file in sorted(home.rglob("*")):
        if file.suffix in ENDINGS and file.is_file():
            if file.stat().st_size > LARGEST:
                raise Flawed([Problem(f"{file} is too large to be a schema file")])
            yield file


def _parsed(name: str, content: bytes) -> etree._Element:
    """A schema file as far as it can be read: one of IMS's own binds XML's name space as no document may."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:  # nothing at all could be read
        found = None
    if found is None or found.tag != f"{SCHEMA}schema":
        raise Flawed([Problem("this is not a schema file", name)])
    return found


def _pointed(name: str, schema: etree._Element, tags: tuple[str, ...]) -> Iterator[str]:
    """The files that a schema names, as paths in the same folder; what lies on other hosts is left to the reader."""
    for element in schema.iter(*tags):
        place = element.get("schemaLocation") or ""
        if place and "://" not in place:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), place))


def _reached(starts: Iterable[str], read: Mapping[str, etree._Element], found: Mapping[str, bytes]) -> set[str]:
    """Those files, and all that they lead to."""
    reached: set[str] = {name for name in found if name.endswith(".dtd")}
    open_names = list(starts)
    while open_names:
        name = open_names.pop()
        if name in reached or name not in read:
            continue
        reached.add(name)
        open_names += _pointed(name, read[name], POINTING)
    return reached
