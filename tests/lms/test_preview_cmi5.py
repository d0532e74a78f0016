"""`scorm-export preview --standard cmi5`: the course before the record store, and every request beside it."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scorm_export.manuscript import manuscript
from scorm_export.preview.desk import Seat
from scorm_export.preview.launching import seated
from scorm_export.standards import STANDARDS
from tests import tools

TEA = Path("tests/samples/courses/tea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of the author's own."""
    return Path(copytree(TEA, tmp_path / "my-tea"))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where its desk is."""
    seat = Seat("my-tea", STANDARDS["cmi5"], (folder,), lambda: manuscript(folder))
    with seated(seat, 0) as address:
        yield address


@pytest.fixture
def page(address: str, new_context: tools.NewContext, watch: tools.Watch) -> Iterator[Page]:
    """The author's browser; it may ask the record store, which is a port of its own."""
    context: BrowserContext = new_context()
    context.unroute(tools.OUTSIDE)
    found = context.new_page()
    found.goto(address)
    yield found
    # What a browser says of a document that is not there yet is no fault.
    watch.complaints[:] = [one for one in watch.complaints if "404" not in one]


def calls(page: Page) -> list[str]:
    """The requests shown, with the verdict, without their time."""
    return [" ".join(row.split()[1:]) for row in page.locator("#calls tr").all_inner_texts()]


def answers(page: Page) -> None:
    """The author answers the first question."""
    course = page.frame_locator("#course")
    course.get_by_label("Fresh water").check()
    course.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#calls tr", has_text="answered")).to_have_count(1)


def test_each_request_is_there_with_its_verdict(page: Page) -> None:
    answers(page)
    heard = calls(page)
    assert heard[0] == "POST fetch 200 taken"
    assert "POST statements initialized 200 taken" in heard
    assert "GET state course-memory 404 nothing there yet" in heard
    assert not [one for one in heard if "rejected" in one]
    expect(page.locator("#phase")).to_have_text("running")
    expect(page.get_by_text("Set, but not committed yet")).to_have_count(0)
    course = page.frame_locator("#course")
    course.get_by_text("Contents", exact=True).first.click()
    course.get_by_role("link", name="Save and leave the course").first.click()
    expect(page.frame_locator("#course").get_by_role("heading", name="Back in the LMS")).to_be_visible()
    expect(page.locator("#phase")).to_have_text("has ended")


def test_each_look_is_a_launch_and_the_learner_goes_on_until_another_is_begun(page: Page, folder: Path) -> None:
    answers(page)
    chosen = page.frame_locator("#course").get_by_label("Fresh water")
    script = folder / "course.yaml"
    script.write_text(script.read_text("utf-8") + "\n", "utf-8")
    expect(page.locator("#calls tr", has_text="terminated")).to_have_count(1)  # said as the page was loaded again
    expect(page.locator("#calls tr", has_text="POST fetch")).to_have_count(1)
    expect(chosen).to_be_checked()
    page.get_by_role("button", name="Begin as a new learner").click()
    expect(page.locator("#calls tr", has_text="initialized")).to_have_count(1)
    expect(chosen).not_to_be_checked()
    assert not [one for one in calls(page) if "rejected" in one]


def test_a_mistake_stands_in_place_of_the_course(page: Page, folder: Path) -> None:
    expect(page.frame_locator("#course").get_by_role("heading", name="Boil the water")).to_be_visible()
    script = folder / "course.yaml"
    script.write_text(script.read_text("utf-8") + "\ntitel: x\n", "utf-8")
    expect(page.frame_locator("#course").get_by_text("titel")).to_be_visible()
