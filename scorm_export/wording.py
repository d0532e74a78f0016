"""Numbers of things in words, for the command line and the release page."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """A number of things: 1 question, 2 activities."""
    many = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    return f"{number:,} {what if number == 1 else many}"


def times(number: int) -> str:
    """How often something may be done; 0 is without end."""
    return "as often as one likes" if number == 0 else "once" if number == 1 else f"{number} times"
