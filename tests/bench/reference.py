"""The course that figures are measured on: 10 pages, 1,163 words, 3 tables, 2 pictures of 44 kB, 10 questions.

Law: the same size as the sample that other tools were measured with, and the same bytes every time.
"""

from __future__ import annotations

import struct
import zlib
from itertools import cycle, islice
from pathlib import Path
from random import Random

PAGES, WORDS, TABLES, QUESTIONS, PICTURE = 10, 1163, 3, 10, 44_000
SHEET = """\
id: reference
title: The reference course
version: 1.0.0
language: en-GB
summary: A course of the size that all tools were measured with.
audience: Everyone
owner: Kent Connects
reviewed: 2026-11-23
licence: CC BY 4.0
pass_mark: 80
completion: viewed and passed
modules: [01-reference]
"""
HEAD = """\
---
id: reference-module
title: The module
minutes: 15
objectives:
  1a: Read ten pages
---
"""
QUESTION = """
```choice
id: question-{n}
objective: 1a
prompt: What is the answer to question {n}?
options:
  - {{id: first, text: The first answer, correct: true, feedback: This is what the page says.}}
  - {{id: second, text: The second answer, feedback: The page says something else.}}
  - {{id: third, text: The third answer, feedback: Nothing on the page says so.}}
```
"""
TABLE = """
| Name | Number | Meaning |
|------|-------:|---------|
| One  |      1 | First   |
| Two  |      2 | Second  |
| Six  |      6 | Last    |
"""
TEXT = (
    "Every page should be read with ease by everyone who needs it at work today and that means short sentences "
    "plain words clear headings and pictures that are told in text for those who cannot see them"
)


def write(folder: Path) -> Path:
    """Write the manuscript into a folder. Nine pages are read, the tenth asks."""
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yaml").write_text(SHEET, "utf-8")
    for number in (1, 2):
        (folder / "media" / f"picture-{number}.png").write_bytes(picture(number))
    text = HEAD + "".join(page(number) for number in range(1, PAGES + 1))
    (folder / "modules" / "01-reference.md").write_text(text, "utf-8")
    return folder


def page(number: int) -> str:
    """One page: its share of the words, and a table or a picture where it is its turn. The last page asks."""
    if number == PAGES:
        asked = "".join(QUESTION.format(n=n) for n in range(1, QUESTIONS + 1))
        return f"\n## Page {number} {{#page-{number} .check}}\n{asked}"
    share = WORDS // (PAGES - 1) + (number <= WORDS % (PAGES - 1))
    words = list(islice(cycle(TEXT.split()), share))
    paragraphs = [" ".join(words[at : at + 40]).capitalize() + "." for at in range(0, share, 40)]
    extra = TABLE if number <= TABLES else ""
    if number in (4, 5):
        extra = f'\n![A picture of nothing but noise](media/picture-{number - 3}.png "Picture {number - 3}")\n'
    return f"\n## Page {number} {{#page-{number}}}\n\n" + "\n\n".join(paragraphs) + "\n" + extra


def picture(seed: int) -> bytes:
    """A grey PNG of noise, which no zip makes smaller."""
    width = 240
    height = PICTURE // width
    noise = Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
