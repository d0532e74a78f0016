"""The pages of a course: one document that reads without a script, gives nothing away, and is the same every time."""

import re
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from scorm_export import pages, typesetting
from scorm_export.course import Course, Screen
from scorm_export.manuscript import manuscript
from scorm_export.standards import standard
from scorm_export.words import words
from tests.cases import compare_golden

TEA = Path("tests/samples/courses/tea")
GOLDEN = Path("tests/scorm_export/golden")
SCRIPTS = [*typesetting.PLAYER.glob("scripts/*.js"), *typesetting.ACTIVITIES.glob("*/*.js")]


def page_of(content: bytes) -> HtmlElement:
    """A page's tree."""
    return cast(HtmlElement, lxml_html.fromstring(content))


def all_of(page: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements at an XPath, in order."""
    return [element for element in page.xpath(path) if isinstance(element, HtmlElement)]


@pytest.fixture(scope="module")
def tea() -> Course:
    course = manuscript(TEA).course
    assert course is not None
    return course


@pytest.fixture(scope="module")
def files(tea: Course) -> dict[str, bytes]:
    return pages.files(tea, manuscript(TEA).media, "")


@pytest.mark.parametrize("id", ["fresh-water", "leaves", "what-to-ask"])
def test_each_activity_has_the_html_we_looked_at(id: str, tea: Course) -> None:
    screen, activity = next((screen, one) for screen, one in tea.activities() if one.id == id)
    compare_golden(GOLDEN / f"{activity.kind}.html", str(typesetting.activity_page(activity, screen, tea, "")))


def test_the_same_course_gives_the_same_bytes(tea: Course, files: dict[str, bytes]) -> None:
    again = manuscript(TEA)
    assert again.course is not None
    assert pages.files(again.course, again.media, "") == files
    style, script = sorted(files)[-2:]
    assert (re.sub(r"[0-9a-f]{10}", "…", script), re.sub(r"[0-9a-f]{10}", "…", style)) == ("style-….css", "script-….js")


def test_a_changed_script_has_another_name(tea: Course, files: dict[str, bytes]) -> None:
    other = pages.files(tea, {}, "window.courseLms = null;\n")
    assert {name for name in other if name not in files} == {name for name in other if name.startswith("script-")}


def test_every_screen_has_its_address_in_order(tea: Course, files: dict[str, bytes]) -> None:
    page = page_of(files["index.html"])
    assert [element.get("id") for element in page.find_class("screen")] == [screen.id for screen in tea.screens]
    assert [link.get("href") for link in all_of(page, "//nav//li/a")] == [f"#{s.id}" for s in tea.screens]
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_step_down_one_at_a_time(files: dict[str, bytes]) -> None:
    page = page_of(files["index.html"])
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_on_paper_no_answer_is_given_away(tea: Course, files: dict[str, bytes]) -> None:
    page = page_of(files["index.html"])
    assert not all_of(page, "//*[@checked or @selected]") + all_of(page, "//main//details[@open]")
    reasons = [text for _, one in tea.activities() for path, text in one.texts() if path[-1] == "feedback"]
    assert len(reasons) == 13
    folded = " ".join(details.text_content() for details in page.find_class("answer"))
    for unseen in all_of(page, "//template | //main//details | //script"):
        unseen.drop_tree()
    seen = page.text_content()
    for reason in reasons:
        words_alone = re.sub(r"\[\^\w+\]", "", reason)
        assert words_alone[:20] in folded
        assert words_alone not in seen
    assert "Right" not in seen


def test_the_paper_form_lists_options_in_the_order_of_the_source(files: dict[str, bytes]) -> None:
    page = page_of(files["index.html"])
    offers = all_of(page, "//*[@id='activity_what-to-ask']//*[@class='offers']/li")
    assert [offer.text_content() for offer in offers] == [
        "Whether they take milk",
        "How old they are",
        "Whether they take sugar",
    ]


def test_nothing_is_inline_and_nothing_reaches_out(files: dict[str, bytes]) -> None:
    page = page_of(files["index.html"])
    (policy,) = [meta.get("content", "") for meta in page.iter("meta") if meta.get("http-equiv")]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;")
    assert not all_of(page, "//style | //*[@style] | //iframe | //object | //embed | //base")
    assert not all_of(page, "//*[@*[starts-with(name(), 'on')]]")
    addresses = [element.get(name) for element in page.iter() for name in ("src", "srcset")]
    links = [element.get("href") for element in page.iter("link")]
    assert all("//" not in (address or "") for address in [*addresses, *links])
    for name, content in files.items():
        if name.endswith((".js", ".css")):
            assert not re.search(r"https?://|//[a-z]", content.decode().replace("http://www.w3.org", ""))


def test_an_author_cannot_write_markup_into_the_page(tmp_path: Path, tea: Course) -> None:
    sheet = tea.modules[0].screens[0]
    evil = Screen(sheet.id, "</script><b>", sheet.heading, sheet.check, sheet.pieces, sheet.notes)
    module = type(tea.modules[0])("kettle", "<i>&", 1, {"1a": '"><u>'}, (evil, *tea.modules[0].screens[1:]))
    course = Course(**{name: getattr(tea, name) for name in Course.__slots__ if name != "modules"}, modules=(module,))
    page = page_of(pages.files(course, {}, "")["index.html"])
    assert all_of(page, "//section[@class='module']/h2")[0].text_content() == "<i>&"
    assert not all_of(page, "//h2/i | //u | //nav//b")
    assert len(all_of(page, "//body/script")) == 1


def test_style_and_script_stay_small(files: dict[str, bytes]) -> None:
    """The adapter, another six thousand, is not among them: `make bench` holds the whole to 40,000."""
    weight = sum(len(content) for name, content in files.items() if name.endswith((".js", ".css")))
    assert weight < 34_000


def test_a_package_carries_only_the_activities_it_uses(tea: Course) -> None:
    guests = Course(
        **{name: getattr(tea, name) for name in Course.__slots__ if name != "modules"}, modules=tea.modules[1:]
    )
    script = pages.player(guests)
    assert "kinds.multiple = " in script
    assert "kinds.sort = " not in script


def test_every_word_the_script_says_is_in_the_strings_and_no_other() -> None:
    source = "\n".join(path.read_text("utf-8") for path in [*SCRIPTS, *standard.SCRIPTS.glob("*.js")])
    named = set(re.findall(r'\bsay\("(\w+)"', source))
    said = words("en-GB")
    known = {*said.player, *said.assessment}
    assert len(known) == len(said.player) + len(said.assessment)
    assert named - known == set()
    states = {f"state_{state}" for state in ("new", "open", "done", "out")}
    quoted = set(re.findall(r'"(\w+)"', source)) | {"review", "browse"} | states
    assert known - quoted == set()


def test_braces_in_the_strings_are_the_ones_filled_in() -> None:
    templates = [*typesetting.PLAYER.glob("templates/*.html"), *typesetting.ACTIVITIES.glob("*/*.html")]
    source = "\n".join(path.read_text("utf-8") for path in [*SCRIPTS, *templates, Path(pages.__file__)])
    both = words("en-GB")
    found = {brace for text in [*both.page.values(), *both.player.values()] for brace in re.findall(r"\{(\w*)\}", text)}
    assert {brace for brace in found if not re.search(rf"\b{brace}\b *[,:=}}]", source)} == set()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_at_seven_to_one_and_edges_at_three(scheme: str) -> None:
    text = (typesetting.PLAYER / "styles" / "colours.css").read_text("utf-8")
    light, dark = text.split("@media")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark))
    grounds = ("paper", "card", "tint", "right-ground", "wrong-ground", "tip-ground")
    pairs = [(ink, ground) for ink in ("ink", "accent", "accent-deep") for ground in grounds]
    pairs += [("soft", ground) for ground in ("paper", "card", "tint")]
    pairs += [("right", "right-ground"), ("wrong", "wrong-ground"), ("tip", "tip-ground"), ("right", "wrong-ground")]
    pairs += [("right", "tip-ground"), ("on-accent", "accent"), ("on-accent", "accent-deep")]
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 7} == {}
    edges = [("edge", ground) for ground in ("paper", "card", "tint")] + [("focus", ground) for ground in grounds]
    faint = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in edges}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


PHYSICAL = (
    r"(margin|padding|border|inset)-(left|right|top|bottom)|(?<![\w-])(left|right|top|bottom):|text-align: (left|right)"
)


def test_styles_speak_of_start_and_end_never_of_left_and_right() -> None:
    for path in [*typesetting.PLAYER.glob("styles/*.css"), *typesetting.ACTIVITIES.glob("*/*.css")]:
        assert re.findall(PHYSICAL, path.read_text("utf-8")) == [], path
