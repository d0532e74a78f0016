"""The small things that papers are drawn with: words that break, figures as people read them, charts, lanes."""

import re

import pytest
from lxml import etree

from game.exploration import Share, Spread
from game.papers import charts, figures, lettering, routes, svg, wording
from game.papers.charts import Bar, Column, Moment
from game.papers.svg import Naming
from tests.papers.explorations import VAN, read, van

NAMING = Naming("drawn", 'A <b>"bold"</b> name', "says")


def lengths(root: etree._Element, kind: str, name: str) -> list[float]:
    """What an attribute says on every rectangle of a kind."""
    found = [rect.get(name, "") for rect in root.iter("rect") if rect.get("class") == kind]
    return [float(length.rstrip("%")) for length in found]


def drawn(text: str) -> etree._Element:
    """A drawing as a tree; it must stand alone as XML."""
    return etree.fromstring(text)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (1, "100%"), (0.149, "14.9%"), (0.0001, "under 0.1%"), (0.001, "0.1%"), (0.9999, "over 99.9%")],
)
def test_nothing_that_happens_is_called_never(share: float, words: str) -> None:
    assert figures.percent(share) == words


def test_numbers_read_as_people_write_them() -> None:
    assert figures.value(1320.0) == "1,320"
    assert figures.value(64.5) == "64.5"
    assert figures.mean(1320) == "1,320.0"
    assert figures.between(5, 5) == "5"
    assert figures.between(0, 1320) == "0 to 1,320"
    assert figures.interval(Share(value=0.5, low=0.41, high=0.59, paths=50)) == "41.0% to 59.0%"
    assert figures.breaking(10**9) == "1,<wbr>000,<wbr>000,<wbr>000"


@pytest.mark.parametrize(
    ("low", "high", "bounds"), [(0, 60, (0, 60)), (3, 47, (0, 50)), (-12, 130, (-100, 200)), (7, 7, (6, 8))]
)
def test_an_axis_ends_at_round_numbers(low: float, high: float, bounds: tuple[float, float]) -> None:
    assert figures.rounded_bounds(low, high) == bounds


def test_words_break_between_words_and_within_those_that_are_too_long() -> None:
    assert lettering.lines("Cut every system off", 80, 14) == ("Cut every", "system off")
    assert lettering.lines("", 80, 14) == ()
    assert "".join(lettering.lines("x" * 40, 80, 14, most=9)) == "x" * 40
    assert all(lettering.width(line, 14) <= 80 for line in lettering.lines("漢字" * 9 + " wide words", 80, 14))


def test_words_that_would_fill_the_page_are_cut_with_an_ellipsis() -> None:
    lines = lettering.lines("word " * 100, 80, 14, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert lettering.width(lines[-1], 14) <= 80


def test_what_is_written_into_a_drawing_is_escaped() -> None:
    bars = charts.bars(NAMING, [Bar("</svg><script>", 1, '"&')])
    root = drawn(bars)
    assert "<script" not in bars
    assert root.findtext("title") == 'A <b>"bold"</b> name'
    assert [text.findtext("tspan") for text in root.iter("text")] == ["</svg><script>", '"&']
    assert svg.tag("a", "<", b='"') == '<a b="&#34;">&lt;</a>'


def test_bars_are_parts_of_the_longest_or_of_the_whole() -> None:
    rows = [Bar("One", 0.2, "20%"), Bar("Two", 0.1, "10%")]
    one, two = lengths(drawn(charts.bars(NAMING, rows)), "bar plain", "width")
    assert one == pytest.approx(2 * two, abs=0.02)
    root = drawn(charts.bars(NAMING, rows, whole=1))
    assert lengths(root, "bar plain", "width")[0] == pytest.approx(0.2 * lengths(root, "ground", "width")[0], abs=0.02)


def test_a_bar_that_is_not_known_exactly_shows_its_interval() -> None:
    exact, sampled = Bar("One", 0.2, "20%"), Bar("One", 0.2, "20%", low=0.15, high=0.25)
    assert "interval" not in charts.bars(NAMING, [exact])
    assert charts.bars(NAMING, [sampled]).count('class="interval"') == 3


def test_charts_of_nothing_are_still_drawings() -> None:
    for empty in (
        charts.bars(NAMING, []),
        charts.histogram(NAMING, [], (0, 100), (0, "")),
        charts.band(NAMING, [], (0, 1)),
    ):
        assert drawn(empty).get("role") == "img"


def test_a_histogram_stands_on_its_scale() -> None:
    root = drawn(charts.histogram(NAMING, [Column(20, 22, 0.5), Column(40, 42, 0.25)], (0, 100), (30, "mean 30")))
    assert lengths(root, "bar plain", "x") == [20, 40]
    tall, short = lengths(root, "bar plain", "height")
    assert tall == 2 * short


def test_a_band_runs_from_the_first_moment_to_the_last() -> None:
    spread = Spread(low=0, tenth=25, mean=50, ninetieth=75, high=100)
    moments = [Moment(str(number), spread) for number in range(60)]
    root = drawn(charts.band(NAMING, moments, (0, 100)))
    assert [point.get("cx") for point in root.iter("circle")][:: len(moments) - 1] == ["0%", "100%"]
    labels = [text.findtext("tspan") for text in root.iter("text")]
    assert len(labels) <= 16
    assert labels[-2:] == ["59", "50.0"]
    assert re.search(r"polygon class=\"all\" points=\"0,0 ", charts.band(NAMING, moments, (0, 100)))


def test_jumps_get_lanes_that_do_not_meet() -> None:
    scenario, _ = van()
    assert list(routes.jumps(scenario)) == [(0, 2, 3), (2, 1, 4)]
    short, long = routes.lanes(scenario)
    assert (short.first, short.target) == (2, 4)
    assert (long.first, long.target) == (0, 3)
    assert short.place != long.place
    assert [number for number in range(4) if long.passes(number)] == [1, 2]


def test_an_option_that_names_the_next_round_is_no_jump() -> None:
    text = "next: friday\n        outcome: It does not turn up."
    scenario = read(VAN.read_text("utf-8").replace(text, text.replace("friday", "noon")))
    assert list(routes.jumps(scenario)) == [(2, 1, 4)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing-van", 'siro play missing-van --path "a:b"'),
        ("my scenarios/van.yaml", 'siro play "my scenarios/van.yaml" --path "a:b"'),
        ("", 'siro play --path "a:b"'),
    ],
)
def test_a_path_comes_with_the_command_that_replays_it(name: str, words: str) -> None:
    assert wording.command(name, "a:b") == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("rounds", 1, "options", 0), "Round 2, Who must know, option ‘ico’"),
        (("rounds", 1), "Round 2, Who must know"),
        (("rounds", 2, "options"), "Round 3, A call from the scrapyard"),
        (("endings", 1), "Ending ‘Thin ice’"),
        (("meters", "trust"), "Meter ‘Families' trust’"),
        (("clocks", "ico"), "Clock ‘Tell the ICO’"),
        (("endings",), "Endings"),
        ((), "The whole scenario"),
    ],
)
def test_a_finding_says_where_it_lies(place: tuple[str | int, ...], words: str) -> None:
    assert wording.placed(van()[0], place) == words
