"""Files that must survive: written whole or not at all, and the content that travels with the program."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from time import sleep

PAUSES = (0.02, 0.1, 0.4) if os.name == "nt" else ()
"""Seconds to wait before a file that somebody has open is tried again."""


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`: readers see the old file or the new one, never a part.

    The temporary file lies beside the target because a rename is atomic only within one file system.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":  # elsewhere a file has no such permissions; it inherits its folder's
            temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~current_umask())
        put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def put_in_place(temporary: Path, path: Path) -> None:
    """The new file instead of the old one.

    Windows refuses this while any program, a virus scanner too, has the old file open. Often that is over in a moment.
    """
    for pause in PAUSES:
        try:
            temporary.replace(path)
            return
        except PermissionError:
            sleep(pause)
    temporary.replace(path)


def current_umask() -> int:
    """The permissions that new files of this process go without (there is no way to ask but to set)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def bundled(package: str, name: str) -> Path:
    """The folder `name` of content: inside `package` where installed from a wheel, else beside it in the checkout."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no package named {package}")
    home = Path(spec.origin).parent
    installed = home / "bundled" / name
    return installed if installed.is_dir() else home.parent / name
