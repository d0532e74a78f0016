"""A round until its decision: the situation, the options, the show of hands.

Law: the notes are hidden when a round comes on the screen, for the room may see it. Where the screen is too small for
all at once, the situation has it first and the options have it next; nothing is ever squeezed out of sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.phases import Phase
from game.tui.commands import Back, BreakTie, Command, CountHands, Raise, ShowNotes, ShowSituation, TakeDecision, Undo
from game.tui.screens.face import Face
from game.tui.screens.frame import Step, keys, titled
from game.tui.widgets.meters import Meters
from game.tui.widgets.options import Beside, Options, Turned
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose
from game.views import FacilitatorView
from game.wording import counted


class Round(Face):
    """One decision."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys(CountHands, ShowSituation, ShowNotes, Undo),
        Back.binding(),
    ]

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.is_reading = view.phase is Phase.DISCUSSING
        self.has_notes = False
        self.is_counting = False
        self.options = Options(view.options, Beside.NOTHING if view.tally is None else Beside.HANDS)
        self.situation = Pane(*self.story(), id="situation")
        self.meters = Meters(view.meters)

    def suits(self, view: FacilitatorView) -> bool:
        """The hands of the same round; a round that starts, or starts again, is shown afresh."""
        return view.number == self.view.number and view.phase in (Phase.COUNTED, Phase.TIED)

    def main(self) -> ComposeResult:
        """The situation, and the decision."""
        yield from titled(self.view.heading, self.view.time)
        yield self.situation
        yield Pane(*self.decision(), id="decision")

    def story(self) -> Iterator[Widget]:
        """The deadlines that are on, what is known, and who has written or rung."""
        for deadline in self.view.deadlines:
            yield Static(Content.assemble(("Deadline  ", "$muted"), (deadline, "bold")), classes="deadline")
        yield Prose(self.view.situation)
        for inject in self.view.injects:
            yield Prose(inject.text, inject.sender, classes="inject")

    def decision(self) -> Iterator[Widget]:
        """The question and the options."""
        minutes = f"  about {counted(self.view.discuss, 'minute')} to talk" if self.view.discuss else ""
        yield Static(Content.assemble((self.view.question, "bold"), (minutes, "$muted")), classes="question")
        yield self.options

    def side(self) -> ComposeResult:
        """Where the table stands; and the notes, once they are asked for."""
        yield Static("Where you stand", classes="label")
        yield self.meters
        with VerticalGroup(id="notes"):
            yield Static("For the facilitator only", classes="label")
            yield Pane(Prose(self.view.notes or "There are no notes for this round."), id="notes-text")

    @property
    def is_staged(self) -> bool:
        """Whether the situation has the screen to itself."""
        return self.is_reading and not self.is_tall

    def step(self) -> Step:
        """The next thing, from the outside in: what covers the screen, then the form, then the phase."""
        if self.has_notes and not self.is_wide:
            return Step("Hide the notes", self.turn_notes)
        if self.is_staged:
            return Step("Show the options", self.turn_situation)
        if self.is_counting:
            return self.counting_step()
        if self.view.phase is Phase.TIED:
            return Step("Break the tie", lambda: self.request(BreakTie()))
        if self.view.phase is Phase.COUNTED:
            letters = " and ".join(option.letter for option in self.view.options if option.leads)
            return Step(f"Take the decision: {letters or 'nothing'}", lambda: self.request(TakeDecision()))
        return Step("Count the hands", self.open_fields)

    def counting_step(self) -> Step:
        """To the next field, or after the last one the count itself."""
        field = self.options.field_after(self.focused)
        if field:
            return Step(f"Next: hands for {field.option.letter}", lambda: self.set_focus(field))
        return Step(f"Count {counted(self.options.total, 'hand')}", lambda: self.request(Raise(self.options.hands)))

    def show(self, view: FacilitatorView) -> None:
        """Take the view with the hands counted."""
        self.is_counting = self.is_reading = False
        self.set_focus(None)
        super().show(view)
        self.options.show(view.options, Beside.HANDS)

    def turn(self) -> None:
        """Show what is to be seen, and name the next step."""
        self.set_class(self.is_staged, "-reading")
        self.set_class(self.has_notes, "-notes")
        super().turn()
        self.call_after_refresh(self.breathe)

    def breathe(self) -> None:
        """Set the options apart where there is room for a line between them."""
        options = len(self.view.options)
        self.set_class(self.spare_lines() + options * self.has_class("-airy") >= options, "-airy")

    def spare_lines(self) -> int:
        """The lines that nobody needs: beside the situation on a tall screen, below the meters on a small one."""
        if self.is_tall:
            return self.situation.size.height - self.situation.words_height
        return self.meters.size.height - len(self.view.meters)

    def offers(self, command: type[Command]) -> bool:
        """The situation has a key only where it can be out of sight; Back only where there is something to leave."""
        if command is ShowSituation:
            return not self.is_tall
        return command is not Back or self.is_counting or self.has_notes

    def complain(self, sentence: str) -> None:
        """Say what went wrong: while hands are counted, beside their total."""
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
            self.options.show(self.view.options, Beside.NOTHING if self.view.tally is None else Beside.HANDS)
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
