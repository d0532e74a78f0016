"""The journal: what is on the disk is what happened, and nothing else passes for it."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from game.events import Begun, HandsCounted, MovedOn, Opened
from game.journal import Journal, JournalError, read

EVENTS = (
    Opened(scenario="s", text="title: Größe\n", seed=7, program="1"),
    Begun(),
    HandsCounted(counts=(("a", 3), ("b", 0))),
    MovedOn(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with four events in it."""
    place = tmp_path / "one.jsonl"
    with Journal.create(place) as record:
        record.append(EVENTS[:1])
        record.append(EVENTS[1:])
    return place


def test_what_was_written_is_read(path: Path) -> None:
    contents = read(path)
    assert contents.events == EVENTS
    assert [entry.number for entry in contents.entries] == [1, 2, 3, 4]
    assert not contents.dropped


def test_each_line_is_json_with_its_number_its_time_and_its_sum(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["n"] for line in lines] == [1, 2, 3, 4]
    assert all(set(line) == {"n", "at", "event", "sum"} for line in lines)


def test_it_goes_on_where_it_stopped(path: Path) -> None:
    with Journal.resume(path) as record:
        record.append([Begun()])
    assert read(path).events == (*EVENTS, Begun())


def test_cut_at_every_byte_it_keeps_every_whole_line(path: Path) -> None:
    raw = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(raw) if byte == ord("\n")]
    for length in range(len(raw) + 1):
        path.write_bytes(raw[:length])
        contents = read(path)
        whole = sum(end <= length for end in ends)
        assert contents.events == EVENTS[:whole]
        assert contents.dropped == (length not in (0, *ends))


def test_a_torn_last_line_is_dropped_and_written_over(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])
    with Journal.resume(path) as record:
        assert record.contents.dropped
        record.append([Begun()])
    assert read(path).events == (*EVENTS[:3], Begun())


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_line_edited_by_hand_is_refused_with_its_number(path: Path, number: int) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[number - 1] = lines[number - 1].replace("2", "3", 1)
    path.write_text("".join(lines), "utf-8", newline="")
    before = path.read_bytes()
    with pytest.raises(JournalError, match=f"one.jsonl, line {number}: damaged or edited by hand"):
        Journal.resume(path)
    assert path.read_bytes() == before


def test_a_line_taken_out_is_noticed(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[2:]), "utf-8", newline="")
    with pytest.raises(JournalError, match="line 2: damaged"):
        read(path)


def test_a_journal_of_a_newer_format_says_so(tmp_path: Path) -> None:
    place = tmp_path / "new.jsonl"
    with Journal.create(place) as record:
        record.append([Opened(format=99, scenario="s", text="", seed=1, program="9")])
    with pytest.raises(JournalError, match="written by a newer version of this program"):
        read(place)


def test_what_is_no_journal_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "not.jsonl"
    place.write_bytes(b"\xff\xfe{}\n[1]\n")
    with pytest.raises(JournalError, match="line 1: damaged"):
        read(place)
    with pytest.raises(JournalError, match="there is no such session"):
        Journal.resume(tmp_path / "none.jsonl")


def test_one_process_at_a_time(path: Path) -> None:
    code = f"from game.journal import Journal; from pathlib import Path; Journal.resume(Path({str(path)!r}))"
    with Journal.resume(path):
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "open in another window or process" in other.stderr
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr


def test_a_full_disk_is_said_and_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    real = os.write

    def full(file: int, raw: bytes) -> int:
        real(file, bytes(raw)[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal.resume(path) as record:
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(JournalError, match="not recorded: No space left on device"):
            record.append([Begun()])
        monkeypatch.undo()
        assert record.contents.events == EVENTS
        record.append([MovedOn()])
    assert path.read_bytes()[: len(before)] == before
    assert read(path).events == (*EVENTS, MovedOn())


def test_a_batch_is_on_the_disk_before_append_returns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real_write, real_sync = os.write, os.fsync

    def write(file: int, raw: bytes) -> int:
        done.append("write")
        return real_write(file, raw)

    def fsync(file: int) -> None:
        done.append("fsync")
        real_sync(file)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)
    with Journal.resume(path) as record:
        record.append([Begun(), MovedOn(), Begun()])
    assert done == ["write", "fsync"]


def test_a_journal_that_cannot_be_locked_is_refused_in_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lockless(_self: FileLock, **_waiting: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(FileLock, "acquire", lockless)
    before = path.read_bytes()
    for opened in (Journal.resume, lambda new: Journal.create(new.with_name("other.jsonl"))):
        with pytest.raises(JournalError, match="this drive cannot lock files; set SIRO_HOME"):
            opened(path)
    assert path.read_bytes() == before


def test_a_folder_that_refuses_even_a_lock_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: FileLock, **_waiting: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(JournalError, match=r"one\.jsonl: cannot be written: Permission denied"):
        Journal.resume(path)
