"""Phones and wall at any time: where to join, who has, and what the facilitator can do about it.

Law: it shows what the room says now; what it does is the session's or the room's to refuse.
"""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from game.host import Host
from game.hosting import Invitation, Knock, Room
from game.session import Session
from game.tui.commands import Back, Command, JoinRoom
from game.tui.requests import Do
from game.tui.screens.ask import Ask, Choice, Form
from game.tui.screens.delegates import Delegates
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.screens.sure import Sure
from game.tui.widgets.invite import Invite, Square
from game.tui.widgets.lines import hanging

NO_BROWSER = "No browser could be opened here. Type the wall's address into one."
SEE = "One of them can be sent away there."
ASKS = "A new phone asks to be let in by this name. Ask aloud first who it is."
NEW_CODE = (
    "Who has joined stays in. Whoever comes from now on needs the new code or the new square.",
    "Do it when the code has got to people who should not have it.",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its words in the list, what Enter is called, and what does it."""

    words: str
    step: Step
    about: str = ""
    """What is said of it while the cursor is on it."""


class Join(Frame):
    """The invitation, and a list of what can be done."""

    IS_PLACE = True
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), JoinRoom.binding(), Back.binding()]

    def __init__(self, heading: Heading, host: Host) -> None:
        super().__init__(heading)
        self.host = host
        self.invite = Invite()
        self.square = Square()
        self.list = OptionList()
        self.about = Static(classes="detail", markup=False)
        self.deeds: tuple[Deed, ...] = ()

    def body(self) -> ComposeResult:
        """The words and the list, beside them the square."""
        with Horizontal(id="invitation"):
            with Vertical(id="words"):
                yield self.invite
                yield self.list
                yield self.about
            yield self.square

    def on_mount(self) -> None:
        """The room as it is."""
        self.hear(self.host.invitation())
        super().on_mount()

    def hear(self, invitation: Invitation | None) -> None:
        """The room has changed."""
        super().hear(invitation)
        said = invitation or Invitation()
        self.invite.show(said)
        self.square.show(said.link)
        deeds = tuple(self.all_deeds(said))
        if [deed.words for deed in deeds] != [deed.words for deed in self.deeds]:
            self.fill(deeds)
        self.deeds = deeds
        if self.is_mounted:
            self.turn()

    def fill(self, deeds: tuple[Deed, ...]) -> None:
        """Other lines; the cursor stays on the one where it was."""
        place = self.list.highlighted or 0
        here = self.deeds[place].words if self.deeds else ""
        self.list.clear_options()
        self.list.add_options([hanging("›", deed.words) for deed in deeds])
        words = [deed.words for deed in deeds]
        self.list.highlighted = words.index(here) if here in words else min(place, len(words) - 1) if words else None

    def all_deeds(self, said: Invitation) -> Iterator[Deed]:
        """What can be done now, most urgent first."""
        room, session = self.host.room, self.host.session
        if room is None:
            if said.refusal:
                yield Deed("Try again to open the room", Step("Try again", self.open), said.refusal)
            return
        if session and said.address:
            yield from (self.knock(room, knock) for knock in room.waiting)
            yield Deed("See who has joined", Step("See who has joined", self.see), SEE)
        if said.address:
            yield from self.door(room, session, said)
        if said.wall:
            yield Deed("Open the wall in a browser", Step("Open the wall in a browser", self.browse), said.wall)

    def door(self, room: Room, session: Session | None, said: Invitation) -> Iterator[Deed]:
        """What concerns those who join; a briefing knows nobody's name, and locks nobody out."""
        if len(room.addresses) > 1:
            step = Step("Choose another address", lambda: self.ask(self.addresses(room)))
            yield Deed("Choose another address", step, "Where phones cannot open the page at this one.")
        if session:
            yield self.locking(session, said.is_locked)
        step = Step("Change the code", lambda: self.sure("Change the code?", NEW_CODE, "Change it", room.change_code))
        yield Deed("Change the code", step, "The code and the square shown now stop working.")

    def locking(self, session: Session, is_locked: bool) -> Deed:
        """Lock the room, or unlock it."""
        words = "Unlock the room" if is_locked else "Lock the room"
        do = Do("The lock", lambda: session.lock_room(not is_locked))
        about = "People can join again." if is_locked else "Nobody else can join; who has joined stays in."
        return Deed(words, Step(words, lambda: self.post_message(do)), about)

    def knock(self, room: Room, knock: Knock) -> Deed:
        """A phone that asks to be let in."""
        words = f"Answer {knock.delegate}"
        return Deed(words, Step(words, lambda: self.ask(answer(room, knock))), ASKS)

    def addresses(self, room: Room) -> Form:
        """Which address is said to phones."""
        return Form(
            title="Which address do phones use?",
            aside=f"now {room.address}",
            what="The address",
            choices=[Choice(str(place), one, one) for place, one in enumerate(room.addresses, start=1)],
            step="Use address {mark}",
            act=lambda address, _: self.host.choose(str(address)),
        )

    def open(self) -> None:
        """Try again."""
        self.host.is_opening = True
        self.app.run_worker(self.host.open, thread=True)
        self.hear(self.host.invitation())

    def see(self) -> None:
        """Who has joined."""
        self.app.push_screen(Delegates(self.heading, self.host))

    def ask(self, form: Form) -> None:
        """Have a form filled in."""
        self.app.push_screen(Ask(self.heading, form))

    def sure(self, question: str, said: tuple[str, ...], label: str, act: Callable[[], None]) -> None:
        """Ask first."""
        do = Do("The code", act)
        self.app.push_screen(Sure(self.heading, question, said, Step(label, lambda: self.post_message(do))))

    def browse(self) -> None:
        """Show the wall on this computer."""
        said = self.host.invitation()
        if said and not webbrowser.open(said.wall):
            self.complain(NO_BROWSER)

    @property
    def chosen(self) -> Deed | None:
        """The line with the cursor."""
        place = self.list.highlighted
        return self.deeds[place] if place is not None and place < len(self.deeds) else None

    def step(self) -> Step:
        """The line with the cursor."""
        return self.chosen.step if self.chosen else Step("Go back", self.close)

    def turn(self) -> None:
        """Say what the line is about."""
        self.about.update(self.chosen.about if self.chosen else "")
        super().turn()

    @on(OptionList.OptionHighlighted)
    def look(self) -> None:
        """Another line has the cursor."""
        self.turn()

    @on(OptionList.OptionSelected)
    def enter(self) -> None:
        """Enter in the list is Enter."""
        self.step().act()

    def obey(self, command: Command) -> bool:
        """The same key closes what it opened."""
        if isinstance(command, Back | JoinRoom):
            self.close()
        return isinstance(command, Back | JoinRoom) or super().obey(command)


def answer(room: Room, knock: Knock) -> Form:
    """Whether a phone is let in as the delegate it says it is."""
    return Form(
        title=f"Is it {knock.delegate} who asks?",
        what="The answer",
        choices=[
            Choice("Yes", "let this phone in; the one before is out, and a vote that was cast stays", True),
            Choice("No", "turn this phone away", False),
        ],
        step="Answer: {mark}",
        act=lambda is_it, _: (room.admit if is_it else room.refuse)(knock.number),
    )
