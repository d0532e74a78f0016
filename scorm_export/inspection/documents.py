"""XML and HTML from anywhere, read safely. Law: no DTD, no entity, no network; what cannot be read is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from lxml import etree

from scorm_export.inspection.findings import Finding

DECLARED = re.compile(r"^\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']")
FORBIDDEN = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def decoded(raw: bytes) -> str:
    """The text, by its mark or its declaration, else UTF-8. Raises UnicodeError, LookupError."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    text = raw.removeprefix(b"\xef\xbb\xbf")
    found = DECLARED.match(text[:200].decode("ascii", "replace"))
    return text.decode(found[1] if found else "utf-8")


def xml(raw: bytes, where: str) -> tuple[etree._Element | None, tuple[Finding, ...]]:
    """The outermost element of a document, and what is wrong with it as a document."""
    try:
        text = decoded(raw)
    except (UnicodeError, LookupError):
        return None, (Finding("xml-broken", where, "its letters are not in the encoding that it names"),)
    if FORBIDDEN.search(text):
        return None, (Finding("xml-doctype", where, "it declares a DOCTYPE or an entity"),)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
        top = etree.fromstring(bare.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, (Finding("xml-broken", where, f"{error}".partition("\n")[0][:200]),)
    if re.search(r"&#x?[0-9a-fA-F]+;", text):
        return top, (Finding("xml-reference", where, "a character reference such as &#233;; write the letter itself"),)
    return top, ()


def html(raw: bytes) -> etree._Element | None:
    """A page as a browser would roughly read it; nothing where there is nothing."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    try:
        return etree.fromstring(raw, parser) if raw.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def path_of(href: str) -> str:
    """A reference as a path in the zip: without query and fragment, with its letters decoded."""
    return unquote(re.split(r"[?#]", href, maxsplit=1)[0])


def is_outside(href: str) -> bool:
    """Whether an address is on another host."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE))


def in_order(names: Iterable[str], wanted: Sequence[str]) -> bool:
    """Whether those of the names that are wanted stand in the order in which they are."""
    places = [wanted.index(name) for name in names if name in wanted]
    return places == sorted(places)


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def space(element: etree._Element) -> str:
    """An element's namespace."""
    return etree.QName(element).namespace or "" if isinstance(element.tag, str) else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of that name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return None
