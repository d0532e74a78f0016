"""Branching conversation: someone speaks, the learner chooses what to say, and the talk comes to an ending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from game.authoring.problems import unknown
from game.authoring.reading import Part
from scorm_export.activities.activity import (
    LETTERS,
    Activity,
    Flaw,
    Json,
    Named,
    Path,
    empty_texts,
    same_words,
    too_many,
)
from scorm_export.activities.conversation import ways


class Reply(Part):
    """Something the learner can say, where it leads, and what came of it."""

    id: str = ""
    """Stays when the words change."""
    text: str
    """What the learner says."""
    next: str
    """The id of the step or the ending it leads to."""
    feedback: str = ""
    """What came of it and why, in two sentences at the most."""


class Step(Part):
    """One thing said to the learner, and the replies to choose from."""

    id: str = ""
    """What replies call it."""
    who: str
    """Who speaks."""
    says: str
    """What they say."""
    replies: tuple[Reply, ...] = ()
    """What the learner can say, in the order it is offered."""


class Ending(Part):
    """How a talk can end."""

    id: str = ""
    """What replies call it."""
    title: str
    """The ending in a few words."""
    text: str
    """How it went, and what to take along."""
    good: bool = False
    """Whether the talk went well."""


class Conversation(Activity):
    """A talk with steps, replies and endings."""

    kind: ClassVar[str] = "conversation"
    scripts: ClassVar[tuple[str, ...]] = ("conversation/conversation.js",)
    styles: ClassVar[tuple[str, ...]] = ("conversation/conversation.css",)

    start: str
    """The id of the first step."""
    steps: tuple[Step, ...]
    """The steps, in any order."""
    endings: tuple[Ending, ...]
    """The endings, at least one of them good."""

    def named(self) -> Iterator[Named]:
        """The activity, its steps with their replies, and its endings."""
        yield from super().named()
        for number, step in enumerate(self.steps):
            yield Named(("steps", number), step.id, step.says)
            for place, reply in enumerate(step.replies):
                yield Named(("steps", number, "replies", place), reply.id, reply.text)
        for number, ending in enumerate(self.endings):
            yield Named(("endings", number), ending.id, ending.title)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, each step with its replies, then the endings."""
        yield from super().texts()
        for number, step in enumerate(self.steps):
            yield ("steps", number, "who"), step.who
            yield ("steps", number, "says"), step.says
            for place, reply in enumerate(step.replies):
                yield ("steps", number, "replies", place, "text"), reply.text
                if reply.feedback:
                    yield ("steps", number, "replies", place, "feedback"), reply.feedback
        for number, ending in enumerate(self.endings):
            yield ("endings", number, "title"), ending.title
            yield ("endings", number, "text"), ending.text

    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with its parts, and with the ways between them."""
        yield from empty_texts(self)
        yield from too_many(self.steps, "steps")
        yield from too_many(self.endings, "endings")
        yield from self.same_places()
        for number, step in enumerate(self.steps):
            yield from self.reply_flaws(("steps", number), step)
        if self.place(self.start) not in range(len(self.steps)):
            yield Flaw(("start",), unknown("step", self.start, [step.id for step in self.steps]))
        if not self.good:
            yield Flaw(("endings",), "no ending is 'good: true'; at least one talk must go well")
        yield from self.lost_parts()
        yield from self.circles()

    def same_places(self) -> Iterator[Flaw]:
        """Steps and endings that share an id."""
        seen: set[str] = set()
        for named in self.named():
            if len(named.path) == 2 and named.id:
                if named.id in seen:
                    said = f"another step or ending of this activity has the id '{named.id}'"
                    yield Flaw((*named.path, "id"), said)
                seen.add(named.id)

    def reply_flaws(self, path: Path, step: Step) -> Iterator[Flaw]:
        """Too few replies or too many, replies alike, without a reason, or leading nowhere."""
        if len(step.replies) < 2:
            count = "no replies" if not step.replies else "only one reply"
            yield Flaw(path, f"this step has {count}; give it at least two, or make it an ending")
        if len(step.replies) > len(LETTERS):
            yield Flaw((*path, "replies"), f"has {len(step.replies)} replies; {len(LETTERS)} at the most")
        texts = [((*path, "replies", n, "text"), reply.text) for n, reply in enumerate(step.replies)]
        yield from same_words(texts, "reply")
        ids = Counter(reply.id for reply in step.replies if reply.id)
        known = [id for id in (*(one.id for one in self.steps), *(one.id for one in self.endings)) if id]
        for number, reply in enumerate(step.replies):
            here = (*path, "replies", number)
            if ids[reply.id] > 1:
                yield Flaw((*here, "id"), f"another reply of this step has the id '{reply.id}'")
            if not reply.feedback:
                yield Flaw(here, "this reply has no feedback; say what comes of it and why")
            if self.place(reply.next) is None:
                yield Flaw((*here, "next"), unknown("step or ending", reply.next, known))

    def lost_parts(self) -> Iterator[Flaw]:
        """Steps and endings that no talk comes to. Without a first step nothing can be said of them."""
        start = self.place(self.start)
        if start is None or start < 0:
            return
        found = ways.reached(self.ways, start)
        for number, _ in enumerate(self.steps):
            if number not in found:
                yield Flaw(("steps", number), "no talk comes to this step; lead a reply here or take it out")
        for number, _ in enumerate(self.endings):
            if -1 - number not in found:
                yield Flaw(("endings", number), "no talk comes to this ending; lead a reply here or take it out")

    def circles(self) -> Iterator[Flaw]:
        """Replies that lead back to where the talk came from."""
        for at, number in ways.turning_back(self.ways) if len(self.steps) <= len(LETTERS) else ():
            said = (
                f"'{self.steps[at].replies[number].next}' comes before this, so the talk could go round for ever; "
                "lead on to another step or an ending ('Start again' is always there)"
            )
            yield Flaw(("steps", at, "replies", number, "next"), said)

    def place(self, id: str) -> int | None:
        """The number of a step, from 0, or of an ending, from -1 downwards."""
        places = {ending.id: -1 - number for number, ending in enumerate(self.endings)}
        places.update({step.id: number for number, step in enumerate(self.steps)})
        return places.get(id) if id else None

    @property
    def ways(self) -> Sequence[Sequence[int | None]]:
        """For each step, where each reply leads."""
        return [[self.place(reply.next) for reply in step.replies] for step in self.steps]

    @property
    def good(self) -> set[int]:
        """The numbers of the good endings."""
        return {-1 - number for number, ending in enumerate(self.endings) if ending.good}

    @property
    def right(self) -> str:
        """The letters of the replies on a shortest good way."""
        start = self.place(self.start)
        return ways.shortest(self.ways, start, self.good) if start is not None else ""

    def replies_on(self, letters: str) -> tuple[str, ...]:
        """What the learner says on a way through the talk."""
        said, at = list[str](), self.place(self.start)
        for letter in letters:
            if at is not None:
                reply = self.steps[at].replies[LETTERS.index(letter)]
                said.append(reply.text)
                at = self.place(reply.next)
        return tuple(said)

    @property
    def longest_answer(self) -> int:
        """A whole talk, a zero and a second one under way. No talk comes to a step twice."""
        return 2 * len(self.steps) + 1

    def machine(self) -> Mapping[str, Json]:
        """The ways through the talk by number, and which endings are good."""
        found: list[Json] = [list(step) for step in self.ways]
        return {"start": self.place(self.start), "ways": found, "good": list[Json](sorted(self.good))}


KIND = Conversation
