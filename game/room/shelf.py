"""The files that pages link: styles and scripts, each under a name that changes with what is in it.

Law: read once and kept; a browser may keep them too, for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@cache
def static() -> Mapping[str, tuple[str, bytes]]:
    """Every file by the name it is asked for by: its media type and what is in it."""
    found = ((path, path.read_bytes()) for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES)
    return {f"{path.stem}.{short(content)}{path.suffix}": (TYPES[path.suffix], content) for path, content in found}


@cache
def address(name: str) -> str:
    """Where a file is, by the name it has in the folder: room.css -> /static/room.0a1b2c3d4e5f.css."""
    stem, suffix = name.split(".")
    return next(f"/static/{one}" for one in static() if one.startswith(f"{stem}.") and one.endswith(suffix))


def short(content: bytes) -> str:
    """What tells one content from another, in twelve hex digits."""
    return sha256(content).hexdigest()[:12]
