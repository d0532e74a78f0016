"""What pydantic and YAML complain about, said in plain sentences with the mend.

Law: no class name, no type name of Python and no parser's jargon reaches an author.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from game.authoring.problems import unknown
from game.authoring.tree import Path, Tree, Value

MOST = 200
"""So many misfits of one text are told; nobody reads more."""
KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "date_type": "a date such as 2026-11-30",
    "date_from_datetime_inexact": "a date such as 2026-11-30",
    "date_from_datetime_parsing": "a date such as 2026-11-30",
    "date_parsing": "a date such as 2026-11-30",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One misfit of tree and model: where, pydantic's name for it, the value found and the sentence."""

    path: Path
    kind: str
    found: Value
    message: str


def faults(error: ValidationError, model: type[BaseModel], tree: Tree) -> list[Fault]:
    """Every misfit in `error`, with its path in the author's text."""
    found: list[Fault] = []
    for one in error.errors(include_url=False, include_input=True):
        if len(found) == MOST:
            more = f"and {error.error_count() - MOST:,} more problems; mend these first"
            found.append(Fault((), "more", None, more))
            break
        if one["type"] == "too_short" and len(one["input"]) >= one["ctx"]["min_length"]:
            continue  # pydantic counts only the items that are right; theirs are the faults to tell
        path = existing(one["loc"], tree, one["type"])
        found.append(Fault(path, one["type"], one["input"], sentence(dict(one), path, model, tree)))
    return found


def existing(location: Path, tree: Tree, kind: str) -> Path:
    """The location without the steps that are pydantic's own (names of union members, `[key]`)."""
    path: Path = ()
    steps = [step for step in location if step != "[key]"]
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if (*path, step) in tree.places or (last and kind == "missing"):
            path = (*path, step)
    return path


def sentence(one: dict[str, Any], path: Path, model: type[BaseModel], tree: Tree) -> str:
    """One misfit in plain words."""
    kind, found = one["type"], one["input"]
    context = one.get("ctx", {})
    name = f"'{path[-1]}'" if path and isinstance(path[-1], str) else "this"
    if kind == "extra_forbidden":
        return unknown("key", str(one["loc"][-1]), keys_at(model, one["loc"][:-1]))
    if kind == "missing":
        return f"the key {name} is missing"
    if kind == "string_type" and path in tree.bare:
        word = tree.bare[path]
        return f"{name}: YAML reads {word} without quotes as true or false; write '{word}' in quotes"
    if found is None and kind in KINDS:
        return f"{name} is empty; {KINDS[kind]} is needed"
    if kind == "string_type" and isinstance(found, int | float):
        return f"{name} must be text; put quotes round {found}"
    if kind in KINDS:
        return f"{name} must be {KINDS[kind]}, not {described(found)}"
    if kind in ("literal_error", "enum"):
        return f"{name} must be {context['expected']}, not {described(found)}"
    if kind in ("value_error", "assertion_error"):
        return f"{name}: {context['error']}"
    limit = of_limit(kind, context)
    return f"{name} {limit}" if limit else f"{name}: {one['msg']}"


def of_limit(kind: str, context: dict[str, Any]) -> str:
    """The sentence for a limit that was passed, or nothing."""
    limits = {
        "greater_than_equal": "must be {ge} or more",
        "greater_than": "must be more than {gt}",
        "less_than_equal": "must be {le} or less",
        "less_than": "must be less than {lt}",
        "multiple_of": "must be a multiple of {multiple_of}",
        "too_short": "needs at least {min_length}; has {actual_length}",
        "too_long": "may have {max_length} at the most; has {actual_length}",
        "string_too_short": "needs at least {min_length} characters",
        "string_too_long": "may have {max_length} characters at the most",
    }
    return limits[kind].format(**context) if kind in limits else ""


def described(found: object) -> str:
    """A value as an author would point at it."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, str):
        return f"'{found if len(found) <= 40 else found[:37] + '…'}'"
    if isinstance(found, dict):
        return "keys and values"
    return "a list" if isinstance(found, list) else str(found)


def keys_at(model: type[BaseModel], location: Path) -> list[str]:
    """The keys known where `location` leads, walking the model's annotations."""
    annotations: list[Any] = [model]
    for step in location:
        annotations = [inner for one in annotations for inner in stepped(one, step)]
    return [
        field.alias or name
        for one in annotations
        if isinstance(one, type) and issubclass(one, BaseModel)
        for name, field in one.model_fields.items()
    ]


def stepped(annotation: Any, step: str | int) -> list[Any]:
    """What lies one step below an annotation: a field's, an item's or a value's; members of unions are themselves."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return unwrapped(fields[str(step)].annotation) if step in fields else [annotation]
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return unwrapped(arguments[1])
    if get_origin(annotation) in (tuple, list):
        return unwrapped(arguments[0])
    return []


def unwrapped(annotation: Any) -> list[Any]:
    """An annotation's alternatives: the members of a union, what Annotated is about, itself."""
    if hasattr(annotation, "__metadata__"):
        return unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [inner for one in get_args(annotation) for inner in unwrapped(one)]
    return [annotation]


def of_syntax(said: str, line: str) -> str:
    """What is wrong with text that is not YAML, and the mend, from what the parser said of which line."""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in said:
        return "a tab; YAML is indented with spaces"
    known = {
        "mapping values are not allowed": "a colon and a space inside text; put the text in quotes",
        "could not find expected ':'": "a key without its colon, or text that runs on; indent it or put it in quotes",
        "did not find expected key": "the indentation does not line up with the lines above, or a quote is not closed",
        "did not find expected '-' indicator": "the indentation does not line up with the list above",
        "expected <block end>": "the indentation does not line up with the lines above",
        "expected ',' or": "a bracket or brace that is not closed, or text in it that needs quotes",
        "found unexpected end of stream": "a quote that is opened and never closed",
        "found character that cannot start any token": "this character cannot start a text; put the text in quotes",
        "cannot start any token": "this character cannot start a text; put the text in quotes",
        "unknown escape character": "a backslash inside double quotes; use single quotes",
        "second document": "a second document ('---'); one file holds one",
        "exceeded max": "nested far too deep",
        "undefined alias": "'*' starts an alias in YAML; put the text in quotes",
        "control characters are not allowed": "a control character that YAML does not allow; delete it",
    }
    return next((plain for jargon, plain in known.items() if jargon in said), f"not valid YAML: {said}")
