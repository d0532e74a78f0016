"""The blocks of a paper as WordprocessingML.

Law: styles and never direct formatting; every text is cleaned and escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from markdown_it.token import Token

from game.authoring.prose import markdown
from game.legible import legible
from game.papers.blocks import Block, Chart, Drawing, Fields, Grid, Heading, Items, Prose, Slip, Slips, Words

WIDTH = 9638
"""The room between the margins in twentieths of a point: 170 mm."""
SMALL = 9
"""Up to so many rows, a table is not parted by the end of a page."""
STYLES = {
    "": "Normal",
    "lead": "Lead",
    "intro": "Intro",
    "note": "Note",
    "label": "Label",
    "warning": "Warning",
}
BOX = "☐"
LOOK = (
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/>'
)
"""The first row of a table is of heads."""


class Annex(Protocol):
    """What a body needs of the file around it."""

    def numbering(self) -> int:
        """A new numbered list; its number."""

    def chart(self, chart: Chart) -> str:
        """A chart put into the file; the drawing that shows it."""


def body(blocks: Iterable[Block], annex: Annex) -> str:
    """Every block, in order."""
    return "".join(part for block in blocks for part in parts(block, annex))


def parts(block: Block, annex: Annex) -> Iterator[str]:
    """One block."""
    match block:
        case Heading(level, text, on_new_page):
            yield paragraph(f"Heading {level}", run(text), "<w:pageBreakBefore/>" if on_new_page else "")
        case Words(text, kind):
            yield paragraph(STYLES[kind], run(text))
        case Prose(text):
            yield from prose(text, annex)
        case Items(lines, is_numbered):
            number = annex.numbering() if is_numbered else 0
            yield from (item(run(line), number) for line in lines)
        case Fields(labels):
            yield from (paragraph("Field", f"{run(label)}<w:r><w:tab/></w:r>") for label in labels)
        case Slips(slips):
            yield from (part for slip in slips for part in cut_out(slip, annex))
        case Chart(title):
            yield paragraph("Caption", run(title)) + paragraph("Normal", f"<w:r>{annex.chart(block)}</w:r>")
        case Grid() | Drawing():
            yield grid(block.instead if isinstance(block, Drawing) else block)


def run(text: str, style: str = "") -> str:
    """Words, perhaps in a style for words."""
    chosen = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = escape(legible(text)).split("\n")
    written = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{chosen}{written}</w:r>"


def paragraph(style: str, runs: str, more: str = "") -> str:
    """A paragraph in a style. `more` is what else is said of it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{id_of(style)}"/>{more}</w:pPr>{runs}</w:p>'


def id_of(style: str) -> str:
    """The id that a style's name has inside a file."""
    return style.replace(" ", "")


def item(runs: str, number: int, level: int = 0) -> str:
    """An item of a list: with a dot, or of the numbered list with this number."""
    if not number:
        return paragraph("List Bullet 2" if level else "List Bullet", runs)
    return paragraph("List Number", runs, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def cut_out(slip: Slip, annex: Annex) -> Iterator[str]:
    """A card or a ballot, framed by its styles."""
    yield paragraph("Slip Title", run(slip.title))
    if slip.text:
        yield from prose(slip.text, annex, "Slip")
    if slip.boxes:
        yield paragraph("Slip Box", "<w:r><w:tab/></w:r>".join(run(f"{BOX} {box}") for box in slip.boxes))
    if slip.foot:
        yield paragraph("Slip End", run(slip.foot))


def prose(text: str, annex: Annex, style: str = "Normal") -> Iterator[str]:
    """Markdown as paragraphs, lists and tables; its headings become labels, so that the outline stays ours."""
    lists: list[int] = []
    cells: list[list[str]] = []
    around = ""
    for token in markdown().parse(text):
        match token.type:
            case "bullet_list_open":
                lists.append(0)
            case "ordered_list_open":
                lists.append(annex.numbering())
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "tr_open":
                cells.append([])
            case "table_close":
                yield grid(Grid("", tuple(cells[0]), tuple(map(tuple, cells[1:]))))
                cells = []
            case "fence" | "code_block":
                yield paragraph(style, run(token.content.rstrip()))
            case "inline" if around in ("th_open", "td_open"):
                cells[-1].append(plain(token.children or []))
            case "inline":
                words = "".join(runs(token.children or []))
                named = "Label" if around == "heading_open" else style
                yield item(words, lists[-1], len(lists) - 1) if lists else paragraph(named, words)
        around = token.type


def plain(tokens: Iterable[Token]) -> str:
    """Words without their marks."""
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)


def runs(tokens: Iterable[Token]) -> Iterator[str]:
    """Words, with what is strong or emphatic in the styles of that name."""
    depth = {"strong": 0, "em": 0}
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in depth:
            depth[name] += 1 if end == "open" else -1
        elif words := plain([token]):
            yield run(words, "Strong" if depth["strong"] else "Emphasis" if depth["em"] else "")


def grid(block: Grid) -> str:
    """A table under its caption: its heads on every page, its rows never torn apart."""
    caption = paragraph("Caption", run(block.caption)) if block.caption else ""
    breadths = widths(block)
    about = f"<w:tblCaption w:val={quoteattr(legible(block.caption or block.head[0]))}/>"
    columns = "".join(f'<w:gridCol w:w="{breadth}"/>' for breadth in breadths)
    rows = "".join(row(block, number, breadths) for number in range(len(block.rows) + 1))
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="{"SiroForm" if block.is_form else "SiroTable"}"/>'
        f'<w:tblW w:w="{sum(breadths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{LOOK}{about}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{paragraph('After Table', '')}"
    )


def row(block: Grid, number: int, breadths: Sequence[int]) -> str:
    """A row, that of the heads being number 0; one to write in is at least 9 mm high."""
    cells = block.rows[number - 1] if number else block.head
    tall = '<w:trHeight w:val="510" w:hRule="atLeast"/>' if block.is_form and number else ""
    head = "" if number else "<w:tblHeader/>"
    style = row_style(number, len(block.rows) + 1)
    written = "".join(cell(words, breadth, style) for words, breadth in zip(cells, breadths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{head}</w:trPr>{written}</w:tr>"


def row_style(number: int, rows: int) -> str:
    """How a row's words are set; a small table stays on one page, and the head of any with its first row."""
    if number == 0:
        return "Table Head"
    return "Table Kept" if rows <= SMALL and number < rows - 1 else "Table Text"


def cell(words: str, breadth: int, style: str) -> str:
    """A cell, with a paragraph for each line."""
    lines = "".join(paragraph(style, run(line)) for line in words.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{breadth}" w:type="dxa"/></w:tcPr>{lines}</w:tc>'


def widths(block: Grid) -> tuple[int, ...]:
    """Each column's breadth."""
    shares = block.widths or (1,) * len(block.head)
    return tuple(WIDTH * share // sum(shares) for share in shares)
