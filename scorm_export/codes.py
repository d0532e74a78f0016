"""Short codes under which a learner's record knows screens and activities.

Law: a code depends on the id alone, so that it stays while words, order and versions change.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH = 4


def code(kind: str, id: str) -> str:
    """The code of a screen or an activity: four letters and digits, always small, safe in any LMS."""
    number = int.from_bytes(sha256(f"{kind}:{id}".encode()).digest()[:8], "big")
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(DIGITS))
        digits.append(DIGITS[digit])
    return "".join(digits)


def clash(kind: str, ids: Iterable[str]) -> tuple[str, str] | None:
    """Two ids that would share a code, if there are any: one in a thousand courses of 60 activities."""
    seen: dict[str, str] = {}
    for id in ids:
        other = seen.setdefault(code(kind, id), id)
        if other != id:
            return other, id
    return None
