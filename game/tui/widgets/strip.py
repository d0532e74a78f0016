"""Every table in one line: which is on the screen, and what each is doing. Law: how a vote falls is never in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static

from game.comparing import Glance
from game.phases import Phase
from game.tui.commands import ShowTables

SIGNS = {
    Phase.OPENING: "not begun",
    Phase.DISCUSSING: "talking",
    Phase.VOTING: "voting",
    Phase.CLOSED: "closed",
    Phase.FIRST: "1st vote",
    Phase.COUNTED: "shown",
    Phase.TIED: "tied",
    Phase.SHORT: "short",
    Phase.OUTCOME: "decided",
    Phase.ENDED: "ended",
}
"""What a table is doing, in a word or two."""
BRIEF = {
    Phase.OPENING: "wait",
    Phase.DISCUSSING: "talk",
    Phase.VOTING: "vote",
    Phase.CLOSED: "shut",
    Phase.FIRST: "1st",
    Phase.COUNTED: "seen",
    Phase.TIED: "tied",
    Phase.SHORT: "few",
    Phase.OUTCOME: "done",
    Phase.ENDED: "end",
}
"""The same where there is little room."""


class Strip(Static):
    """The line; hidden where there is one table."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.words = Content()
        self.display = False

    def show(self, glances: Sequence[Glance], here: int) -> None:
        """Take the tables as they are."""
        self.display = len(glances) > 1 and not self.app.has_class("-big")
        words = line(glances, here, self.app.size.width - 4)
        if not words.is_same(self.words):
            self.words = words
            self.update(words, layout=False)

    def on_click(self, event: events.Click) -> None:
        """All of them, in full."""
        self.post_message(ShowTables())


def line(glances: Sequence[Glance], here: int, width: int) -> Content:
    """The tables by number and name, as long as there is room for the names; the one on the screen is marked."""
    full = [words(glance, glance.name) for glance in glances]
    nameless = [words(glance, "") for glance in glances]
    short = [words(glance, "", BRIEF) for glance in glances]
    said = next((form for form in (full, nameless) if sum(map(len, form)) + 3 * len(form) <= width), short)
    parts = [
        Content.styled(
            f"▸{text} " if glance.table == here else f" {text} ", "bold $accent" if glance.table == here else ""
        )
        for glance, text in zip(glances, said, strict=True)
    ]
    return Content(" ").join(parts)


def words(glance: Glance, name: str, signs: Mapping[Phase, str] = SIGNS) -> str:
    """One table: its number, its name, its round, and what it is doing."""
    votes = f" {glance.voted}{f'/{glance.present}' if glance.present else ''}" if glance.phase is Phase.VOTING else ""
    sign = signs[glance.phase]
    return f"{glance.table + 1}{f' {name}' if name else ''} R{glance.round} {sign}{votes}"
