"""A page as its tags, for rules that every page keeps. Law: read as browsers do, never as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Tag:
    """One element: its name, its attributes, and all words in it."""

    name: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class Page(HTMLParser):
    """Every element of a page, in order, and what was not closed as it should be."""

    text: str
    tags: list[Tag] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Tag] = []
        self.feed(self.text)
        self.close()
        self.flaws += [f"<{tag.name}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without anything in it."""
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self.open and self.open[-1].name == tag:
            self.open.pop()
        else:
            self.flaws.append(f"</{tag}> closes {self.open[-1].name if self.open else 'nothing'}")

    def handle_data(self, data: str) -> None:
        """Words."""
        for tag in self.open:
            tag.words += data

    def named(self, *names: str) -> list[Tag]:
        """The elements of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def values(self, *names: str) -> Iterator[str]:
        """The values of these attributes, wherever they stand."""
        for tag in self.tags:
            yield from (value for name, value in tag.attributes.items() if name in names)
