"""The computer that a workshop is to run on, as `siro doctor` finds it.

Law: values, and what gathers them; nothing is judged here. Looking leaves nothing behind and sends nothing.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from game import cards, library
from game.cards import ScriptCard, SessionCard

SETTINGS = (
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "WT_SESSION",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
    "NO_COLOR",
    "TEXTUAL_ANIMATIONS",
)
"""What a terminal says of itself, and what its user asks of programs in it."""
PACKAGE = "kent-connects-training"
ELSEWHERE = ("192.0.2.1", 9)
"""An address that belongs to nobody (RFC 5737): asking which way it lies sends nothing."""
ROOM_PORT = 8437
"""The port that phones are told first."""
UFW, FIREWALLD = Path("/etc/ufw/ufw.conf"), Path("/run/firewalld")
"""What says that a firewall is on, on Linux. Windows and macOS ask when siro is first started with phones."""
MOUNTS = Path("/proc/mounts")
NETWORK_DRIVES = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs")
REMOTE = 4
"""What Windows calls a drive on the network (GetDriveTypeW)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Where the console would be shown."""

    is_terminal: bool = True
    columns: int = 80
    lines: int = 24
    encoding: str = "utf-8"
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Where sessions are kept."""

    path: Path
    is_there: bool = True
    refusal: str = ""
    """Why nothing can be written there."""
    lockless: str = ""
    """Why files cannot be locked there."""
    free: int = 0
    """Bytes."""
    is_remote: bool = False
    """Whether it is on a network drive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Something the program is built on: what it needs, and what is there."""

    name: str
    needs: str
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A computer, seen once."""

    system: str
    python: tuple[int, int, int]
    program: str
    packages: tuple[Package, ...]
    terminal: Terminal
    folder: Folder
    sessions: tuple[SessionCard, ...]
    scripts: tuple[ScriptCard, ...]
    """Scenarios and briefings."""
    addresses: tuple[str, ...]
    port: int
    """A port that could be opened on this computer; 0 for none."""
    is_room_free: bool = True
    """Whether nobody else has the port that phones are told first."""
    firewall: str = ""
    """The firewall that is on, where the system says so; nothing does not mean that there is none."""


def machine() -> Machine:
    """This one."""
    return Machine(
        system=platform.system(),
        python=sys.version_info[:3],
        program=found_version(PACKAGE),
        packages=tuple(packages(required())),
        terminal=terminal(),
        folder=folder(library.sessions_folder()),
        sessions=tuple(cards.session_cards(library.session_files())),
        scripts=(*cards.scenario_cards(), *cards.briefing_cards()),
        addresses=addresses(),
        port=port(),
        is_room_free=not is_taken(ROOM_PORT),
        firewall=firewall(),
    )


def terminal() -> Terminal:
    """The terminal of this process."""
    size = shutil.get_terminal_size()
    return Terminal(
        is_terminal=sys.stdin.isatty() and sys.stdout.isatty(),
        columns=size.columns,
        lines=size.lines,
        encoding=sys.stdout.encoding or "",
        settings={name: os.environ[name] for name in SETTINGS if name in os.environ},
    )


def folder(path: Path) -> Folder:
    """A folder that may not be there yet: then the nearest one above it answers."""
    nearest = next((place for place in (path, *path.parents) if place.is_dir()), Path.cwd())
    refusal = lockless = ""
    try:
        with TemporaryDirectory(dir=nearest, prefix=".siro-doctor-") as trial:
            (Path(trial) / "trial").write_bytes(b"trial")
            lockless = lock_trouble(Path(trial) / "trial.lock")
    except OSError as error:
        refusal = error.strerror or str(error)
    return Folder(
        path=path,
        is_there=path.is_dir(),
        refusal=refusal,
        lockless=lockless,
        free=shutil.disk_usage(nearest).free,
        is_remote=is_remote(nearest),
    )


def lock_trouble(path: Path) -> str:
    """Why two processes could both hold this lock, or neither; nothing where it works."""
    try:
        with FileLock(path, timeout=0):
            return ""
    except (OSError, NotImplementedError) as error:
        return str(error) or "locks are not supported"


def is_remote(path: Path) -> bool:
    """Whether a folder is on a network drive, as far as the system says."""
    if sys.platform == "win32":
        import ctypes

        return str(path).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE
    try:
        return mounted_as(path.resolve(), MOUNTS.read_text("utf-8", "replace")) in NETWORK_DRIVES
    except OSError:
        return False


def mounted_as(path: Path, mounts: str) -> str:
    """The kind of the file system that holds a path, from Linux's list of mounts."""
    kinds = {Path(words[1]): words[2] for words in map(str.split, mounts.splitlines()) if len(words) > 2}
    holder = next((place for place in (path, *path.parents) if place in kinds), None)
    return kinds[holder] if holder else ""


def required() -> list[str]:
    """What the installed program says that it needs."""
    try:
        return metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []


def packages(requirements: Iterable[str]) -> Iterator[Package]:
    """The packages that these requirements name, those for developers left out."""
    for requirement in requirements:
        found = re.match(r"([\w.-]+)([^;]*)(.*)", requirement)
        if found and "extra" not in found[3]:
            yield Package(name=found[1], needs=found[2].strip(), version=found_version(found[1]))


def found_version(name: str) -> str:
    """A package's version, or nothing."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def addresses() -> tuple[str, ...]:
    """This computer's addresses, the one that leads out first; none where there is no network."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(ELSEWHERE)
        found.append(way_out.getsockname()[0])
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return tuple(dict.fromkeys(one for one in found if not one.startswith(("127.", "0."))))


def port() -> int:
    """A port that can be opened, tried where only this computer can see it; 0 where none can."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return int(server.getsockname()[1])
    except OSError:
        return 0


def is_taken(number: int) -> bool:
    """Whether another program listens on a port of this computer. It is asked, and told nothing."""
    try:
        with socket.create_connection(("127.0.0.1", number), timeout=1):
            return True
    except OSError:
        return False


def firewall() -> str:
    """The firewall that is on, as far as Linux says."""
    with suppress(OSError):
        if re.search(r"^\s*ENABLED\s*=\s*yes", UFW.read_text("utf-8", "replace"), re.MULTILINE | re.IGNORECASE):
            return "ufw"
    with suppress(OSError):
        if FIREWALLD.exists():
            return "firewalld"
    return ""
