"""The workshop line by line: the same decisions, in reading order, with nothing ahead of its time."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game import library, plain, session, unattended
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session
from game.views import FacilitatorView
from tests.cases import Golden

LOADED = library.load(Path("tests/samples/scenarios/two-rounds.yaml"))
GOLDEN = Path("tests/golden/plain-two-rounds.txt")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Session]:
    """A fresh session."""
    fresh = session.opened(LOADED, tmp_path / "w.jsonl", seed=3)
    yield fresh
    fresh.close()


def played(workshop: Session, *answers: str) -> str:
    """What is shown when these lines are typed."""
    lines = iter(answers)
    shown: list[str] = []

    def ask(_view: FacilitatorView, prompt: str) -> str | None:
        answer = next(lines, None)
        shown.append(f"{prompt} {answer or ''}".rstrip())
        return answer

    plain.run(workshop, ask, shown.append)
    return "\n".join(shown)


def test_a_whole_workshop_reads_as_its_golden_text(workshop: Session, golden: Golden) -> None:
    shown = played(workshop, "", "A 2, B 2", "B the chair decides", "", "C 4", "", "", "")
    golden(GOLDEN, shown + "\n")


@pytest.mark.parametrize("hands", ["A 5, B 3", "a5 b3", "A=5;B=3.", "a: 5, b:3", "A5B3"])
def test_hands_are_understood_as_people_write_them(workshop: Session, hands: str) -> None:
    played(workshop, "", hands)
    assert workshop.table.tally is not None
    assert workshop.table.tally.counts == (("wipe", 5), ("tell", 3), ("wait", 0))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["", "five for A"], "Not possible: 'five for A' is not understood; type the hands such as A 5, B 3, or help."),
        (["", "D 5"], "Not possible: there is no option D."),
        (["", "A 0"], "Not possible: nobody has voted yet; enter at least one hand."),
        (["A 3"], "Not possible: the exercise has not begun yet; begin it first."),
        (["undo"], "Not possible: the exercise has not begun yet; begin it first."),
        (["", "undo"], "Not possible: nothing is decided yet, so there is nothing to undo."),
        (["", "undo 9"], "Not possible: there is no round 9."),
        (["", "A 1, B 1", "C because"], "Not possible: C is not one of the options that lead."),
        (["", "B 3", "", "", "B 2"], "Not possible: B cannot be chosen: You do not know yet what was on it."),
    ],
)
def test_what_is_not_possible_is_said_in_one_sentence(workshop: Session, answers: list[str], sentence: str) -> None:
    assert sentence in played(workshop, *answers).splitlines()


def test_undo_first_says_what_it_takes_back(workshop: Session) -> None:
    start = ["", "reason It was quick", "A 2", "", "", "B 3"]
    shown = played(workshop, *start, "undo 1").splitlines()
    first, second = (each.title for each in LOADED.scenario.rounds[:2])
    assert any(line.startswith(f"This would take back: Round 1, {first}: ") for line in shown)
    assert f"This would take back: Round 2, {second}: a vote is on, nothing decided yet" in shown
    assert "This would take back: 1 line of reasons and dissent" in shown
    assert "Type undo 1 yes to do it." in shown
    assert len(workshop.table.turns) == 1, "nothing is taken back before it is agreed to"
    assert any(
        line.startswith(f"Taken back: Round 1, {first}: ") for line in played(workshop, "undo 1 yes").splitlines()
    )
    assert not workshop.table.turns


def test_the_time_to_talk_is_kept_in_lines_too(workshop: Session) -> None:
    assert "Not possible: the timer is not running; start it first." in played(workshop, "", "more time")
    shown = played(workshop, "timer", "timer", "more time").splitlines()
    talk = LOADED.scenario.rounds[0].discuss or 5
    assert f"Timer: {talk}:00 left." in shown
    assert any(line.endswith("left, paused.") for line in shown)
    assert workshop.timer is not None and workshop.timer.length == 60 * (talk + 1)
    played(workshop, "timer off")
    assert workshop.timer is None
    played(workshop, "timer", "A 2", "", "")
    assert workshop.timer is None, "it was for the round before"
    played(workshop, "timer", "B 3", "", "move on")
    assert workshop.timer is None, "and that is so for one table taken on alone, where it is the only one"


def test_one_table_goes_on_while_the_other_catches_up(tmp_path: Path) -> None:
    setup = SetUp(seats=(Seat(name="North"), Seat(name="South")))
    with closing(session.opened(LOADED, tmp_path / "w.jsonl", seed=1, setup=setup)) as held:
        played(held, "", "A 2", "", "move on")
        assert [table.phase for table in held.tables] == [Phase.DISCUSSING] * 2
        assert [len(table.turns) for table in held.tables] == [1, 0]


def test_notes_are_shown_only_when_asked_for(workshop: Session) -> None:
    assert LOADED.scenario.rounds[0].notes in played(workshop, "", "notes")
    assert LOADED.scenario.rounds[0].notes not in played(workshop, "again", "help")


def test_help_names_every_word_that_is_obeyed(workshop: Session) -> None:
    shown = played(workshop, "help")
    for word in ("notes", "again", "undo", "help", "quit", "Enter"):
        assert word in shown


def test_the_fixed_votes_reach_the_end_with_a_tie_on_the_way(tmp_path: Path) -> None:
    flagship = session.opened(library.load(library.find(library.FLAGSHIP)), tmp_path / "w.jsonl", seed=1)
    shown: list[str] = []
    assert plain.run(flagship, unattended.fixed_votes, shown.append)
    flagship.close()
    assert "tie broken" in [turn.decision.how for turn in flagship.table.turns]
    assert "EXERCISE ENDS" in "\n".join(shown)
