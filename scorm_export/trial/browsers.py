"""Finds a Chromium on this computer: the system's own, Google's, Microsoft's, or the one Playwright fetched.

Law: only the standard library; looks and starts nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

SHELLS = ("chromium-headless-shell", "headless_shell", "headless_shell.exe", "chrome-headless-shell")
"""Chromium without its windows: the same engine, and a page costs a quarter of the time."""
COMMANDS = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
MAC_PLACES = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PLACES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
PLAYWRIGHT_PLACES = (
    "chromium_headless_shell-*/*/headless_shell*",
    "chromium_headless_shell-*/*/chrome-headless-shell*",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


class Missing(Exception):
    """Something that is needed cannot be had; the message is the sentence to show."""


def chromium() -> Path | None:
    """The browser to play in: what CHROMIUM names, else the first found in the usual places."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise Missing(f"CHROMIUM names {named}, which is not a program that can be run.")
        return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def is_shell(program: Path) -> bool:
    """Whether a browser is one without windows."""
    return program.name in SHELLS


def _usual_places() -> Iterator[Path]:
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    home = Path.home()
    if sys.platform == "darwin":
        yield from (root / place for root in (Path("/Applications"), home / "Applications") for place in MAC_PLACES)
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        yield from (Path(root) / place for root in roots if root for place in WINDOWS_PLACES)
    store = _playwright_store(home)
    yield from (found for place in PLAYWRIGHT_PLACES for found in sorted(store.glob(place), reverse=True))


def _playwright_store(home: Path) -> Path:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named and named != "0":
        return Path(named)
    if sys.platform == "darwin":
        return home / "Library/Caches/ms-playwright"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(home))) / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"
