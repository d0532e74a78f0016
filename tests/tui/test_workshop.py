"""Whole workshops by keyboard."""

import errno
import os

import pytest

from game import journal, session
from game.phases import Phase
from game.tui.screens import face
from tests.tui.stage import LARGE, SMALL, TINY, Size, Stage, opened, told


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
def test_a_whole_workshop_is_played_by_enter_and_numbers(size: Size) -> None:
    async def story(stage: Stage) -> None:
        assert "EXERCISE" in stage.lines[0]
        await stage.press("enter")
        for hands in ((7, 2, 0), (5, 4), (3, 6)):
            assert "EXERCISE" in stage.lines[0]
            await stage.enter_until("Count the hands")
            await stage.press("enter")
            for number in hands:
                await stage.press(str(number), "enter")
            await stage.enter_until("Take the decision")
            await stage.press("enter")
            assert "Decided" in stage.words
            await stage.press("enter")
        assert stage.session.table.phase is Phase.ENDED
        assert [turn.decision.choice for turn in stage.session.table.turns] == [("carry",), ("fans",), ("later",)]
        assert "The end" in stage.lines[0]
        await stage.enter_until("Hold the hot wash")
        await stage.press("enter enter")
        assert "What is the only copy of something in your own organisation?" in stage.words
        await stage.enter_until("Write the report")
        await stage.press("enter escape")
        assert stage.next_step == "Leave: the exercise is over"
        await stage.press("enter enter")
        assert stage.has_left

    told(story, opened, size)


def test_hands_can_be_counted_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(5, 2, 1)
        assert stage.session.table.tally is not None
        assert stage.session.table.tally.total == 8
        await stage.press("v 1 enter 9 enter enter")
        assert dict(stage.session.table.tally.counts) == {"carry": 1, "pump": 9, "ask": 1}
        assert "11 votes" in stage.words
        await stage.press("enter")
        assert "Decided: Stay out." in stage.words

    told(story, opened)


def test_the_form_keeps_a_total_and_answers_what_is_no_number() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter v 1 2")
        assert "Total 12 hands" in stage.words
        assert stage.next_step == "Next: hands for B"
        await stage.press("x")
        assert "A number, please" in stage.words
        await stage.press("backspace")
        assert "A number, please" not in stage.words
        assert "Total 1 hand" in stage.words
        await stage.press("down 3 tab 4 up up")
        assert "Total 8 hands" in stage.words
        await stage.press("escape")
        assert stage.session.table.phase is Phase.DISCUSSING
        assert "Total" not in stage.words

    told(story, opened)


def test_nobody_voted_is_answered_beside_the_total() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter v enter enter enter")
        assert "nobody has voted yet" in stage.words
        assert stage.session.table.phase is Phase.DISCUSSING
        await stage.press("4")
        assert "nobody has voted yet" not in stage.words

    told(story, opened)


def test_a_closed_option_has_its_reason_and_no_field() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.play_round(1, 0, 0)
        await stage.press("v")
        assert "Closed: The freezer is offered only where the cellar was pumped out." in stage.words
        assert len([field for field in stage.app.screen.query("HandsField") if field.display]) == 2

    told(story, opened)


def test_a_tie_is_broken_with_a_reason_and_not_without() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(4, 4, 1)
        assert "tied" in stage.words
        assert stage.next_step == "Break the tie"
        await stage.press("enter down enter enter")
        assert "say why" in stage.words
        assert stage.session.table.phase is Phase.TIED
        await stage.type("the chair has the casting vote")
        await stage.press("enter")
        assert stage.session.table.turns[-1].decision.reason == "the chair has the casting vote"
        assert "Decided: Stay out." in stage.words
        assert "the tie was broken: the chair has the casting vote" in stage.words

    told(story, opened)


def test_undo_goes_back_to_an_earlier_round_after_saying_what_is_lost() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.play_round(5, 0, 0)
        await stage.play_round(5, 0)
        await stage.press("u")
        assert "Round 2 Wet paper: Dry them in the hall" in stage.words
        assert "takes back what was decided in round 2." in stage.words
        await stage.press("down")
        assert "takes back what was decided in round 1 and round 2." in stage.words
        await stage.press("enter")
        assert stage.next_step == "Yes, go back to round 1"
        await stage.press("escape escape")
        assert len(stage.session.table.turns) == 2
        await stage.press("u down enter enter")
        assert not stage.session.table.turns
        assert "Round 1 of 3" in stage.lines[0]
        assert stage.session.table.phase is Phase.DISCUSSING

    told(story, opened)


def test_hands_counted_by_mistake_are_taken_back() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(5, 2, 1)
        await stage.press("u")
        assert "a vote is on, nothing decided yet" in stage.words
        await stage.press("enter enter")
        assert stage.session.table.tally is None

    told(story, opened)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_notes_are_hidden_until_asked_for_and_again_in_each_round(size: Size) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert "Read aloud" not in stage.words
        await stage.press("n")
        assert "Read aloud" in stage.words
        await stage.press("n")
        assert "Read aloud" not in stage.words
        await stage.press("n")
        await stage.enter_until("Count the hands")
        await stage.press("n")
        await stage.play_round(5, 0, 0)
        assert "Round 2 of 3" in stage.lines[0]
        assert "freeze first" not in stage.words
        await stage.press("n")
        assert "freeze first" in stage.words

    told(story, opened, size)


def test_what_is_not_possible_is_refused_in_a_sentence() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter u")
        assert "Not possible: nothing is decided yet, so there is nothing to undo." in stage.words
        await stage.choose(
            "take the dec", "Not possible: nobody has voted in this round yet; count the hands or open the vote first."
        )
        await stage.press("s")
        assert "Not possible" not in stage.words

    told(story, opened)


def test_the_palette_holds_every_action() -> None:
    async def story(stage: Stage) -> None:
        await stage.choose("begin", "Round 1 of 3")
        await stage.choose("facilitator's notes", "Read aloud")
        await stage.choose("count the", "Total 0 hands")
        await stage.choose("undo", "nothing is decided yet")
        await stage.choose("keys", "The keys of this screen")
        await stage.choose("quorum", "How many sit at Table 1?")
        await stage.press("8 enter")
        assert "✓ The number is kept." in stage.words
        await stage.choose("mark", "Mark this moment")
        await stage.press("enter")
        assert "✓ Marked. It comes up again in the hot wash." in stage.words
        await stage.press("escape")
        assert "✓" not in stage.words
        await stage.choose("facilitator's notes", "Read aloud")
        await stage.choose("leave", "Leave the console?")

    told(story, opened)


def test_what_cannot_be_recorded_is_said_and_nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int, _raw: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.vote(5, 2, 1)
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", full)
            await stage.press("enter")
            assert "The decision was not recorded." in stage.words
            assert "No space left on device" in stage.words
            assert "5 leads" in stage.words
            assert stage.session.table.phase is Phase.COUNTED
        await stage.press("enter")
        assert "Decided: Carry up" in stage.words

    told(story, opened)


def test_a_key_pressed_twice_skips_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "CALM", 60)

    async def story(stage: Stage) -> None:
        await stage.press("enter")
        assert stage.session.table.phase is Phase.OPENING

    told(story, opened)


def test_leaving_asks_once_and_names_the_way_back(capfd: pytest.CaptureFixture[str]) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter q")
        assert f"siro play --resume {stage.session.journal.path.stem}" in stage.words
        await stage.press("escape")
        assert "Round 1 of 3" in stage.lines[0]
        await stage.press("q enter")
        assert stage.has_left

    told(story, opened)
    path = journal.latest()
    assert capfd.readouterr().err.startswith(f"Go on with: siro play --resume {path.stem}\n")
    again = session.resumed(path)
    assert again.table.phase is Phase.DISCUSSING
    again.close()


def test_the_theme_changes_with_one_key() -> None:
    async def story(stage: Stage) -> None:
        assert stage.app.theme == "projector-light"
        await stage.press("t")
        assert stage.app.theme == "projector-dark"

    told(story, opened, light=True)


def test_keys_pressed_faster_than_the_screen_can_follow_are_not_lost() -> None:
    async def story(stage: Stage) -> None:
        await stage.burst("enter enter")
        await stage.burst("v 1 2 enter 3 enter 4 enter")
        assert dict(stage.session.table.tally.counts if stage.session.table.tally else ()) == {
            "carry": 12,
            "pump": 3,
            "ask": 4,
        }

    told(story, opened)


def test_the_mouse_can_do_it_too() -> None:
    async def story(stage: Stage) -> None:
        await stage.click("Begin the exercise")
        assert "Round 1 of 3" in stage.lines[0]
        await stage.click("Notes")
        assert "Read aloud" in stage.words
        await stage.click("Enter")
        assert "Read aloud" not in stage.words
        await stage.click("Leave")
        assert "Leave the console?" in stage.words

    told(story, opened)


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 60)])
def test_odd_screens_do_not_stop_a_workshop(size: Size) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.play_round(4, 1, 1)
        await stage.play_round(4, 1)
        await stage.play_round(4, 1)
        assert stage.session.table.phase is Phase.ENDED

    told(story, opened, size)
