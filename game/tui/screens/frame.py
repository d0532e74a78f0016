"""The frame that all screens share: banner, body, what was refused, the next step, the keys.

Law: Enter does what the next-step line names, and nothing else; every key is a command.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from game.tui.commands import COMMANDS, BigText, Command, GoOn, JoinRoom, Leave, ShowKeys, SwitchTheme
from game.tui.widgets.edges import Banner, Fault, KeyLine, NextStep
from game.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from game.hosting import Invitation
    from game.tui.screens.face import Around
    from game.views import FacilitatorView

TALL = 34
"""From this height on, a round has room for its situation and its options at once."""
WIDE = 100
"""From this width on, the meters and the notes stand beside the story."""
BLANK = "wall blank"
"""What the banner says then."""
BIG = "-big"
"""The console's class while it shows big text."""
SMALLER = "z: all of it again"
DONE = "✓"
MORE = "▼ more below: arrow keys"
READING: list[BindingType] = [
    Binding(key, f"read('{way}')", "Read on", show=False)
    for key, way in (
        ("up", "up"),
        ("down", "down"),
        ("pageup", "page_up"),
        ("pagedown", "page_down"),
        ("space", "page_down"),
        ("home", "home"),
        ("end", "end"),
    )
]
"""The keys that scroll what there is to read."""


def keys(*commands: type[Command]) -> list[BindingType]:
    """The keys of a screen, in the order of its last line: its own commands and those that every screen knows."""
    every: tuple[type[Command], ...] = (GoOn, *commands, SwitchTheme, BigText, ShowKeys, Leave)
    return [command.binding() for command in every]


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do: what it is called, and what does it."""

    label: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the banner says."""

    title: str
    place: str = ""
    mark: str = "EXERCISE"
    """What it is: a briefing says so."""


class Frame(Screen[None]):
    """A screen of the console."""

    CSS_PATH: ClassVar[str | None] = "session.tcss"
    AUTO_FOCUS = ""
    IS_FORM: ClassVar[bool] = False
    """Whether it is done with once what it asks for is done."""
    STAYS: ClassVar[bool] = False
    """Whether it is kept for later when another takes its place."""
    IS_GROUND: ClassVar[bool] = False
    """Whether it is what is on, though another screen lies below it: a slide over the list."""
    IS_PLACE: ClassVar[bool] = False
    """Whether one comes back to it from what was opened there."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = READING

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self.heading = heading
        self.banner = Banner(heading.title, heading.place, heading.mark)
        self.news = ""
        self.bell = Fault(id="bell")
        self.notice = Fault(id="notice")
        self.next_step = NextStep()
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """The parts, from the top."""
        yield self.banner
        yield self.bell
        yield from self.above()
        with Container(id="body"):
            yield from self.body()
        yield self.notice
        yield self.next_step
        yield self.key_line

    def follow(self, view: FacilitatorView) -> bool:
        """Go on with a newer view of the table, where this screen can."""
        return False

    def above(self) -> ComposeResult:
        """What stands right under the banner."""
        yield from ()

    def is_at(self, view: FacilitatorView) -> bool:
        """Whether this screen shows the table, the round and the phase of a view."""
        return False

    def look_around(self, around: Around) -> None:
        """Take what is around the table, where this screen shows one."""

    def hear(self, invitation: Invitation | None) -> None:
        """Take what is to be said of phones and the wall: news in a line of its own, which no key takes away."""
        news = invitation.news if invitation else ""
        if news != self.news:
            self.news = news
            self.bell.say(f"{news}: {JoinRoom.KEY}" if news else "")

    def body(self) -> ComposeResult:
        """What this screen is for."""
        yield from ()

    def step(self) -> Step:
        """The next thing to do."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Name the first step and keys."""
        self.turn()

    def turn(self) -> None:
        """Name the step and the keys again: they may be others."""
        self.next_step.name_step(self.step().label)
        self.key_line.name_keys(self.commands())
        self.call_after_refresh(self.look_below)

    @on(Pane.Moved)
    def look_again(self) -> None:
        """A pane moved; what it holds is known when the screen is drawn."""
        self.call_after_refresh(self.look_below)

    def look_below(self) -> None:
        """Say whether there is more to read."""
        pane = self.pane()
        self.next_step.give_hint(MORE if pane is not None and pane.has_more else SMALLER if self.is_big else "")

    @property
    def is_big(self) -> bool:
        """Whether the back row is to read it."""
        return self.app.has_class(BIG)

    def pane(self) -> Pane | None:
        """What the arrow keys scroll: the last pane on the screen that does not fit."""
        panes = [pane for pane in self.query(Pane) if pane.is_on_screen and pane.max_scroll_y > 0]
        return panes[-1] if panes else None

    def complain(self, sentence: str) -> None:
        """Say what went wrong, or with an empty sentence nothing."""
        self.notice.say(sentence)

    def confirm(self, sentence: str) -> None:
        """Say that something is done which the screen does not show."""
        self.notice.say(sentence, DONE)

    def offers(self, command: type[Command]) -> bool:
        """Whether a command that has a key here has it now."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that are not offered are neither named nor obeyed."""
        return self.offers(COMMANDS[str(parameters[0])]) if action == "ask" else True

    def action_ask(self, name: str) -> None:
        """A key asks for a command: do it at once, or hand it on."""
        self.complain("")
        command = COMMANDS[name]()
        if not self.obey(command):
            self.post_message(command)

    @on(Command)
    def take(self, command: Command) -> None:
        """A command that comes from the palette, or from a click."""
        if self.obey(command):
            command.stop()

    def obey(self, command: Command) -> bool:
        """Do what this screen can do by itself. False where it is for somebody else."""
        if isinstance(command, GoOn):
            self.step().act()
        return isinstance(command, GoOn)

    def close(self) -> None:
        """Back to the screen underneath; a second key finds nothing more to close."""
        if self.is_current:
            self.dismiss()

    def action_read(self, way: str) -> None:
        """Scroll what there is to read."""
        pane = self.pane()
        if pane is not None:
            getattr(pane, f"scroll_{way}")(animate=False)

    def commands(self) -> list[type[Command]]:
        """The commands that have a key here and now: what a field takes for itself has none."""
        actions = (active.binding.action for active in self.active_bindings.values())
        return [COMMANDS[action[5:-2]] for action in actions if action.startswith("ask(")]
