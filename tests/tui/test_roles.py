"""Roles that are dealt: who plays what and what each is told, before the first round, in the console and in text."""

from pathlib import Path

import pytest

from game import library, plain, session
from game.seating import Seat, SetUp
from game.session import Session
from tests.cases import compare_golden
from tests.tui.stage import LARGE, SMALL, Size, Stage, told
from tests.tui.test_golden import frame_of, golden

FRIDAY = Path(__file__).parents[1] / "samples" / "scenarios" / "friday.yaml"
ELM = Seat(name="Elm", delegates=("Ann", "Ben", "Cleo", "Dev"))
OAK = Seat(name="Oak", number=2)


def dealt(*, roles: bool = True) -> Session:
    """A new session of two tables whose roles are dealt."""
    setup = SetUp(seats=(ELM, OAK), roles=roles)
    return session.opened(library.load(FRIDAY), None, 1, setup)


def asked(*answers: str, roles: bool = True) -> str:
    """What the plain workshop says to these lines."""
    said: list[str] = []
    typed = iter(answers)
    held = dealt(roles=roles)
    plain.run(held, lambda view, prompt: next(typed, None), said.append)
    held.close()
    return "\n".join(said)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_first_screen_of_a_table_says_who_plays_what_and_shows_the_cards(desk: Path, size: Size) -> None:
    async def story(stage: Stage) -> None:
        compare_golden(golden("opening-roles", size), "\n".join(frame_of(stage.text, size)))
        await stage.press("end")
        for role in stage.session.play.scenario.roles.values():
            assert role.title in stage.words
        assert "The local paper has your mobile number." in stage.words

    told(story, dealt, size)


def test_without_dealing_no_card_is_on_the_screen(desk: Path) -> None:
    async def story(stage: Stage) -> None:
        assert "Who plays what" not in stage.words
        assert "The local paper has your mobile number." not in stage.words

    told(story, lambda: dealt(roles=False), LARGE)


def test_in_text_the_names_come_at_the_start_and_the_cards_when_asked_for(desk: Path) -> None:
    start, _, cards = asked("roles").partition("Type roles for the cards.")
    assert "SIRO, with the casting vote: " in start
    assert all(name in start for name in ELM.delegates)
    assert "The local paper has your mobile number." not in start
    assert "The local paper has your mobile number." in cards
    assert "No roles are dealt in this workshop." in asked("roles", roles=False)


def test_the_casting_vote_is_always_dealt_and_each_table_has_its_own(desk: Path) -> None:
    said = asked("table 2")
    oak = said[said.index("Oak:") :]
    assert "SIRO, with the casting vote: delegate 1" in oak
    assert "Head of communications: nobody" in oak
    assert "Ann" not in oak
