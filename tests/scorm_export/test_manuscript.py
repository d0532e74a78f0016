"""A course folder becomes a course: everything in its place, numbers and ids kept, hostile files held off."""

import random
from pathlib import Path

import pytest

from game.authoring.problems import Problem, printed
from scorm_export.activities.sort import Sort
from scorm_export.course import Course, Prose
from scorm_export.manuscript import MAX_MODULE, manuscript
from scorm_export.sheets import Completion
from tests.scorm_export import invented

TEA = Path("tests/samples/courses/tea")
FRONT = "---\nid: one\ntitle: One\nminutes: 1\nobjectives: {1a: Learn}\n---\n\n## A screen {#a-screen}\n\n"


@pytest.fixture(scope="module")
def tea() -> Course:
    read = manuscript(TEA)
    assert read.problems == ()
    assert read.course is not None
    return read.course


def test_a_course_is_its_modules_screens_and_pieces_in_order(tea: Course) -> None:
    assert [module.id for module in tea.modules] == ["kettle", "guests"]
    assert [screen.id for screen in tea.screens] == ["boil", "pour", "ask", "guests-check", "well-done"]
    assert [screen.id for screen in tea.screens if screen.check] == ["guests-check"]
    assert [type(piece).__name__ for piece in tea.screens[1].pieces] == ["Prose", "Sort"]
    assert tea.minutes == 7
    assert tea.completion is Completion.VIEWED_AND_PASSED
    assert list(tea.objectives) == ["1a", "1b", "2a"]


def test_right_answers_are_letters_in_the_order_of_the_source(tea: Course) -> None:
    assert {activity.id: activity.right for _, activity in tea.activities()} == {
        "fresh-water": "a",
        "leaves": "121",
        "what-to-ask": "ac",
        "check-burn": "b",
        "check-decaf": "ab",
    }


def test_groups_given_by_name_are_groups(tea: Course) -> None:
    leaves = next(activity for _, activity in tea.activities() if activity.id == "leaves")
    assert isinstance(leaves, Sort)
    assert [group.text for group in leaves.groups] == ["Green", "Black"]


def test_notes_are_numbered_through_their_screen_and_come_from_the_front_matter_too(tea: Course) -> None:
    boil = tea.screens[0]
    assert [(note.label, note.html, note.in_prose) for note in boil.notes] == [
        ("steam", "A kettle's own label, 2026.", True)
    ]
    assert tea.screens[1].notes == ()


def test_pictures_know_their_size_so_that_the_page_does_not_jump(tea: Course) -> None:
    prose = tea.screens[0].pieces[0]
    assert isinstance(prose, Prose)
    assert '<img src="media/cup.svg" alt="A cup with one handle" width="320" height="160" loading="lazy">' in prose.html
    assert '<img src="media/cup.svg" alt="" width="320" height="160" loading="lazy">' in prose.html


def test_no_style_attribute_and_no_raw_html_gets_through(tea: Course) -> None:
    html = "".join(piece.html for screen in tea.screens for piece in screen.pieces if isinstance(piece, Prose))
    assert "style=" not in html
    assert '<td class="to-right">80</td>' in html


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00bad", "little/modules/one.md:1: error: not UTF-8 text; save the file as UTF-8"),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            "little/modules/one.md:1: error: not UTF-8 text; save the file as UTF-8",
        ),
        (
            b"a" * (MAX_MODULE + 1),
            "little/modules/one.md: error: a module of 200,001 characters; 200,000 at the most, so split it",
        ),
        (b"a" * 1_000_001, "little/modules/one.md: error: larger than 1 MB; split it into parts"),
    ],
)
def test_a_file_that_is_no_module_is_one_problem(content: bytes, said: str, tmp_path: Path) -> None:
    folder = invented.course(tmp_path / "little", "")
    (folder / "modules" / "one.md").write_bytes(content)
    problems = [
        printed(problem) for problem in manuscript(folder, "little").problems if problem.file != "little/media/form.svg"
    ]
    assert problems == [said]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 190_000,
        ("[" * 9_000 + "\n\n") * 20,
        "> " * 5_000 + "deep",
        "".join("  " * number + "- a\n" for number in range(300)),
        "## Again {#again}\n\nx\n\n" * 8_000,
        "## Again\n\nx\n\n" * 12_000,
        "```choice\nid: a\n```\n" * 8_000,
        "|" * 90_000 + "\n" + "|-" * 45_000,
        "```choice\n" + "[" * 100_000 + "\n```\n",
        "```choice\nid: &a [*a, *a]\n```\n",
        "[^a]: [^a]\n\n" * 9_000,
        "\0" * 1_000 + "\u2028" * 1_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_ends_with_problems_and_soon(text: str, tmp_path: Path) -> None:
    read = manuscript(invented.course(tmp_path / "little", FRONT + text), "little")
    assert read.course is None
    assert all(isinstance(problem, Problem) and problem.message for problem in read.problems)


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_manuscript_never_raises(seed: int, tmp_path: Path) -> None:
    """Pieces of a real module, dealt anew: whatever comes of it, only problems do."""
    dice = random.Random(seed)
    whole = (TEA / "modules" / "01-kettle.md").read_text("utf-8")
    cuts = sorted(dice.sample(range(len(whole)), 20))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    dice.shuffle(pieces)
    folder = invented.course(tmp_path / "little", "".join(pieces) if seed % 2 else whole[: cuts[seed % 20]])
    assert manuscript(folder, "little").problems


def test_a_folder_that_is_no_course_says_so(tmp_path: Path) -> None:
    assert [printed(problem) for problem in manuscript(tmp_path, "here").problems] == [
        "here/course.yaml: error: there is no such file"
    ]
