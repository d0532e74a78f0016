"""Fill the gap: a sentence with a word missing, which the learner writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import ClassVar

from game.authoring.reading import Part
from scorm_export.activities.activity import Activity, Flaw, Json, Path, empty_texts

GAP = re.compile(r"_{3,}")
LONGEST = 40
"""Characters of an answer; more are cut off, here and in the learner's box."""
ROOM, ROOM_FOR_ANY = 2 * LONGEST, 5 * LONGEST
"""Characters an answer may take in the saved record: where plain letters are asked for, and where others are."""


def compared(answer: str) -> str:
    """An answer as it is compared: without case, outer and doubled spaces, curly marks and a final full stop."""
    plain = unicodedata.normalize("NFC", answer).lower().replace("‘", "'").replace("’", "'")
    return re.sub(r"\s*\.$", "", " ".join(plain.split()))


class Wrong(Part):
    """Wrong answers that one can expect, and the reason that helps whoever gives them."""

    answers: tuple[str, ...]
    """The answers, as a learner would write them."""
    feedback: str
    """The reason, in two sentences at the most."""


class Gap(Activity):
    """A sentence with one gap."""

    kind: ClassVar[str] = "gap"
    scripts: ClassVar[tuple[str, ...]] = ("gap/spelling.js", "gap/gap.js")
    styles: ClassVar[tuple[str, ...]] = ("gap/gap.css",)

    text: str
    """The sentence; three underscores stand for the gap."""
    accept: tuple[str, ...]
    """The answers that are right, the best one first. Case, doubled spaces and a final full stop do not matter."""
    feedback: str
    """The reason why they are right."""
    wrong: tuple[Wrong, ...] = ()
    """Wrong answers that have a reason of their own."""
    otherwise: str
    """The reason given for every other answer."""

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, the sentence, then each reason."""
        yield from super().texts()
        yield ("text",), self.text
        yield ("feedback",), self.feedback
        for number, wrong in enumerate(self.wrong):
            yield ("wrong", number, "feedback"), wrong.feedback
        yield ("otherwise",), self.otherwise

    def flaws(self) -> Iterator[Flaw]:
        """No gap or several, and answers that are missing, too long, or judged in two ways."""
        yield from empty_texts(self)
        gaps = len(GAP.findall(self.text))
        if gaps != 1:
            yield Flaw(("text",), f"has {gaps} gaps; write ___ exactly once, where the answer belongs")
        if not self.accept:
            yield Flaw(("accept",), "no answer is right; write at least one")
        for number, wrong in enumerate(self.wrong):
            if not wrong.answers:
                yield Flaw(("wrong", number, "answers"), "no answer is named; write at least one or leave this out")
        yield from self.answer_flaws()

    def answer_flaws(self) -> Iterator[Flaw]:
        """Answers that nobody could give, and answers named twice."""
        seen: set[str] = set()
        for path, answer in self.answers():
            if not compared(answer):
                yield Flaw(path, "this answer is empty")
            elif len(answer.strip()) > LONGEST:
                yield Flaw(path, f"this answer has {len(answer.strip())} characters; {LONGEST} at the most")
            elif compared(answer) in seen:
                yield Flaw(path, f"the answer '{answer}' is named before; case and a final full stop do not matter")
            seen.add(compared(answer))

    def answers(self) -> Iterator[tuple[Path, str]]:
        """Every answer the author names, the right ones first."""
        for number, answer in enumerate(self.accept):
            yield ("accept", number), answer
        for place, wrong in enumerate(self.wrong):
            for number, answer in enumerate(wrong.answers):
                yield ("wrong", place, "answers", number), answer

    @property
    def right(self) -> str:
        """The best of the right answers, in words; the script accepts the others too."""
        return self.accept[0] if self.accept else ""

    @property
    def before(self) -> str:
        """The sentence up to the gap."""
        return GAP.split(self.text)[0]

    @property
    def after(self) -> str:
        """The sentence from the gap on."""
        return "".join(GAP.split(self.text)[1:])

    @property
    def longest_answer(self) -> int:
        """As many characters as the script may take for it."""
        return ROOM if all(answer.isascii() for answer in self.accept) else ROOM_FOR_ANY

    def machine(self) -> Mapping[str, Json]:
        """What is compared with what the learner writes."""
        return {
            "accept": [compared(answer) for answer in self.accept],
            "expected": [[compared(answer) for answer in wrong.answers] for wrong in self.wrong],
        }


KIND = Gap
