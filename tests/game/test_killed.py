"""A workshop whose process is killed, at any moment, goes on with nothing lost that was on the screen."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game import journal
from game.events import Event, Opened, TieBroken
from game.journal import JournalError
from tests.cases import PROOF

SIRO = [sys.executable, "-m", "game"]
SAMPLE = "tests/samples/scenarios/two-rounds.yaml"
ANSWERS = ["", "A 1, B 1", "B the chair decides", "", "A 3, C 2", "", "undo 1 yes", "C 4", "", "", "A 2", "", ""]
MOMENTS = range(1, 40, 1 if PROOF else 3)


def play(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """The plain workshop as a process of its own."""
    environment = {**os.environ, "SIRO_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [*SIRO, "play", "--plain", *arguments]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def events_of(path: Path) -> tuple[Event, ...]:
    """What a journal holds, without how it was opened."""
    return tuple(event for event in journal.read(path).events if not isinstance(event, Opened))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    """The same workshop, never killed."""
    folder = tmp_path_factory.mktemp("whole")
    process = play(folder, SAMPLE, "--seed", "3", "--session", str(folder / "w.jsonl"))
    process.communicate("\n".join(ANSWERS).encode() + b"\n", timeout=60)
    assert process.returncode == 0
    return events_of(folder / "w.jsonl")


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_after_some_output_it_resumes_with_all_that_was_shown(
    tmp_path: Path, whole: tuple[Event, ...], moment: int
) -> None:
    path = tmp_path / "w.jsonl"
    process = play(tmp_path, SAMPLE, "--seed", "3", "--session", str(path))
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n".join(ANSWERS).encode() + b"\n")
    process.stdin.flush()
    shown = b""
    while shown.count(b"\n") < moment * 3 and (piece := os.read(process.stdout.fileno(), 37)):
        shown += piece
    process.send_signal(signal.SIGKILL)
    process.stdin.close()
    process.stdout.close()
    process.wait()

    kept = events_of(path) if path.exists() else ()
    assert kept == whole[: len(kept)]
    assert len(kept) >= acknowledged(shown.decode("utf-8", "ignore"))

    left = ANSWERS[len(kept) - sum(isinstance(event, TieBroken) for event in kept) :]
    if kept and isinstance(kept[-1], TieBroken):
        left = ["", *ANSWERS[len(kept) :]]  # killed between the two lines of one answer
    resumed = (
        play(tmp_path, "--resume", "--session", str(path))
        if kept
        else play(tmp_path, SAMPLE, "--seed", "3", "--session", str(tmp_path / "v.jsonl"))
    )
    resumed.communicate("\n".join(left).encode() + b"\n", timeout=60)
    assert resumed.returncode == 0
    assert events_of(path if kept else tmp_path / "v.jsonl") == whole


def acknowledged(shown: str) -> int:
    """How many answers had an effect on the screen: each draws the next prompt."""
    prompts = ("Press Enter", "Hands for each", "A tie.")
    return max(sum(shown.count(prompt) for prompt in prompts) - 1, 0)


def test_a_torn_line_is_said_and_the_workshop_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    first = play(tmp_path, SAMPLE, "--session", str(path))
    first.communicate(b"\nA 3\n", timeout=60)
    path.write_bytes(path.read_bytes()[:-5])
    environment = {**os.environ, "SIRO_HOME": str(tmp_path)}
    command = [*SIRO, "play", "--plain", "--resume", "--session", str(path)]
    again = subprocess.run(command, env=environment, input=b"quit\n", capture_output=True, check=False)
    assert b"The last line was not complete when the session stopped; it was dropped." in again.stderr
    assert again.returncode == 0


def test_an_edited_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    play(tmp_path, SAMPLE, "--session", str(path)).communicate(b"\nA 3\n\n", timeout=60)
    path.write_text(path.read_text("utf-8").replace('"a"', '"b"').replace('"wipe",', '"tell",'), "utf-8")
    with pytest.raises(JournalError):
        journal.read(path)
