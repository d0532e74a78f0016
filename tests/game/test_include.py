"""Shared parts: read from the library's folders only, under what a scenario says itself, kept inside a session."""

from pathlib import Path

import pytest

from game import library, session
from game.authoring.problems import Flawed, printed
from game.events import Opened

BASE = Path("tests/samples/scenarios/two-rounds.yaml").read_text("utf-8")
ORGANISATION = "organisation:\n  name: Sandling Parish Trust\n  about: |\n    Nine staff and one laptop.\n"
PART = """\
organisation: {name: Shared Borough, about: A borough in three stories.}
roles:
  siro: {title: SIRO, casting_vote: true, card: You break ties.}
facts:
  - {claim: A shared fact, source: A source, review_by: 2099-01-01}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own library."""
    monkeypatch.setenv("SIRO_HOME", str(tmp_path))
    (tmp_path / "scenarios" / "shared").mkdir(parents=True)
    return tmp_path / "scenarios"


def written(home: Path, include: str, own: str = "") -> Path:
    """The sample without an organisation of its own, including something."""
    path = home / "story.yaml"
    path.write_text(
        BASE.replace(ORGANISATION, own).replace("minutes: 20\n", f"minutes: 20\ninclude: {include}\n"), "utf-8"
    )
    return path


def test_a_shared_part_fills_what_the_scenario_leaves_out(home: Path) -> None:
    (home / "shared" / "borough.yaml").write_text(PART, "utf-8")
    scenario = library.load(written(home, "[borough]")).scenario
    assert scenario.organisation.name == "Shared Borough"
    assert scenario.roles["siro"].casting_vote
    assert [fact.claim for fact in scenario.facts] == ["A shared fact", "A breach is reported within 72 hours"]


def test_what_the_scenario_says_itself_comes_first(home: Path) -> None:
    (home / "shared" / "borough.yaml").write_text(PART, "utf-8")
    scenario = library.load(written(home, "[borough]", "organisation: {name: Our own}\n")).scenario
    assert scenario.organisation.name == "Our own"
    assert scenario.organisation.about == "A borough in three stories."


def test_a_mistake_in_a_shared_part_is_told_with_its_own_file_and_line(home: Path) -> None:
    part = home / "shared" / "borough.yaml"
    part.write_text(PART.replace("card:", "crad:"), "utf-8")
    with pytest.raises(Flawed) as flawed:
        library.load(written(home, "[borough]"))
    assert f"{part}:3:43: error: unknown key 'crad'; did you mean 'card'?" in map(printed, flawed.value.problems)


@pytest.mark.parametrize("name", ["../story", "/etc/passwd", "shared/borough", "borough.yaml", "nowhere", "42"])
def test_a_name_cannot_lead_out_of_the_library(home: Path, name: str) -> None:
    (home / "shared" / "borough.yaml").write_text(PART, "utf-8")
    with pytest.raises(Flawed) as flawed:
        library.load(written(home, f"['{name}']", ORGANISATION))
    assert any(f"unknown shared part '{name}'" in problem.message for problem in flawed.value.problems)


def test_a_session_keeps_the_parts_and_outlives_them(home: Path, tmp_path: Path) -> None:
    part = home / "shared" / "borough.yaml"
    part.write_text(PART, "utf-8")
    fresh = session.opened(library.load(written(home, "[borough]")), tmp_path / "w.jsonl", seed=1)
    fresh.begin()
    fresh.close()
    part.unlink()
    again = session.resumed(tmp_path / "w.jsonl")
    again.close()
    assert again.play.scenario.organisation.name == "Shared Borough"
    assert isinstance(again.journal.contents.events[0], Opened)
