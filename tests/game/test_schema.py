"""The schema that editors show: it describes every key, takes what the reader takes and stops what it stops."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator

from game.authoring.reading import Source, planted, source_of
from game.library import Loaded
from game.schema import schema
from tests.cases import Case, cases
from tests.game.invented import scenarios
from tests.game.test_mistakes import BASE, changed

WHOLE: dict[str, Any] = json.loads(schema())
EDITOR = Draft7Validator(WHOLE, format_checker=Draft7Validator.FORMAT_CHECKER)
FILES = sorted(path for folder in ("scenarios", "tests/samples/scenarios") for path in Path(folder).glob("*.yaml"))
SHAPES = (
    "A key nobody knows, beside the nearest that somebody does",
    "A bare no, which YAML reads as false",
    "A bare on where text is meant, and a number where text is meant",
    "An effect on a meter nobody watches, and one that is no number",
    "Ids used twice, and one with a space",
    "Too few options, a weight of nothing, an empty text",
)
"""Mistakes that show in the shape of a file; the others are in what its words mean."""


def complaints(text: str) -> list[str]:
    """What an editor underlines in a file."""
    return [f"{error.json_path}: {error.message}" for error in EDITOR.iter_errors(planted(Source(text, "")).value)]


def properties(part: object, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that the schema knows, with the part that it stands in."""
    if isinstance(part, dict):
        for name, found in part.items():
            if name == "properties":
                yield from ((f"{where}.{key}", one) for key, one in found.items())
            yield from properties(found, f"{where}.{name}")


def test_it_is_a_schema_of_the_draft_that_editors_know() -> None:
    Draft7Validator.check_schema(WHOLE)
    assert WHOLE["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert WHOLE["title"]


def test_every_key_and_every_part_is_described() -> None:
    found = dict(properties(WHOLE))
    assert len(found) > 80
    assert [key for key, one in found.items() if not one.get("description", "").endswith(".")] == []
    assert [name for name, part in WHOLE["definitions"].items() if not part.get("description")] == []


def test_keys_are_those_that_authors_write() -> None:
    inject = WHOLE["definitions"]["Inject"]
    assert list(inject["properties"])[:2] == ["id", "from"]
    assert "from" in inject["required"]


def test_parts_stand_in_the_order_in_which_a_scenario_needs_them() -> None:
    names = list(WHOLE["definitions"])
    assert names.index("Organisation") < names.index("Round") < names.index("Option") < names.index("Ending")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_of_ours_is_underlined_nowhere(path: Path) -> None:
    assert complaints(source_of(path).text) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(scenarios())
def test_whatever_the_reader_takes_is_underlined_nowhere(loaded: Loaded) -> None:
    assert complaints(loaded.text) == []


@pytest.mark.parametrize("case", [one for one in cases("tests/game/mistakes.md") if one.title in SHAPES])
def test_a_mistake_of_shape_is_underlined_before_it_is_checked(case: Case) -> None:
    base = source_of(BASE).text
    assert complaints(base) == []
    assert complaints(changed(base, case.blocks["diff"])) != []


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("flags: [told, wiped]", "flags: {told: The residents know, wiped: The laptop is empty}"),
        ("effects: {trust: 5, cost: 10}", 'effects: {trust: +5, cost: "= 10"}'),
        ("outcome: It takes a week.", "outcome: It takes a week.\n        later: {rounds: 1, text: It is over.}"),
        ("outcome: It takes a week.", "outcome: It takes a week.\n        later: [{text: One.}, {text: Two.}]"),
        ("format: 1", "format: 1\nreviewed: 2026-11-23"),
    ],
)
def test_the_short_and_the_long_way_to_write_a_key_are_both_fine(was: str, is_: str) -> None:
    text = source_of(BASE).text
    assert was in text
    assert complaints(text.replace(was, is_)) == []


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("flags: [told, wiped]", "flags: [Told, wiped]"),
        ("flags: [told, wiped]", "flags: [told, hours]"),
        ("format: 1", "format: 1\nreviewed: soon"),
        ("start: 60}", "start: 60, starts: 60}"),
        ("weight: 3", "weight: 0"),
        ("  name: Sandling Parish Trust\n", ""),
    ],
)
def test_what_the_reader_refuses_is_underlined(was: str, is_: str) -> None:
    text = source_of(BASE).text
    assert was in text
    assert complaints(text.replace(was, is_)) != []


def test_what_an_included_part_can_give_need_not_be_given() -> None:
    text = source_of(BASE).text
    own = text[: text.index("organisation:")] + text[text.index("meters:") :]
    assert complaints(own) == ["$: 'organisation' is a required property"]
    assert complaints(f"include: [sandling]\n{own}") == []
