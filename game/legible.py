"""Words that people typed, made fit for any paper: nothing in them that no page can hold, or that turns a line round.

Law: letters, signs and line breaks stay as they are; control characters and the marks that change the direction of what
follows are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")

UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters but tab and line feed; marks of direction; what is no character at all."""
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def legible(text: str) -> str:
    """Text without what no paper can hold."""
    return UNFIT.sub("", BREAKS.sub("\n", text))


def line(text: str) -> str:
    """Legible text in one line."""
    return " ".join(legible(text).split())


def throughout(value: T, mend: Callable[[str], str] = legible) -> T:
    """A value with every text in it mended, however deep it lies in frozen values and tuples."""
    if isinstance(value, str):
        return cast(T, mend(value))
    if isinstance(value, tuple):
        return cast(T, tuple(throughout(one, mend) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: throughout(getattr(value, each.name), mend) for each in fields(value) if each.init}
        return replace(value, **changes)
    return value
