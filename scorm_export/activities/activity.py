"""What every activity has: an id that stays, an objective, a prompt, and what a kind must say of itself.

Law: an activity knows its own words, its own flaws and its right answer; nothing of files, pages or standards.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

from game.authoring.reading import Part

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in an activity's YAML: `("options", 2, "text")`."""

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Options and items are known to an LMS by one letter, in the order of the source (CMIFeedback, SCORM 1.2)."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake in an activity's own terms: where in its YAML, and a plain sentence."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something in an activity that needs an id of its own, and the words that suggest one."""

    path: Path
    id: str
    words: str


class Activity(Part):
    """One thing for the learner to do."""

    kind: ClassVar[str]
    scripts: ClassVar[tuple[str, ...]]
    """The scripts that this kind needs in the package, by path within `activities`, in order."""
    styles: ClassVar[tuple[str, ...]] = ()
    """The styles that only this kind needs, by path within `activities`, in order."""
    judged: ClassVar[bool] = True
    """Whether it has a right answer. One that has none is never recorded with an LMS, and never waited for."""
    kept: ClassVar[bool] = True
    """Whether the learner's answer is in the saved record, so that it is back on the next visit."""

    id: str = ""
    """Stays when the words change: answers are kept and reported under it."""
    objective: str
    """The id of one of the module's objectives."""
    prompt: str
    """The question, or what to do."""
    hint: str = ""
    """Help that the learner may open before answering."""

    @property
    def template(self) -> str:
        """The page template of this kind, by path within `activities`."""
        return f"{self.kind}/{self.kind}.html"

    def named(self) -> Iterator[Named]:
        """Everything with an id: the activity first, then its parts."""
        yield Named((), self.id, self.prompt)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that is inline Markdown, in reading order."""
        yield ("prompt",), self.prompt
        if self.hint:
            yield ("hint",), self.hint

    @property
    def shape(self) -> str:
        """What an answer means: the kind, the id, and the ids of everything that a letter or a digit stands for."""
        return " ".join((self.id, self.kind, *(named.id for named in self.named() if named.path), *self.offers))

    @property
    def offers(self) -> tuple[str, ...]:
        """What else an answer counts through, where it has no id among the parts: groups, actions."""
        return ()

    @abstractmethod
    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with it as an activity of its kind."""

    @property
    @abstractmethod
    def right(self) -> str:
        """The right answer as the player writes answers: letters in the order of the source."""

    @property
    def longest_answer(self) -> int:
        """How many characters an answer may take in the learner's saved record."""
        return len(self.right) if self.kept else 0

    @property
    def mixable(self) -> bool:
        """Whether an assessment may show its options in another order."""
        return False

    def machine(self) -> Mapping[str, Json]:
        """What this kind's script must know beyond what every activity tells."""
        return {}


class Offered(Protocol):
    """A part of an activity that learners judge: an option or an item, with the reason they are given."""

    @property
    def id(self) -> str:
        """Stays when the words change."""

    @property
    def text(self) -> str:
        """What the learner reads."""

    @property
    def feedback(self) -> str:
        """The reason; empty where the author has not given one yet."""


def named_parts(key: str, parts: Sequence[Offered]) -> Iterator[Named]:
    """The parts under `key` of an activity's YAML, for their ids."""
    for number, part in enumerate(parts):
        yield Named((key, number), part.id, part.text)


def texts_of_parts(key: str, parts: Sequence[Offered]) -> Iterator[tuple[Path, str]]:
    """Each part's words, then its reason."""
    for number, part in enumerate(parts):
        yield (key, number, "text"), part.text
        if part.feedback:
            yield (key, number, "feedback"), part.feedback


def empty_texts(activity: Activity) -> Iterator[Flaw]:
    """Texts that are there but say nothing."""
    for path, text in activity.texts():
        if not text.strip():
            yield Flaw(path, f"'{path[-1]}' is empty")


def same_ids(activity: Activity, part: str) -> Iterator[Flaw]:
    """Parts of one activity that share an id."""
    seen: set[str] = set()
    for named in activity.named():
        if named.path and named.id:
            if named.id in seen:
                yield Flaw((*named.path, "id"), f"another {part} of this activity has the id '{named.id}'")
            seen.add(named.id)


def same_words(texts: Sequence[tuple[Path, str]], part: str) -> Iterator[Flaw]:
    """Parts of one activity that a learner could not tell apart."""
    seen: set[str] = set()
    for path, text in texts:
        words = " ".join(text.split()).casefold()
        if words in seen:
            yield Flaw(path, f"another {part} of this activity says the same")
        seen.add(words)


def too_many(parts: Sequence[object], name: str) -> Iterator[Flaw]:
    """More parts than an LMS has letters for."""
    if len(parts) > len(LETTERS):
        yield Flaw((name,), f"has {len(parts)} {name}; {len(LETTERS)} at the most")


def unexplained(key: str, parts: Sequence[Offered], message: str) -> Iterator[Flaw]:
    """Parts whose author has not said why yet."""
    for number, part in enumerate(parts):
        if not part.feedback:
            yield Flaw((key, number), message)


def picture(source: str, said: str) -> str:
    """A picture as Markdown, so that it is proofed like any other; nothing where there is none."""
    words = said.replace("[", "\\[").replace("]", "\\]")
    return f"![{words}]({source}){'' if said else '{decorative}'}" if source else ""
