"""Workbench: something to describe or rewrite, a model answer to hold one's own against, and what to look for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scorm_export.activities.activity import Activity, Flaw, Path, empty_texts, picture, too_many


class Workbench(Activity):
    """A box to write in beside a model answer. Its text is neither saved nor sent, and the page says so."""

    kind: ClassVar[str] = "workbench"
    scripts: ClassVar[tuple[str, ...]] = ("reflection/copying.js", "workbench/workbench.js")
    styles: ClassVar[tuple[str, ...]] = ("reflection/reflection.css", "barrier/barrier.css", "workbench/workbench.css")
    judged: ClassVar[bool] = False
    kept: ClassVar[bool] = False

    given: str
    """What is to be described or rewritten. Of an image it says in words what can be seen."""
    image: str = ""
    """A picture to be described, such as media/form.svg."""
    alt: str = ""
    """Its alternative text; none is needed where `given` says what can be seen."""
    label: str
    """What stands above the box, such as "Your alternative text"."""
    look_for: tuple[str, ...]
    """What a good answer has, a sentence each."""
    model: str
    """A model answer."""

    @property
    def picture(self) -> str:
        """The picture as Markdown, or nothing."""
        return picture(self.image, self.alt)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, what is given, the box's label, what to look for, and the model."""
        yield from super().texts()
        yield ("given",), self.given
        if self.image:
            yield ("image",), self.picture
        yield ("label",), self.label
        for number, text in enumerate(self.look_for):
            yield ("look_for", number), text
        yield ("model",), self.model

    def flaws(self) -> Iterator[Flaw]:
        """Texts that say nothing, nothing to look for, or an alternative text without an image."""
        yield from empty_texts(self)
        yield from too_many(self.look_for, "look_for")
        if not self.look_for:
            yield Flaw(("look_for",), "say at least one thing to look for in an answer")
        if self.alt and not self.image:
            yield Flaw(("alt",), "'alt' speaks of an image and there is none; name it as 'image: media/…'")

    @property
    def right(self) -> str:
        """There is none."""
        return ""


KIND = Workbench
