"""What authors wrote, as HTML within a page that has headings of its own.

Law: nothing in it leads out of the room or is fetched: a heading becomes a bold line, a link its words, a picture its
alternative text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it.token import Token
from markupsafe import Markup

from game.authoring.prose import markdown

SCROLLED = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
"""A table that is wider than a phone moves by itself, by keyboard too."""
KEPT = 1024
"""Texts that are kept as HTML: hundreds of phones show the same ones."""


@lru_cache(maxsize=KEPT)
def prose(text: str) -> Markup:
    """Markdown as HTML."""
    parser = markdown()
    return Markup(parser.renderer.render(list(plainer(parser.parse(text))), parser.options, {}))


@lru_cache(maxsize=KEPT)
def line(text: str) -> Markup:
    """Markdown within a line."""
    parser = markdown()
    tokens = [inline(token) for token in parser.parseInline(text)]
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def plainer(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens without headings, with tables that can be moved."""
    for token in tokens:
        if token.type == "table_open":
            yield Token("html_block", "", 0, content=SCROLLED)
        if token.type in ("heading_open", "heading_close"):
            yield Token("html_block", "", 0, content="<p><strong>" if token.nesting > 0 else "</strong></p>\n")
        else:
            yield inline(token) if token.type == "inline" else token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content="</div>\n")


def inline(token: Token) -> Token:
    """Words within a line, without links and pictures."""
    kept = [child for child in token.children or () if child.type not in ("link_open", "link_close")]
    return token.copy(children=[words(child) if child.type == "image" else child for child in kept])


def words(picture: Token) -> Token:
    """A picture's alternative text."""
    return Token("text", "", 0, content=picture.content)
