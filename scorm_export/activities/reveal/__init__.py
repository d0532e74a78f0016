"""Reveal: something to think about first, and what is shown once the learner asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scorm_export import markup
from scorm_export.activities.activity import Activity, Flaw, Path, empty_texts


class Reveal(Activity):
    """A text that opens when the learner is ready for it. It has no right answer, and nothing of it is kept."""

    kind: ClassVar[str] = "reveal"
    scripts: ClassVar[tuple[str, ...]] = ("reveal/reveal.js",)
    styles: ClassVar[tuple[str, ...]] = ("reveal/reveal.css",)
    judged: ClassVar[bool] = False
    kept: ClassVar[bool] = False

    objective: str = ""
    """The id of one of the module's objectives; none is needed."""
    text: str
    """What is then shown: paragraphs, lists, tables."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then what is shown; its links, pictures and notes are proofed as those of one line are."""
        yield from super().texts()
        yield ("text",), self.text

    def flaws(self) -> Iterator[Flaw]:
        """Nothing to show, or what cannot stand in there."""
        yield from empty_texts(self)
        types = [token.type for token in markup.blocks(self.text)]
        if "heading_open" in types:
            yield Flaw(("text",), "a heading cannot stand in here; a learner would meet it only once this is open")
        if "front_matter" in types:
            yield Flaw(("text",), "opens with '---'; begin with what is to be shown")

    @property
    def right(self) -> str:
        """There is none."""
        return ""


KIND = Reveal
