"""Phones at the console: how they join, who has, what the facilitator does about them; and the wall."""

import threading
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from game import hosting, library, qr, session
from game.journal import read
from game.phases import Phase
from game.seating import Seat, SetUp, Voting
from game.session import Session
from game.tui import app, hosted
from game.tui.screens import face
from tests.cases import compare_golden
from tests.tui.hall import Hall, Knocking, hosts, joined
from tests.tui.stage import LARGE, SAMPLE, SMALL, Size, Stage, nothing, told
from tests.tui.test_golden import frame_of, golden

FRIDAY = Path(__file__).parents[1] / "samples" / "scenarios" / "friday.yaml"
BRIEFING = Path(__file__).parents[2] / "scenarios" / "briefings" / "risk-update-short.yaml"
ELM, OAK = Seat(name="Elm", number=12), Seat(name="Oak", number=8)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")


def by_phone(voting: Voting = "phones", *seats: Seat) -> Session:
    """A new session whose delegates vote by phone."""
    return session.opened(library.load(SAMPLE), None, 1, SetUp(seats=seats or (ELM,), voting=voting))


def elsewhere(act: Callable[[], None]) -> None:
    """Do something in another thread, as the server does."""
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def lines_of(stage: Stage, size: Size) -> str:
    """The screen, as a golden file holds it."""
    return "\n".join(frame_of(stage.text, size))


@SIZES
def test_the_first_screen_says_how_to_join_and_who_has(size: Size) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        assert "K7M 2QX" in stage.words
        assert "Nobody has joined yet." in stage.words
        elsewhere(lambda: joined(stage.session, "Ann", "Ben", "Cleo"))
        await stage.see("3 of 12 have joined.")
        compare_golden(golden("phones-opening", size), lines_of(stage, size))
        await stage.enter_until("Begin the exercise")
        assert "Otterby Parish Council" in stage.words
        await stage.press("enter")
        assert "Round 1 of 3" in stage.lines[0]

    told(story, by_phone, size, hosting=hosts(hall))
    assert hall.is_for_phones
    assert not hall.is_on, "the room is closed with the console"


@SIZES
def test_the_square_on_the_screen_is_the_code_with_its_light_edge(size: Size) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        await stage.press("j")
        edge = 4
        drawn = qr.rows(hall.join_url, edge)
        screen = stage.app.screen._compositor.render_strips()
        light = [
            "".join(segment.text for segment in strip if str(segment.style).endswith("#000000 on #ffffff"))
            for strip in screen
        ]
        assert tuple(line for line in light if line) == drawn

    told(story, by_phone, size, hosting=hosts(hall))


def test_without_colours_the_light_parts_are_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        assert all(row in stage.text for row in qr.rows(hall.join_url, 4, inverse=True))

    told(story, by_phone, hosting=hosts(hall))


def test_a_window_without_room_for_the_square_says_what_to_do() -> None:
    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        assert "Make the window" in stage.words
        await stage.pilot.resize_terminal(*SMALL)
        await stage.see("█▀▀▀▀▀█")

    told(story, by_phone, (60, 16), hosting=hosts(Hall()))


@SIZES
def test_the_screen_of_phones_is_a_key_away_and_holds_all_that_can_be_done(size: Size) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        await stage.enter_until("Begin the exercise")
        await stage.press("enter j")
        joined(stage.session, "Ann", "Ben", "Cleo")
        hall.waiting = (Knocking(7, "Ben"),)
        elsewhere(hall.stir)
        await stage.see("Answer Ben")
        compare_golden(golden("phones", size), lines_of(stage, size))
        await stage.press("j")
        assert "Round 1 of 3" in stage.lines[0]
        assert "A new phone asks to be let in as Ben: j" in stage.words

    told(story, by_phone, size, hosting=hosts(hall))


@SIZES
def test_eight_tables_have_room_on_the_screen_of_phones(size: Size) -> None:
    seats = tuple(Seat(name=f"Table {number}", number=10) for number in range(1, 9))

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        joined(stage.session, "Ann", "Ben", table=3)
        await stage.press("j")
        await stage.see("4: 2/10")
        compare_golden(golden("phones-eight", size), lines_of(stage, size))
        for words in ("See who has joined", "Lock the room", "Change the code", "Open the wall in a browser"):
            assert words in stage.words

    told(story, partial(by_phone, "phones", *seats), size, hosting=hosts(Hall()))


@pytest.mark.parametrize(("keys", "is_it"), [("enter enter", True), ("enter down enter", False)])
def test_a_phone_that_knocks_is_let_in_or_turned_away(keys: str, is_it: bool) -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        joined(stage.session, "Ben")
        hall.waiting = (Knocking(7, "Ben"),)
        elsewhere(hall.stir)
        await stage.see("! A new phone asks to be let in as Ben: j")
        await stage.press("t question_mark escape")
        assert "asks to be let in as Ben" in stage.words, "no other key takes it away"
        await stage.press("j", keys)
        assert hall.answered == [(7, is_it)]
        await stage.miss("asks to be let in")
        assert "See who has joined" in stage.words, "one is back where one came from"

    told(story, by_phone, hosting=hosts(hall))


def test_trouble_at_the_door_is_said_and_steals_no_key() -> None:
    hall = Hall(trouble="Somebody types wrong codes: 40 in the last minute")

    async def story(stage: Stage) -> None:
        await stage.see("Somebody types wrong codes: 40 in the last minute: j")
        await stage.enter_until("Begin the exercise")
        await stage.press("enter")
        assert stage.session.table.phase is Phase.DISCUSSING
        hall.trouble = ""
        elsewhere(hall.stir)
        await stage.miss("wrong codes")

    told(story, by_phone, LARGE, hosting=hosts(hall))


@SIZES
def test_who_has_joined_is_listed_and_one_of_them_sent_away_once_that_is_agreed(size: Size) -> None:
    hall = Hall(live={"Ann": 2, "Yve": 1})
    setup = SetUp(seats=(ELM, OAK), voting="both", roles=True)

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        joined(stage.session, "Ann", "Ben", "Cleo")
        joined(stage.session, "Yve", table=1)
        await stage.press("j enter")
        await stage.see("Elm: 3 of 12 joined, 1 with the page open")
        compare_golden(golden("phones-delegates", size), lines_of(stage, size))
        await stage.press("down enter")
        assert stage.next_step == "Yes, send Ben away"
        assert "They can join again" in stage.words
        await stage.press("escape")
        assert [*stage.session.guests.here] == ["Ann", "Ben", "Cleo", "Yve"]
        await stage.press("enter enter")
        assert [*stage.session.guests.here] == ["Ann", "Cleo", "Yve"]
        await stage.see("Elm: 2 of 12 joined")
        assert "Ben" not in stage.words

    told(story, lambda: session.opened(library.load(FRIDAY), None, 1, setup), size, hosting=hosts(hall))


def test_names_are_words_and_never_markup() -> None:
    hall = Hall(waiting=(Knocking(1, "[red]{mark}[/nothing]"),))

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        joined(stage.session, "[red]{mark}[/nothing]")
        await stage.see("as [red]{mark}[/nothing]: j")
        await stage.press("j enter")
        assert "Is it [red]{mark}[/nothing] who asks?" in stage.words
        await stage.press("escape down enter")
        await stage.see("[/] Elm: 1 joined, 0 with the page open")
        assert stage.next_step == "Send [red]{mark}[/nothing] away"
        await stage.press("enter")
        assert "Send [red]{mark}[/nothing] away?" in stage.words

    told(story, partial(by_phone, "phones", Seat(name="[/] Elm")), LARGE, hosting=hosts(hall))


def test_the_room_is_locked_and_opened_and_gets_another_code() -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        await stage.press("j down down enter")
        assert stage.session.guests.is_locked
        await stage.see("! The room is locked: nobody else can")
        assert stage.next_step == "Unlock the room"
        await stage.press("enter")
        assert not stage.session.guests.is_locked
        await stage.press("down enter")
        assert "Change the code?" in stage.words
        assert stage.session.guests.code == "K7M2QX"
        await stage.press("enter")
        assert stage.session.guests.code == "P4TR9W"
        await stage.see("P4T R9W")
        assert "K7M" not in stage.words

    told(story, by_phone, hosting=hosts(hall))


def test_another_address_is_chosen_and_the_square_says_it() -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        await stage.press("j down enter down enter")
        await stage.see("10.20.30.40:8437")
        assert "See who has joined" in stage.words
        assert qr.rows(hall.join_url, 4)[5].strip() in stage.text
        assert "//10.20.30.40:8437/join/" in hall.join_url

    told(story, by_phone, hosting=hosts(hall))


def test_the_wall_is_opened_in_a_browser_or_its_address_is_there_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    works = [True, False]

    def open_page(address: str) -> bool:
        opened.append(address)
        return works.pop(0)

    monkeypatch.setattr(webbrowser, "open", open_page)
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.press("j")
        assert "this workshop counts hands" in stage.words
        assert hall.wall_url in stage.words
        assert "Join with a phone" not in stage.words
        await stage.press("enter")
        assert "No browser" not in stage.words
        await stage.press("enter")
        assert "No browser could be opened here." in stage.words

    told(story, partial(by_phone, "hands"), LARGE, hosting=hosts(hall))
    assert opened == [hall.wall_url] * 2
    assert not hall.is_for_phones


def test_hands_without_a_wall_open_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("j")
        assert "Not possible: nothing is served to phones or a wall here." in stage.words

    told(story, partial(by_phone, "hands"), hosting=hosts(wall=False))


def test_a_room_that_cannot_open_is_a_sentence_and_hands_are_counted() -> None:
    hall = Hall(refusal="port 8437 is in use, and so are the ten after it")

    async def story(stage: Stage) -> None:
        await stage.see("! Port 8437 is in use, and so are the ten after it. Phones cannot be used now: count hands.")
        assert "Join with a phone" not in stage.words
        await stage.press("enter")
        await stage.enter_until("Count the hands")
        await stage.vote(5, 2, 1)
        await stage.enter_until("Take the decision")
        await stage.press("enter")
        assert "Decided: Carry up" in stage.words
        await stage.press("j")
        assert stage.next_step == "Try again"
        await stage.press("enter")
        await stage.see("Join with a phone")
        await stage.press("escape enter")
        await stage.enter_until("Open the vote")

    told(story, by_phone, hosting=hosts(hall, Hall()))


def test_a_wall_that_cannot_open_is_a_sentence_and_nothing_else_changes() -> None:
    async def story(stage: Stage) -> None:
        await stage.see("! Port 8437 may not be used here. The wall is not shown. j tries again.")
        await stage.press("enter")
        assert "may not be used" not in stage.words
        await stage.enter_until("Count the hands")

    told(story, partial(by_phone, "hands"), hosting=hosts(Hall(refusal="port 8437 may not be used here")))


def test_after_a_minute_with_nobody_joined_it_says_what_may_stand_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        assert "Guest Wi-Fi" not in stage.words
        monkeypatch.setattr(hosting, "PATIENCE", 0)
        await stage.see("! Nobody has joined yet. Guest Wi-Fi")
        elsewhere(lambda: joined(stage.session, "Ann"))
        await stage.see("1 of 12 have joined.")
        assert "Guest Wi-Fi" not in stage.words

    told(story, by_phone, hosting=hosts(Hall()))


@pytest.mark.parametrize("voting", ["phones", "both"])
def test_ballots_and_hands_stand_side_by_side_and_never_pass_the_table(voting: Voting) -> None:
    async def story(stage: Stage) -> None:
        held = stage.session
        await stage.see("192.168.1.20:8437")
        joined(held, *"ABCDEFGHI")
        await stage.enter_until("Begin the exercise")
        await stage.press("enter")
        await stage.enter_until("Open the vote")
        await stage.press("enter v 2")
        for place, name in enumerate("ABCDEFGHI"):
            elsewhere(lambda: held.vote(name, (("carry", "pump")[place % 2],)))  # noqa: B023
        await stage.see("9 of 12 have voted")
        await stage.see("Total 2 hands")
        await stage.press("enter 2 enter enter")
        assert "that makes 13 and 12 sit at this table" in stage.words
        await stage.press("up backspace 1 enter enter")
        await stage.see("Close the vote: 12 of 12 have voted")
        await stage.press("enter enter")
        assert held.table.tally is not None
        assert dict(held.table.tally.counts) == {"carry": 7, "pump": 5, "ask": 0}

    told(story, partial(by_phone, voting), hosting=hosts(Hall()))


def test_three_hundred_votes_are_a_few_looks_and_keys_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "CALM", 60)
    names = [f"Delegate {number}" for number in range(300)]
    looks: list[float] = []
    look = app.Console.turn

    def counted(console: app.Console) -> None:
        looks.append(monotonic())
        look(console)

    monkeypatch.setattr(app.Console, "turn", counted)

    async def story(stage: Stage) -> None:
        held = stage.session
        held.together([partial(session.Session.join, name=name, table=0, role="", key=name) for name in names])
        held.begin()
        held.open_vote()
        await stage.settle()
        assert isinstance(stage.app.face, face.Face)
        stage.app.face.shown_at = -60  # the question has stood there for long
        looks.clear()
        began = monotonic()
        voting = threading.Thread(target=lambda: [held.vote(name, ("carry",)) for name in names])
        voting.start()
        await stage.press("n")
        assert "For the facilitator only" in stage.words
        await stage.press("n")
        voting.join()
        last = monotonic()
        await stage.see("300 of 300 have voted")
        assert looks[-1] - last < 1
        assert len(looks) <= (looks[-1] - began) / hosted.PAUSE + 2
        await stage.press("enter")
        assert held.table.phase is Phase.CLOSED, "votes that came in do not hold Enter up"

    told(story, lambda: session.opened(library.load(SAMPLE), None, 1, SetUp(voting="phones")), hosting=hosts(Hall()))


def test_a_session_set_up_or_resumed_from_the_list_is_served_too(desk: Path) -> None:
    held = by_phone()
    held.set_door("ABCDEF", "s" * 20)
    held.close()
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.press("enter")
        await stage.see("192.168.1.20:8437")
        assert "ABC DEF" in stage.words, "phones that have the code come back with it"
        assert hall.session is stage.session

    told(story, nothing, hosting=hosts(hall))


def test_a_briefing_is_on_the_wall_slide_by_slide_and_its_wall_stays_for_the_workshop(desk: Path) -> None:
    (desk / "scenarios" / "briefings").mkdir()
    (desk / "scenarios" / "briefings" / "update.yaml").write_bytes(BRIEFING.read_bytes())
    (desk / "scenarios" / "wet.yaml").write_bytes(SAMPLE.read_bytes())
    first, second = Hall(), Hall(wall_key="another", port=9999)

    async def story(stage: Stage) -> None:
        await stage.press("end enter")
        await stage.see("BRIEFING")
        assert first.is_on and not first.is_for_phones
        await stage.press("right")
        await stage.press("escape")
        numbers = [None if one is None else one.number for one in first.shown]
        assert [one for place, one in enumerate(numbers) if not place or one != numbers[place - 1]] == [0, 1, None]
        await stage.press("home enter down right enter")
        await stage.see("192.168.1.20:8437")
        assert (first.is_on, second.is_on, second.is_for_phones) == (False, True, True)
        assert (second.wall_key, second.port) == (first.wall_key, first.port)

    told(story, nothing, hosting=hosts(first, second))


def test_a_rehearsal_lets_no_phones_in() -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.press("j")
        assert "this workshop counts hands" in stage.words
        assert "Open the wall in a browser" in stage.words

    told(story, by_phone, hosting=hosts(hall, phones=False))
    assert not hall.is_for_phones


def test_what_phones_answer_comes_into_the_hot_wash_while_somebody_types() -> None:
    async def story(stage: Stage) -> None:
        held = stage.session
        await stage.see("192.168.1.20:8437")
        joined(held, "Ann")
        held.begin()
        held.override(("carry",), "to get on")
        await stage.press("h")
        await stage.enter_until("Question 2")
        await stage.type("Half a sen")
        elsewhere(lambda: held.answer(0, "The clerk had the only key", "Ann"))
        await stage.see("The clerk had the only key")
        await stage.type("tence")
        await stage.see("Half a sentence")
        await stage.press("enter")
        assert "Half a sentence" in stage.words

    told(story, by_phone, hosting=hosts(Hall()))


def test_blank_blanks_the_wall() -> None:
    hall = Hall()

    async def story(stage: Stage) -> None:
        await stage.press("b")
        assert hall.session is not None
        assert hall.session.is_blank
        await stage.press("b")
        assert not hall.session.is_blank

    told(story, partial(by_phone, "hands"), hosting=hosts(hall))


def test_nothing_of_the_way_in_is_in_the_journal_but_what_the_door_needs() -> None:
    hall = Hall()
    paths: list[Path] = []

    async def story(stage: Stage) -> None:
        await stage.see("192.168.1.20:8437")
        await stage.press("j down down enter enter")
        paths.append(stage.session.journal.path)

    told(story, by_phone, hosting=hosts(hall))
    kinds = [type(event).__name__ for event in read(paths[0]).events]
    assert kinds == ["Opened", "DoorSet", "Locked", "Locked"]
