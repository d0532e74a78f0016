"""How long a learner's saved record can get: every screen seen, everything answered, all tests open at once.

Law: counts what `player/scripts/memory.js` writes, sign by sign, in its worst case; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorm_export.codes import LENGTH

LIMIT = 4000
"""Characters the strictest LMS keeps (SCORM 2004 3rd Edition RTE, cmi.suspend_data); SCORM 1.2 keeps 4,096."""
FRAME = len("2|zzzz|100||")
"""Version, a million and a half records sent, the best score, and what parts them."""
MOST_TRIES = 35
GROUP = len("1z.z:,")
"""What stands round the answers of equal length and tries."""
SITTING = LENGTH + len("zz;zz,")
"""A module's or the assessment's code, how often it was sent in, how it stands and its seed."""


def longest_record(screens: int, answers: Sequence[int], modules: int, drawn: Sequence[int]) -> int:
    """Characters. `answers` and `drawn` are the longest answers of all activities and of all questions in the bank.

    `drawn` has as many questions as an assessment asks, and a test-out can be open beside it.
    """
    groups = min(len(answers), (MOST_TRIES + 1) * len(set(answers)))
    answered = sum(LENGTH + answer for answer in answers) + GROUP * groups
    sittings = SITTING * (modules + 1) if drawn else 0
    asked = sum(LENGTH + answer + len(".") for answer in drawn)
    return FRAME + LENGTH * screens + 1 + answered + 1 + sittings + asked
