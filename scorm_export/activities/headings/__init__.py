"""Heading fixer: each line of a page gets its right level, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from game.authoring.reading import Part
from scorm_export.activities.activity import (
    Activity,
    Flaw,
    Named,
    Path,
    empty_texts,
    named_parts,
    same_ids,
    same_words,
    texts_of_parts,
    too_many,
    unexplained,
)

NONE = 5
"""Where "not a heading" stands in the list, below the four levels."""


class Line(Part):
    """A line of the page, and the reason for its level."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """The line's words."""
    level: Annotated[int, Field(ge=0, le=4)]
    """1 to 4; 0 for a line that is not a heading."""
    feedback: str = ""
    """The reason, in two sentences at the most."""

    @property
    def place(self) -> int:
        """Where its level stands in the list."""
        return self.level or NONE


class Headings(Activity):
    """Lines to be given their levels."""

    kind: ClassVar[str] = "headings"
    scripts: ClassVar[tuple[str, ...]] = ("sort/sort.js", "headings/headings.js")
    styles: ClassVar[tuple[str, ...]] = ("headings/headings.css",)

    lines: tuple[Line, ...]
    """The page's lines, from top to bottom."""

    def named(self) -> Iterator[Named]:
        """The activity and its lines."""
        yield from super().named()
        yield from named_parts("lines", self.lines)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then each line with its reason."""
        yield from super().texts()
        yield from texts_of_parts("lines", self.lines)

    def flaws(self) -> Iterator[Flaw]:
        """Too few or too many lines, no heading, a level left out, lines without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "line")
        yield from too_many(self.lines, "lines")
        yield from same_words([(("lines", n, "text"), line.text) for n, line in enumerate(self.lines)], "line")
        yield from unexplained("lines", self.lines, "this line has no feedback; say why it has its level")
        if len(self.lines) < 2:
            yield Flaw(("lines",), "there must be at least two lines")
        if not any(line.level for line in self.lines):
            yield Flaw(("lines",), "no line is a heading; give at least one a level from 1 to 4")
        yield from self.steps_down()

    def steps_down(self) -> Iterator[Flaw]:
        """Levels left out on the way down: the right answer must itself be right."""
        above = None
        for number, line in enumerate(self.lines):
            if line.level and above is not None and line.level > above + 1:
                said = f"level {line.level} under level {above} leaves a level out; {above + 1} comes next"
                yield Flaw(("lines", number, "level"), said)
            above = line.level or above

    @property
    def right(self) -> str:
        """For each line in turn, the digit of its level, or 5 for none."""
        return "".join(str(line.place) for line in self.lines)


KIND = Headings
