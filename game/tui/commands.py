"""What a facilitator can ask of the console: one class each, whose docstring is its help and its palette entry.

Law: a command asks; it carries no rule. Whoever can do it handles it; what nobody can do now is refused in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.message import Message

KEY_NAMES = {"enter": "Enter", "escape": "Esc", "question_mark": "?", "slash": "/"}
"""Keys that people call otherwise than Textual does."""


@dataclass
class Command(Message):
    """Something to be asked for, by a key or from the command palette."""

    KEY: ClassVar[str] = ""
    """The key, as Textual calls it; none where the palette is the only way."""
    KEY_NAME: ClassVar[str] = ""
    """The key, as people call it."""
    LABEL: ClassVar[str] = ""
    """The word beside the key in the last line."""
    SHOWN: ClassVar[bool] = True
    """Whether the last line names it."""

    def __init_subclass__(cls) -> None:
        # Textual finds handlers by name too: a command called Leave must not be taken for the mouse leaving.
        super().__init_subclass__(namespace="command")
        cls.KEY_NAME = KEY_NAMES.get(cls.KEY, cls.KEY)

    @classmethod
    def title(cls) -> str:
        """What it does, in a few words."""
        return (cls.__doc__ or "").partition(".")[0]

    @classmethod
    def help(cls) -> str:
        """What else is to be said of it."""
        return " ".join((cls.__doc__ or "").partition(".")[2].split())

    @classmethod
    def binding(cls) -> Binding:
        """The key that asks for it."""
        return Binding(cls.KEY, f"ask('{cls.__name__}')", cls.LABEL or cls.title(), show=cls.SHOWN)


@dataclass
class TableCommand(Command):
    """Something that the session does, or refuses."""


@dataclass
class ViewCommand(Command):
    """Something that concerns only how a certain screen is shown, so that no session can refuse it."""

    ELSEWHERE: ClassVar[str] = ""
    """The refusal on other screens."""


@dataclass
class GoOn(Command):
    """Do the next thing. The line above the keys always names it."""

    KEY = "enter"
    SHOWN = False


@dataclass
class Begin(TableCommand):
    """Begin the exercise. The first round comes on the screen."""


@dataclass
class CountHands(TableCommand):
    """Count the hands. Counting again replaces the numbers."""

    KEY = "v"
    LABEL = "Hands"


@dataclass
class TakeDecision(TableCommand):
    """Take the decision. The option with the most hands is taken."""


@dataclass
class BreakTie(TableCommand):
    """Break the tie. Choose one of the options that lead and say why."""


@dataclass
class MoveOn(TableCommand):
    """Move on. The next round comes on the screen, or the ending."""


@dataclass
class ShowSituation(ViewCommand):
    """Show the situation, or the options again."""

    KEY = "s"
    LABEL = "Situation"
    ELSEWHERE = "there is a situation only during a round"


@dataclass
class ShowNotes(ViewCommand):
    """Show or hide the facilitator's notes. Each round hides them again."""

    KEY = "n"
    LABEL = "Notes"
    ELSEWHERE = "there are notes only during a round"


@dataclass
class Undo(TableCommand):
    """Undo: go back to an earlier decision. It asks before it does so."""

    KEY = "u"
    LABEL = "Undo"


@dataclass
class Search(ViewCommand):
    """Search the list by a part of the title."""

    KEY = "slash"
    LABEL = "Search"
    ELSEWHERE = "there is a list to search only on the first screen"


@dataclass
class SwitchTheme(Command):
    """Switch between the dark and the light theme."""

    KEY = "t"
    LABEL = "Theme"
    SHOWN = False


@dataclass
class ShowKeys(Command):
    """Show the keys of this screen."""

    KEY = "question_mark"
    LABEL = "Keys"


@dataclass
class Leave(Command):
    """Leave the console. The session is kept, and can be gone on with."""

    KEY = "q"
    LABEL = "Leave"


@dataclass
class Back(Command):
    """Go back to the screen before, and change nothing."""

    KEY = "escape"
    LABEL = "Back"


COMMANDS: dict[str, type[Command]] = {
    command.__name__: command
    for command in (
        GoOn,
        Begin,
        CountHands,
        TakeDecision,
        BreakTie,
        MoveOn,
        ShowSituation,
        ShowNotes,
        Undo,
        Search,
        SwitchTheme,
        ShowKeys,
        Leave,
        Back,
    )
}
"""Every command by its name, in the order in which the palette lists them."""


@dataclass
class Request(Message):
    """What a form asks of the session once it is filled in."""


@dataclass
class Raise(Request):
    """Record this show of hands: option ids with numbers."""

    hands: Mapping[str, int]


@dataclass
class Settle(Request):
    """Break the tie: take this option for this reason."""

    option: str
    reason: str


@dataclass
class Rewind(Request):
    """Go back to the start of this round."""

    round: str


class Actions(Provider):
    """The command palette's entries: every command, possible now or not; a refusal says why not."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in COMMANDS.values():
            yield DiscoveryHit(command.title(), partial(self.ask, command), help=command.help())

    async def search(self, query: str) -> Hits:
        """Those whose title is meant by a few letters."""
        matcher = self.matcher(query)
        for command in COMMANDS.values():
            score = matcher.match(command.title())
            if score > 0:
                yield Hit(score, matcher.highlight(command.title()), partial(self.ask, command), help=command.help())

    def ask(self, command: type[Command]) -> None:
        """Hand the command to the screen underneath."""
        self.screen.post_message(command())
