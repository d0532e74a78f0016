"""The styles of our Word files: type, colours, tables.

Law: dark words on light ground, 7:1 or more; no word below 9 points.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

FACE = "Arial"
INK, SOFT, ACCENT = RGBColor(0x17, 0x20, 0x2C), RGBColor(0x41, 0x4B, 0x59), RGBColor(0x0A, 0x4A, 0x7A)
LANGUAGE = "en-GB"
SIZES = {  # points, space before, space after, colour, bold
    "Normal": (11, 0, 6, INK, False),
    "Title": (26, 0, 6, ACCENT, True),
    "Subtitle": (12, 0, 0, SOFT, True),
    "Heading 1": (18, 18, 6, ACCENT, True),
    "Heading 2": (14, 14, 4, ACCENT, True),
    "Heading 3": (12, 12, 4, INK, True),
    "Heading 4": (11, 8, 3, INK, True),
    "Caption": (10, 8, 3, SOFT, True),
    "Header": (9, 0, 0, SOFT, False),
    "Footer": (9, 0, 0, SOFT, False),
    "List Bullet": (11, 0, 3, INK, False),
    "List Bullet 2": (11, 0, 3, INK, False),
    "List Number": (11, 0, 3, INK, False),
    "Lead": (13, 0, 8, INK, False),
    "Intro": (11, 0, 6, INK, False),
    "Note": (10, 0, 6, SOFT, False),
    "Label": (11, 6, 2, INK, True),
    "Warning": (11, 4, 8, INK, True),
    "Table Text": (10, 2, 2, INK, False),
    "Table Kept": (10, 2, 2, INK, False),
    "Table Head": (10, 2, 2, INK, True),
    "After Table": (6, 0, 2, INK, False),
    "Field": (11, 8, 8, INK, False),
    "Slip Title": (12, 12, 4, ACCENT, True),
    "Slip": (11, 0, 4, INK, False),
    "Slip Box": (11, 2, 2, INK, False),
    "Slip End": (10, 0, 12, SOFT, False),
}
SIDES = {
    "SiroTable": ("bottom", "insideH"),
    "SiroForm": ("top", "left", "bottom", "right", "insideH", "insideV"),
}
"""The rules of a table to read and of one to write in."""
TABLE = """
<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{borders}</w:tblBorders>
<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="6D7787"/>
</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="E4E8EE"/></w:tcPr></w:tblStylePr></w:style>"""


def element(name: str, **values: str) -> _Element:
    """An element of WordprocessingML with its attributes."""
    made: _Element = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def prepare(document: Document) -> None:
    """Our styles instead of the template's, and the language of everything."""
    for name, (size, before, after, colour, is_bold) in SIZES.items():
        style = paragraph_style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = colour
        faced(style.element.get_or_add_rPr())
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0 if "Table" in name or name in ("Title", "Caption") else 1.15
    for name in (
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 4",
        "Caption",
        "Label",
        "Intro",
        "Slip Title",
        "Slip",
        "Slip Box",
        "Table Kept",
        "Table Head",
    ):
        document.styles[name].paragraph_format.keep_with_next = True
    framed(document)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    faced(document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    for identifier, sides in SIDES.items():
        borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A93A1"/>' for side in sides)
        words = TABLE.format(ns=nsdecls("w"), id=identifier, name=identifier.replace("Siro", "Siro "), borders=borders)
        document.styles.element.append(parse_xml(words))


def paragraph_style(document: Document, name: str) -> ParagraphStyle:
    """The style of this name, made where the template has none."""
    try:
        found = document.styles[name]
    except KeyError:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
        found.quick_style = True
    assert isinstance(found, ParagraphStyle)
    return found


def faced(letters: _Element) -> None:
    """One plain face, instead of those of the template's theme."""
    for old in letters.findall(qn("w:rFonts")):
        letters.remove(old)
    letters.insert(0, element("w:rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE))


def framed(document: Document) -> None:
    """What the styles have beside their type: rules, tabs, indents."""
    styles = document.styles
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    bordered(styles["Warning"].element, ("left",), 24, "A34A00")
    bordered(styles["Slip Title"].element, ("top",), 6, "6D7787", "dashed")
    styles["Field"].paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def bordered(style: _Element, sides: Sequence[str], size: int, colour: str, kind: str = "single") -> None:
    """Rules at some sides of every paragraph of a style."""
    frame = element("w:pBdr")
    for side in sides:
        frame.append(element(f"w:{side}", val=kind, sz=str(size), space="6", color=colour))
    (before,) = style.findall(f"{qn('w:pPr')}/{qn('w:spacing')}")
    before.addprevious(frame)
