"""Who sits where: what a facilitator writes becomes a set-up, and what cannot be is said in sentences."""

import pytest

from game.seating import ALONE, Seat, SetUp, flaws, seat_of, written


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("", Seat(name="North")),
        ("8", Seat(name="North", number=8)),
        ("Ade, Bea ,Cal", Seat(name="North", delegates=("Ade", "Bea", "Cal"), number=3)),
        ("Ade,", Seat(name="North", delegates=("Ade",), number=1)),
        ("7, Bea", Seat(name="North", delegates=("7", "Bea"), number=2)),
    ],
)
def test_delegates_are_a_number_names_or_nothing(people: str, expected: Seat) -> None:
    assert seat_of(" North ", people) == expected


@pytest.mark.parametrize("people", ["", "8", "Ade, Bea"])
def test_what_was_written_is_written_again(people: str) -> None:
    assert written(seat_of("North", people)) == people


def test_a_room_that_can_play_has_no_flaw() -> None:
    eight = tuple(Seat(name=f"Table {number}", number=10) for number in range(1, 9))
    assert flaws(ALONE) == flaws(SetUp(seats=eight, voting="both", votes="two", quorum=50, tie="second vote")) == ()


@pytest.mark.parametrize(
    ("setup", "expected"),
    [
        (SetUp(seats=()), "there are 0 tables; one to 8 can play"),
        (SetUp(seats=tuple(Seat(name=str(n)) for n in range(9))), "there are 9 tables; one to 8 can play"),
        (SetUp(seats=(Seat(name=" "),)), "a table has no name"),
        (SetUp(seats=(Seat(name="A"), Seat(name="A "))), "two tables are called 'A'"),
        (SetUp(quorum=101), "the quorum is a share of those present: 0 to 100 per cent"),
        (SetUp(seats=(Seat(name="A", delegates=("Jo", "Jo")),)), "two delegates of A are called 'Jo'"),
        (SetUp(seats=(Seat(name="A", number=501),)), "a table has 0 to 500 delegates"),
    ],
)
def test_what_cannot_be_is_one_sentence(setup: SetUp, expected: str) -> None:
    assert flaws(setup) == (expected,)


def test_every_flaw_is_said_at_once() -> None:
    assert len(flaws(SetUp(seats=(Seat(name=""), Seat(name="A", number=-1)), quorum=-5))) == 3


@pytest.mark.parametrize(
    ("quorum", "present", "needed"), [(0, 9, 0), (50, 5, 3), (50, 6, 3), (100, 7, 7), (67, 3, 3), (50, 0, 0), (1, 9, 1)]
)
def test_a_quorum_is_rounded_up(quorum: int, present: int, needed: int) -> None:
    assert SetUp(quorum=quorum).needed(present) == needed
