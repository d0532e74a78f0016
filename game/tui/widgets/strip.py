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
FEWEST = {**BRIEF, Phase.VOTING: ""}
"""The same where there is less: that it votes, the numbers say."""
EDGES = 2
"""The cells at the sides of the line."""
PLACE = "\0"
"""Where the mark of the table on the screen goes."""


class Strip(Static):
    """The line; hidden where there is one table."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.words = Content()
        self.display = False

    def show(self, glances: Sequence[Glance], here: int) -> None:
        """Take the tables as they are."""
        self.display = len(glances) > 1 and not self.app.has_class("-big")
        words = line(glances, here, self.app.size.width - EDGES)
        if not words.is_same(self.words):
            self.take(words.plain.count("\n") + 1)
            self.words = words
            self.update(words, layout=False)

    def take(self, lines: int) -> None:
        """So many lines; where they are as many as before, nothing is laid out anew."""
        if lines != self.words.plain.count("\n") + 1:
            self.styles.height = lines

    def on_click(self, event: events.Click) -> None:
        """All of them, in full."""
        self.post_message(ShowTables())


def line(glances: Sequence[Glance], here: int, width: int) -> Content:
    """The tables by number, and by name where there is room; the one on the screen is marked.

    No table is ever out of sight: what has no room in one line, not even in the fewest words, takes two.
    """
    forms = (named(glances), *(grouped(glances, signs) for signs in (SIGNS, BRIEF, FEWEST)))
    parts = next((form for form in forms if sum(map(len, form)) + len(form) - 1 <= width), None)
    if parts:
        return joined(parts, here)
    half = (len(glances) + 1) // 2
    *_, fewest = forms
    return Content("\n").join([joined(fewest[:half], here), joined(fewest[half:], here - half)])


def joined(parts: Sequence[str], here: int) -> Content:
    """Table after table; the one that is on the screen has its mark, and the colour."""
    return Content(" ").join(
        Content.styled(part.replace(PLACE, "▸" if number == here else " "), "bold $accent" if number == here else "")
        for number, part in enumerate(parts)
    )


def named(glances: Sequence[Glance]) -> list[str]:
    """Number, name, round, and what each is doing."""
    return [f"{PLACE}{one.table + 1} {one.name} R{one.round} {doing(one, SIGNS)} " for one in glances]


def grouped(glances: Sequence[Glance], signs: Mapping[Phase, str]) -> list[str]:
    """Without the names; the round stands only where it is another than at the table before."""
    rounds = [0, *(one.round for one in glances)]
    return [
        f"{'' if one.round == before else f' R{one.round} '}{PLACE}{one.table + 1} {doing(one, signs)}"
        for one, before in zip(glances, rounds, strict=False)
    ]


def doing(glance: Glance, signs: Mapping[Phase, str]) -> str:
    """What a table is doing; during a vote how many have voted, never how."""
    votes = f"{glance.voted}{f'/{glance.present}' if glance.present else ' in'}"
    return f"{signs[glance.phase]} {votes}".strip() if glance.phase is Phase.VOTING else signs[glance.phase]
