"""The report as people meet it: on a phone and a wide screen, light and dark, and on A4."""

import pytest
from playwright.sync_api import Page

from game import years
from game.papers import report
from game.papers import years as years_page
from tests import tools
from tests.papers import sessions


def page_of(which: str) -> str:
    """One of the pages by name."""
    if which == "years":
        every = (sessions.best(), sessions.contested(), sessions.halfway())
        return years_page.page(years.comparison([sessions.report_of(one) for one in every]))
    made = sessions.report_of(getattr(sessions, which)(), "names", quick=which == "hostile")
    return report.page(made)


@pytest.fixture
def opened(served: tools.Serve, new_page: tools.NewPage) -> tools.NewPage:
    """Opens one of the pages by name."""

    def open_page(address: str = "", **options: object) -> Page:
        return new_page(served({"index.html": page_of(address)}), **options)

    return open_page


@pytest.mark.parametrize("which", ["best", "contested", "hostile", "years"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    opened: tools.NewPage, which: str, width: int, scheme: str
) -> None:
    page = opened(which, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_forced_colours_keep_every_line(opened: tools.NewPage) -> None:
    page = opened("contested", viewport={"width": 1280, "height": 800}, forced_colors="active")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for line in page.locator("polyline.line").all()[:4]:
        assert line.evaluate("line => getComputedStyle(line).stroke") != paper
    assert tools.axe_problems(page) == []


def test_paper_is_light_and_the_summary_has_a_page_of_its_own(opened: tools.NewPage) -> None:
    page = opened("contested", viewport={"width": 700, "height": 800}, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#summary").evaluate("part => getComputedStyle(part).breakAfter") == "page"
    assert not page.locator(".contents").is_visible()
