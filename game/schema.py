"""The JSON Schema of a scenario or briefing file, so that an editor can complete and check while its author types.

Law: everything here follows from the model and the rules; nothing is said twice. Draft 7, which every editor
understands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from inspect import get_annotations

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from game.authoring.reading import Part
from game.briefing import Briefing
from game.checking.rule import IDENTIFIER, WORD
from game.compiled import HOURS
from game.conditions import RESERVED
from game.scenario import Scenario, Shared, listed, titled

DIALECT = "http://json-schema.org/draft-07/schema#"
FILE = "scenario.schema.json"
"""The name under which authors keep the schema beside their scenarios."""
HEADING = "A scenario for `siro play`"
BRIEFING_HEADING = "A briefing for `siro brief`"
PLACE = "#/definitions/"
ORDER = ("$schema", "title", "description", "default", "type", "const", "enum", "properties", "required", "allOf")
"""The keys of a schema that a reader looks for first; the others follow as they come."""

MISFORMED = "patternErrorMessage"
"""What editors show instead of a pattern; validators pass it over."""
ID: JsonSchemaValue = {"pattern": f"^{IDENTIFIER.pattern}$", MISFORMED: "must be lower-case words joined by hyphens"}
NAME: JsonSchemaValue = {
    "pattern": f"^{WORD.pattern}$",
    MISFORMED: "must be lower-case words joined by underscores",
    "not": {"enum": [*RESERVED, HOURS]},
}
TAG: JsonSchemaValue = {**ID, "pattern": f"^{IDENTIFIER.pattern.replace('(?:-', '(?:[-_]')}$"}
NAMED = {"meters": NAME, "flags": NAME, "clocks": NAME, "objectives": TAG, "roles": TAG}
"""How names are formed in each map of a scenario; the rules are in `checking`."""


def schema() -> str:
    """The schema as text, two spaces a level, each part in the order in which a scenario first needs it."""
    return json.dumps(described(), indent=2)


def briefing_schema() -> str:
    """The schema of a briefing, as text."""
    return json.dumps(whole(Briefing, BRIEFING_HEADING), indent=2)


def described() -> JsonSchemaValue:
    """The schema as values."""
    found = whole(Scenario, HEADING)
    parts = found.pop("definitions")
    return {**found, **wanted(found["required"]), "definitions": parts}


def whole(model: type[Part], heading: str) -> JsonSchemaValue:
    """What a file of this model may hold, with its parts in the order in which it first needs them."""
    found = model.model_json_schema(ref_template=f"{PLACE}{{model}}", schema_generator=Described)
    parts: dict[str, JsonSchemaValue] = found.pop("$defs")
    needed = dict.fromkeys(needed_by(found, parts))
    return {"$schema": DIALECT, **found, "title": heading, "definitions": {name: parts[name] for name in needed}}


def wanted(required: list[str]) -> JsonSchemaValue:
    """The keys that a scenario must have: some can come from a part that it includes."""
    lent = [key for key in required if key in Shared.model_fields]
    return {
        "required": [key for key in required if key not in lent],
        "if": {"not": {"required": ["include"]}},
        "then": {"required": lent},
    }


def needed_by(found: object, parts: dict[str, JsonSchemaValue]) -> Iterator[str]:
    """The parts that a schema needs, by name, as they come up; what those need comes right after them."""
    match found:
        case {"$ref": str(place)}:
            name = place.removeprefix(PLACE)
            yield name
            yield from needed_by(parts[name], parts)
        case dict():
            for value in found.values():
                yield from needed_by(value, parts)
        case list():
            for value in found:
                yield from needed_by(value, parts)


class Described(GenerateJsonSchema):
    """Pydantic's schema in the words of authors: no titles made of keys, no empty defaults, no null."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """A key is its own title."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is told where it says something."""
        found = super().default_schema(schema)
        default = found.get("default")
        says_nothing = not any(default.values()) if isinstance(default, dict) else default in ("", [], None)
        return {key: value for key, value in found.items() if key != "default" or not says_nothing}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that need not be given is left out, never given as nothing."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """What is taken beside the shape that comes of it."""
        found, read = super().function_before_schema(schema), schema["function"]["function"]
        if read is titled:
            return {"anyOf": [{"type": "array", "items": {"type": "string", **NAME}}, {**found, "propertyNames": NAME}]}
        if read is listed:
            return {"anyOf": [found["items"], found]}
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A part: its own keys before those that it shares; ids and names as the rules want them."""
        found, part = super().model_schema(schema), schema["cls"]
        keys: dict[str, JsonSchemaValue] = found["properties"]
        shared = {name for kind in part.__mro__[1:] for name in get_annotations(kind)}
        for name, key in keys.items():
            if name == "id":
                key.update(ID)
            elif key.get("type") == "object" and name in NAMED:
                key["propertyNames"] = NAMED[name]
        return {**found, "properties": dict(sorted(keys.items(), key=lambda one: one[0] in shared))}

    def handle_ref_overrides(self, json_schema: JsonSchemaValue) -> JsonSchemaValue:
        """Draft 7 reads nothing beside `$ref`, so what stands beside it is put around it."""
        if "$ref" not in json_schema or len(json_schema) == 1:
            return json_schema
        beside = {key: value for key, value in json_schema.items() if key != "$ref"}
        return {**beside, "allOf": [{"$ref": json_schema["$ref"]}]}

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """The keys of each schema as a reader looks for them; properties as the model has them."""
        return {
            key: self.sorted_below(value[key], key)
            for key in sorted(value, key=lambda one: place_of(one) if parent_key not in ("properties", "$defs") else 0)
        }

    def sorted_below(self, value: object, key: str) -> object:
        """The same for what lies inside."""
        if isinstance(value, dict):
            return self.sort(value, key)
        return [self.sorted_below(one, "") for one in value] if isinstance(value, list) else value


def place_of(key: str) -> int:
    """Where a key stands in a schema."""
    return ORDER.index(key) if key in ORDER else len(ORDER)
