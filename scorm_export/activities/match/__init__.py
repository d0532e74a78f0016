"""Match: each text gets what belongs to it, from a list beside it and never by dragging."""

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
    unexplained,
)
from scorm_export.activities.mixing import mixed


class Pair(Part):
    """A text, what belongs to it, and the reason why."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner finds a match for."""
    match: str
    """What belongs to it."""
    feedback: str = ""
    """The reason, in two sentences at the most."""


class Match(Activity):
    """Texts to be matched, each with one of a list."""

    kind: ClassVar[str] = "match"
    scripts: ClassVar[tuple[str, ...]] = ("sort/sort.js", "match/match.js")
    styles: ClassVar[tuple[str, ...]] = ("match/match.css",)

    pairs: tuple[Pair, ...]
    """The pairs, in the order their texts are shown; the matches are offered in another."""
    extra: tuple[str, ...] = ()
    """Matches that belong to nothing."""

    def named(self) -> Iterator[Named]:
        """The activity and its pairs."""
        yield from super().named()
        yield from named_parts("pairs", self.pairs)

    @property
    def offers(self) -> tuple[str, ...]:
        """The matches that belong to nothing."""
        return self.extra

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, each pair with its reason, then what belongs to nothing."""
        yield from super().texts()
        for number, pair in enumerate(self.pairs):
            yield ("pairs", number, "text"), pair.text
            yield ("pairs", number, "match"), pair.match
            if pair.feedback:
                yield ("pairs", number, "feedback"), pair.feedback
        for number, text in enumerate(self.extra):
            yield ("extra", number), text

    def flaws(self) -> Iterator[Flaw]:
        """Too few or too many pairs, pairs without a reason, texts or matches alike."""
        yield from self.empty_flaws()
        yield from same_ids(self, "pair")
        yield from same_words([(("pairs", n, "text"), pair.text) for n, pair in enumerate(self.pairs)], "pair")
        yield from same_words(self.matches(), "match")
        if len(self.pairs) < 2:
            yield Flaw(("pairs",), "there must be at least two pairs to match")
        if len(self.matches()) > len(LETTERS):
            yield Flaw(("pairs",), f"has {len(self.matches())} matches to choose from; {len(LETTERS)} at the most")
        yield from unexplained("pairs", self.pairs, "this pair has no feedback; say why the two belong together")

    def empty_flaws(self) -> Iterator[Flaw]:
        """Texts that say nothing; one in a bare list has no key to be named by."""
        for flaw in empty_texts(self):
            yield Flaw(flaw.path, "this match is empty") if flaw.path[0] == "extra" else flaw

    def matches(self) -> list[tuple[Path, str]]:
        """Everything that can be chosen, in the order of the source."""
        own = [(("pairs", number, "match"), pair.match) for number, pair in enumerate(self.pairs)]
        return [*own, *((("extra", number), text) for number, text in enumerate(self.extra))]

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen, letter and text, as it is offered."""
        texts = [text for _, text in self.matches()][: len(LETTERS)]
        names = [*(pair.id for pair in self.pairs), *self.extra][: len(LETTERS)]
        return tuple((LETTERS[place], texts[place]) for place in mixed(self.id, names))

    @property
    def right(self) -> str:
        """For each text in turn, the letter of its match."""
        return LETTERS[: len(self.pairs)]


KIND = Match
