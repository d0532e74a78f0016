"""Short names for what a script calls its own: a sixth less for every learner to load.

Law: only names that the script itself declares change, each everywhere alike and to a name nobody else has; what
follows a dot, keys, strings, templates' texts and patterns stay. It knows the JavaScript that the player is written
in, not all there is: no classes, no labels, one name to a declaration.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from string import ascii_letters

NAME = re.compile(r"[A-Za-z_$][\w$]*")
PLAIN = re.compile(
    r"""[A-Za-z_$][\w$]*|\d[\w.]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\s+|\.\.\.|=>|\?\.(?!\d)|[^\w\s]"""
)
PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^\\$`])*(?:\$\{|`)", re.DOTALL)
LANGUAGE = """\
arguments async await break case catch class const continue default delete do else false finally for function get if
in instanceof let new null of return set static super switch this throw true try typeof undefined var void while yield
"""
BROWSER = """\
window document navigator performance location history localStorage sessionStorage console parent opener event name
top self crypto setTimeout clearTimeout setInterval clearInterval requestAnimationFrame parseInt parseFloat isNaN
fetch encodeURIComponent decodeURIComponent structuredClone queueMicrotask matchMedia
"""
KEYWORDS = frozenset(LANGUAGE.split())
OUTSIDE = frozenset(BROWSER.split())
BEFORE_PATTERN = frozenset(("", "(", ",", "=", ":", "[", "!", "&", "|", "?", "{", "}", ";", "=>", "return"))
BEFORE_OBJECT = frozenset(("(", ",", "=", ":", "[", "?", "&", "|", "...", "return", "const", "let", "${"))
BEFORE_BOUND = frozenset(("(", "[", "{", ",", ":", "..."))
PARAMETERLESS = frozenset(("if", "for", "while", "switch", "await", "return", "of", "in", "typeof"))


@dataclass(slots=True)
class Token:
    """One piece of a script. `role` is what a name is there: its own name, a property, both at once, or none."""

    text: str
    role: str = ""
    inside: str = ""
    end: int = 0
    """Where the bracket that opens here closes."""


@cache
def shortened(source: str) -> str:
    """The script with its own names cut short. Kept for the next package with the same script."""
    tokens = [Token(text) for text in pieces(source)]
    code = [token for token in tokens if not token.text.isspace()]
    give_roles(code)
    short = short_names(code)
    for token in code:
        if token.text in short and token.role == "own":
            token.text = short[token.text]
        elif token.text in short and token.role == "both":
            token.text = f"{token.text}:{short[token.text]}"
    return "".join(token.text for token in tokens)


def pieces(source: str) -> Iterator[str]:
    """The script cut into names, signs, strings, patterns and white space; a template falls into text and code."""
    at, before, braces = 0, "", [0]
    while at < len(source):
        found = (before in BEFORE_PATTERN and PATTERN.match(source, at)) or PLAIN.match(source, at)
        if source[at] == "`" or (source[at] == "}" and braces[-1] == 0 and len(braces) > 1):
            if source[at] == "}":
                braces.pop()
            text = TEMPLATE.match(source, at + 1)
            if text is None:
                raise ValueError("a template that never ends")
            opens = text.group().endswith("${")
            yield source[at : text.end() - 2] if opens else source[at : text.end()]
            if opens:
                yield "${"
                braces.append(0)
            at, before = text.end(), "${" if opens else "`"
            continue
        if not found:
            raise ValueError(f"not understood: {source[at : at + 20]}")
        braces[-1] += {"{": 1, "}": -1}.get(found.group(), 0)
        before = before if found.group().isspace() else found.group()
        yield found.group()
        at = found.end()


def give_roles(code: Sequence[Token]) -> None:
    """Say of each name what it is where it stands."""
    open_brackets = [""]
    opened: list[Token] = []
    for at, token in enumerate(code):
        before = code[at - 1].text if at else ""
        after = code[at + 1].text if at + 1 < len(code) else ""
        token.inside = open_brackets[-1]
        if token.text in ("(", "[", "{", "${"):
            kind = "object" if before in BEFORE_OBJECT else "block"
            open_brackets.append(kind if token.text == "{" else token.text)
            opened.append(token)
        elif token.text in (")", "]") or token.text.startswith("}"):
            open_brackets.pop()
            opened.pop().end = at
        elif NAME.fullmatch(token.text):
            token.role = role(token, before, after)


def role(token: Token, before: str, after: str) -> str:
    """What a name is, by its neighbours."""
    if before in (".", "?."):
        return "property"
    if token.inside == "object":
        if before in ("{", ",") and after in (":", "("):
            return "property"
        if before in ("{", ",") and after in (",", "}", "="):
            return "" if token.text in KEYWORDS else "both"
        if before in ("get", "set", "async") and after == "(":
            return "property"
    return "" if token.text in KEYWORDS else "own"


def short_names(code: Sequence[Token]) -> dict[str, str]:
    """A short name for each that the script declares, the shortest for the most frequent."""
    used = Counter(token.text for token in code if token.role in ("own", "both"))
    ours = set(declared(code)) - OUTSIDE
    taken = (set(used) - ours) | KEYWORDS | OUTSIDE
    free = (name for size in (1, 2) for letters in product(ascii_letters, repeat=size) if (name := "".join(letters)))
    fresh = (name for name in free if name not in taken)
    return dict(zip(sorted(ours, key=lambda name: (-used[name], name)), fresh, strict=False))


def declared(code: Sequence[Token]) -> Iterator[str]:
    """Every name that is declared: by a word before it, in a pattern, or as a parameter."""
    for at, token in enumerate(code):
        before = code[at - 1].text if at else ""
        if before in ("const", "let", "function") and token.role == "own":
            yield token.text
        elif before in ("const", "let") and token.text in ("{", "["):
            yield from bound(code, at)
        elif token.text == "=>" and before != ")":
            yield code[at - 1].text
        elif token.text == "(" and takes_parameters(code, at):
            yield from bound(code, at)


def takes_parameters(code: Sequence[Token], at: int) -> bool:
    """Whether the bracket that opens here holds parameters."""
    after = code[code[at].end + 1].text if code[at].end + 1 < len(code) else ""
    before = code[at - 1].text if at else ""
    return after == "=>" or (after == "{" and NAME.fullmatch(before) is not None and before not in PARAMETERLESS)


def bound(code: Sequence[Token], at: int) -> Iterator[str]:
    """The names within a bracket of parameters or a pattern; not what stands for a missing one."""
    for number in range(at + 1, code[at].end):
        token = code[number]
        if token.role in ("own", "both") and token.text[0].islower() and code[number - 1].text in BEFORE_BOUND:
            yield token.text
