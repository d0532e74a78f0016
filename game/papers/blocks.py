"""What a paper is made of, whatever prints it: headings, words, lists, tables, forms, charts, in reading order.

Law: values only. `Prose` is Markdown; every other text is plain and is escaped by whoever prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from markupsafe import Markup

Kind: TypeAlias = Literal["", "lead", "intro", "note", "label", "warning"]
"""How words are set: as usual, larger, on the page of what follows, smaller, as its name, or to be heeded."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 below the title; perhaps on a page of its own."""

    level: int
    text: str
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph of plain text."""

    text: str
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """What an author wrote, in Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of plain lines."""

    lines: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption and a row of heads. `widths` are parts of the whole; a form has rows to write in."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines to fill in by hand, each after its label."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to cut out: a card or a ballot. `boxes` are what can be ticked."""

    title: str
    text: str = ""
    """Markdown."""
    boxes: tuple[str, ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Slips:
    """Things to cut out, some beside one another."""

    slips: tuple[Slip, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: whose it is, and its values; nothing where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over named places, with words that say the same to those who do not see it."""

    title: str
    says: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawings of one thing for a page that can show them; elsewhere `instead` stands for them."""

    pieces: tuple[Markup, ...]
    instead: Grid


Block: TypeAlias = Heading | Words | Prose | Items | Grid | Fields | Slips | Chart | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper."""

    kind: str
    """What it is, such as After-action report."""
    title: str
    summary: str
    at: datetime
    """The time it carries as its own, so that the same paper is the same file."""
    blocks: tuple[Block, ...]
    foot: str = ""
    """What the foot of every page says before its number."""
