"""A line of the first screen: a scenario to play, a briefing to show, a session to go on with.

Law: light, so that the screen is there before anything is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What an entry is, as the list calls it."""

    SCENARIO = "Scenarios"
    BRIEFING = "Briefings"
    SESSION = "Sessions to go on with"


VERBS = {Kind.SCENARIO: "Play", Kind.BRIEFING: "Show", Kind.SESSION: "Go on with"}
"""What Enter does with each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose. With a problem it can be looked at but not opened."""

    kind: Kind
    path: Path
    title: str
    known: str
    """What stands at the end of its line."""
    detail: str
    """What is said of it while the cursor is on it."""
    place: str = ""
    """Where it lies."""
    problem: str = ""

    @property
    def label(self) -> str:
        """What Enter does with it."""
        if self.problem:
            return "Why can this one not be opened?"
        return f"{VERBS[self.kind]}: {self.title}"

    def means(self, words: str) -> bool:
        """Whether all of these words, or parts of words, are somewhere in it."""
        said = f"{self.title} {self.path.stem} {'' if self.problem else self.detail}".lower()
        return all(word in said for word in words.lower().split())

    def is_called(self, words: str) -> bool:
        """Whether all of them are in its title."""
        return all(word in self.title.lower() for word in words.lower().split())
