"""axe finds nothing: on any screen, in any state of any activity, narrow and wide, light, dark and forced colours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from scorm_export import pages
from scorm_export.course import Course, Screen
from scorm_export.manuscript import manuscript
from tests import tools
from tests.browser import large
from tests.browser.conftest import Open
from tests.cases import PROOF
from tests.lms.learner import Learner

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
ALL = sorted(sheet.parent.name for sheet in Path("courses").glob("*/course.yaml"))
REAL = ALL if PROOF else ["cyber-security", "digital-accessibility"]
"""The two that the others are parts of; all of them under PROOF."""
SIZES = {320: {"width": 320, "height": 640}, 1280: {"width": 1280, "height": 900}}
WIDE_SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + "word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
ENDLESS = """() => {
    const places = "legend .prompt, .offer > span, .item label, .contents a > span, .on-paper .part, h1, h3, .prose p";
    for (const place of document.querySelectorAll(places)) place.append(" " + "withoutanend".repeat(12));
    for (const choice of document.querySelectorAll("option")) choice.append(", a choice of quite some words");
}"""
ROOM = """() => {
    const select = document.querySelector("#pour select");
    const line = new OffscreenCanvas(1, 1).getContext("2d");
    line.font = getComputedStyle(select).font;
    const widths = [...select.options].map(option => line.measureText(option.text).width);
    return [select.getBoundingClientRect().width, Math.max(...widths)];
}"""
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, select, .offer, .contents a, .steps a, .skip")]
    .filter(one => one.checkVisibility())
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([words, box]) => Math.min(box.height, box.width) < 44)"""


def faults(page: Page) -> list[str]:
    """What axe finds, and whether anything sticks out sideways."""
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    sideways = [f"sticks out sideways: {wide}"] if wide[0] > wide[1] else []
    return [*tools.axe_problems(page), *sideways]


def answer(form: Locator, letters: str) -> None:
    """Choose by letters or digits as the course's own answers are written, and press the button."""
    for number, select in enumerate(form.get_by_role("combobox").all()):
        select.select_option(letters[number])
    for box in form.locator("fieldset input").all():
        if box.get_attribute("value") in [*letters]:
            box.check()
        elif box.get_attribute("type") == "checkbox":
            box.uncheck()
    form.get_by_role("button", name="Check my answer").click()


def states(page: Page, form: Locator, right: str) -> Iterator[str]:
    """Bring an activity into each of its states, one after the other, and name it."""
    form.get_by_role("button", name="Check my answer").click()
    yield "nothing chosen"
    answer(
        form,
        "".join("2" if one == "1" else "1" for one in right) if right.isdigit() else "b" if right[0] == "a" else "a",
    )
    yield "wrong"
    answer(form, right)
    yield "right"
    for summary in form.locator("summary").all():
        summary.click()
    yield "everything unfolded"


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("mode", MODES)
def test_every_screen_in_every_state(mode: str, width: int, open_tea: Open) -> None:
    course = manuscript(Path("tests/samples/courses/tea")).course
    assert course is not None
    right = {activity.id: activity.right for _, activity in course.activities()}
    page = open_tea(viewport=SIZES[width], **MODES[mode])
    found: dict[str, list[str]] = {}
    for screen in course.screens:
        page.evaluate(f"location.hash = '{screen.id}'")
        page.locator(f"#{screen.id}").wait_for()
        found[screen.id] = faults(page)
        for activity in screen.activities:
            form = page.locator(f"#activity_{activity.id} form")
            for state in states(page, form, right[activity.id]):
                found[f"{activity.id}, {state}"] = faults(page)
    page.evaluate("location.hash = '_result'")
    page.locator("#_result").wait_for()
    found["result"] = faults(page)
    page.locator(".contents summary").first.click()
    found["contents"] = faults(page)
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert len(found) == 5 + 5 * 4 + 2


def sampled(course: Course, width: int) -> list[Screen]:
    """Every screen under PROOF; otherwise the first with each kind of activity, and every tenth where it is wide."""
    if PROOF:
        return list(course.screens)
    kinds: dict[str, Screen] = {}
    for screen, activity in course.activities():
        kinds.setdefault(activity.kind, screen)
    return list(dict.fromkeys(kinds.values())) if width == 320 else list(course.screens[::10])


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", REAL)
def test_axe_finds_nothing_in_the_real_courses(
    name: str, width: int, served: tools.Serve, new_page: tools.NewPage
) -> None:
    read = manuscript(Path("courses") / name)
    assert read.course is not None, read.problems
    mode = "dark" if width == 320 else "light"
    page = new_page(served(pages.files(read.course, read.media, "")), viewport=SIZES[width], **MODES[mode])
    learner = Learner(page, read.course)
    found: dict[str, list[str]] = {}
    for screen in sampled(read.course, width):
        page.evaluate("id => { location.hash = id; }", screen.id)
        page.locator(f"#{screen.id}").wait_for()
        found[screen.id] = faults(page)
        for rightly in (False, True):
            for activity in screen.activities:
                learner.answers(activity, rightly=rightly)
            if screen.activities:
                found[f"{screen.id}, answered {'rightly' if rightly else 'wrongly'}"] = faults(page)
    for address in ("_result", "_accessibility", *(("_whole",) if width == 1280 or PROOF else ())):
        page.evaluate("id => { location.hash = id; }", address)
        page.locator(f"#{address}").wait_for()
        found[address] = faults(page)
    assert {place: faults for place, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_in_a_course_of_75_screens(
    width: int, served: tools.Serve, new_page: tools.NewPage, tmp_path: Path
) -> None:
    read = manuscript(large.write(tmp_path / "large"))
    assert read.course is not None, read.problems
    page = new_page(served(pages.files(read.course, read.media, "")) + "/#m3-s4", viewport=SIZES[width])
    contents = page.locator(".contents-all")
    if width == 320:
        contents.locator("summary").first.click()
    assert contents.locator(".part[open]").count() == 1
    assert contents.locator(".part-state").all_inner_texts()[2:4] == ["1 of 10 screens done", "not begun"]
    assert page.locator(".progress-words").inner_text() == "Screen 4 of 10, 0 of 8 modules done"
    assert faults(page) == []
    contents.locator(".part summary").nth(4).click()
    contents.get_by_role("link", name="Check yourself, module 5").click()
    page.locator("#m5-check").wait_for()
    if width == 320:
        contents.locator("summary").first.click()
    assert contents.locator(".part[open]").count() == 1
    page.evaluate(WIDE_SPACING)
    assert faults(page) == []


def test_targets_are_large_and_wide_text_spacing_breaks_nothing(open_tea: Open) -> None:
    page = open_tea(viewport=SIZES[320])
    page.locator(".contents summary").first.click()
    for screen in ("boil", "pour", "ask", "guests-check", "well-done", "_result"):
        page.evaluate(f"location.hash = '{screen}'")
        page.locator(f"#{screen}").wait_for()
        assert page.evaluate(TOO_SMALL) == []
        page.evaluate(WIDE_SPACING)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate("document.adoptedStyleSheets = []")


def test_words_without_an_end_wrap_and_long_choices_have_their_room(open_tea: Open) -> None:
    page = open_tea(viewport=SIZES[320])
    page.evaluate(ENDLESS)
    for screen in ("boil", "pour", "ask", "guests-check", "_result"):
        page.evaluate("id => { location.hash = id; }", screen)
        page.locator(f"#{screen}").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("location.hash = 'pour'")
    page.locator("#pour").wait_for()
    room, need = page.evaluate(ROOM)
    assert need > 234  # 13 rem, what there was for every choice once
    assert room > need


def test_lines_are_short_enough_to_read(open_tea: Open) -> None:
    page = open_tea(viewport=SIZES[1280])
    widest = page.evaluate(
        """() => {
            const paragraph = document.querySelector("#boil .prose p");
            paragraph.textContent = "The quick brown fox jumps over the lazy dog. ".repeat(20);
            const range = document.createRange();
            const lines = new Map();
            for (let at = 0; at < paragraph.firstChild.length; at += 1) {
                range.setStart(paragraph.firstChild, at);
                range.setEnd(paragraph.firstChild, at + 1);
                const top = Math.round(range.getBoundingClientRect().top);
                lines.set(top, (lines.get(top) || 0) + 1);
            }
            return Math.max(...lines.values());
        }"""
    )
    assert 45 < widest <= 76
