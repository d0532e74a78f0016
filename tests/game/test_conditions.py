"""The small language of `when:`: what it means, where it points when it is wrong, and that nothing else passes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.authoring.reading import source_of
from game.checking import checked
from game.compiled import State, compiled, condition_of, named
from game.conditions import ConditionError, parsed

SCENARIO, _ = checked(source_of(Path("tests/samples/scenarios/two-rounds.yaml")))
assert SCENARIO is not None
NAMES = named(SCENARIO)
STATE = State(round=1, meters=(60, 10), marks=0b0110)  # trust 60, cost 10, wiped, chose wipe


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("wiped", True),
        ("told", False),
        ("not told", True),
        ("not not wiped", True),
        ("trust >= 60", True),
        ("trust > 60", False),
        ("60 <= trust", True),
        ("trust < cost", False),
        ("trust != 59.5", True),
        ("cost == 10", True),
        ("told or wiped and trust >= 60", True),
        ("(told or wiped) and trust > 60", False),
        ("not told and wiped", True),
        ("not (told or wiped)", False),
        ('chose("lost", "wipe")', True),
        ("chose('lost', 'tell')", False),
        ('chose("after", "review")', False),
        ("trust > -5", True),
    ],
)
def test_a_condition_means_what_it_says(text: str, holds: bool) -> None:
    condition = condition_of(text, NAMES)
    assert condition is not None
    assert condition(STATE) is holds


def test_no_condition_means_always() -> None:
    assert condition_of("", NAMES) is None


@pytest.mark.parametrize(
    ("text", "sentence", "at"),
    [
        ("trust = 60", "to compare, write ==", 6),
        ("told & wiped", "write and, or, not in words", 5),
        ("told wiped", "'wiped' is not expected here", 5),
        ("trust >", "a name or a number is missing at the end", 7),
        ("10 < trust < 60", "one comparison at a time; join two with and", 11),
        ("(told", "')' is missing at the end", 5),
        ("chose(lost)", "a name in quotes is missing before 'lost'", 6),
        ('chose("lost" "tell")', "',' is missing before '\"tell\"'", 13),
        ('"told', "a quote that is never closed", 0),
        ("trust.real", "'.' has no place in a condition", 5),
        ("__import__('os').system('true')", "'.' has no place in a condition", 16),
        ("not " * 40 + "told", "nested more than 30 deep", 120),
        ("told or " * 300 + "told", "a condition may have 2,000 characters at the most", 0),
    ],
)
def test_an_error_points_to_its_character(text: str, sentence: str, at: int) -> None:
    with pytest.raises(ConditionError) as raised:
        parsed(text)
    assert (raised.value.message, raised.value.at) == (sentence, at)


@given(st.text(max_size=60) | st.text(alphabet="told wiped andrust()<>=!\"',0123456789.-", max_size=80))
def test_any_text_parses_or_says_where_it_does_not(text: str) -> None:
    try:
        parsed(text)
    except ConditionError as error:
        assert 0 <= error.at <= len(text)
        assert error.message


def test_the_compiled_scenario_asks_the_same_conditions() -> None:
    assert SCENARIO is not None
    letter = compiled(SCENARIO).rounds[1].options[2]
    assert letter.shown is not None
    assert not letter.shown(STATE)
    assert letter.shown(STATE._replace(marks=0b1000))
