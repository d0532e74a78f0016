"""What a story about an LMS needs at hand: what was called, what was refused, what is kept.

Law: read from the strict LMS's own page, never guessed from the course.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Frame, Page

from scorm_export.preview import recorder

RUNTIMES = recorder.RUNTIMES
DIALECTS = ("scorm12", "scorm2004-4th")
"""The standards for the two ways in which SCORM is spoken; the other editions of 2004 speak as the fourth."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the strict LMS recorded it."""

    name: str
    words: tuple[str, ...]
    result: str
    error: str


@dataclass(frozen=True, slots=True)
class Log:
    """All that the strict LMS knows of a learner at one moment."""

    calls: tuple[Call, ...]
    """Every call since the first session, in order."""
    committed: dict[str, str]
    """What the LMS keeps even if the tab dies now."""
    lost: tuple[str, ...]
    """What is set and would be lost if the tab died now."""

    @property
    def illegal(self) -> list[Call]:
        """Calls that broke the standard. To ask for what has no value yet (2004: 403) breaks nothing."""
        return [call for call in self.calls if call.error not in ("0", "403")]

    @property
    def sets(self) -> list[tuple[str, str]]:
        """Element and value of every SetValue, in order."""
        words = [call.words for call in self.calls if call.name.endswith("SetValue")]
        return [(element, value) for element, value in words]

    @property
    def settings(self) -> dict[str, str]:
        """The last value that each element was set to."""
        return dict(self.sets)

    @property
    def batches(self) -> list[dict[str, str]]:
        """What each commit kept: the values set since the one before."""
        kept: list[dict[str, str]] = [{}]
        for call in self.calls:
            if call.name.endswith("SetValue"):
                kept[-1][call.words[0]] = call.words[1]
            elif call.name.endswith("Commit"):
                kept.append({})
        return kept[:-1]

    @property
    def commits(self) -> int:
        """How often the course asked for its values to be kept."""
        return sum(call.name.endswith("Commit") for call in self.calls)

    @property
    def goodbyes(self) -> int:
        """How often the course ended its session."""
        return sum(call.name in ("LMSFinish", "Terminate") for call in self.calls)


def log(lms: Page) -> Log:
    """What the strict LMS on that page knows now."""
    calls, committed, lost = lms.evaluate("[recorder.calls(), recorder.committed().values, recorder.lost()]")
    told = [Call(call["name"], tuple(call["words"]), call["result"], call["error"]) for call in calls]
    return Log(tuple(told), committed, tuple(lost))


def records(values: dict[str, str]) -> list[dict[str, str]]:
    """The records of answers among these values, in order."""
    found: dict[int, dict[str, str]] = {}
    for name, value in values.items():
        match = re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", name)
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [found[number] for number in sorted(found)]


def course_frame(lms: Page) -> Frame:
    """The frame that the course runs in."""
    frame = lms.wait_for_selector("#course")
    content = frame.content_frame() if frame else None
    assert content is not None
    return content
