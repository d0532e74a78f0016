"""Number: a question whose answer is a figure, or near enough to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, TypeAlias

from pydantic import Field

from scorm_export.activities.activity import Activity, Flaw, Json, Path, empty_texts

PLACES = 6
"""Decimals that count."""
HIGHEST = 10**12
LONGEST = 24
"""Characters in the saved record: sign, twelve figures, point and six decimals, spelled."""

Figure: TypeAlias = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def figures(number: float) -> str:
    """A number without an exponent and without decimals it does not need."""
    return f"{number:.{PLACES}f}".rstrip("0").rstrip(".")


class Number(Activity):
    """A question answered with a number."""

    kind: ClassVar[str] = "number"
    scripts: ClassVar[tuple[str, ...]] = ("gap/spelling.js", "number/number.js")
    styles: ClassVar[tuple[str, ...]] = ("gap/gap.css",)

    unit: str = ""
    """What is counted, such as people or per cent."""
    answer: Figure
    """The right number."""
    within: Figure = 0
    """How far off still counts as right."""
    feedback: str
    """The reason why it is right."""
    too_low: str
    """The reason given for a lower number."""
    too_high: str
    """The reason given for a higher number."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, unit, then each reason."""
        yield from super().texts()
        if self.unit:
            yield ("unit",), self.unit
        yield ("feedback",), self.feedback
        yield ("too_low",), self.too_low
        yield ("too_high",), self.too_high

    def flaws(self) -> Iterator[Flaw]:
        """Numbers that no one could be expected to write."""
        yield from empty_texts(self)
        if self.within < 0:
            yield Flaw(("within",), "'within' is below 0; write how far off still counts as right")
        for name, number in (("answer", self.answer), ("within", self.within)):
            if abs(number) >= HIGHEST:
                yield Flaw((name,), f"'{name}' is too large; less than {HIGHEST:,}, perhaps with a larger unit")
            elif round(number, PLACES) != number:
                yield Flaw((name,), f"'{name}' has more than {PLACES} decimals")

    @property
    def right(self) -> str:
        """The number in figures; the script accepts those near it too."""
        return figures(self.answer)

    @property
    def lowest(self) -> str:
        """The lowest number that is right."""
        return figures(self.answer - self.within)

    @property
    def highest(self) -> str:
        """The highest number that is right."""
        return figures(self.answer + self.within)

    @property
    def longest_answer(self) -> int:
        """As many characters as the script may take for it."""
        return LONGEST

    def machine(self) -> Mapping[str, Json]:
        """The two ends of what is right."""
        return {"range": [float(self.lowest), float(self.highest)]}


KIND = Number
