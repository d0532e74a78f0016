"""The first screen: choose a scenario or a briefing, or go on with a session.

Law: what cannot be played is listed with the reason, never hidden; nothing is opened before it is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from game.tui.commands import Back, Command, GoOn, Leave, Search, ShowKeys
from game.tui.entries import Entry, Kind
from game.tui.screens.frame import MORE, Frame, Heading, Step
from game.tui.widgets.drawn import Title
from game.tui.widgets.field import Field

MOVES = {"up": "cursor_up", "down": "cursor_down", "page_up": "page_up", "page_down": "page_down"}


@dataclass
class Open(Message):
    """Play this scenario, show this briefing, or go on with this session."""

    entry: Entry


@dataclass
class Found(Message):
    """What there is to choose from."""

    entries: tuple[Entry, ...]


def line_of(entry: Entry, width: int) -> Content:
    """An entry as a line of the list: its title, and at the end what is to be known of it."""
    known = entry.known if len(entry.known) < width - 16 else ""
    room = width - len(known) - 2
    title = f"! {entry.title}" if entry.problem else entry.title
    title = title if len(title) <= room else f"{title[: room - 1]}…"
    return Content.assemble((title.ljust(room), "bold"), "  ", known)


class Home(Frame):
    """Scenarios, briefings and sessions."""

    CSS_PATH = None
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding() for command in (GoOn, Search, ShowKeys, Leave, Back)),
    ]

    def __init__(self) -> None:
        super().__init__(Heading("SIRO workshop"))
        self.entries: tuple[Entry, ...] | None = None
        self.listed: list[Entry] = []
        self.list = OptionList(markup=False)
        self.search = Field(placeholder="a part of the title", id="search", select_on_focus=False)
        self.search.display = False
        self.about = Static(self.detail, classes="detail", markup=False)

    def body(self) -> ComposeResult:
        """The search, the list, and what is known of the line with the cursor."""
        yield Title("Choose a scenario or a briefing, or go on with a session", "type to search")
        yield self.search
        yield self.list
        yield self.about

    def on_mount(self) -> None:
        """Read the files only once the screen is there."""
        self.call_after_refresh(self.look)

    @work(thread=True)
    def look(self) -> None:
        """Find what there is to choose from."""
        from game.tui import shelf

        self.post_message(Found(shelf.entries()))

    @on(Found)
    def fill(self, message: Found) -> None:
        """Show what was found."""
        self.entries = message.entries
        self.list_entries()

    @on(Input.Changed)
    def list_entries(self) -> None:
        """The list, as far as it is searched for."""
        wanted = self.search.value
        found = [entry for entry in self.entries or () if entry.means(wanted)]
        self.list.clear_options()
        self.listed = []
        for kind in Kind:
            self.list_kind(kind, [entry for entry in found if entry.kind is kind])
        lines = {n: self.listed[int(line.id)] for n, line in enumerate(self.list.options) if line.id}
        self.list.highlighted = next((n for n, one in lines.items() if one.is_called(wanted)), next(iter(lines), None))
        self.tell()

    def list_kind(self, kind: Kind, entries: Sequence[Entry]) -> None:
        """One part of the list under its name, with a line between the parts."""
        if not entries:
            return
        width = self.list.scrollable_content_region.width - 2
        lines = [Option(line_of(entry, width), id=str(len(self.listed) + n)) for n, entry in enumerate(entries)]
        gap = [Option("", disabled=True)] if self.listed else []
        self.list.add_options([*gap, Option(kind, disabled=True), *lines])
        self.listed.extend(entries)

    @property
    def chosen(self) -> Entry | None:
        """The line with the cursor."""
        option = self.list.highlighted_option
        return self.listed[int(option.id)] if option and option.id else None

    @property
    def detail(self) -> str:
        """What is known of the line with the cursor."""
        if self.entries is None:
            return "Reading the scenarios …"
        if self.chosen:
            return f"{self.chosen.detail}\n{self.chosen.place}".strip()
        return "Nothing here is called that." if self.entries else "There is nothing to play yet."

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        """Another line has the cursor."""
        self.about.update(self.detail)
        self.turn()
        self.call_after_refresh(self.look_below)

    def look_below(self) -> None:
        """Say whether the list goes on below."""
        self.next_step.give_hint(MORE if self.list.scroll_target_y < self.list.max_scroll_y else "")

    def step(self) -> Step:
        """Play, or go on."""
        entry = self.chosen
        if entry is None:
            return Step("Choose a line with the arrow keys", lambda: self.complain("There is nothing to choose."))
        if entry.problem:
            return Step(entry.label, lambda: self.complain(entry.problem))
        return Step(entry.label, lambda: self.post_message(Open(entry)))

    def offers(self, command: type[Command]) -> bool:
        """Back only out of the search."""
        return command is not Back or bool(self.search.display)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def enter(self) -> None:
        """Enter in the list or the search is Enter."""
        self.step().act()

    def obey(self, command: Command) -> bool:
        """The search, and out of it."""
        match command:
            case Search():
                self.open_search()
            case Back():
                self.close_search()
            case _:
                return super().obey(command)
        return True

    def open_search(self) -> None:
        """Type to search; the list follows."""
        self.search.display = True
        self.set_focus(self.search)
        self.turn()

    def on_key(self, event: events.Key) -> None:
        """A letter that nothing else takes starts the search, or belongs to it."""
        sign = event.character or ""
        if sign.isalnum() and self.entries != () and event.key not in self.active_bindings:
            event.stop()
            self.open_search()
            self.search.insert_text_at_cursor(sign)

    def close_search(self) -> None:
        """Everything again."""
        self.search.value = ""
        self.search.display = False
        self.set_focus(self.list)
        self.turn()

    def action_read(self, way: str) -> None:
        """The arrow keys move the cursor of the list, from the search too."""
        if way in MOVES:
            getattr(self.list, f"action_{MOVES[way]}")()
