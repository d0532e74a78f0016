"""How hard a text is to read, as a reading age. Law: an estimate from word and sentence lengths, never a verdict.

The Flesch-Kincaid grade (Kincaid and others, 1975) plus five is about the age of a British reader who can
follow the text: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 + 5.
"""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?:;]+(?=\s|$)|\n\s*\n|\n\s*[-*]\s|\|")
WORDS = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?")
VOWELS = re.compile(r"[aeiouyà-ÿ]+")
FEW = 20
"""Below so many words an estimate says nothing."""


def words(text: str) -> list[str]:
    """The words of a text, without figures and signs."""
    return WORDS.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, less a silent e."""
    lowered = word.lower()
    groups = len(VOWELS.findall(lowered))
    if lowered.endswith(("e", "es", "ed")) and not lowered.endswith(("le", "ted", "ded", "ses", "ces", "ges", "shes")):
        groups -= 1
    return max(groups, 1)


def reading_age(text: str) -> float | None:
    """About the age at which a text can be read; None for texts too short to tell."""
    found = words(text)
    if len(found) < FEW:
        return None
    sentences = sum(1 for part in ENDS.split(text) if part and words(part)) or 1
    grade = 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
    return round(grade + 5, 1)
