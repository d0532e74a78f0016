"""The map as people meet it: on a phone and a wide screen, light and dark, in forced colours, and on paper."""

import pytest
from playwright.sync_api import Page

from tests import tools
from tests.papers.explorations import page_of

OUT_OF_PLACE = """() => {
    const seen = [...document.querySelectorAll("svg[role=img]")].filter(svg => svg.getClientRects().length);
    const most = document.documentElement.clientWidth;
    return seen.flatMap(svg => [...svg.querySelectorAll("text")].filter(text => {
        const words = text.getBoundingClientRect();
        return words.left < 0 || words.right > most;
    }).map(text => `${svg.getAttribute("aria-labelledby")}: ${text.textContent}`));
}"""
OUT_OF_CARD = """() => {
    const pieces = [...document.querySelectorAll(".piece")].filter(piece => piece.getClientRects().length);
    return pieces.flatMap(piece => {
        const card = piece.querySelector(".card")?.getBBox();
        return [...piece.querySelectorAll("text")].filter(text => {
            const words = text.getBBox();
            return card && words.x >= card.x && words.x + words.width > card.x + card.width;
        }).map(text => text.textContent);
    });
}"""


@pytest.fixture
def opened(served: tools.Serve, new_page: tools.NewPage) -> tools.NewPage:
    """Opens one of the pages by name."""

    def open_page(address: str = "", **options: object) -> Page:
        return new_page(served({"index.html": page_of(address)}), **options)

    return open_page


@pytest.mark.parametrize("which", ["van", "sampled", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_leaves_its_place(
    opened: tools.NewPage, which: str, width: int, scheme: str
) -> None:
    page = opened(which, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(OUT_OF_PLACE) == []
    assert page.evaluate(OUT_OF_CARD) == []


@pytest.mark.parametrize(("width", "shown"), [(320, "narrow"), (767, "narrow"), (768, "wide"), (1280, "wide")])
def test_one_map_is_shown_the_one_that_can_be_read(opened: tools.NewPage, width: int, shown: str) -> None:
    page = opened("van", viewport={"width": width, "height": 800})
    assert [name for name in ("narrow", "wide") if page.locator(f".{name}").is_visible()] == [shown]
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll(".piece text")].filter(text => text.getClientRects().length)
            .map(text => text.getAttribute("font-size") * text.getScreenCTM().a))"""
    )
    assert smallest >= 10.5


def test_the_page_reflows_with_its_words_twice_as_large_and_spaced_out(opened: tools.NewPage) -> None:
    page = opened("van", viewport={"width": 640, "height": 800})
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`html { font-size: 200% }
                * { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_the_first_stop_of_the_keyboard_leads_to_the_map(opened: tools.NewPage) -> None:
    page = opened("van", viewport={"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the map"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#map'")
    assert page.locator("#map").evaluate("map => map.getBoundingClientRect().top < innerHeight")


def test_forced_colours_keep_every_line(opened: tools.NewPage) -> None:
    page = opened("van", viewport={"width": 1280, "height": 800}, forced_colors="active")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for part in (".wide rect.river", ".wide .bar", ".chart .bar"):
        assert page.locator(part).first.evaluate("part => getComputedStyle(part).fill") != paper
    assert tools.axe_problems(page) == []


def test_paper_is_light_and_shows_the_wide_map_without_the_links(opened: tools.NewPage) -> None:
    page = opened("van", viewport={"width": 700, "height": 800}, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator(".wide").is_visible()
    assert not page.locator(".narrow").is_visible()
    assert not page.locator(".contents").is_visible()
