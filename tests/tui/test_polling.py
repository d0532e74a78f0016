"""Phones answer a briefing's question: what the speaker sees of the way in, of how many, and of the answers."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from game import library
from game.allowed import Hosting
from game.seating import Voting
from game.tui.app import Console
from game.tui.screens.slide import SlideScreen
from tests.cases import compare_golden
from tests.tui.hall import Hall, hosts
from tests.tui.stage import LARGE, SMALL, TINY, Size, Stage, Story, acted, nothing, told
from tests.tui.test_briefing import OURS
from tests.tui.test_briefing import SAMPLE as BUSES
from tests.tui.test_golden import frame_of, golden
from tests.tui.test_phones import SIZES, elsewhere

ADDRESS = "192.168.1.20:8437"
QUESTION = 2


@pytest.fixture
def shelf(desk: Path) -> Path:
    """A briefing to choose."""
    (desk / "scenarios" / "briefings").mkdir()
    shutil.copy(BUSES, desk / "scenarios" / "briefings")
    return desk


def briefed(
    story: Story, voting: Voting = "both", size: Size = SMALL, hosting: Hosting | None = None, path: Path = BUSES
) -> None:
    """Tell a story on a console that was opened with a briefing."""
    acted(lambda: Console(None, briefing=library.load_briefing(path), polling=voting, hosting=hosting), story, size)


def answered(hall: Hall, answers: Mapping[int, tuple[int, ...]], phones: int = 14) -> None:
    """Phones came in and said this."""
    assert hall.polled
    hall.polled = replace(hall.polled, phones=phones, answers=answers)
    elsewhere(hall.stir)


@SIZES
def test_the_question_says_how_to_come_in_and_how_many_have_answered_then_how(size: Size) -> None:
    hall, drawn = Hall(), dict[str, str]()

    async def story(stage: Stage) -> None:
        await stage.see(ADDRESS)
        assert "No phone is in yet." in stage.words
        drawn["poll-first"] = stage.text
        await stage.press("right right")
        await stage.see("Nobody has answered.")
        answered(hall, {QUESTION: (5, 2, 5)})
        await stage.see("12 have answered.")
        drawn["poll-asked"] = stage.text
        assert stage.next_step == "Show the answers"
        await stage.press("v 1 enter 0 enter 4 enter")
        await stage.see("17 have answered.")
        assert "votes" not in stage.words
        await stage.press("enter")
        assert hall.showing and hall.showing.is_shown
        assert stage.next_step == "Next: Thank you"
        drawn["poll-shown"] = stage.text
        assert "Total 17 votes" in stage.words
        await stage.press("enter")
        assert "Thank you" in stage.words and ADDRESS not in stage.words
        await stage.press("left")
        assert "Total 17 votes" in stage.words

    briefed(story, "both", size, hosts(hall))
    assert hall.is_for_phones
    assert not hall.is_on
    for name, text in drawn.items():
        compare_golden(golden(name, size), "\n".join(frame_of(text, size)))


@SIZES
def test_the_screen_of_phones_has_the_square_and_goes_back_to_the_slide(shelf: Path, size: Size) -> None:
    hall, drawn = Hall(), dict[str, str]()

    async def story(stage: Stage) -> None:
        await stage.press("enter right right p")
        await stage.see(ADDRESS)
        answered(hall, {}, 3)
        await stage.press("j")
        await stage.see("3 phones are in.")
        drawn["poll-join"] = stage.text
        assert stage.lines[0].split()[0] == "BRIEFING"
        assert "█▀▀▀▀▀█" in stage.text
        assert "Lock the room" not in stage.words
        await stage.press("end up enter enter")
        await stage.see("P4T R9W")
        await stage.press("j")
        assert "How did you come today?" in stage.words
        assert "P4T\N{NO-BREAK SPACE}R9W" in stage.text

    told(story, nothing, size, hosting=hosts(Hall(), hall))
    for name, text in drawn.items():
        compare_golden(golden(name, size), "\n".join(frame_of(text, size)))


def test_phones_are_let_in_from_a_key_on_the_question_and_not_before(shelf: Path) -> None:
    first, second = Hall(), Hall(wall_key="another", port=9999)

    async def story(stage: Stage) -> None:
        await stage.press("enter p")
        assert not first.is_for_phones, "on a slide without a question the key is none"
        await stage.press("right right")
        assert ADDRESS not in stage.words
        assert stage.next_step == "Count the hands"
        await stage.press("p")
        await stage.see(ADDRESS)
        assert (first.is_on, second.is_on, second.is_for_phones) == (False, True, True)
        assert (second.wall_key, second.port) == (first.wall_key, first.port), "the wall comes back"
        assert stage.next_step == "Show the answers"
        await stage.press("escape")
        assert second.showing is None

    told(story, nothing, hosting=hosts(first, second))


def test_phones_are_let_in_from_the_palette_on_any_slide_and_hands_counted_before_stay(shelf: Path) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.choose("let phones", "phones answer so only during a briefing")
        await stage.press("enter right right enter 5 enter 2 enter 1 enter")
        await stage.choose("let phones", ADDRESS)
        assert "Total 8 votes" in stage.words
        assert stage.next_step == "Next: Thank you"
        await stage.choose("show how phones", "Join with a phone")

    told(story, nothing, hosting=hosts(Hall(), hall))
    assert hall.is_for_phones


def test_hands_are_not_asked_where_only_phones_answer_but_where_no_phone_can_come(shelf: Path) -> None:
    async def phones(stage: Stage) -> None:
        await stage.see(ADDRESS)
        await stage.press("right right v")
        assert stage.next_step == "Show the answers"

    async def hands(stage: Stage) -> None:
        await stage.see("Phones cannot be used now: count hands.")
        await stage.press("right right")
        await stage.see("Count the hands")
        await stage.press("enter 5 enter 2 enter 1 enter")
        assert stage.next_step == "Show the answers"
        await stage.press("enter")
        assert "Total 8 votes" in stage.words

    briefed(phones, "phones", hosting=hosts(Hall()))
    briefed(hands, "phones", hosting=hosts(Hall(refusal="no network card was found")))


def test_what_phones_answer_while_hands_are_typed_takes_no_number_away(shelf: Path) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see(ADDRESS)
        await stage.press("right right v 7")
        answered(hall, {QUESTION: (1, 1, 0)})
        await stage.see("2 have answered.")
        await stage.press("enter 1 enter 1 enter enter")
        assert "Total 11 votes" in stage.words
        await stage.press("v")
        assert "Total 9 hands" in stage.words, "the fields hold hands alone"

    briefed(story, "both", hosting=hosts(hall))


def test_an_answer_that_came_with_the_key_is_on_the_screen_too() -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see(ADDRESS)
        await stage.press("right right enter")
        assert "Total 0 votes" in stage.words
        answered(hall, {QUESTION: (1, 0, 0)})
        await stage.see("Total 1 vote")

    briefed(story, "both", hosting=hosts(hall))


def test_the_session_after_a_briefing_keeps_the_room(shelf: Path) -> None:
    hall = Hall()
    (shelf / "scenarios" / "wet.yaml").write_bytes((BUSES.parents[1] / "scenarios" / "small-council.yaml").read_bytes())

    async def story(stage: Stage) -> None:
        await stage.press("end enter right right p")
        await stage.see(ADDRESS)
        await stage.press("escape home enter down right enter")
        await stage.see("Nobody has joined yet.")
        assert hall.session is stage.session
        assert hall.is_on

    told(story, nothing, hosting=hosts(Hall(), hall))


def test_a_session_by_hands_after_a_briefing_with_phones_asks_nobody_in(shelf: Path) -> None:
    hall = Hall()
    (shelf / "scenarios" / "wet.yaml").write_bytes((BUSES.parents[1] / "scenarios" / "small-council.yaml").read_bytes())

    async def story(stage: Stage) -> None:
        await stage.press("end enter right right p")
        await stage.see(ADDRESS)
        await stage.press("escape home enter enter")
        assert "Otterby Parish Council" in stage.words
        assert ADDRESS not in stage.words
        await stage.press("j")
        assert "this workshop counts hands" in stage.words

    told(story, nothing, hosting=hosts(Hall(), hall))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_every_question_of_ours_fits_a_small_screen_with_the_way_in(path: Path) -> None:
    hall, cut, asked = Hall(), list[str](), list[str]()

    async def story(stage: Stage) -> None:
        await stage.see(ADDRESS)
        while True:
            screen = stage.app.screen
            assert isinstance(screen, SlideScreen)
            if screen.showing.slide.poll:
                asked.append(screen.showing.slide.title)
                answered(hall, {screen.showing.number: (99,) * len(screen.showing.totals)})
                await stage.see("have answered.")
                cut.extend(asked[-1:] if screen.content.max_scroll_y else [])
                await stage.press("enter")
            cut.extend([screen.showing.slide.title] if screen.content.max_scroll_y else [])
            if screen.showing.is_last:
                return
            await stage.press("right")

    briefed(story, "both", hosting=hosts(hall), path=path)
    assert asked
    assert cut == []


@pytest.mark.parametrize("size", [TINY, SMALL, LARGE])
def test_a_long_address_is_whole_on_every_screen(size: Size) -> None:
    hall = Hall(addresses=("https://workshops.council.example.org:8443",))

    async def story(stage: Stage) -> None:
        await stage.see("code")
        await stage.press("right right")
        assert "workshops.council.example.org:8443" in stage.text
        assert "K7M\N{NO-BREAK SPACE}2QX" in stage.text

    briefed(story, "both", size, hosts(hall))
