"""An order to show things in that gives the right one away to nobody.

Law: pure; the same ids always stand in the same order, and nothing stands where the source has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import count


def mixed(seed: str, names: Sequence[str]) -> tuple[int, ...]:
    """The places of `names` in another order, drawn from the seed and the names. One alone stays where it is."""
    source = tuple(range(len(names)))
    if len(source) < 2:
        return source
    draws = (drawn(f"{seed} {number}", names) for number in count())
    return next(order for order in draws if all(place != at for at, place in enumerate(order)))


def drawn(seed: str, names: Sequence[str]) -> tuple[int, ...]:
    """The places in the order of their names' digests: about every third such draw moves everything."""

    def digest(place: int) -> bytes:
        return sha256(f"{seed} {place} {names[place]}".encode()).digest()

    return tuple(sorted(range(len(names)), key=digest))
