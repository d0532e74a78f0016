"""How far two colours stand apart, so that words can be read by everyone.

Law: the ratio is WCAG 2.2's own (1.4.3, with the definition of relative luminance), never a rounded one.
"""

from __future__ import annotations

import re

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def ratio(one: str, other: str) -> float:
    """The contrast of two colours such as #14181d or #fff: 1 for the same colour, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white). Raises ValueError for what is not #rgb or #rrggbb."""
    red, green, blue = (linear(part / 255) for part in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255 each. Raises ValueError for what is not #rgb or #rrggbb."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"'{colour}' is not a colour such as #14181d or #fff")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def linear(part: float) -> float:
    """One channel without the curve that screens put on it."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
