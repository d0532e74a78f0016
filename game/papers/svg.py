"""Drawings as text. Law: every word from outside is escaped, and every drawing has a name and a table beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

Attribute = str | float | None


@dataclass(frozen=True, slots=True)
class Naming:
    """What a drawing is called: an id that is its own, a title, and the id of the words that say the same."""

    id: str
    title: str
    beside: str


def tag(name: str, *inside: str, **attributes: Attribute) -> Markup:
    """An element. Attributes are written `stroke_width=2`, `class_="bar"`; one that is None is left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), attribute(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, joined(inside))


def joined(parts: Iterable[str]) -> Markup:
    """Parts one after another; those that are not drawings are escaped."""
    return Markup("").join(parts)


def attribute(value: str | float) -> str:
    """A value as it is written: numbers to a hundredth, without idle zeros."""
    if isinstance(value, str):
        return value
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A length as a part of the drawing's width or height."""
    return f"{attribute(100 * share)}%"


def picture(naming: Naming, *inside: str, **attributes: Attribute) -> Markup:
    """A whole drawing: one image to a screen reader, with its name and a pointer to its table."""
    title = tag("title", naming.title, id=f"{naming.id}-name")
    return tag(
        "svg",
        title,
        *inside,
        role="img",
        aria_labelledby=f"{naming.id}-name",
        aria_describedby=naming.beside,
        focusable="false",
        **attributes,
    )


def text(lines: Iterable[str], x: Attribute, y: float, leading: float = 18, **attributes: Attribute) -> Markup:
    """Lines of words below one another, the first with its foot at `y`."""
    spans = (tag("tspan", line, x=x, y=y + number * leading) for number, line in enumerate(lines))
    return tag("text", *spans, **attributes)
