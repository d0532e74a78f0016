"""What a trial can find: every code with its severity, why it matters, and which LMS it bites.

Law: severity means what it means in inspection: an error breaks the standard, or makes a named LMS lose tracking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scorm_export.inspection import findings
from scorm_export.inspection.findings import ERROR, EVERY, WARNING, Kind

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "not-played": Kind(ERROR, "nothing that could be played", "See what scorm-export inspect says of it.", EVERY),
        "hangs": Kind(ERROR, "the page stopped answering", "A learner can only close the tab.", EVERY),
        "crashed": Kind(ERROR, "the tab died by itself", "A learner loses what was not committed.", EVERY),
        "left-lms": Kind(
            ERROR, "the course replaced the page of the LMS", "The LMS is gone, and so is all tracking.", EVERY
        ),
        "no-initialize": Kind(ERROR, "Initialize was never called", "Nothing is tracked.", EVERY),
        "no-finish": Kind(
            ERROR,
            "Finish was not called when the course was closed",
            "The standard asks for it; some LMSs count time and status only then.",
            EVERY,
        ),
        "rejected": Kind(ERROR, "a value that the data model refuses", "A strict LMS drops it.", ("every strict LMS",)),
        "argument": Kind(
            ERROR, "a call without the text that it must be given", "A strict LMS refuses it.", ("every strict LMS",)
        ),
        "not-again": Kind(
            ERROR, "the course did not start a second time", "A learner who comes back is not tracked.", EVERY
        ),
        "killed": Kind(
            ERROR,
            "an answer, score or status is lost when the tab is killed",
            "It was set and not committed; a flat battery or a closed lid takes it away.",
            EVERY,
        ),
        "set-at-end": Kind(
            ERROR,
            "an answer, score or status is set only as the page goes",
            "What is set while the page is closing is lost there.",
            ("Open edX",),
        ),
        "call-order": Kind(
            WARNING, "a call before Initialize, after Finish, or a second Initialize", "A strict LMS refuses it.", ()
        ),
        "not-text": Kind(
            WARNING,
            "a number or a yes or no where the standard asks for text",
            "Most LMSs make text of it; one that does not drops the value.",
            (),
        ),
        "refused-read": Kind(
            WARNING, "an element is asked for that cannot be read", "The course goes on without an answer.", ()
        ),
        "opened-status": Kind(
            WARNING,
            "completed, passed or failed by merely opening",
            "Who opens it and goes counts as done. Right only where there is nothing to do.",
            (),
        ),
        "downgraded": Kind(
            WARNING,
            "a status that was reached is taken back",
            "Who was done and looks in again counts as unfinished.",
            (),
        ),
        "commits-many": Kind(WARNING, "far more commits than anything a learner did", "It slows the LMS down.", ()),
        "calls-many": Kind(WARNING, "far more calls than anything a learner did", "It slows the LMS down.", ()),
        "suspend-near": Kind(
            WARNING,
            "suspend_data near or over what an LMS must keep",
            "A learner who answers more than the trial did may lose everything.",
            (),
        ),
        "page-error": Kind(WARNING, "a script of the course failed", "Something on that page does not work.", ()),
        "not-found": Kind(WARNING, "a file was asked for that the package has not", "Something is missing.", ()),
        "asked-outside": Kind(
            WARNING, "another host was asked", "It fails offline and tells others who learns; the trial refused it.", ()
        ),
        "fault-late": Kind(
            ERROR,
            "an API that comes late is not found",
            "Some LMSs put it up after the course has loaded.",
            ("Open edX",),
        ),
        "fault-opener": Kind(
            ERROR, "an API in the window that opened the course is not found", "Many LMSs open a new window.", EVERY
        ),
        "fault-blank": Kind(
            ERROR, "answers of nothing upset the course", "One LMS answers so to nearly everything.", ("Open edX",)
        ),
        "fault-numbers": Kind(
            ERROR, "answers that are numbers upset the course", "Counts and scores come so.", ("Moodle",)
        ),
        "fault-commit": Kind(
            WARNING, "what a failed commit held is not told again", "One bad moment of the LMS loses answers.", ()
        ),
        "fault-offline": Kind(
            WARNING,
            "what was told while the network was gone is not told again",
            "Where the LMS sends in the background, it said yes and kept nothing.",
            (),
        ),
        "fault-cut": Kind(
            WARNING, "suspend_data cut short upsets the course", "Some LMSs keep 4,096 characters of it.", ()
        ),
        "fault-rewritten": Kind(
            WARNING,
            "the LMS makes another status of it at Finish",
            "A pass mark with a score, or no status at all, is judged again there.",
            ("Moodle",),
        ),
    }
)
"""Every code."""


@dataclass(frozen=True, slots=True)
class Finding(findings.Finding):
    """Something found while playing: its code, where, and a sentence."""

    @property
    def kind(self) -> Kind:
        """What is known of its code."""
        return KINDS[self.code]
