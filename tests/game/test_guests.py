"""People who come with their phones: who gets in, under which name, as what, and what becomes of their ballots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from game import journal, library, session, views
from game.dealing import Dealt
from game.delegate import delegate_view
from game.held import Refusal
from game.journal import JournalError
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session
from game.wall import wall_view

FRIDAY = library.load(Path("tests/samples/scenarios/friday.yaml"))


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Session]:
    """Opens a session with phones."""

    def open_one(**setup: object) -> Session:
        seats = setup.pop("seats", (Seat(name="North", number=3),))
        return session.opened(FRIDAY, tmp_path / "w.jsonl", seed=1, setup=SetUp(seats=seats, voting="phones", **setup))  # type: ignore[arg-type]

    return open_one


def joined(held: Session, *names: str, table: int = 0) -> None:
    for name in names:
        held.join(name, table, "", f"key of {name} {table}")


def test_equal_names_get_a_number_and_the_name_of_one_who_was_sent_away_is_not_given_again(
    opened: Callable[..., Session],
) -> None:
    held = opened()
    assert [held.join(name, 0, "", str(n)) for n, name in enumerate(["Sam", " sam ", "SAM", "Ann  Lee"])] == [
        "Sam",
        "sam 2",
        "SAM 3",
        "Ann Lee",
    ]
    held.remove("Sam")
    assert held.join("Sam", 0, "", "another") == "Sam 4"
    assert set(held.guests.here) == {"sam 2", "SAM 3", "Ann Lee", "Sam 4"}


@pytest.mark.parametrize("name", ["", "   ", "--", "x" * 41, "\u202e\u200f"])
def test_a_name_that_cannot_be_shown_is_refused(opened: Callable[..., Session], name: str) -> None:
    held = opened()
    with pytest.raises(Refusal):
        held.join(name, 0, "", "key")
    assert not held.guests.here


def test_a_locked_room_lets_nobody_in_and_keeps_those_who_are(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann")
    held.lock_room(True)
    with pytest.raises(Refusal, match="locked"):
        joined(held, "Ben")
    with pytest.raises(Refusal, match="already"):
        held.lock_room(True)
    held.begin()
    held.open_vote()
    held.vote("Ann", ("isolate",))
    held.lock_room(False)
    joined(held, "Ben")
    assert set(held.guests.here) == {"Ann", "Ben"}


def test_another_phone_ends_the_first_one_and_keeps_the_vote(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann")
    held.begin()
    held.open_vote()
    held.vote("Ann", ("isolate",))
    held.let_in("Ann", "new key")
    assert held.guest("new key").name == "Ann"
    with pytest.raises(Refusal, match="join again"):
        held.guest("key of Ann 0")
    assert delegate_view(held, "Ann").ballot == ("isolate",)
    with pytest.raises(Refusal, match="already"):
        held.let_in("Ann", "new key")
    with pytest.raises(Refusal, match="nobody here"):
        held.let_in("Bob", "other")


def test_who_is_sent_away_leaves_no_ballot_behind_that_was_not_shown(opened: Callable[..., Session]) -> None:
    held = opened(seats=(Seat(name="North"),))
    joined(held, "Ann", "Ben")
    held.begin()
    held.open_vote()
    held.vote("Ann", ("isolate",))
    held.vote("Ben", ("isolate",))
    held.remove("Ben")
    assert held.table.vote.voters == 1
    held.close_vote()
    held.reveal()
    held.remove("Ann")
    assert held.table.tally is not None and held.table.tally.voters == 1
    with pytest.raises(KeyError):
        delegate_view(held, "Ann")


def test_the_quorum_is_of_those_present_when_the_vote_opened_and_joiners_raise_it_until_the_close(
    opened: Callable[..., Session],
) -> None:
    held = opened(quorum=50, seats=(Seat(name="North"),))
    joined(held, "A1", "A2")
    held.begin()
    held.open_vote()
    assert held.table.needed == 1
    joined(held, "A3", "A4")
    assert held.table.needed == 2
    held.remove("A4")
    assert held.table.needed == 2, "who leaves does not make it easier"
    held.vote("A1", ("isolate",))
    held.vote("A2", ("isolate",))
    held.close_vote()
    joined(held, "A5", "A6", "A7", "A8")
    held.reveal()
    assert held.table.needed == 2
    assert held.table.phase is Phase.COUNTED


def test_hands_and_ballots_never_pass_the_number_at_the_table(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann", "Ben")
    held.begin()
    held.open_vote()
    held.vote("Ann", ("isolate",))
    with pytest.raises(Refusal, match="3 sit at this table"):
        held.count({"isolate": 3})
    held.count({"isolate": 2})
    with pytest.raises(Refusal, match="as many have voted"):
        held.vote("Ben", ("isolate",))
    held.vote("Ann", ())  # a change is not one more
    joined(held, "Cas", "Dan")
    with pytest.raises(Refusal, match="4 have joined"):
        held.seat(3)
    held.vote("Ben", ())
    assert held.table.vote.voters == held.table.present == 4


@pytest.mark.parametrize("quorum", [0, 90])
def test_hands_that_are_counted_again_after_the_reveal_do_not_pass_it_either(
    opened: Callable[..., Session], quorum: int
) -> None:
    held = opened(seats=(Seat(name="North", number=4),), quorum=quorum)
    joined(held, "Ann", "Ben", "Cas")
    held.begin()
    held.open_vote()
    for name in ("Ann", "Ben", "Cas"):
        held.vote(name, ("isolate",))
    held.close_vote()
    held.reveal()
    assert held.table.phase is (Phase.SHORT if quorum else Phase.COUNTED)
    with pytest.raises(Refusal, match="that makes 7 and 4 sit at this table"):
        held.count({"isolate": 4})
    held.count({"isolate": 1})
    assert held.table.tally is not None and held.table.tally.voters == 4


def test_a_ballot_answers_the_vote_that_its_phone_showed_and_no_other(opened: Callable[..., Session]) -> None:
    held = opened(votes="two")
    joined(held, "Ann")
    held.begin()
    held.open_vote()
    first = delegate_view(held, "Ann").vote
    held.vote("Ann", ("isolate",), vote=first)
    held.close_vote()
    held.reopen_vote()
    held.vote("Ann", (), vote=first)  # the same vote, gone on with
    held.vote("Ann", ("isolate",), vote=first)
    held.close_vote()
    held.reveal()
    held.open_vote()
    for choice in (("isolate",), ()):
        with pytest.raises(Refusal, match="an earlier vote, so your answer does not count"):
            held.vote("Ann", choice, vote=first)
    assert not held.table.vote.ballots
    second = delegate_view(held, "Ann").vote
    held.undo()
    held.open_vote()
    for over in (first, second, 0, 99):
        with pytest.raises(Refusal, match="an earlier vote"):
            held.vote("Ann", ("isolate",), vote=over)


def test_roles_are_dealt_one_each_or_picked(tmp_path: Path) -> None:
    loaded = library.load(library.find("ransomware-district-council"))
    roles = loaded.scenario.roles
    setup = SetUp(seats=(Seat(name="North", delegates=("Ann", "Ben")),), voting="phones", roles=True)
    held = session.opened(loaded, tmp_path / "w.jsonl", seed=1, setup=setup)
    before = {name: dealt.id for dealt in session_roles(held) for name in dealt.to}
    joined(held, "Ann")
    assert held.guests.here["Ann"].role == before["Ann"]
    joined(held, *(f"Guest {number}" for number in range(len(roles) - 2)))
    taken = [guest.role for guest in held.guests.here.values()]
    assert len(set(taken)) == len(taken), "nobody doubles while a role is free"
    last = list(roles)[-1]
    held.join("Picky", 0, last, "key")
    assert held.guests.here["Picky"].role == last
    with pytest.raises(Refusal, match="no such role"):
        held.join("Odd", 0, "king", "odd")
    view = delegate_view(held, "Picky")
    assert view.role == roles[last]
    assert any("Picky" in dealt.to for dealt in session_roles(held))


def session_roles(held: Session) -> tuple[Dealt, ...]:
    return views.facilitator(held).roles


def test_many_commands_are_one_write_and_a_refusal_among_them_stays_alone(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann", "Ben", "Cas")
    held.begin()
    held.open_vote()
    told: list[int] = []
    held.listeners.append(lambda: told.append(held.table.vote.voters))

    def vote(name: str, choice: str) -> Callable[[Session], str]:
        def act(draft: Session) -> str:
            draft.vote(name, (choice,))
            return name

        return act

    results = held.together([vote("Ann", "isolate"), vote("Ben", "nonsense"), vote("Cas", "isolate")])
    assert [results[0], str(results[1]), results[2]] == ["Ann", "'nonsense' cannot be chosen in this round", "Cas"]
    assert told == [2]
    assert dict(held.table.vote.ballots) == {"Ann": ("isolate",), "Cas": ("isolate",)}
    held.close()
    assert session.resumed(held.journal.path).tables == held.tables


def test_a_write_that_fails_leaves_nothing_of_the_batch(
    opened: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = opened()
    joined(held, "Ann")
    held.begin()
    held.open_vote()
    before = held.tables, held.journal.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "written", full)
    with pytest.raises(JournalError, match="not recorded"):
        held.together([lambda draft: draft.vote("Ann", ("isolate",))])
    assert (held.tables, held.journal.path.read_bytes()) == before


def test_threads_take_turns(opened: Callable[..., Session]) -> None:
    held = opened(seats=(Seat(name="North"),))

    def come(number: int) -> None:
        for place in range(10):
            held.join("Sam", 0, "", f"{number}/{place}")

    threads = [Thread(target=come, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held.guests.here) == held.table.present == 60
    assert len({guest.name.casefold() for guest in held.guests.here.values()}) == 60
    held.close()
    assert session.resumed(held.journal.path).guests == held.guests


def test_the_wall_holds_every_tables_outcome_until_all_have_decided(opened: Callable[..., Session]) -> None:
    held = opened(seats=(Seat(name="North", number=3), Seat(name="South", number=3)))
    assert wall_view(held).scene == "opening"
    for table in (0, 1):
        held.begin(table)
    held.count({"isolate": 2}, 0)
    view = wall_view(held)
    assert not view.is_shown and not any(one.hands or one.leads for one in view.options)
    held.decide(0)
    view = wall_view(held)
    assert (view.scene, view.outcome, view.compared) == ("round", None, ())
    held.count({"isolate": 1}, 1)
    held.decide(1)
    view = wall_view(held)
    assert view.scene == "comparison"
    assert [stood.name for stood in view.compared[-1].tables] == ["North", "South"]
    held.move_on(0)
    assert wall_view(held).scene == "comparison", "who goes ahead does not take the others' outcome away"
    held.move_on(1)
    assert wall_view(held).scene == "round"


def test_a_blank_wall_shows_nothing_of_the_exercise(opened: Callable[..., Session]) -> None:
    held = opened()
    held.begin()
    held.blank(True)
    view = wall_view(held)
    assert view.is_blank and not (view.situation or view.options or view.question or view.about)


def test_a_phone_says_nothing_that_is_not_shown_yet(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann", "Ben")
    assert not delegate_view(held, "Ann").situation, "nothing of the first round before it begins"
    held.begin()
    held.open_vote()
    held.vote("Ann", ("isolate",))
    held.vote("Ben", ())
    for phase in (Phase.VOTING, Phase.CLOSED):
        if phase is Phase.CLOSED:
            held.close_vote()
        view = delegate_view(held, "Ann")
        assert view.ballot == ("isolate",)
        assert not view.turnout and all(one.votes is None for one in view.options)
        assert not view.meters and view.outcome is None
    held.reveal()
    view = delegate_view(held, "Ben")
    assert view.turnout == "2 of 3 voted"
    assert {one.id: one.votes for one in view.options}["isolate"] == 1
    assert (view.ballot, view.has_voted) == ((), True)


def decided_by_ann(held: Session) -> None:
    """Ann's vote, which is open, decides; and on to the next round."""
    held.vote("Ann", ("isolate",))
    held.close_vote()
    held.reveal()
    held.decide()
    held.move_on()


def test_after_an_undo_a_phone_says_why_the_question_is_asked_again(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann")
    held.begin()
    assert "taken back" not in delegate_view(held, "Ann").says
    held.open_vote()
    decided_by_ann(held)
    assert "taken back" not in delegate_view(held, "Ann").says
    held.undo()
    assert delegate_view(held, "Ann").says.startswith("The decision was taken back. Talk about it again")
    held.open_vote()
    view = delegate_view(held, "Ann")
    assert (view.says, view.ballot) == ("The decision was taken back. Please vote again.", None)
    held.vote("Ann", ())
    held.undo()
    held.open_vote()
    view = delegate_view(held, "Ann")
    assert (view.says, view.ballot) == ("The vote was taken back. Please vote again.", None)
    decided_by_ann(held)
    assert "taken back" not in delegate_view(held, "Ann").says


def test_the_wall_of_several_tables_says_that_a_decision_was_taken_back(opened: Callable[..., Session]) -> None:
    held = opened(seats=(Seat(name="North"), Seat(name="South")))
    for table in (0, 1):
        held.begin(table)
    assert wall_view(held).says == "Talk about it."
    held.count({"isolate": 3}, 0)
    held.decide(0)
    assert wall_view(held).says == "Some tables have decided."
    held.undo(None, 0)
    assert wall_view(held).says == "A decision was taken back. Talk about it again."
    held.open_vote(1)
    assert wall_view(held).says == "Vote now."


def test_what_a_delegate_says_in_the_hot_wash_is_theirs_alone_and_has_an_end(opened: Callable[..., Session]) -> None:
    held = opened()
    joined(held, "Ann", "Ben")
    for number in range(5):
        held.answer(0, f"thought {number}", "Ann")
    with pytest.raises(Refusal, match="5 times"):
        held.answer(0, "one more", "Ann")
    with pytest.raises(Refusal, match="at most 500"):
        held.answer(0, "x" * 501, "Ben")
    assert held.guests.answered == {("Ann", 0): tuple(f"thought {number}" for number in range(5))}
