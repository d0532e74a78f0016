"""What the room sees on the wall. Law: a value that holds nothing else; no table's decision before the others'.

With one table the wall follows it. With several it stays with the round that the slowest table is in: the situation
that they share, how far each is, and once all of them have decided the round, what each made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeVar

from game import comparing, tables, views, wording
from game.comparing import Compared, Glance
from game.delegate import says
from game.phases import SHOWN, UNSHOWN, Phase
from game.scenario import Ending
from game.seen import Attending
from game.tables import Table
from game.timer import Timer
from game.views import InjectView, MeterView, OptionView, OutcomeView

T = TypeVar("T")
Scene: TypeAlias = Literal["opening", "round", "outcome", "comparison", "end"]
"""What the wall is about: one table's outcome, or several tables' outcomes compared."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Where a table has come to: its name where there are several, its ending, and its meters since the start."""

    table: str
    ending: Ending
    meters: tuple[MeterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView:
    """All that the wall shows."""

    scenario: str
    organisation: str
    about: str
    """Who the organisation is, in Markdown; at the opening only."""
    scene: Scene
    says: str
    """The moment in a sentence, shown and read out."""
    is_blank: bool
    timer: Timer | None
    code: str
    joined: int
    """How many have joined by phone."""
    is_locked: bool
    glances: tuple[Glance, ...]
    """Every table, where there are several."""
    place: str = ""
    heading: str = ""
    time: str = ""
    deadlines: tuple[str, ...] = ()
    situation: str = ""
    """Empty where the tables do not share one."""
    injects: tuple[InjectView, ...] = ()
    question: str = ""
    options: tuple[OptionView, ...] = ()
    """The options shown; with their votes only where those are shown, and never where there are several tables."""
    turnout: str = ""
    """How many have voted, and never how."""
    is_shown: bool = False
    """Whether the options carry their votes."""
    outcome: OutcomeView | None = None
    meters: tuple[MeterView, ...] = ()
    compared: tuple[Compared, ...] = ()
    """The rounds that no table has before it any more, in order."""
    finishes: tuple[Finish, ...] = ()
    """Where the tables have come to; once all of them have."""


def wall_view(seen: Attending) -> WallView:
    """What the wall shows now."""
    base = base_of(seen)
    if seen.is_blank:
        return replace(base, about="", glances=())
    number = shown_table(seen)
    scene = scene_of(seen, number)
    match scene:
        case "opening":
            return base
        case "round":
            return round_of(seen, number, base)
        case "outcome":
            return outcome_of(seen, number, base)
        case "comparison":
            complete = tuple(one for one in comparing.compared_rounds(seen) if one.is_complete)
            here = round_of(seen, number, base)
            return replace(
                here, scene=scene, says="Every table has decided.", options=(), turnout="", compared=complete
            )
        case "end":
            return end_of(seen, base)


def base_of(seen: Attending) -> WallView:
    """What is true whatever the moment; the opening needs nothing more."""
    scenario, several = seen.play.scenario, len(seen.tables) > 1
    return WallView(
        scenario=scenario.title,
        organisation=scenario.organisation.name,
        about=scenario.organisation.about,
        scene="opening",
        says="The exercise has not begun yet.",
        is_blank=seen.is_blank,
        timer=seen.timer,
        code=seen.guests.code,
        joined=len(seen.guests.here),
        is_locked=seen.guests.is_locked,
        glances=tuple(public(one) for one in comparing.glances(seen)) if several else (),
    )


def public(glance: Glance) -> Glance:
    """A table at a glance as the room may see it: that it is tied is said once all have decided."""
    hidden = glance.phase in (Phase.COUNTED, Phase.TIED, Phase.SHORT, Phase.FIRST)
    return replace(glance, phase=Phase.CLOSED) if hidden else glance


def shown_table(seen: Attending) -> int:
    """The table whose round the wall shows: of those furthest back, one that has still to decide."""
    return min(range(len(seen.tables)), key=lambda number: pace_of(seen.tables[number]))


def pace_of(table: Table) -> tuple[bool, int, bool]:
    """How far a table is, to compare."""
    return table.phase is Phase.ENDED, tables.current_state(table).round, table.phase is Phase.OUTCOME


def scene_of(seen: Attending, number: int) -> Scene:
    """What the wall is about."""
    every, phase = seen.tables, seen.tables[number].phase
    if all(table.phase is Phase.OPENING for table in every):
        return "opening"
    if phase is Phase.ENDED:
        return "end"
    if phase is Phase.OUTCOME:
        return "outcome" if len(every) == 1 else "comparison"
    return "round"


def in_round(seen: Attending, number: int) -> tuple[Table, ...]:
    """The tables that are in the same round as this one and have begun."""
    place = tables.current_state(seen.tables[number]).round
    return tuple(
        table
        for table in seen.tables
        if table.phase not in (Phase.OPENING, Phase.ENDED) and tables.current_state(table).round == place
    ) or (seen.tables[number],)


def round_of(seen: Attending, number: int, base: WallView) -> WallView:
    """The round that is on: what every table in it has before it."""
    play, table = seen.play, seen.tables[number]
    here, state, alone = tables.current_round(play, table), tables.current_state(table), len(seen.tables) == 1
    others = in_round(seen, number)
    shown = views.options_of(play, table)
    is_shown = alone and table.tally is not None and table.phase in SHOWN
    return replace(
        base,
        about="",
        scene="round",
        says=says(table) if alone else together(others),
        place=views.place_of(play, table),
        heading=here.title,
        time=shared([wording.time(here, play, tables.current_state(one)) for one in others], ""),
        deadlines=shared([tuple(wording.deadlines(play, tables.current_state(one))) for one in others], ()),
        situation=shared([situation(seen, one) for one in others], ""),
        injects=tuple(one for one in injects(seen, table) if all(one in injects(seen, other) for other in others)),
        question=wording.question(play.scenario.rounds[state.round]),
        options=shown if alone else shared([blind(views.options_of(play, one)) for one in others], ()),
        turnout=turnout(table) if alone and (table.phase in UNSHOWN or is_shown) else "",
        is_shown=is_shown,
    )


def together(others: tuple[Table, ...]) -> str:
    """The moment of several tables in a sentence."""
    if any(table.phase is Phase.VOTING for table in others):
        return "Vote now."
    if any(table.phase is Phase.OUTCOME for table in others):
        return "Some tables have decided."
    if any(table.undone == "decision" for table in others):
        return "A decision was taken back. Talk about it again."
    return "Talk about it."


def situation(seen: Attending, table: Table) -> str:
    """A table's situation in Markdown."""
    here, state = tables.current_round(seen.play, table), tables.current_state(table)
    return wording.filled(here.situation, seen.play, state, views.decided_before(seen.play, table))


def injects(seen: Attending, table: Table) -> tuple[InjectView, ...]:
    """The messages for everybody that have arrived at a table."""
    arrived = (one for one in tables.injects(seen.play, table) if tables.has_arrived(table, one))
    return tuple(views.inject_of(seen.play.scenario, one) for one in arrived if not one.to)


def turnout(table: Table) -> str:
    """How many have voted, and never how."""
    voted = table.tally.voters if table.tally else table.vote.voters
    of = f" of {table.present}" if table.present else ""
    return f"{voted}{of} {'has' if voted == 1 else 'have'} voted"


def blind(options: tuple[OptionView, ...]) -> tuple[OptionView, ...]:
    """Options without a trace of any vote."""
    return tuple(replace(one, hands=0, leads=False, is_tied=False, first=None) for one in options)


def shared(values: list[T], otherwise: T) -> T:
    """What all have in common, where they have."""
    return values[0] if all(one == values[0] for one in values) else otherwise


def outcome_of(seen: Attending, number: int, base: WallView) -> WallView:
    """What the one table decided, and what it did."""
    play, table = seen.play, seen.tables[number]
    return replace(
        round_of(seen, number, base),
        scene="outcome",
        says=says(table),
        situation="",
        injects=(),
        deadlines=tuple(wording.deadlines(play, table.state)),
        outcome=views.outcome_of(play, table.turns[-1]),
        meters=views.meters_of(play, table),
    )


def end_of(seen: Attending, base: WallView) -> WallView:
    """Where every table has come to."""
    several = len(seen.tables) > 1
    finishes = tuple(
        Finish(
            table.setup.seats[number].name if several else "",
            seen.play.scenario.endings[tables.ending_number(seen.play, table)],
            views.meters_of(seen.play, table),
        )
        for number, table in enumerate(seen.tables)
    )
    compared = tuple(one for one in comparing.compared_rounds(seen) if one.is_complete) if several else ()
    return replace(
        base, about="", scene="end", says="The exercise is over.", place="The end", finishes=finishes, compared=compared
    )
