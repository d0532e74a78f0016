"""How phones answer a briefing's question, in a line or two: the address, the code, how many have. Law: never how."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.hosting import Invitation
from game.slides import Showing

GAP = "   "


class Door(Static):
    """The line under a slide. It takes no room where it has nothing to say."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False
        self.said = Content("")

    def show(self, showing: Showing, invitation: Invitation | None) -> None:
        """What is to be said with this slide."""
        said = line(showing, invitation) if invitation else Content("")
        if said != self.said:
            self.said = said
            self.update(said)
        self.display = bool(said.plain)


def line(showing: Showing, said: Invitation) -> Content:
    """The way in, on a question and while nobody is in; and how many have answered, until that is to be seen."""
    if said.is_opening:
        return Content("Opening the room for phones …")
    if not said.polled or not (showing.slide.poll or not said.polled.phones):
        return Content("")
    address, code = (words.replace(" ", "\N{NO-BREAK SPACE}") for words in (said.address, said.code))
    way = Content.assemble(("Phones  ", "$muted"), (address, "bold"), ("  code ", "$muted"), (code, "bold"))
    told = f"{showing.answered}." if showing.slide.poll and not showing.is_shown else f"{said.sentence}."
    return Content.assemble(way, GAP, (told.replace(" ", "\N{NO-BREAK SPACE}"), "bold $accent"))
