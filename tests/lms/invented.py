"""A small course for stories about packages that do not care what it teaches."""

from dataclasses import replace
from datetime import date
from typing import Any

from scorm_export.course import Course, Module
from scorm_export.sheets import Completion

COURSE = Course(
    id="sea-safety",
    title="Sea safety",
    version="1.2.0",
    language="en-GB",
    summary="How to come home from the beach.",
    audience="Everyone who swims",
    owner="An invented county",
    reviewed=date(2026, 11, 23),
    licence="CC BY 4.0",
    pass_mark=75,
    completion=Completion.VIEWED_AND_PASSED,
    modules=(Module("tides", "Tides", 80, {"1a": "Read a tide table & <mark> the hours"}, ()),),
)


def course(**changes: Any) -> Course:
    """The invented course with some of its fields changed."""
    return replace(COURSE, **changes)
