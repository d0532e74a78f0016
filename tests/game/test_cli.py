"""The command line: data on stdout, talk on stderr, exit codes that scripts can trust, help on everything."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from game import cli

SIRO = [sys.executable, "-m", "game"]
SAMPLE = "tests/samples/scenarios/two-rounds.yaml"


def siro(home: Path, *arguments: str, answers: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a command as a user would, without a terminal."""
    environment = {**os.environ, "SIRO_HOME": str(home)}
    return subprocess.run(
        [*SIRO, *arguments], env=environment, input=answers, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A scenario with two mistakes."""
    path = tmp_path / "broken.yaml"
    text = Path(SAMPLE).read_text("utf-8")
    path.write_text(text.replace("title: Two rounds", "titel: Two rounds").replace("when: told", "when: tol"), "utf-8")
    return path


def test_check_says_every_mistake_with_its_place_and_exits_1(tmp_path: Path, broken: Path) -> None:
    done = siro(tmp_path, "check", str(broken))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{broken}:1:1: error: the key 'title' is missing",
        f"{broken}:2:1: error: unknown key 'titel'; did you mean 'title'?",
        f"{broken}:45:79: error: unknown name 'tol'; did you mean 'told'?",
    ]


def test_check_of_a_good_file_is_quiet_on_stdout_and_exits_0(tmp_path: Path) -> None:
    done = siro(tmp_path, "check", "--quick", SAMPLE)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no problems" in done.stderr


def test_warnings_fail_only_where_strict(tmp_path: Path) -> None:
    path = tmp_path / "idle.yaml"
    path.write_text(Path(SAMPLE).read_text("utf-8").replace("[told, wiped]", "[told, wiped, idle]"), "utf-8")
    assert siro(tmp_path, "check", "--quick", str(path)).returncode == 0
    assert siro(tmp_path, "check", "--quick", "--strict", str(path)).returncode == 1


def test_a_name_nobody_knows_gets_the_nearest(tmp_path: Path) -> None:
    done = siro(tmp_path, "check", "ransomware-distict-council")
    assert done.returncode == 1
    assert "did you mean 'ransomware-district-council'?" in done.stdout


@pytest.mark.parametrize("arguments", [["chek"], ["check"], ["play", "--plain"], ["play", "--sede", "3"]])
def test_a_wrong_call_exits_2(tmp_path: Path, arguments: list[str]) -> None:
    assert siro(tmp_path, *arguments).returncode == 2


def test_list_names_the_flagship_and_where_it_lies(tmp_path: Path) -> None:
    done = siro(tmp_path, "list")
    line = next(line for line in done.stdout.splitlines() if line.startswith("ransomware-district-council\t"))
    assert Path(line.split("\t")[2]).is_file()


def test_on_a_terminal_no_path_breaks_the_lines_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal, said in ((True, "wet\n    The wet weekend"), (False, "wet\tThe wet weekend\ta/b.yaml")):
        monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda is_terminal=is_terminal: is_terminal))
        assert cli.listed("wet", "The wet weekend", Path("a/b.yaml")) == said


def test_a_user_s_own_folder_comes_before_the_bundled(tmp_path: Path) -> None:
    own = tmp_path / "scenarios" / "ransomware-district-council.yaml"
    own.parent.mkdir()
    own.write_text(Path(SAMPLE).read_text("utf-8"), "utf-8")
    done = subprocess.run(
        [*SIRO, "list"],
        env={**os.environ, "SIRO_HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(own) in done.stdout
    assert "Two rounds" in done.stdout


def test_play_of_a_broken_scenario_says_what_is_wrong_and_starts_nothing(tmp_path: Path, broken: Path) -> None:
    done = siro(tmp_path, "play", "--plain", str(broken))
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean 'title'?" in done.stderr
    assert not (tmp_path / "sessions").exists()


def test_play_left_half_way_resumes_by_itself(tmp_path: Path) -> None:
    first = siro(tmp_path, "play", "--plain", SAMPLE, answers="\nA 3\nquit\n")
    assert first.returncode == 0
    assert "siro play --resume" in first.stderr
    again = siro(tmp_path, "play", "--plain", "--resume", answers="\n\nA 2\n\n\n\n")
    assert again.returncode == 0
    assert "EXERCISE ENDS" in again.stdout


def test_resume_with_no_session_says_so(tmp_path: Path) -> None:
    done = siro(tmp_path, "play", "--plain", "--resume")
    assert done.returncode == 1
    assert "there is no session to resume" in done.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder is needed")
    done = siro(tmp_path, "play", "--plain", SAMPLE, "--session", str(blocked / "w.jsonl"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("siro: ")
    assert "Traceback" not in done.stderr


def test_demo_without_a_terminal_plays_to_the_end_the_same_each_time(tmp_path: Path) -> None:
    first, second = siro(tmp_path, "demo"), siro(tmp_path, "demo")
    assert first.returncode == 0
    assert "EXERCISE ENDS" in first.stdout
    assert first.stdout == second.stdout
    assert not (tmp_path / "sessions").exists()


def test_the_console_without_a_terminal_is_refused_with_the_way_out(tmp_path: Path) -> None:
    done = siro(tmp_path, "play", SAMPLE)
    assert done.returncode == 2
    assert "--plain" in done.stderr


@pytest.mark.parametrize("command", [[], ["list"], ["check"], ["explore"], ["new"], ["schema"], ["play"], ["demo"]])
def test_every_command_has_help(tmp_path: Path, command: list[str]) -> None:
    done = siro(tmp_path, *command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 4


def test_a_file_that_cannot_be_written_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    done = siro(tmp_path, "explore", SAMPLE, "--html", str(tmp_path / "map.html"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"siro: {tmp_path}") and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_in_a_pipe_of_another_alphabet_what_cannot_be_written_is_a_question_mark(tmp_path: Path) -> None:
    page = Path(SAMPLE).read_text("utf-8").replace("title: Two rounds", "title: Two rounds → more")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "arrow.yaml").write_text(page, "utf-8")
    environment = {**os.environ, "SIRO_HOME": str(tmp_path), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run([*SIRO, "list"], env=environment, capture_output=True, check=False, timeout=60)
    assert (done.returncode, b"Two rounds ? more" in done.stdout) == (0, True)
