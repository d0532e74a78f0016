"""The time to talk: it counts, it is paused and extended, it runs over; and it never ends anything."""

import pytest

from game.timer import Timer

FIVE = Timer(300)


def test_it_waits_until_it_is_started() -> None:
    assert FIVE.words(1000) == FIVE.words(9000) == "5:00 left, paused"


def test_it_counts_down_and_then_says_how_far_it_is_over() -> None:
    running = FIVE.switched(1000)
    said = [running.words(1000 + spent) for spent in (0, 0.5, 1, 61, 299.5, 300, 301, 370)]
    assert said == [
        "5:00 left",
        "5:00 left",
        "4:59 left",
        "3:59 left",
        "0:01 left",
        "0:00 left",
        "0:01 over",
        "1:10 over",
    ]


def test_paused_time_does_not_go_by() -> None:
    paused = FIVE.switched(1000).switched(1060)
    assert paused.words(5000) == "4:00 left, paused"
    again = paused.switched(5000)
    assert again.runs
    assert again.words(5030) == "3:30 left"


@pytest.mark.parametrize("running", [False, True])
def test_more_time_is_added_whether_it_runs_or_not(running: bool) -> None:
    timer = FIVE.switched(1000) if running else FIVE
    assert timer.extended(60).left(1000) == 360
