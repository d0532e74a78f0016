"""What the list at the start shows: scenarios to play, briefings to show, sessions to go on with, each on a card.

Law: what cannot be played or opened is on the list too, with the sentence that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from game import journal, library, session, tables
from game.authoring.problems import Flawed
from game.briefing import day_of
from game.compiled import Compiled
from game.events import Opened
from game.journal import JournalError
from game.library import Loaded
from game.phases import Phase
from game.scenario import Scenario
from game.slides import minutes
from game.tables import Table
from game.wording import counted

MARKS = {
    Phase.VOTING: ", vote open",
    Phase.CLOSED: ", vote closed",
    Phase.FIRST: ", first vote in",
    Phase.COUNTED: ", votes in",
    Phase.TIED: ", tied",
    Phase.SHORT: ", no quorum",
    Phase.OUTCOME: ", decided",
}
"""What stands behind the round, by phase."""


@dataclass(frozen=True, slots=True)
class ScriptCard:
    """A scenario or a briefing in the list; with a problem instead where it cannot be played or shown."""

    name: str
    path: Path
    title: str
    scope: str = ""
    audience: str = ""
    summary: str = ""
    freshness: str = ""
    """When it was last read through for truth, or by when its facts are to be."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session in the list of those that can be gone on with; with a problem instead where it cannot."""

    path: Path
    title: str
    stopped: str = ""
    at: datetime | None = None
    problem: str = ""


def scenario_cards() -> Iterator[ScriptCard]:
    """Every scenario that can be chosen by name, broken ones too."""
    return (scenario_card(name, path) for name, path in library.all_paths().items())


def scenario_card(name: str, path: Path) -> ScriptCard:
    """One scenario for the list."""
    try:
        scenario = library.load(path).scenario
    except Flawed as flawed:
        return ScriptCard(name, path, name, problem=unplayable(flawed, path))
    scope = f"{counted(len(scenario.rounds), 'round')}, {counted(scenario.minutes, 'minute')}"
    fresh = freshness(scenario, date.today())
    return ScriptCard(name, path, scenario.title, scope, scenario.audience, scenario.summary, fresh)


def freshness(scenario: Scenario, today: date) -> str:
    """When a scenario was last reviewed; where nobody says, by when the first of its facts is to be."""
    first = min((fact.review_by for fact in scenario.facts), default=None)
    if first and first < today:
        return f"Facts were to be reviewed by {day_of(first)}."
    if scenario.reviewed:
        return f"Reviewed {day_of(scenario.reviewed)}."
    return f"Facts to review by {day_of(first)}." if first else ""


def briefing_cards() -> Iterator[ScriptCard]:
    """Every briefing that can be chosen by name, broken ones too."""
    return (briefing_card(name, path, date.today()) for name, path in library.briefing_paths().items())


def briefing_card(name: str, path: Path, today: date) -> ScriptCard:
    """One briefing for the list."""
    try:
        briefing = library.load_briefing(path)
    except Flawed as flawed:
        return ScriptCard(name, path, name, problem=unplayable(flawed, path))
    scope = f"{counted(len(briefing.slides), 'slide')}, {minutes(briefing.minutes)}"
    late = briefing.overdue(today)
    reviewed = f"Reviewed {day_of(briefing.reviewed)}." if briefing.reviewed else ""
    fresh = f"{late}." if late else reviewed or f"Figures to review by {day_of(briefing.review_by)}."
    return ScriptCard(name, path, briefing.title, scope, briefing.audience, briefing.summary, fresh)


def unplayable(flawed: Flawed, path: Path) -> str:
    """Why a scenario cannot be played, and what tells more."""
    return f"has {counted(len(flawed.problems), 'problem')}: siro check {path}"


def session_cards(paths: Iterable[Path]) -> Iterator[SessionCard]:
    """The sessions in these files, in their order; those of one scenario share the work of reading it."""
    known: dict[str, Loaded] = {}
    return (session_card(path, known) for path in paths)


def session_card(path: Path, known: dict[str, Loaded]) -> SessionCard:
    """One session for the list: what is played, and where it stopped."""
    try:
        contents = journal.read(path)
        first = contents.entries[0].event if contents.entries else None
        if not isinstance(first, Opened):
            return SessionCard(path, path.stem, problem=f"{path.name}: nothing was recorded in it; start a new session")
        if first.text not in known:
            known[first.text] = session.reloaded(first, path)
    except JournalError as error:
        return SessionCard(path, path.stem, problem=str(error))
    play = known[first.text].play
    room = tables.replayed(play, contents.events)
    return SessionCard(path, play.scenario.title, where(play, room), contents.entries[-1].at)


def where(play: Compiled, room: tuple[Table, ...]) -> str:
    """Where a session stopped, in words: that of the table that has most before it, and how many tables there are."""
    last = min(
        room, key=lambda table: (list(Phase).index(table.phase) > 0, table.state.round, table.phase is Phase.ENDED)
    )
    said = stopped(play, last)
    return said if len(room) == 1 else f"{counted(len(room), 'table')}, {said}"


def stopped(play: Compiled, table: Table) -> str:
    """Where a table stopped, in words."""
    if table.phase is Phase.OPENING:
        return "not begun yet"
    if table.phase is Phase.ENDED:
        return "played to its end"
    here = f"round {tables.current_state(table).round + 1} of {len(play.scenario.rounds)}"
    return f"{here}{MARKS.get(table.phase, '')}"


def way_back(path: Path) -> str:
    """The command that goes on with the session in this file."""
    is_kept = path.parent == library.sessions_folder()
    return f"siro play --resume {path.stem if is_kept else path}"
