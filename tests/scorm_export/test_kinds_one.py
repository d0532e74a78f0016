"""Seven kinds of activity as authors write them: every mistake in its place, nothing given away on paper."""

from itertools import permutations
from pathlib import Path
from typing import cast

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from game.authoring.problems import Severity, printed
from scorm_export import typesetting
from scorm_export.activities.activity import Activity
from scorm_export.activities.gap import Gap, compared
from scorm_export.activities.mixing import mixed
from scorm_export.activities.number import Number
from scorm_export.activities.order import Order
from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from tests.cases import Case, cases, compare_golden
from tests.scorm_export import invented

SAMPLE = Path("tests/samples/courses/kinds-one")
GOLDEN = Path("tests/scorm_export/golden")
KINDS = ["order", "match", "gap", "number", "reveal", "checklist", "reflection"]
OPENING = """\
---
id: one
title: One
minutes: 1
objectives: {1a: Learn}
---

## A screen {#a-screen}

"""


@pytest.fixture(scope="module")
def course() -> Course:
    read = manuscript(SAMPLE)
    assert read.course is not None, read.problems
    return read.course


def of_kind(course: Course, kind: str) -> Activity:
    """The sample's activity of a kind."""
    (found,) = [one for _, one in course.activities() if one.kind == kind]
    return found


def on_paper(course: Course, kind: str) -> HtmlElement:
    """What is seen of it without a script and with nothing unfolded."""
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == kind)
    page = cast(HtmlElement, lxml_html.fromstring(str(typesetting.activity_page(activity, screen, course, ""))))
    for unseen in cast(list[HtmlElement], page.xpath(".//template | .//details/*[not(self::summary)]")):
        unseen.drop_tree()
    return page


@pytest.mark.parametrize("case", cases("tests/scorm_export/kinds_one.md"), ids=lambda case: case.title)
def test_a_mistake_is_said_in_its_place(case: Case, tmp_path: Path) -> None:
    folder = invented.course(tmp_path / "little", OPENING + case.blocks["blocks"] + invented.END)
    read = manuscript(folder, "little")
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    said = "".join(f"{printed(problem)}\n" for problem in errors)
    assert said.replace("little/modules/one.md:", "") == case.blocks["problems"], case.where
    assert (read.course is None) == bool(errors)


@pytest.mark.parametrize("kind", KINDS)
def test_each_activity_has_the_html_we_looked_at(kind: str, course: Course) -> None:
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == kind)
    compare_golden(GOLDEN / f"{kind}.html", str(typesetting.activity_page(activity, screen, course, "")))


def test_on_paper_neither_order_nor_matches_give_the_answer_away(course: Course) -> None:
    order, match = (on_paper(course, kind) for kind in ("order", "match"))
    shown = [line.text_content() for line in order.iter("li")]
    steps = of_kind(course, "order")
    assert isinstance(steps, Order)
    right = [step.text.replace("*", "") for step in steps.items]
    assert sorted(shown) == sorted(right)
    assert all(one != other for one, other in zip(shown, right, strict=True))
    lines = [line.text_content() for line in match.iter("li")]
    assert lines[0] == "Someone who cannot see the screen"
    assert lines[3] != "A screen reader"
    assert "It reads the page aloud." not in match.text_content()


@pytest.mark.parametrize(
    ("kind", "hidden"), [("gap", "own"), ("number", "400"), ("reveal", "those who cannot hear"), ("gap", "colour")]
)
def test_on_paper_the_answer_is_folded_away(kind: str, hidden: str, course: Course) -> None:
    assert hidden not in on_paper(course, kind).text_content()
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == kind)
    assert hidden in str(typesetting.activity_page(activity, screen, course, ""))


def test_what_is_revealed_may_hold_blocks_and_notes(course: Course) -> None:
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == "reveal")
    page = str(typesetting.activity_page(activity, screen, course, ""))
    assert page.count("<li>") == 3
    assert f'href="#{screen.id}_note_1"' in page
    assert [note.label for note in screen.notes] == ["listeners"]


def test_nothing_stands_in_its_own_place_and_the_mix_stays() -> None:
    for names in [*permutations("abc"), tuple("abcdefgh"), ("x", "y"), tuple("abcdefghijklmnopqrstuvwxyz")]:
        order = mixed("seed", names)
        assert sorted(order) == list(range(len(names)))
        assert all(place != at for at, place in enumerate(order))
        assert mixed("seed", names) == order
    assert mixed("seed", ["one"]) == (0,)
    assert len({mixed(str(number), "abcdef") for number in range(50)}) > 40


def test_what_each_may_take_in_the_saved_record(course: Course) -> None:
    assert {kind: of_kind(course, kind).longest_answer for kind in KINDS} == {
        "order": 4,
        "match": 3,
        "gap": 80,
        "number": 24,
        "reveal": 0,
        "checklist": 3,
        "reflection": 0,
    }
    assert {kind: of_kind(course, kind).judged for kind in KINDS} == {
        **dict.fromkeys(["order", "match", "gap", "number"], True),
        **dict.fromkeys(["reveal", "checklist", "reflection"], False),
    }


def test_a_gap_that_asks_for_other_letters_has_room_for_them() -> None:
    gap = Gap(id="g", objective="1a", prompt="?", text="___", accept=("tŷ",), feedback="Yes.", otherwise="No.")
    assert gap.longest_answer == 200


@pytest.mark.parametrize("written", ["own", " Own ", "OWN.", "own .", "  own\t"])
def test_answers_are_compared_without_case_spaces_and_full_stop(written: str) -> None:
    assert compared(written) == "own"


def test_a_number_keeps_its_plain_figures() -> None:
    number = Number(
        id="n", objective="1a", prompt="?", answer=0.3, within=0.1, feedback="Yes.", too_low="More.", too_high="Less."
    )
    assert (number.right, number.lowest, number.highest) == ("0.3", "0.2", "0.4")
    assert number.machine() == {"range": [0.2, 0.4]}
