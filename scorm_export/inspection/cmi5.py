"""Rules for cmi5.xml, also those that the standard has in prose beyond its schema (cmi5 specification, part 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scorm_export.inspection.documents import attribute, children, local, space
from scorm_export.inspection.findings import Finding

NAME = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH = ("AnyWindow", "OwnWindow")
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def faults(top: etree._Element, files: frozenset[str]) -> Iterator[Finding]:
    """Everything wrong with a course structure. `files` are the names in the zip."""
    if space(top) != NAMESPACE or local(top) != "courseStructure":
        yield Finding("namespace", NAME, f"the root is not a courseStructure of {NAMESPACE}")
    units = [one for one in top.iter() if local(one) == "au"]
    if not units:
        yield Finding("cmi5-nothing", NAME, "there is no <au>")
    every = [one for one in top.iter() if local(one) in ("course", "block", "au", "objective")]
    named = [one for one in every if local(one) != "objective" or attribute(one, "idref") is None]
    yield from ids(named)
    for element in named:
        for word in ("title", "description"):
            if local(element) != "objective" and not words(element, word):
                yield Finding("cmi5-words", NAME, f"<{local(element)}> '{attribute(element, 'id')}' has no {word}")
    for unit in units:
        yield from unit_faults(unit, files)


def ids(named: list[etree._Element]) -> Iterator[Finding]:
    """IRIs, each once."""
    seen: set[tuple[str, str]] = set()
    for element in named:
        found = attribute(element, "id") or ""
        kind = "objective" if local(element) == "objective" else "node"
        if not IRI.fullmatch(found):
            yield Finding("cmi5-id", NAME, f"the id of <{local(element)}> is '{found}'; write an IRI such as https://…")
        elif (kind, found) in seen:
            yield Finding("cmi5-twice", NAME, f"'{found}' is given twice")
        seen.add((kind, found))


def words(element: etree._Element, name: str) -> str:
    """What a title or a description says in its first language."""
    for child in children(element, name):
        for text in children(child, "langstring"):
            if (text.text or "").strip():
                return str(text.text).strip()
    return ""


def unit_faults(unit: etree._Element, files: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with one assignable unit."""
    name = attribute(unit, "id")
    found = children(unit, "url")
    url = (found[0].text or "").strip() if found else ""
    outside = re.match(r"https?://", url)
    if not url:
        yield Finding("cmi5-url", NAME, f"'{name}' has no url")
    elif not outside and re.split(r"[?#]", url, maxsplit=1)[0] not in files:
        yield Finding("cmi5-url", url, f"'{name}' launches it, and the zip has no such file")
    if (attribute(unit, "moveOn") or "NotApplicable") not in MOVE_ON:
        yield Finding("cmi5-move-on", NAME, f"moveOn of '{name}' is '{attribute(unit, 'moveOn')}'")
    if (attribute(unit, "launchMethod") or "AnyWindow") not in LAUNCH:
        yield Finding("cmi5-launch", NAME, f"launchMethod of '{name}' is '{attribute(unit, 'launchMethod')}'")
    score = attribute(unit, "masteryScore")
    if score is not None and not re.fullmatch(r"0(\.\d{1,4})?|1(\.0{1,4})?", score):
        yield Finding("cmi5-mastery", NAME, f"masteryScore of '{name}' is '{score}'")
