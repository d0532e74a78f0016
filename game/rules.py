"""What may happen next and what it does: the only place where a scenario's meaning is written down.

Law: pure functions over State. The workshop, the exploration and the papers all call these; a second
implementation of any rule is a defect.

The order within a round: the effects of the choice and of chance, hours, clocks that fall due, laters that
fall due, happenings, the next round. Meters are held within their bounds after each step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

from game.compiled import IDLE, LATE, OVER, RUNNING, Choosable, Compiled, Decision, Effect, State

Choice: TypeAlias = tuple[int, ...]
"""The options taken in a round, by position in the file, ascending."""
Falls: TypeAlias = tuple[int, ...]
"""How chance fell, draw by draw."""
Draw: TypeAlias = Callable[[tuple[int, ...]], int]
"""Given the weights of some chances, the one that happens."""


class Branch(NamedTuple):
    """One way chance may fall after a choice: the draws, and its weight out of a total."""

    falls: Falls
    weight: int
    total: int


class Step(NamedTuple):
    """One thing that a choice led to, for those who tell the story: what kind, which one, the meters after it.

    `kind` is option, chance, missed, later, happening or luck (a happening's chance); `number` is the option,
    the clock, the later or the happening; `chance` says which of its chances, where one was drawn.
    """

    kind: str
    number: int
    chance: int
    meters: tuple[int, ...]


new = tuple.__new__  # what State(…) comes to, at half the cost; exploration makes millions
SURE = Branch((), 1, 1)
"""The only branch where nothing is left to chance."""


def begin(play: Compiled) -> State:
    """The state in which the first round is played."""
    if not play.is_eventful:
        return play.start
    return World(play, play.start, never, None).entered(0)


def is_over(play: Compiled, state: State) -> bool:
    """Whether the last round has been played."""
    return state.round >= len(play.rounds)


def shown(play: Compiled, state: State) -> tuple[int, ...]:
    """The options that the table sees in this round."""
    options = play.rounds[state.round].options
    return tuple(number for number, option in enumerate(options) if option.shown is None or option.shown(state))


def open_now(play: Compiled, state: State) -> tuple[int, ...]:
    """The options that are shown and open in this round, each for itself."""
    return tuple(choice[0] for choice in play.rounds[state.round].singles(state))


def legal(play: Compiled, state: State) -> tuple[Choice, ...]:
    """What the table can decide in this round; nothing when the exercise is over."""
    if state[0] >= len(play.rounds):
        return ()
    here = play.rounds[state[0]]
    return tuple(sets(here, open_now(play, state))) if here.up_to else here.singles(state)


def sets(here: Decision, numbers: tuple[int, ...]) -> Iterator[Choice]:
    """Every set of options that can be taken together."""
    for size in range(0 if here.none else 1, here.up_to + 1):
        for choice in combinations(numbers, size):
            if fits(here, choice):
                yield choice


def fits(here: Decision, choice: Choice) -> bool:
    """Whether these options go together: number, budget, none of them alone beside others."""
    options = [here.options[number] for number in choice]
    affordable = here.budget is None or sum(option.price for option in options) <= here.budget
    return (
        affordable
        and len(choice) <= max(here.up_to, 1)
        and not (len(choice) > 1 and any(option.alone for option in options))
    )


def branches(play: Compiled, state: State, choice: Choice) -> tuple[Branch, ...]:
    """The ways chance may fall after `choice`, each with its weight."""
    return tuple(branch for branch, _ in outcomes(play, state, choice))


def outcomes(play: Compiled, state: State, choice: Choice) -> Iterable[tuple[Branch, State]]:
    """Every way chance may fall, with the state it leads to."""
    if play.rounds[state[0]].has_luck:
        return turned(play, state, choice)
    return ((SURE, unfolded(play, state, choice)),)


def turned(play: Compiled, state: State, choice: Choice) -> Iterator[tuple[Branch, State]]:
    """Every way chance may fall, found by turning the draws over like the wheels of an odometer."""
    falls: list[int] = []
    while True:
        wheels: list[tuple[int, ...]] = []
        draws = iter(falls)

        def turn(odds: tuple[int, ...], wheels: list[tuple[int, ...]] = wheels, draws: Iterator[int] = draws) -> int:
            wheels.append(odds)
            return next(draws, 0)

        following = unfolded(play, state, choice, turn)
        falls += [0] * (len(wheels) - len(falls))
        yield branch_of(tuple(falls), wheels), following
        while falls and falls[-1] == len(wheels[len(falls) - 1]) - 1:
            falls.pop()
        if not falls:
            return
        falls[-1] += 1


def branch_of(falls: Falls, wheels: list[tuple[int, ...]]) -> Branch:
    """A branch with its weight and the total that it is out of."""
    weight = total = 1
    for fall, odds in zip(falls, wheels, strict=True):
        weight *= odds[fall]
        total *= sum(odds)
    return Branch(falls, weight, total)


def after(play: Compiled, state: State, choice: Choice, falls: Falls = ()) -> State:
    """Where the table stands when `choice` was made and chance fell so."""
    draws = iter(falls)
    return unfolded(play, state, choice, lambda odds: next(draws))


def story(play: Compiled, state: State, choice: Choice, falls: Falls = ()) -> tuple[Step, ...]:
    """All that a choice led to, step by step, as `after` did it."""
    steps: list[Step] = []
    draws = iter(falls)
    unfolded(play, state, choice, lambda odds: next(draws), steps)
    return tuple(steps)


def never(_odds: tuple[int, ...]) -> int:
    """Chance where nothing is left to chance."""
    raise AssertionError("chance was asked where nothing is left to chance")


def unfolded(play: Compiled, state: State, choice: Choice, draw: Draw = never, told: list[Step] | None = None) -> State:
    """The state after a choice, with chance asked as it comes up; each step is told where somebody listens."""
    number, meters, marks, hours, clocks, pending = state
    options = play.rounds[number].options
    for taken in choice:
        option = options[taken]
        move, sets_, keeps = option.effect
        meters, marks = move(meters), (marks | sets_) & keeps
        if told is not None:
            told.append(Step("option", taken, -1, meters))
        if option.chances:
            fall = draw(option.odds)
            move, sets_, keeps = option.chances[fall]
            meters, marks = move(meters), (marks | sets_) & keeps
            if told is not None:
                told.append(Step("chance", taken, fall, meters))
    if play.is_eventful:
        state = State(number, meters, marks, hours, clocks, pending)
        return World(play, state, draw, told).moved_on([options[taken] for taken in choice])
    number += 1
    return new(State, (number, meters, marks & play.live[number], hours, clocks, pending))


class World:
    """What happens between one decision and the next. Lives only inside `unfolded` and `begin`."""

    def __init__(self, play: Compiled, state: State, draw: Draw, told: list[Step] | None) -> None:
        self.play = play
        self.state = state
        self.draw = draw
        self.told = told

    def moved_on(self, taken: list[Choosable]) -> State:
        """The rest of a round after the choice's own effects."""
        here = self.play.rounds[self.state.round]
        self.watch()
        spent = [option.hours for option in taken]
        self.passed(sum(spent) if here.sequential else max(spent, default=0.0))
        self.fall_due(taken)
        self.react()
        target = next((option.next for option in taken if option.next is not None), None)
        return self.entered(self.state.round + 1 if target is None else target)

    def suffer(self, effect: Effect, kind: str, number: int, chance: int = -1) -> None:
        """One consequence: meters, marks, and the clocks that its flags start or stop."""
        meters, marks = effect.move(self.state.meters), (self.state.marks | effect.sets) & effect.keeps
        self.state = self.state._replace(meters=meters, marks=marks)
        if self.told is not None:
            self.told.append(Step(kind, number, chance, self.state.meters))
        self.watch()

    def watch(self) -> None:
        """Start and stop clocks by their flags."""
        if not self.play.clocks:
            return
        state, marks = self.state, self.state.marks
        clocks = list(state.clocks)
        for number, deadline in enumerate(self.play.clocks):
            phase, since = clocks[number]
            if phase == IDLE and marks & deadline.starts:
                clocks[number] = (OVER, deadline.limit) if marks & deadline.stops else (RUNNING, state.hours)
            elif phase == RUNNING and marks & deadline.stops:
                clocks[number] = (OVER, deadline.limit - (state.hours - since))
        self.state = state._replace(clocks=tuple(clocks))

    def passed(self, hours: float) -> None:
        """Time passes, and the clocks that fall due are missed."""
        self.state = self.state._replace(hours=self.state.hours + hours)
        for number, deadline in enumerate(self.play.clocks):
            phase, since = self.state.clocks[number]
            if phase == RUNNING and self.state.hours - since > deadline.limit:
                clocks = list(self.state.clocks)
                clocks[number] = (OVER, LATE)
                self.state = self.state._replace(clocks=tuple(clocks))
                self.suffer(deadline.missed, "missed", number)

    def fall_due(self, taken: list[Choosable]) -> None:
        """Laters whose rounds have been played happen; those of this choice begin to wait."""
        waiting = [(rounds - 1, number) for rounds, number in self.state.pending]
        fresh = [(self.play.laters[number].rounds, number) for option in taken for number in option.laters]
        kept = tuple(one for one in waiting if one[0] > 0)
        self.state = self.state._replace(pending=(*kept, *fresh))
        self.happen_later(number for rounds, number in waiting if rounds <= 0)

    def happen_later(self, numbers: Iterator[int]) -> None:
        """These laters happen, where their condition holds."""
        for number in numbers:
            due = self.play.laters[number]
            if due.when is None or due.when(self.state):
                self.suffer(due.effect, "later", number)

    def react(self) -> None:
        """The happenings that may follow this round."""
        for number, reaction in self.play.after_round[self.state.round]:
            if self.state.marks & reaction.mark:
                continue
            if reaction.when is None or reaction.when(self.state):
                self.state = self.state._replace(marks=self.state.marks | reaction.mark)
                self.suffer(reaction.effect, "happening", number)
                if reaction.chances:
                    fall = self.draw(reaction.odds)
                    self.suffer(reaction.chances[fall], "luck", number, fall)

    def entered(self, following: int) -> State:
        """The next round that is not skipped has started; or the exercise has ended."""
        rounds = self.play.rounds
        while following < len(rounds):
            here = rounds[following]
            if here.when is None or here.when(self.state):
                self.passed(max(here.hour - self.state.hours, 0.0))
                if here.sets:
                    self.state = self.state._replace(marks=self.state.marks | here.sets)
                    self.watch()
                break
            following += 1
        else:
            self.ended()
        kept = self.play.told_clocks
        clocks = tuple(
            clock if clock[0] != OVER or kept >> place & 1 else (OVER, LATE if clock[1] < 0 else 0.0)
            for place, clock in enumerate(self.state.clocks)
        )
        marks = self.state.marks & self.play.live[following]
        return self.state._replace(round=following, marks=marks, clocks=clocks)

    def ended(self) -> None:
        """When the last round is over, what is pending happens and the clocks run on."""
        pending = self.state.pending
        self.state = self.state._replace(pending=())
        self.happen_later(number for _, number in pending)
        self.passed(self.play.ends_after)


def arriving(play: Compiled, state: State) -> tuple[int, ...]:
    """The injects that reach the table in this round, those on demand included."""
    tests = play.injects[state.round]
    return tuple(number for number, test in enumerate(tests) if test is None or test(state))


def ending(play: Compiled, state: State) -> int | None:
    """The first ending that holds; None where none does, which `checking` has ruled out."""
    number = play.ending(state)
    return None if number < 0 else number
