"""The hot wash: where each table stands, what to come back to, the questions one by one, lessons, actions.

Law: one thing at a time. What is typed is kept in the journal at once; Enter on an empty line goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.table import Table
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from game import hotwash, ranking
from game.background import Background
from game.events import ActionAgreed, Answered, LessonIdentified
from game.hosting import Invitation
from game.hotwash import Spoken
from game.phases import Phase
from game.session import Session
from game.tui import forms
from game.tui.commands import Back, Command, Leave, WriteReport
from game.tui.requests import Do
from game.tui.screens.face import Around
from game.tui.screens.frame import BLANK, Frame, Heading, Step, keys
from game.tui.screens.sure import Sure
from game.tui.widgets.drawn import Title
from game.tui.widgets.edges import Fault
from game.tui.widgets.field import Field
from game.tui.widgets.lines import hanging
from game.tui.widgets.pane import Pane

LOOK = 0.4
"""Seconds between looks at whether the standing is worked out."""
STRIKE = "↑ to strike one out"


def every(_entry: Spoken) -> bool:
    """All entries."""
    return True


def none(_entry: Spoken) -> bool:
    """No entry."""
    return False


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to talk about: its title, what is told, which entries belong to it, and the line to type."""

    title: str
    told: Callable[[], Content] = Content
    holds: Callable[[Spoken], bool] = none
    label: str = ""
    keep: Callable[[str], None] | None = None
    """Takes the words typed; without it nothing is typed here."""
    understood: Callable[[str], str] | None = None


class SpokenLine(Field):
    """The line that somebody types in while the room talks: Enter takes the words at once, so that typing can go on."""

    @dataclass
    class Said(Message):
        """Something to write down."""

        words: str

    def say(self) -> None:
        """Hand over what is typed, and be empty."""
        words, self.value = self.value, ""
        self.post_message(self.Said(words))

    async def on_key(self, event: events.Key) -> None:
        """Enter is answered here: by the time it had come to the screen, the next line might be typed too."""
        if event.key == "enter" and self.value.strip():
            event.prevent_default()
            event.stop()
            self.say()


class Debrief(Frame):
    """The pages, one at a time."""

    IS_PLACE = True
    BINDINGS: ClassVar[list[BindingType]] = [*keys(WriteReport), Back.binding()]

    def __init__(self, heading: Heading, held: Session, background: Background) -> None:
        super().__init__(Heading(heading.title, "Hot wash"))
        self.held = held
        self.background = background
        self.pages = tuple(self.paged())
        self.place = 0
        self.unkept = ""
        """Words that are on their way into the journal."""
        self.is_reported = False
        """Whether the report was asked for, so that nobody leaves without having thought of it."""
        self.looking: Timer
        self.listed: tuple[Spoken, ...] = ()
        self.thread = 0
        self.title_line = Title("")
        self.told = Static("")
        self.story = Pane(self.told, id="told")
        self.list = OptionList()
        self.label = Static("", classes="label", markup=False)
        self.line = SpokenLine(max_length=300)
        self.understood = Static("", classes="understood", markup=False)
        self.refused = Fault()

    def paged(self) -> Iterator[Page]:
        """Every page, in order."""
        held = self.held
        yield Page("Where you stand", self.standing)
        if self.back_to():
            yield Page("To come back to", lambda: Content("\n").join(self.back_to()))
        questions = held.loaded.scenario.debrief.questions
        for number, question in enumerate(questions):
            yield self.asked(number, question, len(questions))
        yield Page(
            "Lessons: what do we take away?",
            holds=lambda one: isinstance(one.event, LessonIdentified),
            label="A lesson, in a sentence",
            keep=held.identify,
        )
        yield Page(
            "Actions: who does what, by when?",
            holds=lambda one: isinstance(one.event, ActionAgreed),
            label="As you would say it: Jo to test the restore by the end of January",
            keep=lambda text: forms.agree(held, text),
            understood=forms.understood,
        )
        yield Page("All that was said", self.summed_up, holds=every)

    def asked(self, number: int, question: str, of: int) -> Page:
        """A question of the scenario's."""
        return Page(
            f"Question {number + 1} of {of}",
            lambda: Content.styled(question, "bold"),
            lambda one: isinstance(one.event, Answered) and one.event.question == number,
            "What the room says",
            lambda text: self.held.answer(number, text),
        )

    def body(self) -> ComposeResult:
        """The parts of a page; those that it does not need are hidden."""
        yield self.title_line
        yield self.story
        yield self.list
        yield self.label
        yield self.line
        yield self.understood
        yield self.refused

    def on_mount(self) -> None:
        """The first page; and from now on every page as things are said."""
        self.thread = threading.get_ident()
        self.held.listeners.append(self.heed)
        self.background.begin()
        self.looking = self.set_interval(LOOK, self.look_for_standing)
        self.banner.tell_time(BLANK if self.held.is_blank else "")
        self.open_page(0)

    def look_around(self, around: Around) -> None:
        """Time and wall, for the banner."""
        self.banner.tell_time(around.words)

    def on_unmount(self) -> None:
        """Nobody listens any more."""
        self.held.listeners.remove(self.heed)

    def heed(self) -> None:
        """Something was said here; what comes by phone, in another thread, is heard with all else that phones do."""
        if threading.get_ident() == self.thread:
            self.look()

    def hear(self, invitation: Invitation | None) -> None:
        """Phones may have answered."""
        super().hear(invitation)
        if self.is_mounted and self.entries != self.listed:
            self.look()

    @property
    def page(self) -> Page:
        """The page on the screen."""
        return self.pages[self.place]

    @property
    def entries(self) -> tuple[Spoken, ...]:
        """What was said so far that belongs to the page."""
        said = hotwash.hot_wash(self.held.journal.contents.entries)
        return tuple(one for one in said.entries if self.page.holds(one))

    def standing(self) -> Content:
        """Where each table stands, in the words of the plain workshop."""
        found = ranking.standing(self.held, self.background.found, self.background.has_failed)
        return Content("\n\n").join([stood(one) for one in found])

    def back_to(self) -> list[Content]:
        """The moments marked, and who disagreed with what."""
        found = [
            Content.assemble(("Marked   ", "$muted"), one.sentence)
            for one in hotwash.moments(self.held.play, self.held.journal.contents.entries)
        ]
        return found + [
            Content.assemble(("Dissent  ", "$muted"), line)
            for line in hotwash.dissent(self.held.play, self.held.tables)
        ]

    def summed_up(self) -> Content:
        """Only where there is nothing to list."""
        return Content() if self.entries else Content("Nothing is written down yet.")

    def open_page(self, place: int) -> None:
        """Another page, with the cursor where one types."""
        self.place = place
        page = self.page
        self.label.update(page.label)
        self.line.value = ""
        for part in (self.label, self.line, self.understood):
            part.display = page.keep is not None
        self.complain("")
        self.set_focus(self.line if page.keep else None)
        self.look()

    def look(self) -> None:
        """Show the page as it is now."""
        self.story.display = bool(self.page.told())
        self.told.update(self.page.told())
        self.listed = self.entries
        self.list.clear_options()
        self.list.add_options(self.lined(one) for one in self.listed)
        self.list.display = bool(self.listed)
        place = f"{self.place + 1} of {len(self.pages)}"
        self.title_line.say(self.page.title, f"{STRIKE} · {place}" if self.entries else place)
        if self.list.has_focus:
            self.leave_list()
        self.turn()

    def lined(self, entry: Spoken) -> Table:
        """An entry as a line: where the page says what it is, without that."""
        questions = self.held.loaded.scenario.debrief.questions
        match entry.event:
            case ActionAgreed() if self.page.keep:
                return hanging("•", hotwash.told(entry.event))
            case Answered(text=text) | LessonIdentified(text=text) if self.page.keep:
                return hanging("•", text)
        return hanging("•", hotwash.worded(entry, questions))

    def look_for_standing(self) -> None:
        """Whether the standing is worked out by now."""
        if self.background.look() or self.background.has_failed:
            self.looking.stop()
            self.look()

    def step(self) -> Step:
        """Keep what is typed, strike what is chosen, or the next page; at the end home."""
        if self.list.has_focus:
            return Step("Strike this entry out", self.ask_to_strike)
        if self.page.keep and self.line.value.strip():
            return Step("Keep this line", self.keep)
        if self.place + 1 < len(self.pages):
            return Step(f"Next: {self.pages[self.place + 1].title}", lambda: self.open_page(self.place + 1))
        if all(table.phase is Phase.ENDED for table in self.held.tables):
            return self.last_step()
        return Step("Back to the exercise", self.close)

    def last_step(self) -> Step:
        """The report, once; then out."""
        if self.is_reported:
            return Step("Leave: the exercise is over", lambda: self.post_message(Leave()))
        return Step("Write the report", lambda: self.post_message(WriteReport()))

    def keep(self) -> None:
        """Have what is typed kept."""
        self.line.say()

    @on(SpokenLine.Said)
    def keep_words(self, message: SpokenLine.Said) -> None:
        """Have the words kept, on the page where they were typed."""
        keep, self.unkept = self.page.keep, message.words

        def kept() -> None:
            assert keep is not None
            keep(message.words)
            self.unkept = ""

        self.post_message(Do("The line", kept))

    def ask_to_strike(self) -> None:
        """Say what is struck out, and ask."""
        if self.list.highlighted is None:
            return
        entry = self.entries[self.list.highlighted]
        said = (
            hotwash.worded(entry, self.held.loaded.scenario.debrief.questions),
            "The journal keeps what is struck out.",
        )
        strike = Do("The striking out", lambda: self.held.strike(entry.number))
        step = Step("Yes, strike it out", lambda: self.post_message(strike))
        self.app.push_screen(Sure(self.heading, "Strike this entry out?", said, step))

    def leave_list(self) -> None:
        """The cursor is back where one types."""
        self.list.highlighted = None
        self.set_focus(self.line if self.page.keep else None)

    def action_read(self, way: str) -> None:
        """Up goes into the entries; everything else scrolls."""
        if way == "up" and self.entries and not self.list.has_focus:
            self.list.focus()
            self.list.highlighted = len(self.entries) - 1
        else:
            super().action_read(way)

    def complain(self, sentence: str) -> None:
        """Say what went wrong, under the line; words that were not kept are in it again."""
        if sentence and self.unkept:
            with self.prevent(Input.Changed):
                self.line.value = self.unkept + self.line.value
            self.unkept = ""
            self.turn()
        self.refused.say(sentence)

    @on(Input.Changed)
    def follow_words(self) -> None:
        """Something else is typed: say what it is understood as."""
        self.complain("")
        tell = self.page.understood
        self.understood.update(tell(self.line.value) if tell else "")
        self.turn()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    @on(OptionList.OptionHighlighted)
    def look_round(self) -> None:
        """Another part has the cursor."""
        self.turn()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def enter(self) -> None:
        """Enter is Enter."""
        self.step().act()

    def obey(self, command: Command) -> bool:
        """Back: out of the entries, a page back, or out of the hot wash. The report is the session's to write."""
        if isinstance(command, WriteReport):
            self.is_reported = True
            self.turn()
        if not isinstance(command, Back):
            return super().obey(command)
        if self.list.has_focus:
            self.leave_list()
        elif self.place:
            self.open_page(self.place - 1)
        else:
            self.close()
        return True


def stood(one: ranking.Stands) -> Content:
    """Where one table stands."""
    return Content("\n").join([Content.styled(one.name, "bold $accent"), *map(Content, one.sentences)])
