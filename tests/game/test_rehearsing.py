"""Made-up delegates: the same seed gives the same people and votes, and every bundled scenario can be rehearsed."""

from collections import Counter
from pathlib import Path

import pytest

from game import library, plain, rehearsing, session, unattended
from game.phases import Phase
from game.rehearsing import TEMPERAMENTS
from game.session import Session

LOADED = library.load(Path("tests/samples/scenarios/small-council.yaml"))
BUNDLED = sorted(library.all_paths())


def opened(folder: Path, seed: int = 1, tables: int = 1, delegates: int = 8, votes: str = "one") -> Session:
    """A rehearsal in which a vote is open at every table."""
    held = session.opened(LOADED, folder / "r.jsonl", seed, rehearsing.setup(tables, delegates, votes))
    for number in range(tables):
        held.begin(number)
        held.open_vote(number)
    return held


def test_the_same_seed_gives_the_same_people_and_the_same_votes(tmp_path: Path) -> None:
    found = []
    for lap in ("a", "b"):
        (tmp_path / lap).mkdir()
        held = opened(tmp_path / lap, seed=7, tables=2)
        found.append([rehearsing.ballots(held, number) for number in range(2)])
        held.close()
    assert found[0] == found[1]
    assert found[0][0] != found[0][1], "each table votes by itself"


def test_another_seed_votes_otherwise(tmp_path: Path) -> None:
    found = set()
    for seed in range(6):
        (tmp_path / str(seed)).mkdir()
        held = opened(tmp_path / str(seed), seed)
        found.add(tuple((one.delegate, one.choice) for one in rehearsing.ballots(held, 0)))
        held.close()
    assert len(found) > 3


def test_every_temperament_sits_at_a_table_before_one_comes_twice(tmp_path: Path) -> None:
    setup = rehearsing.setup(8, 10)
    for number, seat in enumerate(setup.seats):
        found = rehearsing.delegates_of(LOADED.play, 3, number, seat)
        counts = Counter(one.temperament for one in found)
        assert set(counts) == set(TEMPERAMENTS)
        assert max(counts.values()) - min(counts.values()) <= 1
        assert len({one.name for one in found}) == 10


def test_they_are_each_other_s_kind(tmp_path: Path) -> None:
    """Absent ones miss votes, undecided ones change their mind, followers follow: over many votes it shows."""
    late: Counter[str] = Counter()
    cast: Counter[str] = Counter()
    votes = 30
    for seed in range(votes):
        held = session.opened(LOADED, tmp_path / f"{seed}.jsonl", seed, rehearsing.setup(1, 6))
        held.begin()
        held.open_vote()
        kinds = {one.name: one.temperament for one in rehearsing.delegates_of(held.play, seed, 0, held.setup.seats[0])}
        found = rehearsing.ballots(held, 0)
        cast.update(kinds[one.delegate] for one in found)
        late.update([kinds[one.delegate] for one in found][-2:])
        held.close()
    assert cast["absent"] < votes
    assert cast["undecided"] > votes
    assert {cast[kind] for kind in ("eager", "careful", "follower", "contrary")} == {votes}
    assert set(late) <= {"follower", "contrary"}


def test_every_ballot_is_one_that_the_session_takes(tmp_path: Path) -> None:
    held = opened(tmp_path, tables=2, delegates=30)
    for number in range(2):
        rehearsing.cast_all(held, number)
        assert held.tables[number].vote.voters <= 30
        assert len(held.tables[number].vote.ballots) > 15
    held.close()


def test_the_second_of_two_votes_is_not_the_first_again(tmp_path: Path) -> None:
    held = opened(tmp_path, seed=2, votes="two", delegates=20)
    first = rehearsing.ballots(held, 0)
    rehearsing.cast_all(held, 0)
    held.close_vote()
    held.reveal()
    assert held.table.phase is Phase.FIRST
    held.open_vote()
    assert [one.choice for one in rehearsing.ballots(held, 0)] != [one.choice for one in first]
    held.close()


@pytest.mark.parametrize("votes", ["one", "two"])
@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_scenario_can_be_rehearsed_to_its_end(tmp_path: Path, name: str, votes: str) -> None:
    held = session.opened(
        library.load(library.all_paths()[name]), tmp_path / "r.jsonl", 5, rehearsing.setup(2, 7, votes)
    )
    said: list[str] = []
    assert plain.run(held, unattended.by_itself, said.append, rehearsing.cast_all)
    ended = [table.phase for table in held.tables]
    held.close()
    assert ended == [Phase.ENDED, Phase.ENDED]
    assert not [line for line in said if line.startswith("Not possible")]
