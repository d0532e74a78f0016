"""Authors' Markdown on the screen: paragraphs, lists, quotations, code and tables, wrapped with their indents.

Law: links are words only; nothing in a scenario can be pressed or opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markdown_it.tree import SyntaxTreeNode
from textual.content import Content

from game.authoring.prose import markdown
from game.tui.widgets.drawn import NOTHING, Drawn, hung

SIDE = "▌"
"""The line at the side of a message."""
STYLES = {"strong": "bold", "em": "italic"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of prose that wraps by itself, set in by so many cells and behind a mark, such as an item's dot."""

    words: Content
    indent: int = 0
    mark: str = ""
    is_close: bool = False
    """Whether it stands right under the block before, as the items of a list do."""


def blocks(text: str) -> tuple[Block, ...]:
    """Markdown as blocks, in reading order."""
    return tuple(inside(SyntaxTreeNode(markdown().parse(text))))


def inside(node: SyntaxTreeNode) -> Iterator[Block]:
    """The blocks of all that a node holds."""
    for child in node.children:
        yield from block(child)


def block(node: SyntaxTreeNode) -> Iterator[Block]:
    """One node as its blocks."""
    match node.type:
        case "bullet_list" | "ordered_list":
            yield from listed(node)
        case "blockquote":
            yield from set_in(inside(node), 2)
        case "dd":
            yield from (replace(each, is_close=True) for each in set_in(inside(node), 2))
        case "heading" | "dt":
            yield Block(spoken(node).stylize("bold"))
        case "table":
            lines = [row for part in node.children for row in part.children]
            yield Block(table([[spoken(cell) for cell in row.children] for row in lines]))
        case "fence" | "code_block":
            yield Block(Content(node.content.rstrip("\n")), 2)
        case "hr":
            yield Block(Content("* * *"))
        case "paragraph":
            yield Block(spoken(node))
        case _:
            yield from inside(node)


def listed(node: SyntaxTreeNode) -> Iterator[Block]:
    """The items of a list, each behind its dot or number."""
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children):
        mark = f"{first + number}. " if node.type == "ordered_list" else "• "
        own, *others = inside(item) if item.children else (Block(Content()),)
        yield replace(own, mark=mark, is_close=number > 0)
        yield from (replace(each, is_close=True) for each in set_in(others, len(mark)))


def set_in(found: Iterator[Block] | Sequence[Block], cells: int) -> Iterator[Block]:
    """The same blocks further to the right."""
    return (replace(each, indent=each.indent + cells) for each in found)


def spoken(node: SyntaxTreeNode, styles: tuple[str, ...] = ()) -> Content:
    """A line of Markdown as words in their styles."""
    match node.type:
        case "softbreak":
            return Content(" ")
        case "hardbreak":
            return Content("\n")
        case "text" | "html_inline":
            return Content.styled(node.content, " ".join(styles))
        case "code_inline":
            return Content.styled(node.content, " ".join((*styles, "bold")))
    own = (*styles, STYLES[node.type]) if node.type in STYLES else styles
    return Content("").join([spoken(child, own) for child in node.children])


def table(rows: Sequence[Sequence[Content]]) -> Content:
    """A table as aligned columns; the first row is its heading."""
    widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        Content("  ").join([cell.pad_right(width - cell.cell_length) for cell, width in zip(row, widths, strict=True)])
        for row in rows
    ]
    return Content("\n").join([lines[0].stylize("bold"), *lines[1:]])


def passage(text: str, width: int, lead: str = "") -> list[Content]:
    """Some Markdown in lines, with a line between its blocks. A `lead` stands in bold before the first words."""
    lines: list[Content] = []
    for number, each in enumerate(blocks(text)):
        mark = Content(each.mark.rjust(each.indent + len(each.mark)))
        before = Content.styled(f"{lead}: " if lead and not number else "", "bold $accent")
        if number and not each.is_close:
            lines.append(NOTHING)
        lines += hung(Content.assemble(before, each.words), width, mark)
    return lines


def message(text: str, sender: str, width: int) -> list[Content]:
    """What somebody writes or says, behind a line at its side."""
    side = Content.styled(f"{SIDE} ", "$accent")
    return [Content.assemble(side, line) for line in passage(text, width - 2, sender)]


Part = Callable[[int], list[Content]]
"""A part of a story: its lines for a width."""


class Story(Drawn):
    """Several parts with a line between them; one part is told as well as many."""

    def __init__(self, *parts: Part, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.parts = parts

    def tell(self, *parts: Part) -> None:
        """Other parts."""
        self.parts = parts
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Part by part."""
        told: list[Content] = []
        for part in self.parts:
            told += [NOTHING, *part(width)] if told else part(width)
        return told


class Prose(Story):
    """Some Markdown, laid out. A `lead` stands in bold before the first words, such as who sends a message."""

    def __init__(self, text: str, lead: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(partial(passage, text, lead=lead), id=id, classes=classes)

    def say(self, text: str) -> None:
        """Another text."""
        self.tell(partial(passage, text))
