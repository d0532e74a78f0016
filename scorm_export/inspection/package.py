"""A zip in, everything wrong with it out: the zip, its manifest, its pages. Law: bounded and read-only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from scorm_export.inspection import archive, cmi5, contents, documents, manifests
from scorm_export.inspection.archive import Archive
from scorm_export.inspection.contents import PAGES, SCRIPTS
from scorm_export.inspection.findings import Finding, in_order
from scorm_export.inspection.manifests import Manifest

MOST_LOOKED_AT = 2_000
"""Pages, styles and scripts that are read; the rest of a huge package is taken on trust."""
MOST_READ = 200_000_000
"""Bytes that are read of them, all together."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of one package."""

    name: str
    standard: str
    """In words; nothing where it is not recognised."""
    title: str
    files: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there is no error."""
        return not any(finding.is_error for finding in self.findings)


def inspected(path: Path) -> Inspected:
    """Everything wrong with the package in this file. Raises OSError where it cannot be read at all."""
    held, entries, found = opened(path)
    if held is None:
        return Inspected(path.name, "", "", entries, found)
    with held.zip:
        standard, title, found = structure(held)
        every = in_order(iter((*archive.faults(held), *found, *contents.faults(dict(texts(held))))))
    return Inspected(path.name, standard, title, len(held.files), every)


def opened(path: Path) -> tuple[Archive | None, int, tuple[Finding, ...]]:
    """A package's zip, how many entries it has or claims, and why it could not be opened.

    The caller closes the zip. Raises OSError where the file cannot be read at all.
    """
    claimed = archive.entries_claimed(path)
    if claimed > archive.MOST_ENTRIES:
        return None, claimed, (too_many(claimed),)
    try:
        found = ZipFile(path)
    except (BadZipFile, NotImplementedError, UnicodeError, ValueError, EOFError) as error:
        return None, 0, (Finding("zip-broken", "", f"{error}"[:200] or "it cannot be read"),)
    infos = found.infolist()
    if len(infos) > archive.MOST_ENTRIES:
        found.close()
        return None, len(infos), (too_many(len(infos)),)
    return Archive(found, {info.filename: info for info in infos if not info.is_dir()}), len(infos), ()


def too_many(entries: int) -> Finding:
    """More entries than are looked at."""
    return Finding("zip-entries", "", f"{entries:,} entries; {archive.MOST_ENTRIES:,} are the most that is looked at")


def structure(held: Archive) -> tuple[str, str, tuple[Finding, ...]]:
    """The standard, the course's title, and what is wrong with the document that says so."""
    names = frozenset(held.files)
    if manifests.NAME in names:
        top, found = documents.xml(held.read(manifests.NAME), manifests.NAME)
        if top is None:
            return "", "", found
        manifest = Manifest(top, names)
        more = tuple(finding for rule in manifests.RULES for finding in rule(manifest))
        return manifest.standard, first_title(manifest), (*found, *more)
    if cmi5.NAME in names:
        top, found = documents.xml(held.read(cmi5.NAME), cmi5.NAME)
        if top is None:
            return "cmi5", "", found
        course = documents.children(top, "course")
        return "cmi5", cmi5.words(course[0], "title") if course else "", (*found, *cmi5.faults(top, names))
    return "", "", (nowhere(names),)


def nowhere(names: frozenset[str]) -> Finding:
    """What there is in place of a manifest at the root."""
    near = [name for name in sorted(names) if PurePosixPath(name).name.lower() in (manifests.NAME, cmi5.NAME)]
    if near:
        return Finding("manifest-none", near[0], "it must lie at the root of the zip, in small letters")
    none = f"there is neither {manifests.NAME} nor {cmi5.NAME}"
    if "index.html" in names:
        site = "with index.html at its root it is a web site for a web server, and no package for an LMS"
        return Finding("manifest-none", "", f"{none}; {site}")
    return Finding("manifest-none", "", none)


def first_title(manifest: Manifest) -> str:
    """The title of the first organisation."""
    for organization in manifest.all("organization"):
        for title in documents.children(organization, "title"):
            return " ".join((title.text or "").split())
    return ""


def texts(held: Archive) -> Iterator[tuple[str, bytes]]:
    """The pages, styles and scripts, as many as are looked at."""
    spent = 0
    wanted = [name for name in held.files if name.lower().endswith((*PAGES, *SCRIPTS, ".css"))]
    for name in wanted[:MOST_LOOKED_AT]:
        raw = held.read(name)
        spent += len(raw)
        yield name, raw
        if spent > MOST_READ:
            return
