"""Garbage is collected while nobody waits, so that no key has to.

Law: what is there once the first screen stands is never looked through again, and no drawn line outlives its screen.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import import_module

RARE = (700, 10, 1000)
"""Python's thresholds while a console runs: everything is looked through only where nobody paused for very long."""
MUCH = 10
"""From so many rounds of the quick collector on, there may be enough for the thorough one."""


def forgetting() -> Callable[[], None]:
    """What lets go of the lines of screens that are gone.

    Textual 8 keeps them: it remembers the colours of the last 1024 widgets together with the widgets' drawn lines, a
    quarter of a million objects after an hour, which Python's collector then walks through in the middle of a key.
    It has no public way to forget them. A Textual that keeps them elsewhere, or not at all, is let alone: the console
    goes on, at worst with a pause now and then.
    """
    try:
        forget: Callable[[], None] = import_module("textual._styles_cache").StylesCache.get_inner_outer.cache_clear
    except (ImportError, AttributeError):
        return nothing
    return forget


def nothing() -> None:
    """There is nothing to let go of."""


FORGET = forgetting()


def settle() -> None:
    """Once, when the first screen stands: what Python and Textual hold by then stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARE)


def sweep(is_quiet: bool = False) -> None:
    """Let go of the lines of screens that are gone; and look for garbage, if there may be much, while nobody types."""
    FORGET()
    if is_quiet and gc.get_count()[2] >= MUCH:
        gc.collect()
