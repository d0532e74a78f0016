"""`make bench`: a course, a release; exploring and checking, as ratios to a bare loop; the console; reports.

Law: a ratio is the median of several pairs, yardstick and ours taken in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from game.authoring.reading import source_of
from game.checking import checked
from game.compiled import compiled
from game.explore import walked
from game.scenario import Change, Scenario
from tests.bench.console import console
from tests.bench.course import figures
from tests.bench.matrix import matrix
from tests.bench.report import reports
from tests.bench.room import room

STORY = Path(__file__).with_name("story.yaml")
FLAGSHIP = "scenarios/ransomware-district-council.yaml"
PATHS = {"plain": 1_031_732, 10: 1_032_627, 20: 976_370_631_154}
ENDINGS = {0: 295_070, 1: 150_670, 2: 352_627, 3: 233_365}

Bare = list[list[tuple[tuple[tuple[int, int], ...], tuple[int, int] | None]]]


def story(rounds: int = 10, coarse: bool = False) -> Scenario:
    """The generated story. Coarse: changes in steps of 5, meters within 0 and 100, played on in a circle."""
    scenario, problems = checked(source_of(STORY))
    assert scenario is not None, problems
    if not coarse:
        return scenario
    meters = {name: meter.model_copy(update={"min": 0, "max": 100}) for name, meter in scenario.meters.items()}
    repeated = []
    for number in range(rounds):
        each = scenario.rounds[number % len(scenario.rounds)]
        options = tuple(
            option.model_copy(
                update={
                    "effects": {name: Change(False, 5 * round(one.amount / 5)) for name, one in option.effects.items()}
                }
            )
            for option in each.options
        )
        repeated.append(each.model_copy(update={"id": f"r{number}", "options": options}))
    return scenario.model_copy(update={"meters": meters, "rounds": tuple(repeated)})


def bare(scenario: Scenario) -> Bare:
    """The story as a bare loop wants it: changes by position, and a gate."""
    names = list(scenario.meters)
    return [
        [
            (
                tuple((names.index(name), change.amount) for name, change in option.effects.items()),
                (names.index(option.requires.split()[0]), int(option.requires.split()[2])) if option.requires else None,
            )
            for option in each.options
        ]
        for each in scenario.rounds
    ]


def ending(meters: list[int] | tuple[int, ...]) -> int:
    """The story's ending."""
    return 0 if meters[0] >= 60 else 1 if meters[1] >= 55 else 2 if meters[3] >= 50 else 3


def bare_walk(rounds: Bare, depth: int, meters: list[int], found: Counter[int]) -> None:
    """The yardstick: every path, depth first, nothing else."""
    if depth == len(rounds):
        found[ending(meters)] += 1
        return
    for changes, gate in rounds[depth]:
        if gate and meters[gate[0]] < gate[1]:
            continue
        after = list(meters)
        for index, change in changes:
            after[index] += change
        bare_walk(rounds, depth + 1, after, found)


def bare_merged(rounds: Bare) -> Counter[int]:
    """The yardstick with equal states merged."""
    layer: Counter[tuple[int, ...]] = Counter({(50, 50, 50, 50): 1})
    for options in rounds:
        following: Counter[tuple[int, ...]] = Counter()
        for meters, paths in layer.items():
            for changes, gate in options:
                if gate and meters[gate[0]] < gate[1]:
                    continue
                after = list(meters)
                for index, change in changes:
                    after[index] = max(0, min(100, after[index] + change))
                following[tuple(after)] += paths
        layer = following
    found: Counter[int] = Counter()
    for meters, paths in layer.items():
        found[ending(meters)] += paths
    return found


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ratio(
    title: str, limit: float, yardstick: Callable[[], object], ours: Callable[[], object], pairs: int = 5
) -> bool:
    """Measure in turn, print the median ratio, and say whether it holds."""
    taken = [(seconds(yardstick), seconds(ours)) for _ in range(pairs)]
    found = median(mine / theirs for theirs, mine in taken)
    line = f"{median(mine for _, mine in taken):.2f} s against {median(theirs for theirs, _ in taken):.2f} s"
    return told(title, f"{found:.2f} times the yardstick ({line})", found <= limit, f"at most {limit:g}")


def told(title: str, figure: str, holds: bool, limit: str) -> bool:
    """One line of the result."""
    print(f"{'ok  ' if holds else 'SLOW'} {title}: {figure}; {limit}", flush=True)
    return holds


def exploring() -> list[bool]:
    """The story, plain and merged."""
    plain, ten, twenty = story(), story(10, True), story(20, True)
    walk = walked(compiled(plain, forgetful=True), most=10**7)
    counts: Counter[int] = Counter()
    for (which, _), end in walk.ends.items():
        counts[which] += end.paths
    assert (walk.paths, dict(counts)) == (PATHS["plain"], ENDINGS)
    found: Counter[int] = Counter()
    bare_walk(bare(plain), 0, [50] * 4, found)
    assert dict(found) == ENDINGS
    results = [
        told("the walk is exact", f"{walk.paths:,} paths in {walk.turns:,} turns", True, "as counted by the yardstick")
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.append(told("memory", f"{peak:.0f} MiB at the peak", peak <= 300, "at most 300 MiB"))
    loop, play = bare(plain), compiled(plain, forgetful=True)
    del walk
    took = min(seconds(lambda: walked(play, most=10**7)) for _ in range(3))
    speed = 1_359_426 / took
    results.append(told("turns a second", f"{speed:,.0f}", speed >= 100_000, "at least 100,000"))
    results.append(
        ratio(
            "every path, 10 rounds",
            4,
            lambda: bare_walk(loop, 0, [50] * 4, Counter()),
            lambda: walked(play, most=10**7),
        )
    )
    for rounds, scenario, pairs in ((10, ten, 5), (20, twenty, 1)):
        merged_play, merged_loop = compiled(scenario, forgetful=True), bare(scenario)
        theirs, mine = partial(bare_merged, merged_loop), partial(walked, merged_play, most=10**7)
        assert walked(merged_play, most=10**7).paths == PATHS[rounds] == sum(bare_merged(merged_loop).values())
        results.append(
            ratio(
                f"{PATHS[rounds]:,} paths, {rounds} rounds, equal states merged",
                3,
                theirs,
                mine,
                pairs,
            )
        )
    return results


def command(*arguments: str, home: str) -> float:
    """How long a command takes, the best of three."""
    environment = {**os.environ, "SIRO_HOME": home}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], env=environment, check=False, capture_output=True)

    return min(seconds(run) for _ in range(3))


def checking() -> list[bool]:
    """`siro check` of the flagship: reading and rules, and the whole with nothing kept."""
    with tempfile.TemporaryDirectory() as home:
        bare_start = command("-c", "pass", home=home)
        quick = command("-m", "game", "check", "--quick", FLAGSHIP, home=home) - bare_start
    whole = 0.0
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SIRO_HOME": home}
        whole = seconds(
            lambda: subprocess.run(
                [sys.executable, "-m", "game", "check", FLAGSHIP], env=environment, check=False, capture_output=True
            )
        )
    return [
        told("reading and rules of the flagship", f"{quick:.2f} s beyond Python's own start", quick < 1, "under 1 s"),
        told("check of the flagship, nothing kept", f"{whole:.2f} s", whole < 10, "under 10 s"),
    ]


if __name__ == "__main__":
    # The course first: a child's peak begins with what this process holds when it is started.
    courses = [*figures(), *matrix(told)]
    sys.exit(0 if all([*courses, *exploring(), *checking(), *console(told), *reports(told, STORY), *room(told)]) else 1)
