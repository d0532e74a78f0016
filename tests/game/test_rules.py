"""What may happen next and what it does, told once by example and once for every scenario there could be."""

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from game import library, rules
from game.compiled import Compiled, State
from game.library import Loaded
from tests.game.invented import scenarios

PLAY = library.load(Path("tests/samples/scenarios/two-rounds.yaml")).play
TOLD, WIPED, CHOSE_WIPE, CHOSE_TELL = 1, 2, 4, 8
WIPE, TELL, WAIT = (0,), (1,), (2,)
REVIEW, CLOSE, LETTER = (0,), (1,), (2,)


def test_every_option_of_the_first_round_is_open() -> None:
    assert rules.legal(PLAY, PLAY.start) == (WIPE, TELL, WAIT)


def test_an_option_moves_meters_sets_flags_and_is_remembered() -> None:
    assert rules.after(PLAY, PLAY.start, WIPE) == State(1, (65, 10), WIPED | CHOSE_WIPE)
    assert rules.after(PLAY, PLAY.start, TELL) == State(1, (50, 0), TOLD | CHOSE_TELL)


def test_chance_falls_in_so_many_ways_with_so_much_weight() -> None:
    assert [tuple(branch) for branch in rules.branches(PLAY, PLAY.start, WAIT)] == [
        ((0,), 3, 4),
        ((1,), 1, 4),
    ]
    assert rules.branches(PLAY, PLAY.start, WIPE) == (rules.SURE,)
    assert rules.after(PLAY, PLAY.start, WAIT, (0,)).meters == (30, 0)
    assert rules.after(PLAY, PLAY.start, WAIT, (1,)).meters == (65, 0)


def test_what_was_decided_opens_and_closes_later_options() -> None:
    wiped = rules.after(PLAY, PLAY.start, WIPE)
    told = rules.after(PLAY, PLAY.start, TELL)
    assert rules.legal(PLAY, wiped) == (REVIEW, CLOSE)
    assert rules.shown(PLAY, wiped) == (0, 1)
    assert rules.legal(PLAY, told) == (REVIEW, LETTER)
    assert rules.shown(PLAY, told) == (0, 1, 2)


def test_injects_arrive_where_their_condition_holds() -> None:
    assert rules.arriving(PLAY, rules.after(PLAY, PLAY.start, TELL)) == (0,)
    assert rules.arriving(PLAY, rules.after(PLAY, PLAY.start, WIPE)) == ()


def test_meters_stay_within_their_bounds() -> None:
    low = PLAY.start._replace(meters=(3, 495))
    assert rules.after(PLAY, low, TELL).meters == (0, 495)
    assert rules.after(PLAY, low, WIPE).meters == (8, 500)


def test_the_first_ending_that_holds_is_the_one() -> None:
    trusted = State(2, (60, 0))
    assert rules.is_over(PLAY, trusted)
    assert rules.legal(PLAY, trusted) == ()
    assert rules.ending(PLAY, trusted) == 0
    assert rules.ending(PLAY, trusted._replace(meters=(59, 0))) == 1


@given(scenarios(), st.integers())
def test_every_scenario_ends_within_bounds_whatever_is_chosen(loaded: Loaded, seed: int) -> None:
    play, chance = loaded.play, Random(seed)
    state = rules.begin(play)
    while not rules.is_over(play, state):
        choice = chance.choice(rules.legal(play, state))
        branch = chance.choice(rules.branches(play, state, choice))
        following = rules.after(play, state, choice, branch.falls)
        assert following == rules.after(play, state, choice, branch.falls)
        assert following.round == state.round + 1
        assert within(play, following)
        state = following
    assert rules.ending(play, state) is not None


def within(play: Compiled, state: State) -> bool:
    """Whether every meter is where it may be."""
    lows = [meter.min for meter in play.scenario.meters.values()]
    highs = [meter.max for meter in play.scenario.meters.values()]
    return all(low <= value <= high for low, value, high in zip(lows, state.meters, highs, strict=True))
