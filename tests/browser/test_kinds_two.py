"""Six kinds of activity in a real browser: by mouse and by keyboard alone, wrong and right, left and come back to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from scorm_export import pages
from scorm_export.activities.activity import Activity
from scorm_export.activities.contrast import shown_ratio
from scorm_export.codes import code
from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests import tools
from tests.browser.conftest import LMS, START, Lms, Open
from tests.cases import PROOF, compare_golden
from tests.lms.desk import DIALECTS, RUNTIMES, course_frame, log, records

Script = Callable[[Page, str, str], Any]
SAMPLE = Path("tests/samples/courses/kinds-two")
GOLDEN = Path("tests/browser/golden")
KINDS = {
    "conversation": "talk",
    "inbox": "post",
    "barrier": "look",
    "contrast": "colours",
    "headings": "mend",
    "workbench": "say",
}
"""Each kind and the screen of the sample that it is on."""
JUDGED = [kind for kind in KINDS if kind != "workbench"]
SIZES = {320: {"width": 320, "height": 640}, 1280: {"width": 1280, "height": 900}}
TOO_SMALL = """() => [...document.querySelectorAll(
        ".activity :is(button, summary, select, textarea, .offer, .written)")]
    .filter(one => one.checkVisibility())
    .filter(one => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 44)
    .map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def course() -> Course:
    """The sample course."""
    read = manuscript(SAMPLE)
    assert read.course is not None, read.problems
    return read.course


@pytest.fixture
def open_room(course: Course, served: tools.Serve, new_page: tools.NewPage) -> Open:
    """Opens the sample course in a page of its own, before an LMS that takes notes."""
    home = served(pages.files(course, manuscript(SAMPLE).media, ""))

    def open_course(address: str = "", start: dict[str, Any] | None = START, **options: object) -> Page:
        page = new_page("", **options)
        if start is not None:
            page.add_init_script(f"{LMS}({json.dumps({**START, **start})})")
        page.goto(f"{home}/{address}")
        return page

    return open_course


def form(page: Any, kind: str) -> Locator:
    """The activity of that kind, in a page or a frame."""
    found: Locator = page.locator(f"#{KINDS[kind]} .activity")
    return found


def turn_to(page: Any, kind: str) -> None:
    """Turn to the screen of that kind, in a page or a frame."""
    page.evaluate(f"location.hash = '{KINDS[kind]}'")
    page.locator(f"#{KINDS[kind]}").wait_for()


def said(activity: Locator) -> Locator:
    """Where the verdict is said."""
    return activity.locator(".verdict[role=status]")


def check(activity: Locator) -> None:
    """Press the button."""
    activity.get_by_role("button", name="Check my answer").click()


def says(activity: Locator, *replies: str) -> None:
    """Choose replies, one step after the other."""
    for reply in replies:
        activity.get_by_label(reply).check()
        activity.get_by_role("button", name="Say this").click()


def choose(activity: Locator, *labels: str) -> None:
    """Choose from each list in turn."""
    for place, label in zip(activity.get_by_role("combobox").all(), labels, strict=True):
        place.select_option(label=label)


def write(activity: Locator, words: str, behind: str) -> None:
    """Write both colours."""
    activity.get_by_label("Colour of the words").fill(words)
    activity.get_by_label("Colour behind them").fill(behind)


def tick(activity: Locator, *labels: str) -> None:
    """Tick these and no other."""
    for box in activity.get_by_role("checkbox").all():
        box.uncheck()
    for label in labels:
        activity.get_by_label(label).check()


RIGHTLY: dict[str, Callable[[Locator], None]] = {
    "conversation": lambda found: says(found, "How would you like", "Gladly."),
    "inbox": lambda found: choose(found, "Answer it", "Report it", "Put it aside"),
    "barrier": lambda found: tick(found, "The menu is only on the wall", "Orders are called"),
    "contrast": lambda found: write(found, "#14181d", "#ffffff"),
    "headings": lambda found: choose(found, "Heading 1", "Heading 2", "Heading 3", "Not a heading", "Heading 2"),
}
WRONGLY: dict[str, Callable[[Locator], None]] = {
    "conversation": lambda found: says(found, "It is on the wall."),
    "inbox": lambda found: choose(found, "Answer it", "Answer it", "Put it aside"),
    "barrier": lambda found: tick(found, "Some chairs have arms"),
    "contrast": lambda found: write(found, "#777777", "#ffffff"),
    "headings": lambda found: choose(found, "Heading 1", "Heading 2", "Heading 2", "Not a heading", "Heading 2"),
}
ANSWERS = {  # what is recorded, wrong and right
    "conversation": ("matching", [["a", "c"]], [["a", "a"], ["b", "a"]], [["a", "a"], ["b", "a"]]),
    "inbox": (
        "matching",
        [["a", "1"], ["b", "1"], ["c", "3"]],
        [["a", "1"], ["b", "2"], ["c", "3"]],
        [["a", "1"], ["b", "2"], ["c", "3"]],
    ),
    "barrier": ("choice", ["b"], ["a", "c"], ["a", "c"]),
    "contrast": ("numeric", ["4.47"], ["17.82"], ["4.5"]),
    "headings": (
        "matching",
        [["a", "1"], ["b", "2"], ["c", "2"], ["d", "5"], ["e", "2"]],
        [["a", "1"], ["b", "2"], ["c", "3"], ["d", "5"], ["e", "2"]],
        [["a", "1"], ["b", "2"], ["c", "3"], ["d", "5"], ["e", "2"]],
    ),
}


def answer(activity: Locator, kind: str, rightly: bool = True) -> None:
    """Do an activity of that kind from beginning to end."""
    again = activity.locator(".again")
    if again.is_visible():
        again.click()
    (RIGHTLY if rightly else WRONGLY)[kind](activity)
    if kind != "conversation":
        check(activity)


def of_kind(course: Course, kind: str) -> Activity:
    """The sample's activity of a kind."""
    (found,) = [one for _, one in course.activities() if one.kind == kind]
    return found


def relaunched(page: Page) -> dict[str, Any]:
    """What an LMS would say at the next launch, from what was saved."""
    kept = Lms(page).kept()
    return {"location": kept["location"], "suspend": kept["suspend"], "score": kept.get("score"), "entry": "resume"}


def focused(page: Page) -> str:
    """The words of whatever has the focus."""
    return str(page.evaluate("() => { const f = document.activeElement; return f.value || f.textContent.trim(); }"))


def state(page: Page) -> str:
    """What the contents say of the screen in sight."""
    return page.locator(".contents [aria-current=page] .state").inner_text()


# What every kind has in common


@pytest.mark.parametrize("kind", JUDGED)
def test_wrong_then_right_is_recorded_as_it_was(kind: str, open_room: Open, course: Course) -> None:
    page = open_room(f"#{KINDS[kind]}")
    activity = form(page, kind)
    answer(activity, kind, rightly=False)
    answer(activity, kind)
    how, wrong, right, correct = ANSWERS[kind]
    id = of_kind(course, kind).id
    told = [
        (one["id"], one["kind"], one["response"], one["right"], one["correct"]) for one in Lms(page).calls("record")
    ]
    assert told == [(id, how, wrong, False, correct), (f"{id}.t2", how, right, True, correct)]
    assert all(one["seconds"] >= 0 for one in Lms(page).calls("record"))
    assert state(page) == "done"


@pytest.mark.parametrize("kind", JUDGED)
def test_nothing_happens_on_choosing_alone(kind: str, open_room: Open) -> None:
    page = open_room(f"#{KINDS[kind]}")
    activity = form(page, kind)
    if kind == "conversation":
        activity.get_by_label("How would you like").check()
    else:
        RIGHTLY[kind](activity)
    assert Lms(page).calls("record") == []
    expect(said(activity)).to_be_empty()
    assert state(page) == "seen, question open"


@pytest.mark.parametrize("kind", [kind for kind in JUDGED if kind != "contrast"])
def test_an_empty_answer_is_explained_and_not_recorded(kind: str, open_room: Open) -> None:
    page = open_room(f"#{KINDS[kind]}")
    activity = form(page, kind)
    activity.locator("button[type=submit]").click()
    expect(said(activity)).to_contain_text("press the button again")
    assert Lms(page).calls("record") == []


@pytest.mark.parametrize("rightly", [True, False])
def test_every_answer_is_back_on_the_next_visit(rightly: bool, open_room: Open) -> None:
    page = open_room()
    before = {}
    for kind in JUDGED:
        turn_to(page, kind)
        answer(form(page, kind), kind, rightly)
        before[kind] = form(page, kind).aria_snapshot()
    back = open_room("#talk", start=relaunched(page))
    expect(back.locator(".contents [aria-current=page] .state")).to_have_text("done")
    assert back.evaluate("document.activeElement === document.body")
    after = {}
    for kind in JUDGED:
        turn_to(back, kind)
        after[kind] = form(back, kind).aria_snapshot()
    assert after == before
    assert Lms(back).calls("record") == []


def test_another_try_on_the_next_visit_is_counted_as_one(open_room: Open) -> None:
    page = open_room("#mend")
    answer(form(page, "headings"), "headings", rightly=False)
    back = open_room("#mend", start=relaunched(page))
    expect(back.locator(".contents [aria-current=page] .state")).to_have_text("done")
    answer(form(back, "headings"), "headings")
    (told,) = Lms(back).calls("record")
    assert (told["index"], told["id"]) == (1, "menu-levels.t2")


def test_what_is_saved_is_no_longer_than_the_build_reckons(open_room: Open, course: Course, script: Script) -> None:
    page = open_room()
    for kind in JUDGED:
        turn_to(page, kind)
        answer(form(page, kind), kind)
    turn_to(page, "conversation")
    form(page, "conversation").get_by_role("button", name="Start again").click()
    says(form(page, "conversation"), "How would you like")
    kept = script(page, "memory", f"Object.fromEntries(remembered({json.dumps(Lms(page).kept()['suspend'])}).answers)")
    lengths = {kind: len(kept[code("activity", of_kind(course, kind).shape)]["answer"]) for kind in JUDGED}
    assert lengths == {"conversation": 4, "inbox": 3, "barrier": 2, "contrast": 12, "headings": 5}
    assert all(lengths[kind] <= of_kind(course, kind).longest_answer for kind in JUDGED)


@pytest.mark.parametrize("kind", KINDS)
def test_the_accessibility_tree_is_the_one_we_listened_to(kind: str, open_room: Open) -> None:
    page = open_room(f"#{KINDS[kind]}")
    activity = form(page, kind)
    trees = [f"# at first\n{activity.aria_snapshot()}"]
    if kind == "workbench":
        activity.get_by_text("Show a model answer").click()
        trees.append(f"# with the model\n{activity.aria_snapshot()}")
    else:
        answer(activity, kind, rightly=False)
        trees.append(f"# wrong\n{activity.aria_snapshot()}")
        answer(activity, kind)
        trees.append(f"# right\n{activity.aria_snapshot()}")
    compare_golden(GOLDEN / f"{kind}.txt", "\n\n".join(trees) + "\n")


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("mode", ["light", "dark", "forced"] if PROOF else ["light"])
def test_axe_finds_nothing_and_nothing_is_small_or_sticks_out(mode: str, width: int, open_room: Open) -> None:
    scheme: dict[str, Any] = {"forced_colors": "active"} if mode == "forced" else {"color_scheme": mode}
    page = open_room("", viewport=SIZES[width], **scheme)
    found: dict[str, list[Any]] = {}

    def look(place: str) -> None:
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        found[place] = [*tools.axe_problems(page), *page.evaluate(TOO_SMALL), *([wide] if wide[0] > wide[1] else [])]

    for kind in KINDS:
        turn_to(page, kind)
        activity = form(page, kind)
        look(f"{kind} at first")
        if kind == "workbench":
            activity.get_by_text("Show a model answer").click()
            activity.get_by_role("button", name="Copy").click()
            look("workbench, all shown")
            continue
        answer(activity, kind, rightly=False)
        look(f"{kind} wrong")
        if kind == "conversation":
            answer(activity, kind, rightly=False)
            activity.get_by_role("button", name="Start again").click()
            activity.get_by_role("button", name="Say this").click()
            look("conversation, nothing chosen")
            says(activity, "Come, I take your arm.")
            look("conversation under way")
        answer(activity, kind)
        look(f"{kind} right")
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert len(found) == 5 * 3 + 2 + 2


@pytest.mark.parametrize("standard", DIALECTS)
def test_every_record_is_legal(standard: str, course: Course, served: tools.Serve, new_page: tools.NewPage) -> None:
    site = recorder.site(build(course, manuscript(SAMPLE).media, STANDARDS[standard]))
    page = new_page(recorder.address(served(site), standard=RUNTIMES[standard]))
    frame = course_frame(page)
    for kind in JUDGED:
        turn_to(frame, kind)
        answer(form(frame, kind), kind, rightly=False)
        answer(form(frame, kind), kind)
    kept = records(log(page).committed)
    assert log(page).illegal == []
    assert log(page).lost == ()
    assert [one["type"] for one in kept] == [ANSWERS[kind][0] for kind in JUDGED for _ in range(2)]
    wrong = "wrong" if standard == "scorm12" else "incorrect"
    assert [one["result"] for one in kept] == [wrong, "correct"] * len(JUDGED)
    response = "student_response" if standard == "scorm12" else "learner_response"
    written = {
        "scorm12": ["a.c", "a.a,b.a", "a.1,b.1,c.3", "a.1,b.2,c.3", "b", "a,c", "4.47", "17.82"],
        "scorm2004-4th": [
            "a[.]c", "a[.]a[,]b[.]a", "a[.]1[,]b[.]1[,]c[.]3", "a[.]1[,]b[.]2[,]c[.]3", "b", "a[,]c", "4.47", "17.82"
        ],
    }  # fmt: skip
    assert [one[response] for one in kept][:8] == written[standard]
    pattern = [one["correct_responses.0.pattern"] for one in kept][6]
    assert pattern == ("4.5" if standard == "scorm12" else "4.5[:]21")


# Branching conversation


def test_a_talk_goes_on_one_step_at_a_time_and_can_be_read_back(open_room: Open) -> None:
    page = open_room("#talk")
    activity = form(page, "conversation")
    says(activity, "Come, I take your arm.")
    turn = activity.get_by_role("group", name="Nobody likes to be seized. The guest: Please let go.")
    expect(turn).to_be_focused()
    assert Lms(page).calls("record") == []
    says(activity, "Sorry.")
    expect(
        activity.get_by_role("group", name="A mistake can be mended. It went well: They stay for tea.")
    ).to_be_focused()
    assert activity.get_by_role("log").locator("p").all_inner_texts() == [
        "The guest: Hello. I cannot see your menu on the wall.",
        "You: Come, I take your arm.",
        "Nobody likes to be seized.",
        "The guest: Please let go. I only need the menu.",
        "You: Sorry. Shall I read it to you?",
        "A mistake can be mended.",
        "✓ It went well: They stay for tea.",
        "You asked and they chose.",
    ]
    expect(activity.get_by_role("button", name="Say this")).to_be_hidden()
    (told,) = Lms(page).calls("record")
    steps = [["a", "b"], ["c", "a"]], [["a", "a"], ["b", "a"]]
    assert (told["response"], told["correct"], told["right"]) == (*steps, True)


def test_a_talk_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#talk")
    activity = form(page, "conversation")
    activity.get_by_label("How would you like").focus()
    page.keyboard.press("ArrowUp")
    expect(activity.get_by_label("It is on the wall.")).to_be_checked()
    page.keyboard.press("Enter")
    expect(activity.get_by_text("It could go better: They leave.")).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Show a hint"
    page.keyboard.press("Tab")
    assert focused(page) == "Start again"
    page.keyboard.press("Enter")
    expect(activity.get_by_role("group", name="The guest: Hello.")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(activity.get_by_label("How would you like")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Say this"
    page.keyboard.press("Enter")
    expect(activity.get_by_role("group", name="You ask before you act.")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(activity.get_by_text("It went well: They stay for tea.")).to_be_visible()
    assert [one["right"] for one in Lms(page).calls("record")] == [False, True]


def test_start_again_is_always_there(open_room: Open) -> None:
    page = open_room("#talk")
    activity = form(page, "conversation")
    again = activity.get_by_role("button", name="Start again")
    again.click()
    expect(activity.get_by_role("group", name="The guest: Hello.")).to_be_focused()
    says(activity, "How would you like")
    again.click()
    assert activity.get_by_role("log").locator("p").all_inner_texts() == [
        "The guest: Hello. I cannot see your menu on the wall."
    ]
    assert activity.locator(":checked").count() == 0
    assert Lms(page).calls("record") == []


def test_a_talk_left_half_way_goes_on_where_it_was(open_room: Open) -> None:
    page = open_room("#talk")
    says(form(page, "conversation"), "How would you like")
    assert [name for name, _ in Lms(page).calls()[-2:]] == ["save", "commit"]
    back = open_room("#talk", start=relaunched(page))
    activity = form(back, "conversation")
    expect(activity.get_by_text("You: How would you like to hear it?")).to_be_visible()
    assert state(back) == "seen, question open"
    assert back.evaluate("document.activeElement === document.body")
    says(activity, "Gladly.")
    (told,) = Lms(back).calls("record")
    assert (told["id"], told["response"], told["right"]) == ("guest", [["a", "a"], ["b", "a"]], True)


def test_a_second_talk_left_half_way_takes_nothing_from_the_first(open_room: Open) -> None:
    page = open_room("#talk")
    activity = form(page, "conversation")
    answer(activity, "conversation")
    activity.get_by_role("button", name="Start again").click()
    says(activity, "Come, I take your arm.")
    back = open_room("#talk", start=relaunched(page))
    expect(back.locator(".contents [aria-current=page] .state")).to_have_text("done")
    says(form(back, "conversation"), "It is safer this way.")
    (told,) = Lms(back).calls("record")
    assert (told["id"], told["response"], told["right"]) == ("guest.t2", [["a", "b"], ["c", "b"]], False)


def test_a_talk_begun_before_the_lms_answered_is_not_taken_back(open_room: Open) -> None:
    page = open_room("#talk", start={"late": True})
    activity = form(page, "conversation")
    says(activity, "How would you like")
    page.evaluate("window.answer()")
    expect(page.locator(".notice")).to_be_empty()
    tools.wait_until(page, "sessionStorage.getItem('calls').includes('save')")
    back = open_room("#talk", start=relaunched(page))
    expect(form(back, "conversation").get_by_text("You: How would you like to hear it?")).to_be_visible()


@pytest.mark.parametrize("kept", ["zzz", "0", "az", "0ab9", "aaaa"])
def test_a_talk_that_is_not_there_any_more_begins_where_it_still_can(
    kept: str, open_room: Open, script: Script
) -> None:
    page = open_room("#talk")
    answer(form(page, "conversation"), "conversation")
    start = relaunched(page)
    call = f"""(memory => {{
        for (const one of memory.answers.values()) one.answer = "{kept}";
        return written(memory);
    }})(remembered({json.dumps(start["suspend"])}))"""
    back = open_room("#talk", start={**start, "suspend": script(page, "memory", call)})
    expect(form(back, "conversation").get_by_text("The guest: Hello.")).to_be_visible()


# Inbox triage


def test_an_inbox_says_what_is_still_to_do_and_why(open_room: Open) -> None:
    page = open_room("#post")
    activity = form(page, "inbox")
    assert activity.get_by_role("heading").all_inner_texts() == [
        "The step at your door",
        "You have won a kettle",
        "Leaves of the month",
    ]
    assert activity.get_by_role("link").count() == 0
    activity.get_by_label("What do you do with it? The step at your door").select_option("Answer it")
    check(activity)
    expect(said(activity)).to_have_text(
        "! Nothing chosen yet for: You have won a kettle; Leaves of the month. "
        "Choose what to do with each, then press the button again."
    )
    answer(activity, "inbox", rightly=False)
    expect(said(activity)).to_have_text(
        "✗ 2 of 3 are dealt with rightly."
        "✓Right: The step at your door: Answer it Someone is waiting and you know the other door."
        "✗Not right: You have won a kettle: Answer it Nobody honest asks for a password."
        "✓Right: Leaves of the month: Put it aside It can wait."
    )
    answer(activity, "inbox")
    expect(said(activity)).to_contain_text("All 3 are dealt with rightly.")


def test_an_inbox_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#post")
    activity = form(page, "inbox")
    activity.get_by_role("combobox").first.focus()
    for letter in "ARP":
        page.keyboard.press(letter)
        page.keyboard.press("Tab")
    assert focused(page) == "Check my answer"
    page.keyboard.press("Enter")
    expect(said(activity)).to_contain_text("All 3 are dealt with rightly.")


# Spot the barrier


def test_barriers_are_judged_one_by_one(open_room: Open) -> None:
    page = open_room("#look")
    activity = form(page, "barrier")
    expect(activity.get_by_role("img", name="A wooden counter with a sign above it and a lamp")).to_be_visible()
    tick(activity, "The menu is only on the wall", "Some chairs have arms")
    check(activity)
    expect(said(activity)).to_have_text(
        "✗ 1 of the 2 you chose are right."
        "✓Right: The menu is only on the wall Who cannot see it cannot choose."
        "✗Not right: Some chairs have arms They help people to rise."
    )
    answer(activity, "barrier")
    expect(said(activity)).to_contain_text("That is right.")
    said(activity).get_by_text("Why the other answers are not right").click()
    expect(said(activity)).to_contain_text("They help people to rise.")


def test_barriers_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#look")
    activity = form(page, "barrier")
    activity.get_by_role("checkbox").first.focus()
    for key in ["Space", "Tab", "Tab", "Space", "Tab", "Enter"]:
        page.keyboard.press(key)
    expect(said(activity)).to_contain_text("That is right.")


# Contrast lab


def test_contrast_is_said_in_words_as_it_changes_and_judged_on_the_button(open_room: Open) -> None:
    page = open_room("#colours")
    activity = form(page, "contrast")
    now = activity.locator(".contrast-now")
    expect(now).to_have_text("3.45 to 1: not enough, for 4.5 to 1 is needed.")
    sample = activity.get_by_role("img")
    expect(sample).to_have_attribute("alt", "Three teas & a cake, every day, in #8a8a8a on #ffffff: 3.45 to 1.")
    assert sample.evaluate("picture => picture.decode().then(() => [picture.naturalWidth, picture.naturalHeight])") == [
        400,
        120,
    ]
    activity.get_by_label("Colour of the words").fill("#76")
    expect(now).to_have_text("3.45 to 1: not enough, for 4.5 to 1 is needed.")
    activity.get_by_label("Colour of the words").fill("#767676")
    expect(now).to_have_text("4.54 to 1: enough, for 4.5 to 1 is needed.")
    expect(activity.get_by_label("Mid grey, #767676")).to_be_checked()
    activity.get_by_label("Black, #000000").check()
    expect(now).to_have_text("21 to 1: enough, for 4.5 to 1 is needed.")
    expect(activity.get_by_label("Colour of the words")).to_have_value("#000000")
    assert Lms(page).calls("record") == []
    check(activity)
    expect(said(activity)).to_have_text(
        "✓ 21 to 1: enough, for 4.5 to 1 is needed."
        "#000000 on #ffffff Dark words on light paper serve tired eyes as well."
    )


def test_a_contrast_just_short_of_the_target_is_not_rounded_up(open_room: Open) -> None:
    page = open_room("#colours")
    activity = form(page, "contrast")
    write(activity, "#777777", "#ffffff")
    check(activity)
    expect(said(activity)).to_contain_text("✗ 4.47 to 1: not enough")
    expect(said(activity)).to_contain_text("Make the darker of the two darker, or the lighter one lighter.")
    activity.get_by_role("button", name="Try again").click()
    expect(activity.get_by_label("Colour of the words")).to_have_value("#8a8a8a")
    expect(activity.locator(".contrast-now")).to_contain_text("3.45 to 1")


@pytest.mark.parametrize("written", ["", "grey", "#12345", "#ggg", "rgb(0"])
def test_what_is_no_colour_is_explained_and_not_recorded(written: str, open_room: Open) -> None:
    page = open_room("#colours")
    activity = form(page, "contrast")
    activity.get_by_label("Colour behind them").fill(written)
    check(activity)
    expect(said(activity)).to_contain_text(f"! Colour behind them: “{written}” is not a colour yet.")
    assert Lms(page).calls("record") == []


def test_contrast_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#colours")
    activity = form(page, "contrast")
    activity.get_by_label("Colour of the words").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("#222")
    page.keyboard.press("Enter")
    expect(said(activity)).to_contain_text("✓ 15.9 to 1: enough")
    assert [one["response"] for one in Lms(page).calls("record")] == [["15.9"]]


def test_the_scripts_contrast_is_the_one_that_authors_are_checked_with(open_room: Open) -> None:
    page = open_room("#colours")
    activity = form(page, "contrast")
    for words, behind in [("#0d4a58", "#f7f5ef"), ("#ff0000", "#00ff00"), ("#000", "#000"), ("#123456", "#654321")]:
        write(activity, words, behind)
        expect(activity.locator(".contrast-now")).to_contain_text(f"{shown_ratio(words, behind)} to 1: ")


# Heading fixer


def test_the_outline_is_drawn_as_levels_are_chosen(open_room: Open) -> None:
    page = open_room("#mend")
    activity = form(page, "headings")
    outline = activity.get_by_role("list", name="The outline so far")
    expect(outline).to_be_hidden()
    choose(activity, "Heading 1", "Heading 3", "Choose a level", "Not a heading", "Heading 2")
    assert outline.get_by_role("listitem").all_inner_texts() == [
        "Heading 1: Our menu",
        "Heading 3: Teas",
        "Heading 2: Cakes",
    ]
    check(activity)
    expect(said(activity)).to_contain_text("! Still without a level: Green teas.")
    answer(activity, "headings", rightly=False)
    expect(said(activity)).to_contain_text("✗ 4 of 5 lines have the right level.")
    expect(said(activity)).to_contain_text("✗Not right: Green teas: Heading 2 They are some of the teas.")
    activity.get_by_role("button", name="Try again").click()
    expect(outline).to_be_hidden()
    answer(activity, "headings")
    expect(said(activity)).to_contain_text("All 5 lines have the right level.")


def test_headings_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#mend")
    activity = form(page, "headings")
    activity.get_by_role("combobox").first.focus()
    for words in ("Heading 1", "Heading 2", "Heading 3", "Not", "Heading 2"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    assert focused(page) == "Check my answer"
    page.keyboard.press("Enter")
    expect(said(activity)).to_contain_text("All 5 lines have the right level.")


# Workbench


def test_a_bench_keeps_and_sends_nothing(open_room: Open) -> None:
    page = open_room("#say", permissions=["clipboard-read", "clipboard-write"])
    activity = form(page, "workbench")
    before = Lms(page).calls()
    expect(activity.get_by_label("Your alternative text")).to_have_accessible_description(
        "What you write stays on this page. It is not saved and not sent, and it is gone when you close the course. "
        "Copy it if you want to keep it."
    )
    activity.get_by_label("Your alternative text").fill("A lamp that nobody else reads")
    activity.get_by_role("button", name="Copy").click()
    expect(activity.get_by_role("status")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "A lamp that nobody else reads"
    expect(activity.get_by_text("The counter is under the sign")).to_be_hidden()
    activity.get_by_text("Show a model answer").click()
    expect(activity.get_by_text("The counter is under the sign")).to_be_visible()
    activity.get_by_role("checkbox").first.check()
    assert Lms(page).calls() == before
    assert "lamp" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert state(page) == "done"


def test_a_bench_by_keyboard_alone(open_room: Open) -> None:
    page = open_room("#say")
    activity = form(page, "workbench")
    activity.get_by_label("Your alternative text").focus()
    page.keyboard.type("A lamp")
    page.keyboard.press("Tab")
    assert focused(page) == "Copy what I wrote"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(activity.get_by_text("The counter is under the sign")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(activity.get_by_role("checkbox").first).to_be_checked()
