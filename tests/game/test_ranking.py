"""Where a table stands among all ways: as counted by hand from every path of the sample, and honest about a sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game import explored, library, ranking, session
from game.background import Background
from game.exploration import Exploration
from game.explore import MAX_STATES
from game.sampling import PLAYS, sampled
from game.seating import Seat, SetUp
from game.session import Session

LOADED = library.load(Path("tests/samples/scenarios/small-council.yaml"))
THREE = SetUp(seats=tuple(Seat(name=name) for name in ("North", "South", "West")))
BEST, WORST = ("carry", "fans", "honest"), ("ask", "bin", "later")


@pytest.fixture(scope="module")
def found() -> Exploration:
    """Every path of the sample."""
    return explored.worked_out(LOADED.scenario, explored.silent, MAX_STATES, PLAYS, 1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Session]:
    """Two tables at their ends, one well and one badly; the third in its first round."""
    held = session.opened(LOADED, tmp_path / "w.jsonl", 1, THREE)
    for number, choices in enumerate((BEST, WORST)):
        play(held, number, choices)
    held.begin(2)
    yield held
    held.close()


def play(held: Session, number: int, choices: tuple[str, ...]) -> None:
    """A table decides so, to its end."""
    held.begin(number)
    for option in choices:
        held.count({option: 3}, number)
        held.decide(number)
        held.move_on(number)


def test_a_better_way_stands_higher_and_a_table_that_still_plays_has_no_rank(room: Session, found: Exploration) -> None:
    best, worst = ranking.ranks(room, found)
    assert (best.name, worst.name) == ("North", "South")
    assert (best.percentile > 90, worst.percentile < 20) == (True, True)
    assert best.standing > worst.standing
    assert (best.low, best.high) == (best.percentile, best.percentile)


def test_the_percentile_is_that_of_the_exploration(room: Session, found: Exploration) -> None:
    best, _ = ranking.ranks(room, found)
    shares = dict(found.standings)
    worse = sum(share for standing, share in shares.items() if standing < round(best.standing, 1))
    assert best.percentile == pytest.approx(100 * (worse + shares[round(best.standing, 1)] / 2))
    assert best.share == next(one.share.value for one in found.endings if one.title == best.ending)


def test_the_hinge_is_named_with_what_was_chosen_there_and_how_that_stands(room: Session, found: Exploration) -> None:
    best, worst = ranking.ranks(room, found)
    hinge = next(one for one in LOADED.scenario.rounds if one.id == found.hinge)
    assert best.hinge == worst.hinge == hinge.title
    assert best.chose in [option.text for option in hinge.options]
    assert best.chose != worst.chose
    assert [standing for _, standing in best.differently] == sorted((one for _, one in best.differently), reverse=True)


def test_it_reads_as_sentences(room: Session, found: Exploration) -> None:
    north, south, west = ranking.standing(room, found)
    assert north.sentences[:3] == (
        "On a high shelf.",
        "Better than 96 of 100 ways through this exercise.",
        "33 of 100 ways end like this.",
    )
    assert north.sentences[3].startswith(
        "The round that mattered most was “Wet paper”. You chose: Dry them in the hall"
    )
    assert north.sentences[3].endswith("of 3 options it leads, on average, to the best end.")
    assert south.sentences[3].endswith("to the third best end.")
    assert west.sentences == ("It has not come to its end yet.",)


def test_before_it_is_worked_out_the_ending_is_there_and_nothing_is_made_up(room: Session) -> None:
    assert ranking.standing(room, None)[0].sentences == ("On a high shelf.", ranking.NOT_YET)
    assert ranking.standing(room, None, True)[1].sentences[1:] == (ranking.FAILED,)


def test_a_sample_has_its_interval_and_holds_the_truth(room: Session, found: Exploration) -> None:
    sample = sampled(LOADED.scenario, explored.silent, 2000, 1)
    for exact, rough in zip(ranking.ranks(room, found), ranking.ranks(room, sample), strict=True):
        assert rough.low < rough.percentile < rough.high
        assert rough.low - 1 <= exact.percentile <= rough.high + 1
        assert "(estimated from a sample: " in " ".join(rough.sentences)


def test_no_way_is_better_than_all(room: Session, found: Exploration) -> None:
    assert ranking.hundred(99.9) == 99
    assert ranking.hundred(0.2) == 0


def test_undoing_the_end_takes_the_rank_away(room: Session, found: Exploration) -> None:
    room.undo(None, 0)
    assert [one.name for one in ranking.ranks(room, found)] == ["South"]


def test_it_is_worked_out_in_a_process_of_its_own_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Exploration
) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    background = Background(LOADED)
    background.begin()
    assert background.found is None
    assert background.wait() == found
    again = Background(LOADED)
    again.begin()
    assert again.found == found, "kept from the first time"
    again.close()


def test_a_process_that_nobody_waits_for_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    background = Background(library.load(library.find(library.FLAGSHIP)))
    background.begin()
    process = background.process
    assert process is not None
    background.close()
    assert process.poll() is not None
    assert background.look() is None


def test_one_that_fails_says_so_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    background = Background(LOADED)
    assert background.wait() is None
    assert background.has_failed
