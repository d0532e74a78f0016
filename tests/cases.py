"""Cases written as a document: a heading, then fenced blocks. A failure names the heading's line."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from markdown_it import MarkdownIt

PROOF = bool(os.environ.get("PROOF"))
"""Whether this is `make proof`, which tries far more cases."""
EXAMPLES = 20 if PROOF else 1


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


class Golden(Protocol):
    """Compares text with a file kept in tests/golden; REWRITE_GOLDEN=1 writes the file instead."""

    def __call__(self, path: Path, text: str) -> None: ...


def compare_golden(path: Path, text: str) -> None:
    """Hold `text` to the golden file at `path`."""
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    assert path.is_file(), f"{path} is missing: run once with REWRITE_GOLDEN=1 and read it"
    assert text == path.read_text("utf-8")
