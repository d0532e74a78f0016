"""Every course for every partner and standard: the work shared out, made aside, put in place once all is made.

Law: until the last package is made nothing in the folder changes; a build that ends early leaves nothing behind; and
however the work is shared out, the files are the same.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from game.authoring.files import put_in_place, write_whole
from game.authoring.problems import Flawed, is_fatal
from scorm_export.library import Found
from scorm_export.partnership import Member
from scorm_export.release.edition import Edition, Package
from scorm_export.release.making import Done, Work, made, read_once, sums
from scorm_export.release.page import page

SUMS, PAGE = "SHA256SUMS", "index.html"
ASIDE = ".being-built-"
Heard = Callable[[Done], None]
"""Called as pieces of work are done."""


def shared_out(
    courses: Sequence[Found],
    members: Sequence[Member],
    standards: Sequence[str],
    jobs: int,
    previous: Path | None,
    control: Path | None = None,
) -> Iterator[Work]:
    """The work in pieces: a course each; where there are fewer courses than processes, some of its partners each."""
    parts = max(1, -(-jobs // max(1, len(courses))))
    for found in courses:
        for at in range(min(parts, len(members))):
            yield Work(found, tuple(members[at::parts]), tuple(standards), Path(), previous, control)


def released(works: Sequence[Work], out: Path, jobs: int, heard: Heard) -> list[Edition]:
    """Make all the work and put it into a folder, with its sums and its page. Raises Flawed, OSError."""
    read_once.cache_clear()  # the courses may be others now
    with told_to_end(), aside(out) as folder:
        done = list(results([replace(work, out=folder) for work in works], jobs, heard))
        problems = [problem for each in done for problem in each.problems]
        if is_fatal(problems):
            raise Flawed(problems)
        editions = sorted((one for each in done for one in each.editions), key=lambda one: (one.partner, one.course))
        packages = sorted((package for each in editions for package in each.packages), key=lambda one: one.file)
        write_whole(folder / SUMS, sums(packages).encode())
        write_whole(folder / PAGE, page(editions).encode())
        place(folder, out, packages)
    return editions


def results(works: Sequence[Work], jobs: int, heard: Heard) -> Iterator[Done]:
    """What each piece of work comes to, as it is done."""
    if min(jobs, len(works)) <= 1:
        yield from (said(made(work), heard) for work in works)
        return
    if len({work.found for work in works}) == 1:
        read_once(works[0].found)  # processes that are copies of this one then have it already
    with pool(min(jobs, len(works))) as workers:
        for ready in as_completed([workers.submit(made, work) for work in works]):
            yield said(ready.result(), heard)


def said(done: Done, heard: Heard) -> Done:
    """The same, once it has been heard."""
    heard(done)
    return done


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """Processes of their own; what has not begun is dropped where one fails.

    On Linux they are copies of this one, which has one thread and all modules; elsewhere that is not safe. Ctrl+C
    reaches them all, and it is for the one that shares out the work to end it.
    """
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=True, cancel_futures=True)
            raise


@contextmanager
def told_to_end() -> Iterator[None]:
    """Being told to end is as Ctrl+C, so that what is half done is cleared away."""
    if threading.current_thread() is not threading.main_thread():  # only there can it be heard
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder within `out` to build in; it goes again, however the build ends, and so do those of builds cut off."""
    out.mkdir(parents=True, exist_ok=True)
    fresh = not any(out.iterdir())
    for left in out.glob(f"{ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=ASIDE, dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if fresh and not any(out.iterdir()):
            out.rmdir()


def place(folder: Path, out: Path, packages: Sequence[Package]) -> None:
    """The finished files in place of those of the last release; what only that one had goes."""
    old = listed(out / SUMS)
    for name in (*(package.file for package in packages), SUMS, PAGE):
        put_in_place(folder / name, out / name)
    for name in old - {package.file for package in packages}:
        (out / name).unlink(missing_ok=True)


def listed(path: Path) -> set[str]:
    """The packages of the release that lies there, by its sums: bare names of zips and nothing else."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    names = {line.partition("  ")[2] for line in lines if not line.startswith("#")}
    return {name for name in names if name.endswith(".zip") and Path(name).name == name}


def processes() -> int:
    """How many are of use: one for each processor that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on Windows and macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
