"""Seven kinds of activity: by mouse and by keyboard alone, wrong and right, resumed, read aloud, and on record."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from scorm_export import pages
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests import tools
from tests.browser.conftest import LMS, START, Lms
from tests.browser.test_player_activities import focused, question, records
from tests.browser.test_player_axe import MODES, SIZES, WIDE_SPACING, faults
from tests.cases import PROOF, compare_golden
from tests.lms.desk import DIALECTS, RUNTIMES, course_frame, log
from tests.lms.desk import records as on_record
from tests.lms.test_strict import MOODLE

SAMPLE = Path("tests/samples/courses/kinds-one")
GOLDEN = Path("tests/browser/golden")
ORDER = "What do you do with a picture in a report, first to last?"
MATCH = "Who uses what?"
GAP = "Complete the rule about links."
NUMBER = "How far must a page be able to zoom without loss?"
LOOK, ASK, WRITE, LISTEN = (
    "Look at what the picture says",
    "Ask why it is in the report",
    "Write its alternative text",
    "Listen to it with a screen reader",
)
LOOKS = list(product(MODES, SIZES)) if PROOF else [("light", 320), ("light", 1280), ("dark", 320), ("forced", 1280)]
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, select, input[type=text], textarea, .offer")]
    .filter(one => one.checkVisibility())
    .map(one => [one.textContent.trim() || one.id, one.getBoundingClientRect()])
    .filter(([words, box]) => Math.min(box.height, box.width) < 44)"""


class Open(Protocol):
    """Opens the sample at an address, before an LMS that says `start`."""

    def __call__(self, address: str = "", start: dict[str, Any] | None = ..., **options: object) -> Page: ...


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The sample course's files."""
    read = manuscript(SAMPLE)
    assert read.course is not None, read.problems
    return pages.files(read.course, read.media, "")


@pytest.fixture
def opened(files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage) -> Open:
    """Opens the sample course in a page of its own."""
    home = served(files)

    def open_course(address: str = "", start: dict[str, Any] | None = None, **options: object) -> Page:
        page = new_page("", **options)
        page.add_init_script(f"{LMS}({json.dumps({**START, **(start or {})})})")
        page.goto(f"{home}/{address}")
        return page

    return open_course


def check(form: Locator) -> Locator:
    """The button that asks for the verdict."""
    return form.get_by_role("button", name="Check my answer")


def verdict(form: Locator) -> Locator:
    """Where the verdict is said: the last of a form's statuses."""
    return form.get_by_role("status").last


def lines(form: Locator) -> list[str]:
    """The items of an order as they stand."""
    return form.locator(".order-words").all_inner_texts()


def move(form: Locator, way: str, item: str, times: int = 1) -> None:
    """Press one item's button."""
    for _ in range(times):
        form.get_by_role("button", name=f"Move {way} “{item}”").click()


def put_right(form: Locator) -> None:
    """Bring the order right, each item to its place from the top."""
    for place, item in enumerate((LOOK, ASK, WRITE, LISTEN)):
        move(form, "up", item, lines(form).index(item) - place)


def resumed(page: Page, opened: Open, address: str) -> Page:
    """The same learner on the next visit, with what the LMS has kept."""
    kept = Lms(page).kept()
    return opened(address, {"entry": "resume", "location": kept["location"], "suspend": kept["suspend"]})


# Put in order


def test_an_order_by_mouse_wrong_then_right(opened: Open) -> None:
    page = opened("#in-order")
    form = question(page, ORDER)
    first = lines(form)
    assert all(one != right for one, right in zip(first, (LOOK, ASK, WRITE, LISTEN), strict=True))
    check(form).click()
    expect(verdict(form)).to_contain_text("! Nothing has been moved yet, and this is not the right order.")
    assert Lms(page).calls("record") == []

    put_right(form)
    move(form, "down", ASK)
    assert lines(form) == [LOOK, WRITE, ASK, LISTEN]
    check(form).click()
    expect(verdict(form)).to_have_text(
        "✗ 2 of 4 are in the right place."
        "✓Right: 1. Look at what the picture says You can only describe what you have seen."
        "✗Not right: 2. Write its alternative text Now you know what has to be said."
        "✗Not right: 3. Ask why it is in the report The reason decides which words are needed."
        "✓Right: 4. Listen to it with a screen reader What is heard comes last and tells whether it works."
    )
    form.get_by_role("button", name="Try again").click()
    expect(form.get_by_role("button", name=f"Move up “{LOOK}”")).to_be_focused()
    assert lines(form) == [LOOK, WRITE, ASK, LISTEN]
    move(form, "up", ASK)
    check(form).click()
    expect(verdict(form)).to_contain_text("✓ All 4 are in the right place.")

    wrong, right = records(page)
    assert (wrong["kind"], wrong["response"], wrong["right"]) == ("sequencing", ["a", "c", "b", "d"], False)
    assert right["response"] == right["correct"] == ["a", "b", "c", "d"]
    assert (right["id"], right["right"]) == ("meet-a-picture.t2", True)


def test_an_order_by_keyboard_alone_keeps_the_focus_on_what_moves(opened: Open) -> None:
    page = opened("#in-order")
    form = question(page, ORDER)
    said = form.get_by_role("status").first
    up = form.get_by_role("button", name=f"Move up “{LOOK}”")
    up.focus()
    place = lines(form).index(LOOK) + 1
    while place > 1:
        page.keyboard.press("Enter")
        place -= 1
        expect(said).to_have_text(f"{LOOK}: now {place} of 4.")
        expect(up).to_be_focused()
    page.keyboard.press("Space")
    expect(said).to_have_text(f"{LOOK} is the first already.")
    expect(up).to_be_focused()
    assert Lms(page).calls("record") == []
    for at, item in enumerate((ASK, WRITE, LISTEN), start=1):
        button = form.get_by_role("button", name=f"Move up “{item}”")
        button.focus()
        while lines(form).index(item) > at:
            page.keyboard.press("Enter")
            expect(button).to_be_focused()
    last = form.get_by_role("button", name=f"Move down “{LISTEN}”")
    page.keyboard.press("Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"{LISTEN} is the last already.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Check my answer"
    page.keyboard.press("Enter")
    expect(verdict(form)).to_contain_text("All 4 are in the right place.")


def test_an_order_is_back_on_the_next_visit(opened: Open) -> None:
    page = opened("#in-order")
    put_right(question(page, ORDER))
    move(question(page, ORDER), "down", LOOK)
    check(question(page, ORDER)).click()
    later = resumed(page, opened, "#in-order")
    assert lines(question(later, ORDER)) == [ASK, LOOK, WRITE, LISTEN]
    expect(verdict(question(later, ORDER))).to_contain_text("2 of 4 are in the right place.")
    assert Lms(later).calls("record") == []


def test_moving_counts_as_having_begun_when_the_lms_answers_late(opened: Open) -> None:
    page = opened("#in-order")
    put_right(question(page, ORDER))
    check(question(page, ORDER)).click()
    kept = Lms(page).kept()
    late = opened("#in-order", {"late": True, "suspend": kept["suspend"], "location": kept["location"]})
    form = question(late, ORDER)
    move(form, "down", ASK)
    moved = lines(form)
    late.evaluate("window.answer()")
    tools.wait_until(late, "JSON.parse(sessionStorage.getItem('calls') || '[]').some(([name]) => name === 'save')")
    assert lines(form) == moved


# Match


def test_a_match_by_mouse_wrong_then_right(opened: Open) -> None:
    page = opened("#matched")
    form = question(page, MATCH)
    form.get_by_label("Someone who cannot hear").select_option("Captions")
    check(form).click()
    expect(verdict(form)).to_have_text(
        "! Still without a match: Someone who cannot see the screen; Someone whose hands shake. "
        "Choose one for each, then press the button again."
    )
    assert Lms(page).calls("record") == []
    form.get_by_label("Someone who cannot see").select_option("A brighter logo")
    form.get_by_label("Someone whose hands").select_option("A keyboard alone")
    check(form).click()
    expect(verdict(form)).to_have_text(
        "✗ 2 of 3 are matched rightly."
        "✗Not right: Someone who cannot see the screen: A brighter logo It reads the page aloud."
        "✓Right: Someone whose hands shake: A keyboard alone Keys are easier to hit than small targets."
        "✓Right: Someone who cannot hear: Captions They put into words what is said and heard."
    )
    form.get_by_label("Someone who cannot see").select_option("A screen reader")
    check(form).click()
    expect(verdict(form)).to_contain_text("✓ All 3 are matched rightly.")
    wrong, right = records(page)
    assert (wrong["kind"], wrong["response"]) == ("matching", [["a", "d"], ["b", "b"], ["c", "c"]])
    assert right["response"] == right["correct"] == [["a", "a"], ["b", "b"], ["c", "c"]]


def test_a_match_by_keyboard_alone_and_back_on_the_next_visit(opened: Open) -> None:
    page = opened("#matched")
    form = question(page, MATCH)
    form.get_by_label("Someone who cannot see").focus()
    for keys in ("a s", "a k", "c"):
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(verdict(form)).to_contain_text("All 3 are matched rightly.")
    later = resumed(page, opened, "#matched")
    expect(verdict(question(later, MATCH))).to_contain_text("All 3 are matched rightly.")
    chosen = question(later, MATCH).get_by_role("combobox").all()
    assert [one.evaluate("list => list.selectedOptions[0].text") for one in chosen] == [
        "A screen reader",
        "A keyboard alone",
        "Captions",
    ]


# Fill the gap


def test_a_gap_by_mouse_wrong_then_right(opened: Open) -> None:
    page = opened("#a-gap")
    form = question(page, GAP)
    box = form.get_by_label("Your answer for the gap")
    check(form).click()
    expect(verdict(form)).to_have_text("! Nothing is written yet. Write your answer, then press the button again.")
    box.fill("  Colour. ")
    assert Lms(page).calls("record") == []
    check(form).click()
    expect(verdict(form)).to_have_text("✗ That is not right yet.Colour. Not everyone sees its colour or its look.")
    form.get_by_role("button", name="Try again").click()
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    box.fill("page")
    check(form).click()
    expect(verdict(form)).to_contain_text("page Think of a list of links and nothing else.")
    box.fill("OWN.")
    check(form).click()
    expect(verdict(form)).to_have_text(
        "✓ That is right.OWN. Screen readers can list links without the text around them."
    )
    told = records(page)
    assert [(one["response"], one["right"]) for one in told] == [
        (["Colour."], False),
        (["page"], False),
        (["OWN."], True),
    ]
    assert {one["kind"] for one in told} == {"fill-in"}
    assert {one["correct"][0] for one in told} == {"own"}


def test_a_gap_by_keyboard_alone(opened: Open) -> None:
    page = opened("#a-gap")
    question(page, GAP).get_by_label("Your answer for the gap").focus()
    page.keyboard.type(" own ")
    page.keyboard.press("Enter")
    expect(verdict(question(page, GAP))).to_contain_text("That is right.")
    page.keyboard.press("Tab")
    assert focused(page) == "Check my answer"


@pytest.mark.parametrize(
    "words", ["Zum Beispiel: “Größe” 100 %, z/Z", "ŷ, 😀 und ﷽", "a|b,c.2{d}[,]", "O’Own  it.", "z"]
)
def test_what_was_written_is_back_to_the_letter(words: str, opened: Open) -> None:
    page = opened("#a-gap")
    question(page, GAP).get_by_label("Your answer").fill(words)
    check(question(page, GAP)).click()
    kept = Lms(page).kept()["suspend"]
    assert re.fullmatch(r"[0-9A-Za-z|:,.]+", kept)
    later = resumed(page, opened, "#a-gap")
    expect(question(later, GAP).get_by_label("Your answer")).to_have_value(words)
    expect(verdict(question(later, GAP))).to_contain_text("That is not right yet.")
    assert "[,]" not in records(page)[0]["response"][0]


def test_a_long_answer_is_cut_to_forty_characters(opened: Open) -> None:
    page = opened("#a-gap")
    box = question(page, GAP).get_by_label("Your answer")
    box.evaluate("(box, text) => { box.value = text; }", "Capital Letters " * 10)
    check(question(page, GAP)).click()
    assert records(page)[0]["response"] == [("Capital Letters " * 10)[:40].strip()]
    box.evaluate("(box, text) => { box.value = text; }", "ŷ" * 60)
    check(question(page, GAP)).click()
    assert records(page)[1]["response"] == ["ŷ" * 16]
    assert "ŷ" not in Lms(page).kept()["suspend"]
    assert len(Lms(page).kept()["suspend"]) < 80 + 24


# Number


def test_a_number_by_mouse_wrong_then_right(opened: Open) -> None:
    page = opened("#a-number")
    form = question(page, NUMBER)
    box = form.get_by_label("Your number (per cent)")
    for words, said in (
        ("", "! Nothing is written yet."),
        ("four hundred", "! “four hundred” cannot be read as a number. Write figures, such as 12 or 1,000,"),
    ):
        box.fill(words)
        check(form).click()
        expect(verdict(form)).to_contain_text(said)
    assert Lms(page).calls("record") == []
    box.fill("200")
    check(form).click()
    expect(verdict(form)).to_have_text("✗ That is too low.200 People with low vision need more than that.")
    box.fill("1,000")
    check(form).click()
    expect(verdict(form)).to_have_text("✗ That is too high.1000 More is welcome, and the rule asks for less.")
    box.fill("410 %")
    check(form).click()
    expect(verdict(form)).to_contain_text("✓ That is right.410 WCAG asks for 400 per cent")
    told = records(page)
    assert [(one["response"], one["right"]) for one in told] == [(["200"], False), (["1000"], False), (["410"], True)]
    assert {(one["kind"], one["correct"][0], tuple(one["range"])) for one in told} == {
        ("numeric", "400", ("380", "420"))
    }


def test_a_number_by_keyboard_alone_and_back_on_the_next_visit(opened: Open) -> None:
    page = opened("#a-number")
    question(page, NUMBER).get_by_role("textbox").focus()
    page.keyboard.type("-12.50")
    page.keyboard.press("Enter")
    expect(verdict(question(page, NUMBER))).to_contain_text("That is too low.")
    later = resumed(page, opened, "#a-number")
    expect(question(later, NUMBER).get_by_role("textbox")).to_have_value("-12.5")
    expect(verdict(question(later, NUMBER))).to_contain_text("That is too low.")


READ_AS = {
    "1,000": "1000",
    "1000": "1000",
    " 12 ": "12",
    "12%": "12",
    "12 per cent": "12",
    "1 000": "1000",
    "£1,234.50": "1234.5",
    "−3": "-3",
    "+7": "7",
    ".5": "0.5",
    "12.": "12",
    "-0": "0",
    "123456": "123456",
}
REFUSED = ["twelve", "1,00", "12,5", "1.2.3", "12 14", "1e5", "0x10", "--2", "%", "12 people", "Infinity", "9" * 13]


def test_what_is_read_as_a_number_and_what_is_refused_in_words(opened: Open) -> None:
    page = opened("#a-number")
    form = question(page, NUMBER)
    box = form.get_by_role("textbox")
    for words in READ_AS:
        box.fill(words)
        check(form).click()
    kinds = [(one["response"][0], one["kind"]) for one in records(page)]
    read = [figure for number, figure in enumerate(READ_AS.values()) if figure != [*READ_AS.values(), ""][number - 1]]
    assert kinds == [(figure, "fill-in" if figure == "123456" else "numeric") for figure in read]
    for words in REFUSED:
        box.fill(words)
        check(form).click()
        expect(verdict(form)).to_contain_text(f"“{words}” cannot be read as a number.")
    assert len(records(page)) == len(read)


# Reveal, checklist, reflection


def test_a_reveal_opens_by_mouse_and_keyboard_and_tells_nobody(opened: Open) -> None:
    page = opened("#think-first")
    text = page.get_by_text("those who cannot hear,")
    expect(text).to_be_hidden()
    summary = page.get_by_text("Show the rest")
    summary.click()
    expect(text).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(text).to_be_hidden()
    assert Lms(page).calls("record") == []
    assert page.locator(".contents [aria-current=page] .state").inner_text() == "done"


def test_ticks_are_kept_and_never_judged(opened: Open) -> None:
    page = opened("#own-list")
    group = page.get_by_role("group", name="Before I send a document, I look at")
    group.get_by_label("its headings").check()
    group.get_by_label("its headings").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(group.get_by_label("what its links say")).to_be_checked()
    assert page.get_by_role("button", name="Check my answer").filter(visible=True).count() == 0
    assert Lms(page).calls("record") == []

    later = resumed(page, opened, "#own-list")
    expect(later.get_by_label("what its links say")).to_be_checked()
    ticks = later.locator("#own-list input").evaluate_all("inputs => inputs.map(input => input.checked)")
    assert ticks == [True, False, True]
    for label in ("its headings", "what its links say"):
        later.get_by_label(label).uncheck()
    last = resumed(later, opened, "#own-list")
    tools.wait_until(last, "JSON.parse(sessionStorage.getItem('calls') || '[]').some(([name]) => name === 'save')")
    assert last.locator("#own-list :checked").count() == 0


def test_a_reflection_is_copied_and_neither_stored_nor_sent(opened: Open) -> None:
    page = opened("#own-words", permissions=["clipboard-read", "clipboard-write"])
    box = page.get_by_label("One change I will make")
    copy = page.get_by_role("button", name="Copy what I wrote")
    said = page.get_by_role("group", name="What will you change this week?").get_by_role("status")
    copy.click()
    expect(said).to_have_text("There is nothing to copy yet.")
    box.focus()
    page.keyboard.type("A secret plan")
    page.keyboard.press("Tab")
    expect(copy).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Copied. You can paste it into your own notes.")
    assert page.evaluate("navigator.clipboard.readText()") == "A secret plan"
    expect(box).to_have_accessible_description(re.compile("^What you write stays on this page. It is not saved"))
    page.get_by_role("link", name="Back", exact=True).click()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "own-words" in kept
    assert "secret" not in kept


def test_where_copying_is_forbidden_the_text_is_left_selected(opened: Open) -> None:
    page = opened("#own-words")
    page.evaluate(
        """() => {
            Object.defineProperty(navigator, "clipboard", { value: undefined });
            document.execCommand = () => false;
        }"""
    )
    box = page.get_by_label("One change I will make")
    box.fill("Keep it")
    page.get_by_role("button", name="Copy what I wrote").click()
    expect(page.get_by_text("Copying is not allowed here. Your text is selected.")).to_be_visible()
    assert box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == "Keep it"


# Every kind: read aloud, looked at, on record


def wrong(page: Page, kind: str) -> None:
    """Do it badly; what cannot be done badly is only used."""
    if kind == "order":
        put_right(question(page, ORDER))
        move(question(page, ORDER), "down", LOOK)
    elif kind == "match":
        for choice in question(page, MATCH).get_by_role("combobox").all():
            choice.select_option("A brighter logo")
    elif kind == "gap":
        question(page, GAP).get_by_role("textbox").fill("look")
    elif kind == "number":
        question(page, NUMBER).get_by_role("textbox").fill("1,000")
    else:
        used(page, kind)


def right(page: Page, kind: str) -> None:
    """Do it well."""
    if kind == "order":
        put_right(question(page, ORDER))
    elif kind == "match":
        choices = question(page, MATCH).get_by_role("combobox").all()
        for choice, text in zip(choices, ("A screen reader", "A keyboard alone", "Captions"), strict=True):
            choice.select_option(text)
    elif kind == "gap":
        question(page, GAP).get_by_role("textbox").fill("own")
    elif kind == "number":
        question(page, NUMBER).get_by_role("textbox").fill("400")
    else:
        used(page, kind)


def used(page: Page, kind: str) -> None:
    """Do what has no right answer."""
    if kind == "reveal":
        page.locator(".reveal").evaluate("one => { one.open = true; }")
    elif kind == "checklist":
        page.get_by_label("the words for its pictures").check()
    else:
        page.get_by_label("One change I will make").fill("Less")
        page.evaluate("document.execCommand = () => true")
        page.get_by_role("button", name="Copy what I wrote").click()
        expect(page.locator(".copied")).not_to_be_empty()


PLACES = {
    "order": ("in-order", "meet-a-picture"),
    "match": ("matched", "who-uses-what"),
    "gap": ("a-gap", "links"),
    "number": ("a-number", "zoomed"),
    "reveal": ("think-first", "why-bother"),
    "checklist": ("own-list", "before-sending"),
    "reflection": ("own-words", "one-change"),
}
JUDGED = ("order", "match", "gap", "number")


def judge(page: Page, kind: str) -> None:
    """Press the button, where there is one."""
    if kind in JUDGED:
        check(page.locator(f"#activity_{PLACES[kind][1]} form")).click()


@pytest.mark.parametrize("kind", PLACES)
def test_what_a_screen_reader_is_told(kind: str, opened: Open) -> None:
    screen, id = PLACES[kind]
    page = opened(f"#{screen}")
    place = page.locator(f"#activity_{id}")
    told = {"before": place.aria_snapshot()}
    wrong(page, kind)
    judge(page, kind)
    told["wrong" if kind in JUDGED else "used"] = place.aria_snapshot()
    if kind in JUDGED:
        right(page, kind)
        judge(page, kind)
        told["right"] = place.aria_snapshot()
    text = "".join(f"# {state}\n\n{tree}\n\n" for state, tree in told.items())
    compare_golden(GOLDEN / f"{kind}.txt", text.rstrip() + "\n")


@pytest.mark.parametrize(("mode", "width"), LOOKS)
def test_axe_finds_nothing_before_and_after(mode: str, width: int, opened: Open) -> None:
    page = opened(viewport=SIZES[width], **MODES[mode])
    found: dict[str, list[str]] = {}
    for kind, (screen, id) in PLACES.items():
        page.evaluate(f"location.hash = '{screen}'")
        page.locator(f"#{screen}").wait_for()
        found[f"{kind}, untouched"] = faults(page)
        judge(page, kind)
        found[f"{kind}, nothing done"] = faults(page)
        wrong(page, kind)
        judge(page, kind)
        found[f"{kind}, wrong"] = faults(page)
        right(page, kind)
        judge(page, kind)
        for summary in page.locator(f"#activity_{id} details:not([open]) > summary").all():
            summary.click()
        found[f"{kind}, right"] = faults(page)
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_targets_are_large_and_wide_text_spacing_breaks_nothing(opened: Open) -> None:
    page = opened(viewport=SIZES[320])
    for screen, _ in PLACES.values():
        page.evaluate(f"location.hash = '{screen}'")
        page.locator(f"#{screen}").wait_for()
        assert page.evaluate(TOO_SMALL) == []
        page.evaluate(WIDE_SPACING)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate("document.adoptedStyleSheets = []")


def test_without_a_script_everything_can_be_read_and_no_box_waits_for_words(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    expect(page.get_by_text("What do you do with a picture in a report, first to last?")).to_be_visible()
    expect(page.get_by_text("One change I will make")).to_be_visible()
    expect(page.get_by_text("Now you know what has to be said.")).to_be_hidden()
    page.locator("#activity_meet-a-picture").get_by_text("Show the answer and the reasons").click()
    expect(page.get_by_text("Now you know what has to be said.")).to_be_visible()
    assert page.locator(".activity").locator("input, select, textarea, button").count() == 0


PATTERNS = {
    "order": {"scorm12": ("b,a,c,d", "a,b,c,d"), "scorm2004-4th": ("b[,]a[,]c[,]d", "a[,]b[,]c[,]d")},
    "match": {
        "scorm12": ("a.d,b.d,c.d", "a.a,b.b,c.c"),
        "scorm2004-4th": ("a[.]d[,]b[.]d[,]c[.]d", "a[.]a[,]b[.]b[,]c[.]c"),
    },
    "gap": {"scorm12": ("look", "own"), "scorm2004-4th": ("look", "own")},
    "number": {"scorm12": ("1000", "400"), "scorm2004-4th": ("1000", "380[:]420")},
}


@pytest.mark.parametrize("standard", DIALECTS)
def test_every_record_is_legal(standard: str, served: tools.Serve, new_page: tools.NewPage) -> None:
    read = manuscript(SAMPLE)
    assert read.course is not None
    package = build(read.course, read.media, STANDARDS[standard])
    page = new_page(recorder.address(served(recorder.site(package)), standard=RUNTIMES[standard]))
    course = course_frame(page)
    expect(course.get_by_role("heading", name="In order")).to_be_visible()
    for kind, (screen, _) in PLACES.items():
        course.evaluate(f"location.hash = '{screen}'")
        course.locator(f"#{screen}").wait_for()
        for doing in (wrong, right):
            doing(course, kind)  # type: ignore[arg-type]  # a frame is asked like a page
            judge(course, kind)  # type: ignore[arg-type]
    page.get_by_role("button", name="Close the course").click()
    known = log(page)
    assert known.illegal == []
    assert known.lost == ()
    kept = on_record(known.committed)
    response = "student_response" if standard == "scorm12" else "learner_response"
    told = [(one["id"], one[response], one["correct_responses.0.pattern"]) for one in kept]
    expected = []
    for kind in JUDGED:
        id, (given, correct) = PLACES[kind][1], PATTERNS[kind][standard]
        well = {"number": "400"}.get(kind, correct)
        expected += [(id, given, correct), (f"{id}.t2", well, correct)]
    assert told == expected
    for element, value in known.sets:
        for name, pattern in MOODLE[standard]:
            if re.search(name, element) and not value.startswith("380[:]"):
                assert re.fullmatch(pattern, value), f"{element}: {value}"
    assert "Less" not in json.dumps(known.sets)
