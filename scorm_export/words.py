"""The interface's words in a course's language.

Law: every word of the player that is not an author's stands in `player/strings`, one file a language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.authoring.problems import Flawed, Problem
from game.authoring.reading import Part, read, source_of

STRINGS = Path(__file__).parent / "player" / "strings"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi")


class Words(Part):
    """The words of one language: those written into the page, and those the script says."""

    page: dict[str, str]
    """Words of the page, by name."""
    player: dict[str, str]
    """Words the script says, by name."""
    assessment: dict[str, str]
    """Words the script says of an assessment and of questions that stand for a module, by name."""


@cache
def words(language: str) -> Words:
    """The words for a language tag: its own file, or that of the language without its country.

    Raises Flawed where there is neither.
    """
    for tag in (language, language.partition("-")[0]):
        path = STRINGS / f"{tag}.yaml"
        if path.is_file():
            document = read(source_of(path), Words)
            if document.value is None or document.problems:
                raise Flawed(document.problems)
            return document.value
    raise Flawed([Problem(f"the player has no words for the language '{language}'; known: {', '.join(known())}")])


def known() -> list[str]:
    """The languages there are words for."""
    return sorted(path.stem for path in STRINGS.glob("*.yaml"))


def direction(language: str) -> str:
    """Which way the language runs, as HTML says it."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
