"""The schemas that editors read take all that we take, and refuse what we refuse."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from game.authoring.reading import Part, Source, read
from scorm_export import schema as schemas
from scorm_export import starting
from scorm_export.activities import kinds
from scorm_export.cli import main


class Anything(Part):
    """Keys that are not looked at."""

    model_config = {"extra": "allow"}


def validator(name: str) -> Draft7Validator:
    found = json.loads(schemas.schema(name))
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


def faults(name: str, text: str) -> list[str]:
    """What an editor would underline."""
    value = read(Source(text, ""), Anything).tree.value
    return [error.message for error in validator(name).iter_errors(value)]


def files() -> Iterator[tuple[str, str]]:
    """Real texts with the schema that is theirs."""
    for sheet in sorted(Path().glob("courses/*/course.yaml")):
        yield "course", sheet.read_text("utf-8")
        for name, pattern in (("glossary", "glossary.yaml"), ("questions", "questions/*.yaml")):
            yield from ((name, path.read_text("utf-8")) for path in sorted(sheet.parent.glob(pattern)))
        for module in sorted(sheet.parent.glob("modules/*.md")):
            text = module.read_text("utf-8")
            yield "module", text.split("---\n")[1]
            yield from re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    yield "partner", Path("courses/partners/example.yaml").read_text("utf-8")
    yield "course", starting.starter("my-course", "My course")["course.yaml"].decode()


@pytest.mark.parametrize("name", schemas.names())
def test_every_schema_is_one_and_describes_each_key(name: str) -> None:
    found = validator(name).schema
    assert isinstance(found, dict)
    for part in [found, *found.get("definitions", {}).values()]:
        for key, value in part.get("properties", {}).items():
            assert value.get("description") or "const" in value or "allOf" in value, f"{name}: {key}"


def test_our_own_courses_are_taken() -> None:
    seen = set()
    for name, text in files():
        if name not in schemas.names():
            continue
        seen.add(name)
        assert faults(name, re.sub(r"(\d{4}-\d\d-\d\d)", r'"\1"', text)) == [], text[:200]
    assert {"course", "module", "glossary", "questions", "partner", "choice", "sort"} <= seen


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("course", "id: A B"),
        ("module", "id: a\ntitle: A\nminutes: 0\nobjectives: {1a: x}"),
        ("module", "id: a\ntitle: A\nminutes: 1\nobjectives: {1a: x}\nfor: [army]"),
        ("glossary", "terms: {}"),
        ("questions", "questions: [{kind: essay, id: a, objective: b, prompt: c}]"),
        ("partner", "names: x"),
        ("choice", "id: a\nobjective: b\nprompt: c\noptions: [{id: a, txt: b}]"),
    ],
)
def test_mistakes_are_underlined(name: str, text: str) -> None:
    assert faults(name, text)


def test_schemas_are_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["schema"]).output.split() == schemas.names()
    printed: dict[str, Any] = json.loads(CliRunner().invoke(main, ["schema", "choice"]).stdout)
    assert printed["title"] == "An activity of the kind choice"
    assert CliRunner().invoke(main, ["schema", "course", "--out", "x.json"]).exit_code == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["required"][0] == "id"
    CliRunner().invoke(main, ["schema", "--out", "all"])
    assert len(list((tmp_path / "all").iterdir())) == len(kinds()) + 6
    assert CliRunner().invoke(main, ["schema", "coarse"]).exit_code == 2
