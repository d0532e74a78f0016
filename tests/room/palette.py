"""A screenshot with a palette: little more than a third of the bytes, and to the eye the same.

Law: it reads what browsers write (PNG, 8 bits, without transparency), and keeps every colour of an area exactly;
only the rare shades at the edges of letters move to the nearest that is kept.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
MOST = 256
BYTES = 3
"""A pixel's."""


def small(png: bytes) -> bytes:
    """The same picture with at most 256 colours."""
    parts = list(chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", parts[0][1][:10])
    assert (depth, kind) == (8, 2), "not a screenshot as Chromium writes it"
    raw = zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT"))
    lines = [pixels(line) for line in unfiltered(raw, width * BYTES)]
    kept, place = reduced(Counter(pixel for line in lines for pixel in line))
    body = b"".join(b"\0" + bytes(place[pixel] for pixel in line) for line in lines)
    return SIGN + b"".join(
        chunk(name, data)
        for name, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", b"".join(kept)),
            (b"IDAT", zlib.compress(body, 9)),
            (b"IEND", b""),
        )
    )


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file by name."""
    at = len(SIGN)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def chunk(name: bytes, data: bytes) -> bytes:
    """One part as it is written."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def unfiltered(raw: bytes, length: int) -> Iterator[bytes]:
    """Each line as it is seen (PNG specification, 9.2)."""
    above = bytearray(length)
    for at in range(0, len(raw), length + 1):
        line = bytearray(raw[at + 1 : at + 1 + length])
        restore(raw[at], line, above)
        yield bytes(line)
        above = line


def restore(how: int, line: bytearray, above: bytearray) -> None:
    """Undo a line's filter in its place."""
    for place in range(len(line) if how else 0):
        left = line[place - BYTES] if place >= BYTES else 0
        corner = above[place - BYTES] if place >= BYTES else 0
        guess = (left, above[place], (left + above[place]) // 2, nearest(left, above[place], corner))[how - 1]
        line[place] = (line[place] + guess) & 255


def nearest(left: int, up: int, corner: int) -> int:
    """The neighbour that is nearest to what the three suggest."""
    return min((abs(up - corner), 0, left), (abs(left - corner), 1, up), (abs(left + up - 2 * corner), 2, corner))[2]


def pixels(line: bytes) -> list[bytes]:
    """A line's pixels."""
    return [line[at : at + BYTES] for at in range(0, len(line), BYTES)]


def reduced(seen: Counter[bytes]) -> tuple[list[bytes], dict[bytes, int]]:
    """The colours that are kept, and for every colour the place of its nearest among them."""
    kept = [colour for colour, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))[:MOST]]
    place = {colour: number for number, colour in enumerate(kept)}
    for colour in seen.keys() - place.keys():
        place[colour] = min(range(len(kept)), key=lambda number: distance(colour, kept[number]))
    return kept, place


def distance(one: bytes, other: bytes) -> int:
    """How far two colours are apart."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
