"""Inbox triage: messages as they arrive, and for each a choice of what to do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from game.authoring.problems import unknown
from game.authoring.reading import Part
from scorm_export.activities.activity import (
    Activity,
    Flaw,
    Named,
    Path,
    empty_texts,
    same_ids,
    same_words,
    too_many,
    unexplained,
)
from scorm_export.activities.sort import Group, as_group

LINK = re.compile(r"\[([^\[\]]+)\]\(<?([^\s()<>]*)>?\)|<([a-z]+:[^\s<>]+)>", re.IGNORECASE)
"""A link in Markdown: its words and its address, or its address alone."""


class Message(Part):
    """One message, what to do with it, and the reason."""

    id: str = ""
    """Stays when the words change."""
    sender: str = Field(alias="from")
    """Who it says it is from."""
    subject: str
    """Its subject line."""
    text: str
    """What it says. A link is shown with its address and leads nowhere."""
    action: str
    """The name or the id of what to do with it."""
    feedback: str = ""
    """The reason, in two sentences at the most."""

    @property
    def harmless(self) -> str:
        """The text with every link as words and its address behind them, as one sees it on pointing at a link."""
        return LINK.sub(shown_address, self.text)


def shown_address(link: re.Match[str]) -> str:
    """A link's words with its address in brackets, or the bare address."""
    words, address, bare = link.groups()
    return f"`{bare}`" if bare else f"{words} (`{address}`)"


class Inbox(Activity):
    """Messages to be dealt with."""

    kind: ClassVar[str] = "inbox"
    scripts: ClassVar[tuple[str, ...]] = ("sort/sort.js", "inbox/inbox.js")
    styles: ClassVar[tuple[str, ...]] = ("inbox/inbox.css",)

    actions: tuple[Annotated[Group, BeforeValidator(as_group)], ...]
    """What can be done with a message, in the order it is offered."""
    messages: tuple[Message, ...]
    """The messages, in the order they are shown."""

    def named(self) -> Iterator[Named]:
        """The activity and its messages."""
        yield from super().named()
        for number, message in enumerate(self.messages):
            yield Named(("messages", number), message.id, message.subject)

    @property
    def offers(self) -> tuple[str, ...]:
        """The actions, by their ids or names."""
        return tuple(action.id or action.text for action in self.actions)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Prompt, hint, then each message with its reason."""
        yield from super().texts()
        for number, message in enumerate(self.messages):
            yield ("messages", number, "from"), message.sender
            yield ("messages", number, "subject"), message.subject
            yield ("messages", number, "text"), message.harmless
            if message.feedback:
                yield ("messages", number, "feedback"), message.feedback

    def flaws(self) -> Iterator[Flaw]:
        """Unknown actions, too few of anything, messages without a reason or alike."""
        yield from empty_texts(self)
        yield from same_ids(self, "message")
        yield from too_many(self.messages, "messages")
        subjects = [(("messages", n, "subject"), message.subject) for n, message in enumerate(self.messages)]
        yield from same_words(subjects, "message")
        reason = "this message has no feedback; say why it is dealt with so"
        yield from unexplained("messages", self.messages, reason)
        yield from self.action_flaws()
        if len(self.messages) < 2:
            yield Flaw(("messages",), "an inbox needs at least two messages")
        for number, message in enumerate(self.messages):
            if self.action_number(message.action) is None:
                names = [action.id or action.text for action in self.actions]
                yield Flaw(("messages", number, "action"), unknown("action", message.action, names))

    def action_flaws(self) -> Iterator[Flaw]:
        """Too few actions, too many, or two that cannot be told apart."""
        if not 2 <= len(self.actions) <= 9:
            yield Flaw(("actions",), f"at least two actions and at most nine; here: {len(self.actions)}")
        yield from same_words([(("actions", n), action.text) for n, action in enumerate(self.actions)], "action")

    def action_number(self, name: str) -> int | None:
        """The place of an action in the list, by its id or its name."""
        return next((n for n, action in enumerate(self.actions) if name in (action.id, action.text)), None)

    @property
    def right(self) -> str:
        """For each message in turn, the digit of its action, counted from 1."""
        return "".join(str((self.action_number(message.action) or 0) + 1) for message in self.messages)


KIND = Inbox
