"""The way through a course: one screen at a time, with addresses, focus, titles, contents and a resting place."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Lms, Open
from tests.tools import wait_until

SCREENS = ["Boil the water", "Pour it", "Ask first", "Check yourself", "Well done"]


ARRIVED = """() => {
    const target = document.getElementById(location.hash.slice(1));
    return target !== null && !target.hidden;
}"""


def heading(page: Page) -> str:
    """The one screen heading in sight."""
    (found,) = [one.inner_text() for one in page.locator(".screen > h3, .result h2").all() if one.is_visible()]
    return found


def steps(page: Page) -> list[str]:
    """The ways on and back in sight."""
    links = page.get_by_role("navigation", name="Back and next").get_by_role("link").all()
    return [re.sub(r"[←→\s]", "", link.inner_text()) for link in links]


def go(page: Page, name: str) -> None:
    """Press Back, Next or Finish, and wait until the screen at the new address is the one in sight."""
    page.get_by_role("navigation", name="Back and next").get_by_role("link", name=name).click()
    wait_until(page, ARRIVED)


def choose(page: Page, title: str) -> None:
    """Take a screen from the contents, and wait until it is the one in sight."""
    page.get_by_role("navigation", name="Contents").get_by_role("link", name=title).click()
    wait_until(page, ARRIVED)


def contents(page: Page) -> list[str]:
    """The states in the list of screens, in order."""
    return page.locator(".contents .state").all_inner_texts()


def test_next_leads_through_every_screen_to_where_one_stands_and_back_again(open_tea: Open) -> None:
    page = open_tea()
    seen = [heading(page)]
    assert steps(page) == ["Next"]
    for _ in SCREENS[1:]:
        go(page, "Next")
        seen.append(heading(page))
    assert seen == SCREENS
    assert steps(page) == ["Back", "Finish"]
    go(page, "Finish")
    assert heading(page) == "Where you stand"
    assert steps(page) == ["Back"]
    go(page, "Back")
    assert heading(page) == "Well done"


def test_a_new_screen_takes_focus_title_address_and_progress_with_it(open_tea: Open) -> None:
    page = open_tea()
    assert page.title() == "Boil the water (1 of 2) – The kettle – Tea for everyone"
    assert page.evaluate("document.activeElement === document.body")
    go(page, "Next")
    expect(page.get_by_role("heading", name="Pour it")).to_be_focused()
    assert page.title() == "Pour it (2 of 2) – The kettle – Tea for everyone"
    assert page.url.endswith("#pour")
    assert page.locator(".progress-words").inner_text() == "Screen 2 of 2, 0 of 2 modules done"
    assert page.locator("progress").get_attribute("value") == "2"
    assert page.evaluate("window.scrollY") == 0


def test_the_whole_way_by_keyboard_alone(open_tea: Open) -> None:
    page = open_tea()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text of this screen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    for title in SCREENS[1:]:
        link = page.get_by_role("navigation", name="Back and next").get_by_role("link", name="Next")
        for _ in range(40):
            page.keyboard.press("Tab")
            if link.evaluate("link => link === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()


def test_the_browsers_back_and_forward_go_through_screens(open_tea: Open) -> None:
    page = open_tea()
    go(page, "Next")
    go(page, "Next")
    page.go_back()
    expect(page.get_by_role("heading", name="Pour it")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="Boil the water")).to_be_visible()
    assert heading(page) == "Boil the water"
    page.go_forward()
    expect(page.get_by_role("heading", name="Pour it")).to_be_visible()
    assert heading(page) == "Pour it"


def test_contents_say_the_state_of_each_screen_in_words(open_tea: Open) -> None:
    page = open_tea()
    assert contents(page) == ["seen, question open", *["not seen yet"] * 4]
    choose(page, "Well done")
    assert heading(page) == "Well done"
    assert contents(page) == ["seen, question open", *["not seen yet"] * 3, "done"]
    assert page.locator(".contents [aria-current=page]").inner_text() == "✓\nWell done\ndone"
    page.go_back()
    page.get_by_label("Fresh water").check()
    page.get_by_role("button", name="Check my answer").click()
    assert contents(page)[0] == "done"


def test_links_inside_a_course_turn_to_their_screen(open_tea: Open) -> None:
    page = open_tea()
    page.get_by_role("link", name="how it goes on").click()
    expect(page.get_by_role("heading", name="Pour it")).to_be_focused()
    page.go_back()
    page.get_by_role("link", name="source 1").first.click()
    assert heading(page) == "Boil the water"
    expect(page.locator("#boil_note_1")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text, source 1").click()
    assert page.url.endswith("#boil_named_1")
    away = page.get_by_role("link", name="the people who sell it (opens in a new tab)")
    assert (away.get_attribute("target"), away.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_an_address_of_a_part_opens_its_screen(open_tea: Open) -> None:
    page = open_tea("#two-kinds")
    assert heading(page) == "Pour it"
    page = open_tea("#no-such-screen")
    assert heading(page) == "Boil the water"


def test_a_modules_objectives_stand_on_its_first_screen_only(open_tea: Open) -> None:
    page = open_tea("#boil")
    assert page.get_by_text("Boil water safely").is_visible()
    go(page, "Next")
    assert not page.get_by_text("Boil water safely").is_visible()
    go(page, "Next")
    assert page.get_by_text("Ask what each guest can drink").is_visible()
    visible = [one.inner_text() for one in page.locator("h2").all() if one.is_visible()]
    assert visible == ["Module 2: The guests"]


def relaunched(page: Page) -> dict[str, Any]:
    """What an LMS would say at the next launch, from what was saved."""
    kept = Lms(page).kept()
    return {"location": kept["location"], "suspend": kept["suspend"], "score": kept.get("score"), "entry": "resume"}


def test_a_learner_comes_back_to_the_last_screen_with_every_answer(open_tea: Open) -> None:
    page = open_tea()
    page.get_by_label("Water from yesterday").check()
    page.get_by_role("button", name="Check my answer").click()
    go(page, "Next")
    for tea, group in (("Sencha", "Black"), ("Assam", "Black"), ("Longjing", "Green")):
        page.get_by_label(tea).select_option(group)
    page.get_by_role("button", name="Check my answer").click()
    go(page, "Next")

    back = open_tea(start=relaunched(page))
    assert heading(back) == "Ask first"
    assert back.evaluate("document.activeElement === document.body")
    assert contents(back) == ["done", "done", "seen, question open", "not seen yet", "not seen yet"]
    go(back, "Back")
    assert back.get_by_label("Sencha").evaluate("list => list.selectedOptions[0].text") == "Black"
    expect(back.get_by_role("status").last).to_contain_text("2 of 3 are in the right group.")
    go(back, "Back")
    expect(back.get_by_label("Water from yesterday")).to_be_checked()
    back.get_by_label("Fresh water").check()
    back.get_by_role("button", name="Check my answer").click()
    (record,) = Lms(back).calls("record")
    assert (record["index"], record["id"]) == (2, "fresh-water.t2")


def test_coming_back_to_a_bookmark_marks_no_other_screen_as_seen(open_tea: Open) -> None:
    page = open_tea(start={"location": "ask", "suspend": ""})
    assert heading(page) == "Ask first"
    assert contents(page) == ["not seen yet", "not seen yet", "seen, question open", "not seen yet", "not seen yet"]


@pytest.mark.parametrize("location", ["gone-since-then", "", "../x", "_result"])
def test_a_bookmark_that_means_nothing_begins_at_the_beginning(location: str, open_tea: Open) -> None:
    page = open_tea(start={"location": location, "suspend": "1|zz|x|abc|q,w|e"})
    assert heading(page) == "Boil the water"


def test_a_slow_lms_does_not_move_a_learner_who_has_begun(open_tea: Open) -> None:
    page = open_tea(start={"location": "well-done", "suspend": "", "late": True})
    assert heading(page) == "Boil the water"
    go(page, "Next")
    page.get_by_label("Sencha").select_option("Green")
    page.evaluate("window.answer()")
    expect(page.locator(".notice")).to_be_empty()
    assert heading(page) == "Pour it"
    assert page.get_by_label("Sencha").evaluate("list => list.value") == "1"
    assert Lms(page).kept()["location"] == "pour"


def test_a_learner_who_answered_before_the_lms_did_keeps_the_answer(open_tea: Open) -> None:
    first = open_tea()
    first.get_by_label("Water from yesterday").check()
    first.get_by_role("button", name="Check my answer").click()
    page = open_tea(start={**relaunched(first), "late": True})
    page.get_by_label("Fresh water").check()
    page.get_by_role("button", name="Check my answer").click()
    assert Lms(page).calls("record") == []
    page.evaluate("window.answer()")
    expect(page.get_by_role("status").last).to_contain_text("That is right.")
    (record,) = Lms(page).calls("record")
    assert (record["index"], record["id"], record["response"]) == (1, "fresh-water.t2", ["a"])
    assert re.fullmatch(r"2\|2\|\|[\w-]{3}\|1\.2:[\w-]{3}a", Lms(page).kept()["suspend"])
    assert Lms(page).calls()[-1] == ["commit", None]


def test_turning_a_screen_saves_without_a_commit(open_tea: Open) -> None:
    page = open_tea()
    before = len(Lms(page).calls())
    go(page, "Next")
    (change,) = [value for name, value in Lms(page).calls()[before:]]
    assert change["location"] == "pour"
    assert [name for name, _ in Lms(page).calls()[before:]] == ["save"]


def test_opening_and_closing_completes_nothing_and_ends_the_session_once(open_tea: Open) -> None:
    page = open_tea()
    page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
    page.goto(page.url.split("#")[0] + "media/cup.svg")
    calls = Lms(page).calls()
    assert [name for name, _ in calls].count("finish") == 1
    assert calls[-1][0] == "finish"
    assert {change["completed"] for change in Lms(page).calls("save")} == {False}


def test_seeing_everything_and_passing_completes_the_course(open_tea: Open) -> None:
    page = open_tea("#guests-check")
    for label in ("A cup with a handle", "Someone who wants to sleep soon", "Anyone who asks for it"):
        page.get_by_label(label).check()
    for button in page.get_by_role("button", name="Check my answer").all():
        button.click()
    assert Lms(page).kept()["completed"] is False
    for title in ("Well done", "Boil the water", "Pour it"):
        choose(page, title)
    before = len(Lms(page).calls())
    choose(page, "Ask first")
    assert Lms(page).calls()[before:] == [
        ["save", {**Lms(page).kept(), "location": "ask", "completed": True, "passed": True, "score": 100}],
        ["commit", None],
    ]
    page.goto(page.url.split("#")[0] + "#_result")
    said = page.locator(".result-words").inner_text()
    assert "This course is complete" not in said
    assert "You have completed this course." in said
    assert "You have passed." in said


def test_where_one_stands_lists_what_is_still_open(open_tea: Open) -> None:
    page = open_tea()
    page.evaluate("window.location.hash = '_result'")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()
    assert page.title() == "Where you stand – Tea for everyone"
    lines = page.locator(".result-words").inner_text().split("\n")
    assert [line.strip() for line in lines if line.strip()] == [
        "○ This course is not complete yet.",
        "You have seen 1 of 5 screens.",
        "You have answered 0 of 2 knowledge check questions.",
        "Not seen yet",
        *SCREENS[1:],
        "Not answered yet",
        "Check yourself",
    ]
    page.locator(".result-words").get_by_role("link", name="Pour it").click()
    wait_until(page, ARRIVED)
    assert heading(page) == "Pour it"


@pytest.mark.parametrize(("address", "title"), [("#_result", "Where you stand"), ("#%E0%A4%A", "Boil the water")])
def test_any_address_opens_something(address: str, title: str, open_tea: Open) -> None:
    assert heading(open_tea(address)) == title


def test_without_an_lms_the_learner_is_told_and_the_course_works(open_tea: Open) -> None:
    page = open_tea(start=None)
    expect(page.locator(".notice")).to_have_text(re.compile("did not answer, so nothing you do here is recorded"))
    page.get_by_label("Fresh water").check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("status").last).to_contain_text("That is right.")
    go(page, "Next")
    assert heading(page) == "Pour it"


@pytest.mark.parametrize(("mode", "said"), [("review", "looking back"), ("browse", "preview")])
def test_in_review_and_preview_a_banner_says_that_nothing_is_recorded(mode: str, said: str, open_tea: Open) -> None:
    page = open_tea(start={"mode": mode})
    expect(page.locator(".notice")).to_contain_text(said)
    expect(page.locator(".notice")).to_contain_text("is recorded")


def test_what_was_not_saved_is_said_until_it_is(open_tea: Open) -> None:
    page = open_tea()
    expect(page.locator(".notice")).to_be_empty()
    page.evaluate("courseLms.problem = 'not_saved'")
    go(page, "Next")
    expect(page.locator(".notice")).to_contain_text("Your latest work is not saved yet.")
    page.evaluate("courseLms.problem = ''; window.dispatchEvent(new Event('courselms'))")
    expect(page.locator(".notice")).to_have_text("The connection is back, and all your work is saved.")
    go(page, "Next")
    expect(page.locator(".notice")).to_be_empty()


@pytest.mark.parametrize(
    "start", [{"learner": ""}, {"learner": "7", "mode": "review"}, {"learner": "7", "connected": False}]
)
def test_nothing_stays_on_a_computer_without_a_learner_or_where_nothing_is_recorded(
    start: dict[str, Any], open_tea: Open
) -> None:
    page = open_tea(start=start)
    page.get_by_label("Fresh water").check()
    page.get_by_role("button", name="Check my answer").click()
    page.evaluate("courseLms.problem = 'not_saved'")
    go(page, "Next")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_page_opens_from_a_folder_without_any_server(
    tea_files: dict[str, bytes], new_page: Any, tmp_path: Any
) -> None:
    for name, content in tea_files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    page = new_page(f"{tmp_path.as_uri()}/index.html")
    go(page, "Next")
    expect(page.get_by_role("heading", name="Pour it")).to_be_focused()


def test_the_first_screen_is_seen_from_its_top_even_by_address(open_tea: Open) -> None:
    page = open_tea("#ask", viewport={"width": 320, "height": 400})
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.scrollY") == 0


def test_on_a_narrow_screen_the_contents_fold_away_when_a_screen_is_chosen(open_tea: Open) -> None:
    page = open_tea(viewport={"width": 320, "height": 640})
    summary = page.locator(".contents summary").first
    link = page.get_by_role("navigation", name="Contents").get_by_role("link", name="Ask first")
    expect(link).to_be_hidden()
    summary.click()
    link.click()
    expect(link).to_be_hidden()
    assert heading(page) == "Ask first"


def test_the_whole_course_stands_on_one_page_and_looking_at_it_is_not_taking_it(open_tea: Open) -> None:
    page = open_tea()
    page.get_by_label("Water from yesterday").check()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Print or save the whole course").click()
    expect(page.get_by_role("heading", name="The whole course on one page")).to_be_focused()
    assert page.title() == "The whole course on one page – Tea for everyone"
    for title in SCREENS:
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    assert page.locator("form").count() == 0
    answers = page.get_by_text("Show the answer and the reasons")
    assert answers.count() == 5
    answers.first.click()
    expect(page.get_by_text("It has gone flat overnight.")).to_be_visible()
    assert Lms(page).kept()["location"] == "boil"
    assert contents(page) == ["seen, question open", *["not seen yet"] * 4]

    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print or save this page").click()
    assert page.evaluate("window.printed") is True
    page.get_by_role("link", name="source 1").first.click()
    expect(page.get_by_role("heading", name="Well done")).to_be_visible()
    page.get_by_role("navigation", name="Back and next").get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", name="Pour it")).to_be_hidden()
    assert heading(page) == "Boil the water"
    expect(page.get_by_label("Water from yesterday")).to_be_checked()


def test_whom_to_tell_and_what_to_expect_stand_in_the_same_place_on_each_screen(open_tea: Open) -> None:
    page = open_tea()
    for address in ("boil", "guests-check", "_result", "_whole"):
        page.evaluate("id => { location.hash = id; }", address)
        page.locator(f"#{address}").wait_for()
        foot = page.get_by_role("contentinfo")
        expect(foot).to_contain_text(
            "If something here is wrong, or shuts you out, tell the web team of your organisation."
        )
        expect(foot.get_by_text("Accessibility of this course")).to_be_visible()
    foot.get_by_role("link", name="Accessibility of this course").click()
    expect(page.get_by_text("This course is built to meet WCAG 2.2 at level AA.")).to_be_visible()


def test_a_language_that_runs_from_right_to_left_turns_the_page_round(open_tea: Open) -> None:
    page = open_tea(viewport={"width": 1280, "height": 900})
    page.evaluate("document.documentElement.dir = 'rtl'")
    go(page, "Next")
    for first, second in ((".contents", "main"), (".step-back", ".step-next"), ("h1", ".progress")):
        right, left = (
            page.locator(place).evaluate("one => one.getBoundingClientRect().x") for place in (first, second)
        )
        assert right > left
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
