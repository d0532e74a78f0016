"""What one delegate may see on their phone. Law: a value that holds nothing else, whatever a page does with it.

Made from the engine's own values, never by taking away from the facilitator's view: what is not asked for here cannot
leak. Others' ballots, the tally before it is shown, hidden options, notes, messages for other roles: none is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from game import rules, tables, views, wording
from game.phases import SHOWN, Phase
from game.scenario import Ending, Role
from game.seen import Attending
from game.tables import Table
from game.views import InjectView, MeterView, OutcomeView

SAYS: dict[Phase, str] = {
    Phase.OPENING: "You are in. The exercise has not begun yet.",
    Phase.DISCUSSING: "Talk about it at your table. The vote is not open yet.",
    Phase.VOTING: "The vote is open.",
    Phase.CLOSED: "The vote is closed.",
    Phase.FIRST: "The first vote is shown. Talk about it; you will vote again.",
    Phase.COUNTED: "The vote is shown.",
    Phase.TIED: "The vote is tied.",
    Phase.SHORT: "Too few voted. Your facilitator says what happens next.",
    Phase.OUTCOME: "Your table has decided.",
    Phase.ENDED: "The exercise is over.",
}
"""The moment in a sentence, shown and read out."""
UNDONE: dict[Phase, str] = {
    Phase.DISCUSSING: "The {} was taken back. Talk about it again; the vote is not open yet.",
    Phase.VOTING: "The {} was taken back. Please vote again.",
}
"""The same where a vote or a decision was undone."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """An option that is shown to this table, as this delegate may see it."""

    id: str
    letter: str
    text: str
    is_open: bool
    because: str
    """Why it cannot be chosen, where it cannot."""
    is_mine: bool
    """Whether it is on this delegate's ballot."""
    votes: int | None = None
    """Its votes, once they are shown."""
    is_taken: bool = False
    """Whether the table took it, once that is decided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the hot wash, its number from 0, and what this delegate has said to it."""

    number: int
    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DelegateView:
    """All that one delegate's phone shows."""

    scenario: str
    organisation: str
    name: str
    table: str
    """What the table is called; empty where there is only one."""
    role: Role | None
    phase: Phase
    says: str
    """The moment in a sentence."""
    is_again: bool
    """Whether what is on was undone and is asked once more."""
    place: str
    heading: str
    time: str
    deadlines: tuple[str, ...]
    situation: str
    injects: tuple[InjectView, ...]
    """The messages that have arrived for everybody, or for this delegate's role."""
    question: str
    vote: int
    """Which vote is on, counted from 1, so that a ballot can say which it answers."""
    takes_several: bool
    options: tuple[Choosable, ...]
    ballot: tuple[str, ...] | None
    """What this delegate has voted for in the vote that is on: nothing yet, or an abstention where it is empty."""
    turnout: str
    """How many voted, once that is shown."""
    outcome: OutcomeView | None
    meters: tuple[MeterView, ...]
    """What changed, in the outcome and at the end; nothing before."""
    ending: Ending | None
    questions: tuple[Asked, ...]
    """The hot wash, once this table has come to its end."""

    @property
    def can_vote(self) -> bool:
        """Whether a ballot would be taken now."""
        return self.phase is Phase.VOTING

    @property
    def has_voted(self) -> bool:
        """Whether this delegate's ballot is in."""
        return self.ballot is not None


def delegate_view(seen: Attending, name: str) -> DelegateView:
    """What this delegate may see. Raises KeyError for one who is not here."""
    play, guest = seen.play, seen.guests.here[name]
    table = seen.tables[guest.table]
    here, state = tables.current_round(play, table), tables.current_state(table)
    decided, begun = table.phase in (Phase.OUTCOME, Phase.ENDED), table.phase is not Phase.OPENING
    return DelegateView(
        scenario=play.scenario.title,
        organisation=play.scenario.organisation.name,
        name=name,
        table=table.setup.seats[guest.table].name if len(seen.tables) > 1 else "",
        role=play.scenario.roles.get(guest.role),
        phase=table.phase,
        says=says(table),
        is_again=bool(table.undone),
        place=views.place_of(play, table) if begun else "",
        heading=here.title if begun else "",
        time=wording.time(here, play, state) if begun else "",
        deadlines=tuple(wording.deadlines(play, table.state if decided else state)) if begun else (),
        situation=wording.filled(here.situation, play, state, views.decided_before(play, table)) if begun else "",
        injects=injects(seen, table, guest.role) if begun else (),
        question=wording.question(here) if begun else "",
        vote=table.votes,
        takes_several=tables.takes_several(play, state),
        options=options(seen, table, name) if begun else (),
        ballot=table.vote.ballots.get(name) if table.phase in tables.VOTE_IS_ON else None,
        turnout=turnout(table),
        outcome=views.outcome_of(play, table.turns[-1]) if decided else None,
        meters=views.meters_of(play, table) if decided else (),
        ending=views.ending_of(play, table),
        questions=questions(seen, name) if table.phase is Phase.ENDED else (),
    )


def says(table: Table) -> str:
    """The moment in a sentence."""
    if table.phase is Phase.VOTING and table.vote.first is not None:
        return "The second vote is open. This one decides."
    if table.phase is Phase.VOTING and table.vote.again:
        return "The vote was tied. Please vote again."
    if table.undone and table.phase in UNDONE:
        return UNDONE[table.phase].format(table.undone)
    return SAYS[table.phase]


def injects(seen: Attending, table: Table, role: str) -> tuple[InjectView, ...]:
    """The messages that have arrived and are for everybody or for this role."""
    arrived = (one for one in tables.injects(seen.play, table) if tables.has_arrived(table, one))
    return tuple(views.inject_of(seen.play.scenario, one) for one in arrived if not one.to or role in one.to)


def options(seen: Attending, table: Table, name: str) -> tuple[Choosable, ...]:
    """The options that are shown; their votes only once those are."""
    play, state = seen.play, tables.current_state(table)
    here = play.scenario.rounds[state.round]
    is_open, is_shown = rules.open_now(play, state), table.phase in SHOWN and table.tally is not None
    mine = table.vote.ballots.get(name, ()) if table.phase in tables.VOTE_IS_ON else ()
    decided = table.phase in (Phase.OUTCOME, Phase.ENDED)
    taken = table.turns[-1].decision.choice if decided else ()
    return tuple(
        Choosable(
            id=here.options[number].id,
            letter=views.LETTERS[place % len(views.LETTERS)],
            text=wording.option(here, here.options[number]),
            is_open=number in is_open,
            because="" if number in is_open else here.options[number].because,
            is_mine=here.options[number].id in mine,
            votes=table.tally.hands(here.options[number].id) if is_shown and table.tally else None,
            is_taken=here.options[number].id in taken,
        )
        for place, number in enumerate(rules.shown(play, state))
    )


def turnout(table: Table) -> str:
    """How many voted, once the vote is shown."""
    if table.tally is None or table.phase not in SHOWN:
        return ""
    of = f" of {table.vote.present}" if table.vote.present else ""
    return f"{table.tally.voters}{of} voted"


def questions(seen: Attending, name: str) -> tuple[Asked, ...]:
    """The questions of the hot wash, with this delegate's own answers and nobody else's."""
    debrief, said = seen.play.scenario.debrief.questions, seen.guests.answered
    return tuple(Asked(number, question, said.get((name, number), ())) for number, question in enumerate(debrief))
