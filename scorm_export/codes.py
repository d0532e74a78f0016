"""Short codes under which a learner's record knows screens, activities, questions and modules.

Law: a code depends on ids alone, so that it stays while words, places and versions change. An activity's depends on
those of its options too: a letter in an old answer means nothing once the options are others, or in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LENGTH = 3
ASSESSMENT = "_assessment"
"""The assessment's place among the modules' ids; no author's id begins so."""


def code(kind: str, id: str) -> str:
    """The code of a screen, a module or an activity (by its shape): three signs that no LMS and no address changes."""
    number = int.from_bytes(sha256(f"{kind}:{id}".encode()).digest()[:8], "big")
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(DIGITS))
        digits.append(DIGITS[digit])
    return "".join(digits)


def clash(kind: str, ids: Iterable[str]) -> tuple[str, str] | None:
    """Two ids that would share a code, if there are any: one in sixty courses of 90 activities."""
    seen: dict[str, str] = {}
    for id in ids:
        other = seen.setdefault(code(kind, id), id)
        if other != id:
            return other, id
    return None
