"""A number large enough for the back of the room: £10.4m, 31%, 58 hours.

Law: our own letters, five dots high; what has no letter stands beside in plain type, and nothing is left out.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

DOTS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "£": ".## .#. ### .#. ###",
    "%": "##..# ##.#. ..#.. .#.## #..##",
    "+": "... .#. ### .#. ...",
    "-": "... ... ### ... ...",
    ".": ". . . . #",
    ",": ". . . # #",
    ":": ". # . # .",
    "/": "..# ..# .#. #.. #..",
    "k": "#.. #.# ##. #.# #.#",
    "m": "..... ..... ##### #.#.# #.#.#",
    "n": "... ... ### #.# #.#",
    "b": "#.. #.. ### #.# ###",
}
"""Each letter in five rows of dots, from the top."""
HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def rows(value: str, is_roomy: bool) -> tuple[str, ...]:
    """The value line by line: words with a digit large, other words plain on the last line.

    A dot takes two cells where it is roomy, and half of one where it is not.
    """
    height = 5 if is_roomy else 3
    lines = [""] * height
    for word in value.split():
        large = lettered(word, is_roomy) if is_large(word) else [" " * len(word)] * (height - 1) + [word]
        gap = "  " if lines[0] else ""
        lines = [f"{line}{gap}{part}" for line, part in zip(lines, large, strict=True)]
    return tuple(line.rstrip() for line in lines)


def is_large(word: str) -> bool:
    """Whether a word has a digit, and a letter of ours for every sign."""
    return any(sign.isdecimal() for sign in word) and all(sign in DOTS for sign in word)


def lettered(word: str, is_roomy: bool) -> list[str]:
    """A word in large letters."""
    dots = [".".join(parts) for parts in zip(*(DOTS[sign].split() for sign in word), strict=True)]
    if is_roomy:
        return ["".join("██" if dot == "#" else "  " for dot in row) for row in dots]
    pairs = [*dots, "." * len(dots[0])]
    return [
        "".join(HALVES[upper + lower] for upper, lower in zip(pairs[row], pairs[row + 1], strict=True))
        for row in (0, 2, 4)
    ]


class Big(Static):
    """A few words with a number in large letters, seen only while the console shows big text."""

    def __init__(self) -> None:
        super().__init__(classes="-empty")
        self.words = ""

    def show(self, words: str) -> None:
        """Other words, or none."""
        if words != self.words:
            self.words = words
            self.update(Content.styled("\n".join(rows(words, False)) if words else "", "bold $accent"))
            self.set_class(not words, "-empty")


class Large(Widget):
    """The number, in the size for which there is room."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def drawn(self) -> tuple[str, ...]:
        """As large as leaves half of the width to the words beside, then smaller, then in plain type."""
        room = self.app.size.width - 6
        for lines, most in ((rows(self.value, True), room // 2), (rows(self.value, False), room)):
            if max(map(len, lines)) <= most:
                return lines
        return (self.value,)

    def render(self) -> Content:
        """The lines."""
        return Content.styled("\n".join(self.drawn()), "bold $accent")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The longest line."""
        return max(map(len, self.drawn()))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines there are."""
        return len(self.drawn())
