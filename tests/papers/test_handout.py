"""A briefing as a page: all that its slides say, for everybody who reads it, and nothing that was not asked for."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from game import library
from game.briefing import Briefing
from game.cli import main
from game.papers import handout
from tests import tools

SAMPLE = Path("tests/samples/briefings/buses.yaml").resolve()
UPDATE = Path("scenarios/briefings/risk-update.yaml").resolve()
TODAY = date(2026, 11, 23)
ATTACK = '<script>alert(1)</script>"&'


def page_of(path: Path, *, notes: bool = False, today: date = TODAY) -> str:
    """The page of one of our briefings."""
    return handout.page(library.load_briefing(path), today, notes=notes)


def tree(text: str) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(text)


def hostile() -> Briefing:
    """The sample in the hands of somebody who means harm."""
    sample = library.load_briefing(SAMPLE)
    said = sample.model_dump()
    for slide in said["slides"]:
        slide.update(title=f"{slide['title']} {ATTACK}", points=[ATTACK, f"[x](javascript:alert(1)) {ATTACK}"])
        slide["notes"] = ATTACK
        if slide["chart"]:
            slide["chart"].update(title=ATTACK, unit=ATTACK)
    return Briefing.model_validate(said)


@pytest.mark.parametrize("path", [SAMPLE, UPDATE], ids=lambda path: path.stem)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    served: tools.Serve, new_page: tools.NewPage, path: Path, width: int, scheme: str
) -> None:
    address = served({"index.html": page_of(path, notes=True)})
    page = new_page(address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for closed in page.locator("summary").all():
        closed.click()
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_everything_on_the_slides_is_on_the_page_figures_as_words_too() -> None:
    briefing = library.load_briefing(UPDATE)
    words = " ".join(tree(page_of(UPDATE).replace("</th>", " </th>")).text_content().split())
    charts = [slide.chart for slide in briefing.slides if slide.chart]
    assert len(charts) == 5
    for slide in briefing.slides:
        assert [one for one in (slide.title, *slide.citations) if one not in words] == []
    for chart in charts:
        assert [row for row in chart.rows if f"{row.label} {chart.said(row)}" not in words] == []


def test_every_drawing_has_a_name_and_points_at_its_table() -> None:
    page = tree(page_of(SAMPLE))
    drawings = page.xpath("//*[@role='img']")
    assert len(drawings) == 2
    for drawing in drawings:
        assert page.get_element_by_id(drawing.get("aria-labelledby")).text_content()
        assert page.get_element_by_id(drawing.get("aria-describedby")).tag == "table"


def test_notes_are_there_only_where_they_are_asked_for() -> None:
    assert "Pause after the number." not in page_of(SAMPLE)
    assert "Pause after the number." in page_of(SAMPLE, notes=True)


def test_a_page_past_its_date_says_so_and_a_fresh_one_does_not() -> None:
    assert "Out of date." not in page_of(UPDATE)
    assert "review was due by 28 February 2027" in page_of(UPDATE, today=date(2027, 3, 1))


def test_what_an_author_writes_runs_nothing_and_the_page_fetches_nothing() -> None:
    text = handout.page(hostile(), TODAY, notes=True)
    page = tree(text)
    assert page.xpath("//script") == []
    assert page.xpath("//a/@href") == ["#slides"]
    assert text.count("&lt;script&gt;") > 8
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in text
    assert "url(" not in style[1]


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "talk.html"
    done = CliRunner().invoke(main, ["brief", str(SAMPLE), "--html", str(target), "--notes"])
    assert done.exit_code == 0
    assert "The buses of Otterby" in target.read_text("utf-8")
    assert "What to say" in target.read_text("utf-8")
