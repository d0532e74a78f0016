"""Put in order: items that are moved up or down with buttons, never by dragging."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from game.authoring.reading import Part
from scorm_export.activities.activity import (
    LETTERS,
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
from scorm_export.activities.mixing import mixed

FEWEST = 3
"""Two items, shown in an order that is never the right one, would give the right one away."""


class Step(Part):
    """Something that has its place in the order, and the reason why it stands there."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner moves."""
    feedback: str = ""
    """The reason, in two sentences at the most."""


class Order(Activity):
    """Items to be put in order."""

    kind: ClassVar[str] = "order"
    scripts: ClassVar[tuple[str, ...]] = ("order/order.js",)
    styles: ClassVar[tuple[str, ...]] = ("order/order.css",)

    items: tuple[Step, ...]
    """The items in the right order; learners are shown another."""

    def named(self) -> Iterator[Named]:
        """The activity and its items."""
        yield from super().named()
        yield from named_parts("items", self.items)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then each item with its reason."""
        yield from super().texts()
        yield from texts_of_parts("items", self.items)

    def flaws(self) -> Iterator[Flaw]:
        """Too few or too many items, items without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "item")
        yield from too_many(self.items, "items")
        yield from same_words([(("items", n, "text"), item.text) for n, item in enumerate(self.items)], "item")
        if len(self.items) < FEWEST:
            yield Flaw(("items",), f"there must be at least {FEWEST} items; an order of two gives itself away")
        yield from unexplained("items", self.items, "this item has no feedback; say why it stands in its place")

    @property
    def right(self) -> str:
        """The letters of the items as they are written."""
        return LETTERS[: len(self.items)]

    @property
    def first(self) -> str:
        """The letters of the items as they are first shown."""
        places = mixed(self.id, [item.id for item in self.items[: len(LETTERS)]])
        return "".join(LETTERS[place] for place in places)


KIND = Order
