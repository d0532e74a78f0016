"""A page that teaches by building a file: its boxes are followed here as a reader follows them.

A `yaml` box says in its info line where it goes, in words that the page does not show:

- `yaml start`: the first lines of the file;
- `yaml end`, `yaml top`: at the end of the file, at its top;
- `yaml above LINE`, `yaml under LINE`: above or under the one line that says LINE;
- `yaml find`, then `yaml make`: the lines found, and what they become;
- `yaml file PATH`: a file of its own;
- `yaml of KEY`: not of the file, but what may stand under that key of a scenario.

A `console` box holds commands after `$` and all that they answer; `...` stands for lines that are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt


@dataclass(frozen=True, slots=True)
class Box:
    """One fenced box of a page: its language, where it goes, its text, its line, and what is said just before it."""

    language: str
    place: str
    text: str
    line: int
    said: str


def boxes(page: Path) -> Iterator[Box]:
    """The boxes of a page, from the top."""
    said = ""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "inline":
            said = token.content
        if token.type == "fence" and token.map:
            language, _, place = token.info.strip().partition(" ")
            yield Box(language, place, token.content, token.map[0] + 1, said)


def prose(page: Path) -> str:
    """The sentences of a page: paragraphs and lists, without boxes, tables, headings or code."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))
    found = []
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and token.type == "inline" and token.children:
            words = "".join("x" if part.type == "code_inline" else part.content or " " for part in token.children)
            found.append(words)
    return "\n\n".join(found)


def shown_in(text: str) -> list[list[str]]:
    """The cells of the first table in a text, row by row, without its head."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def followed(text: str, box: Box, found: str) -> str:
    """The file after one `yaml` box. `found` is the text of the `find` box before it."""
    if box.place == "find":
        assert text.count(box.text) == 1, f"line {box.line}: these lines stand {text.count(box.text)} times in the file"
        return text
    if box.place == "make":
        return text.replace(found, box.text)
    if box.place in ("start", "end", "top"):
        return box.text + text if box.place == "top" else text + box.text
    side, _, line = box.place.partition(" ")
    places = list(re.finditer(rf"^ *(?:- )?{re.escape(line)}\n", text, re.MULTILINE))
    assert len(places) == 1, f"line {box.line}: the line {line!r} stands {len(places)} times in the file"
    at = {"above": places[0].start(), "under": places[0].end()}[side]
    return text[:at] + box.text + text[at:]


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a `console` box: its words, what is typed while it runs, and all that is then on the screen."""

    words: tuple[str, ...]
    typed: str
    answer: str


def commands(box: Box, prompts: tuple[str, ...]) -> Iterator[Command]:
    """The commands of a `console` box. What follows one of the prompts on its line is what the reader types."""
    for part in re.split(r"^\$ ", box.text, flags=re.MULTILINE)[1:]:
        line, _, answer = part.partition("\n")
        words = tuple(quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line))
        typed = [
            row[len(prompt) :].strip() for row in answer.splitlines() for prompt in prompts if row.startswith(prompt)
        ]
        yield Command(words, "".join(f"{one}\n" for one in typed), answer)


def agrees(shown: str, said: str) -> bool:
    """Whether a page shows what was said; spaces at the ends of lines and empty lines at both ends do not count."""
    pattern = "\n".join(r"(?:.*\n)*?.*" if line == "..." else re.escape(line) for line in tidied(shown).splitlines())
    return re.fullmatch(pattern, tidied(said)) is not None


def tidied(text: str) -> str:
    """Text without spaces at the ends of lines or empty lines at its ends."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
