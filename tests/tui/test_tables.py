"""Workshops of several tables, and every way in which a vote can go, by keys: nothing is shown before its time."""

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from game import library, rehearsing, session
from game.authoring.reading import Source
from game.comparing import Glance
from game.phases import Phase
from game.seating import Seat, SetUp
from game.session import Session
from game.tui import desk as desks
from game.tui.app import Console
from game.tui.widgets import strip
from tests.cases import compare_golden
from tests.tui.stage import GOLDEN, LARGE, SAMPLE, SMALL, Size, Stage, told

TEN = ("Ade", "Bea", "Cal", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jem")
EIGHT = SetUp(
    seats=tuple(Seat(name=f"Table {number}", delegates=TEN, number=10) for number in range(1, 9)),
    voting="phones",
    quorum=50,
    pace="one by one",
)
WAITS = SAMPLE.read_text("utf-8").replace("{id: fire, from:", "{id: fire, on_demand: true, from:")


def room(setup: SetUp, text: str = "") -> Callable[[], Session]:
    """What opens the sample in a room like this."""
    loaded = library.loaded("wet", Source(text, "wet.yaml")) if text else library.load(SAMPLE)
    return partial(session.opened, loaded, None, 1, setup)


def one(**rules: object) -> Callable[[], Session]:
    """What opens the sample for one table of five."""
    return room(SetUp(seats=(Seat(name="Table 1", number=5),), **rules))  # type: ignore[arg-type]


def cast(held: Session, number: int, options: str) -> None:
    """Ballots of a table, in the order of the delegates."""
    for name, option in zip(TEN, options.split(), strict=False):
        held.vote(name, (option,), number)


def phases(stage: Stage) -> list[Phase]:
    """Where every table is."""
    return [table.phase for table in stage.session.tables]


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_eight_tables_of_ten(size: Size) -> None:
    async def story(stage: Stage) -> None:
        def golden(name: str) -> None:
            compare_golden(GOLDEN / f"eight-{name}-{size[0]}x{size[1]}.txt", stage.text)

        held = stage.session
        await stage.press("enter")
        assert phases(stage) == [Phase.DISCUSSING] * 8
        for number, options in enumerate((("carry", "pump"), ("fans", "bin"), ("later", "honest"))):
            for table in range(8):
                assert f"Table {table + 1}" in stage.lines[0]
                await stage.enter_until("Open the vote")
                await stage.press("enter")
                cast(held, table, " ".join([options[table % 2]] * 6 + [options[1 - table % 2]] * 3))
                await stage.settle()
                assert stage.next_step == "Close the vote: 9 of 10 have voted; the quorum is 5"
                assert "leads" not in stage.words
                if (number, table) == (0, 3):
                    golden("voting")
                await stage.press("enter enter")
                assert "6 leads" in stage.words
                await stage.press("enter")
                if table < 7:
                    assert stage.next_step == f"Go to Table {table + 2}: talking"
                    await stage.press("enter")
            assert stage.next_step == "Compare the tables"
            await stage.press("enter")
            if number == 0:
                golden("comparison")
                if size == LARGE:
                    return
            assert stage.next_step == "Everyone goes on"
            await stage.press("enter")
            assert len({table.state.round for table in held.tables}) == 1
        assert phases(stage) == [Phase.ENDED] * 8
        await stage.press("enter")
        await stage.see("Better than")
        await stage.hold("eight-standing")

    told(story, room(EIGHT), size)


def test_all_tables_at_a_glance_and_going_to_one_of_them() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter w")
        await stage.hold("eight-tables")
        await stage.press("down down enter")
        assert "Table 3" in stage.lines[0]
        await stage.press("right_square_bracket")
        assert "Table 4" in stage.lines[0]
        await stage.press("left_square_bracket left_square_bracket")
        assert "Table 2" in stage.lines[0]

    told(story, room(EIGHT))


def test_undo_at_one_table_leaves_the_others_and_goes_across_a_round() -> None:
    async def story(stage: Stage) -> None:
        held = stage.session
        await stage.press("enter")
        for number in range(8):
            for option in ("carry", "fans"):
                held.count({option: 3}, number)
                held.override((option,), "to begin with", number)
                held.move_on(number)
        await stage.settle()
        others = held.tables[1:]
        await stage.press("u")
        assert "takes back what was decided in round 2." in stage.words
        await stage.press("down enter enter")
        assert "Table 1 · Round 1 of 3" in stage.lines[0]
        assert (held.tables[0].turns, held.tables[1:]) == ((), others)
        await stage.enter_until("Open the vote")
        await stage.press("enter")
        cast(held, 0, "pump pump pump pump pump")
        await stage.press("enter enter enter")
        assert stage.next_step == "Compare the tables"

    told(story, room(EIGHT))


def test_a_table_that_has_ended_early_sends_to_one_that_plays() -> None:
    async def story(stage: Stage) -> None:
        held = stage.session
        held.begin(0)
        held.begin(1)
        for option in ("carry", "fans", "later"):
            held.override((option,), "ahead of all", 0)
            held.move_on(0)
        await stage.settle()
        assert stage.next_step == "Go to South: talking"
        await stage.press("enter")
        assert "South · Round 1" in stage.lines[0]

    told(story, room(SetUp(seats=(Seat(name="North"), Seat(name="South")))))


def test_too_few_votes_decide_nothing_and_an_override_needs_a_reason() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 0, 0)
        assert stage.session.table.phase is Phase.SHORT
        assert stage.next_step == "Vote again: too few have voted"
        await stage.hold("short")
        await stage.press("x down enter enter")
        assert "say why" in stage.words
        await stage.hold("override")
        await stage.type("the minister rang")
        await stage.press("enter")
        assert "the facilitator decided: the minister rang" in stage.words

    told(story, one(quorum=100))


def test_short_of_the_quorum_one_counts_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 0, 0)
        await stage.press("enter")
        for number in "320":
            await stage.press(number, "enter")
        assert stage.next_step == "Take the decision: A"

    told(story, one(quorum=100))


def test_who_leaves_may_make_a_quorum_of_those_who_voted() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 0, 0)
        await stage.choose("how many sit", "5 so far")
        await stage.hold("delegates")
        await stage.press("2 enter")
        assert "2 of 2 have voted; the quorum is 2" in stage.words
        assert stage.next_step == "Vote again: other numbers make a quorum now"
        await stage.press("enter enter enter enter")
        assert stage.next_step == "Take the decision: A"

    told(story, one(quorum=100))


def test_the_same_hands_counted_again_are_a_count_too() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 1, 0)
        await stage.press("v")
        for number in "210":
            await stage.press("backspace", number, "enter")
        assert stage.next_step == "Take the decision: A"
        assert len(stage.session.journal.contents.events) == 4

    told(story, one())


def test_a_tie_settled_by_the_casting_vote() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 2, 0)
        await stage.press("enter")
        assert "The chair has the casting vote." in stage.words
        await stage.press("down enter")
        await stage.type("she chairs")
        await stage.press("enter")
        assert "the casting vote settled the tie: she chairs" in stage.words
        assert stage.session.table.turns[0].decision.how == "casting vote"

    told(story, one(tie="casting vote"))


def test_a_tie_that_goes_to_a_second_vote_and_from_there_to_the_facilitator() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(2, 2, 0)
        assert stage.next_step == "Vote again: a tie goes to a second vote"
        await stage.hold("tied-again")
        await stage.press("enter")
        for number in "220":
            await stage.press(number, "enter")
        assert stage.next_step == "Break the tie"
        await stage.press("enter enter")
        await stage.type("twice is enough")
        await stage.press("enter")
        assert stage.session.table.turns[0].decision.choice == ("carry",)

    told(story, one(tie="second vote"))


def test_of_two_votes_the_first_is_talked_about_and_the_shift_is_shown() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(4, 1, 0)
        assert stage.next_step == "Vote again: the second vote decides"
        await stage.hold("first-vote")
        await stage.press("enter")
        for number in "230":
            await stage.press(number, "enter")
        assert "First vote to second: 4 to 2, down 2" in stage.words
        await stage.hold("second-vote")
        assert stage.next_step == "Take the decision: B"

    told(story, one(votes="two"))


def test_hands_stand_beside_the_ballots() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter o")
        cast(stage.session, 0, "carry carry pump")
        await stage.settle()
        await stage.press("v 0 enter 3 enter 0 enter")
        assert "that makes 6 and 5 sit at this table" in stage.words
        await stage.press("up backspace 2 enter enter")
        await stage.enter_until("Close the vote: 5 of 5 have voted")
        await stage.press("enter enter")
        assert stage.session.table.tally is not None
        assert dict(stage.session.table.tally.counts) == {"carry": 2, "pump": 3, "ask": 0}

    told(story, one(voting="both"))


def test_a_vote_that_was_closed_too_early_is_reopened() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter o")
        cast(stage.session, 0, "carry carry")
        await stage.settle()
        await stage.press("enter")
        assert stage.next_step == "Reveal the vote"
        await stage.hold("vote-closed")
        await stage.choose("reopen", "Close the vote: 2 of 5 have voted")
        cast(stage.session, 0, "pump pump pump")
        await stage.settle()
        assert stage.next_step.startswith("Close the vote: 3 of 5")

    told(story, one(voting="both"))


def test_messages_one_by_one_and_on_demand() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert "Keyholder" not in stage.words
        assert stage.next_step == "Read the next message (1 to come)"
        await stage.press("enter")
        assert "I have wellingtons" in stage.words
        assert [*stage.session.table.delivered] == ["keyholder"]
        await stage.press("m")
        assert "Fire control room" in stage.words
        await stage.hold("messages")
        await stage.press("enter")
        assert [*stage.session.table.delivered] == ["keyholder", "fire"]
        await stage.press("m")
        assert "Not possible: no message waits for you in this round." in stage.words

    told(story, room(SetUp(seats=(Seat(name="Table 1"),), pace="one by one"), WAITS))


def test_the_timer_starts_pauses_gets_more_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(desks, "monotonic", lambda: clock[0])

    async def story(stage: Stage) -> None:
        await stage.press("enter c")
        assert "5:00 left" in stage.lines[0]
        clock[0] += 61
        stage.app.tick()
        await stage.see("3:59 left")
        await stage.press("plus")
        assert "4:59 left" in stage.lines[0]
        await stage.press("c")
        assert "4:59 left, paused" in stage.lines[0]
        await stage.press("c")
        clock[0] += 330
        stage.app.tick()
        await stage.see("0:31 over")
        assert stage.session.table.phase is Phase.DISCUSSING, "it never ends anything"
        await stage.choose("take the timer", "Saturday")
        assert "over" not in stage.lines[0]
        await stage.press("plus")
        assert "Not possible: the timer is not running; start it first." in stage.words
        await stage.press("c")
        await stage.play_round(3, 2, 0)
        assert "Round 2 of 3" in stage.lines[0]
        assert stage.session.timer is None, "the time was for the round before"

    told(story, one())


def test_the_wall_is_blanked_and_shown_again() -> None:
    async def story(stage: Stage) -> None:
        heard: list[bool] = []
        stage.session.listeners.append(lambda: heard.append(stage.session.is_blank))
        await stage.press("enter b")
        assert stage.session.is_blank
        assert "wall blank  Round 1 of 3" in stage.lines[0]
        await stage.press("c")
        assert "wall blank · 5:00 left  Round 1 of 3" in stage.lines[0]
        await stage.press("b")
        assert "wall" not in stage.lines[0]
        assert heard[-2:] == [True, False]

    told(story, one())


AFTER = {
    Phase.OPENING: "Begin the exercise",
    Phase.DISCUSSING: "Show the options",
    Phase.VOTING: "Close the vote: 2 of 5 have voted",
    Phase.CLOSED: "Reveal the vote",
    Phase.FIRST: "Vote again: the second vote decides",
    Phase.COUNTED: "Take the decision: A",
    Phase.TIED: "Break the tie",
    Phase.SHORT: "Vote again: too few have voted",
    Phase.OUTCOME: "Go on to the next round",
    Phase.ENDED: "Hold the hot wash",
}
"""What Enter does where a session is gone on with, phase by phase."""


def stopped_in(phase: Phase) -> Path:
    """A session that stopped in this phase."""
    held = one(voting="both", votes="two" if phase is Phase.FIRST else "one", quorum=40)()
    if phase is not Phase.OPENING:
        held.begin()
    match phase:
        case Phase.VOTING | Phase.CLOSED:
            held.open_vote()
            cast(held, 0, "carry pump")
            if phase is Phase.CLOSED:
                held.close_vote()
        case Phase.FIRST | Phase.COUNTED:
            held.count({"carry": 3})
        case Phase.TIED:
            held.count({"carry": 2, "pump": 2})
        case Phase.SHORT:
            held.count({"carry": 1})
        case Phase.OUTCOME:
            held.override(("carry",), "so")
        case Phase.ENDED:
            for option in ("carry", "fans", "later"):
                held.override((option,), "so")
                held.move_on()
    assert held.table.phase is phase
    held.close()
    return held.journal.path


@pytest.mark.parametrize("phase", [*Phase])
def test_a_session_goes_on_in_every_phase(phase: Phase) -> None:
    path = stopped_in(phase)

    async def story(stage: Stage) -> None:
        assert stage.session.table.phase is phase
        assert stage.next_step.startswith(AFTER[phase]), stage.next_step

    told(story, lambda: session.resumed(path))


def test_a_rehearsal_votes_by_itself_once_the_vote_is_open() -> None:
    async def story(stage: Stage) -> None:
        from game.tui.rehearsal import Rehearsal

        soon: list[Callable[[], None]] = []

        def later(_pause: float, act: Callable[[], None]) -> None:
            soon.append(act)

        stage.app.rehearsal = Rehearsal(stage.session, later)
        await stage.press("enter")
        await stage.enter_until("Open the vote")
        assert soon == []
        await stage.press("enter")
        while soon:
            soon.pop(0)()
            await stage.settle()
        voted = stage.session.table.vote.voters
        assert voted >= 6
        assert f"{voted} of 8 have voted" in stage.next_step
        await stage.press("enter")
        assert stage.session.table.phase is Phase.CLOSED

    told(story, room(rehearsing.setup(1, 8)))


def test_made_up_delegates_stop_when_the_vote_is_closed() -> None:
    async def story(stage: Stage) -> None:
        from game.tui.rehearsal import Rehearsal

        soon: list[Callable[[], None]] = []
        stage.app.rehearsal = Rehearsal(stage.session, lambda _pause, act: soon.append(act))
        await stage.press("enter")
        await stage.enter_until("Open the vote")
        await stage.press("enter")
        soon.pop(0)()
        await stage.settle()
        await stage.press("enter")
        voted = stage.session.table.vote.voters
        for act in soon:
            act()
        await stage.settle()
        assert stage.session.table.vote.voters == voted == 1

    told(story, room(rehearsing.setup(1, 8)))


def test_a_rehearsal_is_asked_for_by_the_console_itself() -> None:
    held = room(rehearsing.setup(1, 8))()
    app = Console(held, rehearses=True)
    assert app.rehearsal is not None
    held.close()


def test_what_is_to_be_known_at_the_end_is_worked_out_a_little_after_the_first_round_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desks, "AHEAD", 5.0)
    clock = [monotonic()]
    monkeypatch.setattr(desks, "monotonic", lambda: clock[0])

    async def story(stage: Stage) -> None:
        assert stage.app.desk is not None
        background = stage.app.desk.background
        clock[0] += 60
        stage.app.tick()
        assert background.process is None, "nothing before it begins"
        await stage.press("enter")
        stage.app.tick()
        clock[0] += 4
        stage.app.tick()
        assert background.process is None
        clock[0] += 2
        stage.app.tick()
        assert background.process is not None
        assert background.wait() is not None

    told(story, one())


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_table_is_ever_cut_off_the_line_of_tables(width: int) -> None:
    every = list(product((1, 2), (Phase.VOTING, Phase.COUNTED, Phase.DISCUSSING)))
    chance = Random(8)
    for _ in range(200):
        glances = [
            Glance(n, f"Table {n + 1}", round, phase, 10, 10)
            for n, (round, phase) in enumerate(chance.choices(every, k=8))
        ]
        lines = strip.line(glances, 3, width - strip.EDGES).plain.split("\n")
        assert len(lines) <= 2
        assert all(len(line) <= width - strip.EDGES for line in lines)
        assert re.findall(r"[ ▸]([1-8]) ", " ".join(lines)) == [*"12345678"]
        assert " ".join(lines).count("▸4") == 1


def test_tables_that_are_in_different_rounds_take_two_lines() -> None:
    def apart() -> Session:
        held = room(EIGHT)()
        for number in range(8):
            held.begin(number)
            if number % 2:
                held.override(("pump",), "they are ahead", number)
                held.move_on(number)
        return held

    async def story(stage: Stage) -> None:
        assert stage.lines[1:3] == [
            "  R1 ▸1 talk  R2  2 talk  R1  3 talk  R2  4 talk",
            "  R1  5 talk  R2  6 talk  R1  7 talk  R2  8 talk",
        ]
        await stage.hold("eight-apart")
        await stage.press("right_square_bracket")
        assert "R2 ▸2 talk" in stage.lines[1]
        await stage.press("w")
        assert stage.next_step == "Go to table 2", "the cursor is on the table that was on the screen"
        await stage.press("escape")
        assert "8 talk" in stage.lines[2]
        await stage.press("z")
        assert "talk  R1" not in stage.text

    told(story, apart)
