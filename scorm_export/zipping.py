"""Files made into a zip that is the same every time, each content deflated once however many zips hold it.

Law: the bytes depend on names, contents, the one time, and the version of zlib; on nothing else.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

LEVEL = 9
KEPT = 160
"""Contents that are remembered: one course's media and scripts, and the pages of its last few partners."""
HEAD_END, HEAD_WITHIN = b"</head>", 4000
"""A page's head names the script of its standard. What follows is the same in all, so it is deflated for itself."""
DEFLATED, VERSION = 8, 20
UNIX, READABLE_FILE = 3, 0o100644
"""Written whatever the machine, so that Windows gives the same bytes."""
ENTRY = struct.Struct("<5H3I2H")
LISTED = struct.Struct("<3H2I")
END = struct.Struct("<4s4H2IH")
MOST_ENTRIES, MOST_BYTES = 0xFFFF, 0xFFFFFFFF
"""What a zip can say without the extension that older LMSs do not read."""


def zipped(files: Mapping[str, bytes], when: datetime) -> bytes:
    """One zip of these files in the order of their names, all of one time. Raises ValueError for more than fits."""
    entries: list[bytes] = []
    listing: list[bytes] = []
    at = 0
    for name in sorted(files):
        stream = deflated(files[name])
        head = described(name, files[name], len(stream), when)
        listing.append(b"PK\1\2" + struct.pack("<H", UNIX << 8 | VERSION) + head[: -len(name)])
        listing += (LISTED.pack(0, 0, 0, READABLE_FILE << 16, at), name.encode("ascii"))
        entries += (b"PK\3\4", head, stream)
        at += 4 + len(head) + len(stream)
    if len(files) > MOST_ENTRIES or at > MOST_BYTES:
        raise ValueError(f"{len(files):,} files of {at:,} bytes do not fit into a zip")
    size = sum(map(len, listing))
    return b"".join((*entries, *listing, END.pack(b"PK\5\6", 0, 0, len(files), len(files), size, at, 0)))


def described(name: str, content: bytes, packed: int, when: datetime) -> bytes:
    """What both lists of a zip say of a file, and its name."""
    clock = when.hour << 11 | when.minute << 5 | when.second // 2
    day = (when.year - 1980) << 9 | when.month << 5 | when.day
    sizes = (zlib.crc32(content), packed, len(content))
    return ENTRY.pack(VERSION, 0, DEFLATED, clock, day, *sizes, len(name), 0) + name.encode("ascii")


def deflated(content: bytes) -> bytes:
    """The content deflated; a page in two stretches, its head and the rest."""
    head = content.find(HEAD_END, 0, HEAD_WITHIN)
    if head < 0:
        return stretch(content, zlib.Z_FINISH)
    return stretch(content[:head], zlib.Z_FULL_FLUSH) + stretch(content[head:], zlib.Z_FINISH)


@lru_cache(maxsize=KEPT)
def stretch(part: bytes, ending: int) -> bytes:
    """One stretch of a deflate stream, which looks back at nothing before it."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return press.compress(part) + press.flush(ending)


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 of names and contents alone, the same whatever zlib deflated them.

    It is that of a list with a line for each file in the order of their names, as sha256sum writes it.
    """
    lines = (f"{content_digest(files[name])}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


@lru_cache(maxsize=KEPT)
def content_digest(content: bytes) -> str:
    """SHA-256 of one content."""
    return sha256(content).hexdigest()
