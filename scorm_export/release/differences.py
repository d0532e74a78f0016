"""What an update changes for learners and for the LMS, in sentences an administrator can act on.

Law: only what is noticed is said: rules, screens, and answers that no longer apply; words may change freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scorm_export.release.outline import Outline
from scorm_export.wording import counted, times

NAMED = 5
"""How many screens are named before the rest are only counted."""
SAME = "The same screens, questions and rules. Wording may differ."


def differences(old: Outline, new: Outline) -> tuple[str, ...]:
    """What changes from one version to the next."""
    found = (*whole(old, new), *rules(old, new), *screens(old, new), *activities(old, new), *bank(old, new))
    return found or (SAME,)


def whole(old: Outline, new: Outline) -> Iterator[str]:
    """Whether learners keep what they have done at all."""
    if old.identity != new.identity:
        yield f"It is another package to the LMS ({new.identity}, not {old.identity}): everybody starts afresh."


def rules(old: Outline, new: Outline) -> Iterator[str]:
    """What makes the course done."""
    if old.mark != new.mark:
        yield f"The pass mark is {new.mark} %, and was {old.mark} %."
    if old.completion != new.completion:
        yield f"The course is complete when it is {new.completion}, not when it is {old.completion}."
    if old.attempts != new.attempts:
        yield f"The assessment may be taken {times(new.attempts)}, and was {times(old.attempts)}."
    if old.questions != new.questions:
        yield f"An attempt draws {counted(new.questions, 'question')}, and drew {old.questions}."


def screens(old: Outline, new: Outline) -> Iterator[str]:
    """Screens that come and go."""
    added = [title for id, title in new.screens.items() if id not in old.screens]
    gone = [title for id, title in old.screens.items() if id not in new.screens]
    if added:
        yield f"{counted(len(added), 'new screen')}, which all have yet to see: {named(added)}."
    if gone:
        yield f"{counted(len(gone), 'screen')} gone: {named(gone)}."


def activities(old: Outline, new: Outline) -> Iterator[str]:
    """Activities that come, go, or ask something else."""
    added, gone, other = compared(old.activities, new.activities)
    if added:
        yield f"{counted(len(added), 'new activity')}."
    if gone:
        yield f"{counted(len(gone), 'activity')} gone."
    if other:
        yield (
            f"{counted(len(other), 'activity')} with other options, so that saved answers no longer apply "
            f"and are asked for again: {named(other)}."
        )


def bank(old: Outline, new: Outline) -> Iterator[str]:
    """Questions of the bank that come, go, or ask something else."""
    added, gone, other = compared(old.bank, new.bank)
    told = [f"{len(many)} {word}" for many, word in ((added, "new"), (gone, "gone"), (other, "changed")) if many]
    if told:
        yield f"The question bank: {', '.join(told)}; it holds {len(new.bank)}."


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Ids that are new, gone, and those whose answers no longer fit."""
    added, gone = [id for id in new if id not in old], [id for id in old if id not in new]
    return added, gone, [id for id in new if id in old and old[id] != new[id]]


def named(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    names = list(names)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
