"""A slide of a briefing: one message, large and calm, with its sources; the speaker's notes only when asked for.

Law: it shows the room what the plain briefing says; hands are counted on the screen and kept nowhere else. What phones
answer is shown when that is asked for; until then only how many have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, Vertical
from textual.widget import Widget
from textual.widgets import Static

from game import slides
from game.briefing import Figure
from game.hosting import Invitation
from game.slides import LETTERS, Showing
from game.tui.commands import (
    Back,
    BlankWall,
    Command,
    CountHands,
    JoinRoom,
    LetPhones,
    NextSlide,
    PreviousSlide,
    ShowNotes,
)
from game.tui.requests import TurnTo
from game.tui.screens.frame import BLANK, Frame, Heading, Step, keys
from game.tui.widgets.chart import ChartView
from game.tui.widgets.door import Door
from game.tui.widgets.drawn import Title
from game.tui.widgets.edges import Fault
from game.tui.widgets.large import Large
from game.tui.widgets.options import Beside, Options, Turned
from game.tui.widgets.pane import Pane
from game.tui.widgets.prose import Prose
from game.views import OptionView
from game.wording import counted


class SlideScreen(Frame):
    """One slide; Enter shows the next."""

    IS_GROUND = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys(CountHands, PreviousSlide, NextSlide, ShowNotes, BlankWall, LetPhones, JoinRoom),
        Back.binding(),
    ]

    def __init__(self, showing: Showing, end: Callable[[], None]) -> None:
        super().__init__(Heading(showing.briefing.title, showing.place, "BRIEFING"))
        self.showing = showing
        self.heard: Invitation | None = None
        self.end = end
        self.has_notes = False
        self.is_counting = False
        poll = showing.slide.poll
        self.content = Pane(id="content")
        self.late = Fault()
        self.door = Door()
        self.options = Options(answers(showing), self.beside) if poll else None

    def body(self) -> ComposeResult:
        """The slide, and beside or instead of it the notes."""
        with Vertical(id="slide"):
            yield Title(self.showing.slide.title)
            with self.content:
                yield from self.parts()
            yield self.late
            yield self.door
            if self.showing.slide.citations:
                yield Static(f"Source: {'; '.join(self.showing.slide.citations)}", classes="sources", markup=False)
        with Vertical(id="notes"):
            yield Static("For you alone", classes="label")
            yield Pane(Prose(self.showing.slide.notes or "There are no notes for this slide."), id="notes-text")
            yield Static(slides.timing(self.showing), classes="sources", markup=False)

    def on_mount(self) -> None:
        """What is past its date says so."""
        super().on_mount()
        self.late.say(self.showing.briefing.overdue(date.today()))
        self.show_wall()

    def show_wall(self) -> None:
        """What the wall shows; nobody may wonder why that is nothing."""
        self.banner.tell_time(BLANK if self.showing.is_blank else "")
        self.post_message(TurnTo(self.showing))

    def parts(self) -> Iterator[Widget]:
        """What is on the slide, the message first."""
        slide = self.showing.slide
        if slide.figure:
            yield figure(slide.figure)
        if slide.chart:
            yield Static(slide.chart.title, classes="label", markup=False)
            yield ChartView(slide.chart)
        for point in slide.points:
            yield Prose(f"- {point}", classes="point")
        if slide.poll and self.options:
            yield Static(slide.poll.question, classes="question", markup=False)
            yield self.options

    @property
    def beside(self) -> Beside:
        """What stands beside the answers."""
        if self.is_counting:
            return Beside.FIELDS
        return Beside.HANDS if self.showing.is_shown else Beside.NOTHING

    def hear(self, invitation: Invitation | None) -> None:
        """Phones came in or answered, or cannot."""
        super().hear(invitation)
        self.heard = invitation
        if invitation and invitation.polled:
            self.showing = self.showing.with_phones(invitation.polled.answers)
        if self.is_running and self.showing.takes_phones:
            self.door.show(self.showing, invitation)
            if self.options and not self.is_counting:  # an answer may have come while Enter was pressed
                self.options.show(answers(self.showing), self.beside)
            self.turn()

    @property
    def is_by_hands(self) -> bool:
        """Whether hands have to be counted: no phones are asked, or none can come."""
        said = self.heard
        return not (self.showing.takes_phones and said and (said.address or said.is_opening))

    def step(self) -> Step:
        """From the outside in: the notes on a small screen, the hands, the next slide."""
        if self.has_notes and not self.is_wide:
            return Step("Hide the notes", self.turn_notes)
        if self.is_counting and self.options:
            return self.counting_step(self.options)
        match self.showing.waits_for(self.is_by_hands):
            case "hands":
                return Step("Count the hands", self.open_fields)
            case "answers":
                return Step("Show the answers", self.reveal)
            case _:
                return self.next_slide()

    def reveal(self) -> None:
        """Show the room what it has answered."""
        self.showing = self.showing.revealed()
        self.show_wall()
        self.close_fields()

    def next_slide(self) -> Step:
        """To the slide after this, or out."""
        if self.showing.is_last:
            return Step("End the briefing", self.end)
        following = self.showing.at(self.showing.number + 1)
        return Step(f"Next: {following.slide.title}", lambda: self.move(following))

    def counting_step(self, options: Options) -> Step:
        """To the next field, or after the last one the count itself."""
        field = options.field_after(self.focused)
        if field:
            return Step(f"Next: hands for {field.name_of}", lambda: self.set_focus(field))
        return Step(f"Count {counted(options.total, 'hand')}", self.count)

    def count(self) -> None:
        """Take the hands as they were typed."""
        assert self.options is not None
        self.showing = self.showing.with_hands(tuple(self.options.hands.values()))
        self.show_wall()
        self.close_fields()

    def open_fields(self) -> None:
        """Count the hands, or count them again."""
        if self.options and not self.is_counting:
            self.is_counting = True
            self.has_notes = self.has_notes and self.is_wide
            self.options.show(answers(self.showing, self.showing.counted), Beside.NOTHING)
            self.options.open_fields()
            self.turn()

    def close_fields(self) -> None:
        """Show the hands that are counted, if any are."""
        self.is_counting = False
        self.set_focus(None)
        if self.options:
            self.options.show(answers(self.showing), self.beside)
            self.door.show(self.showing, self.heard)
        self.turn()

    def move(self, showing: Showing) -> None:
        """Another slide in the place of this one."""
        if self.is_current:
            self.app.switch_screen(SlideScreen(showing, self.end))

    @property
    def is_wide(self) -> bool:
        """Whether the notes have room beside the slide."""
        return self.has_class("-wide")

    @property
    def has_hands(self) -> bool:
        """Whether hands are counted here: where only phones were to answer, as long as they cannot."""
        return self.showing.takes_hands or self.is_by_hands

    def offers(self, command: type[Command]) -> bool:
        """Hands only where there is a question; the slide before only where there is one."""
        if command is CountHands:
            return self.options is not None and not self.is_counting and self.has_hands
        if command is LetPhones:
            return self.options is not None and not self.is_counting and not self.showing.takes_phones
        if command is PreviousSlide:
            return self.showing.number > 0 and not self.is_counting
        if command is NextSlide:
            return not self.showing.is_last and not self.is_counting
        return True

    def obey(self, command: Command) -> bool:
        """The slide before, the notes, the hands, and out of each."""
        match command:
            case PreviousSlide() if self.showing.number:
                self.move(self.showing.at(self.showing.number - 1))
            case NextSlide() if not self.showing.is_last:
                self.next_slide().act()
            case ShowNotes():
                self.turn_notes()
            case BlankWall():
                self.showing = self.showing.turned()
                self.show_wall()
            case CountHands() if self.options and self.has_hands:
                self.open_fields()
            case LetPhones():
                self.showing = self.showing.letting_phones()
                self.show_wall()
                self.turn()
            case Back():
                self.step_back()
            case _:
                return super().obey(command)
        return True

    def action_read(self, way: str) -> None:
        """Scroll what does not fit; where all is seen, a page down is the next slide, as presenters send it."""
        pane = self.pane()
        if way == "page_down" and not (pane and pane.has_more) and self.offers(NextSlide):
            self.next_slide().act()
        elif way == "page_up" and not (pane and pane.scroll_y) and self.offers(PreviousSlide):
            self.move(self.showing.at(self.showing.number - 1))
        else:
            super().action_read(way)

    def step_back(self) -> None:
        """Out of the fields, out of the notes, out of the briefing."""
        if self.is_counting:
            self.close_fields()
        elif self.has_notes:
            self.turn_notes()
        else:
            self.end()

    def turn_notes(self) -> None:
        """Show the notes, or hide them; each slide hides them again."""
        self.has_notes = not self.has_notes
        self.turn()

    def turn(self) -> None:
        """Show what is to be seen, and name the next step."""
        self.set_class(self.has_notes, "-notes")
        super().turn()
        self.call_after_refresh(self.breathe)

    def look_below(self) -> None:
        """What fits may have changed: the pane says so once it is laid out."""
        super().look_below()
        self.breathe()

    def breathe(self) -> None:
        """Set bars apart, then points and answers, as far as there is room for a line between them."""
        gaps = {"-loose": len(self.content.query("ChartPart")), "-airy": len(self.content.query(".point, OptionRow"))}
        used = sum(lines for name, lines in gaps.items() if self.has_class(name))
        spare = self.content.size.height - self.content.words_height + used
        for name, lines in gaps.items():
            self.set_class(spare >= lines, name)
            spare -= lines * (spare >= lines)

    @on(Turned)
    @on(events.DescendantFocus)
    @on(events.Resize)
    def look_round(self) -> None:
        """The cursor is in another field, a number changed, or the room did."""
        self.turn()


def figure(shown: Figure) -> Widget:
    """One number, large, and what it counts."""
    return HorizontalGroup(Large(shown.value), Static(shown.words, classes="words", markup=False), classes="figure")


def answers(showing: Showing, hands: tuple[int, ...] | None = None) -> tuple[OptionView, ...]:
    """The poll's answers as the options of a vote are shown: with what the room may see, or with these hands."""
    poll, votes = showing.slide.poll, showing.result if hands is None else hands
    return tuple(
        OptionView(
            id=str(place),
            letter=LETTERS[place],
            text=option,
            is_open=True,
            because="",
            hands=votes[place] if votes else 0,
            leads=False,
        )
        for place, option in enumerate(poll.options if poll else ())
    )
