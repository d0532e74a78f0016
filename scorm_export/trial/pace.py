"""How long a trial waits, and how long it plays. Law: every wait of a trial is one of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds, and steps. What is waited for ends the wait; these are the most."""

    play: float = 120
    """For playing through, all units together."""
    start: float = 8
    """Until a course must have found its LMS."""
    idle: float = 3
    """Looked at without touching anything, once it has started."""
    settle: float = 1.2
    """After each step."""
    open: float = 5
    """Where there is nothing to do, for something to come."""
    answer: float = 2
    """After an answer, before the tab is killed."""
    close: float = 3
    """For saying goodbye."""
    fault: float = 30
    """For playing under each fault."""
    mend: float = 25
    """Until what a fault kept from the LMS must be told again."""
    hang: float = 10
    """Until a page that does not answer is given up."""
    late: float = 3
    """How late the API comes where it comes late."""
    drop: float = 4
    """How long the network is gone."""
    fault_steps: int = 12
    steps: int = 2_000
