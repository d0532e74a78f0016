"""A round until its decision: the situation, the messages, the options, the vote.

Law: the notes are hidden when a round comes on the screen, for the room may see it. Where the screen is too small for
all at once, the situation has it first and the options have it next; nothing is ever squeezed out of sight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.phases import UNSHOWN, Phase
from game.tui.commands import (
    Back,
    BreakTie,
    CloseVote,
    Command,
    CountHands,
    DeliverNext,
    MoreTime,
    NoteReason,
    OpenVote,
    Override,
    ReleaseMessage,
    RevealVote,
    ShowNotes,
    ShowSituation,
    SwitchTimer,
    TableCommand,
    TakeDecision,
    Undo,
)
from game.tui.requests import Raise
from game.tui.screens.face import TABLE_KEYS, Face
from game.tui.screens.frame import Step, keys
from game.tui.widgets.drawn import Title, due
from game.tui.widgets.large import Big
from game.tui.widgets.meters import Meters
from game.tui.widgets.options import Beside, Options, Turned
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Part, Prose, Story, message, passage
from game.views import FacilitatorView, InjectView
from game.wording import counted

HIDDEN = (Phase.DISCUSSING, *UNSHOWN)
"""The phases in which how the vote falls is not on the screen."""


UNSAID = "There are no notes for this round."
SAID = {Phase.FIRST: "the first of two votes"}
AGAIN = {
    Phase.FIRST: "Vote again: the second vote decides",
    Phase.TIED: "Vote again: a tie goes to a second vote",
    Phase.SHORT: "Vote again: too few have voted",
}
"""What Enter is called where one more vote is asked for."""
ENOUGH = "Vote again: other numbers make a quorum now"


class Round(Face):
    """One decision."""

    STAYS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys(CountHands, ShowSituation, ShowNotes, Undo, *TABLE_KEYS),
        *(command.binding() for command in (OpenVote, ReleaseMessage, Override, NoteReason, SwitchTimer, MoreTime)),
        Back.binding(),
    ]

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.is_reading = view.phase is Phase.DISCUSSING
        self.has_notes = False
        self.is_counting = self.is_raised = False
        self.options = Options(view.options, self.beside, takes_several=view.takes_several)
        self.title_line = Title(view.heading, view.time)
        self.story = Story(*self.told())
        self.situation = Pane(self.story, id="situation")
        self.meters = Meters(view.meters)
        self.notes = Prose(view.notes or UNSAID)
        self.asked = Static(self.question(), classes="question")
        self.turnout = Big()
        self.decided = Pane(*self.decision(), id="decision")

    def suits(self, view: FacilitatorView) -> bool:
        """Any round, at any table."""
        return view.phase not in (Phase.OPENING, Phase.OUTCOME, Phase.ENDED)

    def is_further_on(self, view: FacilitatorView) -> bool:
        """Whether a view is of the same round at the same table; one that starts again is shown afresh."""
        starts = view.phase is Phase.DISCUSSING and self.view.phase is not Phase.DISCUSSING
        return not starts and (view.table, view.number) == (self.view.table, self.view.number)

    def start(self, view: FacilitatorView) -> None:
        """Another round, or the same one afresh: the parts stay, and only their words change."""
        self.has_notes = self.is_counting = self.is_raised = False
        self.is_reading = view.phase is Phase.DISCUSSING
        self.set_focus(None)
        super().show(view)
        self.title_line.say(view.heading, view.time)
        self.asked.update(self.question())
        self.story.tell(*self.told())
        self.notes.say(view.notes or UNSAID)
        self.meters.show(view.meters)
        self.options.start(view.options, self.beside, takes_several=view.takes_several)
        self.situation.scroll_home(animate=False)
        self.decided.scroll_home(animate=False)

    def main(self) -> ComposeResult:
        """The situation, and the decision."""
        yield self.title_line
        yield self.situation
        yield self.decided

    def told(self) -> Iterator[Part]:
        """The deadlines that are on, what is known, and who has written or rung."""
        for deadline in self.view.deadlines:
            yield partial(due, deadline)
        yield partial(passage, self.view.situation)
        yield from (partial(message, inject.text, inject.sender) for inject in self.view.injects)

    def decision(self) -> Iterator[Widget]:
        """The question and the options."""
        yield self.asked
        yield self.turnout
        yield self.options

    @property
    def beside(self) -> Beside:
        """What stands beside the options, while no hands are typed."""
        return Beside.NOTHING if self.view.phase in HIDDEN else Beside.HANDS

    def question(self) -> Content:
        """The question, and beside it the time to talk, or how many have voted."""
        view = self.view
        minutes = f"about {counted(view.discuss, 'minute')} to talk" if view.discuss else ""
        turnout = view.turnout if view.present or view.phase in UNSHOWN else minutes
        beside = minutes if view.phase is Phase.DISCUSSING else SAID.get(view.phase, turnout)
        return Content.assemble((view.question, "bold"), (f"  {beside}" if beside else "", "$muted"))

    @property
    def voted(self) -> str:
        """How many have voted, in short, while that is all there is to know."""
        view = self.view
        of = f"/{view.present}" if view.present else ""
        return f"{view.voted}{of} voted" if view.phase in UNSHOWN else ""

    def side(self) -> ComposeResult:
        """Where the table stands; and the notes, once they are asked for."""
        yield Static("Where you stand", classes="label")
        yield self.meters
        with VerticalGroup(id="notes"):
            yield Static("For the facilitator only", classes="label")
            yield Pane(self.notes, id="notes-text")

    @property
    def is_staged(self) -> bool:
        """Whether the situation has the screen to itself."""
        return self.is_reading and not self.is_tall

    def step(self) -> Step:
        """The next thing, from the outside in: what covers the screen, then the form, then the phase."""
        if self.has_notes and not self.is_wide:
            return Step("Hide the notes", self.turn_notes)
        if self.is_staged and not (self.view.waiting and self.view.phase is Phase.DISCUSSING):
            return Step("Show the options", self.turn_situation)
        if self.is_counting:
            return self.counting_step()
        return self.voting_step()

    def voting_step(self) -> Step:
        """What the vote asks for next."""
        view = self.view
        match view.phase:
            case Phase.VOTING:
                return self.asking(f"Close the vote: {view.turnout}", CloseVote())
            case Phase.CLOSED:
                return self.asking("Reveal the vote", RevealVote())
            case Phase.COUNTED:
                letters = " and ".join(option.letter for option in view.options if option.leads)
                return self.asking(f"Take the decision: {letters or 'nothing'}", TakeDecision())
            case Phase.TIED if not view.tie_goes_to_vote:
                return self.asking("Break the tie", BreakTie())
            case Phase.DISCUSSING if view.waiting:
                return self.asking(f"Read the next message ({view.waiting} to come)", DeliverNext())
        label = AGAIN.get(view.phase, "")
        if view.phase is Phase.SHORT and view.voted >= view.needed:
            label = ENOUGH
        if view.setup.voting == "hands":
            return Step(label or "Count the hands", self.open_fields)
        return self.asking(label or "Open the vote", OpenVote())

    def asking(self, label: str, command: TableCommand) -> Step:
        """A step that the session takes."""
        return Step(label, lambda: self.request(command))

    def counting_step(self) -> Step:
        """To the next field, or after the last one the count itself."""
        field = self.options.field_after(self.focused)
        if field:
            return Step(f"Next: hands for {field.name_of}", lambda: self.set_focus(field))
        total = counted(self.options.total, "hand")
        return Step(f"Count {total}", self.raise_hands)

    def raise_hands(self) -> None:
        """Have the hands recorded; once they are, the fields are done with, also where nothing else has changed."""
        self.request(Raise(self.options.hands, self.options.voters))
        self.is_raised = self.is_waiting

    def follow(self, view: FacilitatorView) -> bool:
        """Go on with a newer view; first of all close the fields whose hands are recorded now."""
        if self.is_raised:
            self.is_raised = False
            self.close_what_covers()
        if self.suits(view) and not self.is_further_on(view):
            self.start(view)
            return True
        return super().follow(view)

    def show(self, view: FacilitatorView) -> None:
        """Take a newer view: more votes, more messages, or the vote shown."""
        before = self.view
        new = view.injects[len(before.injects) :]
        if self.is_counting and view.phase is before.phase and (view.voted == before.voted or view.phase in HIDDEN):
            super().show(view)  # ballots that come in while hands are typed disturb nobody
            self.asked.update(self.question())
            self.add(new)
            return
        if new:
            self.is_reading = True
        if view.phase is not Phase.DISCUSSING:
            self.is_counting = self.is_reading = False
            self.set_focus(None)
        super().show(view)
        self.asked.update(self.question())
        self.add(new)
        self.options.show(view.options, self.beside)

    def add(self, new: Sequence[InjectView]) -> None:
        """Messages that have arrived since, with the last of them in sight."""
        if new:
            self.story.tell(*self.told())
            self.call_after_refresh(self.situation.scroll_end, animate=False)

    def turn(self) -> None:
        """Show what is to be seen, and name the next step."""
        self.turnout.show(self.voted)
        self.update_classes({"-reading": self.is_staged, "-notes": self.has_notes})
        super().turn()
        self.call_after_refresh(self.breathe)

    def look_below(self) -> None:
        """What fits may have changed: on a small screen the pane says so once it is laid out."""
        super().look_below()
        if not self.is_tall:
            self.breathe()

    def breathe(self) -> None:
        """Set the options apart where there is room for a line between them."""
        options = len(self.view.options)
        has_room = self.spare_lines() + options * self.options.has_class("-airy") >= options
        self.options.set_class(has_room, "-airy")

    def spare_lines(self) -> int:
        """The lines that nobody needs: beside the situation on a tall screen, below the meters on a small one."""
        if self.is_tall:
            return self.situation.size.height - self.situation.words_height
        return self.meters.size.height - len(self.view.meters)

    def offers(self, command: type[Command]) -> bool:
        """The situation has a key only where it can be out of sight; Back only where there is something to leave."""
        if command is ShowSituation:
            return not self.is_tall
        if command is Back:
            return self.is_counting or self.has_notes
        return super().offers(command)

    def complain(self, sentence: str) -> None:
        """Say what went wrong: while hands are counted, beside their total."""
        self.is_raised = False
        super().complain("" if self.is_counting else sentence)
        if self.is_counting:
            self.options.refuse(sentence)

    def obey(self, command: Command) -> bool:
        """What is done by showing something else."""
        match command:
            case CountHands():
                self.open_fields()
            case ShowNotes():
                self.turn_notes()
            case ShowSituation():
                self.turn_situation()
            case Back():
                self.close_what_covers()
            case _:
                return super().obey(command)
        return True

    def open_fields(self) -> None:
        """Count the hands, or count them again."""
        if not self.is_counting:
            self.is_counting, self.is_reading = True, False
            self.has_notes = self.has_notes and self.is_wide
            self.options.open_fields()
            self.turn()

    def close_what_covers(self) -> None:
        """Leave the fields, or the notes, and change nothing."""
        if self.is_counting:
            self.is_counting = False
            self.set_focus(None)
            self.options.show(self.view.options, self.beside)
            self.turn()
        elif self.has_notes:
            self.turn_notes()

    def turn_notes(self) -> None:
        """Show the notes, or hide them."""
        self.has_notes = not self.has_notes
        self.turn()

    def turn_situation(self) -> None:
        """The situation or the options, where there is room for one of them only."""
        self.has_notes = self.has_notes and self.is_wide
        self.is_reading = not self.is_reading
        self.turn()

    @on(Turned)
    @on(events.Resize)
    def look_round(self) -> None:
        """The cursor is in another field, a number changed, or the room did."""
        self.turn()
