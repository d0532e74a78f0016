"""Contrast lab: words too pale to read, and two colours for the learner to change until they can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from typing import Annotated, ClassVar

from pydantic import Field

from game.authoring.contrast import HEX, channels, ratio
from scorm_export.activities.activity import Activity, Flaw, Json, Path, empty_texts

HIGHEST = 21
"""Black on white."""
LONGEST_TEXT = 80
"""Characters of the sample: a few lines of an image."""
DIGITS = 12
"""Two colours without their marks."""


def shown_ratio(one: str, other: str) -> str:
    """The contrast in words, rounded down so that no pair is said to reach what it does not."""
    return f"{floor(ratio(one, other) * 100 + 1e-9) / 100:g}"


def digits(colour: str) -> str:
    """A colour as six digits."""
    return "".join(f"{channel:02x}" for channel in channels(colour))


class Contrast(Activity):
    """Two colours to be set further apart."""

    kind: ClassVar[str] = "contrast"
    scripts: ClassVar[tuple[str, ...]] = ("contrast/colours.js", "contrast/contrast.js")
    styles: ClassVar[tuple[str, ...]] = ("gap/gap.css", "contrast/contrast.css")

    text: str
    """The sample words. They are drawn as they stand, without Markdown."""
    foreground: str
    """The colour of the words to begin with, such as "#8a8a8a"."""
    background: str
    """The colour behind them, such as "#ffffff"."""
    target: Annotated[float, Field(gt=1, le=HIGHEST)]
    """The contrast to be reached: 4.5 for text, 3 for large text, 7 for text that everyone can read with ease."""
    feedback: str
    """What was learnt, in two sentences at the most."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then what was learnt. The sample is no Markdown."""
        yield from super().texts()
        yield ("feedback",), self.feedback

    def flaws(self) -> Iterator[Flaw]:
        """Colours that are none, a sample that is empty or long, or nothing left to do."""
        yield from empty_texts(self)
        if not self.text.strip():
            yield Flaw(("text",), "'text' is empty")
        if len(self.text) > LONGEST_TEXT:
            yield Flaw(("text",), f"a sample of {len(self.text)} characters; {LONGEST_TEXT} at the most")
        for name, colour in (("foreground", self.foreground), ("background", self.background)):
            if not HEX.fullmatch(colour):
                yield Flaw((name,), f"'{colour}' is not a colour; write it in quotes, such as \"#8a8a8a\"")
        if self.colours and ratio(*self.colours) >= self.target:
            said = (
                f"the colours are {shown_ratio(*self.colours)} to 1 apart already; begin with a pair that is not enough"
            )
            yield Flaw(("target",), said)

    @property
    def colours(self) -> tuple[str, str] | None:
        """The two colours to begin with, if both are colours."""
        pair = (self.foreground, self.background)
        return pair if all(HEX.fullmatch(colour) for colour in pair) else None

    @property
    def given_ratio(self) -> str:
        """How far apart the two colours are to begin with."""
        return shown_ratio(self.foreground, self.background)

    @property
    def example(self) -> tuple[str, str]:
        """A pair that is enough, on the given background if there is one."""
        behind = self.colours[1] if self.colours else "#ffffff"
        pairs = (("#000000", behind), ("#ffffff", behind))
        return next((pair for pair in pairs if ratio(*pair) >= self.target), ("#000000", "#ffffff"))

    @property
    def example_ratio(self) -> str:
        """How far apart that pair is."""
        return shown_ratio(*self.example)

    @property
    def right(self) -> str:
        """One right answer of many: the digits of the words' colour, then those of the colour behind them."""
        return "".join(digits(colour) for colour in self.example)

    @property
    def longest_answer(self) -> int:
        """The digits of two colours."""
        return DIGITS

    def machine(self) -> Mapping[str, Json]:
        """The sample and the contrast to be reached."""
        return {"text": self.text, "target": self.target}


KIND = Contrast
