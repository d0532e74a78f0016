"""The Markdown of manuscripts: text to tokens, and tokens to a screen's HTML.

Law: what authors may write is decided here once; raw HTML is seen, said and never passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from scorm_export import dialect, partners, rendering
from scorm_export.rendering import Setting

MAX_PARAGRAPH = 10_000
"""Characters. Brackets and stars in one paragraph can cost their square in time; no reader wants more either."""
MAX_DEPTH = 12
"""Lists and quotes within each other. The parser gives up without a word at 20."""
BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
LEADING_BRACES = re.compile(r"\{([^{}]*)\}")
MARKED = re.compile(r"\[!(\w+)\]\s*")
SAMPLES = ("text", "html", "css")
"""Words that may open a block of sample text, beside none at all."""


@cache
def markdown() -> MarkdownIt:
    """The parser: CommonMark with tables, definition lists, footnotes and our few additions.

    HTML is recognised so that it can be refused with its place.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(front_matter_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    dialect.teach(parser)
    parser.core.ruler.before("inline", "short_paragraphs", short_paragraphs)
    parser.core.ruler.before("inline", "heading_braces", heading_braces)
    parser.core.ruler.push("image_braces", image_braces)
    parser.core.ruler.push("figures", figures)
    parser.core.ruler.push("marked_quotes", marked_quotes)
    parser.core.ruler.push("table_heads", table_heads)
    rendering.teach(parser)
    return parser


def blocks(text: str) -> list[Token]:
    """A whole file's tokens; lines in their maps count from 0."""
    return markdown().parse(text)


def inline(text: str) -> list[Token]:
    """One line's tokens, without a block round them."""
    return list(parsed_line(" ".join(text.split())[:MAX_PARAGRAPH]))


@lru_cache(maxsize=4096)  # every text of an activity is looked at by several rules, and then rendered
def parsed_line(text: str) -> tuple[Token, ...]:
    """One line's tokens. Nobody changes them."""
    return tuple(markdown().parseInline(text))


def html(tokens: Sequence[Token], setting: Setting) -> str:
    """The tokens as HTML of one screen."""
    return str(markdown().renderer.render(tokens, markdown().options, {"setting": setting})).strip()


def plain(tokens: Iterable[Token]) -> str:
    """The words alone."""
    return "".join(word for token in tokens for word in words_of(token)).strip()


def filled(tokens: Iterable[Token], values: Mapping[str, str]) -> list[Token]:
    """The tokens with a partner's values, given as Markdown, where authors named them."""
    return [filled_one(token, values) for token in tokens]


def filled_one(token: Token, values: Mapping[str, str]) -> Token:
    """One token with its values."""
    if not token.children and "title" not in token.attrs:
        return token
    children: list[Token] = []
    before = ""
    for child in token.children or ():
        known = values.get(child.content) if child.type == "value" else None
        new = [filled_one(child, values)] if known is None else written_value(partners.opened(known, before))
        children.extend(new)
        before += plain(new) if child.type != "text" else child.content
    title = {key: partners.filled(str(value), values) for key, value in token.attrs.items() if key == "title"}
    return token.copy(children=children, attrs=token.attrs | title)


def written_value(markdown_text: str) -> list[Token]:
    """The tokens of one value."""
    return inline(markdown_text)[0].children or []


def without_notes(tokens: Iterable[Token]) -> list[Token]:
    """The tokens without the footnotes that they name."""
    return [
        token.copy(children=[child for child in token.children if child.type != "footnote_ref"])
        if token.children
        else token
        for token in tokens
    ]


def words_of(token: Token) -> Iterable[str]:
    """One token's words; pictures give their alternative text, footnotes nothing."""
    if token.children:
        yield from (word for child in token.children for word in words_of(child))
    elif token.type in ("softbreak", "hardbreak"):
        yield " "
    elif token.type in ("text", "abbr", "code_inline", "image", "fence", "code_block"):
        yield token.content
    elif token.type == "value":
        yield f"{{{{ {token.content} }}}}"


def short_paragraphs(state: StateCore) -> None:
    """Empty a paragraph that is too long to be parsed, and mark it."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            token.meta["too_long"] = len(token.content)
            token.content = ""


def heading_braces(state: StateCore) -> None:
    """Take `{#id .check}` off the end of a heading's text and keep it on the heading."""
    for opening, text in pairwise(state.tokens):
        if opening.type == "heading_open" and (found := BRACES.search(text.content)):
            text.content = text.content[: found.start()]
            opening.meta["braces"] = tuple(found.group(1).split())


def image_braces(state: StateCore) -> None:
    """Take `{decorative}` off the text behind an image and keep it on the image."""
    for token in state.tokens:
        children = token.children or []
        for image, text in pairwise(children):
            found = LEADING_BRACES.match(text.content) if image.type == "image" and text.type == "text" else None
            if found:
                text.content = text.content[found.end() :]
                image.meta["braces"] = tuple(found.group(1).split())


def figures(state: StateCore) -> None:
    """A picture alone in its paragraph becomes a figure."""
    for before, token, after in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        said = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
        alone = len(said) == 1 and said[0].type == "image"
        if alone and before.type == "paragraph_open" and not before.hidden:
            before.tag = after.tag = "figure"
            token.children = said
            said[0].meta["figure"] = True


def marked_quotes(state: StateCore) -> None:
    """A quote that opens with `[!NOTE]` becomes a note of that kind."""
    for number, (quote, _, token) in enumerate(zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False)):
        children = token.children or []
        mark = MARKED.match(children[0].content) if children and quote.type == "blockquote_open" else None
        if mark and children[0].type == "text":
            children[0].content = children[0].content[mark.end() :]
            if len(children) > 1 and not children[0].content and children[1].type in ("softbreak", "hardbreak"):
                del children[:2]
            state.tokens[number + 1].hidden = state.tokens[number + 3].hidden = not plain(children)
            quote.meta["marked"] = mark.group(1)
            closing(state.tokens, number).meta["marked"] = mark.group(1)
            shown = figure_before(state.tokens, number)
            quote.meta["of"] = shown and ("media" if is_played(shown) else "picture")
            if shown:
                shown.meta.setdefault("with", set()).add(mark.group(1))


def figure_before(tokens: Sequence[Token], number: int) -> Token | None:
    """The picture whose figure ends right before `tokens[number]`."""
    if number < 2 or tokens[number - 1].tag != "figure":
        return None
    children = tokens[number - 2].children
    return children[0] if children else None


def is_played(token: Token) -> bool:
    """Whether a picture's file is sound or film."""
    return str(token.attrs.get("src", "")).endswith(rendering.PLAYED)


def table_heads(state: StateCore) -> None:
    """Note on each table whether its heads say anything: all but the first must."""
    table, cells = None, list[str]()
    for token, following in pairwise(state.tokens):
        if token.type == "table_open":
            table, cells = token, []
        elif token.type == "th_open":
            cells.append(following.content.strip())
        elif token.type == "thead_close" and table:
            table.meta["headless"] = not all(cells[1:]) or not any(cells)


def closing(tokens: Sequence[Token], number: int) -> Token:
    """The token that closes what `tokens[number]` opens."""
    opening = tokens[number]
    end = opening.type.replace("_open", "_close")
    return next(t for t in tokens[number:] if t.type == end and t.level == opening.level)
