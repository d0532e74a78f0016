"""The bank of questions: read with its places, held to the rules, kept off the page, drawn by the browser alone."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.authoring.problems import is_fatal, printed
from scorm_export import pages
from scorm_export.bank import BANKED
from scorm_export.cli import main
from scorm_export.codes import ASSESSMENT, clash, code
from scorm_export.course import Course
from scorm_export.manuscript import Manuscript, manuscript

FERRY = Path("tests/samples/courses/ferry")
BOARDING = "questions/01-boarding.yaml"


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the sample course, to spoil."""
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


def spoilt(folder: Path, file: str, old: str, new: str) -> Manuscript:
    """The course with something else in a file."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")
    return manuscript(folder, "ferry")


def said(read: Manuscript) -> list[str]:
    """The problems as an author sees them."""
    return [printed(problem).removeprefix("ferry/") for problem in read.problems]


def whole() -> Course:
    course = manuscript(FERRY).course
    assert course is not None
    return course


def test_a_course_has_its_bank_in_order() -> None:
    course = whole()
    assert course.assessment is not None
    assert (course.assessment.title, course.assessment.questions, course.attempts) == ("Ready to sail", 6, 2)
    assert [(one.kind, one.objective) for one in course.bank] == [
        ("choice", "1a"),
        ("gap", "1a"),
        ("order", "1b"),
        ("choice", "1b"),
        ("multiple", "2a"),
        ("sort", "2a"),
        ("number", "2b"),
        ("match", "2b"),
    ]
    assert {one.kind for one in course.bank} == set(BANKED)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            BOARDING,
            "kind: gap",
            "kind: gapp",
            f"{BOARDING}:10:5: error: unknown kind of question 'gapp'; did you mean 'gap'?",
        ),
        (
            BOARDING,
            "kind: order",
            "kind: conversation",
            f"{BOARDING}:18:5: error: unknown kind of question 'conversation'; "
            "known: choice, gap, match, multiple, number, order, sort",
        ),
        (BOARDING, "objective: 1a", "objective: 1x", f"{BOARDING}:3:5: error: unknown objective '1x'; known: 1a, 1b"),
        (BOARDING, "objective: 1a", "objective: 2a", f"{BOARDING}:3:5: error: unknown objective '2a'; known: 1a, 1b"),
        (
            BOARDING,
            "id: bank-sign",
            "id: which-pier",
            f"{BOARDING}:2:5: error: the id 'which-pier' is taken; see ferry/modules/01-boarding.md, line 14",
        ),
        (
            "questions/02-crossing.yaml",
            "id: bank-safe",
            "id: bank-sign",
            "questions/02-crossing.yaml:3:5: error: the id 'bank-sign' is taken; "
            "see ferry/questions/01-boarding.yaml, line 2",
        ),
        (
            BOARDING,
            ", feedback: Boats change places.",
            "",
            f"{BOARDING}:7:9: error: this option has no feedback; say why it is right or not",
        ),
        (
            BOARDING,
            "correct: true, feedback: That",
            "feedback: That",
            f"{BOARDING}:5:5: error: no option marked 'correct: true'; a choice has exactly one",
        ),
        (
            BOARDING,
            "What is on the",
            "What is [on](#nowhere) the",
            f"{BOARDING}:4:5: error: unknown screen or heading 'nowhere'; known: crossing-check, deck, gangway, pier",
        ),
        (BOARDING, "What is on", "What <b>is</b> on", f"{BOARDING}:4:5: error: raw HTML is not allowed: <b>"),
        (
            BOARDING,
            "questions:",
            "question:",
            f"{BOARDING}:1:1: error: unknown key 'question'; did you mean 'questions'?",
        ),
        (
            "course.yaml",
            "questions: 6",
            "questions: 9",
            "course.yaml:13:36: error: each attempt draws 9 questions and the files in questions/ hold 8; "
            "write more or draw fewer",
        ),
        (
            "course.yaml",
            "assessment: {title: Ready to sail, questions: 6}\n",
            "",
            "course.yaml:11:1: error: 'attempts' counts attempts at an assessment, and there is none; "
            "add 'assessment' or leave it out",
        ),
        (
            BOARDING,
            "objective: 1b\n    prompt: Put",
            "objective: 1a\n    prompt: Put",
            "",
        ),
    ],
)
def test_a_mistake_in_a_bank_is_said_in_its_place(file: str, old: str, new: str, sentence: str, ferry: Path) -> None:
    read = spoilt(ferry, file, old, new)
    if sentence:
        assert sentence in said(read)
        assert read.course is None
    else:
        assert read.course is not None, said(read)


def test_all_mistakes_are_said_at_once(ferry: Path) -> None:
    spoilt(ferry, BOARDING, "kind: gap", "kind: gapp")
    spoilt(ferry, BOARDING, "objective: 1a", "objective: 1x")
    read = spoilt(ferry, "questions/02-crossing.yaml", "answer: 2", "answer: two")
    assert len({line.partition(":")[0] for line in said(read)}) == 3  # the module misses questions too
    assert len(said(read)) >= 4


def test_every_objective_needs_a_question(ferry: Path) -> None:
    (ferry / "questions/02-crossing.yaml").unlink()
    read = manuscript(ferry, "ferry")
    assert [line for line in said(read) if "objective" in line] == [
        "modules/02-crossing.md:6:3: error: no question for the assessment is for the objective 2a; "
        "write one in questions/02-crossing.yaml",
        "modules/02-crossing.md:7:3: error: no question for the assessment is for the objective 2b; "
        "write one in questions/02-crossing.yaml",
    ]


def test_a_file_for_no_module_is_only_worth_a_look(ferry: Path) -> None:
    (ferry / BOARDING).rename(ferry / "questions/01-bording.yaml")
    (ferry / "questions/notes.txt").write_text("later", "utf-8")
    read = manuscript(ferry, "ferry")
    warnings = [line for line in said(read) if "warning" in line and "questions/" in line]
    assert warnings == [
        "questions/01-bording.yaml: warning: course.yaml names no module '01-bording', "
        "so these questions are not used; did you mean 01-boarding.yaml?",
        "questions/notes.txt: warning: course.yaml names no module 'notes', so these questions are not used",
    ]


@pytest.mark.parametrize(
    "text", ["", "questions:", "questions: 7", "- a\n- b", "questions: [1, null, [x]]", "{", "\t", "questions: [{}]"]
)
def test_any_text_is_answered_with_problems(text: str, ferry: Path) -> None:
    (ferry / BOARDING).write_text(text, "utf-8")
    read = manuscript(ferry, "ferry")
    assert is_fatal(read.problems)
    assert any(line.startswith(BOARDING) or line.startswith("modules/01") for line in said(read))


def test_questions_without_ids_are_given_them(ferry: Path) -> None:
    path = ferry / BOARDING
    before = path.read_text("utf-8")
    path.write_text(before.replace("id: bank-sign\n    ", "", 1).replace("id: boat, ", "", 1), "utf-8", newline="")
    read = manuscript(ferry, "ferry")
    assert said(read) == [
        f"{BOARDING}:2:5: error: the choice 'What is on the right sign?' has no id; "
        "'scorm-export ids' would write id: right-sign",
        f"{BOARDING}:6:9: error: the option 'The boat's name' has no id; 'scorm-export ids' would write id: boats-name",
    ]
    run = CliRunner().invoke(main, ["ids", str(ferry)])
    assert run.exit_code == 0, run.output
    assert manuscript(ferry).course is not None
    written = path.read_text("utf-8")
    assert written == before.replace("id: bank-sign", "id: right-sign").replace("id: boat,", "id: boats-name,")


def test_a_check_may_ask_what_an_earlier_module_taught_and_a_screen_may_not(ferry: Path) -> None:
    assert manuscript(ferry).course is not None
    read = spoilt(ferry, "modules/02-crossing.md", "id: when-to-sit\nobjective: 2a", "id: when-to-sit\nobjective: 1a")
    assert "modules/02-crossing.md:16:1: error: unknown objective '1a'; known: 2a, 2b" in said(read)
    read = spoilt(ferry, "modules/01-boarding.md", "{#gangway}", "{#gangway .check}")
    read = spoilt(ferry, "modules/01-boarding.md", "objective: 1b\nprompt: Who", "objective: 2a\nprompt: Who")
    assert any("unknown objective '2a'" in line for line in said(read))


def test_the_bank_is_a_script_of_its_own_and_not_on_the_page() -> None:
    course = whole()
    files = pages.files(course, {}, "")
    (name,) = [name for name in files if name.startswith("bank-")]
    questions = json.loads(files[name].decode().removeprefix("window.courseBank=").removesuffix(";\n"))
    assert [one["id"] for one in questions] == [one.id for one in course.bank]
    assert [one["id"] for one in questions if one["mixed"]] == ["bank-sign", "bank-safe"]
    assert f'<script defer src="{name}">' in files["index.html"].decode()
    for one in course.bank:
        assert one.id not in files["index.html"].decode()
        assert one.prompt.replace("*", "") not in files["index.html"].decode()


def test_a_course_without_a_bank_carries_nothing_of_an_assessment() -> None:
    read = manuscript(Path("tests/samples/courses/tea"))
    assert read.course is not None
    files = pages.files(read.course, read.media, "")
    assert not any(name.startswith("bank-") for name in files)
    script = next(content for name, content in files.items() if name.startswith("script-")).decode()
    assert "courseBank" not in script
    assert "per cent right" not in files["index.html"].decode()


def test_a_module_is_tested_out_of_only_with_two_questions_or_more(ferry: Path) -> None:
    assert [module.questions_out for module in whole().modules] == [3, 3]
    read = spoilt(ferry, "modules/01-boarding.md", "minutes: 3\n", "minutes: 3\ntest_out: false\n")
    assert read.course is not None
    assert [module.questions_out for module in read.course.modules] == [0, 3]


def test_a_course_that_could_not_be_remembered_is_refused(ferry: Path) -> None:
    many = "".join(
        f'\n```gap\nid: gap-{n}\nobjective: 2b\nprompt: Finish it.\ntext: "It rings ___ times ({n})."\naccept: [two]\n'
        "feedback: Twice.\notherwise: Listen again.\n```\n"
        for n in range(90)
    )
    path = ferry / "modules/02-crossing.md"
    path.write_text(path.read_text("utf-8") + "\n## Many {#many}\n" + many, "utf-8", newline="")
    (problem,) = [line for line in said(manuscript(ferry, "ferry")) if "learner's record" in line]
    assert problem.startswith("course.yaml:14:1: error: a learner's record would need ")
    assert problem.endswith("and an LMS keeps 4,000; split the course")


def test_codes_are_short_and_kept_apart() -> None:
    assert all(len(code("module", name)) == 3 for name in (ASSESSMENT, "a", "b"))
    assert code("screen", "pier") != code("activity", "pier")
    names = [f"screen-{n}" for n in range(3000)]
    found = clash("screen", names)
    assert found is not None
    assert code("screen", found[0]) == code("screen", found[1])
    assert clash("screen", ["a", "a", "b"]) is None
