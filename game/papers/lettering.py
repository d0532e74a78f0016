"""How much room words take, and where they break: SVG sets no lines of its own.

Law: a guess on the wide side, so that words stay inside their place in any usual sans serif face.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

NARROW, BROAD = frozenset("iljtfrI.,:;'|!()[] /"), frozenset("mwMW@%—…")
ELLIPSIS = "…"


def width(words: str, size: float) -> float:
    """About how wide words are, in the unit of `size`."""
    return size * sum(advance(letter) for letter in words)


def advance(letter: str) -> float:
    """One letter's width, as a part of the size of the type."""
    if combining(letter):
        return 0.0
    if letter in NARROW:
        return 0.4
    if letter in BROAD or east_asian_width(letter) in "WF":
        return 1.0
    return 0.72 if letter.isupper() else 0.62


def lines(words: str, room: float, size: float, most: int = 4) -> tuple[str, ...]:
    """Words broken into lines that fit; where there are more than `most`, the last one ends in an ellipsis."""
    broken: list[str] = []
    for line in broken_lines(words, room, size):
        if len(broken) == most:
            broken[-1] = cut(f"{broken[-1]} {line}", room, size)
            break
        broken.append(line)
    return tuple(broken)


def broken_lines(words: str, room: float, size: float) -> Iterator[str]:
    """Every line."""
    line = ""
    for word in words.split():
        for part in pieces(word, room, size):
            longer = f"{line} {part}" if line else part
            if line and width(longer, size) > room:
                yield line
                line = part
            else:
                line = longer
    if line:
        yield line


def pieces(word: str, room: float, size: float) -> Iterator[str]:
    """A word, or the parts of one that is longer than a line."""
    part = ""
    for letter in word:
        if part and width(part + letter, size) > room:
            yield part
            part = ""
        part += letter
    yield part


def cut(words: str, room: float, size: float) -> str:
    """As many of the words as fit with an ellipsis behind them."""
    kept = words
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,.;:") + ELLIPSIS
