"""The tables of keys that the page shows. Law: made from the schema that editors read, never by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from game.schema import schema

Schema: TypeAlias = dict[str, Any]
CONDITIONS = ("when", "requires")
WHOLE = "The whole file"


def tables() -> Iterator[str]:
    """A heading, a sentence and a table for each part of a scenario, line by line."""
    whole = json.loads(schema())
    whole["required"] += whole["then"]["required"]
    for name, part in {WHOLE: whole, **whole["definitions"]}.items():
        yield f"#### {name}"
        yield ""
        yield part["description"]
        yield ""
        yield "| Key | What to write | Needed | What it is |"
        yield "|---|---|---|---|"
        for key, found in part["properties"].items():
            yield f"| `{key}` | {wanted(key, found)} | {needed(key, found, part)} | {found['description']} |"
        yield ""


def needed(key: str, found: Schema, part: Schema) -> str:
    """Whether a key must be there, and what counts where it is not."""
    if key in part.get("required", ()):
        return "yes"
    default = found.get("default")
    shown = json.dumps(default) if isinstance(default, bool) else default
    return "no" if default is None else f"no; else `{shown}`"


def wanted(key: str, found: Schema) -> str:
    """What an author writes after a key."""
    match found:
        case {"const": value}:
            return f"`{value}`"
        case {"enum": values}:
            return " or ".join(f"`{value}`" for value in values)
        case {"allOf": [{"$ref": place}]}:
            return f"the keys of {link(place)}"
        case {"anyOf": [{"$ref": place}, _]}:
            return f"the keys of {link(place)}, or a list of them"
        case {"anyOf": _}:
            return "list of names, or names with a text each"
        case {"type": "array"}:
            return f"list of {listed(found)}"
        case {"type": "object"}:
            return f"names, each with {inside(found['additionalProperties'])}"
        case {"type": "string"}:
            return text(key, found)
        case {"type": "boolean"}:
            return "`true` or `false`"
        case _:
            return f"{'whole number' if found['type'] == 'integer' else 'number'}{between(found)}"


def link(place: str) -> str:
    """A link to a part's own table."""
    name = place.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def listed(found: Schema) -> str:
    """What is in a list, and how much of it."""
    items, low, high = found["items"], found.get("minItems", 0), found.get("maxItems")
    what = link(items["$ref"]) if "$ref" in items else "texts" if "minLength" in items else "names"
    if high:
        return f"{what}, {low} to {high}" if low else f"{what}, {high} at most"
    return f"{what}, {low} or more" if low else what


def inside(found: Schema) -> str:
    """What each name of a map holds."""
    if "$ref" in found:
        return f"the keys of {link(found['$ref'])}"
    return "a text" if found.get("type") == "string" else 'a change such as `-15`, or `"=40"` to set it'


def text(key: str, found: Schema) -> str:
    """The kinds of text."""
    if key in CONDITIONS:
        return "[condition](#conditions)"
    if found.get("format") == "date":
        return "date, such as 2026-11-30"
    return "words with hyphens" if key == "id" else "text"


def between(found: Schema) -> str:
    """The bounds of a number."""
    step = ", in quarters" if found.get("multipleOf") == 0.25 else ""
    low, high = found.get("minimum"), found.get("maximum")
    if "exclusiveMinimum" in found:
        low = found["exclusiveMinimum"] + (0.25 if step else 1)
    if high is not None:
        return f"{step}, {low:g} to {high:,}"
    return f", {low} or more" if low is not None else ""
