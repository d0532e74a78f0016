"""Sort into groups: each item gets one of the groups, from a list and never by dragging."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from game.authoring.problems import unknown
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
)


class Group(Part):
    """A group that items are put into."""

    id: str = ""
    """Stays when the words change; a group that is only a name goes by that name."""
    text: str
    """The group's name."""


def as_group(written: object) -> object:
    """A group given by its bare name."""
    return {"text": written} if isinstance(written, str) else written


class Item(Part):
    """Something to put into a group, and the reason why it belongs there."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner puts into a group."""
    group: str
    """The name or the id of the group it belongs to."""
    feedback: str = ""
    """The reason, in two sentences at the most."""


class Sort(Activity):
    """Items to be put into groups."""

    kind: ClassVar[str] = "sort"
    scripts: ClassVar[tuple[str, ...]] = ("sort/sort.js",)

    groups: tuple[Annotated[Group, BeforeValidator(as_group)], ...]
    """The groups, in the order they are offered."""
    items: tuple[Item, ...]
    """The items, in the order they are shown."""

    def named(self) -> Iterator[Named]:
        """The activity, its groups where they have ids, and its items."""
        yield from super().named()
        yield from named_parts("items", self.items)

    @property
    def offers(self) -> tuple[str, ...]:
        """The groups, by their ids or names."""
        return tuple(group.id or group.text for group in self.groups)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, groups, then each item with its reason."""
        yield from super().texts()
        yield from texts_of_parts("items", self.items)

    def flaws(self) -> Iterator[Flaw]:
        """Unknown groups, too few of anything, items without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "item")
        yield from too_many(self.items, "items")
        yield from same_words([(("items", n, "text"), item.text) for n, item in enumerate(self.items)], "item")
        yield from self.group_flaws()
        if len(self.items) < 2:
            yield Flaw(("items",), "there must be at least two items to sort")
        for number, item in enumerate(self.items):
            if not item.feedback:
                yield Flaw(("items", number), "this item has no feedback; say why it belongs in its group")
            if self.group_number(item.group) is None:
                yield Flaw(("items", number, "group"), unknown("group", item.group, self.group_names()))

    def group_flaws(self) -> Iterator[Flaw]:
        """Too few groups, too many, or two that cannot be told apart."""
        if not 2 <= len(self.groups) <= 9:
            yield Flaw(("groups",), f"has {len(self.groups)} groups; at least two and at most nine")
        yield from same_words([(("groups", n), group.text) for n, group in enumerate(self.groups)], "group")

    def group_names(self) -> list[str]:
        """What items may call the groups."""
        return [group.id or group.text for group in self.groups]

    def group_number(self, name: str) -> int | None:
        """The place of a group in the list, by its id or its name."""
        return next((n for n, group in enumerate(self.groups) if name in (group.id, group.text)), None)

    @property
    def right(self) -> str:
        """For each item in turn, the digit of its group, counted from 1."""
        return "".join(str((self.group_number(item.group) or 0) + 1) for item in self.items)


KIND = Sort
