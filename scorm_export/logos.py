"""A partner's logo: an SVG rebuilt from what may be in one, or a PNG; measured, and named after its content.

Law: of an SVG only elements and attributes on the list below are kept, so that nothing in it can run or reach out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lxml import etree

from game.authoring.problems import Flawed, Problem, Severity
from scorm_export.media import drawing, size

MAX_BYTES = 200_000
SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = """\
svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan clipPath mask linearGradient
radialGradient stop style
"""
SAID = """\
id class viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform dx dy offset fill fill-opacity
fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-opacity opacity
clip-path clip-rule mask stop-color stop-opacity color display visibility gradientUnits gradientTransform spreadMethod
clipPathUnits maskUnits maskContentUnits preserveAspectRatio font-family font-size font-weight font-style text-anchor
letter-spacing style version href
"""
ELEMENTS, ATTRIBUTES = frozenset(DRAWN.split()), frozenset(SAID.split())
UNSAFE = re.compile(r"url\(\s*(?!['\"]?#)|[@\\<]|javascript:|data:|expression\(", re.IGNORECASE)
"""What a value or a style must not hold: an address beyond the drawing, an at-rule, an escape."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready for a package: its file's name there, its content, its size in pixels."""

    name: str
    content: bytes
    width: int
    height: int


def logo(path: Path, shown: str) -> tuple[Logo, tuple[Problem, ...]]:
    """The logo in a file, and warnings of what was left out. Raises Flawed where it is none."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise Flawed([Problem(f"the logo cannot be read: {error.strerror or error}", shown)]) from None
    if not content:
        raise Flawed([Problem(f"the logo is empty or over {MAX_BYTES // 1000} kB; make it smaller", shown)])
    left_out: tuple[Problem, ...] = ()
    if path.suffix == ".svg":
        content, left_out = made_safe(content, shown)
    width, height = size(path.name, content)
    if not (0 < width <= 10_000 and 0 < height <= 10_000):
        raise Flawed([Problem(f"not a readable {path.suffix[1:].upper()}, or one that does not say its size", shown)])
    name = f"logo-{sha256(content).hexdigest()[:10]}{path.suffix}"
    return Logo(name, content, width, height), left_out


def made_safe(content: bytes, shown: str) -> tuple[bytes, tuple[Problem, ...]]:
    """An SVG with nothing in it but what is on the lists, and what was left out. Raises Flawed."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE) or b"\0" in content:
        raise Flawed([Problem("the logo has a DOCTYPE or entities; take them out", shown)])
    try:
        root = drawing(content)
    except etree.XMLSyntaxError as error:
        raise Flawed([Problem(f"not a readable SVG: {error.msg}", shown, error.lineno or 0)]) from None
    if root.tag != f"{{{SVG}}}svg":
        raise Flawed([Problem(f'the outermost element must be <svg xmlns="{SVG}">', shown, 1)])
    problems: list[Problem] = []
    safe = copied(root, shown, problems)
    etree.cleanup_namespaces(safe)
    return etree.tostring(safe, encoding="UTF-8", xml_declaration=False), tuple(problems)


def copied(element: etree._Element, shown: str, problems: list[Problem]) -> etree._Element:
    """An element with what is allowed of it and within it."""
    made = etree.Element(element.tag, nsmap={None: SVG})  # type: ignore[dict-item]  # stubs forget None
    line = line_of(element)
    made.text = element.text
    for key, value in element.attrib.items():
        name, text = "href" if key == XLINK else str(key), str(value)
        if name in ATTRIBUTES and not UNSAFE.search(text) and (name != "href" or text.startswith("#")):
            made.set(name, text)
        else:
            problems.append(left_out(f"the attribute {etree.QName(str(key)).localname}", shown, line))
    last: etree._Element | None = None
    for child in element:
        if is_allowed(child):
            last = copied(child, shown, problems)
            made.append(last)
        elif isinstance(child.tag, str):
            problems.append(left_out(f"<{etree.QName(child).localname}>", shown, line_of(child)))
        if last is not None and is_allowed(child):
            last.tail = child.tail
    return made


def line_of(element: etree._Element) -> int:
    """The line that an element opens in, or 0."""
    return element.sourceline if isinstance(element.sourceline, int) else 0


def is_allowed(element: etree._Element) -> bool:
    """Whether an element may stay: a drawing's own, and a style that keeps to itself."""
    if not isinstance(element.tag, str) or not element.tag.startswith(f"{{{SVG}}}"):
        return False
    name = etree.QName(element).localname
    return name in ELEMENTS and not (name == "style" and (len(element) or UNSAFE.search(element.text or "")))


def left_out(what: str, shown: str, line: int) -> Problem:
    """The warning that something of a logo does not go into packages."""
    return Problem(f"{what} is left out of the logo; it may only draw", shown, line, 0, Severity.WARNING)
