"""A new scenario: it plays as it is, it teaches, and it never takes the place of another file."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.authoring.problems import Flawed
from game.authoring.reading import Source
from game.checking import checked
from game.proving import proved
from game.schema import FILE
from game.starting import starter, target


def test_it_is_checked_and_explored_without_a_word() -> None:
    scenario, problems = checked(Source(starter("The box", "the-box"), "the-box.yaml"))
    assert problems == ()
    assert scenario is not None
    found = proved(scenario)
    assert found.findings == ()
    assert all(0.1 < ending.share.value < 0.7 for ending in found.endings)
    assert 0 < found.clocks[0].missed.value < 1


def test_it_is_small_and_shows_each_thing_once() -> None:
    scenario, _ = checked(Source(starter("The box", "the-box"), "the-box.yaml"))
    assert scenario is not None
    options = [option for each in scenario.rounds for option in each.options]
    assert (len(scenario.rounds), len(scenario.meters), len(scenario.clocks)) == (3, 2, 1)
    assert [bool(option.chances) for option in options].count(True) == 1
    assert [bool(option.requires and option.because) for option in options].count(True) == 1
    assert [bool(inject.when) for each in scenario.rounds for inject in each.injects] == [True]
    assert len(scenario.endings) == 3


def test_its_first_line_tells_editors_where_the_schema_is_and_the_next_say_so() -> None:
    first, *others = starter("The box", "the-box").splitlines()
    assert first == f"# yaml-language-server: $schema={FILE}"
    assert f"siro schema --out {FILE}" in " ".join(others[:3])


def test_its_comments_name_its_own_file() -> None:
    text = starter("The box", "the-box")
    assert "siro check the-box.yaml" in text
    assert "siro play --plain the-box.yaml" in text
    assert "THE-" not in text


def test_every_part_of_it_says_what_it_is() -> None:
    lines = starter("The box", "the-box").splitlines()
    parts = [line for line in lines if line[:1].isalpha() and line.rstrip().split("#")[0].strip().endswith(":")]
    assert len(parts) > 6
    assert [line for line in parts if "#" not in line] == ["debrief:"]


@given(st.text(max_size=80))
@example('Friday: "16:40" \\ # {no} \x00\x7f\u2028\ud800')
@example(" ")
@example("THE-FILE")
def test_any_title_makes_a_scenario(title: str) -> None:
    scenario, problems = checked(Source(starter(title, "the-box"), "the-box.yaml"))
    assert problems == ()
    assert scenario is not None
    assert scenario.title == ("".join(each for each in title if each.isprintable()).strip() or "the box")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("flood", "flood.yaml"),
        ("flood.yaml", "flood.yaml"),
        ("flood.YML", "flood.yaml"),
        ("Friday, 16:40", "friday-16-40.yaml"),
        ("The Mayor's café", "the-mayors-cafe.yaml"),
        (" ..flood.. ", "flood.yaml"),
        ("x" * 90, "x" * 60 + ".yaml"),
    ],
)
def test_a_name_becomes_a_file_that_every_system_takes(name: str, file: str, tmp_path: Path) -> None:
    assert target(name, tmp_path) == tmp_path / file


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../flood", "error: '../flood' is a path; give a name alone, the file is written where you stand"),
        ("c:\\flood", "error: 'c:\\flood' is a path; give a name alone, the file is written where you stand"),
        ("?!", "error: '?!' has no letter from a to z and no digit to name a file by"),
        ("", "error: '' has no letter from a to z and no digit to name a file by"),
        ("Con", "error: 'con' is a name that Windows keeps for itself; choose another"),
    ],
)
def test_a_name_that_cannot_be_a_file_is_refused(name: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Flawed) as refused:
        target(name, tmp_path)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("there", ["flood.yaml", "flood.yml"])
def test_a_file_that_is_there_is_left_as_it_is(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", "utf-8")
    with pytest.raises(Flawed) as refused:
        target("Flood", tmp_path)
    assert str(refused.value) == f"{there}: error: is already there and is left as it is; choose another name"
    assert (tmp_path / there).read_text("utf-8") == "mine"


def test_a_link_to_nowhere_is_left_as_it_is_too(tmp_path: Path) -> None:
    (tmp_path / "flood.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(Flawed):
        target("flood", tmp_path)
