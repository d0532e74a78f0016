"""A script's own names are cut short, and nothing else: whoever runs it cannot tell."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scorm_export import pages, shortening, tidying
from scorm_export.manuscript import manuscript
from scorm_export.standards import STANDARDS
from tests import tools

COURSES = sorted(
    sheet.parent for place in ("courses", "tests/samples/courses") for sheet in Path(place).glob("*/course.yaml")
)
CASES = {
    "const answer = 1; return { answer, other: answer };": {"answer": 1, "other": 1},
    "const { answer, kept: given = 2 } = { answer: 1 }; return [answer, given];": [1, 2],
    "const [first, ...others] = [1, 2, 3]; return { first, others };": {"first": 1, "others": [2, 3]},
    "const add = (one, { other = 2 } = {}) => one + other; return [add(1), add(1, { other: 5 })];": [3, 6],
    "const name = 'x'; return `${name} ${[1, 2].map((n) => `<${n}${name}>`).join('')} name`;": "x <1x><2x> name",
    "const text = 'a/b, c'; return text.replace(/[/,] ?/g, (sign) => `${sign.trim()}!`);": "a/!b,!c",
    "const box = { get size() { return 3; }, grow(by) { return by + this.size; } }; return box.grow(1);": 4,
    "let found = 0; for (const [key, { size }] of [['k', { size: 4 }]]) { found = size; } return found;": 4,
    "const one = 6; const half = one / 2; const third = half / 3; return third;": 1,
    "try { throw new Error('why'); } catch (failure) { return failure.message; }": "why",
    "const yes = true; const answer = 5; return yes ? answer : 0;": 5,
    "const make = async (what) => ({ what }); return make(7);": {"what": 7},
    "function first(list) { return list[0]; } return [first(['a']), typeof window, typeof first];": [
        "a",
        "object",
        "function",
    ],
    "const a = 'mine'; const long = 'other'; return a + long;": "mineother",
}


@pytest.fixture
def page(new_page: tools.NewPage) -> Page:
    """An empty page to run scripts in."""
    return new_page("about:blank")


def run(page: Page, body: str) -> object:
    """What a function with this body gives."""
    return page.evaluate(f"(() => {{ {body} }})()")


def test_a_shortened_script_does_what_it_did(page: Page) -> None:
    for body, value in CASES.items():
        short = shortening.shortened(f"const run = () => {{ {body} }}; return run();")
        assert (body, run(page, body)) == (body, value)
        assert (short, run(page, short)) == (short, value)


def test_names_of_others_keys_strings_and_properties_stay() -> None:
    source = "const course = window.courseLms; course.say({ course: 'course' }, performance.now(), unknown);"
    assert shortening.shortened(source) == (
        "const a = window.courseLms; a.say({ course: 'course' }, performance.now(), unknown);"
    )


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_every_course_has_a_script_that_browsers_understand_and_a_third_less_to_load(folder: Path, page: Page) -> None:
    course = manuscript(folder).course
    assert course is not None
    for standard in STANDARDS.values():
        whole = tidying.script(f"{standard.adapter()}\n{pages.player(course)}")
        short = shortening.shortened(whole)
        assert len(short) < 0.8 * len(whole)
        assert page.evaluate("source => { new Function(source); return true; }", short)


def test_what_is_not_understood_stops_the_build() -> None:
    with pytest.raises(ValueError, match="never ends"):
        shortening.shortened("const text = `never")
