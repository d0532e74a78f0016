"""The append-only file that a session lives in: JSON Lines, one event a line, safe before it is seen.

Law: nothing is acknowledged before it is on the disk; only an incomplete last line may be dropped, and that
is said; any other damage is refused with its line. One process at a time.

A line is `{"n": 3, "at": "2026-11-30T10:15:00+00:00", "event": {…}, "sum": "9f86d081"}`: its number from 1,
the real time, the event, and the first eight hexadecimal digits of the SHA-256 of the rest and of the sum
before it, so that a line that is changed, lost or moved is found.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from game import library
from game.events import JOURNAL_FORMAT, Event

Clock: TypeAlias = Callable[[], datetime]
"""What a line's time is read from."""
EVENTS: TypeAdapter[Event] = TypeAdapter(Event)


class JournalError(Exception):
    """A journal that cannot be read or written, in one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal."""

    number: int
    at: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class Contents:
    """A journal read: its entries, where they end in bytes, the last sum, and whether a part of a line was dropped."""

    entries: tuple[Entry, ...]
    length: int = 0
    last_sum: str = ""
    dropped: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, in order."""
        return tuple(entry.event for entry in self.entries)


def now() -> datetime:
    """The real time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def checked_sum(before: str, body: str) -> str:
    """The check on one line, chained to the line before."""
    return sha256(f"{before}\n{body}".encode()).hexdigest()[:8]


def line_of(entry: Entry, before: str) -> tuple[str, str]:
    """An entry as a line, and the line's sum."""
    body = json.dumps(
        {"n": entry.number, "at": entry.at.isoformat(), "event": EVENTS.dump_python(entry.event, mode="json")},
        ensure_ascii=False,
    )
    total = checked_sum(before, body)
    return f'{body[:-1]}, "sum": "{total}"}}\n', total


def read(path: Path) -> Contents:
    """A journal's entries. Raises JournalError: missing, damaged before its last line, or of a newer format."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path.name}: cannot be read: {error.strerror or error}") from None
    *lines, rest = raw.split(b"\n")
    entries: list[Entry] = []
    total = ""
    for number, line in enumerate(lines, start=1):
        entry, total = entry_of(line, number, total, path.name)
        entries.append(entry)
    return Contents(tuple(entries), len(raw) - len(rest), total, dropped=bool(rest))


def entry_of(line: bytes, number: int, before: str, name: str) -> tuple[Entry, str]:
    """One line as an entry and its sum. Raises JournalError with the line's number."""
    body, mark, tail = line.decode("utf-8", "replace").rpartition(', "sum": "')
    total = tail[:8]
    if not mark or tail != f'{total}"}}' or total != checked_sum(before, body + "}"):
        raise JournalError(
            f"{name}, line {number}: damaged or edited by hand; restore the file from a copy (nothing was changed)"
        )
    found = json.loads(body + "}")
    newer = found["event"].get("format", 0)
    if number == 1 and (not isinstance(newer, int) or newer > JOURNAL_FORMAT):
        raise JournalError(f"{name}: written by a newer version of this program (format {newer}); update to open it")
    try:
        return Entry(found["n"], datetime.fromisoformat(found["at"]), EVENTS.validate_python(found["event"])), total
    except (ValidationError, KeyError, ValueError):
        raise JournalError(
            f"{name}, line {number}: an event that this version does not know; update to open it"
        ) from None


class Journal:
    """The one writer of one file. Use as a context manager, or close it."""

    def __init__(self, path: Path, lock: FileLock, contents: Contents) -> None:
        self.path = path
        self.contents = contents
        self.clock: Clock | None = None
        """What lines get their time from, where it is not the real one."""
        self._lock = lock
        self._file = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        os.ftruncate(self._file, contents.length)
        os.lseek(self._file, 0, os.SEEK_END)

    @classmethod
    def create(cls, path: Path) -> Journal:
        """A new, empty journal. Raises JournalError where the file exists or the folder cannot be written."""
        lock = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = locked(path)
            path.touch(exist_ok=False)
            return cls(path, lock, Contents(()))
        except OSError as error:
            if lock:
                lock.release()
            raise JournalError(f"{path}: cannot be written: {error.strerror or error}") from None

    @classmethod
    def resume(cls, path: Path) -> Journal:
        """An existing journal, ready to go on. Raises JournalError: damaged, or in use."""
        if not path.is_file():
            raise JournalError(f"{path}: there is no such session")
        lock = locked(path)
        try:
            return cls(path, lock, read(path))
        except OSError as error:
            lock.release()
            raise JournalError(f"{path}: cannot be written: {error.strerror or error}") from None
        except JournalError:
            lock.release()
            raise

    def append(self, events: Sequence[Event]) -> None:
        """Put a batch on the disk, all of it or none. Raises JournalError and leaves the file as it was."""
        entries, lines, total = list(self.contents.entries), "", self.contents.last_sum
        for event in events:
            entries.append(Entry(len(entries) + 1, (self.clock or now)(), event))
            line, total = line_of(entries[-1], total)
            lines += line
        raw = lines.encode()
        try:
            written(self._file, raw)
        except OSError as error:
            self.forget_partial()
            raise JournalError(f"{self.path}: not recorded: {error.strerror or error}") from None
        self.contents = Contents(tuple(entries), self.contents.length + len(raw), total)

    def forget_partial(self) -> None:
        """Cut off what a failed write left; where even that fails, reading drops it."""
        try:
            os.ftruncate(self._file, self.contents.length)
            os.lseek(self._file, 0, os.SEEK_END)
        except OSError:
            return

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
            self._lock.release()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def written(file: int, raw: bytes) -> None:
    """All of `raw` in the file and the file on the disk."""
    left = memoryview(raw)
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)


def locked(path: Path) -> FileLock:
    """The lock beside a journal. Raises JournalError where another process holds it, or where none can be had."""
    lock = FileLock(path.with_suffix(path.suffix + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise JournalError(
            f"{path.name}: this session is open in another window or process; close it there first"
        ) from None
    except OSError as error:
        raise JournalError(f"{path}: cannot be written: {error.strerror or error}") from None
    except NotImplementedError:
        raise JournalError(
            f"{path}: this drive cannot lock files; set SIRO_HOME to a folder on this computer's own disk"
        ) from None
    return lock


def fresh_path(name: str) -> Path:
    """A file name that says when and what, and that is not taken."""
    stem = f"{now():%Y-%m-%d-%H%M}-{re.sub(r'[^a-z0-9-]+', '-', name.lower())}"
    folder = library.sessions_folder()
    number = 1
    while (folder / (f"{stem}.jsonl" if number == 1 else f"{stem}-{number}.jsonl")).exists():
        number += 1
    return folder / (f"{stem}.jsonl" if number == 1 else f"{stem}-{number}.jsonl")


def latest() -> Path:
    """The session that was played last. Raises JournalError where there is none."""
    files = library.session_files()
    if not files:
        raise JournalError(f"there is no session to resume in {library.sessions_folder()}")
    return files[0]
