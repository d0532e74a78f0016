"""The faults of real LMSs that a course is tried under: each a run of its own.

Law: a table for each family of standards; the LMS's page plays SCORM's, the record store cmi5's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, what it is in words, and what the LMS's address asks for it."""

    code: str
    title: str
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Its short name."""
        return self.code.removeprefix("fault-")


FAULTS = (
    Fault("fault-late", "the API comes late"),
    Fault("fault-opener", "the API is in the window that opened the course", (("window", "yes"),)),
    Fault("fault-blank", "the LMS answers with nothing", (("fault", "blank"),)),
    Fault("fault-numbers", "the LMS answers with numbers", (("fault", "numbers"),)),
    Fault("fault-commit", "two commits fail", (("fault", "commit"),)),
    Fault("fault-offline", "the network is gone for a while", (("fault", "offline"),)),
    Fault("fault-cut", "suspend_data is cut at 4,096 characters", (("fault", "cut"),)),
    Fault("fault-rewritten", "the LMS judges again at Finish", (("fault", "rewritten"),)),
)
CMI5_FAULTS = (
    Fault("fault-late", "the token comes late"),
    Fault("fault-commit", "two requests to the record store fail"),
    Fault("fault-offline", "the network is gone for a while"),
    Fault("fault-spent", "the learner loads the page again, and the token is spent"),
    Fault("fault-review", "the LMS launches it for review"),
)
