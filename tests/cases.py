"""Cases written as a document: a heading, then fenced blocks. A failure names the heading's line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its title, where it stands, and its blocks by their info word."""

    title: str
    where: str
    blocks: dict[str, str] = field(default_factory=dict)


def cases(path: str) -> list[Case]:
    """Every case of a document that has a fenced block."""
    return [case for case in _cases(Path(path)) if case.blocks]


def _cases(path: Path) -> Iterator[Case]:
    tokens = MarkdownIt("commonmark").parse(path.read_text("utf-8"))
    case = Case("", str(path))
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield case
            case = Case(tokens[place + 1].content, f"{path}:{token.map[0] + 1}")
        elif token.type == "fence":
            case.blocks[token.info.strip()] = token.content
    yield case
