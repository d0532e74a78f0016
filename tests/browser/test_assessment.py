"""The assessment: drawn, answered, read through, sent once, told by objective, and taken again."""

import json
import re
from dataclasses import replace
from typing import Any, Protocol

import pytest
from playwright.sync_api import Page, expect

from scorm_export import pages
from scorm_export.codes import code
from scorm_export.course import Course
from scorm_export.package import build
from scorm_export.preview import recorder
from scorm_export.standards import STANDARDS
from tests import tools
from tests.browser.conftest import LMS, START, Lms
from tests.browser.examinee import Examinee, ferry
from tests.lms.desk import DIALECTS, RUNTIMES, course_frame, log, records

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
SIZES = {320: {"width": 320, "height": 640}, 1280: {"width": 1280, "height": 900}}


class Sit(Protocol):
    """Opens the sample course before an LMS that says `start`, and gives the page and who sits before it."""

    def __call__(
        self, address: str = "", start: dict[str, Any] | None = ..., course: Course | None = ..., **options: object
    ) -> tuple[Page, Examinee]: ...


@pytest.fixture(scope="module")
def course() -> Course:
    return ferry()


@pytest.fixture
def sit(course: Course, served: tools.Serve, new_page: tools.NewPage) -> Sit:
    whole = course

    def open_course(
        address: str = "", start: dict[str, Any] | None = None, course: Course | None = None, **options: object
    ) -> tuple[Page, Examinee]:
        home = served(pages.files(course or whole, {}, ""))
        page = new_page("", **options)
        page.add_init_script(f"{LMS}({json.dumps({**START, **(start or {})})})")
        page.goto(f"{home}/{address}")
        return page, Examinee(page, course or whole)

    return open_course


def relaunched(page: Page) -> dict[str, Any]:
    """What an LMS would say at the next launch, from what was saved."""
    kept = Lms(page).kept()
    return {key: kept.get(key) for key in ("location", "suspend", "score", "completed", "passed")}


def commits_since(page: Page, before: int) -> list[str]:
    """The calls after that many, by name."""
    return [name for name, _ in Lms(page).calls()[before:]]


def see_everything(page: Page, course: Course) -> None:
    for screen in course.screens:
        page.evaluate(f"location.hash = '{screen.id}'")
        page.locator(f"#{screen.id}").wait_for()


def test_the_first_page_says_what_is_to_come(sit: Sit) -> None:
    page, learner = sit()
    learner.goes_to_it()
    assert page.locator(".rules li").all_inner_texts() == [
        "6 questions from the whole course.",
        "The pass mark is 80 per cent: 5 of 6 right.",
        "Nothing is timed. Take as long as you like.",
        "You can change every answer until you send them all.",
        "You can leave and come back. Your answers are kept.",
        "You have 2 attempts left. Your best result counts.",
    ]
    assert page.title() == "Before you start – Taking the ferry"
    assert Lms(page).calls("record") == []


def test_all_right_by_mouse_passes_and_completes(sit: Sit, course: Course) -> None:
    page, learner = sit()
    see_everything(page, course)
    assert not Lms(page).kept()["completed"]
    learner.goes_to_it()
    learner.starts()
    asked = learner.answers_all()
    assert len(set(asked)) == 6
    shares = [next(one for one in course.bank if one.id == id).objective for id in asked]
    assert sorted(shares.count(objective) for objective in course.objectives) == [1, 1, 2, 2]
    assert Lms(page).calls("record") == []
    assert "score" not in Lms(page).kept()

    before = len(Lms(page).calls())
    learner.sends()
    after = commits_since(page, before)
    assert after[:6] == ["record"] * 6
    assert "commit" not in after[:7]
    assert set(after[6:]) == {"save", "commit"}
    assert [record["id"] for record in Lms(page).calls("record")] == asked
    assert all(record["weight"] == 1 and record["right"] for record in Lms(page).calls("record"))
    kept = Lms(page).kept()
    assert (kept["score"], kept["completed"], kept["passed"]) == (100, True, True)
    expect(page.locator(".sitting .complete")).to_have_text("✓ You have passed, with 6 of 6 right: 100 per cent.")
    expect(page.get_by_text("Everything was right.")).to_be_visible()
    expect(page.locator(".contents-assessment .state")).to_have_text("passed, 100 per cent")


def test_the_whole_assessment_by_keyboard_alone(sit: Sit) -> None:
    page, learner = sit("#_assessment")

    def press_until(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
        raise AssertionError(f"the keyboard never comes to {selector}")

    expect(page.get_by_role("button", name="Start")).to_be_visible()
    press_until(".sitting button")
    page.keyboard.press("Enter")
    for _ in range(6):
        expect(page.locator(".sitting h3")).to_be_focused()
        kind = learner.question().kind
        press_until(".sitting form input, .sitting form select, .sitting form button")
        if kind in ("choice", "multiple"):
            page.keyboard.press("Space")
        elif kind in ("sort", "match"):
            for _ in range(learner.form.locator("select").count()):
                page.keyboard.press("ArrowDown")
                page.keyboard.press("Tab")
        elif kind == "order":
            press_until("[data-move=down]")
            page.keyboard.press("Enter")
        else:
            page.keyboard.type("2")
        before = learner.heading()
        press_until(".step-next")
        page.keyboard.press("Enter")
        expect(page.locator(".sitting h3")).not_to_have_text(before)
    expect(page.locator(".unanswered")).to_have_count(0)
    press_until(".sitting button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your result")).to_be_focused()
    assert len(Lms(page).calls("record")) == 6


def test_every_answer_can_be_read_through_and_changed_before_it_is_sent(sit: Sit) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    learner.answers_all(rightly=False)
    lines = page.locator(".answers > li")
    assert lines.count() == 6
    assert "No answer yet" not in page.locator(".answers").inner_text()
    assert page.locator(".answers").get_by_role("link", name="Change question 3").count() == 1
    page.get_by_role("link", name="Change question 1").click()
    expect(page.get_by_role("heading", name="Question 1 of 6")).to_be_focused()
    learner.answers_all()
    learner.sends()
    assert all(record["right"] for record in Lms(page).calls("record"))


def test_what_has_no_answer_is_named_before_anything_is_sent(sit: Sit) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    learner.answers()
    for _ in range(6):
        learner.goes_on()
    assert page.locator(".unanswered").inner_text() == (
        "Not answered yet: question 2, question 3, question 4, question 5, question 6"
    )
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator(".sitting [role=status]")).to_contain_text("Without an answer: question 2, 3, 4, 5, 6.")
    assert Lms(page).calls("record") == []
    learner.sends()
    assert len(Lms(page).calls("record")) == 1
    assert Lms(page).kept()["score"] == 16
    assert page.get_by_text("You gave no answer.").count() == 5


def as_left(learner: Examinee) -> tuple[str, str]:
    """The question in sight, and how it stands there: all its words but those that only tell of the last move."""
    words = learner.form.evaluate(
        """form => {
            const kept = form.cloneNode(true);
            kept.querySelectorAll("[role=status]").forEach(told => told.remove());
            return kept.textContent;
        }"""
    )
    return learner.question().id, " ".join(words.split())


def test_half_way_is_found_again_exactly(sit: Sit) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    seen = []
    for _ in range(3):
        learner.answers()
        seen.append(as_left(learner))
        learner.goes_on()
    back, again = sit(start=relaunched(page))
    expect(back.get_by_role("heading", name="Question 4 of 6")).to_be_visible()
    assert again.question() == learner.question()
    back.get_by_role("link", name="Back", exact=False).last.click()
    for n in (3, 2, 1):
        expect(back.get_by_role("heading", name=f"Question {n} of 6")).to_be_visible()
        assert as_left(again) == seen[n - 1]
        back.locator(".step-back").click()
    expect(back.get_by_text("You have answered 3 of 6.")).to_be_visible()
    back.get_by_role("link", name="Go on with your answers").click()
    expect(back.get_by_role("heading", name="Question 4 of 6")).to_be_focused()
    again.answers_all()
    again.sends()
    assert Lms(back).kept()["score"] == 100


def test_loading_the_page_again_loses_nothing(sit: Sit, course: Course) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    learner.answers()
    tools.wait_until(page, "() => JSON.parse(sessionStorage.calls).at(-1)[0] === 'commit'")
    first = learner.question().id
    back, again = sit("#_assessment.1", start=relaunched(page))
    expect(back.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    assert again.question().id == first
    again.goes_on()
    back.get_by_role("link", name="Back").last.click()
    expect(back.get_by_role("heading", name="Question 1 of 6")).to_be_focused()
    again.answers_all()
    again.sends()
    told, _ = sit("#_assessment", start=relaunched(back))
    expect(told.get_by_role("heading", name="Your result")).to_be_visible()
    expect(told.locator(".sitting .complete")).to_contain_text("6 of 6 right")


def test_one_may_leave_for_the_course_and_come_back(sit: Sit) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    learner.answers()
    page.evaluate("location.hash = 'pier'")
    expect(page.get_by_role("heading", name="The pier")).to_be_focused()
    expect(page.locator(".contents-assessment .state")).to_have_text("begun: 1 of 6 answered")
    learner.goes_to_it()
    page.get_by_role("link", name="Go on with your answers").click()
    expect(page.get_by_role("heading", name="Question 2 of 6")).to_be_focused()


def test_options_stand_in_another_order_and_keep_their_letters(sit: Sit, course: Course) -> None:
    several = [one for one in course.bank if one.kind == "multiple"]
    module = replace(course.modules[1], bank=tuple(several))
    alone = replace(course, modules=(course.modules[0], module), assessment=course.assessment)
    fixed = next(one for one in course.bank if one.id == "bank-numbers")
    orders, kept = set(), set()
    page, learner = sit("#_assessment", course=replace(alone, attempts=0))
    for _ in range(6):
        learner.starts()
        while learner.heading().startswith("Question"):
            boxes = learner.form.locator(".offer input").evaluate_all("all => all.map(box => box.value).join('')")
            if learner.question() == several[0]:
                orders.add(boxes)
            elif learner.question() == fixed:
                kept.add(boxes)
            learner.answers()
            learner.goes_on()
        learner.sends()
        assert Lms(page).kept()["score"] == 100
    assert len(orders) > 1
    assert kept == {"abc"}
    told = [record for record in Lms(page).calls("record") if record["kind"] == "choice"]
    assert all(record["response"] == record["correct"] for record in told)


def test_the_result_tells_by_objective_what_to_read_again(sit: Sit, course: Course) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    asked = learner.answers_all(but=2)
    learner.sends()
    wrong = {one.objective for one in course.bank if one.id in asked[:2]}
    aims = page.locator(".aims > li")
    assert aims.count() == 4
    for line in aims.all():
        ((objective, _),) = [pair for pair in course.objectives.items() if pair[1] in line.inner_text()]
        assert ("To read again:" in line.inner_text()) is (objective in wrong)
    assert page.locator(".wrong-ones > li").count() == 2
    assert page.locator(".wrong-ones .wrong .reason").first.inner_text()
    expect(page.locator(".sitting .not-complete")).to_contain_text("4 of 6 right: 66 per cent.")
    assert page.get_by_text("The right answer:").count() == 0
    aims.locator("a").first.click()
    expect(page.locator(".screen h3:visible")).to_be_focused()


def test_failed_comes_only_with_the_last_attempt_and_the_best_result_counts(sit: Sit) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    first = learner.answers_all(but=2)
    learner.sends()
    kept = Lms(page).kept()
    assert (kept["score"], kept["passed"], kept["completed"]) == (66, None, False)
    expect(page.get_by_text("You have one attempt left.")).to_be_visible()

    learner.starts()
    second = learner.answers_all(rightly=False)
    assert len(set(first) & set(second)) == 4  # the bank has eight: two that were not asked before come first
    learner.sends()
    kept = Lms(page).kept()
    assert (kept["score"], kept["passed"], kept["completed"]) == (66, False, False)
    ids = [record["id"] for record in Lms(page).calls("record")[6:]]
    assert ids == [f"{id}.t2" for id in second]
    expect(page.get_by_text("Your best result so far is 66 per cent.")).to_be_visible()
    expect(page.get_by_text("You have used all your attempts.")).to_be_visible()
    assert page.locator(".sitting").get_by_role("button").count() == 0
    assert page.get_by_text("The right answer:").count() > 0

    back, again = sit(start=relaunched(page))
    again.goes_to_it()
    assert back.locator(".sitting").get_by_role("button").count() == 0
    assert Lms(back).kept()["passed"] is False


def test_with_any_number_of_attempts_nobody_fails(sit: Sit, course: Course) -> None:
    page, learner = sit("#_assessment", course=replace(course, attempts=0))
    for _ in range(3):
        learner.starts()
        learner.answers_all(rightly=False)
        learner.sends()
        assert Lms(page).kept()["passed"] is None
    expect(page.get_by_text("You can try as often as you like.")).to_be_visible()


def test_knowledge_checks_are_practice_beside_an_assessment(sit: Sit) -> None:
    page, _ = sit("#crossing-check")
    page.get_by_label("Hold on").check()
    page.get_by_role("button", name="Check my answer").first.click()
    page.get_by_label("Read the sign").check()
    page.get_by_role("button", name="Check my answer").last.click()
    assert [record["weight"] for record in Lms(page).calls("record")] == [0, 0]
    assert "score" not in Lms(page).kept()


def test_where_one_stands_names_the_assessment(sit: Sit, course: Course) -> None:
    page, _ = sit()
    see_everything(page, course)
    page.evaluate("location.hash = '_result'")
    words = page.locator(".result-words")
    expect(words).to_contain_text("This course is not complete yet.")
    words.get_by_role("link", name="Ready to sail").click()
    expect(page.get_by_role("heading", name="Before you start")).to_be_focused()
    page.locator(".step-next").click()
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()


def test_a_newer_version_keeps_what_still_applies(sit: Sit, course: Course) -> None:
    page, learner = sit("#_assessment")
    learner.starts()
    asked = [learner.question().id]
    learner.answers()
    learner.goes_on()
    asked.append(learner.question().id)
    learner.answers()
    tools.wait_until(page, "() => JSON.parse(sessionStorage.calls).at(-1)[0] === 'commit'")
    modules = tuple(
        replace(module, bank=tuple(one for one in module.bank if one.id != asked[1])) for module in course.modules
    )
    back, again = sit(start=relaunched(page), course=replace(course, modules=modules))
    again.goes_to_it()
    expect(back.get_by_text("You have answered 1 of 6.")).to_be_visible()
    back.get_by_role("link", name="Go on").click()
    back.get_by_role("link", name="Back").last.click()
    expect(back.get_by_role("heading", name="Question 1 of 6")).to_be_focused()
    assert again.question().id == asked[0]
    later = again.answers_all()
    assert len(set(later)) == 6
    assert asked[1] not in later


def test_without_its_questions_the_page_says_so(sit: Sit, served: tools.Serve, new_page: tools.NewPage) -> None:
    files = pages.files(ferry(), {}, "")
    lame = {name: b"" if name.startswith("bank") else content for name, content in files.items()}
    page = new_page(f"{served(lame)}/#_assessment")
    expect(page.get_by_text("The questions could not be loaded.")).to_be_visible()


@pytest.mark.parametrize("address", ["#_assessment.2", "#_assessment.check", "#_assessment.99", "#_assessment.x"])
def test_an_address_of_what_has_not_begun_is_the_first_page(address: str, sit: Sit) -> None:
    page, _ = sit(address)
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()


def test_a_slow_lms_is_waited_for_before_anything_is_drawn(sit: Sit) -> None:
    page, learner = sit("#_assessment", start={"late": True})
    expect(page.get_by_text("One moment, please.")).to_be_visible()
    page.evaluate("window.answer()")
    learner.starts()


# Questions that stand for a module


def take_test_out(page: Page, learner: Examinee, *, rightly: bool) -> None:
    page.get_by_role("link", name="Know this already? Answer 3 questions").click()
    learner.starts()
    learner.answers_all(rightly=rightly)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Know this already?")).to_be_focused()


def test_who_knows_a_module_has_it_done(sit: Sit, course: Course) -> None:
    page, learner = sit("#pier")
    take_test_out(page, learner, rightly=True)
    expect(page.locator(".sitting .complete")).to_have_text(
        "✓ You know this. All 2 screens of this module count as done."
    )
    states = page.locator(".contents .part li .state")
    assert states.all_text_contents()[:2] == ["done, you knew it already"] * 2
    assert all(record["weight"] == 0 and record["id"].endswith(".out") for record in Lms(page).calls("record"))
    assert "score" not in Lms(page).kept()
    page.locator(".step-next").click()
    expect(page.get_by_role("heading", name="On deck")).to_be_focused()
    page.evaluate("location.hash = 'crossing-check'")
    page.locator("#crossing-check").wait_for()

    back, again = sit(start=relaunched(page))
    again.goes_to_it()
    again.starts()
    again.answers_all()
    again.sends()
    assert Lms(back).kept()["completed"] is True


def test_who_does_not_is_sent_to_the_module_and_asked_once(sit: Sit) -> None:
    page, learner = sit("#pier")
    take_test_out(page, learner, rightly=False)
    expect(page.locator(".sitting .not-complete")).to_contain_text(
        "0 of 3 right. This module has something new for you"
    )
    assert page.locator(".wrong-ones > li").count() == 3
    page.get_by_role("link", name="Read the module").click()
    expect(page.get_by_role("heading", name="The pier")).to_be_focused()
    assert page.get_by_role("link", name="Know this already?").count() == 0
    expect(page.get_by_text("You have tried the questions on this module.")).to_be_visible()

    back, _ = sit("#_out-boarding", start=relaunched(page))
    expect(back.locator(".sitting").get_by_text("You have tried the questions on this module.")).to_be_visible()
    expect(back.get_by_text("is shown once, straight after you send your answers. It is not kept.")).to_be_visible()
    assert back.locator(".sitting").get_by_role("button").count() == 0


# Before the strict LMS, and on paper


@pytest.mark.parametrize("standard", DIALECTS)
def test_no_call_is_refused(standard: str, course: Course, served: tools.Serve, new_page: tools.NewPage) -> None:
    home = served(recorder.site(build(course, {}, STANDARDS[standard])))
    page = new_page(recorder.address(home, standard=RUNTIMES[standard]))
    frame = course_frame(page)
    learner = Examinee(frame, course)
    frame.get_by_role("link", name="Know this already? Answer 3 questions").click()
    learner.starts()
    learner.answers_all(rightly=False)
    frame.get_by_role("button", name="Send my answers").click()
    expect(frame.get_by_role("heading", name="Know this already?")).to_be_focused()
    for rightly in (False, True):
        learner.goes_to_it()
        learner.starts()
        learner.answers_all(rightly=rightly)
        learner.sends()
    for screen in course.screens:
        frame.evaluate(f"location.hash = '{screen.id}'")
        frame.locator(f"#{screen.id}").wait_for()
    page.get_by_role("button", name="Close the course").click()
    taken = log(page)
    assert taken.illegal == []
    assert taken.lost == ()
    assert [(one["id"], one["result"]) for one in records(taken.committed)[9:] if one["result"] != "correct"] == []
    assert len(records(taken.committed)) == 15
    assert taken.committed["cmi.core.score.raw" if standard == "scorm12" else "cmi.score.raw"] == "100"
    status = "cmi.core.lesson_status" if standard == "scorm12" else "cmi.success_status"
    said = [value for element, value in taken.sets if element == status]
    assert said == (["incomplete", "passed"] if standard == "scorm12" else ["passed"])


def test_an_answer_chosen_outlives_its_tab(course: Course, served: tools.Serve, new_page: tools.NewPage) -> None:
    home = served(recorder.site(build(course, {}, STANDARDS["scorm12"])))
    page = new_page(recorder.address(home, standard="scorm12"))
    learner = Examinee(course_frame(page), course)
    learner.goes_to_it()
    learner.starts()
    chosen = code("activity", learner.question().shape)
    learner.answers()
    given = f";..{chosen}[0-9a-z]+[.]"
    tools.wait_until(page, f"() => /{given}/.test(recorder.committed().values['cmi.suspend_data'])", seconds=1)


def test_on_paper_and_without_a_script_there_are_no_questions(
    course: Course, served: tools.Serve, new_page: tools.NewPage
) -> None:
    files = pages.files(course, {}, "")
    prompts = [re.sub(r"\*", "", one.prompt) for one in course.bank]
    assert not any(prompt in files["index.html"].decode() for prompt in prompts)
    home = served(files)
    page = new_page(f"{home}/", java_script_enabled=False)
    expect(page.get_by_text("This course ends with 6 questions.")).to_be_visible()
    printed = new_page(f"{home}/#_assessment")
    learner = Examinee(printed, course)
    learner.starts()
    prompt = learner.form.locator(".prompt")
    expect(prompt).to_be_visible()
    printed.emulate_media(media="print")
    expect(prompt).to_be_hidden()
    expect(printed.get_by_text("This course ends with 6 questions.")).to_be_visible()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_any_page(width: int, mode: str, sit: Sit) -> None:
    page, learner = sit("#pier", viewport=SIZES[width], **MODES[mode])
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[name] = [*tools.axe_problems(page), *(["sticks out sideways"] if wide else [])]

    expect(page.get_by_role("link", name="Know this already?")).to_be_visible()
    look("offer")
    page.get_by_role("link", name="Know this already?").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    look("out")
    learner.starts()
    learner.answers_all(rightly=False)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Know this already?")).to_be_focused()
    look("out, sent")
    page.evaluate("location.hash = '_assessment'")
    expect(page.get_by_role("heading", name="Before you start")).to_be_focused()
    look("start")
    learner.starts()
    while learner.heading().startswith("Question"):
        look(f"{learner.question().kind}, open")
        learner.answers(rightly=learner.question().kind in ("choice", "gap"))
        look(f"{learner.question().kind}, answered")
        learner.goes_on()
    look("check")
    learner.sends()
    look("result")
    page.evaluate("location.hash = '_result'")
    page.locator("#_result").wait_for()
    look("where one stands")
    assert {place: faults for place, faults in found.items() if faults} == {}
