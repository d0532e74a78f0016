"""A module that is only there to be looked up: the course is complete without it, and it is never in the way."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from game.authoring.problems import printed
from scorm_export import pages
from scorm_export.manuscript import Manuscript, manuscript
from tests import tools
from tests.browser.conftest import LMS, START, Lms
from tests.scorm_export import invented

ONE = """\
---
id: one
title: The way
minutes: 2
objectives: {1a: Go}
---

## Begin {#begin}

Here we go.
"""
LIST = """\
---
id: lists
title: The lists
minutes: 5
optional: true
objectives: {2a: Find a word}
---

## A to M {#first-list}

Apples.

```choice
id: find
objective: 2a
prompt: Which word is it?
options:
  - {id: apples, text: Apples, correct: true, feedback: It is.}
  - {id: pears, text: Pears, feedback: Those are on the next list.}
```

## N to Z {#second-list}

Pears.
"""


def written(folder: Path, later: str = LIST, order: str = "one, two") -> Manuscript:
    """A course of one module that counts and one that need not be read."""
    home = invented.course(folder, ONE + invented.END, invented.SHEET.replace("[one]", f"[{order}]"))
    (home / "modules" / "two.md").write_text(later, "utf-8", newline="")
    return manuscript(home, "little")


@pytest.fixture
def page(tmp_path: Path, served: tools.Serve, new_page: tools.NewPage) -> Page:
    """The course, opened."""
    read = written(tmp_path / "little")
    assert read.course is not None, read.problems
    assert read.course.minutes == 2
    page = new_page()
    page.add_init_script(f"{LMS}({json.dumps(START)})")
    page.goto(served(pages.files(read.course, read.media, "")))
    return page


def goes(page: Page, name: str, title: str) -> None:
    """Presses Back, Next or Finish."""
    page.get_by_role("navigation", name="Back and next").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()


def test_a_course_is_complete_without_what_is_to_look_up(page: Page) -> None:
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents).to_contain_text("The lists to look up, need not be read")
    goes(page, "Next", "The end")
    assert Lms(page).kept()["completed"] is True
    goes(page, "Finish", "Where you stand")
    said = page.locator(".result-words")
    expect(said).to_contain_text("You have completed this course.")
    expect(said).to_contain_text("You have seen 2 of 2 screens.")
    expect(said).not_to_contain_text("Not seen yet")


def test_it_is_read_by_the_contents_and_leads_no_further(page: Page) -> None:
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="A to M").click()
    expect(page.get_by_role("heading", name="A to M")).to_be_focused()
    expect(page.locator(".progress-words")).to_have_text("Screen 1 of 2, 0 of 1 modules done")
    assert Lms(page).kept()["completed"] is False
    steps = page.get_by_role("navigation", name="Back and next").get_by_role("link")
    assert steps.count() == 1
    goes(page, "Next", "N to Z")
    expect(page.get_by_role("navigation", name="Contents")).to_contain_text("The lists 1 of 2 screens done")
    assert steps.count() == 1
    goes(page, "Back", "A to M")
    assert Lms(page).kept()["location"] == "first-list"


@pytest.mark.parametrize(
    ("later", "order", "sentence"),
    [
        (LIST, "two, one", "modules/two.md:5:1: error: an optional module comes after all others"),
        (LIST, "two", "modules/two.md:5:1: error: at least one module must not be optional"),
        (
            LIST.replace("{#first-list}", "{#first-list .check}"),
            "one, two",
            "modules/two.md:5:1: error: nobody need open an optional module; "
            "it can have no knowledge check and no questions",
        ),
    ],
)
def test_what_would_be_in_the_way_is_refused(later: str, order: str, sentence: str, tmp_path: Path) -> None:
    said = [printed(problem).removeprefix("little/") for problem in written(tmp_path / "little", later, order).problems]
    assert sentence in said
