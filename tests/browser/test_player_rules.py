"""The player's pure rules as tables: who has completed and passed, what a score is, what is remembered."""

from collections.abc import Callable
from json import dumps
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import tools

Script = Callable[[Page, str, str], Any]


@pytest.fixture
def page(new_page: tools.NewPage) -> Page:
    """An empty page to think in."""
    return new_page()


@pytest.mark.parametrize(
    ("rule", "seen", "best", "completed", "passed"),
    [
        ("viewed", 4, "null", False, None),
        ("viewed", 5, "null", True, None),
        ("viewed", 5, "100", True, None),
        ("passed", 0, "null", False, None),
        ("passed", 0, "79", False, None),
        ("passed", 0, "80", True, True),
        ("viewed and passed", 5, "null", False, None),
        ("viewed and passed", 5, "79", False, None),
        ("viewed and passed", 4, "100", False, None),
        ("viewed and passed", 5, "80", True, True),
    ],
)
def test_standing(
    rule: str, seen: int, best: str, completed: bool, passed: bool | None, page: Page, script: Script
) -> None:
    call = f"standing({{rule: '{rule}', mark: 80, screens: 5, seen: {seen}, best: {best}}})"
    assert script(page, "standing", call) == {"completed": completed, "passed": passed}


def test_a_course_without_screens_is_never_completed(page: Page, script: Script) -> None:
    call = "standing({rule: 'viewed', mark: 80, screens: 0, seen: 0, best: null})"
    assert script(page, "standing", call) == {"completed": False, "passed": None}


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([], None),
        ([("", "a")], None),
        ([("a", "a"), ("", "b")], None),
        ([("a", "a"), ("a", "b")], 50),
        ([("a", "a"), ("b", "b"), ("a", "c")], 66),
        ([("a", "a")] * 4 + [("b", "a")], 80),
        ([("ac", "ac")], 100),
    ],
)
def test_score(answers: list[tuple[str, str]], score: int | None, page: Page, script: Script) -> None:
    given = [{"answer": answer, "right": answer == right} for answer, right in answers]
    assert script(page, "standing", f"score({dumps(given)})") == score


@pytest.mark.parametrize(
    "text",
    ["1|0||||".removesuffix("|"), "1|1|50|aaaa|bbbba", "1|z|100|aaaabbbb|cccc121.3,ddddac", "1|0||aaaa|bbbba.99"],
)
def test_what_is_written_is_remembered(text: str, page: Page, script: Script) -> None:
    assert script(page, "memory", f"written(remembered('{text}'))") == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "1|0|||"),
        ("2|5|100|aaaa|bbbba", "1|0|||"),
        ("1|5|100|aaaabb", "1|5|100|aaaa|"),
        ("1|x!|999|aaaa|bbbb,ccccb,!!,dddd.2", "1|x|100|aaaa|ccccb"),
        ("garbage", "1|0|||"),
        ("undefined", "1|0|||"),
    ],
)
def test_damaged_text_gives_what_can_be_read(text: str, kept: str, page: Page, script: Script) -> None:
    assert script(page, "memory", f"written(remembered({text!r}))") == kept


def test_screens_seen_before_the_lms_answered_are_kept(page: Page, script: Script) -> None:
    call = "written(joined(remembered('1|0||aaaacccc|'), remembered('1|1|80|cccc|bbbbc,dddda')))"
    assert script(page, "memory", call) == "1|1|80|ccccaaaa|bbbbc,dddda"
