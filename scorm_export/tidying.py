"""Styles and scripts without what only people need: comments, indents, spaces between signs.

Law: what is within a string, a template or a pattern stays as it is; a line that holds a template or a pattern is
left alone but for its indent. Sources keep each string, template and pattern to one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|' r"'(?:\\.|[^'\\\n])*'")
BLOCK = re.compile(r"^\s*/\*.*?\*/$", re.MULTILINE | re.DOTALL)
TRAILING = re.compile(r"(?<=[;,{}]) +// .*$")
SIGNS = re.compile(r" *([{}()\[\];,:?=<>&|!]) *")  # not + and -, which may not meet themselves
OPEN_END = ("{", "(", "[", ",", ";", "=>", "&&", "||", "?", ":")
STYLE_SIGNS = re.compile(r"\s*([{};,])\s*")


def script(source: str) -> str:
    """A script as a browser needs it. Ends of lines go only where a statement cannot end."""
    lines = [tidied for line in source.split("\n") if (tidied := script_line(line.strip()))]
    joined = "".join(line if line.endswith(OPEN_END) else f"{line}\n" for line in lines)
    return joined.replace("\n}", "}")


def script_line(line: str) -> str:
    """One line of a script, nothing where it is only a comment."""
    if line.startswith("//"):
        return ""
    line = TRAILING.sub("", line)
    return line if "`" in line or "/" in STRING.sub("", line) else outside_strings(line, squeezed)


def squeezed(code: str) -> str:
    """Code without spaces around its signs."""
    return SIGNS.sub(r"\1", code)


def style(source: str) -> str:
    """A style as a browser needs it, one rule to a line."""
    bare = " ".join(BLOCK.sub("", source).split())
    return outside_strings(bare, lambda text: STYLE_SIGNS.sub(r"\1", text).replace(": ", ":").replace(";}", "}\n"))


def outside_strings(text: str, change: Callable[[str], str]) -> str:
    """The text with all changed that is not within quotes."""
    parts = []
    at = 0
    for string in STRING.finditer(text):
        parts += [change(text[at : string.start()]), string.group()]
        at = string.end()
    return "".join([*parts, change(text[at:])])
