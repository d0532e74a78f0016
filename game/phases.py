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
    """The situation is on the screen; no hands are counted yet."""
    COUNTED = "counted"
    """Hands are counted and they decide."""
    TIED = "tied"
    """Hands are counted and options are tied."""
    OUTCOME = "outcome"
    """The decision is made and its outcome is on the screen."""
    ENDED = "ended"
    """The ending is on the screen."""


class Act(StrEnum):
    """What a facilitator can do to a table."""

    BEGIN = "begin"
    COUNT = "count the hands"
    DECIDE = "take the decision"
    BREAK_TIE = "break the tie"
    MOVE_ON = "move on"
    UNDO = "undo"


AFTER: dict[Phase, dict[Act, tuple[Phase, ...]]] = {
    Phase.OPENING: {Act.BEGIN: (Phase.DISCUSSING,)},
    Phase.DISCUSSING: {Act.COUNT: (Phase.COUNTED, Phase.TIED), Act.UNDO: (Phase.DISCUSSING,)},
    Phase.COUNTED: {
        Act.COUNT: (Phase.COUNTED, Phase.TIED),
        Act.DECIDE: (Phase.OUTCOME,),
        Act.UNDO: (Phase.DISCUSSING,),
    },
    Phase.TIED: {
        Act.COUNT: (Phase.COUNTED, Phase.TIED),
        Act.BREAK_TIE: (Phase.OUTCOME, Phase.TIED),
        Act.UNDO: (Phase.DISCUSSING,),
    },
    Phase.OUTCOME: {Act.MOVE_ON: (Phase.DISCUSSING, Phase.ENDED), Act.UNDO: (Phase.DISCUSSING,)},
    Phase.ENDED: {Act.UNDO: (Phase.DISCUSSING,)},
}

WHY_NOT: dict[Phase, str] = {
    Phase.OPENING: "the exercise has not begun yet; begin it first",
    Phase.DISCUSSING: "no hands are counted in this round yet; count them first",
    Phase.COUNTED: "hands are counted; take the decision or count again",
    Phase.TIED: "the vote is tied; break the tie with a reason, or count again",
    Phase.OUTCOME: "this round is decided; move on, or undo",
    Phase.ENDED: "the exercise has ended; undo to go back to a decision",
}


def refusal(phase: Phase, act: Act) -> str:
    """Why `act` is not possible in `phase`, or nothing."""
    return "" if act in AFTER[phase] else WHY_NOT[phase]
