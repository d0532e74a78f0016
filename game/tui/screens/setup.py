"""The room, before the exercise: tables, votes, and what is done about a tie.

Law: every setting has a sensible value, so that Enter alone plays; what cannot be is said beside, and nothing starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from game.seating import MOST_TABLES, Pace, Seat, SetUp, TieRule, Votes, Voting, flaws, seat_of, written
from game.tui.commands import Back, Command
from game.tui.screens.frame import Frame, Heading, Step, keys
from game.tui.widgets.drawn import Title
from game.tui.widgets.edges import Fault
from game.tui.widgets.field import Field
from game.tui.widgets.pane import Pane
from game.tui.widgets.pick import Pick
from game.wording import counted

VOTING: tuple[tuple[Voting, str], ...] = (
    ("hands", "show of hands"),
    ("phones", "phones"),
    ("both", "phones, and hands beside"),
)
VOTES: tuple[tuple[Votes, str], ...] = (("one", "one"), ("two", "two: a private one, a talk, and one that decides"))
QUORUMS = ((0, "none"), *((share, f"{share}% of those present") for share in (25, 33, 50, 60, 67, 75, 100)))
TIES: tuple[tuple[TieRule, str], ...] = (
    ("facilitator", "the facilitator"),
    ("casting vote", "the chair's casting vote"),
    ("second vote", "a second vote"),
)
PACES: tuple[tuple[Pace, str], ...] = (("one by one", "one by one, as you go on"), ("at once", "with the situation"))
ROLES = ((False, "not dealt"), (True, "dealt to the delegates"))
NAMES = ("Table 1", "Table 2", "Table 3", "Table 4", "Table 5", "Table 6", "Table 7", "Table 8")


@dataclass
class Play(Message):
    """Play this scenario in a room that is set up like this."""

    path: Path
    setup: SetUp
    seed: int | None


class Line(Field):
    """A line of the form: the arrow keys leave it, sideways where its words end, and Enter plays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.walk(-1)", "Line before", show=False),
        Binding("down", "screen.walk(1)", "Next line", show=False),
        Binding("enter", "screen.ask('GoOn')", "Go on", show=False),
    ]

    def action_cursor_left(self, select: bool = False) -> None:
        """At the start, to the part before."""
        if select or self.cursor_position or not self.selection.is_empty:
            super().action_cursor_left(select)
        else:
            self.app.action_focus_previous()

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end, to the next part."""
        if select or not self.cursor_at_end or not self.selection.is_empty:
            super().action_cursor_right(select)
        else:
            self.app.action_focus_next()


class TableRow(HorizontalGroup):
    """One table: its name and its delegates."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.name_line = Line(seat.name, max_length=24, placeholder="its name", classes="table-name")
        self.people = Line(written(seat), placeholder="how many, or names with commas", classes="people")

    def compose(self) -> ComposeResult:
        """Two lines to type into."""
        yield self.name_line
        yield self.people

    @property
    def seat(self) -> Seat:
        """The table as it is written."""
        return seat_of(self.name_line.value, self.people.value)


class Setup(Frame):
    """The settings, and the tables."""

    AUTO_FOCUS = "Pick"
    BINDINGS: ClassVar[list[BindingType]] = [*keys(), Back.binding()]

    def __init__(self, title: str, path: Path, setup: SetUp, has_roles: bool) -> None:
        super().__init__(Heading(title, "Set-up"))
        self.path = path
        numbers = [(number, counted(number, "table")) for number in range(1, MOST_TABLES + 1)]
        self.tables = Pick("Tables", numbers, len(setup.seats))
        self.voting = Pick("Voting", VOTING, setup.voting)
        self.votes = Pick("Votes in a round", VOTES, setup.votes)
        self.quorum = Pick("Quorum", QUORUMS, setup.quorum)
        self.tie = Pick("A tie is settled by", TIES, setup.tie)
        self.pace = Pick("Messages arrive", PACES, setup.pace)
        self.roles = Pick("Roles", ROLES, setup.roles and has_roles) if has_roles else None
        self.seed = Line(placeholder="any number; empty for a new one", restrict=r"[0-9]{0,9}", classes="seed")
        spare = [Seat(name=name) for name in NAMES[len(setup.seats) :]]
        self.rows = [TableRow(seat) for seat in (*setup.seats, *spare)]
        self.refused = Fault()

    def body(self) -> ComposeResult:
        """The settings, then a row for each table."""
        yield Title("How the room plays", "arrow keys change it; Enter plays")
        yield Pane(*self.lines(), id="settings")
        yield self.refused

    def lines(self) -> Iterator[Widget]:
        """Every line of the form."""
        yield from (self.tables, self.voting, self.votes, self.quorum, self.tie, self.pace)
        if self.roles:
            yield self.roles
        yield HorizontalGroup(Static("Number for chance", classes="name-of"), self.seed)
        yield from self.rows

    def on_mount(self) -> None:
        """As many tables as there are."""
        super().on_mount()
        self.seat_tables()

    @on(Pick.Turned)
    @on(Input.Changed)
    def seat_tables(self) -> None:
        """As many rows as tables; and nothing that was refused stands any longer."""
        self.refused.say("")
        for number, row in enumerate(self.rows):
            row.display = number < self.tables.value
        self.turn()

    def action_walk(self, way: int) -> None:
        """A line up or down. Among the tables the cursor keeps its column, which at first is how many sit there."""
        is_name = any(row.name_line is self.focused for row in self.rows)
        tables = (row.name_line if is_name else row.people for row in self.rows if row.display)
        stops: list[Widget] = [*self.query(Pick), self.seed, *tables]
        self.set_focus(stops[(stops.index(self.focused) + way) % len(stops)] if self.focused in stops else stops[0])

    @property
    def setup(self) -> SetUp:
        """The room as it is filled in."""
        return SetUp(
            seats=tuple(row.seat for row in self.rows[: self.tables.value]),
            voting=self.voting.value,
            votes=self.votes.value,
            quorum=self.quorum.value,
            tie=self.tie.value,
            roles=self.roles.value if self.roles else False,
            pace=self.pace.value,
        )

    def step(self) -> Step:
        """Play."""
        return Step(f"Play with {counted(self.tables.value, 'table')}", self.play)

    def play(self) -> None:
        """Play, or say everything that cannot be."""
        found = flaws(self.setup)
        if found:
            self.refused.say("; ".join(found))
            return
        self.post_message(Play(self.path, self.setup, int(self.seed.value) if self.seed.value else None))

    def complain(self, sentence: str) -> None:
        """Say what went wrong, under the form."""
        self.refused.say(sentence)

    def obey(self, command: Command) -> bool:
        """Back to the list."""
        if isinstance(command, Back):
            self.close()
        return isinstance(command, Back) or super().obey(command)
