"""The map of a scenario as a file: what it says is what was found, and nothing in it reaches out or runs."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from game.papers import figures, map
from game.proving import proved
from tests.cases import compare_golden
from tests.papers.explorations import ATTACK, VAN, hostile_van, page_of, read, sampled_van, van

GOLDEN = Path("tests/golden/papers/missing-van.html")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
EVERY = pytest.mark.parametrize("which", ["van", "sampled", "hostile"])


def parsed(which: str) -> html.HtmlElement:
    """One of the pages as a tree."""
    return tree(page_of(which))


def tree(text: str) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(text)


def cells(page: html.HtmlElement, caption: str) -> list[list[str]]:
    """The rows of the table that the caption with this id stands over, as words."""
    (table,) = page.xpath(f"//caption[@id='{caption}']/..")
    rows = table.xpath(".//tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th | td")] for row in rows]


def whole(words: str) -> int:
    """A count as it is written."""
    return int(words.replace(",", ""))


def test_the_page_reads_as_its_golden_file() -> None:
    shown = re.sub(r"'sha256-[^']+'", "'sha256-…'", STYLE.sub("<style>…</style>", page_of("van")))
    shown = re.sub(r"Digest <code>\w+</code>", "Digest <code>…</code>", shown)
    compare_golden(GOLDEN, shown)


def test_the_same_scenario_gives_the_same_page() -> None:
    scenario, found = van()
    assert map.page(scenario, found, "missing-van") == page_of("van")


def test_the_endings_add_up_to_every_path() -> None:
    _, found = van()
    *rows, total = cells(parsed("van"), "endings-says")
    assert [row[0] for row in rows] == [ending.title for ending in found.endings]
    assert [whole(row[2]) for row in rows] == [ending.share.paths for ending in found.endings]
    assert sum(whole(row[2]) for row in rows) == whole(total[2]) == found.paths
    assert [row[1] for row in rows] == [figures.percent(ending.share.value) for ending in found.endings]
    assert abs(sum(float(row[1].rstrip("%")) for row in rows) - 100) <= 0.05 * len(rows)


def test_every_option_is_in_the_maps_table_with_its_figures() -> None:
    _, found = van()
    rows = cells(parsed("van"), "map-says")
    options = [option for each in found.rounds for option in each.options]
    assert [row[1] for row in rows] == [figures.percent(option.open) for option in options]
    assert [row[2] for row in rows] == [figures.standing(option.standing or 0) for option in options]
    assert rows[2][0].endswith("→ goes on with round 4, The trustees meet")
    assert rows[7][0].endswith("→ ends the exercise")


def test_standings_by_tens_hold_every_path() -> None:
    _, found = van()
    rows = cells(parsed("van"), "standings-says")
    assert abs(sum(float(row[1].rstrip("%")) for row in rows) - 100) <= 0.05 * len(rows)
    assert rows[0][0] == "40 to 49.9"
    assert rows[-1][0] == "80 to 89.9"
    assert sum(share for _, share in map.tens(found)) == pytest.approx(1)


def test_meters_and_deadlines_say_what_was_found() -> None:
    scenario, found = van()
    page = parsed("van")
    for number, name in enumerate(scenario.meters, start=1):
        rows = cells(page, f"meter-{number}-says")
        assert len(rows) == len(found.rounds) + 1
        assert rows[-1][1:] == [
            figures.whole_range(found.meters[name]),
            figures.middle_range(found.meters[name]),
            figures.mean(found.meters[name].mean),
        ]
    clock = found.clocks[0]
    shares = (clock.started, clock.met, clock.missed, clock.running)
    assert [whole(row[2]) for row in cells(page, "clock-1-says")] == [share.paths for share in shares]


def test_the_hinge_is_named_and_the_best_path_can_be_replayed() -> None:
    page = parsed("van")
    (said,) = page.xpath("//section[@id='hinge']/p[contains(@class, 'big')]")
    assert " ".join(said.text_content().split()) == (
        "An empty space moves the end most: the choice there changes the expected final standing"
        " by 18.2 points on average. It is the hinge of this scenario."
    )
    best = page.xpath("//section[@id='standings']//code")[0].text_content()
    assert best == 'siro play missing-van --path "morning:police noon:ico+families wednesday:count friday:all"'


def test_findings_say_where_they_lie_in_words() -> None:
    places = [place.text_content() for place in parsed("van").xpath("//section[@id='findings']//strong")]
    assert "Round 2, Who must know, option ‘ico’" in places


def test_a_sample_is_called_one_and_claims_nothing_that_needs_every_path() -> None:
    page = parsed("sampled")
    said = " ".join(page.text_content().split())
    assert page.xpath("//h2")[0].text_content() == "These figures are a sample, not a proof"
    assert "with the seed 7" in said
    assert "Map of every path" not in said
    assert "exact" not in said
    assert page.xpath("//caption[@id='swings-says']") == []
    _, found = sampled_van()
    first = found.endings[0].share
    assert cells(page, "endings-says")[0][1] == f"{figures.percent(first.value)} {figures.interval(first)}"


def test_a_scenario_in_which_paths_get_stuck_or_rounds_are_never_played_still_has_a_map() -> None:
    text = VAN.read_text("utf-8").replace("when: not found", "when: trust > 500")
    scenario = read(text.replace("hours: 10, effects", "requires: trust > 500, because: No., hours: 10, effects"))
    found = proved(scenario)
    page = tree(map.page(scenario, found))
    assert "Played on 0% of paths; only when trust > 500" in " ".join(page.text_content().split())
    assert page.xpath("//li[@class='error']//p[@class='sign']")[0].text_content() == "✕ Error"
    assert found.worst.standing <= figures.mean_standing(found) <= found.best.standing


@EVERY
def test_nothing_runs_and_nothing_is_fetched(which: str) -> None:
    page = parsed(which)
    assert page.xpath("//script | //img | //iframe | //object | //link | //form | //base") == []
    attributes = [(name, value) for element in page.iter() for name, value in dict(element.attrib).items()]
    assert [name for name, _ in attributes if name.startswith("on") or name in ("src", "style", "srcset")] == []
    assert {value[0] for name, value in attributes if name.endswith("href")} == {"#"}
    style = STYLE.search(page_of(which))
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_words_that_attack_are_only_words() -> None:
    scenario, _ = hostile_van()
    page = parsed("hostile")
    assert scenario.title == ATTACK
    assert page.xpath("//h1")[0].text_content() == ATTACK
    assert page.xpath("//title")[0].text_content() == f"Map of every path: {ATTACK}"
    assert ATTACK in [row[0] for row in cells(page, "endings-says")]
    assert "49" not in page.xpath("//h1")[0].text_content().replace("7*7", "")


@EVERY
def test_every_drawing_has_a_name_and_words_beside_it(which: str) -> None:
    page = parsed(which)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    drawings = page.xpath("//*[local-name()='svg'][@role='img']")
    assert drawings
    for drawing in drawings:
        (name,) = page.xpath(f"//*[@id='{drawing.get('aria-labelledby')}']")
        assert name.text_content()
        (beside,) = page.xpath(f"//*[@id='{drawing.get('aria-describedby')}']")
        assert beside.tag == "caption"


@EVERY
def test_headings_go_down_one_level_at_a_time(which: str) -> None:
    levels = [int(heading.tag[1]) for heading in parsed(which).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
