"""The release page and a sample's page in a real browser: read by everyone, narrow and wide, in every scheme."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scorm_export import pages, partnership
from scorm_export.manuscript import manuscript
from scorm_export.release.edition import Edition, Package, edition
from scorm_export.release.page import page as release_page
from scorm_export.standards import STANDARDS
from tests import tools
from tests.browser.test_player_axe import MODES, SIZES

SAMPLES = Path("tests/samples/courses")
HOSTILE = "Brackwater <b>Council</b> & " + "Withoutanend" * 6


def editions() -> list[Edition]:
    """Two courses as three partners get them; one of them has a name to break a page with."""
    found = []
    for name in ("ferry", "tea"):
        read = manuscript(SAMPLES / name)
        for member in (partnership.find("example"), partnership.find("dover"), partnership.find("university-of-kent")):
            partner = member.partner.model_copy(update={"name": HOSTILE} if member.id == "dover" else {})
            course = read.for_partner(partner).course
            assert course is not None
            packages = tuple(
                Package(f"{name}-1.0.0-{member.id}-{key}.zip", key, 165_432, 30, "a" * 64, "b" * 64)
                for key in STANDARDS
            )
            changed = ("The pass mark is 80 %, and was 75 %.",)
            found.append(edition(course, packages, "0.9.0", changed if member.id != "dover" else ()))
    return found


@pytest.fixture(scope="module")
def html() -> bytes:
    """The page."""
    return release_page(editions()).encode()


def opened(page: Page) -> Page:
    """The page with everything opened."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return page


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_and_nothing_runs_over(
    html: bytes, mode: str, width: int, served: tools.Serve, new_page: tools.NewPage
) -> None:
    page = new_page(served({"index.html": html}), viewport=SIZES[width], **MODES[mode])
    assert tools.axe_problems(page) == []
    assert tools.axe_problems(opened(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_administrator_finds_the_zip_by_keyboard(html: bytes, served: tools.Serve, new_page: tools.NewPage) -> None:
    page = new_page(served({"index.html": html}))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The University of Kent").locator("..").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Tea for everyone, SCORM 1.2")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "tea-1.0.0-university-of-kent-scorm12.zip"
    page.get_by_role("link", name="settings for your LMS").click()
    expect(page.get_by_role("heading", name="Settings for your LMS")).to_be_in_viewport()


def test_a_name_cannot_become_markup_and_samples_say_so_in_words(
    html: bytes, served: tools.Serve, new_page: tools.NewPage
) -> None:
    page = new_page(served({"index.html": html}))
    assert page.locator("summary b").count() == 0
    assert page.locator("summary").filter(has_text="SAMPLE").count() == 3
    expect(page.get_by_role("heading", name="Brackwater <b>Council</b> &")).to_be_visible()


def test_on_paper_only_what_is_opened_is_printed(html: bytes, served: tools.Serve, new_page: tools.NewPage) -> None:
    page = new_page(served({"index.html": html}))
    page.get_by_role("heading", name="Exampleshire Council").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Exampleshire Council")).to_be_visible()
    expect(page.get_by_role("heading", name="The University of Kent")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()


@pytest.mark.parametrize(("mode", "width"), [("light", 320), ("dark", 1280), ("forced", 320)])
def test_a_sample_with_a_logo_and_colours_is_a_page_like_any_other(
    mode: str, width: int, served: tools.Serve, new_page: tools.NewPage
) -> None:
    member = partnership.find("example")
    read = manuscript(SAMPLES / "tea").for_partner(member.partner, member.logo)
    assert read.course is not None
    page = new_page(served(pages.files(read.course, read.media, "")), viewport=SIZES[width], **MODES[mode])
    expect(page.get_by_text("SAMPLE Contacts and links in this copy are placeholders")).to_be_visible()
    expect(page.get_by_role("img", name="Exampleshire Council")).to_be_visible()
    expect(page).to_have_title(re.compile("SAMPLE: Tea for everyone"))
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(page.get_by_text("SAMPLE Contacts and links in this copy are placeholders")).to_be_visible()
