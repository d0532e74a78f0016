"""Spot the barrier: a scene in words, and a list of what is there; the learner ticks what shuts someone out."""

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
    picture,
    same_ids,
    same_words,
    texts_of_parts,
    too_many,
    unexplained,
)


class Seen(Part):
    """Something in the scene, and the reason why it is a barrier or not."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What is there."""
    barrier: bool = False
    """Whether it shuts someone out."""
    feedback: str = ""
    """The reason, in two sentences at the most."""

    @property
    def correct(self) -> bool:
        """Whether it is right to tick it."""
        return self.barrier


class Barrier(Activity):
    """A described scene in which barriers are to be found."""

    kind: ClassVar[str] = "barrier"
    scripts: ClassVar[tuple[str, ...]] = ("choice/choice.js", "barrier/barrier.js")
    styles: ClassVar[tuple[str, ...]] = ("barrier/barrier.css",)
    several: ClassVar[bool] = True
    instruction: ClassVar[str] = "choose_barriers"

    scene: str
    """The words that set the scene."""
    image: str = ""
    """A picture of the scene, such as media/desk.svg. Everything to be found is in the list as well."""
    alt: str = ""
    """What the picture shows, for those who do not see it."""
    items: tuple[Seen, ...]
    """What is there, in the order it is listed."""

    @property
    def options(self) -> tuple[Seen, ...]:
        """What can be ticked, under the name that the page of a choice has for it."""
        return self.items

    @property
    def picture(self) -> str:
        """The picture as Markdown, or nothing."""
        return picture(self.image, self.alt)

    def named(self) -> Iterator[Named]:
        """The activity and what is in the scene."""
        yield from super().named()
        yield from named_parts("items", self.items)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, scene, picture, then each thing with its reason."""
        yield from super().texts()
        yield ("scene",), self.scene
        if self.image:
            yield ("image",), self.picture
        yield from texts_of_parts("items", self.items)

    def flaws(self) -> Iterator[Flaw]:
        """Too little or too much to look at, no barrier at all, things without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "item")
        yield from too_many(self.items, "items")
        yield from same_words([(("items", n, "text"), item.text) for n, item in enumerate(self.items)], "item")
        yield from unexplained("items", self.items, "this item has no feedback; say whom it shuts out, or why nobody")
        if len(self.items) < 2:
            yield Flaw(("items",), "there must be at least two items to look at")
        if not self.right:
            yield Flaw(("items",), "no item marked 'barrier: true'; at least one must be")
        if self.image and not self.alt:
            yield Flaw(("image",), "the image has no alternative text; say in 'alt' what it shows")
        if self.alt and not self.image:
            yield Flaw(("alt",), "'alt' speaks of an image and there is none; name it as 'image: media/…'")

    @property
    def right(self) -> str:
        """The letters of the barriers."""
        return "".join(letter for letter, item in zip(LETTERS, self.items, strict=False) if item.barrier)

    @property
    def longest_answer(self) -> int:
        """A letter for each item."""
        return len(self.items)


KIND = Barrier
