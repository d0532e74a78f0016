"""An order to show things in that gives the right one away to nobody.

Law: pure; the same ids always stand in the same order, and never in the source's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def mixed(seed: str, names: Sequence[str]) -> tuple[int, ...]:
    """The places of `names` in another order, drawn from the seed and the names."""
    source = tuple(range(len(names)))
    drawn = tuple(sorted(source, key=lambda place: sha256(f"{seed} {place} {names[place]}".encode()).digest()))
    return (*source[1:], *source[:1]) if drawn == source else drawn
