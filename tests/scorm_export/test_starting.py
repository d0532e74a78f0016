"""`scorm-export new` writes a course that checks clean, builds, and teaches; it never touches what is there."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorm_export import starting
from scorm_export.cli import main
from scorm_export.manuscript import manuscript
from scorm_export.partners import Partner
from scorm_export.sheets import Role


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("title", ["…", "Desks: yours & mine", 'Said "so"', "Ünïcode — { } # - title", "x" * 300])
def test_the_starter_checks_clean_whatever_its_title(title: str, desk: Path) -> None:
    assert run("new", "my-desk", "--title", title).output == "Written: my-desk/. Next: scorm-export check my-desk\n"
    assert run("check", "--strict", "my-desk").exit_code == 0
    course = manuscript(desk / "my-desk").course
    assert course is not None
    assert course.id == "my-desk"
    assert course.title == title[:200]
    assert run("build", "my-desk").exit_code == 0


def test_without_a_title_the_name_is_it(desk: Path) -> None:
    run("new", "my-first-course")
    course = manuscript(desk / "my-first-course").course
    assert course is not None
    assert course.title == "My first course"


def test_the_starter_shows_what_a_course_can_hold(desk: Path) -> None:
    run("new", "my-desk")
    read = manuscript(desk / "my-desk", partner=Partner(roles=(Role.POLICE,)))
    assert read.course is not None
    assert {one.kind for _, one in read.course.activities()} == {"choice", "conversation", "multiple", "checklist"}
    assert {one.kind for one in read.course.bank} == {"choice", "multiple", "order"}
    assert "duty officer" in str(read.course.screens[1].pieces)
    assert read.course.terms and read.course.has_sources and read.course.assessment


def test_its_comments_name_commands_that_there_are() -> None:
    text = starting.starter("my-desk", "T")["course.yaml"].decode()
    assert "THE-" not in text
    for command in re.findall(r"scorm-export (\w+)", text):
        assert command in main.commands, command


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "My Course",
            "error: 'My Course' cannot be the name; write lower-case words joined by hyphens, such as 'my-course'\n",
        ),
        ("../out", "error: '../out' cannot be the name; write lower-case words joined by hyphens, such as 'out'\n"),
        ("con", "error: 'con' cannot be the name; write lower-case words joined by hyphens\n"),
        ("…", "error: '…' cannot be the name; write lower-case words joined by hyphens\n"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, said: str, desk: Path) -> None:
    found = run("new", name)
    assert (found.exit_code, found.stderr) == (1, said)
    assert list(desk.iterdir()) == []


def test_what_is_there_is_left_as_it_is(desk: Path) -> None:
    (desk / "here").mkdir()
    (desk / "here" / "kept.txt").write_text("Mine", "utf-8")
    found = run("new", "here")
    assert (found.exit_code, found.stderr) == (
        1,
        "here: error: is already there and is left as it is; choose another name\n",
    )
    assert [path.name for path in (desk / "here").iterdir()] == ["kept.txt"]
