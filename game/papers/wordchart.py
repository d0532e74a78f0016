"""A chart of lines as Word draws its own: sharp at any size, and with words for those who do not see it.

Law: no line is told by its colour alone: each has its own mark, and the legend names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from game.legible import legible
from game.papers.blocks import Chart, Line

CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
COLOURS = ("0A4A7A", "A34A00", "17704B", "8A1C7C", "5A6FB5", "7A3600", "0F6E6E", "414B59")
MARKS = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
INLINE = """
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" {spaces}>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="6120000" cy="2340000"/>
<wp:docPr id="{id}" name="Chart {id}" title={title} descr={says}/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{relation}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing>"""
WORDS = (
    '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="17202C"/></a:solidFill>'
    '<a:latin typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
)
HAIR = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{0}"/></a:solidFill></a:ln></c:spPr>'


def drawing(chart: Chart, number: int, relation: str) -> str:
    """What shows a chart that lies in the file under a relation, with its title and its words."""
    return INLINE.format(
        spaces=SPACES,
        id=100 + number,
        title=quoteattr(legible(chart.title)),
        says=quoteattr(legible(chart.says)),
        relation=relation,
    )


def body(chart: Chart) -> str:
    """The chart's own file."""
    series = "".join(lines(chart))
    span = f'<c:max val="{chart.high:g}"/><c:min val="{chart.low:g}"/>'
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{WORDS}</c:legend>' if len(chart.lines) > 1 else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {SPACES}><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{HAIR.format("6D7787")}{WORDS}<c:crossAx val="2"/>'
        '<c:crosses val="min"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{span}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines>{HAIR.format("D8DDE5")}</c:majorGridlines>'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{HAIR.format("6D7787")}{WORDS}<c:crossAx val="1"/><c:crosses val="min"/></c:valAx>'
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def lines(chart: Chart) -> Iterator[str]:
    """Each line with its colour and its mark."""
    for number, line in enumerate(chart.lines):
        fill = f'<a:solidFill><a:srgbClr val="{COLOURS[number % len(COLOURS)]}"/></a:solidFill>'
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx><c:v>{escape(legible(line.name))}</c:v></c:tx>"
            f'<c:spPr><a:ln w="25400">{fill}</a:ln></c:spPr><c:marker><c:symbol val="{MARKS[number % len(MARKS)]}"/>'
            f'<c:size val="7"/><c:spPr>{fill}<a:ln w="9525">{fill}</a:ln></c:spPr></c:marker>'
            f"<c:cat><c:strLit>{points(map(legible, chart.places))}</c:strLit></c:cat>"
            f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{points(figures(line))}</c:numLit></c:val>"
            '<c:smooth val="0"/></c:ser>'
        )


def figures(line: Line) -> Iterator[str]:
    """A line's values as written; nothing where there is none."""
    return ("" if value is None else f"{value:g}" for value in line.values)


def points(values: Iterable[str]) -> str:
    """Values by their place."""
    every = list(values)
    written = "".join(f'<c:pt idx="{n}"><c:v>{escape(value)}</c:v></c:pt>' for n, value in enumerate(every) if value)
    return f'<c:ptCount val="{len(every)}"/>{written}'
