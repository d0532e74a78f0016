"""The kinds of activity a course can hold, each a folder here: its model, its page, its script.

Law: a new kind is a new folder; nothing outside it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scorm_export.activities.activity import Activity


@cache
def kinds() -> Mapping[str, type[Activity]]:
    """Every kind by the word that opens its block in a manuscript."""
    folders = sorted(module.name for module in iter_modules(__path__) if module.ispkg)
    found = [import_module(f"{__name__}.{folder}").KIND for folder in folders]
    return {kind.kind: kind for kind in found}
