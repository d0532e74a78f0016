"""What phones and the wall are sent, when, and how often: never for a vote, and never more than is to be seen."""

import threading
from itertools import pairwise

from game import library
from game.room import hub
from game.room.gone import WHY, Gone
from game.slides import Showing
from tests.room.browsing import Stream
from tests.room.stage import Stage, until


def quiet(stream: Stream) -> None:
    """Wait for two signs of life with nothing between them."""
    beats = 0
    for piece in stream.chunks():
        assert "event: look" not in piece, piece
        beats += piece.startswith(":")
        if beats == 20:
            return


def test_a_vote_costs_a_phone_two_messages_whoever_votes(hasty: Stage) -> None:
    sam, *others = [hasty.phone(name) for name in ("Sam", "Ann", "Ben", "Cat")]
    hasty.session.begin()
    with sam.stream(f"/me/events?at={sam.get('/me').digest}") as stream:
        hasty.session.open_vote()
        assert "The vote is open" in stream.message()["data"]
        for phone in others:
            assert phone.vote("tell").status == 303
        assert sam.vote("look").status == 303 and sam.vote("wait").status == 303
        hasty.session.note("rationale", "because", 0)
        hasty.session.seat(9)
        hasty.phone("Late")
        quiet(stream)
        hasty.session.close_vote()
        hasty.session.reveal()
        shown = stream.message()
        assert "The vote is shown" in shown["data"] and "B: 3 votes" in shown["data"]
        quiet(stream)


def test_a_close_that_nobody_shows_is_told_after_a_second(hasty: Stage) -> None:
    sam = hasty.phone("Sam")
    hasty.session.begin()
    hasty.session.open_vote()
    with sam.stream(f"/me/events?at={sam.get('/me').digest}") as stream:
        until(lambda: hasty.room.live, "the stream")
        hasty.session.close_vote()
        assert "The vote is closed" in stream.message()["data"]
        hasty.session.reopen_vote()
        assert "The vote is open" in stream.message()["data"]


def test_other_tables_are_not_woken(hasty: Stage) -> None:
    sam = hasty.phone("Sam", 1)
    hasty.phone("Ann", 0)
    with sam.stream(f"/me/events?at={sam.get('/me').digest}") as stream:
        until(lambda: hasty.room.live, "the stream")
        hasty.session.begin(0)
        hasty.session.open_vote(0)
        quiet(stream)
        hasty.session.begin(1)
        assert "The key is gone" in stream.message()["data"]


def test_a_stream_begins_with_what_the_page_does_not_show_yet(stage: Stage) -> None:
    sam = stage.phone("Sam")
    before = sam.get("/me").digest
    stage.session.begin()
    now = sam.get("/me").digest
    with sam.stream(f"/me/events?at={before}") as stream:
        assert stream.message()["id"] == now
    with sam.stream(f"/me/events?at={before}", Last_Event_ID=now) as stream:
        until(lambda: stage.room.live, "the stream")
        stage.session.open_vote()
        assert "The vote is open" in stream.message()["data"]
    with sam.stream("/me/events?at=../../x") as stream:
        assert "The vote is open" in stream.message()["data"]
    assert stage.phone().get("/me/events").status == 204


def test_signs_of_life_are_sent_and_a_proxy_is_asked_not_to_collect(hasty: Stage) -> None:
    sam = hasty.phone("Sam")
    with sam.stream(f"/me/events?at={sam.get('/me').digest}") as stream:
        assert stream.status == 200
        assert {
            "content-type: text/event-stream; charset=utf-8",
            "x-accel-buffering: no",
            "cache-control: no-store",
        } <= set(stream.head)
        quiet(stream)
        assert stream.raw.startswith("retry: ")


def test_a_second_tab_is_the_same_delegate(stage: Stage) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    with sam.stream() as one, sam.stream() as two:
        assert one.message()["data"] == two.message()["data"]
        until(lambda: stage.room.live == {"Sam": 2}, "both tabs")
        sam.vote("tell")
        sam.vote("look")
        assert stage.voted() == {"Sam": ("look",)}
        stage.session.close_vote()
        stage.session.reveal()
        assert one.message()["data"] == two.message()["data"]
    until(lambda: stage.room.live == {}, "both tabs to be gone")


def test_a_page_that_was_left_open_counts_in_no_other_vote(stage: Stage) -> None:
    sam = stage.phone("Sam")
    stage.session.begin(0)
    stage.session.open_vote(0)
    old = sam.get("/me").vote
    assert sam.cast(old, "look").status == 303
    stage.session.undo(None, 0)
    assert "The vote was taken back. Talk about it again" in sam.get("/me").words
    stage.session.open_vote(0)
    stage.resume()
    for options in (("tell",), ()):
        answer = sam.cast(old, *options)
        assert answer.status == 409 and answer.vote == sam.get("/me").vote != old
        assert "an earlier vote, so your answer does not count; this is the vote that is open now" in answer.words
    assert stage.voted() == {}
    assert sam.cast(answer.vote, "tell").status == 303 and stage.voted() == {"Sam": ("tell",)}


def test_of_very_many_streams_of_one_phone_the_oldest_ends(stage: Stage) -> None:
    sam = stage.phone("Sam")
    with sam.stream() as first, sam.stream(), sam.stream(), sam.stream():
        assert first.message()
        until(lambda: stage.room.live == {"Sam": 4}, "four streams")
        with sam.stream() as last:
            assert last.message() and first.message() == {}
            until(lambda: stage.room.live == {"Sam": 4}, "four streams")
    until(lambda: stage.room.live == {}, "all to be gone")
    assert stage.room.house.hub.phones == {}


def test_when_the_room_is_dropped_streams_end_and_phones_come_back_to_the_same_place(stage: Stage) -> None:
    sam, ann = stage.phone("Sam"), stage.phone("Ann")
    stage.session.begin()
    stage.session.open_vote()
    sam.vote("tell")
    page = sam.get("/me")
    with sam.stream(f"/me/events?at={page.digest}") as stream:
        until(lambda: stage.room.live, "the stream")
        stage.resume()
        assert stream.message() == {}, "a phone that waits is told nothing that is not so"
    again = sam.get("/me")
    assert (again.status, again.digest) == (200, page.digest) and "Your vote is in" in again.words
    assert ann.vote("look").status == 303 and sam.vote("wait").status == 303
    assert stage.voted() == {"Sam": ("wait",), "Ann": ("look",)}


def test_the_wall_follows_a_few_times_a_second_and_counts_and_shows_nobodys_vote(hasty: Stage) -> None:
    phones = [hasty.phone(f"D{number}") for number in range(6)]
    hasty.session.begin(0)
    hasty.session.begin(1)
    hasty.session.open_vote()
    path = hasty.room.wall_url.removeprefix(hasty.room.address)
    with phones[0].stream(f"{path}/events") as wall:
        assert wall.message()
        for phone in phones:
            phone.vote("tell")
        last = ""
        while "6 of 6" not in last and "6 have voted" not in last and "6 voted" not in last:
            last = wall.message()["data"]
        assert "D1" not in wall.raw
        hasty.session.blank(True)
        assert "Nothing to see" in wall.message()["data"]
        looks = wall.raw.count("event: look")
        assert looks <= 10, "each of six votes and the rest at most once"


def test_many_changes_become_few_looks(hasty: Stage) -> None:
    path = hasty.room.wall_url.removeprefix(hasty.room.address)
    sam = hasty.phone("Sam")
    with sam.stream(f"{path}/events") as wall, sam.stream() as mine:
        assert wall.message() and mine.message()
        for turn in range(200):
            hasty.session.blank(bool(turn % 2))
        hasty.session.begin()
        assert "The key is gone" in mine.message()["data"]
        assert "Nothing to see" in wall.message()["data"]
        quiet(wall)
        assert wall.raw.count("event: look") <= 3 and mine.raw.count("event: look") == 2


def test_listeners_are_told_of_phones_that_come_and_go(stage: Stage) -> None:
    sam = stage.phone("Sam")
    told: list[dict[str, int]] = []
    threads: set[str] = set()

    def look() -> None:
        told.append(dict(stage.room.live))
        threads.add(threading.current_thread().name)

    stage.room.listeners.append(look)
    with sam.stream() as stream:
        stream.message()
        until(lambda: told == [{"Sam": 1}], "the news")
    until(lambda: told == [{"Sam": 1}, {}], "the news")
    assert threads == {"room"}


def test_a_slide_of_a_briefing_stands_on_the_wall_without_its_notes(stage: Stage) -> None:
    briefing = library.load_briefing(next(iter(library.briefing_paths().values())))
    showing = next(one for one in (Showing(briefing, n) for n in range(len(briefing.slides))) if one.slide.notes)
    path = stage.room.wall_url.removeprefix(stage.room.address)
    with stage.phone().stream(f"{path}/events") as wall:
        assert wall.message()
        stage.room.slide(showing)
        data = wall.message()["data"]
        assert f"Slide {showing.place}" in data and showing.slide.notes[:40] not in data
        stage.room.slide(None)
        assert "Otterham" in wall.message()["data"]


def test_the_beats_of_the_hub_are_what_the_design_promises() -> None:
    assert hub.BREATH >= 0.25 and hub.STAY == 1.0
    assert all(one <= two for one, two in pairwise([hub.CALM, hub.BREATH, hub.STAY]))
    assert WHY[Gone.REMOVED].is_over and not WHY[Gone.CLOSED].is_over
