"""The course without a script and on paper: everything to read, nothing given away."""

import re

import pytest
from playwright.sync_api import Page, expect

from scorm_export.manuscript import manuscript
from tests import tools
from tests.browser.conftest import TEA, Open


def reasons() -> list[str]:
    """Every reason in the sample course, without its notes."""
    course = manuscript(TEA).course
    assert course is not None
    texts = [text for _, one in course.activities() for path, text in one.texts() if path[-1] == "feedback"]
    return [re.sub(r"\[\^\w+\]", "", text) for text in texts]


def text(page: Page) -> str:
    """Everything that can be seen, whatever the scroll."""
    return page.locator("body").inner_text()


@pytest.fixture
def paper(open_tea: Open) -> Page:
    """The course in a browser without JavaScript."""
    return open_tea(start=None, java_script_enabled=False)


def test_without_a_script_all_screens_are_one_long_page(paper: Page) -> None:
    for title in ("Boil the water", "Pour it", "Ask first", "Check yourself", "Well done"):
        expect(paper.get_by_role("heading", name=title, exact=True)).to_be_visible()
    assert paper.get_by_role("list").filter(has_text="Whether they take milk").first.is_visible()
    for gone in (".progress", ".steps", ".result", "form"):
        assert paper.locator(gone).first.is_visible() is False


def test_without_a_script_answers_wait_in_details_for_knowledge_checks_too(paper: Page) -> None:
    said = text(paper)
    assert [reason for reason in reasons() if reason in said] == []
    answers = paper.get_by_text("Show the answer and the reasons")
    assert answers.count() == 5
    answers.last.click()
    expect(paper.get_by_text("Caffeine keeps people awake.")).to_be_visible()
    expect(paper.locator("#guests-check li").filter(has_text="Right: Anyone who asks for it")).to_be_visible()


def test_axe_finds_nothing_in_the_long_page(
    tea_files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage
) -> None:
    """axe needs a script itself, so the page goes without its own."""
    page = new_page(served({name: b"" if name.endswith(".js") else body for name, body in tea_files.items()}))
    assert tools.axe_problems(page) == []
    for answer in page.get_by_text("Show the answer and the reasons").all():
        answer.click()
    assert tools.axe_problems(page) == []


def test_without_a_script_contents_lead_to_screens(paper: Page) -> None:
    paper.get_by_role("navigation", name="Contents").get_by_role("link", name="Check yourself").click()
    expect(paper.get_by_role("heading", name="Check yourself")).to_be_in_viewport()


@pytest.mark.parametrize("scripted", [True, False], ids=["played", "unscripted"])
def test_in_print_the_whole_course_stands_there_and_no_answer(scripted: bool, open_tea: Open) -> None:
    page = open_tea(start=None, java_script_enabled=scripted)
    if scripted:
        page.get_by_label("Fresh water").check()
        page.get_by_role("button", name="Check my answer").click()
    else:
        page.get_by_text("Show the answer and the reasons").first.click()
    page.emulate_media(media="print")
    said = text(page)
    for title in ("Boil the water", "Pour it", "Ask first", "Check yourself", "Well done", "Boil water safely"):
        assert title in said
    for option in ("Water from the hot tap", "Longjing", "How old they are", "Anyone who asks for it"):
        assert option in said
    assert [reason for reason in reasons() if reason in said] == []
    for word in ("That is right", "Right:", "Not seen yet", "Check my answer", "Next", "not recorded"):
        assert word not in said
    assert page.get_by_role("heading", name="Where you stand").is_visible() is False


def test_in_print_what_was_chosen_does_not_show(open_tea: Open) -> None:
    page = open_tea("#pour")
    page.get_by_label("Sencha").select_option("Green")
    page.emulate_media(media="print")
    colour = page.get_by_label("Sencha").evaluate("list => getComputedStyle(list).color")
    assert colour == "rgba(0, 0, 0, 0)"
    page.goto(page.url.split("#")[0] + "#boil")
    page.get_by_label("Fresh water").evaluate("input => { input.checked = true; }")
    looks = page.evaluate(
        """() => [...document.querySelectorAll("#boil .offer")].map(offer => {
            const [row, box] = [getComputedStyle(offer), getComputedStyle(offer.querySelector("input"))];
            return [row.backgroundColor, row.borderColor, row.boxShadow, box.appearance, box.backgroundColor].join();
        })"""
    )
    assert len(looks) == 3
    assert len(set(looks)) == 1
