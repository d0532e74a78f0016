"""The first screen: choose a scenario, or go on with a session.

Law: what cannot be played is listed with the reason, never hidden; nothing is opened before it is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from game import library, views
from game.tui.commands import Back, Command, Search
from game.tui.screens.face import titled
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.widgets.field import Field
from game.views import ScenarioCard, SessionCard

Card: TypeAlias = ScenarioCard | SessionCard
LISTED = 30
"""The sessions listed; older ones are opened by their name."""


@dataclass
class Play(Message):
    """Start this scenario."""

    path: Path


@dataclass
class Resume(Message):
    """Go on with this session."""

    path: Path


@dataclass
class Found(Message):
    """What there is to choose from."""

    cards: tuple[Card, ...]


def words_of(card: Card) -> str:
    """What a search looks through."""
    more = (card.summary, card.audience) if isinstance(card, ScenarioCard) else ()
    return " ".join((card.title, card.path.stem, *more)).lower()


def line_of(card: Card, width: int) -> Content:
    """A card as a line of the list: its title, and at the end what is to be known of it."""
    known = "cannot be opened" if card.problem else card.scope if isinstance(card, ScenarioCard) else said_of(card)
    room = max(width - len(known) - 2, 10)
    title = card.title if len(card.title) <= room else card.title[: room - 1] + "…"
    style = "bold $signal" if card.problem else "bold"
    return Content.assemble((title.ljust(room), style), "  ", known)


def said_of(card: SessionCard) -> str:
    """When a session stopped, and where."""
    when = f"{card.at.astimezone():%d %b %Y %H:%M}" if card.at else ""
    return f"{card.stopped:<24}{when}"


def shown(path: Path) -> str:
    """A path as short as it can be said."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


class Home(Frame):
    """Scenarios and sessions."""

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(Search), Back.binding()]

    def __init__(self) -> None:
        super().__init__(Heading("SIRO workshop"))
        self.cards: tuple[Card, ...] = ()
        self.listed: list[Card] = []

    def body(self) -> ComposeResult:
        """The search, the list, and what is known of the line with the cursor."""
        yield from titled("Choose a scenario, or go on with a session")
        yield Field(placeholder="a part of the title", id="search")
        yield OptionList(markup=False)
        with VerticalGroup(classes="detail"):
            yield Static("Reading the scenarios …", id="detail", markup=False)

    def on_mount(self) -> None:
        """Read the files beside the screen, which is there at once."""
        self.query_one("#search").display = False
        self.look()

    @work(thread=True)
    def look(self) -> None:
        """Find what there is to choose from."""
        sessions = views.session_cards(library.session_files()[:LISTED])
        self.post_message(Found((*views.scenario_cards(), *sessions)))

    @on(Found)
    def fill(self, message: Found) -> None:
        """Show what was found."""
        self.cards = message.cards
        self.list_cards()

    def list_cards(self) -> None:
        """The list, as far as it is searched for."""
        wanted = self.query_one("#search", Input).value.lower().split()
        found = [card for card in self.cards if all(word in words_of(card) for word in wanted)]
        options = self.query_one(OptionList)
        options.clear_options()
        self.listed = []
        for label, kind in (("Scenarios", ScenarioCard), ("Sessions to go on with", SessionCard)):
            self.list_kind(options, label, [card for card in found if isinstance(card, kind)])
        options.highlighted = next((n for n, option in enumerate(options.options) if not option.disabled), None)
        self.tell()

    def list_kind(self, options: OptionList, label: str, cards: Sequence[Card]) -> None:
        """One part of the list under its label."""
        if not cards:
            return
        width = options.scrollable_content_region.width - 2
        lines = (Option(line_of(card, width), id=str(len(self.listed) + n)) for n, card in enumerate(cards))
        self.fill_in(options, [Option(label, disabled=True), *lines])
        self.listed.extend(cards)

    def fill_in(self, options: OptionList, lines: Iterable[Option]) -> None:
        """Add lines, with one between the parts."""
        if options.option_count:
            options.add_option(Option("", disabled=True))
        options.add_options(lines)

    @property
    def chosen(self) -> Card | None:
        """The line with the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return self.listed[int(option.id)] if option and option.id else None

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        """What is known of the line with the cursor."""
        self.query_one("#detail", Static).update(self.known())
        self.turn()

    def known(self) -> str:
        """The line with the cursor in full."""
        match self.chosen:
            case ScenarioCard(problem="") as card:
                audience = f"For {card.audience}. " if card.audience else ""
                return f"{card.summary}\n{audience}{shown(card.path)}"
            case SessionCard(problem="") as card:
                return f"Goes on where it stopped: {card.stopped}.\n{shown(card.path)}"
            case ScenarioCard() as card:
                return f"{card.name} {card.problem}"
            case SessionCard() as card:
                return card.problem
            case _:
                return "Nothing here is called that." if self.cards else "There is nothing to play yet."

    def step(self) -> Step:
        """Play or resume."""
        chosen = self.chosen
        match chosen:
            case ScenarioCard(problem="") as card:
                return Step(f"Play: {card.title}", lambda: self.post_message(Play(card.path)))
            case SessionCard(problem="") as card:
                return Step(f"Go on with: {card.title}", lambda: self.post_message(Resume(card.path)))
            case _:
                why = chosen.problem if chosen else "There is nothing to choose."
                label = "Why can this one not be opened?" if chosen else "Choose a line with the arrow keys"
                return Step(label, lambda: self.complain(why))

    def offers(self, command: type[Command]) -> bool:
        """Back only out of the search."""
        return command is not Back or bool(self.query_one("#search").display)

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
        search = self.query_one("#search", Input)
        search.display = True
        self.set_focus(search)
        self.refresh_bindings()

    @on(Input.Changed)
    def follow(self) -> None:
        """Show what is searched for."""
        self.list_cards()

    def close_search(self) -> None:
        """Everything again."""
        search = self.query_one("#search", Input)
        search.value = ""
        search.display = False
        self.set_focus(self.query_one(OptionList))
        self.refresh_bindings()

    def action_read(self, way: str) -> None:
        """The arrow keys move the cursor of the list, from the search too."""
        move = {"up": "cursor_up", "down": "cursor_down", "page_up": "page_up", "page_down": "page_down"}.get(way)
        if move:
            getattr(self.query_one(OptionList), f"action_{move}")()
