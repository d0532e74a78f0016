"""How phones join: the address and the code in words, and the square that a phone's camera reads.

Law: the light parts of the square are light in every theme.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from game import qr
from game.hosting import Invitation

INK = "#000000 on #ffffff"
TOO_SMALL = "Make the window larger, or its letters smaller, to show the square that cameras read."
FEW = 4
"""The most tables that are called by their names where there is little room."""


class Square(Widget):
    """The QR code, with as much of an edge as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.link = ""

    def show(self, link: str) -> None:
        """Another code, or none."""
        if link != self.link:
            self.link = link
            self.refresh(layout=True)
        self.display = bool(link)

    def drawn(self, room: Size) -> tuple[str, ...]:
        """Its lines in so much room; none where it does not fit."""
        if not self.link:
            return ()
        size = len(qr.modules(self.link))
        edge = min(qr.quiet(size, room.height), (room.width - size) // 2)
        return qr.rows(self.link, edge, inverse=self.app.no_color) if edge >= qr.LEAST else ()

    def render(self) -> Content:
        """The lines, or what to do to see them."""
        lines = self.drawn(self.size)
        if not lines:
            return Content.styled(TOO_SMALL if self.link else "", "$muted")
        return Content.styled("\n".join(lines), "" if self.app.no_color else INK)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its lines."""
        lines = self.drawn(container)
        return len(lines[0]) if lines else min(len(TOO_SMALL) // 4, container.width // 3)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self.drawn(Size(width, container.height))) or 4


class Invite(Static):
    """The words beside the square."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.told: Invitation | None = None

    def show(self, invitation: Invitation) -> None:
        """Take what is to be said now."""
        if invitation != self.told:
            self.told = invitation
            self.update(Content("\n").join(list(lines(invitation))))


def lines(invitation: Invitation) -> Iterator[Content]:
    """The words, line by line."""
    if invitation.is_opening:
        yield Content("Opening the room for phones …")
        return
    if not invitation.address:
        yield Content(invitation.refusal or "No phones are let in: this workshop counts hands.")
        return
    yield Content.styled("Join with a phone", "bold $accent")
    yield Content("")
    yield Content.assemble(("Type  ", "$muted"), (invitation.address, "bold"))
    yield Content.assemble(("Code  ", "$muted"), (f" {invitation.code} ", "bold reverse"))
    yield Content("")
    yield Content.styled(f"{invitation.sentence}.", "bold")
    if len(invitation.presences) > 1:
        yield Content.styled(shares(invitation), "$muted")
    if invitation.is_locked:
        yield Content.styled("! The room is locked: nobody else can join.", "bold $signal")
    if invitation.advice:
        yield Content("")
        yield Content.styled(f"! {invitation.advice}", "$signal")


def shares(invitation: Invitation) -> str:
    """How many have joined at each table, in short."""
    is_short = len(invitation.presences) > FEW
    called = ((str(one.table + 1) if is_short else one.name, one.share) for one in invitation.presences)
    return "   ".join(f"{name}: {share}".replace(" ", "\N{NO-BREAK SPACE}") for name, share in called)
