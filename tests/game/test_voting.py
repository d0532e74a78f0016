"""What hands decide: the most win; of several, as many as fit, by falling approvals; a tie is named, not decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.voting import Fits, Result, result, tallied

OPTIONS = ("a", "b", "c", "d")
PRICES = {"a": 30, "b": 40, "c": 80, "d": 10}


def at_most(number: int, budget: int = 1000, alone: str = "") -> Fits:
    """What fits a round that takes so many options within a budget."""
    return lambda taken: (
        len(taken) <= number
        and sum(PRICES[option] for option in taken) <= budget
        and not (len(taken) > 1 and alone in taken)
    )


@pytest.mark.parametrize(
    ("hands", "fits", "expected"),
    [
        ({"a": 3, "b": 2}, at_most(1), Result(("a",))),
        ({"a": 3, "b": 3, "c": 1}, at_most(1), Result((), ("a", "b"))),
        ({}, at_most(1), Result(())),
        ({"a": 3, "b": 2, "c": 1}, at_most(2), Result(("a", "b"))),
        ({"a": 3, "b": 2, "c": 2}, at_most(2), Result(("a",), ("b", "c"))),
        ({"a": 2, "b": 2}, at_most(2), Result(("a", "b"))),
        ({"c": 5, "a": 4, "d": 3}, at_most(3, budget=100), Result(("c", "d"))),
        ({"c": 5, "a": 4, "d": 4}, at_most(3, budget=100), Result(("c", "d"))),
        ({"d": 5, "a": 4}, at_most(3, alone="d"), Result(("d",))),
        ({"a": 5, "d": 4, "b": 3}, at_most(3, alone="d"), Result(("a", "b"))),
        ({"a": 5, "d": 5}, at_most(3, alone="d"), Result((), ("a", "d"))),
    ],
)
def test_hands_decide(hands: dict[str, int], fits: Fits, expected: Result) -> None:
    assert result(tallied(hands, OPTIONS), fits) == expected


def test_a_broken_tie_puts_the_preferred_before_its_equals() -> None:
    tally = tallied({"a": 3, "b": 2, "c": 2, "d": 2}, OPTIONS)
    assert result(tally, at_most(3)).tied == ("b", "c", "d")
    assert result(tally, at_most(3), ("c",)) == Result(("a", "c"), ("b", "d"))
    assert result(tally, at_most(3), ("c", "d")) == Result(("a", "c", "d"))


@given(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)), st.integers(1, 4), st.integers(0, 160))
def test_what_is_taken_fits_and_nobody_with_fewer_hands_is_taken_before_one_that_still_fits(
    hands: dict[str, int], number: int, budget: int
) -> None:
    fits = at_most(number, budget)
    tally = tallied(hands, OPTIONS)
    found = result(tally, fits)
    assert fits(found.taken)
    assert all(tally.hands(option) for option in (*found.taken, *found.tied))
    assert len(found.tied) != 1
    assert not set(found.taken) & set(found.tied)
    if not found.tied:
        left = [option for option in OPTIONS if tally.hands(option) and option not in found.taken]
        for option in left:
            before = tuple(other for other in found.taken if tally.hands(other) >= tally.hands(option))
            assert not fits((*before, option))
