"""Where a table is in a round, and what may be done there: one table, from which the documents draw their diagram.

Law: a command that the table does not list for a phase is refused, with the sentence given here.
"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """What a table is doing."""

    OPENING = "opening"
    """The organisation is being introduced."""
    DISCUSSING = "discussing"
    """The situation is on the screen; nobody has voted yet."""
    VOTING = "voting"
    """Ballots are being taken; how they fall is hidden."""
    CLOSED = "closed"
    """Ballots are taken no more; how they fell is still hidden."""
    FIRST = "first vote"
    """The first of two votes is on the screen, to be discussed."""
    COUNTED = "counted"
    """The vote is on the screen and it decides."""
    TIED = "tied"
    """The vote is on the screen and options are tied."""
    SHORT = "short"
    """The vote is on the screen, and fewer voted than the quorum asks."""
    OUTCOME = "outcome"
    """The decision is made and its outcome is on the screen."""
    ENDED = "ended"
    """The ending is on the screen."""


class Act(StrEnum):
    """What a facilitator can do to a table."""

    BEGIN = "begin"
    DELIVER = "let a message arrive"
    OPEN = "open the vote"
    VOTE = "take a ballot"
    CLOSE = "close the vote"
    REOPEN = "reopen the vote"
    REVEAL = "reveal the vote"
    COUNT = "count the hands"
    DECIDE = "take the decision"
    BREAK_TIE = "break the tie"
    OVERRIDE = "override"
    NOTE = "note a reason or dissent"
    MOVE_ON = "move on"
    UNDO = "undo"


JUDGED = (Phase.FIRST, Phase.COUNTED, Phase.TIED, Phase.SHORT)
"""Where a vote that is shown leads: what it is, the numbers say."""
UNSHOWN = (Phase.VOTING, Phase.CLOSED)
"""A vote is on, and how it falls is nobody's to see yet."""
SHOWN = (*JUDGED, Phase.OUTCOME, Phase.ENDED)
"""The phases in which everybody may see how the vote fell."""


def during(phase: Phase) -> dict[Act, tuple[Phase, ...]]:
    """What is possible throughout a round, and stays in the phase or goes back to the round's start."""
    return {Act.DELIVER: (phase,), Act.NOTE: (phase,), Act.UNDO: (Phase.DISCUSSING,)}


VOTE_AGAIN: dict[Act, tuple[Phase, ...]] = {Act.OPEN: (Phase.VOTING,), Act.COUNT: JUDGED}
TAKEN: dict[Act, tuple[Phase, ...]] = {Act.OVERRIDE: (Phase.OUTCOME,)}

AFTER: dict[Phase, dict[Act, tuple[Phase, ...]]] = {
    Phase.OPENING: {Act.BEGIN: (Phase.DISCUSSING,)},
    Phase.DISCUSSING: {**VOTE_AGAIN, **TAKEN, **during(Phase.DISCUSSING)},
    Phase.VOTING: {
        Act.VOTE: (Phase.VOTING,),
        Act.COUNT: (Phase.VOTING,),
        Act.CLOSE: (Phase.CLOSED,),
        **during(Phase.VOTING),
    },
    Phase.CLOSED: {Act.REVEAL: JUDGED, Act.REOPEN: (Phase.VOTING,), Act.COUNT: (Phase.CLOSED,), **during(Phase.CLOSED)},
    Phase.FIRST: {**VOTE_AGAIN, **TAKEN, **during(Phase.FIRST)},
    Phase.COUNTED: {Act.DECIDE: (Phase.OUTCOME,), **VOTE_AGAIN, **TAKEN, **during(Phase.COUNTED)},
    Phase.TIED: {Act.BREAK_TIE: (Phase.OUTCOME, Phase.TIED), **VOTE_AGAIN, **TAKEN, **during(Phase.TIED)},
    Phase.SHORT: {**VOTE_AGAIN, **TAKEN, **during(Phase.SHORT)},
    Phase.OUTCOME: {
        Act.MOVE_ON: (Phase.DISCUSSING, Phase.ENDED),
        Act.NOTE: (Phase.OUTCOME,),
        Act.UNDO: (Phase.DISCUSSING,),
    },
    Phase.ENDED: {Act.NOTE: (Phase.ENDED,), Act.UNDO: (Phase.DISCUSSING,)},
}

WHY_NOT: dict[Phase, str] = {
    Phase.OPENING: "the exercise has not begun yet; begin it first",
    Phase.DISCUSSING: "nobody has voted in this round yet; count the hands or open the vote first",
    Phase.VOTING: "the vote is open; close it first",
    Phase.CLOSED: "the vote is closed and not shown yet; reveal it, or reopen it",
    Phase.FIRST: "this was the first of two votes; talk about it, then vote again",
    Phase.COUNTED: "the vote is in; take the decision or vote again",
    Phase.TIED: "the vote is tied; break the tie with a reason, or vote again",
    Phase.SHORT: "fewer voted than the quorum asks; vote again, or override with a reason",
    Phase.OUTCOME: "this round is decided; move on, or undo",
    Phase.ENDED: "the exercise has ended; undo to go back to a decision",
}


def refusal(phase: Phase, act: Act) -> str:
    """Why `act` is not possible in `phase`, or nothing."""
    return "" if act in AFTER[phase] else WHY_NOT[phase]
