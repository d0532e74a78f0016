"""The tables of keys that the page on courses shows. Law: made from the schemas that editors read, never by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from scorm_export.schema import SHEETS, schema

Schema: TypeAlias = dict[str, Any]


def tables() -> Iterator[str]:
    """A heading and a table for each sheet, line by line."""
    for name in SHEETS:
        found: Schema = json.loads(schema(name))
        yield f"#### {found['title']}"
        yield ""
        yield "| Key | Needed | What it is |"
        yield "|---|---|---|"
        for key, part in found["properties"].items():
            told = part.get("description") or found["definitions"][place(part)]["description"]
            yield f"| `{key}` | {needed(key, part, found)} | {told} |"
        yield ""


def place(part: Schema) -> str:
    """The name of the part that a key leads to."""
    (inner,) = part.get("allOf", [part])
    return str(inner["$ref"].rpartition("/")[2])


def needed(key: str, part: Schema, whole: Schema) -> str:
    """Whether a key must be there, and what counts where it is not."""
    if key in whole.get("required", ()):
        return "yes"
    return f"no; else `{json.dumps(part['default'], ensure_ascii=False)}`" if "default" in part else "no"
