"""The room's pages as text: what each says, what none may say, and that they need nothing from outside."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from game.authoring.contrast import ratio
from game.authoring.prose import to_plain
from game.delegate import delegate_view
from game.room import pages, shelf
from game.room.gone import WHY
from game.room.pages import Door, Gone
from game.room.prose import line, prose
from game.timer import Timer
from game.tui.theme import DARK, LIGHT, PALETTES
from game.wall import wall_view
from tests.room import states, walls
from tests.room.markup import Page
from tests.room.states import ALONE, MINE, opened, sam, shown, voted, voting
from tests.room.walls import DOOR, NOW, SLIDES, TODAY, WALLS, showing

EVERY: dict[str, Callable[[], str]] = {**states.WHOLE, **walls.WHOLE}
MODES = {LIGHT: "room.css", DARK: "dark.css"}
CONTROLS = ("a", "button", "input", "select", "textarea", "form", "summary", "details")
OWN = re.compile(r"/static/[\w.]+")


@pytest.fixture(scope="module")
def every() -> dict[str, Page]:
    """Every page that phones and the wall can show."""
    return {name: Page(made()) for name, made in EVERY.items()}


def test_every_page_is_well_formed_and_says_what_it_is(every: dict[str, Page]) -> None:
    for name, page in every.items():
        assert page.flaws == [], name
        assert page.named("html")[0].attributes["lang"] == "en-GB"
        assert len(page.named("h1")) == len(page.named("main")) == len(page.named("title")) == 1, name
        assert page.named("title")[0].words.strip() == page.named("main")[0].attributes["data-title"], name
        assert len(page.named("title")[0].words) > 10


def test_every_page_of_an_exercise_says_so(every: dict[str, Page]) -> None:
    for name, page in every.items():
        marks = [tag.words for tag in page.named("p") if tag.attributes.get("class") == "exercise"]
        is_slide = name.startswith("slide-")
        expected = [] if name.endswith("-blank") else ["BRIEFING"] if is_slide else ["EXERCISE"]
        assert marks == expected, name
        assert ("EXERCISE" in page.named("title")[0].words) is not is_slide, name


def test_headings_come_in_order_and_references_are_kept(every: dict[str, Page]) -> None:
    for name, page in every.items():
        levels = [int(tag.name[1]) for tag in page.named("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
        ids = list(page.values("id"))
        assert len(ids) == len(set(ids)), name
        assert {
            one for value in page.values("for", "aria-labelledby", "aria-describedby") for one in value.split()
        } <= {*ids}, name


def test_nothing_comes_from_outside_and_nothing_runs_in_the_page(every: dict[str, Page]) -> None:
    for name, page in every.items():
        asked = [*page.values("src"), *(tag.attributes["href"] for tag in page.named("link"))]
        assert asked and all(OWN.fullmatch(one) and one.removeprefix("/static/") in pages.static() for one in asked), (
            name
        )
        assert all(one.startswith("/") for one in page.values("href", "action")), name
        assert not [tag for tag in page.named("script", "style") if tag.words.strip()], name
        attributes = {one for tag in page.tags for one in tag.attributes}
        assert not [one for one in attributes if one == "style" or one.startswith("on")], name


def test_hostile_words_stay_words(every: dict[str, Page]) -> None:
    for name in ("hostile", "hostile-read", "wall-hostile"):
        page = every[name]
        assert not page.named("img", "iframe") and len(page.named("script")) == 2
        assert page.named("main")[0].words.count('<script>alert("1")</script>') > 5
        told = [tag for tag in page.named("bdi") if "\u202e" in tag.words]
        assert len(told) > 4  # what turns the direction of words turns none beside it
        assert "example.org" not in "".join(page.values("href", "src", "action"))


def test_there_is_nothing_to_press_or_type_into_on_the_wall(every: dict[str, Page]) -> None:
    assert every["vote"].named(*CONTROLS)
    for name in walls.WHOLE:
        assert every[name].named(*CONTROLS) == [], name
        assert "tabindex" not in every[name].text or name == "wall-hostile", name


def test_a_phone_works_without_a_script() -> None:
    vote, voted_page, ended = (Page(states.WHOLE[name]()) for name in ("vote", "voted", "ended"))
    for page in (vote, voted_page):
        (form,) = page.named("form")
        assert (form.attributes["method"], form.attributes["action"]) == ("post", "/me/vote")
        which, *options = page.named("input")
        assert (which.attributes["type"], which.attributes["name"], which.attributes["value"]) == (
            "hidden",
            "vote",
            "1",
        )
        assert [tag.attributes["value"] for tag in options] == ["chase", "lock", "call", "list"]
        assert {tag.attributes["name"] for tag in options} == {"option"}
        assert [tag.attributes.get("name") for tag in page.named("button")] == [None, "abstain"]
        assert [tag.attributes["href"] for tag in page.named("a")] == ["/me"]
    assert not [tag for tag in vote.named("input") if "checked" in tag.attributes]
    assert [tag.attributes["value"] for tag in voted_page.named("input") if "checked" in tag.attributes] == ["lock"]
    answers = ended.named("form")
    assert {form.attributes["action"] for form in answers} == {"/me/answer"} and len(answers) == 4
    assert [tag.attributes["value"] for tag in ended.named("input")] == ["0", "1", "2", "3"]


def test_one_option_is_a_choice_and_several_are_boxes() -> None:
    for name, kind in (("vote", "radio"), ("vote-several", "checkbox")):
        assert {tag.attributes["type"] for tag in Page(states.WHOLE[name]()).named("input")[1:]} == {kind}


def test_a_closed_option_is_read_with_its_reason_and_cannot_be_taken() -> None:
    view = MINE["vote-closed-option"]()
    page = Page(pages.me(view))
    (closed,) = (option for option in view.options if not option.is_open)
    assert f"Cannot be chosen: {closed.because}" in page.named("main")[0].words
    assert closed.id not in page.values("value")


TOLD = {
    "opening": ("You are in", "You are in."),
    "discussing": ("Read and talk, Round 1 of 3", "The number 42"),
    "vote": ("Vote now, Round 1 of 3", "What do you do first?"),
    "voted": ("Your vote is in, Round 1 of 3", "Your vote is in: B"),
    "voted-several": ("Your vote is in, Round 1 of 4", "Your vote is in: A and C"),
    "abstained": ("Your vote is in, Round 1 of 3", "You abstain"),
    "closed": ("The vote is closed, Round 1 of 3", "The vote is closed."),
    "result": ("The result, Round 1 of 3", "The result"),
    "first-vote": ("The result, Round 1 of 3", "The first of two votes"),
    "tied": ("The result, Round 1 of 3", "A tie"),
    "short": ("The result, Round 1 of 3", "Too few have voted"),
    "outcome": ("Decided, Round 1 of 3", "Decided: Have the laptop and the phone locked from afar"),
}


@pytest.mark.parametrize("name", TOLD)
def test_the_title_and_the_heading_say_the_state(name: str) -> None:
    page = Page(states.WHOLE[name]())
    assert page.named("title")[0].words == f"{TOLD[name][0]}. EXERCISE"
    assert page.named("h1")[0].words == TOLD[name][1]


def test_a_vote_is_acknowledged_in_words_and_can_be_changed() -> None:
    words = Page(states.WHOLE["voted"]()).named("main")[0].words
    assert "You can change it until the vote closes." in words
    assert "B Have the laptop and the phone locked from afar" in words
    assert "You have not voted. The result comes" in Page(states.WHOLE["closed-unvoted"]()).named("main")[0].words


def test_a_mistake_is_said_first_and_leaves_the_page_what_it_was() -> None:
    plain, noted = Page(pages.me(sam(voting()))), Page(states.WHOLE["noted"]())
    (note,) = (tag for tag in noted.named("p") if tag.attributes.get("role") == "alert")
    assert note.words == "Choose an option first, or abstain."
    assert noted.named("title")[0].words.startswith("Not done. Vote now")
    assert noted.named("body")[0].attributes["data-digest"] == plain.named("body")[0].attributes["data-digest"]


def test_how_others_vote_cannot_be_seen_until_it_is_shown() -> None:
    held = [voting(setup=ALONE, place=place) for place in (0, 1)]
    assert pages.me(sam(held[0])) == pages.me(sam(held[1]))
    assert pages.wall(wall_view(held[0]), DOOR, NOW) == pages.wall(wall_view(held[1]), DOOR, NOW)
    for one in held:
        shown(one)
    assert pages.me(sam(held[0])) != pages.me(sam(held[1]))
    assert pages.wall(wall_view(held[0]), DOOR, NOW) != pages.wall(wall_view(held[1]), DOOR, NOW)


def test_a_message_for_one_role_is_on_no_other_page() -> None:
    held, words = voted(0), "I have done this job for nineteen years."
    assert words in pages.me(sam(held))
    assert words not in pages.me(delegate_view(held, "Ada"))
    assert words not in pages.wall(wall_view(held), DOOR, NOW)


def test_what_is_read_out_is_the_question_the_close_and_the_result() -> None:
    told = {name: Page(pages.me(MINE[name]())).named("main")[0].attributes["data-say"] for name in TOLD}
    assert told["vote"] == told["voted"] == "The vote is open. What do you do first?"
    assert told["closed"] == "The vote is closed."
    assert told["result"] == "The vote is shown. A: 2 votes. B: 0 votes. C: 0 votes. D: 0 votes."
    assert told["outcome"] == "Your table has decided. Have the laptop and the phone locked from afar."


def test_a_digest_tells_states_apart_and_nothing_else() -> None:
    mains = [pages.me_main(made()) for made in MINE.values()]
    assert len({pages.digest(main) for main in mains}) == len(mains)
    assert pages.digest(mains[0]) == pages.digest(pages.me_main(MINE["opening"]()))


def test_the_code_is_on_the_wall_only_while_people_can_come_in() -> None:
    held = opened(setup=ALONE)
    page = pages.wall(wall_view(held), DOOR, NOW)
    assert "K7M2QX" in page and DOOR.address in page and DOOR.qr in page
    held.lock_room(True)
    locked = pages.wall(wall_view(held), DOOR, NOW)
    assert "K7M2QX" not in locked and DOOR.qr not in locked and "The room is locked." in locked
    assert "Code" not in pages.wall(wall_view(held), Door("/wall/key"), NOW)


def test_the_timer_is_words_that_a_script_can_count_on() -> None:
    for since, runs in ((None, False), (NOW - 10, True)):
        held = walls.lone()
        held.timer = Timer(300, 30, since)
        (tag,) = (
            tag
            for tag in Page(pages.wall(wall_view(held), DOOR, NOW)).named("p")
            if tag.attributes.get("class") == "timer"
        )
        assert tag.words == ("4:20 left" if runs else "4:30 left, paused")
        assert tag.attributes["data-left"] == ("260.0" if runs else "270.0")
        assert ("data-runs" in tag.attributes) is runs


def test_the_wall_compares_tables_in_a_table_and_says_who_did_not_meet_a_round() -> None:
    view = WALLS["wall-compared"]()
    met = view.compared[-1]
    skipped = replace(met.tables[3], decision="", how="", why_not="did not meet this round", meters=())
    some = replace(view, compared=(*view.compared[:-1], replace(met, tables=(*met.tables[:3], skipped))))
    page = Page(pages.wall(some, DOOR, NOW))
    assert page.flaws == [] and page.named("h1")[0].words == "Every table has decided."
    rows = [" ".join(tag.words.split()) for tag in page.named("tr")]
    assert rows[0].startswith("Table Decided") and len(rows) == 5
    assert rows[1].startswith("Table 1 Go round all eleven tonight and change every code 3 of 4 votes")
    assert rows[4] == "Universities Did not meet this round"


def test_at_the_end_every_round_says_what_each_table_decided(every: dict[str, Page]) -> None:
    words = " ".join(every["wall-tables-end"].named("main")[0].words.split())
    assert "Round 1: The number 42 Table 1, Riverside, Universities Take the car and go after the bus" in words
    assert "Police and fire Have the laptop and the phone locked from afar" in words
    assert "Police and fire A day late People safe at home 70" in words


def test_a_table_that_still_votes_shows_how_many_and_nothing_is_decided(every: dict[str, Page]) -> None:
    words = " ".join(every["wall-tables"].named("main")[0].words.split())
    assert "Riverside voting, 1 of 6 voted" in words
    assert "Decided" not in words and "What changed" not in words


def test_every_bar_stands_beside_its_figure(every: dict[str, Page]) -> None:
    for name in ("wall-reveal", "wall-outcome", "slide-share", "slide-poll-counted", "result", "outcome"):
        drawn = [tag for tag in every[name].named("svg") if tag.attributes.get("class") in ("bar", "column")]
        assert drawn and all(tag.attributes["aria-hidden"] == "true" for tag in drawn), name
    assert "Software flaws, 2026 report 31%" in " ".join(every["slide-share"].named("main")[0].words.split())
    assert "up 5 from 25, worse" in every["outcome"].named("main")[0].words


@pytest.mark.parametrize("name", SLIDES)
def test_a_slide_says_what_the_room_may_read_and_no_note(name: str) -> None:
    slide = SLIDES[name]().slide
    words = Page(pages.slide(SLIDES[name](), DOOR, TODAY)).named("main")[0].words
    for point in slide.points:
        assert to_plain(point) in words
    for source in slide.citations:
        assert source in words
    notes = [sentence for sentence in to_plain(slide.notes).split(". ") if len(sentence) > 20]
    assert notes and not [sentence for sentence in notes if sentence in words]


def test_a_slide_that_is_blanked_leaves_nothing_on_the_wall() -> None:
    shown = showing(2).turned()
    main = pages.slide_main(shown, TODAY)
    assert shown.slide.title not in main
    assert not [source for source in shown.slide.citations if source in main]
    assert pages.slide_main(shown.turned(), TODAY) == pages.slide_main(showing(2), TODAY)


def test_the_hands_of_a_poll_are_shown_once_they_are_counted() -> None:
    assert "hands" not in pages.slide_main(showing(3), TODAY)
    assert "9 hands" in pages.slide_main(showing(3).with_hands((2, 5, 0, 9)), TODAY)


def test_figures_past_their_date_say_so() -> None:
    briefing = showing(2).briefing
    assert "review was due" not in pages.slide_main(showing(2), briefing.review_by)
    assert f"{briefing.overdue(date.max)}." in pages.slide_main(showing(2), date.max)


def test_a_blank_wall_says_nothing_of_the_exercise() -> None:
    page = Page(walls.WHOLE["wall-blank"]())
    assert page.named("main")[0].words.split() == ["Nothing", "to", "see."]
    assert "K7M2QX" not in page.text and "Marlhythe" not in page.text


def test_the_wall_refreshes_itself_only_where_there_is_no_script() -> None:
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in walls.WHOLE["wall-round"]()
    assert not [name for name, made in states.WHOLE.items() if "http-equiv" in made()]


@pytest.mark.parametrize(("theme", "media"), [("", "(prefers-color-scheme: dark)"), ("dark", "all"), ("light", None)])
def test_the_wall_takes_the_theme_it_is_asked_for(theme: str, media: str | None) -> None:
    page = Page(pages.wall(None, DOOR, NOW, theme))
    dark = [tag for tag in page.named("link") if "dark" in tag.attributes["href"]]
    assert [tag.attributes["media"] for tag in dark] == ([media] if media else [])


@pytest.mark.parametrize("why", Gone)
def test_every_reason_has_a_page_that_says_what_to_do(why: Gone) -> None:
    page = Page(pages.gone(why))
    assert page.flaws == [] and page.named("h1")[0].words == WHY[why].heading
    assert ("data-over" in page.named("main")[0].attributes) is WHY[why].is_over
    assert len(page.named("a")) == bool(WHY[why].link)


def test_what_was_typed_comes_back_with_the_mistake_beside_it() -> None:
    page = Page(states.WHOLE["join-wrong"]())
    (name,) = (tag for tag in page.named("input") if tag.attributes["name"] == "name")
    assert name.attributes["value"] == "!!" and name.attributes["aria-invalid"] == "true"
    assert "wrong-name" in name.attributes["aria-describedby"]
    assert [tag.words for tag in page.named("option") if "selected" in tag.attributes] == ["Riverside"]
    assert page.named("title")[0].words.startswith("Not yet: ")


def test_prose_leads_nowhere_and_keeps_its_words() -> None:
    made = prose("# Heading\n\n[a link](http://example.org) ![a picture](x.png) <b>bold</b>\n\n| a |\n|-|\n| b |")
    assert "<h" not in made and "<a" not in made and "<img" not in made and "<b>" not in made
    assert "<strong>Heading</strong>" in made and "a link a picture &lt;b&gt;" in made
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>' in made
    assert line("**48%** of [all](http://example.org)") == "<strong>48%</strong> of all"


def test_files_are_small_and_change_their_name_with_their_content() -> None:
    for name, (kind, content) in pages.static().items():
        stem, digest, suffix = name.split(".")
        assert digest == shelf.short(content) and kind.startswith("text/")
        assert Path(shelf.FOLDER / f"{stem}.{suffix}").read_bytes() == content
        assert suffix != "js" or len(content) <= 4096


def colours(name: str) -> dict[str, str]:
    """The colours that a style sets by name."""
    return dict(re.findall(r"--(\w+): (#\w{6});", (shelf.FOLDER / name).read_text("utf-8")))


@pytest.mark.parametrize("theme", MODES)
def test_the_colours_are_the_consoles_and_can_be_read(theme: str) -> None:
    found, palette = colours(MODES[theme]), PALETTES[theme]
    assert {name: value for name, value in found.items() if name != "hair"} == {
        name: getattr(palette, name) for name in palette.__slots__
    }
    for ground in ("background", "surface"):
        for word in ("foreground", "muted", "accent", "good", "bad", "signal"):
            assert ratio(found[word], found[ground]) >= 7, (word, ground)
    assert ratio(found["ink"], found["accent"]) >= 7 and ratio(found["ink"], found["signal"]) >= 7
