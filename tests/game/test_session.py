"""One workshop: what is recorded is what happened, what is refused changes nothing."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import journal, library, paths, session, tables, views
from game.authoring.reading import Source
from game.events import Undone
from game.held import Refusal
from game.journal import JournalError
from game.library import Loaded
from game.phases import AFTER, SHOWN, Act, Phase
from game.seating import Seat, SetUp
from game.session import Session
from tests.cases import EXAMPLES
from tests.game.invented import scenarios

LOADED = library.load(Path("tests/samples/scenarios/two-rounds.yaml"))


@pytest.fixture
def workshop(tmp_path: Path) -> Session:
    """A fresh session of the sample scenario."""
    return session.opened(LOADED, tmp_path / "w.jsonl", seed=3)


def test_a_workshop_from_beginning_to_end(workshop: Session) -> None:
    workshop.begin()
    workshop.count({"wipe": 4, "tell": 2})
    phases = [workshop.table.phase]
    workshop.decide()
    assert workshop.table.state.meters == (65, 10)
    workshop.move_on()
    workshop.count({"review": 1, "close": 1})
    phases.append(workshop.table.phase)
    workshop.break_tie("close", "The chair decides.")
    workshop.move_on()
    phases.append(workshop.table.phase)
    assert phases == [Phase.COUNTED, Phase.TIED, Phase.ENDED]
    assert [turn.decision.how for turn in workshop.table.turns] == ["vote", "tie broken"]


@pytest.mark.parametrize(
    ("hands", "sentence"),
    [
        ({}, "nobody has voted yet; enter at least one hand"),
        ({"wipe": 0}, "nobody has voted yet; enter at least one hand"),
        ({"wipe": -1, "tell": 3}, "a number of hands cannot be less than 0"),
        ({"letter": 3}, "'letter' cannot be chosen in this round"),
        ({"wipe": 501}, "more than 500 hands; check the numbers"),
    ],
)
def test_hands_that_cannot_be_are_refused(workshop: Session, hands: dict[str, int], sentence: str) -> None:
    workshop.begin()
    before = workshop.journal.path.read_bytes(), workshop.table
    with pytest.raises(Refusal) as refused:
        workshop.count(hands)
    assert str(refused.value) == sentence
    assert (workshop.journal.path.read_bytes(), workshop.table) == before


def test_a_tie_is_broken_only_between_leaders_and_only_with_a_reason(workshop: Session) -> None:
    workshop.begin()
    workshop.count({"wipe": 2, "tell": 2, "wait": 1})
    for option, reason in [("wait", "we must"), ("wipe", "  ")]:
        with pytest.raises(Refusal):
            workshop.break_tie(option, reason)
    workshop.break_tie("tell", "The residents come first.")
    assert workshop.table.turns[0].decision.reason == "The residents come first."


def test_hands_can_be_counted_again_before_the_decision(workshop: Session) -> None:
    workshop.begin()
    workshop.count({"wipe": 2, "tell": 2})
    workshop.count({"wipe": 3, "tell": 2})
    assert workshop.table.phase is Phase.COUNTED


def test_undo_goes_back_to_any_earlier_decision_and_deletes_nothing(workshop: Session) -> None:
    workshop.begin()
    start = workshop.table
    workshop.count({"wait": 5})
    workshop.decide()
    fallen = workshop.table.turns[0].decision.falls
    workshop.move_on()
    workshop.count({"review": 5})
    workshop.decide()
    workshop.undo("lost")
    assert workshop.table == replace(start, undone="decision")
    assert isinstance(workshop.journal.contents.events[-1], Undone)
    assert len(workshop.journal.contents.events) == 8
    workshop.count({"wait": 5})
    workshop.decide()
    assert workshop.table.turns[0].decision.falls == fallen, "undoing never rolls again"


def test_undo_with_nothing_decided_is_refused(workshop: Session) -> None:
    workshop.begin()
    with pytest.raises(Refusal, match="nothing is decided yet"):
        workshop.undo()


def test_a_session_resumes_in_every_phase(workshop: Session, tmp_path: Path) -> None:
    steps: list[Callable[[Session], None]] = [
        lambda s: s.begin(),
        lambda s: s.count({"wipe": 1, "tell": 1}),
        lambda s: s.break_tie("tell", "So be it."),
        lambda s: s.move_on(),
        lambda s: s.count({"letter": 1}),
        lambda s: s.decide(),
        lambda s: s.move_on(),
        lambda s: s.undo(),
    ]
    current = workshop
    for step in steps:
        step(current)
        table = current.table
        current.close()
        current = session.resumed(tmp_path / "w.jsonl")
        assert current.table == table
    current.close()


def test_a_session_is_played_by_its_own_text_not_by_the_file_of_today(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(LOADED.text, "utf-8")
    opened = session.opened(library.load(mine), tmp_path / "w.jsonl", seed=1)
    opened.begin()
    opened.close()
    mine.write_text("changed beyond recognition", "utf-8")
    assert session.resumed(tmp_path / "w.jsonl").table.phase is Phase.DISCUSSING


def test_what_cannot_be_recorded_has_not_happened(workshop: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.begin()
    seen: list[str] = []
    workshop.listeners.append(lambda: seen.append("told"))
    before = workshop.table

    def broken(_file: int, _raw: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", broken)
    with pytest.raises(JournalError, match="not recorded"):
        workshop.count({"wipe": 3})
    assert workshop.table == before
    assert seen == []


def test_listeners_hear_only_of_what_is_on_the_disk(workshop: Session) -> None:
    lines: list[int] = []
    workshop.listeners.append(lambda: lines.append(len(workshop.journal.path.read_text("utf-8").splitlines())))
    workshop.begin()
    workshop.count({"wipe": 3})
    assert lines == [2, 3]


def test_every_act_is_refused_in_the_phases_that_do_not_list_it() -> None:
    every = {act for acts in AFTER.values() for act in acts}
    assert every == set(Act)
    assert all(Act.UNDO in acts for phase, acts in AFTER.items() if phase is not Phase.OPENING)


OPTIONS = st.sampled_from(["o0", "o1", "o2", "o3", "x"])
CHOICES = st.lists(OPTIONS, max_size=2).map(tuple)
PEOPLE = st.sampled_from(["Ade", "Bea", "Cal", "Dot"])
PLAIN = ("begin", "decide", "move_on", "open_vote", "close_vote", "reopen_vote", "reveal")
COMMANDS = st.one_of(
    *(st.just((name, {})) for name in PLAIN),
    st.tuples(
        st.just("count"), st.fixed_dictionaries({"hands": st.dictionaries(OPTIONS, st.integers(-1, 3), max_size=4)})
    ),
    st.tuples(st.just("vote"), st.fixed_dictionaries({"delegate": PEOPLE, "choice": CHOICES})),
    st.tuples(st.just("seat"), st.fixed_dictionaries({"number": st.integers(-1, 6)})),
    st.tuples(st.just("deliver"), st.fixed_dictionaries({"inject": st.none() | st.just("x")})),
    st.tuples(
        st.just("break_tie"),
        st.fixed_dictionaries({"option": OPTIONS, "reason": st.sampled_from(["", "why not"])}),
    ),
    st.tuples(
        st.just("override"), st.fixed_dictionaries({"choice": CHOICES, "reason": st.sampled_from(["", "so be it"])})
    ),
    st.tuples(
        st.just("note"),
        st.fixed_dictionaries({"what": st.sampled_from(["rationale", "dissent"]), "text": st.sampled_from(["", "hm"])}),
    ),
    st.tuples(st.just("join"), st.fixed_dictionaries({"name": PEOPLE, "role": st.just(""), "key": PEOPLE})),
    st.tuples(st.just("remove"), st.fixed_dictionaries({"delegate": PEOPLE})),
    st.tuples(st.just("let_in"), st.fixed_dictionaries({"delegate": PEOPLE, "key": PEOPLE})),
    st.tuples(st.just("lock_room"), st.fixed_dictionaries({"is_locked": st.booleans()})),
    st.tuples(
        st.just("undo"), st.fixed_dictionaries({"round_id": st.none() | st.sampled_from(["r0", "r1", "r2", "x"])})
    ),
)
VOTE = [
    ("open_vote", {}),
    *(
        ("vote", {"delegate": who, "choice": (what,)})
        for who, what in zip("abcd", ("o0", "o0", "o1", "o1"), strict=True)
    ),
]
TYPICAL = st.sampled_from(
    [
        [("begin", {})],
        [("count", {"hands": {"o0": 2}}), ("decide", {}), ("move_on", {})],
        [("count", {"hands": {"o0": 1, "o1": 1}})],
        [*VOTE[:4], ("close_vote", {}), ("reveal", {})],
        [*VOTE, ("count", {"hands": {"o1": 1}}), ("close_vote", {}), ("reveal", {}), ("decide", {})],
        [("undo", {"round_id": None})],
    ]
)
OF_THE_ROOM = ("remove", "let_in", "lock_room")
"""What is said to no table, though it may change one."""
ORDERS = st.lists(st.tuples(st.integers(0, 2), COMMANDS.map(lambda one: [one]) | TYPICAL), max_size=16)
SETUPS = st.builds(
    SetUp,
    seats=st.sampled_from(
        [(), (Seat(name="B", number=4),), (Seat(name="B"), Seat(name="C", delegates=("Ade", "Bea")))]
    ).map(lambda more: (Seat(name="A", number=5), *more)),
    voting=st.sampled_from(["hands", "both"]),
    votes=st.sampled_from(["one", "two"]),
    quorum=st.sampled_from([0, 50, 100]),
    tie=st.sampled_from(["facilitator", "casting vote", "second vote"]),
    pace=st.sampled_from(["at once", "one by one"]),
)


@settings(max_examples=80 * EXAMPLES)
@given(scenarios(), SETUPS, ORDERS)
def test_replaying_gives_the_same_tables_and_refusals_change_nothing(
    loaded: Loaded, setup: SetUp, orders: list[tuple[int, list[tuple[str, dict[str, object]]]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.jsonl"
        workshop = session.opened(loaded, path, seed=5, setup=setup)
        for table, name, arguments in [(table, *order) for table, group in orders for order in group]:
            before = workshop.tables, path.read_bytes()
            try:
                getattr(workshop, name)(**arguments, **({} if name in OF_THE_ROOM else {"table": table}))
            except Refusal as refused:
                assert str(refused)
                assert (workshop.tables, path.read_bytes()) == before
            else:
                assert path.read_bytes().startswith(before[1])
                touched = set(range(len(before[0]))) if name in OF_THE_ROOM else {table}
                others = [number for number in range(len(before[0])) if number not in touched]
                assert all(workshop.tables[number] is before[0][number] for number in others)
                for number in touched:
                    assert_sound(workshop, number)
        workshop.close()
        assert tables.replayed(loaded.play, journal.read(path).events) == workshop.tables
        again = session.resumed(path)
        again.close()
        assert (again.tables, again.guests) == (workshop.tables, workshop.guests)
        assert all(
            set(table.joined) == {one.name for one in again.guests.at(n)} for n, table in enumerate(again.tables)
        )


def assert_sound(workshop: Session, number: int) -> None:
    """What holds of every table at any time."""
    table = workshop.tables[number]
    assert not table.present or table.vote.voters <= max(table.present, table.vote.present)
    overridden = table.phase is Phase.OUTCOME and table.turns[-1].decision.how == "override"
    if not overridden:  # that can come without a vote
        assert (table.tally is not None) is (table.phase in SHOWN and table.phase is not Phase.ENDED)
    view = views.facilitator(workshop, number)
    if table.phase in (Phase.VOTING, Phase.CLOSED):
        assert not any(option.hands or option.leads for option in view.options)
    if table.phase is Phase.COUNTED and table.setup.quorum:
        assert view.voted >= table.needed


FRIDAY = library.load(Path("tests/samples/scenarios/friday.yaml"))


@pytest.fixture
def saturday(tmp_path: Path) -> Session:
    """A session at the round in which several options can be taken within a budget."""
    fresh = session.opened(FRIDAY, tmp_path / "f.jsonl", seed=1)
    fresh.follow(paths.read(FRIDAY.play, "first-hour:isolate night:police"))
    return fresh


def test_several_options_are_taken_by_approvals_within_the_budget(saturday: Session) -> None:
    saturday.count({"ico": 5, "residents": 4, "nobody": 1})
    saturday.decide()
    assert saturday.table.turns[-1].decision.choice == ("ico", "residents")


def test_a_tie_at_the_edge_is_broken_and_the_rest_stands(saturday: Session) -> None:
    saturday.count({"ico": 2, "residents": 2, "nobody": 2})
    assert saturday.table.phase is Phase.TIED
    saturday.break_tie("nobody", "The room wants to sleep on it.")
    assert saturday.table.turns[-1].decision.choice == ("nobody",)


def test_the_screen_says_how_to_choose_what_things_cost_and_how_the_clock_stands(saturday: Session) -> None:
    view = views.facilitator(saturday)
    assert view.question == "Whom do you tell today? (Choose up to 2, prices within 100; votes are approvals)"
    assert [option.text for option in view.options] == [
        "The ICO (price 40)",
        "The residents named (price 60)",
        "Nobody until Monday (price 0, excludes the others)",
    ]
    assert view.deadlines == ("Tell the ICO: 72 of 72 hours left",)
    saturday.count({"nobody": 2})
    saturday.decide()
    saturday.move_on()
    assert views.facilitator(saturday).deadlines == ("Tell the ICO: 24 of 72 hours left",)


def test_a_message_for_one_role_is_not_on_the_screen_that_all_can_see(tmp_path: Path) -> None:
    fresh = session.opened(FRIDAY, tmp_path / "g.jsonl", seed=1)
    fresh.begin()
    view = views.facilitator(fresh)
    fresh.close()
    assert [inject.sender for inject in view.injects] == ["Service desk"]
    assert "**For SIRO.** From Your IT lead: I can pull the plug. I need a yes from you." in view.notes


def test_a_missed_deadline_is_told_in_the_outcome(saturday: Session) -> None:
    saturday.count({"nobody": 2})
    saturday.decide()
    saturday.move_on()
    saturday.count({"date": 2})
    saturday.decide()
    outcome = views.facilitator(saturday).outcome
    assert outcome is not None
    assert "The paper prints." in outcome.texts
    assert "**Deadline missed: Tell the ICO.** The ICO asks why it heard late." in outcome.texts


def test_a_situation_shows_meters_hours_and_what_was_decided(tmp_path: Path) -> None:
    shows = 'Trust {{ trust }}, cost {{cost}}; {{ ico }} hours of 72, hour {{ hours }}. You: {{ chose("first-hour") }}.'
    text = FRIDAY.text.replace("situation: The group's name is on the screens now.", f"situation: '{shows}'")
    fresh = session.opened(library.loaded("f", Source(text, "f")), tmp_path / "s.jsonl", seed=1)
    fresh.follow(paths.read(fresh.play, "first-hour:isolate"))
    situation = views.facilitator(fresh).situation
    fresh.close()
    assert situation == "Trust 70, cost £40k; 72 hours of 72, hour 1. You: Disconnect the shared platform now."
