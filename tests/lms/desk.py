"""What a story about an LMS needs at hand: what was called, what was refused, what is kept.

Law: read from the strict LMS's own page, never guessed from the course.
"""

from dataclasses import dataclass

from playwright.sync_api import Frame, Page

RUNTIMES = {"scorm12": "scorm12", "scorm2004-4th": "scorm2004"}
"""The strict LMS's name for the run-time of each standard."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the strict LMS recorded it."""

    name: str
    words: tuple[str, ...]
    result: str
    error: str


def calls(lms: Page) -> list[Call]:
    """Every call since the learner's first session, in order."""
    heard = lms.evaluate("recorder.calls()")
    return [Call(call["name"], tuple(call["words"]), call["result"], call["error"]) for call in heard]


def illegal(lms: Page) -> list[Call]:
    """Calls that broke the standard. To ask for what has no value yet (2004: 403) breaks nothing."""
    return [call for call in calls(lms) if call.error not in ("0", "403")]


def sets(lms: Page) -> list[tuple[str, str]]:
    """Element and value of every SetValue, in order."""
    words = [call.words for call in calls(lms) if call.name.endswith("SetValue")]
    return [(element, value) for element, value in words]


def settings(lms: Page) -> dict[str, str]:
    """The last value that each element was set to."""
    return dict(sets(lms))


def named(lms: Page, ending: str) -> int:
    """How many calls there were of that name ("Commit", "Finish")."""
    return sum(call.name.endswith(ending) for call in calls(lms))


def committed(lms: Page) -> dict[str, str]:
    """What the LMS keeps even if the tab dies now."""
    values: dict[str, str] = lms.evaluate("recorder.committed().values")
    return values


def lost(lms: Page) -> list[str]:
    """What is set and would be lost if the tab died now."""
    names: list[str] = lms.evaluate("recorder.lost()")
    return names


def course_frame(lms: Page) -> Frame:
    """The frame that the course runs in."""
    frame = lms.wait_for_selector("#course")
    content = frame.content_frame() if frame else None
    assert content is not None
    return content
