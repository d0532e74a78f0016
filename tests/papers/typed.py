"""What the stories about Word files share: a file read back as people meet it, heading by heading, cell by cell."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def opened(raw: bytes) -> Document:
    """The file as python-docx reads it."""
    return docx.Document(BytesIO(raw))


def parts(raw: bytes) -> dict[str, bytes]:
    """What lies in the file."""
    with ZipFile(BytesIO(raw)) as file:
        return {name: file.read(name) for name in file.namelist()}


def told(raw: bytes) -> Iterator[str]:
    """Everything that is to be read, in order: each paragraph after its style, each row, each chart's words."""
    for block in opened(raw).iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows)
        else:
            yield from paragraph(block)


def paragraph(block: Paragraph) -> Iterator[str]:
    """One paragraph."""
    assert block.style is not None
    for drawing in block._p.iter(DRAWN):
        yield f"[chart] {drawing.get('title')}: {drawing.get('descr')}"
    if block.text:
        yield f"[{block.style.name}] {block.text}"


def headings(raw: bytes) -> list[tuple[int, str]]:
    """Every heading with its level."""
    found = []
    for block in opened(raw).paragraphs:
        assert block.style is not None
        name = block.style.name or ""
        if name.startswith("Heading "):
            found.append((int(name.removeprefix("Heading ")), block.text))
    return found


def complaints(raw: bytes) -> list[str]:
    """What Word's accessibility checker would say, as far as it can be told from the file."""
    found = []
    document = opened(raw)
    for name, content in parts(raw).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    if not document.core_properties.title:
        found.append("no title")
    if {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} != {"en-GB"}:
        found.append("no language")
    levels = [level for level, _ in headings(raw)]
    if levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
        found.append(f"a level of headings is left out: {levels}")
    for table in document.tables:
        found += table_complaints(table)
    found += [f"a chart without words: {one}" for one in document.element.iter(DRAWN) if not one.get("descr")]
    runs = document.element.body.iter(qn("w:rPr"))
    found += ["formatted directly" for run in runs if [each.tag for each in run] != [qn("w:rStyle")]]
    return found


def table_complaints(table: Table) -> Iterator[str]:
    """The same of one table."""
    rows = table._tbl.tr_lst
    words = rows[0].tc_lst[0].p_lst[0].text
    if rows[0].trPr is None or rows[0].trPr.find(qn("w:tblHeader")) is None:
        yield f"no row of heads: {words}"
    if any(True for name in ("w:gridSpan", "w:vMerge") for _ in table._tbl.iter(qn(name))):
        yield f"merged cells: {words}"
    if len({len(row.tc_lst) for row in rows}) != 1:
        yield f"rows of different lengths: {words}"
    if table._tbl.tblPr.find(qn("w:tblCaption")) is None:
        yield f"no caption: {words}"
