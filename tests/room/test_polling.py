"""Phones answer the polls of a briefing: how they come in, what they see when, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from game import session
from game.room import door, polling
from game.room.ways import Ways
from game.seating import SetUp, Voting
from game.slides import Showing
from tests import tools
from tests.room import polls
from tests.room.browsing import Phone
from tests.room.polls import QUESTION, Talk, answer, asked
from tests.room.stage import SCENARIO, port_of_its_own, until
from tests.room.test_pages_seen import LISTENS, SIDEWAYS, TOO_SMALL, faults, heading, press, unfold

CAR = "By car, which I am a little sorry about"


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A briefing at its question, which phones may answer."""
    talk = Talk()
    yield talk
    talk.close()


def test_the_code_lets_a_phone_in_at_once_and_nobody_is_asked_for_a_name(talk: Talk) -> None:
    phone = Phone(talk.room.address)
    landing = phone.get("/")
    assert "Type the code on the wall." in landing.words
    assert "BRIEFING" in landing.words and "EXERCISE" not in landing.text
    assert talk.room.polled
    onward = phone.post("/", {"code": f" {talk.room.polled.code.lower()} "})
    assert (onward.status, onward.onward) == (303, talk.link)
    came = phone.get(onward.onward)
    assert (came.status, came.onward) == (303, "/me")
    assert phone.token
    assert "How did you come today?" in phone.get("/me").words
    assert phone.get("/").onward == "/me", "who is in types nothing"


def test_a_phone_says_it_is_a_briefing_and_waits_for_a_question(talk: Talk) -> None:
    talk.turn(talk.showing.at(0))
    page = talk.phone().get("/me")
    assert "BRIEFING" in page.words and "EXERCISE" not in page.text
    assert "Look at the wall. A question comes here when it is asked." in page.words
    assert "Buses are late" not in page.text, "what is on the wall stays there"


def test_a_phone_without_a_script_answers_and_changes_its_answer(talk: Talk) -> None:
    phone = talk.phone()
    page = phone.get("/me")
    assert [page.words.count(f" {letter} ") for letter in "ABC"] == [1, 1, 1]
    assert page.text.count('type="radio"') == 3
    done = answer(phone, 1)
    assert (done.status, done.onward) == (303, "/me")
    assert "Your answer is in: B" in phone.get("/me").words
    answer(phone, 2)
    assert "Your answer is in: C" in phone.get("/me").words
    assert talk.counted == (0, 0, 1), "one answer a phone, the last"


def test_an_answer_to_another_slide_is_refused_with_the_page_as_it_is_now(talk: Talk) -> None:
    phone = talk.phone()
    old = asked(phone.get("/me"))
    talk.turn(talk.showing.at(3))
    stale = answer(phone, 1, old)
    assert stale.status == 409
    assert "your answer does not count" in stale.words and "Look at the wall." in stale.words
    talk.turn(talk.showing.at(QUESTION))
    assert answer(phone, 1, old).status == 303, "back at the slide, its form is right again"
    assert talk.counted == (0, 1, 0)


def test_an_answer_to_one_question_does_not_count_for_the_next(talk: Talk) -> None:
    phone = talk.phone()
    old = asked(phone.get("/me"))
    talk.turn(Showing(polls.HOSTILE, voting="both"))
    stale = answer(phone, 1, old)
    assert stale.status == 409
    assert stale.text.count('type="radio"') == 2, "the question that is on now"
    assert talk.counted == ()
    assert answer(phone, 1).status == 303


@pytest.mark.parametrize("given", ["", "3", "-1", "x", "0x1", "٣", "9" * 40])
def test_what_is_no_answer_is_refused_and_counts_nothing(talk: Talk, given: str) -> None:
    phone = talk.phone()
    refused = phone.post("/me/poll", {"asked": asked(phone.get("/me")), "answer": given})
    assert refused.status == 422
    assert "Choose an answer first." in refused.words
    assert talk.counted == ()


def test_answers_that_come_after_they_are_shown_do_not_count(talk: Talk) -> None:
    phone = talk.phone()
    question = asked(phone.get("/me"))
    talk.turn(talk.showing.revealed())
    late = answer(phone, 1, question)
    assert late.status == 409
    assert "The answers are shown already" in late.words
    assert talk.counted == ()


def leaks(text: str) -> list[str]:
    """What a text gives away of the answers of seven phones: two for A, five for C."""
    return [words for words in ("2 answers", "5 answers", "0 answers", 'class="result') if words in text]


def test_nothing_of_the_answers_is_to_be_seen_before_they_are_shown(talk: Talk) -> None:
    mine = talk.phone()
    with mine.stream() as phone_stream, Phone(talk.room.address).stream(f"{talk.wall}/events") as wall_stream:
        phone_stream.message()
        wall_stream.message()
        for place in (0, 0, 2, 2, 2, 2, 2):
            answer(talk.phone(), place)
        said = wall_stream.message()["data"]
        while "7 have answered" not in said:
            said = wall_stream.message()["data"]
        looked = (mine.get("/me").text, mine.get(talk.wall).text, phone_stream.raw, wall_stream.raw)
        assert [leaks(text) for text in looked] == [[], [], [], []]
        assert "7 have answered" in looked[1] and "7 have answered" not in looked[0]
        talk.turn(talk.showing.with_hands((0, 1, 0)).revealed())
        shown = phone_stream.message()["data"], wall_stream.message()["data"], mine.get("/me").text
        for text in shown:
            assert "2 answers" in text and "5 answers" in text, "this is how it would be seen"
            assert "1 answer<" in text, "hands and phones are added up"
        assert "You did not answer by phone." in mine.get("/me").words


def test_no_phone_is_woken_by_somebody_elses_answer_but_by_another_slide(talk: Talk) -> None:
    mine, hub = talk.phone(), talk.room.house.hub
    with mine.stream() as stream, Phone(talk.room.address).stream(f"{talk.wall}/events") as wall:
        stream.message()
        wall.message()
        until(lambda: all(one.seen for one in hub.phones[door.key_of(mine.token)]), "the first look")
        before = hub.moment("")
        answer(talk.phone(), 0)
        assert talk.counted == (1, 0, 0)
        assert hub.moment("") == before
        while "1 has answered" not in wall.message()["data"]:
            pass  # walls are woken after phones would have been
        talk.turn(talk.showing.at(3))
        assert "Look at the wall." in stream.message()["data"]
        assert stream.raw.count("event: ") == 2, "the question, and the slide after it; nothing between"


def test_the_wall_says_how_to_come_in_and_how_many_have_answered_then_how(talk: Talk) -> None:
    wall = Phone(talk.room.address)
    page = wall.get(talk.wall)
    assert talk.room.polled and talk.room.polled.code in page.words
    assert talk.room.address in page.words
    assert '<div class="qr" aria-hidden="true"><svg' in page.text
    assert "Nobody has answered" in page.words
    answer(talk.phone(), 0)
    assert "1 has answered" in wall.get(talk.wall).words
    talk.turn(talk.showing.revealed())
    assert "By bus 1 answer" in wall.get(talk.wall).words
    talk.turn(talk.showing.at(0))
    assert talk.room.polled.code in wall.get(talk.wall).words


def test_the_counts_stay_with_their_slide_and_end_with_the_briefing(talk: Talk) -> None:
    phone = talk.phone()
    answer(phone, 1)
    talk.turn(talk.showing.at(3))
    talk.turn(talk.showing.at(QUESTION))
    assert "Your answer is in: B" in phone.get("/me").words
    assert talk.counted == (0, 1, 0)
    talk.room.slide(None)
    assert "The briefing is over." in phone.get("/me").words
    talk.room.slide(talk.showing)
    assert not talk.counted
    assert "Your answer is in" not in phone.get("/me").words


def test_a_wrong_code_or_link_lets_nobody_in_and_is_counted(talk: Talk) -> None:
    stranger = Phone(talk.room.address)
    wrong = stranger.post("/", {"code": "nonono"})
    assert wrong.status == 403
    assert "This is not the code on the wall." in wrong.words
    assert stranger.get("/join/nonononononononono").status == 403
    assert talk.room.house.door.lately == 2
    assert not stranger.token
    stranger.token = "a" * 43
    assert stranger.get("/me").status == 403
    refused = stranger.post("/me/poll", {"asked": "3-0", "answer": "0"})
    assert refused.status == 403
    assert "This phone is not in the room." in refused.words
    assert talk.counted == ()
    assert stranger.get("/me/events").status == 204


def test_many_wrong_codes_are_held_up_and_told(talk: Talk) -> None:
    for _ in range(door.MANY):
        talk.room.house.door.count_wrong()
    assert Phone(talk.room.address).post("/", {"code": "nonono"}).status == 429
    assert "Somebody types wrong codes" in talk.room.trouble


def test_a_new_code_lets_in_who_comes_and_leaves_in_who_is(talk: Talk) -> None:
    phone, old = talk.phone(), talk.link
    talk.room.change_code()
    assert talk.link != old
    assert Phone(talk.room.address).get(old).status == 403
    assert answer(phone, 0).status == 303
    assert answer(talk.phone(), 0).status == 303
    assert talk.counted == (2, 0, 0)


def test_a_phone_that_presses_without_end_is_told_to_wait(talk: Talk) -> None:
    phone = talk.phone()
    talk.room.house.door.presses[door.key_of(phone.token)] = (0.0, talk.room.house.door.clock() + 60)
    assert answer(phone, 0).status == 429
    assert talk.counted == ()


def test_the_room_knows_no_more_phones_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "MOST_PHONES", 3)
    poll = polling.Poll()
    assert all(poll.let_in(key) for key in "abcd")
    assert [*poll.keys] == ["b", "c", "d"], "who never answered comes in again"
    for key in "bcd":
        poll.take("3-question", key, 0)
    assert not poll.let_in("e")
    assert poll.let_in("b"), "who is in stays in"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Voting], session.Session]]:
    """Opens the session that follows; it is closed in the end."""
    held: list[session.Session] = []

    def follow(voting: Voting) -> session.Session:
        held.append(session.opened(SCENARIO, tmp_path / "w.jsonl", 1, SetUp(voting=voting)))
        return held[-1]

    yield follow
    for one in held:
        one.close()


def test_a_session_that_follows_has_the_same_code_and_its_phones_come_in_without_typing(
    talk: Talk, opened: Callable[[Voting], session.Session]
) -> None:
    phone, silent = talk.phone(), talk.phone()
    answer(phone, 1)
    assert talk.room.polled
    code, link = talk.room.polled.code, talk.link
    with silent.stream() as stream:
        stream.message()
        talk.room.slide(None)
        assert "The briefing is over." in stream.message()["data"]
        held = opened("phones")
        talk.room.show(held)
        news = stream.message()["data"]
    assert "The exercise begins." in news and link in news and "EXERCISE" in news
    assert (held.guests.code, f"/join/{held.guests.secret}") == (code, link)
    assert talk.room.house.poll and talk.room.house.poll.code != code, "the next session has one of its own"
    look = phone.get("/me")
    assert (look.status, look.onward) == (303, link)
    form = phone.get(link)
    assert "Who are you?" in form.words
    phone.join(held.guests.secret, "Sam")
    assert "Sam" in held.guests.here
    assert "You are in." in phone.get("/me").words
    held.remove("Sam")
    assert "You are no longer in the room." in phone.get("/me").words, "and not led back to the form"


def test_where_the_session_that_follows_counts_hands_phones_are_told_so(
    talk: Talk, opened: Callable[[Voting], session.Session]
) -> None:
    phone = talk.phone()
    talk.room.slide(None)
    talk.room.show(opened("hands"))
    page = phone.get("/me")
    assert page.status == 200
    assert "Hands are counted from now on." in page.words


def test_nothing_of_a_briefing_is_written_anywhere(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIRO_HOME", str(tmp_path / "siro"))
    answer(talk.phone(), 1)
    talk.turn(talk.showing.revealed())
    talk.room.slide(None)
    assert [*tmp_path.rglob("*")] == []
    assert talk.room.house.poll and talk.room.house.poll.given == {}


def test_a_room_without_phones_has_no_way_in_to_a_briefing() -> None:
    talk = Talk()
    talk.close()
    talk.room.ways = talk.room.house.ways = Ways(phones=False, port=port_of_its_own())
    talk.room.house.poll = None
    talk.room.start()
    talk.room.slide(talk.showing)
    assert talk.room.polled is None
    for path in ("/", "/me", "/join/x", "/me/poll"):
        assert Phone(talk.room.address).get(path).status == 404
    assert "Code" not in Phone(talk.room.address).get(talk.wall).words
    talk.close()


def test_a_phone_s_states_in_a_real_browser(talk: Talk, new_page: tools.NewPage, watch: tools.Watch) -> None:
    page = new_page(f"{talk.room.address}{talk.link}", viewport={"width": 320, "height": 640})
    tools.wait_until(page, LISTENS)
    found = {"ask": seen(page, "How did you come today?")}
    press(page, "Answer")
    expect(page.get_by_role("alert")).to_have_text("Choose an answer first.")
    watch.forgive("422")
    page.get_by_label(CAR).check()
    answer(talk.phone(), 0)
    talk.turn(talk.showing.turned().turned())
    expect(page.get_by_label(CAR)).to_be_checked()
    press(page, "Answer")
    found["answered"] = seen(page, "Your answer is in: B")
    expect(heading(page)).to_be_focused()
    press_change(page, "I walk")
    expect(heading(page)).to_have_text("Your answer is in: C")
    talk.turn(talk.showing.revealed())
    found["shown"] = seen(page, "The answers")
    expect(page.locator("#say")).to_contain_text("The answers A: 1 answer. B: 0 answers. C: 1 answer.")
    expect(page.get_by_text("You answered C.")).to_be_visible()
    talk.turn(talk.showing.at(3))
    found["wait"] = seen(page, "Look at the wall.")
    talk.room.slide(None)
    found["between"] = seen(page, "The briefing is over.")
    assert {state: problems for state, problems in found.items() if problems} == {}


def press_change(page: Page, words: str) -> None:
    """Another answer."""
    page.get_by_text("Change my answer", exact=True).click()
    page.get_by_label(words).check()
    press(page, "Change my answer to this")


def seen(page: Page, words: str) -> list[object]:
    """What is wrong with a page once it says this."""
    expect(heading(page)).to_have_text(words)
    unfold(page)
    found = [*faults(page), *page.evaluate(TOO_SMALL)]
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false; })")
    return found


@pytest.mark.parametrize(("size", "is_shown"), list(product(((1280, 720), (1920, 1080)), (False, True))))
def test_the_wall_with_the_way_in_fits_the_projector(
    talk: Talk, new_page: tools.NewPage, size: tuple[int, int], is_shown: bool
) -> None:
    talk.turn(talk.showing.with_hands((1, 2, 3)).revealed() if is_shown else talk.showing)
    page = new_page(talk.room.wall_url, viewport={"width": size[0], "height": size[1]})
    expect(page.locator(".join-code")).to_be_visible()
    tools.wait_until(page, "document.documentElement.scrollHeight <= innerHeight")
    assert not page.evaluate(SIDEWAYS)
