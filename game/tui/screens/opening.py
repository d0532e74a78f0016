"""Before the first round: how phones join, who the table is, who plays what, and what it watches.

Law: where the screen is too small for all at once and phones join, how they do has it first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalGroup
from textual.widget import Widget
from textual.widgets import Static

from game.hosting import Invitation
from game.tui.commands import Begin
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys
from game.tui.widgets.drawn import Title
from game.tui.widgets.invite import Invite, Square
from game.tui.widgets.meters import Meters
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose
from game.views import FacilitatorView


class Opening(Face):
    """The organisation and its meters."""

    BINDINGS: ClassVar[list[BindingType]] = keys(*TABLE_KEYS)

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.invites = False
        self.is_inviting = True
        self.invite = Invite()
        self.square = Square()
        self.cards = VerticalGroup(*self.dealt())

    def main(self) -> ComposeResult:
        """The exercise in a sentence, and the organisation."""
        yield Title(self.view.scenario.title)
        yield Pane(*self.story(), id="story")

    def story(self) -> Iterator[Widget]:
        """What is read out."""
        yield Static(self.view.scenario.summary, classes="summary", markup=False)
        yield Static(self.view.scenario.organisation.name, classes="name", markup=False)
        yield Prose(self.view.scenario.organisation.about)
        yield self.cards

    def dealt(self) -> Iterator[Widget]:
        """Who plays what, and the words of each card."""
        if self.view.roles:
            yield Static("Who plays what", classes="label", markup=False)
            yield from (Prose(dealt.role.card, dealt.heading) for dealt in self.view.roles)

    def show(self, view: FacilitatorView) -> None:
        """Others have joined, and play what they picked or were dealt."""
        is_dealt_anew = view.roles != self.view.roles
        super().show(view)
        if is_dealt_anew:
            self.cards.remove_children()
            self.cards.mount_all(self.dealt())

    def side(self) -> ComposeResult:
        """How phones join, and what the table watches."""
        with Horizontal(id="invitation"):
            yield self.invite
            yield self.square
        yield Static("Where you stand", classes="label")
        yield Meters(self.view.meters)

    def hear(self, invitation: Invitation | None) -> None:
        """Who has joined; or that there are no phones."""
        super().hear(invitation)
        if invitation:
            self.invite.show(invitation)
            self.square.show(invitation.link)
        self.invites = bool(invitation and (invitation.is_opening or invitation.address))
        if self.is_mounted:
            self.turn()

    @property
    def is_staged(self) -> bool:
        """Whether how phones join has the screen to itself."""
        return self.invites and self.is_inviting and not self.is_wide

    def turn(self) -> None:
        """Show what is to be seen."""
        self.set_class(self.invites, "-invites")
        self.set_class(self.is_staged, "-staged")
        super().turn()

    def step(self) -> Step:
        """Begin, once the organisation was seen."""
        if self.is_staged:
            return Step("Show the organisation", self.turn_over)
        return Step("Begin the exercise", lambda: self.request(Begin()))

    def turn_over(self) -> None:
        """The organisation; how phones join is a key away."""
        self.is_inviting = False
        self.turn()

    @on(events.Resize)
    def look_round(self) -> None:
        """There may be room for both now, or no more."""
        self.turn()
