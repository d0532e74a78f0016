"""`scorm-export` as its users meet it: results on stdout, words on stderr, an exit code that means something."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from click.testing import CliRunner, Result

from scorm_export.cli import main
from tests.scorm_export import invented

TEA = Path("tests/samples/courses/tea").resolve()
COURSES = Path("courses").resolve()


def run(*words: str) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_list_names_the_courses_here_and_those_that_came_along(here: Path) -> None:
    shutil.copytree(TEA, here / "courses" / "tea")
    (here / "broken").mkdir()
    (here / "broken" / "course.yaml").write_text("id: [", "utf-8")
    lines = run("list").stdout.splitlines()
    assert lines[:2] == [
        "broken  cannot be read; try scorm-export check  (broken)",
        "tea  1.2.0  Tea for everyone  (courses/tea)",
    ]
    came = sorted(sheet.parent.name for sheet in COURSES.glob("*/course.yaml"))
    assert [line.split()[0] for line in lines[2:]] == came


def test_check_of_a_faultless_course_prints_nothing_on_stdout(here: Path) -> None:
    result = run("check", str(TEA))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[1:] == ["tea: nothing wrong. 5 screens, 5 activities, 7 minutes."]


def test_check_prints_every_problem_and_says_which_course_was_used(here: Path) -> None:
    invented.course(here / "little", "## A screen\n\n![](media/form.svg)\n")
    result = run("check", "little")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "little/modules/one.md:1:1: error: a module opens with its title and objectives between two lines '---'",
        "little/modules/one.md:1:1: error: the screen 'A screen' has no id; 'scorm-export ids' would write {#a-screen}",
        "little/modules/one.md:3:1: error: the image has no alternative text; write what it says between the brackets, "
        "or {decorative} behind it if it says nothing",
    ]
    assert result.stderr.splitlines() == ["Course little: little", "little: 3 problems."]


def test_a_warning_is_fine_unless_strict(here: Path) -> None:
    folder = shutil.copytree(TEA, here / "tea")
    shutil.copy(folder / "media" / "cup.svg", folder / "media" / "spare.svg")
    assert run("check", "tea").stdout == "tea/media/spare.svg: warning: no screen shows this file\n"
    assert (run("check", "tea").exit_code, run("check", "--strict", "tea").exit_code) == (0, 1)


def test_build_writes_a_package_for_each_standard_and_says_what_it_is(here: Path) -> None:
    result = run("build", str(TEA), "--out", "packages")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [Path(line.split()[0]).name for line in lines] == ["tea-1.2.0-scorm12.zip", "tea-1.2.0-scorm2004-4th.zip"]
    for line in lines:
        path, size, files, digest, contents = re.fullmatch(
            r"(\S+)  ([\d,]+) bytes  (\d+) files  SHA-256 ([0-9a-f]{64})  contents ([0-9a-f]{64})", line
        ).groups()  # type: ignore[union-attr]
        content = (here / path).read_bytes()
        assert (f"{len(content):,}", hashlib.sha256(content).hexdigest()) == (size, digest)
        with ZipFile(here / path) as package:
            names = package.namelist()
            listed = "".join(f"{hashlib.sha256(package.read(name)).hexdigest()}  {name}\n" for name in sorted(names))
        assert (len(names), hashlib.sha256(listed.encode()).hexdigest()) == (int(files), contents)


def test_build_of_one_standard_twice_gives_the_same_bytes(here: Path) -> None:
    first = run("build", str(TEA), "--standard", "scorm12", "--out", "one").stdout
    second = run("build", str(TEA), "--standard", "scorm12", "--out", "two").stdout
    assert first.replace("one/", "") == second.replace("two/", "")
    assert [path.name for path in (here / "one").iterdir()] == ["tea-1.2.0-scorm12.zip"]


def test_a_flawed_course_is_not_built_and_leaves_nothing(here: Path) -> None:
    invented.course(here / "little", "## A screen\n\nx\n")
    result = run("build", "little")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == "little is not built: mend the errors above first."
    assert not (here / "dist").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "Missing argument 'COURSE…'."),
        (
            ["check", "digital-accessibilty"],
            "there is no course 'digital-accessibilty'; did you mean 'digital-accessibility'?",
        ),
        (
            ["build", "digital-accessibility", "--standard", "scrom12"],
            "unknown standard 'scrom12'; did you mean 'scorm12'?",
        ),
        (["check", "empty"], "the folder empty has no course.yaml, so it is no course"),
        (["biuld"], "No such command 'biuld'."),
    ],
)
def test_a_wrong_call_says_what_was_meant_and_exits_with_two(words: list[str], said: str, here: Path) -> None:
    (here / "empty").mkdir()
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.splitlines()[-1]


def test_a_folder_that_cannot_be_written_to_is_a_sentence(here: Path) -> None:
    (here / "dist").write_text("in the way", "utf-8")
    result = run("build", str(TEA), "--out", "dist/inner")
    assert result.exit_code == 2
    assert "cannot write to dist/inner" in result.stderr


def test_a_course_in_the_folder_one_stands_in_comes_before_a_bundled_one(here: Path) -> None:
    shutil.copytree(TEA, here / "courses" / "digital-accessibility")
    assert run("check", "digital-accessibility").stderr.splitlines()[0] == (
        "Course digital-accessibility: courses/digital-accessibility"
    )


def test_every_command_and_option_has_help() -> None:
    for command in main.commands.values():
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name} {parameter.name}"
        assert run(str(command.name), "--help").exit_code == 0


def test_help_and_list_import_no_more_than_they_need() -> None:
    for words, unwanted in [
        ("'--help'", ("textual", "jinja2", "lxml", "markdown_it", "pydantic")),
        ("'list'", ("textual", "jinja2", "lxml", "markdown_it")),
        ("'check', 'digital-accessibility'", ("textual", "jinja2", "scorm_export.standards")),
    ]:
        code = (
            "import sys; from scorm_export.cli import main\n"
            f"try: main([{words}])\nexcept SystemExit: pass\n"
            f"print(*[name for name in {unwanted!r} if name in sys.modules], file=sys.stderr, sep='\\n')"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert not set(result.stderr.split()) & set(unwanted), words
