"""The time a table has to talk. Law: a value; it never ends anything, it only tells.

Times are seconds of a clock that only goes forward (time.monotonic).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Timer:
    """So much time, of which some is spent; it runs while it has a start."""

    length: float
    spent: float = 0.0
    since: float | None = None
    """When it was started last; nothing while it is paused."""

    @property
    def runs(self) -> bool:
        """Whether time is going by."""
        return self.since is not None

    def left(self, now: float) -> float:
        """Seconds left; less than 0 when the time is over."""
        return self.length - self.spent - (now - self.since if self.since is not None else 0.0)

    def switched(self, now: float) -> Timer:
        """Started where it was paused, paused where it ran."""
        if self.since is None:
            return replace(self, since=now)
        return replace(self, spent=self.spent + now - self.since, since=None)

    def extended(self, seconds: float) -> Timer:
        """With more time."""
        return replace(self, length=self.length + seconds)

    def words(self, now: float) -> str:
        """What it shows: 4:30 left, 4:30 left, paused, or 1:10 over."""
        left = self.left(now)
        whole = int(-left) if left < 0 else int(left + 0.999)
        clock = f"{whole // 60}:{whole % 60:02}"
        return f"{clock} over" if left < 0 else f"{clock} left{'' if self.runs else ', paused'}"
