"""The pictures and files of a course: read whole, looked through, measured.

Law: what could run, reach out or swell is a problem and never goes into a package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from game.authoring.problems import Problem

MAX_BYTES = 2_000_000
"""One file. A course of hundreds of megabytes is refused by many an LMS, and by everyone's patience."""
NAME = re.compile(r"media/([A-Za-z0-9_-]+/)*[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z0-9]{2,5}")
MAX_PLAYED = 30_000_000
"""One film or sound."""
PLAYED = ("mp4", "webm", "mp3")
KINDS = ("svg", "png", "jpg", "jpeg", "webp", "gif", "pdf", *PLAYED, "vtt")
ACTIVE = re.compile(r"script|foreignObject|iframe|embed|object|handler|listener|set|animate\w*", re.IGNORECASE)
OUTWARD = re.compile(r"@import|@keyframes|url\(\s*+(?!['\"]?\s*#)|javascript:|expression\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Media:
    """A course's media by path ("media/form.svg"), the sizes of those that are pictures, and the problems."""

    files: dict[str, bytes]
    sizes: dict[str, tuple[int, int]]
    problems: tuple[Problem, ...]


def media(folder: Path, shown: str) -> Media:
    """Every file in a course's `media` folder."""
    files: dict[str, bytes] = {}
    sizes: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    for path in sorted((folder / "media").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        found = list(of_name(name)) or list(of_place(path, folder))
        content = b"" if found else path.read_bytes()
        if not found:
            files[name] = content
            found = list(of_content(name, content))
            sizes[name] = size(name, content) if not found else (0, 0)
        problems.extend(Problem(message, f"{shown}/{name}", line) for line, message in found)
    return Media(files, sizes, (*problems, *clashes(files, shown)))


def of_name(name: str) -> Iterator[tuple[int, str]]:
    """A name that some LMS would trip over."""
    if not NAME.fullmatch(name):
        yield 0, "a file's name has plain letters, digits and hyphens, no spaces, and one ending in small letters"
    elif name.rpartition(".")[2] not in KINDS:
        yield 0, f"a file of a kind that is not used here; known: {', '.join(KINDS)}"


def of_place(path: Path, folder: Path) -> Iterator[tuple[int, str]]:
    """A link that leads out of the course, or a file too large."""
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        yield 0, "not a file of this course"
        return
    most = MAX_PLAYED if path.suffix[1:] in PLAYED else MAX_BYTES
    if path.stat().st_size > most:
        yield 0, f"{path.stat().st_size:,} bytes; {most:,} at the most"


def clashes(files: dict[str, bytes], shown: str) -> Iterator[Problem]:
    """Names that differ only in capitals, or only in their folder: LMSs and disks mix them up."""
    seen: dict[str, str] = {}
    for name in files:
        base = name.rpartition("/")[2].lower()
        if base in seen:
            yield Problem(f"has the name of {seen[base]}; give it one of its own", f"{shown}/{name}")
        seen.setdefault(base, name)


def of_content(name: str, content: bytes) -> Iterator[tuple[int, str]]:
    """What is wrong inside a file: its line and a sentence."""
    if name.endswith(".svg"):
        yield from of_drawing(content)
    elif not content:
        yield 0, "the file is empty"
    elif name.endswith(".vtt") and not content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        yield 1, "captions open with the line WEBVTT"


def of_drawing(content: bytes) -> Iterator[tuple[int, str]]:
    """A drawing that is not one, or that does more than be seen."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE) or b"\0" in content:
        yield 0, "an SVG with a DOCTYPE or entities; take them out"
        return
    try:
        content.decode("utf-8")
        root = drawing(content)
    except UnicodeDecodeError:
        yield 0, "an SVG that is not UTF-8 text"
        return
    except etree.XMLSyntaxError as error:
        yield error.lineno or 0, f"not a readable SVG: {error.msg}"
        return
    if etree.QName(root).localname != "svg":
        yield 1, "the outermost element is not <svg>"
    for element in root.iter():
        yield from of_element(element)


def drawing(content: bytes) -> etree._Element:
    """The drawing's tree; nothing is fetched, expanded or resolved."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def of_element(element: etree._Element) -> Iterator[tuple[int, str]]:
    """What one element of a drawing must not do."""
    line = element.sourceline if isinstance(element.sourceline, int) else 0
    if not isinstance(element.tag, str):
        if isinstance(element, etree._ProcessingInstruction):
            yield line, "an SVG with a processing instruction; take it out"
        return
    tag = etree.QName(element).localname
    if ACTIVE.fullmatch(tag):
        yield line, f"<{tag}> in an SVG; a drawing here only stands still"
    if tag == "style" and OUTWARD.search(element.text or ""):
        yield line, "a style in an SVG that reaches out; keep everything inside"
    for name, value in element.attrib.items():
        plain = etree.QName(str(name)).localname
        if plain.lower().startswith("on"):
            yield line, f"the attribute {plain} in an SVG; a drawing here does nothing"
        elif plain in ("href", "src") and not str(value).startswith(("#", "data:image/")):
            yield line, f"the SVG reaches out to '{str(value)[:60]}'; keep everything inside"
        elif OUTWARD.search(str(value)):
            yield line, f"the attribute {plain} in an SVG reaches out; keep everything inside"


def size(name: str, content: bytes) -> tuple[int, int]:
    """A picture's width and height in pixels, or nothing where it does not say."""
    if name.endswith(".svg"):
        return drawing_size(drawing(content))
    if name.endswith(".png") and content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return 0, 0


def drawing_size(root: etree._Element) -> tuple[int, int]:
    """A drawing's size from its viewBox, or from its width and height."""
    box = re.findall(r"-?[\d.]+", root.get("viewBox", ""))
    try:
        if len(box) == 4:
            return round(float(box[2])), round(float(box[3]))
        return round(float(root.get("width", "0"))), round(float(root.get("height", "0")))
    except (ValueError, OverflowError):
        return 0, 0
