"""What widgets draw, without a screen: prose as blocks, meters in the form for which there is room."""

import pytest
from textual.geometry import Size

from game.tui.widgets.meters import bar, drawn
from game.tui.widgets.prose import Block, blocks
from game.views import MeterView

SERVICES = MeterView("Services running", 50, 90, 0, 100, "%", True)
COST = MeterView("Cost so far", 40, 0, 0, 80, "£k", False)
STRAIN = MeterView("Staff strain", 25, 25, 0, 100, "", False)
METERS = (SERVICES, COST, STRAIN)


def told(block: Block) -> tuple[str, int, str, bool]:
    """A block's words, indent, mark and whether it stands close."""
    return block.words.plain, block.indent, block.mark, block.is_close


def test_lists_hang_behind_their_marks_and_nested_ones_further_in() -> None:
    text = "Two things:\n\n- one\n- two\n  1. first\n  2. second\n\nThe end."
    assert [told(block) for block in blocks(text)] == [
        ("Two things:", 0, "", False),
        ("one", 0, "• ", False),
        ("two", 0, "• ", True),
        ("first", 2, "1. ", True),
        ("second", 2, "2. ", True),
        ("The end.", 0, "", False),
    ]


def test_links_and_html_are_words() -> None:
    (block,) = blocks("See [the page](https://example.org/x) <b>now</b>")
    assert block.words.plain == "See the page <b>now</b>"
    assert block.words.spans == []


def test_bold_and_italic_are_drawn_so() -> None:
    (block,) = blocks("It is **very** *late*, says `a.log`")
    assert [(block.words.plain[start:end], style) for start, end, style in block.words.spans] == [
        ("very", "bold"),
        ("late", "italic"),
        ("a.log", "bold"),
    ]


def test_a_table_keeps_its_columns() -> None:
    (block,) = blocks("| Who | When |\n|---|---|\n| Clerk | Monday |\n| Chair | - |")
    assert [line.rstrip() for line in block.words.plain.splitlines()] == ["Who    When", "Clerk  Monday", "Chair  -"]


def test_quotations_code_and_headings_have_their_place() -> None:
    found = blocks("## Later\n\n> They said no.\n\n```\nls -l\n```\n\nTerm\n: what it means\n\n---")
    assert [told(block)[:2] for block in found] == [
        ("Later", 0),
        ("They said no.", 2),
        ("ls -l", 2),
        ("Term", 0),
        ("what it means", 2),
        ("* * *", 0),
    ]


@pytest.mark.parametrize(
    ("meter", "expected"),
    [(SERVICES, "━━━━━┄┄┄┄─"), (COST, "═════─────"), (STRAIN, "━━────────")],
)
def test_a_bar_shows_what_was_gained_and_what_was_lost(meter: MeterView, expected: str) -> None:
    assert bar(meter, 10).plain == expected


@pytest.mark.parametrize("has_moved", [False, True])
@pytest.mark.parametrize("width", [37, 56, 76, 116])
@pytest.mark.parametrize("height", [1, 2, 3, 8])
def test_each_form_says_every_meter_and_keeps_to_its_room(has_moved: bool, width: int, height: int) -> None:
    words = drawn(METERS, Size(width, height), has_moved).plain
    for meter in METERS:
        assert meter.title in words
        assert meter.text in words
    lines = words.splitlines()
    if height >= len(METERS) and width > 48:
        assert len(lines) <= height
        assert max(map(len, lines)) <= width


def test_a_move_is_a_sign_a_size_and_a_word() -> None:
    words = drawn(METERS, Size(76, 3), True).plain.splitlines()
    assert words[0].endswith("90% → 50%     ▼ 40%  worse")
    assert words[1].endswith("£0k → £40k    ▲ £40k  worse")
    assert words[2].endswith("25 → 25             same")
