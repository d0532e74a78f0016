"""The JSON Schema of what authors write in YAML, so that an editor can complete and check while they type.

Law: everything here follows from the models; nothing is said twice. Draft 7, which every editor understands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from game.authoring.problems import Flawed, Problem, unknown
from scorm_export.activities import kinds
from scorm_export.activities.sort import as_group
from scorm_export.bank import USUAL, allowed
from scorm_export.partners import Partner
from scorm_export.sheets import ID, CourseSheet, Glossary, ModuleSheet, Selection, as_source, checked_id

DIALECT = "http://json-schema.org/draft-07/schema#"
PLACE = "#/definitions/"
SHEETS: dict[str, tuple[type[BaseModel], str]] = {
    "course": (CourseSheet, "course.yaml: the sheet of a course"),
    "module": (ModuleSheet, "The front matter of a module"),
    "selection": (Selection, "modules/NAME.yaml: a module made of parts of another course"),
    "glossary": (Glossary, "glossary.yaml: technical terms, each explained once"),
    "partner": (Partner, "partners/NAME.yaml: what a course must know of a partner"),
}
QUESTIONS = "questions"


def names() -> list[str]:
    """What there is a schema of: the sheets, the bank, and each kind of activity."""
    return [*SHEETS, QUESTIONS, *kinds()]


def schema(name: str) -> str:
    """The schema of one thing as text. Raises Flawed for a name that is none."""
    if name == QUESTIONS:
        found = of_questions()
    elif name in SHEETS:
        model, heading = SHEETS[name]
        found = {"title": heading, **described(model)}
    elif name in kinds():
        found = {"title": f"An activity of the kind {name}", **described(kinds()[name])}
    else:
        raise Flawed([Problem(unknown("schema", name, names()))])
    return json.dumps({"$schema": DIALECT, **found}, indent=2, ensure_ascii=False)


def of_questions() -> JsonSchemaValue:
    """The bank: a list of activities, each with its kind beside its own keys."""
    definitions: JsonSchemaValue = {}
    choices = []
    for name, kind in allowed().items():
        found = described(kind)
        definitions |= found.pop("definitions", {})
        found["properties"] = {"kind": {"const": name}, **found["properties"]}
        found["required"] = [*found.get("required", []), *([] if name == USUAL else ["kind"])]
        definitions[f"question_{name}"] = found
        choices.append({"$ref": f"{PLACE}question_{name}"})
    questions = {"type": "array", "description": "The questions.", "items": {"anyOf": choices}}
    return {
        "title": "questions/NAME.yaml: a module's questions for the assessment",
        "type": "object",
        "additionalProperties": False,
        "required": [QUESTIONS],
        "properties": {QUESTIONS: questions},
        "definitions": definitions,
    }


def described(model: type[BaseModel]) -> JsonSchemaValue:
    """A model's schema as values."""
    found = model.model_json_schema(ref_template=f"{PLACE}{{model}}", schema_generator=Described)
    parts = found.pop("$defs", {})
    found.pop("title", None)
    return {**found, "definitions": parts} if parts else found


class Described(GenerateJsonSchema):
    """Pydantic's schema in the words of authors: no titles made of keys, no empty defaults, no null."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """A key is its own title."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is told where it is a plain value that says something."""
        found = super().default_schema(schema)
        if not isinstance(found.get("default"), str | int | float) or found["default"] == "":
            found.pop("default", None)
        return found

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that need not be given is left out, never given as nothing."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """What may be given as a bare text."""
        found = super().function_before_schema(schema)
        return (
            {"anyOf": [{"type": "string"}, found]} if schema["function"]["function"] in (as_group, as_source) else found
        )

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """How an id is formed."""
        found = super().function_after_schema(schema)
        return {**found, "pattern": f"^{ID.pattern}$"} if schema["function"]["function"] is checked_id else found

    def handle_ref_overrides(self, json_schema: JsonSchemaValue) -> JsonSchemaValue:
        """Draft 7 reads nothing beside `$ref`, so what stands beside it is put around it."""
        if "$ref" not in json_schema or len(json_schema) == 1:
            return json_schema
        beside = {key: value for key, value in json_schema.items() if key != "$ref"}
        return {**beside, "allOf": [{"$ref": json_schema["$ref"]}]}


def all_schemas() -> Iterator[tuple[str, str]]:
    """Every schema with the name of its file."""
    yield from ((f"{name}.schema.json", schema(name)) for name in names())
