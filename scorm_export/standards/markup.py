"""Small pieces for writing manifests with lxml.

Law: prefixes are literal, for several LMSs match `adlcp:` as text; UTF-8 is written raw, for one LMS shows
character references to learners as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ELLIPSIS = "…"
UNSAYABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def root(name: str, namespaces: dict[str | None, str], locations: str, **attributes: str) -> etree._Element:
    """The outermost element, in the namespace that has no prefix. `locations` says where schemas lie, or nothing."""
    every = {**namespaces, "xsi": XSI} if locations else namespaces
    made = etree.Element(f"{{{namespaces[None]}}}{name}", nsmap=every)  # type: ignore[arg-type]  # stubs forget None
    for key, value in attributes.items():
        made.set(key, value)
    if locations:
        made.set(f"{{{XSI}}}schemaLocation", locations)
    return made


def child(
    parent: etree._Element, name: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """A new last child. `name` may carry a prefix that the root declares, as in `adlcp:masteryscore`."""
    made = etree.SubElement(parent, qualified(parent, name))
    for key, value in (attributes or {}).items():
        made.set(qualified(parent, key) if ":" in key else key, value)
    made.text = text
    return made


def qualified(near: etree._Element, name: str) -> str:
    """`prefix:name` in lxml's notation, by the namespaces known at that element."""
    prefix, _, local = name.rpartition(":")
    if prefix == "xml":
        return XML_LANG if local == "lang" else f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return f"{{{near.nsmap[prefix or None]}}}{local}"


def written(manifest: etree._Element) -> bytes:
    """The document: raw UTF-8, indented by two spaces, ending in a newline."""
    etree.indent(manifest, space="  ")
    return etree.tostring(manifest, encoding="UTF-8", xml_declaration=True) + b"\n"


def shortened(text: str, limit: int) -> str:
    """The text on one line within `limit` characters; what is too long ends at a word, with an ellipsis.

    Control characters, which no XML document can hold, become spaces.
    """
    line = " ".join(UNSAYABLE.sub(" ", text).split())
    if len(line) <= limit:
        return line
    room = line[:limit]
    words = room.rpartition(" ")[0] or room[:-1]
    return words.rstrip(" ,;:.–-") + ELLIPSIS
