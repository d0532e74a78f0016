"""Six kinds of activity as authors write them: every mistake in its place, nothing given away on paper."""

from pathlib import Path
from typing import cast

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from game.authoring.contrast import ratio
from game.authoring.problems import printed
from scorm_export import typesetting
from scorm_export.activities.activity import Activity
from scorm_export.activities.contrast import Contrast
from scorm_export.activities.conversation import Conversation, Ending, Reply, Step
from scorm_export.activities.inbox import Message
from scorm_export.course import Course
from scorm_export.manuscript import manuscript
from tests.cases import Case, cases, compare_golden
from tests.scorm_export import invented

SAMPLE = Path("tests/samples/courses/kinds-two")
GOLDEN = Path("tests/scorm_export/golden")
KINDS = ["conversation", "inbox", "barrier", "contrast", "headings", "workbench"]
OPENING = """\
---
id: one
title: One
minutes: 3
objectives: {1a: Learn}
---

## A screen {#a-screen}

"""


@pytest.fixture(scope="module")
def course() -> Course:
    read = manuscript(SAMPLE)
    assert read.course is not None, read.problems
    return read.course


def of_kind(course: Course, kind: str) -> Activity:
    """The sample's activity of a kind."""
    (found,) = [one for _, one in course.activities() if one.kind == kind]
    return found


def page(course: Course, kind: str) -> HtmlElement:
    """The sample's page of a kind."""
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == kind)
    return cast(HtmlElement, lxml_html.fromstring(str(typesetting.activity_page(activity, screen, course, ""))))


def on_paper(course: Course, kind: str) -> str:
    """What is seen of it without a script and with nothing unfolded."""
    seen = page(course, kind)
    for unseen in cast(list[HtmlElement], seen.xpath(".//template | .//details/*[not(self::summary)]")):
        unseen.drop_tree()
    return str(seen.text_content())


@pytest.mark.parametrize("case", cases("tests/scorm_export/kinds_two.md"), ids=lambda case: case.title)
def test_a_mistake_is_said_in_its_place(case: Case, tmp_path: Path) -> None:
    folder = invented.course(tmp_path / "little", OPENING + case.blocks["blocks"] + invented.END)
    read = manuscript(folder, "little")
    said = "".join(f"{printed(problem)}\n" for problem in read.problems)
    assert said.replace("little/modules/one.md:", "") == case.blocks["problems"], case.where
    assert (read.course is None) == ("error:" in said)


@pytest.mark.parametrize("kind", KINDS)
def test_each_activity_has_the_html_we_looked_at(kind: str, course: Course) -> None:
    screen, activity = next((screen, one) for screen, one in course.activities() if one.kind == kind)
    compare_golden(GOLDEN / f"{kind}.html", str(typesetting.activity_page(activity, screen, course, "")))


@pytest.mark.parametrize(
    ("kind", "seen", "hidden"),
    [
        ("conversation", "Hello. I cannot see your menu", "They stay for tea"),
        ("inbox", "You have won a kettle", "Nobody honest asks"),
        ("barrier", "The menu hangs on the wall.", "Who cannot see it"),
        ("contrast", "#8a8a8a on #ffffff: 3.45 to 1, not enough.", "#000000"),
        ("headings", "All teas are served hot", "It names the whole page"),
        ("workbench", "A photograph on the menu", "beside a round lamp"),
    ],
)
def test_on_paper_the_task_is_there_and_the_answer_is_folded_away(
    kind: str, seen: str, hidden: str, course: Course
) -> None:
    assert seen in on_paper(course, kind)
    assert hidden not in on_paper(course, kind)
    (answer,) = cast(list[HtmlElement], page(course, kind).xpath(".//details[@class='answer']"))
    assert hidden in answer.text_content()


def test_the_right_answers_and_what_each_may_take_in_the_saved_record(course: Course) -> None:
    found = {kind: (of_kind(course, kind).right, of_kind(course, kind).longest_answer) for kind in KINDS}
    assert found == {
        "conversation": ("aa", 7),
        "inbox": ("123", 3),
        "barrier": ("ac", 3),
        "contrast": ("000000ffffff", 12),
        "headings": ("12352", 5),
        "workbench": ("", 0),
    }
    assert [kind for kind in KINDS if not of_kind(course, kind).judged] == ["workbench"]


def test_no_link_of_a_message_leads_anywhere(course: Course) -> None:
    links = [link.get("href") for link in page(course, "inbox").iter("a")]
    assert links == []
    assert "Click here (https://kettle.example/win?id=42)" in on_paper(course, "inbox")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[Pay](https://a.example/b?c=d) now", "Pay (`https://a.example/b?c=d`) now"),
        ("[Pay](<https://a.example>), [or](#here)", "Pay (`https://a.example`), or (`#here`)"),
        ("See <https://a.example>.", "See `https://a.example`."),
        ("No [link], (no) address <here>", "No [link], (no) address <here>"),
    ],
)
def test_a_link_becomes_its_words_and_its_address(written: str, shown: str) -> None:
    message = Message.model_validate({"from": "A", "subject": "B", "text": written, "action": "C"})
    assert message.harmless == shown


def test_a_note_in_a_message_takes_part_in_the_numbering(tmp_path: Path) -> None:
    block = cases("tests/scorm_export/kinds_two.md")[0].blocks["blocks"]
    noted = block.replace("feedback: You asked for it.", 'feedback: "You asked for it.[^asked]"')
    module = f"{OPENING}{noted}\n[^asked]: Ask them.\n{invented.END}"
    read = manuscript(invented.course(tmp_path / "little", module), "little")
    assert read.course is not None, read.problems
    assert [note.label for note in read.course.screens[0].notes] == ["asked"]


def talk(start: str, *ways: tuple[str, ...], good: str = "well") -> Conversation:
    """A conversation of steps "a", "b", … whose replies lead where `ways` says, and two endings."""
    steps = [
        Step(id=id, who="A", says=id, replies=tuple(Reply(text=f"{id}{n}", next=to) for n, to in enumerate(way)))
        for id, way in zip("abcdef", ways, strict=False)
    ]
    endings = [Ending(id=id, title=id, text=id, good=id == good) for id in ("well", "ill")]
    return Conversation(id="talk", objective="1a", prompt="?", start=start, steps=tuple(steps), endings=tuple(endings))


@pytest.mark.parametrize(
    ("told", "right"),
    [
        (talk("a", ("b", "ill"), ("ill", "well")), "ab"),
        (talk("a", ("b", "well"), ("ill", "well")), "b"),
        (talk("b", ("ill", "well"), ("ill", "c", "a"), ("ill", "ill")), "cb"),
        (talk("a", ("a", "b"), ("a", "ill", "well")), "bc"),
        (talk("a", ("b", "ill"), ("ill", "a")), ""),
        (talk("x", ("well", "ill")), ""),
        (talk("a", ("nowhere", "ill")), ""),
    ],
)
def test_the_right_answer_of_a_talk_is_a_shortest_good_way(told: Conversation, right: str) -> None:
    assert told.right == right
    assert len(told.replies_on(right)) == len(right)
    assert len(right) <= told.longest_answer


def test_a_talk_far_too_long_is_refused_and_not_followed() -> None:
    steps = tuple(
        Step(id=f"s{n}", who="A", says=f"{n}", replies=(Reply(text="On", next=f"s{n + 1}"),)) for n in range(3000)
    )
    long = Conversation(id="l", objective="1a", prompt="?", start="s0", steps=steps, endings=())
    assert "has 3000 steps; 26 at the most" in [flaw.message for flaw in long.flaws()]


@pytest.mark.parametrize(
    ("background", "target", "example"),
    [
        ("#ffffff", 4.5, ("#000000", "#ffffff")),
        ("#123", 7, ("#ffffff", "#123")),
        ("#777777", 4.5, ("#000000", "#777777")),
        ("#777777", 7, ("#000000", "#ffffff")),
    ],
)
def test_an_example_of_colours_is_enough(background: str, target: float, example: tuple[str, str]) -> None:
    lab = Contrast(
        id="c", objective="1a", prompt="?", text="T", feedback="F", target=target,
        foreground="#888", background=background,
    )  # fmt: skip
    assert lab.example == example
    assert ratio(*lab.example) >= target
    assert len(lab.right) == lab.longest_answer
