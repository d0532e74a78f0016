"""Reflection: a question to think about in writing. What is written never leaves the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scorm_export.activities.activity import Activity, Flaw, Path, empty_texts


class Reflection(Activity):
    """A box to write in. It has no right answer; its text is neither saved nor sent, and the page says so."""

    kind: ClassVar[str] = "reflection"
    scripts: ClassVar[tuple[str, ...]] = ("reflection/copying.js", "reflection/reflection.js")
    styles: ClassVar[tuple[str, ...]] = ("reflection/reflection.css",)
    judged: ClassVar[bool] = False
    kept: ClassVar[bool] = False

    objective: str = ""
    """The id of one of the module's objectives; none is needed."""
    label: str = ""
    """What stands above the box; "Your thoughts" where nothing is given."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then the box's label."""
        yield from super().texts()
        if self.label:
            yield ("label",), self.label

    def flaws(self) -> Iterator[Flaw]:
        """Texts that say nothing."""
        yield from empty_texts(self)

    @property
    def right(self) -> str:
        """There is none."""
        return ""


KIND = Reflection
