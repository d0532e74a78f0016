"""The ways through a talk: where each reply leads, as numbers.

Law: pure; a step has a number from 0, an ending one below 0, and what leads nowhere known is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from scorm_export.activities.activity import LETTERS

Ways: TypeAlias = Sequence[Sequence[int | None]]
"""For each step, where each of its replies leads: a step, an ending, or nowhere known."""


def reached(ways: Ways, start: int) -> set[int]:
    """Every step and ending that a talk can come to."""
    found, waiting = {start}, deque([start])
    while waiting:
        at = waiting.popleft()
        for way in ways[at] if at >= 0 else ():
            if way is not None and way not in found:
                found.add(way)
                waiting.append(way)
    return found


def shortest(ways: Ways, start: int, good: set[int]) -> str:
    """The letters of the replies on a shortest way to a good ending; nothing where there is none."""
    waiting, seen = deque([(start, "")]), {start}
    while waiting:
        at, letters = waiting.popleft()
        if at in good:
            return letters
        for letter, way in zip(LETTERS, ways[at] if at >= 0 else (), strict=False):
            if way is not None and way not in seen:
                seen.add(way)
                waiting.append((way, letters + letter))
    return ""


def turning_back(ways: Ways) -> Iterator[tuple[int, int]]:
    """Step and reply of each way that leads back to a step the talk came from. For as few steps as are allowed."""
    behind, done = list[int](), set[int]()

    def follow(at: int) -> Iterator[tuple[int, int]]:
        behind.append(at)
        for number, way in enumerate(ways[at]):
            if way is not None and way in behind:
                yield at, number
            elif way is not None and way >= 0 and way not in done:
                yield from follow(way)
        done.add(behind.pop())

    for step in range(len(ways)):
        if step not in done:
            yield from follow(step)
