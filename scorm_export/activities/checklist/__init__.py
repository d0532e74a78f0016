"""Checklist: things to tick for oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from game.authoring.reading import Part
from scorm_export.activities.activity import (
    Activity,
    Flaw,
    Named,
    Path,
    empty_texts,
    same_ids,
    same_words,
    too_many,
)


class Point(Part):
    """One thing to tick."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner ticks."""


class Checklist(Activity):
    """A list that the learner ticks. It has no right answer; the ticks are kept and never judged."""

    kind: ClassVar[str] = "checklist"
    scripts: ClassVar[tuple[str, ...]] = ("checklist/checklist.js",)
    judged: ClassVar[bool] = False

    objective: str = ""
    """The id of one of the module's objectives; none is needed."""
    items: tuple[Point, ...]
    """The items, in the order they are shown."""

    def named(self) -> Iterator[Named]:
        """The activity and its items."""
        yield from super().named()
        for number, item in enumerate(self.items):
            yield Named(("items", number), item.id, item.text)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then each item."""
        yield from super().texts()
        for number, item in enumerate(self.items):
            yield ("items", number, "text"), item.text

    def flaws(self) -> Iterator[Flaw]:
        """No items, too many, or items alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "item")
        yield from too_many(self.items, "items")
        yield from same_words([(("items", n, "text"), item.text) for n, item in enumerate(self.items)], "item")
        if not self.items:
            yield Flaw(("items",), "there must be at least one item to tick")

    @property
    def right(self) -> str:
        """There is none."""
        return ""

    @property
    def longest_answer(self) -> int:
        """A letter for each item."""
        return len(self.items)


KIND = Checklist
