"""Played paths as documents: given a scenario, when these steps are taken, then this is where the table stands.

A transcript is a Markdown file in `tests/transcripts`. `when` holds the steps of a path, one a line; `then` holds
`ending`, `standing`, each meter, `hours`, `clock NAME`, and `told:` with words that the table hears on the way.
"""

from pathlib import Path

import pytest

from game import library, paths, rules, views, weighing
from game.proving import kind_of, proved
from game.session import opened
from tests.cases import Case, cases

TRANSCRIPTS = sorted(Path("tests/transcripts").glob("*.md"))
BUNDLED = sorted(Path("scenarios").glob("*.yaml"))
LEAST, MOST = 0.03, 0.60
"""Shares of the paths: an ending that fewer reach is hardly ever seen, and one that more reach leaves no choice."""


def transcript(path: Path) -> Case:
    """The one case of a transcript."""
    (case,) = cases(str(path))
    return case


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path) -> None:
    case = transcript(path)
    loaded = library.load(library.find(case.blocks["given"].split(": ", 1)[1].strip()))
    session = opened(loaded, tmp_path / "w.jsonl", seed=1)
    session.follow(paths.read(loaded.play, case.blocks["when"]))
    view, state = views.facilitator(session), session.table.state
    session.close()
    assert view.ending is not None, "the path does not come to an end"
    told = " ".join(text for turn in session.table.turns for text in views.outcome_of(loaded.play, turn).texts)
    known = {
        "ending": view.ending.id,
        "standing": f"{weighing.standing_of(loaded.scenario)(state.meters):.1f}",
        "hours": f"{state.hours:g}",
        **{name: str(value) for name, value in zip(loaded.scenario.meters, state.meters, strict=True)},
        **{f"clock {name}": kind_of(*clock) for name, clock in zip(loaded.scenario.clocks, state.clocks, strict=True)},
    }
    for line in case.blocks["then"].splitlines():
        key, _, value = line.partition(": ")
        if key == "told":
            assert value in told, f"{case.where}: nobody is told {value!r}"
        else:
            assert (key, known[key]) == (key, value), case.where


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_scenario_has_its_best_its_worst_and_each_missed_clock(path: Path) -> None:
    loaded = library.load(path)
    found = proved(loaded.scenario)
    mine = [case for case in map(transcript, TRANSCRIPTS) if case.blocks["given"].strip() == f"scenario: {path.stem}"]
    taken = [" ".join(case.blocks["when"].split()) for case in mine]
    assert found.best.path in taken
    assert found.worst.path in taken
    for name in loaded.scenario.clocks:
        assert any(f"clock {name}: missed" in case.blocks["then"] for case in mine), f"no transcript misses {name}"
    assert not found.findings
    assert all(LEAST <= end.share.value <= MOST for end in found.endings)
    assert rules.begin(loaded.play).round == 0
