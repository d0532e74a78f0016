"""A best guess at what an author meant, so that one mistake does not hide the others.

Law: a guess is only ever read by rules that look for more problems; nothing is played or built from it.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from game.authoring.sentences import Fault
from game.authoring.tree import Path, Value

TRIES = 6
STAND_INS: dict[str, Value] = {
    "string_type": "?",
    "int_type": 1,
    "int_from_float": 1,
    "int_parsing": 1,
    "date_type": "2000-01-01",
    "date_parsing": "2000-01-01",
    "date_from_datetime_parsing": "2000-01-01",
    "date_from_datetime_inexact": "2000-01-01",
    "model_type": {},
    "model_attributes_type": {},
    "float_type": 0.0,
    "bool_type": False,
    "list_type": [],
    "tuple_type": [],
    "dict_type": {},
}


def patched(value: Value, faults: Sequence[Fault]) -> Value:
    """A copy of `value` in which each fault is left out or stood in for; later items first, so paths stay true."""
    patched_value = copy.deepcopy(value)
    for fault in sorted(faults, key=lambda one: [str(step).rjust(9) for step in one.path], reverse=True):
        patch(patched_value, fault)
    return patched_value


def patch(value: Value, fault: Fault) -> None:
    """Mend one fault in place. A missing key is guessed to be text; what cannot be guessed is left out."""
    holder, step = found(value, fault.path)
    if holder is None or step is None:
        return
    if fault.kind == "missing" and isinstance(holder, dict):
        holder[str(step)] = "?"
    elif isinstance(holder, dict) and str(step) in holder:
        if fault.kind in STAND_INS and holder[str(step)] != STAND_INS[fault.kind]:
            holder[str(step)] = copy.deepcopy(STAND_INS[fault.kind])
        else:
            del holder[str(step)]
    elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        del holder[step]


def found(value: Value, path: Path) -> tuple[Value, str | int | None]:
    """The container that holds the last step of `path`, and that step."""
    for step in path[:-1]:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None, None
    return value, path[-1] if path else None
