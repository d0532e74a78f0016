"""Multiple choice: one question, several options, one or more of them right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scorm_export.activities.activity import Flaw
from scorm_export.activities.choice import Choice


class Multiple(Choice):
    """A question with one or more right options; all of them, and no other, make the answer right."""

    kind: ClassVar[str] = "multiple"
    scripts: ClassVar[tuple[str, ...]] = ("choice/choice.js", "multiple/multiple.js")
    several: ClassVar[bool] = True
    instruction: ClassVar[str] = "choose_all"

    def count_flaws(self, correct: int) -> Iterator[Flaw]:
        """At least one option must be right."""
        if correct == 0:
            yield Flaw(("options",), "no option marked 'correct: true'; at least one must be")

    @property
    def longest_answer(self) -> int:
        """A letter for each option."""
        return len(self.options)


KIND = Multiple
