"""Rules for cmi5.xml, also those that the standard has in prose beyond its schema (cmi5 specification, part 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from lxml import etree

from scorm_export.inspection.documents import attribute, children, in_order, is_outside, local, path_of, space
from scorm_export.inspection.findings import Finding

NAME = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH = ("AnyWindow", "OwnWindow")
ORDERS = {
    "courseStructure": ("course", "objectives", "au|block"),
    "course": ("title", "description"),
    "block": ("title", "description", "objectives", "au|block"),
    "au": ("title", "description", "objectives", "url", "launchParameters", "entitlementKey"),
}
"""Children in the order of the schema; those of another namespace may follow. Units and blocks may be mixed."""
GIVEN = ("endpoint", "fetch", "actor", "registration", "activityId")
"""What the LMS itself adds to an address (section 8.1)."""
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def faults(top: etree._Element, files: frozenset[str]) -> Iterator[Finding]:
    """Everything wrong with a course structure. `files` are the names in the zip."""
    if space(top) != NAMESPACE or local(top) != "courseStructure":
        yield Finding("namespace", NAME, f"the root is not a courseStructure of {NAMESPACE}")
    courses = len(children(top, "course"))
    if courses != 1:
        yield Finding("cmi5-course", NAME, f"there are {courses}" if courses else "there is no <course>")
    units = [one for one in top.iter() if local(one) == "au"]
    if not units:
        yield Finding("cmi5-nothing", NAME, "there is no <au>")
    every = [one for one in top.iter() if local(one) in ("course", "block", "au", "objective")]
    named = [one for one in every if local(one) != "objective" or attribute(one, "idref") is None]
    yield from ids(named)
    yield from order(top)
    yield from references(top)
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


def ours(top: etree._Element) -> list[etree._Element]:
    """The elements of the course structure's own namespace."""
    return [one for one in top.iter() if space(one) == space(top)]


def order(top: etree._Element) -> Iterator[Finding]:
    """Children in the order of the schema; what somebody else's namespace adds is not looked at."""
    for element in ours(top):
        wanted = ORDERS.get(local(element), ())
        names = [local(child) for child in element if space(child) == space(top)]
        kinds = ["au|block" if name in ("au", "block") else name for name in names]
        if not in_order(kinds, wanted):
            yield Finding("order", NAME, f"the children of <{local(element)}> stand as {' '.join(names)}")


def references(top: etree._Element) -> Iterator[Finding]:
    """Objectives that are pointed to, and the languages of texts."""
    every = [one for one in ours(top) if local(one) == "objective"]
    known = {attribute(one, "id") for one in every}
    for one in every:
        target = attribute(one, "idref")
        if target is not None and target not in known:
            yield Finding("cmi5-objective", NAME, f"'{target}' is pointed to, and no objective is called so")
    for text in ours(top):
        if local(text) == "langstring" and not (attribute(text, "lang") or "").strip():
            yield Finding("cmi5-language", NAME, f"'{(text.text or '').strip()[:50]}' has no lang")


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
    if not url:
        yield Finding("cmi5-url", NAME, f"'{name}' has no url")
    elif is_outside(url):
        yield Finding("cmi5-outside", url, f"'{name}' launches it")
    elif path_of(url) not in files:
        yield Finding("cmi5-url", url, f"'{name}' launches it, and the zip has no such file")
    asked = {word for word, _ in parse_qsl(url.partition("#")[0].partition("?")[2], keep_blank_values=True)}
    for word in sorted(asked.intersection(GIVEN)):
        yield Finding("cmi5-query", url, f"'{word}' is in the address of '{name}'")
    if (attribute(unit, "moveOn") or "NotApplicable") not in MOVE_ON:
        yield Finding("cmi5-move-on", NAME, f"moveOn of '{name}' is '{attribute(unit, 'moveOn')}'")
    if (attribute(unit, "launchMethod") or "AnyWindow") not in LAUNCH:
        yield Finding("cmi5-launch", NAME, f"launchMethod of '{name}' is '{attribute(unit, 'launchMethod')}'")
    score = attribute(unit, "masteryScore")
    if score is not None and not re.fullmatch(r"0(\.\d{1,4})?|1(\.0{1,4})?", score):
        yield Finding("cmi5-mastery", NAME, f"masteryScore of '{name}' is '{score}'")
