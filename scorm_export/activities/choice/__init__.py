"""Single choice: one question, several options, exactly one of them right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from game.authoring.reading import Part
from scorm_export.activities.activity import (
    LETTERS,
    Activity,
    Flaw,
    Named,
    Path,
    empty_texts,
    named_parts,
    same_ids,
    same_words,
    texts_of_parts,
    too_many,
)


class Option(Part):
    """One answer a learner can choose, and the reason why it is right or not."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner chooses."""
    correct: bool = False
    """Whether it is right."""
    feedback: str = ""
    """The reason, in two sentences at the most."""


class Choice(Activity):
    """A question with exactly one right option."""

    kind: ClassVar[str] = "choice"
    scripts: ClassVar[tuple[str, ...]] = ("choice/choice.js",)
    several: ClassVar[bool] = False
    instruction: ClassVar[str] = "choose_one"
    """The name of the words that say how it is answered."""

    options: tuple[Option, ...]
    """The options, in the order they are shown."""
    fixed: bool = False
    """Whether an assessment keeps them in this order, because it means something."""

    def named(self) -> Iterator[Named]:
        """The activity and its options."""
        yield from super().named()
        yield from named_parts("options", self.options)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then each option with its reason."""
        yield from super().texts()
        yield from texts_of_parts("options", self.options)

    def flaws(self) -> Iterator[Flaw]:
        """Too few or too many options, none or several right, options without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "option")
        yield from too_many(self.options, "options")
        yield from same_words(
            [(("options", n, "text"), option.text) for n, option in enumerate(self.options)], "option"
        )
        if len(self.options) < 2:
            yield Flaw(("options",), "a question needs at least two options")
        for number, option in enumerate(self.options):
            if not option.feedback:
                yield Flaw(("options", number), "this option has no feedback; say why it is right or not")
        yield from self.count_flaws(sum(option.correct for option in self.options))

    def count_flaws(self, correct: int) -> Iterator[Flaw]:
        """Whether the number of right options suits the kind."""
        if correct != 1:
            number = "no option" if correct == 0 else f"{correct} options"
            yield Flaw(("options",), f"{number} marked 'correct: true'; a choice has exactly one")

    @property
    def right(self) -> str:
        """The letters of the right options."""
        return "".join(letter for letter, option in zip(LETTERS, self.options, strict=False) if option.correct)

    @property
    def mixable(self) -> bool:
        """Unless the order of the options means something."""
        return not self.fixed

    @property
    def longest_answer(self) -> int:
        """One letter."""
        return 1


KIND = Choice
