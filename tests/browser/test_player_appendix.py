"""Words explained and all sources: looked up from a screen, by keyboard, and back to where one was."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scorm_export import pages
from scorm_export.manuscript import manuscript
from tests import tools
from tests.browser.conftest import LMS, START, Lms
from tests.browser.test_player_axe import faults
from tests.scorm_export.test_prose import folder_of

STARTED = f"{LMS}({json.dumps(START)})"


@pytest.fixture
def page(tmp_path: Path, served: tools.Serve, new_page: tools.NewPage) -> Page:
    read = manuscript(folder_of(tmp_path))
    assert read.course is not None
    page = new_page("")
    page.add_init_script(STARTED)
    page.goto(f"{served(pages.files(read.course, read.media, ''))}/#watch")
    return page


def test_a_term_is_looked_up_by_keyboard_and_the_way_back_leads_to_its_screen(page: Page) -> None:
    page.locator("#watch .term").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Words explained")).to_be_visible()
    expect(page.locator("#watch")).to_be_hidden()
    assert page.title().startswith("Words explained")
    page.locator(".step-back").click()
    expect(page.locator("#watch")).to_be_visible()
    expect(page.locator("#_glossary")).to_be_hidden()


def test_how_accessible_it_is_stands_at_the_foot_of_each_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    link = page.get_by_role("contentinfo").get_by_role("link", name="Accessibility of this course")
    for place in ("watch", "read", "_glossary", "_result"):
        page.evaluate("id => { location.hash = id; }", place)
        page.locator(f"#{place}").wait_for()
        expect(link).to_be_visible()
    page.evaluate("location.hash = 'watch'")
    link.click()
    expect(page.get_by_role("heading", name="Accessibility of this course")).to_be_focused()
    expect(page.get_by_text("WCAG 2.2 at level AA")).to_be_visible()
    page.locator(".step-back").click()
    expect(page.locator("#watch")).to_be_visible()


def test_looking_up_moves_no_bookmark_and_counts_as_no_screen(page: Page) -> None:
    page.locator(".contents-more").get_by_role("link", name="All sources").click()
    expect(page.get_by_role("heading", name="All sources")).to_be_focused()
    page.locator(".contents-more").get_by_role("link", name="Words explained").click()
    expect(page.get_by_role("heading", name="Words explained")).to_be_focused()
    tools.wait_until(page, "sessionStorage.getItem('calls')")
    assert {change["location"] for change in Lms(page).calls("save") if "location" in change} == {"watch"}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", ["_glossary", "_sources", "_accessibility", "read", "watch"])
def test_axe_finds_nothing(place: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{page.url.partition('#')[0]}#{place}")
    expect(page.locator(f"#{place}")).to_be_visible()
    for details in page.locator("main .longer:visible").all():
        details.locator("summary").click()
    assert faults(page) == []
