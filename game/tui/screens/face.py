"""What the screens of a session share: they show one view of the table, and take a newer one.

Law: a face keeps no state of the workshop; what it shows is the view, and what it remembers is only how it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from game.comparing import Glance
from game.phases import Phase
from game.seating import ALONE
from game.tui.commands import (
    BlankWall,
    Command,
    CompareTables,
    HoldHotWash,
    JoinRoom,
    MarkMoment,
    NextTable,
    PreviousTable,
    ShowTables,
)
from game.tui.screens.frame import BLANK, TALL, WIDE, Frame, Heading
from game.tui.widgets.large import Big
from game.tui.widgets.strip import Strip
from game.views import FacilitatorView

TABLE_KEYS = (MarkMoment, HoldHotWash, BlankWall, JoinRoom, ShowTables, NextTable, PreviousTable, CompareTables)
"""The keys that every screen of a session knows, though the last line does not name them."""
SEVERAL = (ShowTables, NextTable, PreviousTable, CompareTables)
"""Those that need more than one table."""
TALKING = (Phase.DISCUSSING, Phase.FIRST)
"""The phases in which the time to talk is the one thing to show large."""
CALM = 0.3
"""Seconds that a screen of a session is there before Enter moves on."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a table: all tables at a glance if there are several, the one that is behind, time and wall."""

    glances: tuple[Glance, ...] = ()
    behind: Glance | None = None
    time: str = ""
    is_blank: bool = False
    """Whether the wall is."""

    @property
    def words(self) -> str:
        """What the banner says of it: nobody may wonder why the wall shows nothing."""
        return " · ".join(filter(None, (BLANK if self.is_blank else "", self.time)))


NOBODY = Around()


def heading_of(view: FacilitatorView) -> Heading:
    """What the banner says during a session."""
    name = f"{view.name} · " if len(view.setup.seats) > 1 else ""
    return Heading(view.scenario.title, f"{name}{view.place}")


class TableFrame(Frame):
    """A screen that shows a view of the table."""

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(heading_of(view))
        self.view = view


class Face(TableFrame):
    """One phase of a session.

    Enter moves a session on, so it is asked for once, and not before the screen has been there for a moment: a key
    pressed twice must not skip what nobody has read.
    """

    def __init__(self, view: FacilitatorView) -> None:
        super().__init__(view)
        self.shown_at = monotonic()
        self.is_waiting = False
        self.strip = Strip()
        self.time_left = Big()
        self.around = NOBODY

    def look_around(self, around: Around) -> None:
        """Take what is around the table: the others, and the time."""
        self.around = around
        if self.is_mounted:
            self.show_around()

    def show_around(self) -> None:
        """Show it."""
        self.strip.show(self.around.glances, self.view.table)
        self.banner.tell_time(self.around.words)
        self.time_left.show(self.around.time if self.view.phase in TALKING else "")
        self.turn()

    def on_mount(self) -> None:
        """What is around, once the parts are there."""
        super().on_mount()
        self.show_around()

    @on(events.Resize)
    def refit(self) -> None:
        """Another size: the line of tables may need fewer words, or have room for more."""
        if self.is_mounted:
            self.strip.show(self.around.glances, self.view.table)

    def above(self) -> ComposeResult:
        """Every table in a line, where there are several."""
        yield self.strip
        yield self.time_left

    def offers(self, command: type[Command]) -> bool:
        """What concerns several tables only where there are."""
        return command not in SEVERAL or len(self.view.setup.seats) > 1

    def request(self, message: Message) -> None:
        """Ask the session to move on."""
        if not self.is_waiting and monotonic() - self.shown_at >= CALM:
            self.is_waiting = True
            self.post_message(message)

    @on(events.ScreenResume)
    def settle(self) -> None:
        """On the screen, or on it again."""
        self.is_waiting = False
        self.shown_at = monotonic()

    def complain(self, sentence: str) -> None:
        """Say what went wrong; it may be tried again."""
        self.is_waiting = False
        super().complain(sentence)

    def is_at(self, view: FacilitatorView) -> bool:
        """Whether this screen shows the table, the round and the phase of a view."""
        here = self.view
        return (here.table, here.number, here.phase) == (view.table, view.number, view.phase)

    def follow(self, view: FacilitatorView) -> bool:
        """Go on with a newer view, where this is the screen for it."""
        if view == self.view:
            self.is_waiting = False
            return True
        suits = self.suits(view)
        if suits:
            self.show(view)
        return suits

    def suits(self, view: FacilitatorView) -> bool:
        """Whether this screen may go on with a newer view: by itself only where others joined or voted."""
        return still(view) == still(self.view)

    def show(self, view: FacilitatorView) -> None:
        """Take a newer view."""
        if what_is_read(view) != what_is_read(self.view):
            self.shown_at = monotonic()
        self.view = view
        self.is_waiting = False
        self.heading = heading_of(view)
        self.banner.tell_place(self.heading.title, self.heading.place)
        if self.is_mounted:
            self.turn()

    def body(self) -> ComposeResult:
        """The story, and beside or below it where the table stands."""
        with Vertical(id="main"):
            yield from self.main()
        with Vertical(id="side"):
            yield from self.side()

    def main(self) -> ComposeResult:
        """The story."""
        yield from ()

    def side(self) -> ComposeResult:
        """Where the table stands."""
        yield from ()

    @property
    def is_tall(self) -> bool:
        """Whether everything has room at once."""
        return self.app.size.height >= TALL and not self.is_big

    @property
    def is_wide(self) -> bool:
        """Whether there is room beside the story."""
        return self.is_tall and self.app.size.width >= WIDE


def still(view: FacilitatorView) -> FacilitatorView:
    """A view without what phones change at any time."""
    return replace(view, present=0, needed=0, voted=0, roles=(), setup=ALONE)


def what_is_read(view: FacilitatorView) -> tuple[object, ...]:
    """What nobody may be hurried past: not how many have joined or voted, which may change all the time."""
    return view.table, view.number, view.phase, view.injects, view.tally
