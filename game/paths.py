"""A path as people write it: `first-hour:wait/0 night:police`, the round, what was chosen, how chance fell.

Law: what `written` gives, `read` takes; a path that the scenario does not allow is refused with the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from game import rules
from game.authoring.problems import Flawed, Problem, unknown
from game.compiled import Compiled, State
from game.explore import Move, Walk

STEP = re.compile(r"([a-z0-9-]+):([a-z0-9+-]*)((?:/[0-9]+)*)")


def written(play: Compiled, moves: Iterable[Move]) -> str:
    """Moves as text."""
    return " ".join(written_move(play, move) for move in moves)


def written_move(play: Compiled, move: Move) -> str:
    """One move as text."""
    each = play.scenario.rounds[move.round]
    chosen = "+".join(each.options[number].id for number in move.choice)
    return f"{each.id}:{chosen}" + "".join(f"/{fall}" for fall in move.falls)


def to(walk: Walk, state: State) -> tuple[Move, ...]:
    """The first path that was found to a state."""
    moves: list[Move] = []
    visit = walk.layers[state.round][state]
    while visit.by is not None and visit.came_from is not None:
        moves.append(visit.by)
        visit = walk.layers[visit.came_from.round][visit.came_from]
    return tuple(reversed(moves))


def through(walk: Walk, last: tuple[State, Move]) -> str:
    """A whole path, by the state in which its last choice was made."""
    state, move = last
    return written(walk.play, (*to(walk, state), move))


def read(play: Compiled, text: str) -> tuple[Move, ...]:
    """Text as moves that the rules allow, one after another. Raises Flawed with the step that is not possible."""
    moves: list[Move] = []
    state = rules.begin(play)
    for step in text.replace(",", " ").split():
        move = understood(play, state, step)
        moves.append(move)
        state = rules.after(play, state, move.choice, move.falls)
    return tuple(moves)


def understood(play: Compiled, state: State, step: str) -> Move:
    """One step at the state where it is taken."""
    match = STEP.fullmatch(step)
    if match is None:
        raise wrong(step, "write a step as round:option, with /0 and so on for how chance fell")
    if rules.is_over(play, state):
        raise wrong(step, "the exercise has ended before this step")
    here = play.scenario.rounds[state.round]
    if match[1] != here.id:
        raise wrong(step, f"the round to decide here is '{here.id}'")
    places = {option.id: number for number, option in enumerate(here.options)}
    names = [name for name in match[2].split("+") if name]
    for name in names:
        if name not in places:
            raise wrong(step, unknown("option", name, places))
    choice = tuple(sorted(places[name] for name in names))
    if choice not in rules.legal(play, state):
        raise wrong(step, f"'{match[2]}' cannot be chosen here")
    falls = tuple(int(fall) for fall in match[3].split("/") if fall)
    branches = rules.branches(play, state, choice)
    if falls not in [branch.falls for branch in branches]:
        known = ", ".join("".join(f"/{fall}" for fall in branch.falls) for branch in branches[:6])
        raise wrong(step, f"say how chance fell: one of {known}" if known else "nothing is left to chance here")
    return Move(state.round, choice, falls)


def wrong(step: str, why: str) -> Flawed:
    """The refusal of one step."""
    return Flawed([Problem(f"'{step}': {why}", "path")])
