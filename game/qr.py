"""A QR code in half blocks, two modules above each other in each cell.

Law: light modules are light where the cells are drawn dark on white; `inverse` is for terminals without colours, whose
background is taken to be dark.
"""

from __future__ import annotations

QUIET = 4
"""Light modules around the code, as the standard asks (ISO/IEC 18004)."""
LEAST = 2
"""Light modules around it that phones still read."""
DARK = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
INVERSE = {(0, 0): "█", (1, 0): "▄", (0, 1): "▀", (1, 1): " "}


def modules(words: str) -> tuple[tuple[int, ...], ...]:
    """The code's modules without its edge, 1 for dark."""
    import segno  # only where phones are let in

    return tuple(tuple(row) for row in segno.make(words, error="l", micro=False).matrix)


def quiet(size: int, lines: int) -> int:
    """The widest edge with which a code of this many modules has room in so many lines; less than LEAST for none."""
    return min(QUIET, (2 * lines - size) // 2)


def rows(words: str, edge: int = QUIET, inverse: bool = False) -> tuple[str, ...]:
    """The code line by line, with a light edge of so many modules."""
    drawn = modules(words)
    width = len(drawn) + 2 * edge
    light = (0,) * width
    sides = (0,) * edge
    lines = [*[light] * edge, *((*sides, *row, *sides) for row in drawn), *[light] * edge]
    pairs = (
        zip(lines[::2], [*lines[1::2], light], strict=True)
        if len(lines) % 2
        else zip(lines[::2], lines[1::2], strict=True)
    )
    signs = INVERSE if inverse else DARK
    return tuple("".join(signs[pair] for pair in zip(*both, strict=True)) for both in pairs)
