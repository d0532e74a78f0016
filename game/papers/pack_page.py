"""A paper made of blocks as one HTML page to print: A4, page breaks, no script and no outside host.

Law: what the blocks say and nothing more; every text is escaped, every table has its caption and its heads.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from game.papers.blocks import Block, Heading, Paper
from game.papers.handout import prose
from game.papers.map import TEMPLATES, environment

STYLES = ("colours.css", "page.css", "charts.css", "map.css", "print.css", "pack.css")


def page(paper: Paper) -> str:
    """The document."""
    style = "\n".join((TEMPLATES / part).read_text("utf-8") for part in STYLES)
    return (
        environment()
        .get_template("pack.html")
        .render(
            paper=paper,
            sheets=sheets(paper.blocks),
            style=Markup(style),
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
            prose=lambda text: prose(outlined(text)),
            kind=lambda block: type(block).__name__,
        )
    )


def sheets(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """The blocks parted into sections, each of which begins with a heading of level 1."""
    parted: list[list[Block]] = []
    for block in blocks:
        if not parted or (isinstance(block, Heading) and block.level == 1):
            parted.append([])
        parted[-1].append(block)
    return tuple(tuple(sheet) for sheet in parted)


def outlined(text: str) -> str:
    """Markdown whose own headings are strong words, so that the outline stays ours."""
    lines = (line.lstrip("#").strip() if line.startswith("#") else line for line in text.splitlines())
    return "\n".join(lines)
