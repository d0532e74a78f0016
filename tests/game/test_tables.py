"""Several tables side by side: each goes its own way, undoing one leaves the others, messages arrive where let."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game import comparing, library, session, views
from game.authoring.reading import Source
from game.held import Refusal
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session

PATH = Path("tests/samples/scenarios/small-council.yaml")
WAITS = PATH.read_text("utf-8").replace("{id: fire, from:", "{id: fire, on_demand: true, from:")
LOADED = library.loaded("wet", Source(WAITS, "wet.yaml"))
THREE = SetUp(seats=(Seat(name="North", number=5), Seat(name="South", number=4), Seat(name="West")), pace="one by one")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Session]:
    """Three tables in their first round, messages one by one, one of them on demand."""
    held = session.opened(LOADED, tmp_path / "w.jsonl", seed=4, setup=THREE)
    for number in range(3):
        held.begin(number)
    yield held
    held.close()


def decide(held: Session, table: int, option: str) -> None:
    """A show of hands that decides."""
    held.count({option: 3}, table)
    held.decide(table)


def resumed(held: Session) -> tuple[object, ...]:
    """The tables, as the journal alone tells of them."""
    held.close()
    again = session.resumed(held.journal.path)
    again.close()
    return again.tables


def test_each_table_goes_its_own_way(room: Session) -> None:
    decide(room, 0, "carry")
    decide(room, 1, "pump")
    room.move_on(1)
    assert [table.phase for table in room.tables] == [Phase.OUTCOME, Phase.DISCUSSING, Phase.DISCUSSING]
    assert [views.facilitator(room, number).number for number in range(3)] == [1, 2, 1]
    freezes = [views.facilitator(room, number).meters[0].value for number in range(3)]
    assert freezes[0] == 90
    assert freezes[2] == 80
    assert resumed(room) == room.tables


def test_the_same_choice_may_fall_otherwise_at_another_table_but_never_twice_at_one(tmp_path: Path) -> None:
    seats = tuple(Seat(name=f"Table {number}") for number in range(8))
    held = session.opened(LOADED, tmp_path / "c.jsonl", seed=4, setup=SetUp(seats=seats))
    fallen = []
    for _ in range(2):
        for number in range(8):
            if held.tables[number].phase is Phase.OPENING:
                held.begin(number)
            decide(held, number, "pump")
        fallen.append([table.turns[0].decision.falls for table in held.tables])
        for number in range(8):
            held.undo(None, number)
    held.close()
    assert fallen[0] == fallen[1]
    assert len(set(fallen[0])) == 2


def test_undoing_one_table_leaves_the_others(room: Session) -> None:
    for number in range(3):
        decide(room, number, "carry")
        room.note("dissent", f"Somebody at {number}", number)
    others = room.tables[0], room.tables[2]
    room.undo(None, 1)
    assert (room.tables[0], room.tables[2]) == others
    assert (room.tables[1].phase, room.tables[1].turns, room.tables[1].notes) == (Phase.DISCUSSING, (), ())
    assert resumed(room) == room.tables


def test_ballots_of_an_undone_round_are_void(room: Session) -> None:
    room.open_vote(1)
    room.vote("Ade", ("pump",), 1)
    room.undo(None, 1)
    assert room.tables[1].vote.ballots == {}
    room.open_vote(1)
    room.close_vote(1)
    room.reveal(1)
    assert room.tables[1].phase is Phase.SHORT


def test_messages_arrive_one_by_one_at_each_table_and_on_demand(room: Session) -> None:
    view = views.facilitator(room, 0)
    assert (view.injects, view.waiting, [one.id for one in view.on_demand]) == ((), 1, ["fire"])
    room.deliver(None, 0)
    room.deliver("fire", 0)
    assert [one.id for one in views.facilitator(room, 0).injects] == ["keyholder", "fire"]
    assert views.facilitator(room, 1).injects == ()
    with pytest.raises(Refusal, match="every message of this round has arrived"):
        room.deliver(None, 0)
    with pytest.raises(Refusal, match="'fire' is not a message that waits in this round"):
        room.deliver("fire", 0)
    assert resumed(room) == room.tables


def test_a_message_may_arrive_while_the_vote_is_on(room: Session) -> None:
    room.open_vote(0)
    room.deliver("keyholder", 0)
    assert room.tables[0].phase is Phase.VOTING
    assert [one.id for one in views.facilitator(room, 0).injects] == ["keyholder"]


def test_going_back_lets_the_messages_arrive_anew(room: Session) -> None:
    room.deliver(None, 0)
    decide(room, 0, "pump")
    room.undo(None, 0)
    assert views.facilitator(room, 0).waiting == 1


def test_there_is_no_table_beyond_the_last(room: Session) -> None:
    before = room.journal.path.read_bytes()
    for number in (-1, 3):
        with pytest.raises(Refusal, match="there is no table"):
            room.count({"carry": 1}, number)
    assert room.journal.path.read_bytes() == before


def test_a_glance_says_how_many_have_voted_and_never_how(room: Session) -> None:
    room.open_vote(0)
    room.vote("Ade", ("pump",), 0)
    decide(room, 1, "carry")
    assert [one.sentence for one in comparing.glances(room)] == [
        "North: round 1, voting, 1 of 5 voted",
        "South: round 1, decided",
        "West: round 1, talking",
    ]


def test_a_comparison_tells_nothing_of_a_table_that_has_not_decided(room: Session) -> None:
    assert comparing.compared_rounds(room) == ()
    decide(room, 1, "carry")
    room.count({"ask": 2}, 0)
    (first,) = comparing.compared_rounds(room)
    assert [(one.name, one.decision, one.why_not) for one in first.tables] == [
        ("North", "", "has not decided yet"),
        ("South", "Carry up the burial records now, by torchlight, before the water reaches them", ""),
        ("West", "", "has not decided yet"),
    ]
    assert not first.is_complete
    room.decide(0)
    decide(room, 2, "ask")
    (first,) = comparing.compared_rounds(room)
    assert first.is_complete
    assert [one.meters[0].sentence for one in first.tables] == [
        "Records safe: 80% to 40%, down 40% (worse)",
        "Records safe: 80% to 90%, up 10% (better)",
        "Records safe: 80% to 40%, down 40% (worse)",
    ]


def test_a_table_that_never_meets_a_round_says_so(tmp_path: Path) -> None:
    text = PATH.read_text("utf-8").replace("    title: Wet paper\n", "    title: Wet paper\n    when: pumped\n")
    held = session.opened(library.loaded("w", Source(text, "w")), tmp_path / "w.jsonl", 1, THREE)
    for number, option in enumerate(("carry", "pump", "carry")):
        held.begin(number)
        decide(held, number, option)
        held.move_on(number)
    decide(held, 1, "bin")
    found = comparing.compared(held, "paper")
    held.close()
    assert [one.why_not for one in found.tables] == ["did not meet this round", "", "did not meet this round"]


def test_a_table_is_behind_until_it_has_decided_the_same_round(room: Session) -> None:
    decide(room, 0, "carry")
    north, south, west = comparing.glances(room)
    assert [comparing.is_behind(one, north) for one in (south, west)] == [True, True]
    assert not comparing.is_behind(north, south)
    decide(room, 1, "carry")
    north, south, west = comparing.glances(room)
    assert [comparing.is_behind(one, north) for one in (south, west)] == [False, True]
