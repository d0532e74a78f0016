"""The room's pages in a real browser: axe in every state, small and large, and what the scripts keep and say."""

import re
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from game.phases import Phase
from game.session import Session
from game.timer import Timer
from game.wall import wall_view
from tests import tools
from tests.cases import PROOF, compare_golden
from tests.room import polls, states, walls
from tests.room.stage import Stage
from tests.room.still import still

GOLDEN = Path("tests/room/golden")
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
SIZES = {320: {"width": 320, "height": 640}, 390: {"width": 390, "height": 844}, 1280: {"width": 1280, "height": 720}}
LOOKS = list(product(MODES, SIZES))
EVERY = {**states.WHOLE, **walls.WHOLE, **polls.WHOLE}
WIDE_SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + "word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, select, textarea, a, label.option, [type=text]")]
    .filter(one => one.checkVisibility())
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([words, box]) => Math.min(box.height, box.width) < 44)"""
UNSEEN = """() => [...document.querySelectorAll("button, .button, .exercise, h1, .place, .letter, .votes, .title")]
    .filter(one => getComputedStyle(one).color === getComputedStyle(document.body).backgroundColor)
    .map(one => one.textContent)"""
"""Words in the colour that forced colours lay behind words."""
LISTENS = "document.documentElement.classList.contains('live') && source.readyState === EventSource.OPEN"
NOT_CONNECTED = "Not connected. Trying again…"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Every page by its name, standing still."""
    return still(EVERY)


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def faults(page: Page) -> list[str]:
    """What axe finds, and whether anything sticks out sideways."""
    return [*tools.axe_problems(page), *(["sticks out sideways"] if page.evaluate(SIDEWAYS) else [])]


@pytest.mark.parametrize(("mode", "width"), LOOKS)
def test_axe_finds_nothing_in_any_state(
    mode: str, width: int, files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage
) -> None:
    home, turn = served(files), LOOKS.index((mode, width))
    names = [name for number, name in enumerate(EVERY) if PROOF or number % len(LOOKS) == turn]
    page = new_page(viewport=SIZES[width], **MODES[mode])
    found: dict[str, list[str]] = {}
    for name in names:
        page.goto(f"{home}/{name}.html")
        found[name] = faults(page) if PROOF else []
        unfold(page)
        found[f"{name}, unfolded"] = faults(page)
    assert len(names) >= 5
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_everything_wraps_and_can_be_hit_at_400_per_cent_and_with_wide_spacing(
    files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage
) -> None:
    home = served(files)
    page = new_page(viewport=SIZES[320])
    for name in EVERY if PROOF else [*EVERY][::3]:
        page.goto(f"{home}/{name}.html")
        unfold(page)
        assert page.evaluate(TOO_SMALL) == [], name
        page.evaluate(WIDE_SPACING)
        assert not page.evaluate(SIDEWAYS), name


def test_forced_colours_leave_every_word_on_its_ground(
    files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage
) -> None:
    home = served(files)
    page = new_page(**MODES["forced"])
    for name in ("vote", "voted", "join", "join-locked", "wall-tables", "slide-share"):
        page.goto(f"{home}/{name}.html")
        assert page.evaluate(UNSEEN) == [], name


def test_what_a_screen_reader_is_told(files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage) -> None:
    home = served(files)
    page = new_page(viewport=SIZES[390])
    for name in EVERY:
        page.goto(f"{home}/{name}.html")
        title = f"{page.title()}\n\n"
        compare_golden(GOLDEN / f"{name}.txt", title + page.locator("body").aria_snapshot() + "\n")
    assert {path.stem for path in GOLDEN.iterdir()} == {*EVERY}


@pytest.fixture
def come(stage: Stage, new_page: tools.NewPage) -> Iterator[Callable[..., Page]]:
    """Lets Sam come in with a phone of 390 pixels."""

    def join(**options: object) -> Page:
        page = new_page(f"{stage.room.address}/join/{stage.secret}", viewport=SIZES[390], **options)
        page.get_by_label("Your name").fill("Sam")
        page.get_by_label("Your table").select_option("North")
        page.get_by_label("Your role").select_option("Clerk")
        page.get_by_role("button", name="Come in").click()
        expect(heading(page)).to_have_text("You are in.")
        if options.get("java_script_enabled", True):
            tools.wait_until(page, LISTENS)
        return page

    yield join


def heading(page: Page) -> Locator:
    """What the page says first."""
    return page.get_by_role("heading", level=1)


def press(page: Page, name: str) -> None:
    """A button."""
    page.get_by_role("button", name=name, exact=True).click()


def ballot(stage: Stage) -> tuple[str, ...] | None:
    """What Sam has voted for."""
    return stage.voted().get("Sam")


def test_a_phone_without_scripts_does_it_all(stage: Stage, come: Callable[..., Page], watch: tools.Watch) -> None:
    page = come(java_script_enabled=False)
    stage.session.begin()
    stage.session.open_vote()
    page.get_by_role("link", name="Look again for news").click()
    expect(heading(page)).to_have_text("What first?")
    press(page, "Vote")
    expect(page.get_by_role("alert")).to_have_text("Choose an option first, or abstain.")
    watch.forgive("422")
    page.get_by_label("Tell the board").check()
    press(page, "Vote")
    expect(heading(page)).to_have_text("Your vote is in: B")
    assert ballot(stage) == ("tell",)
    page.get_by_text("Change my vote", exact=True).click()
    press(page, "Abstain")
    expect(heading(page)).to_have_text("You abstain")
    assert ballot(stage) == ()


def test_the_code_is_typed_as_people_type(stage: Stage, new_page: tools.NewPage, watch: tools.Watch) -> None:
    page = new_page(stage.room.address, viewport=SIZES[390])
    page.get_by_label("Code").fill("nonono")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("This is not the code on the wall.")
    watch.forgive("403")
    page.get_by_label("Code").fill(f" {stage.session.guests.code.lower()} ")
    press(page, "Go on")
    expect(heading(page)).to_have_text("Who are you?")


def test_a_vote_is_acknowledged_where_it_was_cast(stage: Stage, come: Callable[..., Page], watch: tools.Watch) -> None:
    page = come()
    page.evaluate("window.stays = true")
    stage.session.begin()
    expect(heading(page)).to_have_text("The key is gone")
    stage.session.open_vote()
    expect(heading(page)).to_have_text("What first?")
    expect(page.locator("#say")).to_have_text("The vote is open. What first?")
    press(page, "Vote")
    expect(page.get_by_role("alert")).to_have_text("Choose an option first, or abstain.")
    expect(page.get_by_role("alert")).to_be_focused()
    watch.forgive("422")
    page.get_by_label("Look for it").check()
    press(page, "Vote")
    expect(heading(page)).to_have_text("Your vote is in: A")
    expect(heading(page)).to_be_focused()
    expect(page).to_have_title("Your vote is in, Round 1 of 2. EXERCISE")
    for option, letter in (("Look for it", "A"), ("Wait", "C")):
        page.get_by_text("Change my vote", exact=True).click()
        page.get_by_label(option).check()
        press(page, "Change my vote to this")
        expect(heading(page)).to_have_text(f"Your vote is in: {letter}")
        expect(page.get_by_label(option)).to_be_hidden()
    assert ballot(stage) == ("wait",)
    assert page.evaluate("window.stays")


def test_news_keeps_what_is_chosen_and_where_one_is(stage: Stage, come: Callable[..., Page]) -> None:
    page = come()
    stage.session.begin()
    stage.session.open_vote()
    page.get_by_label("Tell the board").check()
    stage.session.deliver()
    expect(page.get_by_role("main").get_by_text("Everybody hears WAITINGINJECT.")).to_be_visible()
    expect(page.get_by_label("Tell the board")).to_be_checked()
    expect(page.get_by_label("Tell the board")).to_be_focused()
    expect(page.locator("#say")).to_have_text("New message. From Porter Everybody hears WAITINGINJECT.")
    page.get_by_text("Read the situation again").click()
    stage.session.deliver("late")
    expect(page.get_by_role("main").get_by_text("Nobody asked for ONDEMANDINJECT.")).to_be_visible()
    expect(page.get_by_text("The drawer is locked.")).to_be_visible()
    page.get_by_label("Tell the board").focus()
    stage.session.close_vote()
    expect(heading(page)).to_have_text("The vote is closed.")
    expect(page.locator("#say")).to_have_text("The vote is closed.")
    expect(heading(page)).to_be_focused()


def test_news_takes_the_focus_from_nowhere(stage: Stage, come: Callable[..., Page]) -> None:
    page = come()
    stage.session.begin()
    expect(heading(page)).to_have_text("The key is gone")
    assert page.evaluate("document.activeElement === document.body")


def test_an_answer_is_sent_and_what_else_was_typed_stays(stage: Stage, come: Callable[..., Page]) -> None:
    page = come()
    held = stage.session
    held.begin()
    while held.table.phase is not Phase.ENDED:
        held.override((states.open_at(held)[0],), "Time is short")
        held.move_on()
    first, second = page.get_by_label("Who knew of the drawer"), page.get_by_label("Who had the key")
    second.fill("Half a thought")
    first.fill("All of us")
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_text("Sent: All of us")).to_be_focused()
    expect(first).to_have_value("")
    expect(second).to_have_value("Half a thought")


def test_a_lost_connection_is_said_and_comes_back_by_itself(
    stage: Stage, come: Callable[..., Page], watch: tools.Watch
) -> None:
    page = come()
    stage.session.begin()
    stage.session.open_vote()
    page.get_by_label("Wait").check()
    stage.room.stop()
    expect(page.get_by_text(NOT_CONNECTED)).to_be_visible()
    press(page, "Vote")
    expect(page.get_by_text("No answer from the room.")).to_be_visible()
    expect(page.get_by_label("Wait")).to_be_checked()
    stage.room = stage.opened()
    expect(page.locator("#line")).to_have_text("The room is back. Press the button once more.")
    press(page, "Vote")
    expect(heading(page)).to_have_text("Your vote is in: C")
    expect(page.locator("#line")).to_be_empty()
    watch.forgive("ERR_")


def test_a_phone_that_was_offline_sees_what_it_missed(
    stage: Stage, come: Callable[..., Page], watch: tools.Watch
) -> None:
    page = come()
    page.context.set_offline(True)
    expect(page.get_by_text(NOT_CONNECTED)).to_be_visible()
    stage.session.begin()
    page.context.set_offline(False)
    expect(heading(page)).to_have_text("The key is gone")
    expect(page.locator("#line")).to_be_empty()
    watch.complaints.clear()


def test_a_page_that_comes_to_the_front_looks_again(stage: Stage, come: Callable[..., Page]) -> None:
    page = come()
    page.route("**/me/events*", lambda route: route.fulfill(content_type="text/event-stream", body="retry: 900000\n\n"))
    page.reload()
    expect(page.get_by_text(NOT_CONNECTED)).to_be_visible()
    stage.session.begin()
    expect(heading(page)).to_have_text("You are in.")
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(heading(page)).to_have_text("The key is gone")


def test_whoever_is_sent_away_is_told_and_asks_no_more(stage: Stage, come: Callable[..., Page]) -> None:
    page = come()
    stage.session.remove("Sam")
    expect(heading(page)).to_have_text("You are no longer in the room.")
    assert page.evaluate("source.readyState === EventSource.CLOSED")
    expect(page.locator("#line")).to_be_empty()


def test_another_phone_waits_until_it_is_let_in_and_the_first_is_told(
    stage: Stage, come: Callable[..., Page], new_page: tools.NewPage
) -> None:
    first = come()
    second = new_page(f"{stage.room.address}/join/{stage.secret}", viewport=SIZES[390])
    second.get_by_text("I have been here with another phone").click()
    second.get_by_label("The name you came in with").fill("sam")
    press(second, "Ask to be let in")
    expect(heading(second)).to_have_text("Wait here a moment.")
    stage.room.admit(stage.room.waiting[0].number)
    expect(heading(second)).to_have_text("You are in.")
    expect(heading(first)).to_have_text("You go on with your other phone.")


def test_the_wall_fits_the_projector_and_has_nothing_to_press(stage: Stage, new_page: tools.NewPage) -> None:
    page = new_page(stage.room.wall_url, viewport=SIZES[1280])
    moments = (
        states.begun(states.FLAGSHIP, states.ALONE),
        states.voting(states.FLAGSHIP, states.ALONE),
        states.shown(states.voted(1, path=states.FLAGSHIP, setup=states.ALONE)),
        states.decided(states.voted(1, path=states.FLAGSHIP, setup=states.ALONE)),
        walls.over(walls.lone()),
        walls.level(),
        walls.over(walls.four()),
    )
    for held in moments:
        stage.room.show(held)
        expect(page).to_have_title(re.compile(re.escape(projection_title(held))))
        for width, height in ((1280, 720), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            tools.wait_until(page, "document.documentElement.scrollHeight <= innerHeight")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body")
    stage.room.show(stage.session)


def projection_title(held: Session) -> str:
    """How the wall's title ends."""
    return f"{wall_view(held).says} EXERCISE"


def test_the_walls_timer_counts_on_and_blank_is_blank(stage: Stage, new_page: tools.NewPage) -> None:
    page = new_page(stage.room.wall_url, viewport=SIZES[1280])
    stage.session.timer = Timer(300, 0, time.monotonic())
    stage.room.notify()
    timer = page.locator(".timer")
    expect(timer).to_have_text("5:00 left")
    expect(timer).to_have_text("4:58 left")
    stage.session.is_blank = True
    stage.room.notify()
    expect(page.locator(".exercise")).to_have_count(0)
    stage.session.is_blank = False
    stage.room.notify()
    expect(timer).to_have_text(re.compile("4:5. left"))
