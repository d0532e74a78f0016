"""Garbage is collected while nobody waits, so that no key has to.

Law: what is there once the first screen stands is never looked through again, and no drawn line outlives its screen.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

RARE = (700, 10, 1000)
"""Python's thresholds while a console runs: everything is looked through only where nobody paused for very long."""
MUCH = 10
"""From so many rounds of the quick collector on, there may be enough for the thorough one."""


def settle() -> None:
    """Once, when the first screen stands: what Python and Textual hold by then stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARE)


def sweep(is_quiet: bool = False) -> None:
    """Let go of the lines of screens that are gone; and look for garbage, if there may be much, while nobody types.

    Textual 8 keeps them: it remembers the colours of the last 1024 widgets together with the widgets' drawn lines, a
    quarter of a million objects after an hour, which Python's collector then walks through in the middle of a key.
    """
    StylesCache.get_inner_outer.cache_clear()
    if is_quiet and gc.get_count()[2] >= MUCH:
        gc.collect()
