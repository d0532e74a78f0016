"""What our Markdown has that no other has: partner values, abbreviations, blocks for some partners, media.

Law: a rule makes tokens and never judges; the cost of each is bound by the length of the text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

ABBREVIATION = re.compile(r"\*\[([^\[\]\n]{1,60})\]:[ \t]*(.*)")
FENCE = ":::"
WORD = r"(?<![\w]){}(?![\w])"
MOST = 200
"""So many abbreviations of one module are heeded."""


def teach(parser: MarkdownIt) -> None:
    """Give the parser our rules."""
    parser.inline.ruler.before("link", "value", value)
    parser.block.ruler.before("reference", "abbreviation", abbreviation, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("fence", "role_block", role_block, {"alt": ["paragraph", "reference", "list"]})
    parser.core.ruler.push("abbreviated", abbreviated)


def value(state: StateInline, silent: bool) -> bool:
    """`{{ partner.name }}` becomes a token of its own."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos, state.pos + 100)
    if end < 0 or end + 2 > state.posMax:
        return False
    if not silent:
        token = state.push("value", "", 0)
        token.content = state.src[state.pos + 2 : end].strip()
    state.pos = end + 2
    return True


def abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`*[WCAG]: Web Content Accessibility Guidelines` on a line of its own."""
    found = ABBREVIATION.fullmatch(line_at(state, start)) if not state.is_code_block(start) else None
    if not found:
        return False
    if not silent:
        token = state.push("abbreviation", "", 0)
        token.map, token.meta = [start, start + 1], {"label": found.group(1).strip(), "text": found.group(2).strip()}
        state.line = start + 1
    return True


def role_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: for police` to `:::`: its blocks stand as if outside, between two marks."""
    line = line_at(state, start)
    if not line.startswith(FENCE) or state.env.get("in_role_block"):
        return False
    if silent:
        return True
    closing = None if not line.strip(":").strip() else closing_line(state, start + 1, end)
    opening = state.push("roles_open", "", 0)
    opening.map, opening.meta = [start, start + 1], {"words": line.strip(":").split(), "closed": closing is not None}
    state.line = start + 1
    if closing is not None:
        within(state, start + 1, closing)
        state.push("roles_close", "", 0).map = [closing, closing + 1]
        state.line = closing + 1
    return True


def within(state: StateBlock, start: int, end: int) -> None:
    """Read the lines of a block."""
    outer, state.lineMax, state.env["in_role_block"] = state.lineMax, end, True
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.env["in_role_block"] = outer, False


def closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes a block; a text without one is looked through once only."""
    if start < state.env.get("open_from", end):
        for line in range(start, end):
            text = line_at(state, line)
            if text.startswith(FENCE) and not text.strip(": "):
                return line
        state.env["open_from"] = start
    return None


def line_at(state: StateBlock, line: int) -> str:
    """A line's text without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def abbreviated(state: StateCore) -> None:
    """Mark each abbreviation in the text of paragraphs, lists and tables; headings stay as they are."""
    texts = {token.meta["label"]: token.meta["text"] for token in state.tokens if token.type == "abbreviation"}
    if not texts:
        return
    known = sorted(list(texts)[:MOST], key=len, reverse=True)
    pattern = re.compile("|".join(WORD.format(re.escape(word)) for word in known))
    for number, token in enumerate(state.tokens):
        if token.children and state.tokens[number - 1].type != "heading_open":
            token.children = [part for child in token.children for part in parts(child, pattern, texts)]


def parts(token: Token, pattern: re.Pattern[str], texts: dict[str, str]) -> list[Token]:
    """One token of a line, cut at the abbreviations in it."""
    if token.type != "text":
        return [token]
    found: list[Token] = []
    at = 0
    for match in pattern.finditer(token.content):
        if match.start() > at:
            found.append(text(token, token.content[at : match.start()]))
        word = Token("abbr", "abbr", 0, content=match.group(), level=token.level)
        word.meta["text"] = texts[match.group()]
        found.append(word)
        at = match.end()
    return [*found, text(token, token.content[at:])] if found else [token]


def text(like: Token, content: str) -> Token:
    """A token of plain text."""
    return Token("text", "", 0, content=content, level=like.level)
