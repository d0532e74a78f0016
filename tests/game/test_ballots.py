"""Votes at a table: ballots, hands beside them, quorum, two votes, ties by each rule, and who may decide otherwise."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game import library, session, views
from game.held import Refusal
from game.phases import Phase
from game.seating import Seat, SetUp, TieRule, Votes
from game.session import Session

LOADED = library.load(Path("tests/samples/scenarios/two-rounds.yaml"))
FRIDAY = library.load(Path("tests/samples/scenarios/friday.yaml"))
FIVE = ("Ade", "Bea", "Cal", "Dot", "Eli")

Open = Callable[..., Session]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens sessions in which the first round is on, and closes them."""
    held: list[Session] = []

    def open_one(
        votes: Votes = "one", quorum: int = 0, tie: TieRule = "facilitator", seat: Seat | None = None
    ) -> Session:
        seats = (seat or Seat(name="North", delegates=FIVE, number=5),)
        setup = SetUp(seats=seats, voting="both", votes=votes, quorum=quorum, tie=tie)
        held.append(session.opened(LOADED, tmp_path / f"{len(held)}.jsonl", seed=3, setup=setup))
        held[-1].begin()
        return held[-1]

    yield open_one
    for each in held:
        each.close()


def cast(held: Session, ballots: str) -> Phase:
    """Open a vote, cast ballots such as "wipe wipe tell -" in the order of the delegates, close it and show it."""
    held.open_vote()
    for name, option in zip(FIVE, ballots.split(), strict=False):
        held.vote(name, () if option == "-" else (option,))
    held.close_vote()
    held.reveal()
    return held.table.phase


def refused(act: Callable[[], object]) -> str:
    """The sentence in which something is refused."""
    with pytest.raises(Refusal) as caught:
        act()
    return str(caught.value)


def test_how_ballots_fall_is_hidden_until_the_vote_is_shown(opened: Open) -> None:
    held = opened()
    held.open_vote()
    held.vote("Ade", ("wipe",))
    held.vote("Bea", ("wipe",))
    view = views.facilitator(held)
    assert view.turnout == "2 of 5 have voted"
    assert (view.tally, [option.hands for option in view.options]) == (None, [0, 0, 0])
    held.close_vote()
    assert [option.hands for option in views.facilitator(held).options] == [0, 0, 0]
    held.reveal()
    assert [option.hands for option in views.facilitator(held).options] == [2, 0, 0]


def test_a_later_ballot_replaces_an_earlier_one_and_an_empty_one_abstains(opened: Open) -> None:
    held = opened()
    held.open_vote()
    for choice in (("wipe",), ("tell",), ()):
        held.vote("Ade", choice)
    held.vote("Bea", ("tell",))
    held.close_vote()
    held.reveal()
    assert held.table.tally is not None
    assert (held.table.tally.voters, held.table.tally.hands("tell"), held.table.tally.hands("wipe")) == (2, 1, 0)


def test_a_closed_vote_takes_no_ballot_until_it_is_reopened_with_the_ballots_it_had(opened: Open) -> None:
    held = opened()
    held.open_vote()
    held.vote("Ade", ("wipe",))
    held.close_vote()
    assert refused(lambda: held.vote("Bea", ("tell",))).startswith("the vote is closed and not shown yet")
    held.reopen_vote()
    held.vote("Bea", ("tell",))
    assert len(held.table.vote.ballots) == 2


def test_a_vote_that_is_opened_again_starts_from_nothing(opened: Open) -> None:
    held = opened()
    cast(held, "wipe wipe")
    held.open_vote()
    assert (held.table.vote.ballots, held.table.tally) == ({}, None)


def test_hands_stand_beside_ballots_and_no_more_vote_than_sit_there(opened: Open) -> None:
    held = opened()
    held.open_vote()
    for name in FIVE[:3]:
        held.vote(name, ("wipe",))
    assert "that makes 6 and 5 sit at this table" in refused(lambda: held.count({"tell": 3}))
    held.count({"tell": 2})
    assert refused(lambda: held.vote("Dot", ("tell",))) == "5 sit at this table and as many have voted already"
    held.vote("Ade", ("tell",))
    held.count({"tell": 1})
    held.vote("Dot", ("tell",))
    held.close_vote()
    held.reveal()
    assert held.table.tally is not None
    assert dict(held.table.tally.counts) == {"wipe": 2, "tell": 3, "wait": 0}


def test_the_number_at_a_table_is_never_less_than_have_voted(opened: Open) -> None:
    held = opened()
    held.open_vote()
    for name in FIVE[:3]:
        held.vote(name, ("wipe",))
    assert refused(lambda: held.seat(2)) == "3 have voted already, so at least 3 are there"
    held.seat(3)
    assert views.facilitator(held).turnout == "3 of 3 have voted"


def test_a_strange_ballot_is_refused(opened: Open) -> None:
    held = opened()
    held.open_vote()
    assert refused(lambda: held.vote("Ade", ("letter",))) == "'letter' cannot be chosen in this round"
    assert refused(lambda: held.vote("Ade", ("wipe", "tell"))) == "these options cannot be taken together"


@pytest.mark.parametrize(("ballots", "phase"), [("wipe wipe", Phase.SHORT), ("wipe wipe -", Phase.COUNTED)])
def test_fewer_than_the_quorum_decide_nothing_and_an_abstention_counts(
    opened: Open, ballots: str, phase: Phase
) -> None:
    held = opened(quorum=50)
    cast(held, ballots)
    assert held.table.phase is phase


def test_short_of_the_quorum_one_votes_again_or_overrides_with_a_reason(opened: Open) -> None:
    held = opened(quorum=100)
    cast(held, "wipe wipe wipe wipe")
    assert "fewer voted than the quorum asks" in refused(held.decide)
    assert refused(lambda: held.override(("wipe",), " ")).startswith("say why")
    held.override(("tell",), "The minister has ordered it")
    decision = held.table.turns[0].decision
    assert (decision.choice, decision.how, decision.reason) == (("tell",), "override", "The minister has ordered it")
    outcome = views.facilitator(held).outcome
    assert outcome is not None
    assert outcome.how == "0 of 4 votes; the facilitator decided: The minister has ordered it"


def test_a_quorum_asks_nothing_where_nobody_knows_how_many_sit_there(opened: Open) -> None:
    held = opened(quorum=100, seat=Seat(name="North"))
    cast(held, "wipe")
    assert held.table.phase is Phase.COUNTED


def test_of_two_votes_the_second_decides_and_the_shift_is_shown(opened: Open) -> None:
    held = opened(votes="two")
    assert cast(held, "wipe wipe wipe tell tell") is Phase.FIRST
    assert refused(held.decide).startswith("this was the first of two votes")
    assert cast(held, "tell tell tell tell wipe") is Phase.COUNTED
    shifts = {option.id: option.shift for option in views.facilitator(held).options}
    assert shifts == {"wipe": "3 to 1, down 2", "tell": "2 to 4, up 2", "wait": "no change"}
    held.decide()
    turn = held.table.turns[0]
    assert turn.decision.choice == ("tell",)
    assert turn.first is not None
    assert turn.first.hands("wipe") == 3


def test_a_tie_in_the_first_of_two_votes_is_no_tie(opened: Open) -> None:
    held = opened(votes="two")
    assert cast(held, "wipe tell") is Phase.FIRST


def test_a_tie_by_the_facilitator(opened: Open) -> None:
    held = opened()
    cast(held, "wipe tell")
    assert [option.is_tied for option in views.facilitator(held).options] == [True, True, False]
    held.break_tie("tell", "It is right")
    assert (held.table.turns[0].decision.how, held.table.phase) == ("tie broken", Phase.OUTCOME)


def test_a_tie_by_the_casting_vote(opened: Open) -> None:
    held = opened(tie="casting vote")
    cast(held, "wipe tell")
    held.break_tie("wipe", "The chair")
    assert held.table.turns[0].decision.how == "casting vote"
    outcome = views.facilitator(held).outcome
    assert outcome is not None
    assert outcome.how == "1 of 2 votes; the casting vote settled the tie: The chair"


def test_a_tie_goes_to_one_more_vote_and_only_then_to_the_facilitator(opened: Open) -> None:
    held = opened(tie="second vote")
    cast(held, "wipe tell")
    assert refused(lambda: held.break_tie("wipe", "I say so")).startswith("a tie goes to a second vote here")
    assert cast(held, "wipe tell") is Phase.TIED
    held.break_tie("wipe", "Twice is enough")
    assert held.table.turns[0].decision.choice == ("wipe",)


def test_a_tie_that_one_more_vote_settles_needs_nobody(opened: Open) -> None:
    held = opened(tie="second vote")
    cast(held, "wipe tell")
    cast(held, "wipe wipe")
    held.decide()
    assert held.table.turns[0].decision.how == "vote"


def test_two_votes_and_a_tie_in_the_second_go_to_a_third(opened: Open) -> None:
    held = opened(votes="two", tie="second vote")
    cast(held, "wipe wipe")
    assert cast(held, "wipe tell") is Phase.TIED
    assert cast(held, "tell tell") is Phase.COUNTED
    held.decide()
    assert held.table.turns[0].decision.choice == ("tell",)


def test_an_override_needs_something_that_can_be_taken(opened: Open) -> None:
    held = opened()
    assert refused(lambda: held.override((), "why not")) == "choose an option to decide for"
    assert refused(lambda: held.override(("letter",), "why not")) == "'letter' cannot be chosen in this round"
    held.open_vote()
    assert refused(lambda: held.override(("wipe",), "why not")) == "the vote is open; close it first"


def test_where_several_can_be_taken_a_ballot_is_as_many_approvals(tmp_path: Path) -> None:
    seats = (Seat(name="North", number=3),)
    held = session.opened(FRIDAY, tmp_path / "f.jsonl", seed=1, setup=SetUp(seats=seats, voting="phones"))
    held.begin()
    for _ in range(2):
        held.override((views.facilitator(held).options[0].id,), "go on")
        held.move_on()
    held.open_vote()
    for name, choice in (("Ade", ("ico", "residents")), ("Bea", ("ico",)), ("Cal", ())):
        held.vote(name, choice)
    assert refused(lambda: held.vote("Ade", ("ico", "nobody"))) == "these options cannot be taken together"
    held.close_vote()
    held.reveal()
    assert held.table.tally is not None
    assert (held.table.tally.voters, held.table.tally.total) == (3, 3)
    held.decide()
    outcome = views.facilitator(held).outcome
    held.close()
    assert outcome is not None
    assert (held.table.turns[-1].decision.choice, outcome.how) == (("ico", "residents"), "2 and 1 of 3 votes")
