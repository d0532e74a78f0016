"""What is wrong with an author's text: values in plain sentences, never exceptions half-way.

Law: a problem names the file, the place and, where there is one, the mend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error must be mended, a warning deserves a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place. Lines and columns count from 1; line 0 is the whole file."""

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    severity: Severity = Severity.ERROR


class Flawed(Exception):
    """The input cannot be used. Carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(printed(problem) for problem in self.problems))


def printed(problem: Problem) -> str:
    """One line as editors and people read it: `file:line:column: error: sentence`."""
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)
    return ": ".join(part for part in (place, problem.severity.value, problem.message) if part)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and column, each said once."""
    return tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.severity, p.message)))


def is_fatal(problems: Iterable[Problem]) -> bool:
    """Whether any of them is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be."""
    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """The sentence for a word nobody defined: with the nearest known one, or with all of them if few."""
    names = sorted(set(known))
    guess = nearest(word, names)
    if guess:
        return f"unknown {kind} '{word}'; did you mean '{guess}'?"
    if 0 < len(names) <= 20:
        return f"unknown {kind} '{word}'; known: {', '.join(names)}"
    return f"unknown {kind} '{word}'"
