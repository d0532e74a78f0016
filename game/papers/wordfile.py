"""A paper as a Word file that Word's own accessibility checker has nothing to say about.

Law: it has a title, a language and styles; every table has a row of heads that repeats; every chart has words beside
it; the same paper is the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from game.legible import legible
from game.papers import wordbody, wordchart, wordstyles
from game.papers.blocks import Block, Chart, Paper, Words

FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the earliest a zip can say."""
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {0} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
"""A number that Word works out."""


@dataclass(slots=True)
class Contents:
    """What lies in the file beside its words: numbered lists and charts."""

    document: Document
    charts: int = 0

    def numbering(self) -> int:
        """A numbered list that begins at 1, whatever came before it."""
        numbers = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        of_style = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        (abstract,) = numbers.xpath(f"w:num[@w:numId='{of_style}']/w:abstractNumId/@w:val")
        new = numbers.add_num(int(abstract))
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    def chart(self, chart: Chart) -> str:
        """A chart as a file of its own, and the drawing that shows it."""
        self.charts += 1
        part = self.document.part
        name = PackURI(f"/word/charts/chart{self.charts}.xml")
        drawn = Part(name, wordchart.CONTENT, wordchart.body(chart).encode(), part.package)
        relation = part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
        return wordchart.drawing(chart, self.charts, relation)


def written(paper: Paper) -> bytes:
    """The file."""
    document = docx.Document()
    wordstyles.prepare(document)
    described(document, paper)
    head = (
        wordbody.paragraph("Subtitle", wordbody.run(paper.kind)),
        wordbody.paragraph("Title", wordbody.run(paper.title)),
    )
    lead: tuple[Block, ...] = (Words(paper.summary, "lead"),) if paper.summary else ()
    words = "".join(head) + wordbody.body((*lead, *paper.blocks), Contents(document))
    body = document.element.body
    for each in parse_xml(f"<w:body {nsdecls('w')}>{words}</w:body>"):
        body.sectPr.addprevious(each)
    return repacked(document)


def described(document: Document, paper: Paper) -> None:
    """What the file says of itself, and the head and foot of its pages."""
    about, at = document.core_properties, paper.at.astimezone(UTC).replace(tzinfo=None)
    about.title, about.subject = legible(f"{paper.kind}: {paper.title}")[:255], legible(paper.summary)[:255]
    about.author = about.comments = about.keywords = about.last_modified_by = ""
    about.language, about.created, about.modified, about.revision = wordstyles.LANGUAGE, at, at, 1
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.header.paragraphs[0].text = legible(f"{paper.kind}: {paper.title}")
    foot = section.footer.paragraphs[0]
    words = wordbody.run(f"{paper.foot}. Page " if paper.foot else "Page ")
    numbers = f"{FIELD.format('PAGE')}{wordbody.run(' of ')}{FIELD.format('NUMPAGES')}"
    for each in parse_xml(f"<w:p {nsdecls('w')}>{words}{numbers}</w:p>"):
        foot._p.append(each)


def repacked(document: Document) -> bytes:
    """The file with the same time on everything inside, so that the same paper gives the same bytes."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as old, ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = ZipInfo(name, FIRST_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(name))
    return packed.getvalue()
