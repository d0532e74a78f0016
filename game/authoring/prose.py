"""Markdown that authors write, as lines of plain text. Law: raw HTML is text like any other."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin


@cache
def markdown() -> MarkdownIt:
    """The parser all prose shares: CommonMark, tables and definition lists, raw HTML shown as text."""
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").use(deflist_plugin)


def to_plain(text: str) -> str:
    """Markdown as lines of plain text for a pipe or a screen reader: marks gone, paragraphs kept."""
    return "\n\n".join(filter(None, (plain_block(block) for block in blocks(text))))


def blocks(text: str) -> list[str]:
    """The text's top-level blocks as written, in order."""
    lines = text.splitlines()
    spans = [token.map for token in markdown().parse(text) if token.level == 0 and token.map]
    return ["\n".join(lines[start:end]) for start, end in spans]


def plain_block(block: str) -> str:
    """One block without its marks; list items keep a dash and their own line."""
    parts: list[str] = []
    in_item = False
    for token in markdown().parse(block):
        if token.type == "list_item_open":
            in_item = True
        if token.type == "inline":
            words = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or []
            )
            parts.append(f"- {words}" if in_item else words)
            in_item = False
        if token.type in ("fence", "code_block"):
            parts.append(token.content.rstrip())
    return "\n".join(parts)
