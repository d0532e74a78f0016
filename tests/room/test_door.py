"""Who gets in, who goes on with another phone, who is sent away: from the phones' side."""

import re
import time
from statistics import median

import pytest

from game.journal import JournalError
from game.room import door
from game.room.door import LETTERS, PRESSES, Door, fresh_code, fresh_secret, fresh_token, key_of, typed
from game.room.gone import WHY, Gone
from tests.room.browsing import Answered, Phone
from tests.room.stage import Stage, until


def says(answer: Answered, why: Gone) -> bool:
    """Whether a page gives this reason."""
    return WHY[why].heading in answer.words


def test_a_code_is_typed_as_people_type(stage: Stage) -> None:
    code = stage.session.guests.code
    assert re.fullmatch(f"[{LETTERS}]{{6}}", code) and not set(LETTERS) & set("01258BILOSZ")
    for written in (code, code.lower(), f" {code[:3]} {code[3:].lower()} ", f"{code[:3]}-{code[3:]}"):
        assert stage.phone().post("/", {"code": written}).onward == f"/join/{stage.secret}"
    for written in ("", "      ", code[:-1], f"{code}A", "ÄÖÜ", "x" * 4_000, code.replace(code[0], "Ⅷ")):
        answer = stage.phone().post("/", {"code": written})
        assert (answer.status, stage.secret in answer.text) == (403, False)


def test_what_a_phone_is_known_by_cannot_be_guessed() -> None:
    assert len({fresh_token() for _ in range(1_000)}) == 1_000 and len(fresh_token()) == 43
    assert len({fresh_code() for _ in range(1_000)}) > 990 and len(fresh_secret()) == 20
    assert typed(" k7-m 2q") == "K7M2Q"


@pytest.mark.parametrize("right", ["", "AAAAAA"])
def test_nothing_is_never_the_right_code(right: str) -> None:
    assert not door.same("", right) and not door.same("", "")


def test_a_wrong_code_takes_as_long_as_a_nearly_right_one() -> None:
    secret = "A" * 20_000

    def took(guess: str) -> float:
        started = time.perf_counter()
        assert not door.same(guess, secret)
        return time.perf_counter() - started

    early, late = "B" + "A" * 19_999, "A" * 19_999 + "B"
    pairs = [(took(early), took(late)) for _ in range(200)]
    assert 0.5 < median(one for one, _ in pairs) / median(two for _, two in pairs) < 2


def test_guesses_are_held_up_and_said_and_a_right_code_gets_in_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "HELD", 0.0)
    monkeypatch.setattr("game.room.joining.HELD", 0.0)
    told: list[str] = []
    stage.room.listeners.append(lambda: told.append(stage.room.trouble))
    guests = [stage.phone().post("/", {"code": "AAAAAA"}).status for _ in range(door.MANY + 5)]
    assert guests == [403] * door.MANY + [429] * 5
    assert told[-1].startswith("Somebody types wrong codes: 25 in the last minute.")
    assert stage.phone().post("/", {"code": stage.session.guests.code}).status == 303
    assert stage.phone("Sam").get("/me").status == 200
    assert says(stage.phone().get("/join/AAAAAAAAAAAAAAAAAAAA"), Gone.CODE)
    assert "26 in the last minute" in stage.room.trouble


def test_the_trouble_is_over_after_a_minute() -> None:
    now = [0.0]
    watched = Door(lambda: now[0])
    assert [watched.count_wrong() for _ in range(door.MANY + 1)] == [False] * door.MANY + [True]
    assert "21 in the last minute" in watched.trouble
    now[0] = 61.0
    assert (watched.lately, watched.trouble, watched.count_wrong()) == (0, "", False)


def test_the_cookie_is_only_for_this_server_and_not_for_scripts(stage: Stage) -> None:
    (cookie,) = stage.phone().get(f"/join/{stage.secret}").cookies
    assert re.fullmatch(
        r"siro=[\w-]{43}; HttpOnly; Max-Age=86400; Path=/; SameSite=lax", "; ".join(sorted_parts(cookie))
    )


def sorted_parts(cookie: str) -> list[str]:
    """A cookie's parts, its value first."""
    value, *parts = cookie.split("; ")
    return [value, *sorted(parts)]


def test_a_form_that_is_sent_twice_joins_once(stage: Stage) -> None:
    sam = stage.phone("Sam")
    form = {"name": "Sam", "table": "0"}
    assert sam.post(f"/join/{stage.secret}", form).onward == "/me"
    fast = stage.phone()
    fast.get(f"/join/{stage.secret}")
    other = Phone(fast.base, fast.token)
    assert [fast.post(f"/join/{stage.secret}", form).onward, other.post(f"/join/{stage.secret}", form).onward] == [
        "/me"
    ] * 2
    assert set(stage.session.guests.here) == {"Sam", "Sam 2"}


@pytest.mark.parametrize("seen", ["\u3164", "\u200b\u200d", "\u2800 \u00ad"])
def test_a_name_that_nobody_can_see_is_none(stage: Stage, seen: str) -> None:
    phone = stage.phone()
    answer = phone.post(f"/join/{stage.secret}", {"name": seen, "table": "0"})
    assert (answer.status, "with at least one letter in it" in answer.words) == (409, True)
    assert not stage.session.guests.here


def test_a_name_that_looks_like_anothers_gets_a_number_and_is_found_by_it(stage: Stage) -> None:
    for name in ("Zo\u00eb", "Zoe\u0308", "\u200bZ\u200co\u00eb\ufe0f"):
        stage.phone(name)
    assert [*stage.session.guests.here] == ["Zo\u00eb", "Zo\u00eb 2", "Zo\u00eb 3"]
    back = stage.phone()
    back.get(f"/join/{stage.secret}")
    assert back.post(f"/join/{stage.secret}", {"again": " zoe\u0308  2"}).status == 303
    assert [one.delegate for one in stage.room.waiting] == ["Zo\u00eb 2"]


def test_a_phone_that_sends_votes_without_end_is_held_up_and_nobody_else(stage: Stage) -> None:
    sam, bea = stage.phone("Sam"), stage.phone("Bea")
    stage.session.begin()
    stage.session.open_vote()
    inner, now = stage.room.house.door, 0.0
    inner.clock = lambda: now
    assert not any(inner.is_hasty(key_of(sam.token)) for _ in range(PRESSES - 1))
    assert sam.vote("tell").status == 303
    kept = len(stage.session.entries)
    hasty = sam.vote("wait")
    assert (hasty.status, "Wait a moment" in hasty.words, "Your vote is in: B" in hasty.words) == (429, True, True)
    assert sam.post("/me/answer", {"question": "0", "text": "x"}).status == 429
    assert len(stage.session.entries) == kept and stage.voted() == {"Sam": ("tell",)}
    assert bea.vote("wait").status == 303
    now = 1.0
    assert sam.vote("wait").status == 303 and stage.voted()["Sam"] == ("wait",)
    assert stage.phone().post("/me/vote", {"option": "tell"}).onward == "/", "a stranger is not counted"
    assert set(inner.presses) == {key_of(sam.token), key_of(bea.token)}


def test_what_is_typed_wrong_is_asked_again_with_what_was_typed(stage: Stage) -> None:
    phone = stage.phone()
    tables = [{"name": "Jo", "table": table} for table in ("", "7", "-1", "x")]
    names = [{"name": name, "table": "0"} for name in ("", " ", "x" * 41)]
    for form in (*tables, *names, {"name": "Jo", "table": "0", "role": "king"}, {}):
        answer = phone.post(f"/join/{stage.secret}", form)
        assert answer.status == 409, answer.words
        assert form.get("name", "") in answer.text
    assert not stage.session.guests.here
    assert phone.join(stage.secret, "Jo", 1, "clerk").status == 200
    guest = stage.session.guests.here["Jo"]
    assert (guest.table, guest.role, guest.key) == (1, "clerk", key_of(phone.token))


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "../../x", "a" * 7_000, '"', "Sam"])
def test_a_forged_token_is_worth_nothing(stage: Stage, token: str) -> None:
    stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    forger = Phone(stage.room.address, token)
    assert "Sam" not in forger.get("/me").text
    assert forger.get("/me/events").status == 204
    assert forger.post("/me/vote", {"option": "tell"}).status in (303, 403)
    assert stage.voted() == {}
    assert forger.get("/").status == 200


def test_a_key_from_the_journal_is_no_token(stage: Stage) -> None:
    stage.phone("Sam")
    key = stage.session.guests.here["Sam"].key
    assert key in stage.path.read_text("utf-8")
    assert "Sam" not in Phone(stage.room.address, key).get("/me").text


def test_who_is_sent_away_is_told_and_votes_no_more(stage: Stage) -> None:
    sam, ann = stage.phone("Sam"), stage.phone("Ann")
    stage.session.begin()
    stage.session.open_vote()
    sam.vote("tell"), ann.vote("look")
    with sam.stream(f"/me/events?at={sam.get('/me').digest}") as stream:
        until(lambda: stage.room.live == {"Sam": 1}, "the stream")
        stage.session.remove("Sam")
        assert WHY[Gone.REMOVED].heading in stream.message()["data"]
        assert stream.message() == {}
    assert says(sam.get("/me"), Gone.REMOVED) and says(sam.vote("tell"), Gone.REMOVED)
    assert sam.get("/me/events").status == 204
    assert stage.voted() == {"Ann": ("look",)}
    old = sam.token
    assert sam.join(stage.secret, "Sam").status == 200 and sam.token != old
    assert says(Phone(sam.base, old).get("/me"), Gone.REMOVED)
    assert set(stage.session.guests.here) == {"Ann", "Sam 2"}


def test_a_new_phone_is_let_in_and_the_old_one_is_out_and_the_vote_stays(stage: Stage) -> None:
    old, new = stage.phone("Sam"), stage.phone()
    stage.session.begin()
    stage.session.open_vote()
    old.vote("tell")
    new.get(f"/join/{stage.secret}")
    told: list[int] = []
    stage.room.listeners.append(lambda: told.append(len(stage.room.waiting)))
    assert new.post(f"/join/{stage.secret}", {"again": " sam "}).onward == "/me"
    assert told == [1] and "Sam" in new.get("/me").words and "tell" not in new.get("/me").text
    assert "Waiting to be let in" in new.vote("look").words and stage.voted() == {"Sam": ("tell",)}
    (knock,) = stage.room.waiting
    assert (knock.delegate, knock.key) == ("Sam", key_of(new.token))
    with new.stream() as waits, old.stream(f"/me/events?at={old.get('/me').digest}") as ends:
        assert waits.message()
        until(lambda: stage.room.live == {"Sam": 1}, "the stream")
        stage.room.admit(knock.number)
        assert "Your vote is in" in waits.message()["data"]
        assert WHY[Gone.REPLACED].heading in ends.message()["data"] and ends.message() == {}
    assert stage.room.waiting == ()
    assert says(old.get("/me"), Gone.REPLACED) and says(old.vote("look"), Gone.REPLACED)
    assert stage.voted() == {"Sam": ("tell",)}
    assert new.vote("look").status == 303
    assert stage.voted() == {"Sam": ("look",)}
    stage.resume()
    assert says(old.get("/me"), Gone.UNKNOWN) and "Your vote is in" in new.get("/me").words


def test_a_new_phone_can_be_turned_away(stage: Stage) -> None:
    old, new = stage.phone("Sam"), stage.phone()
    new.get(f"/join/{stage.secret}")
    assert new.post(f"/join/{stage.secret}", {"again": "Nobody"}).status == 409
    new.post(f"/join/{stage.secret}", {"again": "Sam"})
    with new.stream() as waits:
        assert waits.message()
        stage.room.refuse(stage.room.waiting[0].number)
        assert WHY[Gone.REFUSED].heading in waits.message()["data"] and waits.message() == {}
    stage.room.admit(1)
    assert says(new.get("/me"), Gone.REFUSED) and "Sam" in old.get("/me").words


def test_knocking_is_bounded_and_a_phone_knocks_once(stage: Stage) -> None:
    stage.phone("Sam")
    first = stage.phone()
    for _ in range(3):
        first.get(f"/join/{stage.secret}")
        first.post(f"/join/{stage.secret}", {"again": "Sam"})
    assert len(stage.room.waiting) == 1
    for _ in range(door.MOST_KNOCKS - 1):
        stage.room.house.door.knock("Sam", fresh_token())
    assert stage.phone().post(f"/join/{stage.secret}", {"again": "Sam"}).status == 503
    assert len(stage.room.waiting) == door.MOST_KNOCKS


def test_a_locked_room_lets_nobody_new_in(stage: Stage) -> None:
    sam, late = stage.phone("Sam"), stage.phone()
    late.get(f"/join/{stage.secret}")
    stage.session.lock_room(True)
    answer = late.post(f"/join/{stage.secret}", {"name": "Late", "table": "0"})
    assert (answer.status, "The room is locked" in answer.words) == (403, True)
    for page in (answer, stage.phone().get(f"/join/{stage.secret}")):
        assert 'name="again"' in page.text and 'name="name"' not in page.text, "nothing to fill in but for a knock"
    assert set(stage.session.guests.here) == {"Sam"} and "Sam" in sam.get("/me").words
    stage.session.lock_room(False)
    assert late.join(stage.secret, "Late").status == 200


def test_after_the_code_is_changed_the_old_one_is_worth_nothing_and_who_is_in_stays_in(stage: Stage) -> None:
    sam, late = stage.phone("Sam"), stage.phone()
    code, secret = stage.session.guests.code, stage.secret
    late.get(f"/join/{secret}")
    again = stage.phone()
    again.get(f"/join/{secret}")
    assert again.post(f"/join/{secret}", {"again": "Sam"}).status == 303
    stage.room.change_code()
    assert stage.room.waiting == () and says(again.get("/me"), Gone.REFUSED)
    assert stage.session.guests.code != code and stage.room.join_url.endswith(stage.secret)
    assert stage.phone().post("/", {"code": code}).status == 403
    assert says(late.post(f"/join/{secret}", {"name": "Late", "table": "0"}), Gone.CODE)
    assert "Sam" in sam.get("/me").words and set(stage.session.guests.here) == {"Sam"}


def test_what_cannot_be_recorded_does_not_count_and_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    sam.vote("tell")

    def full(*_: object) -> None:
        raise JournalError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(stage.session.journal, "append", full)
        answer = sam.vote("look")
        assert (answer.status, "could not be recorded, so it does not count" in answer.words) == (503, True)
        assert stage.phone().post(f"/join/{stage.secret}", {"name": "Jo", "table": "0"}).status == 503
    assert stage.voted() == {"Sam": ("tell",)} and set(stage.session.guests.here) == {"Sam"}
    assert sam.vote("look").status == 303
    assert stage.voted() == {"Sam": ("look",)}


def test_before_anything_is_on_phones_are_told_to_wait(stage: Stage) -> None:
    sam = stage.phone("Sam")
    held = stage.session
    with sam.stream() as stream:
        assert stream.message()
        stage.room.show(None)
        assert WHY[Gone.CLOSED].heading in stream.message()["data"]
        assert says(sam.get("/me"), Gone.CLOSED) and says(sam.post("/", {"code": "AAAAAA"}), Gone.CLOSED)
        assert says(sam.get("/join/x"), Gone.CLOSED) and says(sam.vote("tell"), Gone.CLOSED)
        stage.room.show(held)
        assert "You are in" in stream.message()["data"]


def test_a_hot_wash_answer_is_in_the_journal_before_it_is_acknowledged(stage: Stage) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    for option in ("tell", "open"):
        stage.session.override([option], "no time to vote")
        stage.session.move_on()
    assert sam.post("/me/answer", {"question": "1", "text": "The <b>porter</b>"}).onward == "/me"
    assert "The <b>porter</b>" in stage.path.read_text("utf-8")
    page = sam.get("/me")
    assert "The <b>porter</b>" in page.words or "&lt;b&gt;porter" in page.text
    for question in ("9", "", "-1", "²", "1e0"):
        assert sam.post("/me/answer", {"question": question, "text": "x"}).status == 409
    assert sam.post("/me/answer", {"question": "0", "text": " "}).status == 409
    assert sam.post("/me/answer", {"question": "0", "text": "x" * 501}).status == 409


def test_the_wall_needs_its_key(stage: Stage) -> None:
    wall = stage.room.wall_url.removeprefix(stage.room.address)
    assert stage.phone().get(wall).status == 200
    assert "svg" in stage.phone().get(wall).text
    for wrong in (wall[:-1], f"{wall}x", "/wall/x", f"/wall/{stage.secret}", f"/wall/{stage.session.guests.code}"):
        assert says(stage.phone().get(wrong), Gone.LOST)
        assert stage.phone().get(f"{wrong}/events").status in (204, 404)
    assert stage.phone().post(wall).status == 405
    stage.resume()
    assert stage.phone().get(wall).status == 200
