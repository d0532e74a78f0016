"""The author's desk: a course as it is written now, before the strict LMS, or its problems in its place.

Law: what is served is what a package holds, never the manuscript's own files; whatever stands in the manuscript
becomes a page and no exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import stat_result
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from game.authoring.problems import Flawed, Problem, printed
from scorm_export import pages
from scorm_export.manuscript import Manuscript
from scorm_export.preview import recorder
from scorm_export.standards import Standard, cmi5

HERE = Path(__file__).parent
SCRIPTS = ("desk.js", "store.js")
VERSION = "version"
"""The name under which the page asks whether anything was saved since it was loaded."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What the desk shows: whose manuscript, and for which standard. `watched` are folders and files."""

    name: str
    standard: Standard
    watched: tuple[Path, ...]
    read: Callable[[], Manuscript]


class Desk(Mapping[str, bytes]):
    """The files of the preview by path. Asked for its version, it looks whether the manuscript was saved."""

    def __init__(self, seat: Seat) -> None:
        """Nothing is read before the first question."""
        self._seat = seat
        self._lock = Lock()
        self._version = ""
        self._files: Mapping[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        """One file; the version is a file too."""
        if name == VERSION or not self._version:
            self._look()
        return self._version.encode() if name == VERSION else self._files[name]

    def __iter__(self) -> Iterator[str]:
        """The names of all files."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._files)

    def _look(self) -> None:
        with self._lock:
            version = stamp(self._seat.watched)
            if version != self._version:
                self._files = site(self._seat, version)
                self._version = version


def stamp(watched: Sequence[Path]) -> str:
    """A short text that changes with every save of any of these."""
    files = sorted(file for place in watched for file in (place.rglob("*") if place.is_dir() else (place,)))
    told = [f"{file}:{state.st_mtime_ns}:{state.st_size}" for file in files if (state := _state(file))]
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def _state(file: Path) -> stat_result | None:
    try:
        return file.stat()
    except OSError:  # gone since the folder was listed: its absence is the change
        return None


def site(seat: Seat, version: str) -> dict[str, bytes]:
    """The strict LMS around the course, or around the problems that keep it from being one."""
    course, problems = course_files(seat)
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    told = [printed(problem) for problem in problems]
    if course is None:
        course = {"index.html": environment.get_template("problems.html").render(problems=told).encode()}
    desk = environment.get_template("desk.html").render(
        name=seat.name,
        standard=seat.standard.title,
        runtime=recorder.RUNTIMES.get(seat.standard.key, "none"),
        course=f"{recorder.COURSE}/index.html",
        store=seat.standard.key == cmi5.STANDARD.key,
        version=version,
        warnings=told,
    )
    own = {
        "index.html": desk.encode(),
        "desk.css": (HERE / "desk.css").read_bytes(),
        "lms.js": _script(),
        recorder.RETURNED: (HERE / recorder.RETURNED).read_bytes(),
    }
    return own | {f"{recorder.COURSE}/{name}": content for name, content in course.items()}


def course_files(seat: Seat) -> tuple[dict[str, bytes] | None, Sequence[Problem]]:
    """The course's files, if it is one, and what there is to say against it."""
    try:
        read = seat.read()
        if read.course is None:
            return None, read.problems
        own = seat.standard
        draft = pages.draft(read.course, read.media)
        return draft.files(own.adapter(), own.reaches, own.player), read.problems
    except Flawed as flawed:
        return None, flawed.problems
    except OSError as error:
        return None, [Problem(f"cannot be read just now: {error.strerror or error}")]


def _script() -> bytes:
    return "".join((recorder.script(), *((HERE / "scripts" / name).read_text("utf-8") for name in SCRIPTS))).encode()
