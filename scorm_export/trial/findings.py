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
        "no-initialize": Kind(
            ERROR, "Initialize was never called, or initialized never said", "Nothing is tracked.", EVERY
        ),
        "no-finish": Kind(
            ERROR,
            "Finish was not called, or terminated not said, when the course was closed",
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
        "cmi5-fetch": Kind(
            ERROR,
            "the fetch address is not asked once, by POST",
            "It gives the token once; without the token nothing is recorded.",
            EVERY,
        ),
        "cmi5-unread": Kind(
            ERROR,
            "what the LMS says of the launch is not read first",
            "The pass mark, the mode and the learner's preferences stand there.",
            (),
        ),
        "cmi5-request": Kind(
            ERROR,
            "a request that a record store refuses",
            "The token, the version of xAPI, the learner and the registration are missing or wrong.",
            EVERY,
        ),
        "cmi5-actor": Kind(ERROR, "a statement about another actor", "It is no record of this learner.", EVERY),
        "cmi5-object": Kind(
            ERROR, "a statement about something else than the unit", "The LMS does not see that it is meant.", EVERY
        ),
        "cmi5-context": Kind(
            ERROR,
            "a context without the registration, the session or the template",
            "The LMS cannot tell which launch it belongs to.",
            EVERY,
        ),
        "cmi5-category": Kind(
            ERROR,
            "a category missing, or where it may not be",
            "By the categories cmi5 and moveon an LMS knows what counts.",
            EVERY,
        ),
        "cmi5-verb": Kind(ERROR, "a verb that only the LMS may say", "An LMS refuses or voids it.", EVERY),
        "cmi5-order": Kind(
            ERROR,
            "something said before initialized or after terminated",
            "An LMS refuses or voids it.",
            EVERY,
        ),
        "cmi5-once": Kind(
            ERROR,
            "said once too often, or passed and failed together",
            "An LMS refuses it, or the learner's result hangs in the air.",
            EVERY,
        ),
        "cmi5-result": Kind(
            ERROR,
            "a result that does not go with its verb",
            "The standard says which has success, completion, score and duration.",
            EVERY,
        ),
        "cmi5-mark": Kind(
            ERROR,
            "passed or failed against the pass mark of the LMS",
            "The LMS's masteryScore decides, and stands in the context.",
            EVERY,
        ),
        "cmi5-return": Kind(
            ERROR,
            "ended by itself, it does not lead back to the LMS",
            "The learner is left on a page that is over.",
            EVERY,
        ),
        "cmi5-answer": Kind(
            WARNING, "an answer that is not written as xAPI writes it", "Reports cannot read what was answered.", ()
        ),
        "not-resumed": Kind(
            WARNING,
            "what it left in the record store is not asked for again",
            "A learner who comes back starts anew.",
            (),
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
            "an API or a token that comes late is not waited for",
            "Some LMSs put the API up after the course has loaded.",
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
            WARNING,
            "what a failed commit or request held is not told again",
            "One bad moment of the LMS loses answers.",
            (),
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
        "fault-spent": Kind(
            WARNING,
            "the page loaded again, its token spent, upsets the course",
            "Learners do load pages again.",
            (),
        ),
        "fault-review": Kind(
            ERROR,
            "launched for review, it records",
            "A learner who looks back may lose a result.",
            EVERY,
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
