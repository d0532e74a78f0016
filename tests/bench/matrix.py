"""How fast a release is: one course for all partners, every course for all, and what a package costs as partners grow.

Law: work is compared with merely deflating the same bytes, both in seconds of the processor, so that a busy machine
slows neither.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scorm_export import pages, partnership, zipping
from scorm_export.library import find
from scorm_export.manuscript import manuscript
from scorm_export.partnership import Member
from scorm_export.release.making import Work, made, read_once
from scorm_export.standards import STANDARDS
from tests.bench.course import process

COURSE = "cyber-security"
FEW = 5
ALONE = """
import sys
from pathlib import Path
from tests.bench.matrix import release
release(Path(sys.argv[1]), int(sys.argv[2]))
"""
Told = Callable[[str, str, bool, str], bool]


def matrix(told: Told) -> list[bool]:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        return [*whole(told, Path(home)), *shared(told, Path(home)), memory(told, Path(home))]


def whole(told: Told, home: Path) -> list[bool]:
    """The command as it is typed: one course for all partners, then everything, with its processes' start."""
    variants = median(build(home / "one", COURSE, "--standard", "scorm12") for _ in range(3))
    took = build(home / "all")
    packages = len(list((home / "all").glob("*.zip")))
    each = took / packages
    return [
        told("19 partner variants of one course", f"{variants:.2f} s", variants <= 2, "at most 2 s"),
        told(
            f"the whole matrix, {packages:,} packages on {os.cpu_count()} processors",
            f"{1000 * each:.1f} ms a package ({took:.1f} s)",
            each <= 0.1,
            "at most 100 ms",
        ),
    ]


def build(out: Path, *words: str) -> float:
    """How many seconds a release takes."""
    command = [sys.executable, "-m", "scorm_export.cli", "build", "--all", *words, "--out", str(out)]
    return process(command)[0]


def shared(told: Told, home: Path) -> list[bool]:
    """What a package costs as partners grow, and beside merely deflating."""
    members = partnership.everyone()
    costs = {number: min(seconds(home, number) for _ in range(3)) for number in (FEW, len(members))}
    few, many = (costs[number] / (number * len(STANDARDS)) for number in costs)
    bare = min(deflating(members) for _ in range(3))
    ratio = costs[len(members)] / bare
    return [
        told(
            f"a package of {COURSE} for {len(members)} partners, beside {FEW}",
            f"{1000 * many:.1f} ms, {1000 * few:.1f} ms",
            many <= 1.1 * few,
            "no dearer",
        ),
        told(
            "making its packages, beside merely deflating them",
            f"{ratio:.2f} times ({costs[len(members)]:.2f} s against {bare:.2f} s)",
            ratio <= 3,
            "at most 3",
        ),
    ]


def seconds(home: Path, partners: int) -> float:
    """Seconds of the processor to make one course for some partners."""
    started = time.process_time()
    release(home / "made", partners)
    return time.process_time() - started


def release(out: Path, partners: int) -> None:
    """One course for some partners in every standard, in this process, with nothing left from the last time."""
    for kept in (read_once, zipping.stretch, zipping.content_digest):
        kept.cache_clear()
    out.mkdir(parents=True, exist_ok=True)
    done = made(Work(find(COURSE), tuple(partnership.everyone()[:partners]), tuple(STANDARDS), out))
    assert len(done.editions) == partners, done.problems


def deflating(members: list[Member]) -> float:
    """Seconds of the processor to deflate every file of these packages, and nothing else."""
    read = manuscript(find(COURSE).folder)
    spent = 0.0
    for member in members:
        course = read.for_partner(member.partner, member.logo).course
        assert course is not None
        draft = pages.draft(course, read.media)
        for standard in STANDARDS.values():
            contents = draft.files(standard.adapter(), standard.reaches, standard.player).values()
            started = time.process_time()
            for content in contents:
                zlib.compress(content, 9)
            spent += time.process_time() - started
    return spent


def memory(told: Told, home: Path) -> bool:
    """The peak of a process that makes packages for few partners, and of one that makes them for all."""
    number = len(partnership.everyone())
    few, many = (process([sys.executable, "-c", ALONE, str(home / "peak"), str(each)])[1] for each in (FEW, number))
    said = f"{many:.0f} MiB for {number} partners, {few:.0f} MiB for {FEW}"
    return told("memory as partners grow", said, many <= few + 20, "20 MiB more at most")


if __name__ == "__main__":
    from tests.bench.bench import told as said

    sys.exit(0 if all(matrix(said)) else 1)
