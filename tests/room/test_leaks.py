"""What no delegate's page, source or stream may carry. Law: every word looked for is there to be leaked."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from game import rules, tables
from tests.room.browsing import Phone, Stream
from tests.room.stage import Stage

LATER = ("LATERTITLE", "LATERSITUATION", "LATERINJECT", "LATERQUESTION", "LATEROPTION", "LATEROUTCOME", "NOTESLATER")
OUTCOMES = ("OUTCOMELOOK", "OUTCOMETELL", "OUTCOMEWAIT", "CHANCEONE", "CHANCETWO", "OUTCOMEHIDDEN", "HAPPENINGSTORM")
ENDINGS = ("ENDINGGOOD", "ENDINGBAD")
NEVER = ("NOTESFIRST", "NOTESLATER", "FACILITATORWROTE", "HIDDENOPTION", "OUTCOMEHIDDEN", "HAPPENINGSTORM")
OTHERS = ("Bea", "Cal", "Dot")
"""The names of other delegates."""

Everything = Callable[[], str]


@pytest.fixture
def watched(stage: Stage) -> Iterator[tuple[Stage, Phone, Everything]]:
    """The chair's phone at North, with the clerk and another one there, and somebody at South; and all it ever got."""
    sam = stage.phone("Sam", 0, "chair")
    stage.phone("Bea", 0, "clerk"), stage.phone("Cal", 0, "clerk"), stage.phone("Dot", 1, "chair")
    got: list[str] = []
    with ExitStack() as stack:
        streams = [stack.enter_context(sam.stream())]

        def everything() -> str:
            """Every page of this phone, and what its stream has carried."""
            pages = [sam.get(path) for path in ("/me", "/", f"/join/{stage.secret}", "/me/vote", "/nowhere")]
            got.extend(f"{page.text} {page.headers} {page.cookies}" for page in pages)
            fresh = stack.enter_context(sam.stream())
            fresh.message()
            streams.append(fresh)
            return " ".join([*got, *(stream.raw for stream in streams)])

        yield stage, sam, everything


def holds(text: str, *words: str) -> list[str]:
    """Those of the words that are in a text."""
    return [word for word in words if word in text]


def test_the_story_can_leak_all_of_it(stage: Stage) -> None:
    assert not [word for word in (*LATER, *OUTCOMES, *ENDINGS, "INJECTCLERK") if word not in stage.session.loaded.text]


def test_what_is_not_revealed_is_in_no_page_and_in_no_stream(watched: tuple[Stage, Phone, Everything]) -> None:
    stage, sam, everything = watched
    held = stage.session
    hidden = (*LATER, *OUTCOMES, *ENDINGS, *NEVER, "INJECTCLERK", "CARDCLERK", "METERTRUST", *OTHERS)

    assert holds(everything(), *hidden, "WAITINGINJECT", "ONDEMANDINJECT", "INJECTCHAIR") == []
    held.begin(0), held.begin(1)
    text = everything()
    assert holds(text, *hidden, "WAITINGINJECT", "ONDEMANDINJECT") == []
    assert "INJECTCHAIR" in text and "CARDCHAIR" in text
    held.deliver(None, 0)
    assert "WAITINGINJECT" in everything()
    assert holds(everything(), *hidden, "ONDEMANDINJECT") == []

    held.open_vote(0)
    held.vote("Bea", ("look",)), held.vote("Cal", ("look",))
    held.count({"wait": 1})
    held.note("dissent", "FACILITATORWROTE this")
    sam.vote("tell")
    assert held.tables[0].vote.tally(tables.open_options(held.play, held.tables[0].state)).hands("look") == 2
    assert holds(everything(), *hidden, "2 vote", "3 voted", "4 voted", " voted") == []
    held.close_vote(0)
    assert holds(everything(), *hidden, "2 vote", "3 voted", "4 voted") == []
    held.reveal(0)
    assert "2 votes" in everything()
    assert holds(everything(), *hidden) == []

    held.decide(0)
    shown = everything()
    assert "OUTCOMELOOK" in shown and "METERTRUST" in shown
    left = [word for word in hidden if word not in ("OUTCOMELOOK", "METERTRUST")]
    assert holds(shown, *left) == []
    held.move_on(0)
    shown = everything()
    assert "LATERSITUATION" in shown
    assert len(rules.shown(held.play, held.tables[0].state)) == 2 < len(held.play.scenario.rounds[1].options)
    assert holds(shown, *NEVER, *ENDINGS, "INJECTCLERK", "CARDCLERK", "LATEROUTCOME", "OUTCOMETELL", *OTHERS) == []


def test_another_tables_votes_and_outcome_are_not_told(watched: tuple[Stage, Phone, Everything]) -> None:
    stage, _, everything = watched
    held = stage.session
    held.begin(0), held.begin(1), held.open_vote(0), held.open_vote(1)
    held.vote("Dot", ("tell",), 1)
    held.close_vote(1), held.reveal(1), held.decide(1)
    assert "OUTCOMETELL" not in everything() and "1 vote" not in everything()
    assert "HAPPENINGSTORM" not in everything()


def test_the_wall_holds_what_one_table_decided_until_the_other_has(watched: tuple[Stage, Phone, Everything]) -> None:
    stage, sam, _ = watched
    held = stage.session
    path = stage.room.wall_url.removeprefix(stage.room.address)
    with sam.stream(f"{path}/events") as wall:
        held.begin(0), held.begin(1), held.open_vote(0), held.open_vote(1)
        held.vote("Dot", ("tell",), 1)
        held.close_vote(1), held.reveal(1), held.decide(1)
        text = seen_on(wall, stage)
        role_only = ("INJECTCLERK", "INJECTCHAIR", "CARDCLERK", "CARDCHAIR")
        assert holds(text, *LATER, *OUTCOMES, *ENDINGS, *NEVER, *role_only, *OTHERS, "Sam", "1 vote") == []
        held.vote("Bea", ("look",)), held.close_vote(0), held.reveal(0), held.decide(0)
        text = seen_on(wall, stage)
        assert holds(text, *LATER, *ENDINGS, *role_only, *OTHERS, "Sam", "NOTESFIRST", "HIDDENOPTION") == []
        assert "Look for it" in text and "Tell the board" in text


def seen_on(wall: Stream, stage: Stage) -> str:
    """All that the wall has been sent, and its page now."""
    page = stage.look_at_wall()
    while wall.message()["id"] != page.digest:
        pass
    return f"{wall.raw} {page.text} {page.headers}"


def test_nothing_of_the_room_is_told_to_who_is_not_in(stage: Stage) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stranger = stage.phone()
    paths = (
        "/",
        "/me",
        "/me/events",
        "/join/x",
        "/wall/x",
        "/wall/x/events",
        "/static/x",
        "/favicon.ico",
        "/robots.txt",
    )
    text = "".join(f"{answer.text}{answer.headers}" for answer in map(stranger.get, paths))
    text += stranger.post("/", {"code": "x"}).text + stranger.post("/me/vote", {"option": "tell"}).text
    secrets = (stage.secret, stage.session.guests.code, stage.room.wall_key, sam.token)
    assert holds(text, "Sam", "Otterham", "locked drawer", "The key is gone", "North", *secrets) == []


def test_a_token_is_nowhere_but_on_the_phone(stage: Stage) -> None:
    sam = stage.phone("Sam")
    page = sam.get("/me")
    assert sam.token not in page.text + str(page.headers) + stage.path.read_text("utf-8") + stage.look_at_wall().text
