"""Garbage is collected while nobody waits, so that no key has to.

Law: what is there once the first screen stands is never looked through again, and no drawn line outlives its screen.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache


def settle() -> None:
    """Once, when the first screen stands: what Python and Textual hold by then stays until the end."""
    gc.collect()
    gc.freeze()


def sweep() -> None:
    """Let go of the lines of screens that are gone.

    Textual 8 keeps them: it remembers the colours of the last 1024 widgets together with the widgets' drawn lines, a
    quarter of a million objects after an hour, which Python's collector then walks through in the middle of a key.
    """
    StylesCache.get_inner_outer.cache_clear()
