"""A zip from anywhere, opened safely: its names and what they hold, within bounds.

Law: nothing is written, nothing is read twice, no more is unpacked than the bounds allow, whatever the zip claims.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scorm_export.inspection.findings import Finding

MOST_ENTRIES = 20_000
MOST_BYTES = 2_000_000_000
"""Unpacked, all together."""
MOST_RATIO = 200
SMALL = 1_000_000
"""Below this, no ratio is a bomb."""
HEAVY = 50_000_000
READ = 5_000_000
"""The most that is read of one file."""
ENCRYPTED = 0x1
UTF8 = 0x800
ENDINGS = (".php", ".php3", ".php5", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".cgi", ".exe", ".bat", ".cmd", ".sh")
END_OF_DIRECTORY = b"PK\x05\x06"
END_OF_DIRECTORY_64 = b"PK\x06\x06"


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip that could be opened: its files by name, and the zip itself for reading."""

    zip: ZipFile
    files: dict[str, ZipInfo]

    def read(self, name: str, most: int = READ) -> bytes:
        """A file's beginning, as far as it is ever looked at; nothing where it cannot be unpacked."""
        info = self.files.get(name)
        if info is None or info.flag_bits & ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return b""
        try:
            with self.zip.open(info) as file:
                return file.read(most)
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            return b""


def entries_claimed(path: Path) -> int:
    """How many entries the end of the zip claims, without reading them; 0 where there is no end."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 70_000))
        tail = file.read()
    place = tail.rfind(END_OF_DIRECTORY)
    if place < 0 or len(tail) < place + 22:
        return 0
    count = int(struct.unpack_from("<H", tail, place + 10)[0])
    large = tail.rfind(END_OF_DIRECTORY_64)
    if count == 0xFFFF and large >= 0 and len(tail) >= large + 40:
        count = int(struct.unpack_from("<Q", tail, large + 32)[0])
    # A claim of few entries may lie; the length of the directory cannot claim more than the file holds.
    directory = int(struct.unpack_from("<I", tail, place + 12)[0])
    return max(count, min(directory, size) // 400) if directory != 0xFFFFFFFF else max(count, 0xFFFF)


def faults(archive: Archive) -> Iterator[Finding]:
    """What is wrong with the zip as a zip."""
    infos = archive.zip.infolist()
    yield from weight(infos)
    yield from clashes(infos)
    for info in infos:
        yield from entry_faults(info)


def weight(infos: list[ZipInfo]) -> Iterator[Finding]:
    """Too heavy, packed or unpacked."""
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if unpacked > MOST_BYTES:
        yield Finding("zip-bomb", "", f"it would unpack to {unpacked:,} bytes")
    for info in infos:
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            yield Finding("zip-bomb", info.filename, f"{info.compress_size:,} bytes that unpack to {info.file_size:,}")
    if packed > HEAVY:
        yield Finding("zip-size", "", f"{packed:,} bytes")


def clashes(infos: list[ZipInfo]) -> Iterator[Finding]:
    """Names given twice, in another case, or alike at their end."""
    exact: set[str] = set()
    folded: dict[str, str] = {}
    last: dict[str, str] = {}
    for info in infos:
        name = info.filename
        if name in exact:
            yield Finding("zip-twice", name, "the zip has it twice")
        elif folded.setdefault(name.lower(), name) != name:
            yield Finding("zip-case", name, f"the zip also has '{folded[name.lower()]}'")
        exact.add(name)
        base = PurePosixPath(name).name
        if not info.is_dir() and last.setdefault(base, name) != name:
            yield Finding("zip-same-name", name, f"'{last[base]}' has the same last name")


def entry_faults(info: ZipInfo) -> Iterator[Finding]:
    """What is wrong with one entry."""
    name = info.filename
    if leaves(info.orig_filename) or leaves(name):
        yield Finding("zip-path", name, "the path is absolute, leads upwards or has a backslash")
    if stat.S_ISLNK(info.external_attr >> 16):
        yield Finding("zip-link", name, "it is a symbolic link")
    if info.flag_bits & ENCRYPTED:
        yield Finding("zip-encrypted", name, "it is encrypted")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield Finding("zip-method", name, f"its method is number {info.compress_type}")
    if not name.isascii() and not info.flag_bits & UTF8:
        yield Finding("zip-name", name, "letters beyond ASCII, and no mark that the name is UTF-8")
    if any(ord(sign) < 32 for sign in name) or name.rstrip("/").endswith((" ", ".")):
        yield Finding("zip-name", name.strip(), "a control character, or a space or dot at its end")
    if name.lower().endswith(ENDINGS):
        yield Finding("zip-ending", name, f"the ending {PurePosixPath(name.lower()).suffix}")


def leaves(name: str) -> bool:
    """Whether a path could be written outside the folder that it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or "\\" in name or ".." in parts or (len(name) > 1 and name[1] == ":")
