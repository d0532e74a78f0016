"""What a facilitator can ask of the console: one class each, whose docstring is its help and its palette entry.

Law: a command asks; it carries no rule. Whoever can do it handles it; what nobody can do now is refused in words.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.message import Message

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""Keys that people call otherwise than Textual does."""


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


class TableCommand(Command):
    """Something that the session does, or refuses."""


class ViewCommand(Command):
    """Something that concerns only how a certain screen is shown, so that no session can refuse it."""

    ELSEWHERE: ClassVar[str] = ""
    """The refusal on other screens."""


class GoOn(Command):
    """Do the next thing. The line above the keys always names it."""

    KEY = "enter"
    SHOWN = False


class Begin(TableCommand):
    """Begin the exercise. The first round comes on the screen, at every table."""


class DeliverNext(TableCommand):
    """Read the next message. It arrives for everybody."""


class ReleaseMessage(TableCommand):
    """Release a message that waits for you. Choose which; delegates see it from then on."""

    KEY = "m"
    LABEL = "Messages"
    SHOWN = False


class CountHands(TableCommand):
    """Count the hands. Counting again replaces the numbers; during a vote they stand beside the ballots."""

    KEY = "v"
    LABEL = "Hands"


class OpenVote(TableCommand):
    """Open the vote. Ballots come in until it is closed; opened again, it starts from nothing."""

    KEY = "o"
    LABEL = "Open the vote"
    SHOWN = False


class CloseVote(TableCommand):
    """Close the vote. Nobody can vote or change a vote any more; how it fell stays hidden."""


class ReopenVote(TableCommand):
    """Reopen the vote that was closed, with the ballots it had."""


class RevealVote(TableCommand):
    """Reveal the vote. Everybody sees how it fell."""


class TakeDecision(TableCommand):
    """Take the decision. The option with the most votes is taken."""


class BreakTie(TableCommand):
    """Break the tie. Choose one of the options that lead and say why."""


class Override(TableCommand):
    """Override: decide for the table. It needs a reason, which the decision log keeps."""

    KEY = "x"
    LABEL = "Override"
    SHOWN = False


class NoteReason(TableCommand):
    """Note why the table decides so, or who disagrees."""

    KEY = "r"
    LABEL = "Reason"
    SHOWN = False


class CountDelegates(TableCommand):
    """Say how many sit at this table. Somebody left, or came late? A quorum is a share of those present."""


class MoveOn(TableCommand):
    """Move on. The next round comes on the screen, or the ending."""


class MoveAllOn(TableCommand):
    """Move on every table that has decided."""


class MarkMoment(TableCommand):
    """Mark the moment, to come back to it in the hot wash. A word or two may go with it."""

    KEY = "k"
    LABEL = "Mark"
    SHOWN = False


class HoldHotWash(TableCommand):
    """Hold the hot wash. Where you stand, the questions, lessons and actions; anything said can be struck out."""

    KEY = "h"
    LABEL = "Hot wash"
    SHOWN = False


class AddLesson(TableCommand):
    """Write down a lesson, for the hot wash."""


class AddAction(TableCommand):
    """Write down an action, as you would say it: who, what, by when."""


class WriteReport(TableCommand):
    """Write the report. Asks what it may say of the delegates, and says where the files are."""

    KEY = "e"
    LABEL = "Report"
    SHOWN = False


class SwitchTimer(TableCommand):
    """Start the timer for the discussion, or pause it. It ends nothing by itself."""

    KEY = "c"
    LABEL = "Timer"
    SHOWN = False


class MoreTime(TableCommand):
    """Give the discussion one more minute."""

    KEY = "plus"
    LABEL = "More time"
    SHOWN = False


class StopTimer(TableCommand):
    """Take the timer off the screen."""


class BlankWall(TableCommand):
    """Blank the wall, or show it again. The console stays as it is."""

    KEY = "b"
    LABEL = "Blank"
    SHOWN = False


class ShowTables(TableCommand):
    """Show all tables at a glance, and go to one of them."""

    KEY = "w"
    LABEL = "Tables"
    SHOWN = False


class NextTable(TableCommand):
    """Go to the next table."""

    KEY = "right_square_bracket"
    LABEL = "Next table"
    SHOWN = False


class PreviousTable(TableCommand):
    """Go to the table before."""

    KEY = "left_square_bracket"
    LABEL = "Table before"
    SHOWN = False


class CompareTables(TableCommand):
    """Compare the tables, round by round."""

    KEY = "g"
    LABEL = "Compare"
    SHOWN = False


class JoinRoom(Command):
    """Show how phones join, who has, and the wall. Let phones in, send somebody away, lock the room."""

    KEY = "j"
    LABEL = "Phones"
    SHOWN = False


class LetPhones(ViewCommand):
    """Let phones answer. From now on the room can join with phones, and answer the questions of this briefing."""

    KEY = "p"
    LABEL = "Let phones answer"
    SHOWN = False
    ELSEWHERE = "phones answer so only during a briefing"


class ShowSituation(ViewCommand):
    """Show the situation, or the options again."""

    KEY = "s"
    LABEL = "Situation"
    ELSEWHERE = "there is a situation only during a round"


class ShowNotes(ViewCommand):
    """Show or hide the facilitator's notes. Each round hides them again, and so does each slide."""

    KEY = "n"
    LABEL = "Notes"
    ELSEWHERE = "there are notes only during a round or a briefing"


class PreviousSlide(ViewCommand):
    """Show the slide before."""

    KEY = "left"
    LABEL = "Slide before"
    ELSEWHERE = "there are slides only during a briefing"


class NextSlide(ViewCommand):
    """Show the next slide, whether the hands are counted or not. Space and Page down do it too."""

    KEY = "right"
    LABEL = "Next slide"
    SHOWN = False
    ELSEWHERE = "there are slides only during a briefing"


class Undo(TableCommand):
    """Undo: go back to an earlier decision. It asks before it does so."""

    KEY = "u"
    LABEL = "Undo"


class Search(ViewCommand):
    """Search the list by a part of the title."""

    KEY = "slash"
    LABEL = "Search"
    ELSEWHERE = "there is a list to search only on the first screen"


class SwitchTheme(Command):
    """Switch between the dark and the light theme."""

    KEY = "t"
    LABEL = "Theme"
    SHOWN = False


class BigText(Command):
    """Switch to big text for the back row, or back. One thing at a time: no meters, notes or other tables."""

    KEY = "z"
    LABEL = "Big text"
    SHOWN = False


class ShowKeys(Command):
    """Show the keys of this screen."""

    KEY = "question_mark"
    LABEL = "Keys"


class Leave(Command):
    """Leave the console. The session is kept, and can be gone on with."""

    KEY = "q"
    LABEL = "Leave"


class Back(Command):
    """Go back to the screen before, and change nothing."""

    KEY = "escape"
    LABEL = "Back"


COMMANDS: dict[str, type[Command]] = {
    command.__name__: command
    for command in (
        GoOn,
        Begin,
        DeliverNext,
        ReleaseMessage,
        CountHands,
        OpenVote,
        CloseVote,
        ReopenVote,
        RevealVote,
        TakeDecision,
        BreakTie,
        Override,
        NoteReason,
        CountDelegates,
        MoveOn,
        MoveAllOn,
        MarkMoment,
        HoldHotWash,
        AddLesson,
        AddAction,
        WriteReport,
        SwitchTimer,
        MoreTime,
        StopTimer,
        BlankWall,
        ShowTables,
        NextTable,
        PreviousTable,
        CompareTables,
        JoinRoom,
        LetPhones,
        ShowSituation,
        ShowNotes,
        PreviousSlide,
        NextSlide,
        Undo,
        Search,
        SwitchTheme,
        BigText,
        ShowKeys,
        Leave,
        Back,
    )
}
"""Every command by its name, in the order in which the palette lists them."""
