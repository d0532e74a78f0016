"""Every kind of activity, by mouse and by keyboard alone, wrong and right: said in words, recorded at once."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Lms, Open
from tests.cases import compare_golden

GOLDEN = Path("tests/browser/golden")
ANSWERS = {
    "choice": ("boil", "Which water makes the best tea?", ["Water from yesterday"], ["Fresh water"]),
    "multiple": ("ask", "What do you ask a guest?", ["How old they are"], ["milk", "sugar"]),
    "sort": ("pour", "Put each tea in its group.", ["Green", "Green", "Green"], ["Green", "Black", "Green"]),
}
"""Each kind's screen and question, an answer that is wrong, and the right one."""


def question(page: Page, prompt: str) -> Locator:
    """The form that asks this."""
    return page.locator("form").filter(has=page.get_by_role("group", name=prompt))


def focused(page: Page) -> str:
    """The words of whatever has the focus."""
    return str(page.evaluate("() => { const f = document.activeElement; return f.value || f.textContent.trim(); }"))


def records(page: Page) -> list[dict[str, Any]]:
    """The records sent, without their seconds, which only have to be there."""
    sent = Lms(page).calls("record")
    assert all(record.pop("seconds") >= 0 for record in sent)
    return sent


def test_a_choice_by_mouse_wrong_then_right(open_tea: Open) -> None:
    page = open_tea("#boil")
    form = question(page, "Which water makes the best tea?")
    form.get_by_label("Water from yesterday").check()
    assert Lms(page).calls("record") == []
    expect(form.get_by_role("status")).to_be_empty()

    check = form.get_by_role("button", name="Check my answer")
    check.click()
    expect(form.get_by_role("status")).to_have_text(
        "✗ That is not right yet.Water from yesterday It has gone flat overnight."
    )
    expect(check).to_be_focused()
    form.get_by_role("button", name="Try again").click()
    expect(form.get_by_role("status")).to_be_empty()
    expect(form.get_by_label("Fresh water")).to_be_focused()
    assert form.locator(":checked").count() == 0

    form.get_by_label("Fresh water").check()
    check.click()
    status = form.get_by_role("status")
    expect(status).to_contain_text("✓ That is right.Fresh water It holds the most air.")
    expect(form.get_by_role("button", name="Try again")).to_be_hidden()
    status.get_by_text("Why the other answers are not right").click()
    expect(status).to_contain_text("Water from the hot tap It has stood in the boiler.")

    first = {
        "index": 0,
        "id": "fresh-water",
        "objective": "1a",
        "prompt": "Which water makes the best tea?",
        "kind": "choice",
        "response": ["b"],
        "correct": ["a"],
        "right": False,
        "weight": 0,
    }
    assert records(page) == [first, {**first, "index": 1, "id": "fresh-water.t2", "response": ["a"], "right": True}]


def test_a_choice_by_keyboard_alone(open_tea: Open) -> None:
    page = open_tea("#boil")
    page.get_by_label("Fresh water").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Water from the hot tap")).to_be_checked()
    assert Lms(page).calls("record") == []
    page.keyboard.press("Tab")
    assert focused(page) == "Show a hint"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Think of what is in the kettle since yesterday.")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "Check my answer"
    expect(page.get_by_role("status").last).to_contain_text("It has stood in the boiler.")
    page.keyboard.press("Tab")
    assert focused(page) == "Try again"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.get_by_label("Fresh water")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("That is right.")
    assert [record["right"] for record in records(page)] == [False, True]


def test_multiple_says_how_far_one_has_come(open_tea: Open) -> None:
    page = open_tea("#ask")
    form = question(page, "What do you ask a guest?")
    check = form.get_by_role("button", name="Check my answer")
    milk, age, sugar = (form.get_by_role("checkbox", name=name) for name in ("milk", "old", "sugar"))
    status = form.get_by_role("status")

    age.check()
    check.click()
    expect(status).to_have_text("✗ That is not right yet.How old they are It changes nothing.")
    milk.check()
    check.click()
    expect(status).to_have_text(
        "✗ 1 of the 2 you chose are right."
        "✓Right: Whether they take milk Many cannot."
        "✗Not right: How old they are It changes nothing."
    )
    age.uncheck()
    check.click()
    expect(status).to_contain_text("What you chose is right, and there is more to choose.")
    sugar.check()
    check.click()
    expect(status).to_contain_text("That is right.")
    assert [(record["id"], record["response"], record["right"]) for record in records(page)] == [
        ("what-to-ask", ["b"], False),
        ("what-to-ask.t2", ["a", "b"], False),
        ("what-to-ask.t3", ["a"], False),
        ("what-to-ask.t4", ["a", "c"], True),
    ]


def test_multiple_by_keyboard_alone(open_tea: Open) -> None:
    page = open_tea("#ask")
    page.get_by_role("checkbox", name="milk").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("That is right.")


def test_sort_by_mouse_says_what_is_still_without_a_group(open_tea: Open) -> None:
    page = open_tea("#pour")
    form = question(page, "Put each tea in its group.")
    form.get_by_label("Sencha").select_option("Green")
    form.get_by_role("button", name="Check my answer").click()
    expect(form.get_by_role("status")).to_have_text(
        "! Still without a group: Assam; Longjing. Choose one for each, then press the button again."
    )
    assert Lms(page).calls("record") == []

    form.get_by_label("Assam").select_option("Green")
    form.get_by_label("Longjing").select_option("Green")
    form.get_by_role("button", name="Check my answer").click()
    expect(form.get_by_role("status")).to_have_text(
        "✗ 2 of 3 are in the right group."
        "✓Right: Sencha: Green It is steamed in Japan."
        "✗Not right: Assam: Green It browns in India."
        "✓Right: Longjing: Green It is pan-fired in China."
    )
    form.get_by_label("Assam").select_option("Black")
    form.get_by_role("button", name="Check my answer").click()
    expect(form.get_by_role("status")).to_contain_text("All 3 are in the right group.")
    wrong, right = records(page)
    assert (wrong["kind"], wrong["response"]) == ("matching", [["a", "1"], ["b", "1"], ["c", "1"]])
    assert right["response"] == right["correct"] == [["a", "1"], ["b", "2"], ["c", "1"]]


def test_sort_by_keyboard_alone(open_tea: Open) -> None:
    page = open_tea("#pour")
    page.get_by_label("Sencha").focus()
    for letter in "GBG":
        page.keyboard.press(letter)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("All 3 are in the right group.")


@pytest.mark.parametrize("address", ["#boil", "#ask"])
def test_an_empty_answer_is_explained_and_not_recorded(address: str, open_tea: Open) -> None:
    page = open_tea(address)
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("status").last).to_have_text(
        "! Nothing is chosen yet. Choose an answer, then press the button again."
    )
    assert Lms(page).calls("record") == []


def test_pressing_the_button_twice_records_once(open_tea: Open) -> None:
    page = open_tea("#boil")
    page.get_by_label("Water from yesterday").check()
    page.get_by_role("button", name="Check my answer").dblclick()
    assert len(Lms(page).calls("record")) == 1
    page.get_by_role("button", name="Try again").click()
    page.get_by_label("Water from yesterday").check()
    page.get_by_role("button", name="Check my answer").click()
    assert len(Lms(page).calls("record")) == 2


def test_an_answer_is_recorded_saved_and_committed_at_once(open_tea: Open) -> None:
    page = open_tea("#boil")
    before = len(Lms(page).calls())
    page.get_by_label("Fresh water").check()
    page.get_by_role("button", name="Check my answer").click()
    assert [name for name, _ in Lms(page).calls()[before:]] == ["record", "save", "commit"]


def test_the_knowledge_check_counts_once_every_question_has_an_answer(open_tea: Open) -> None:
    page = open_tea("#guests-check")
    burn = question(page, "A guest cannot grip a hot cup. What helps?")
    decaf = question(page, "Who may want tea without caffeine?")
    assert burn.locator("legend .label").inner_text() == "Knowledge check, question 1 of 2"

    burn.get_by_label("Lend them gloves").check()
    burn.get_by_role("button", name="Check my answer").click()
    assert "score" not in Lms(page).kept()
    decaf.get_by_label("Someone who wants to sleep soon").check()
    decaf.get_by_label("Anyone who asks for it").check()
    decaf.get_by_role("button", name="Check my answer").click()
    assert Lms(page).kept()["score"] == 50
    burn.get_by_label("A cup with a handle").check()
    burn.get_by_role("button", name="Check my answer").click()
    assert Lms(page).kept()["score"] == 100
    decaf.get_by_label("Anyone who asks for it").uncheck()
    decaf.get_by_role("button", name="Check my answer").click()
    kept = Lms(page).kept()
    assert (kept["score"], kept["completed"], kept["passed"]) == (100, False, None)
    assert [record["weight"] for record in records(page)] == [1, 1, 1, 1]


def answer(form: Locator, kind: str, words: list[str]) -> None:
    """Choose these, and nothing else, and press the button."""
    if kind == "sort":
        for place, word in zip(form.locator("select").all(), words, strict=True):
            place.select_option(word)
    else:
        for box in form.locator(":checked").all():
            if kind == "multiple":
                box.uncheck()
        for word in words:
            form.get_by_label(word).check()
    form.get_by_role("button", name="Check my answer").click()


@pytest.mark.parametrize("kind", ANSWERS)
def test_what_a_screen_reader_is_told(kind: str, open_tea: Open) -> None:
    screen, prompt, wrong, right = ANSWERS[kind]
    page = open_tea(f"#{screen}")
    form = question(page, prompt)
    told = {"before": form.aria_snapshot()}
    for state, words in (("wrong", wrong), ("right", right)):
        answer(form, kind, words)
        told[state] = form.aria_snapshot()
    text = "".join(f"# {state}\n\n{tree}\n\n" for state, tree in told.items())
    compare_golden(GOLDEN / f"{kind}.txt", text.rstrip() + "\n")
