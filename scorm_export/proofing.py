"""Rules of prose: pictures have words, links lead somewhere, notes exist, nothing is raw HTML.

Law: a rule looks at one token and says a sentence; it never mends and never stops the next rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import TypeAlias

from markdown_it.token import Token

from game.authoring.problems import nearest, unknown
from scorm_export import markup, partners
from scorm_export.rendering import PLAYED, SOUND, captions_of
from scorm_export.sheets import ID
from scorm_export.written import FOR, ROLES

MARKS = ("NOTE", "TIP", "DESCRIPTION", "TRANSCRIPT")
SCHEMES = ("https://", "http://", "mailto:", "tel:")
IMAGE_WORDS = ("decorative",)


@dataclass(frozen=True, slots=True)
class Reach:
    """What prose may refer to: screens and headings by id, files in `media/`, footnotes."""

    anchors: Collection[str]
    media: Collection[str]
    notes: Collection[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in prose: the sentence, and the words to look for in the source."""

    message: str
    needle: str


Rule: TypeAlias = Callable[[Token, Reach], Iterator[Fault]]


def faults(token: Token, reach: Reach) -> Iterator[tuple[Token, Fault]]:
    """Everything wrong with one block's own token, or with what stands inside an inline one."""
    for one in (token, *(token.children or ())):
        for rule in RULES.get(one.type, ()):
            yield from ((one, fault) for fault in rule(one, reach))
        if one.type == "link_open":
            yield from ((one, fault) for fault in empty_link(one, token.children or ()))


def raw_html(token: Token, reach: Reach) -> Iterator[Fault]:
    """HTML in the text."""
    shown = " ".join(token.content.split())
    shown = shown if len(shown) <= 40 else shown[:37] + "…"
    yield Fault(f"raw HTML is not allowed: {shown}", token.content.strip().partition("\n")[0])


def too_long(token: Token, reach: Reach) -> Iterator[Fault]:
    """A paragraph that nobody would read."""
    length = token.meta.get("too_long")
    if length:
        yield Fault(f"a paragraph of {length:,} characters; {markup.MAX_PARAGRAPH:,} at the most", "")


def picture(token: Token, reach: Reach) -> Iterator[Fault]:
    """A picture's words and its file."""
    words = token.meta.get("braces", ())
    said = markup.plain([token])
    source = str(token.attrs.get("src", ""))
    for word in words:
        if word not in IMAGE_WORDS:
            yield Fault(unknown("word behind an image", word, IMAGE_WORDS), f"{{{word}")
    if source.endswith(PLAYED):
        yield from played(token, source, said, reach)
        return
    if "decorative" in words and said:
        yield Fault("the image is called decorative and has alternative text; it can be only one", "![")
    elif "decorative" not in words and not said:
        yield Fault(
            "the image has no alternative text; write what it says between the brackets, "
            "or {decorative} behind it if it says nothing",
            "![",
        )
    for name in partners.VALUE.findall(str(token.attrs.get("title", ""))):
        if name not in partners.KNOWN:
            yield Fault(partners.unknown_value(name), "{{")
    yield from medium(source, reach)


def played(token: Token, source: str, said: str, reach: Reach) -> Iterator[Fault]:
    """Sound or film: its name, its place, and its words for those who do not hear it."""
    captions = captions_of(source)
    told = "TRANSCRIPT" in token.meta.get("with", ())
    if not said:
        yield Fault("sound and film need a name between the brackets", "![")
    if not token.meta.get("figure"):
        yield Fault("sound and film stand alone in their paragraph", "![")
    if not told and source.endswith(SOUND):
        yield Fault("sound needs a transcript: a quote right below it that opens with [!TRANSCRIPT]", "![")
    elif not told and captions not in reach.media:
        yield Fault(f"a film needs captions, {captions}, or a quote right below it that opens with [!TRANSCRIPT]", "![")
    yield from medium(source, reach)


def medium(source: str, reach: Reach) -> Iterator[Fault]:
    """A file of the course."""
    if not source.startswith("media/"):
        yield Fault(f"'{source}' is not in media/; pictures and files live there", source)
    elif source not in reach.media:
        guess = nearest(source, reach.media)
        yield Fault(f"there is no file {source}" + (f"; did you mean {guess}?" if guess else ""), source)


def link(token: Token, reach: Reach) -> Iterator[Fault]:
    """Where a link leads."""
    address = str(token.attrs.get("href", ""))
    if address.startswith("#"):
        if address[1:] not in reach.anchors:
            yield Fault(unknown("screen or heading", address[1:], reach.anchors), address)
    elif not address:
        yield Fault("the link leads nowhere; write its address between the round brackets", "](")
    elif address.startswith("media/") and address.endswith(PLAYED):
        yield Fault(f"write ![…]({address}), so that its captions or transcript come with it", address)
    elif address.startswith("media/"):
        yield from medium(address, reach)
    elif not address.startswith(SCHEMES):
        yield Fault(
            f"the link '{address}' leads nowhere from inside a package; "
            "write https://, mailto:, tel:, #screen or media/file",
            address,
        )


def named_note(token: Token, reach: Reach) -> Iterator[Fault]:
    """A footnote that is named."""
    label = token.meta["label"]
    if label not in reach.notes:
        guess = nearest(label, reach.notes)
        mend = f"did you mean [^{guess}]?" if guess else f"write '[^{label}]: …' at the end of the file"
        yield Fault(f"the footnote [^{label}] is not written anywhere; {mend}", f"[^{label}]")


def half_written(token: Token, reach: Reach) -> Iterator[Fault]:
    """Text that was meant to be a link, a picture, a partner's value or a block."""
    if "](" in token.content:
        yield Fault("this looks like a link or image but is not one; an address has no spaces in it", "](")
    if "{{" in token.content:
        yield Fault("this looks like a partner's value but is not one; it is written {{ partner.name }}", "{{")
    if token.content.startswith(":::"):
        yield Fault("a block for some partners cannot stand inside another", ":::")


def mark(token: Token, reach: Reach) -> Iterator[Fault]:
    """The mark that makes a quote a note, a tip, or something told at length."""
    word = token.meta.get("marked")
    if word and word not in MARKS:
        yield Fault(unknown("mark", word, MARKS), f"[!{word}")
    elif word == "DESCRIPTION" and token.meta["of"] != "picture":
        yield Fault("a description stands right below the picture that it describes", f"[!{word}")
    elif word == "TRANSCRIPT" and token.meta["of"] != "media":
        yield Fault("a transcript stands right below the sound or film that it goes with", f"[!{word}")


def table(token: Token, reach: Reach) -> Iterator[Fault]:
    """A table whose columns have no names."""
    if token.meta.get("headless"):
        yield Fault("a table needs a header row that names each column; only the first may be empty", "")


def anchor(token: Token, reach: Reach) -> Iterator[Fault]:
    """The braces behind a heading."""
    for word in token.meta.get("braces", ()):
        if word.startswith("#") and not ID.fullmatch(word[1:]):
            yield Fault(f"'{word}' is not an id; write lower-case words joined by hyphens", f"{{{word}")
        elif word == ".check" and token.tag != "h2":
            yield Fault("only a screen, a level-2 heading, can be a knowledge check", word)
        elif word.startswith(FOR):
            yield from screen_for(word, token)
        elif not word.startswith("#") and word != ".check":
            yield Fault(unknown("word behind a heading", word, ["#id", ".check", "for=police"]), word)


def screen_for(word: str, token: Token) -> Iterator[Fault]:
    """Who a screen is for."""
    if token.tag != "h2":
        yield Fault("only a screen, a level-2 heading, can be for some partners; use a block '::: for'", word)
    for name in word.removeprefix(FOR).split(","):
        if name not in ROLES:
            yield Fault(unknown("kind of partner", name, ROLES), word)


def value(token: Token, reach: Reach) -> Iterator[Fault]:
    """A partner's value that is named."""
    if token.content not in partners.KNOWN:
        yield Fault(partners.unknown_value(token.content), "{{")


def empty_link(link: Token, children: Sequence[Token]) -> Iterator[Fault]:
    """A link without words. Links do not nest, so the next end is this one's."""
    inside = takewhile(lambda token: token.type != "link_close", dropwhile(lambda token: token is not link, children))
    if not markup.plain(inside):
        yield Fault("the link has no words; say where it leads", "](")


RULES: dict[str, tuple[Rule, ...]] = {
    "html_block": (raw_html,),
    "html_inline": (raw_html,),
    "inline": (too_long,),
    "image": (picture,),
    "link_open": (link,),
    "footnote_ref": (named_note,),
    "text": (half_written,),
    "value": (value,),
    "blockquote_open": (mark,),
    "table_open": (table,),
    "heading_open": (anchor,),
}


MARKS_OF = {"image": ("![", "]("), "link_open": ("](",), "value": ("{{",)}
"""What a token is written with; found in turn, they lead to the right one of several on a line."""


class Finder:
    """Finds where words stand in a file's lines. Equal words in one block are found one after the other."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.block = (0, 0)
        self.found: dict[str, tuple[int, int]] = {}

    def enter(self, token: Token) -> None:
        """Look in this token's lines from now on; tokens without lines of their own stay in the last ones."""
        if token.map and tuple(token.map) != self.block:
            self.block = (token.map[0], token.map[1])
            self.found = {}

    def place(self, needle: str) -> tuple[int, int]:
        """Line and column, counted from 1, of the next place of the words, or where the block opens."""
        start, end = self.block
        from_line, from_column = self.found.get(needle, (start, 0))
        for line in range(from_line, min(end, len(self.lines))):
            column = self.lines[line].find(needle, from_column if line == from_line else 0)
            if needle and column >= 0:
                self.found[needle] = (line, column + 1)
                return line + 1, column + 1
        opening = self.lines[start] if start < len(self.lines) else ""
        return start + 1, len(opening) - len(opening.lstrip()) + 1


def placed_faults(tokens: Iterable[Token], lines: Sequence[str], reach: Reach) -> Iterator[tuple[Fault, int, int]]:
    """Every fault of a stretch of prose with its line and column."""
    finder = Finder(lines)
    for token in tokens:
        finder.enter(token)
        found = list(faults(token, reach))
        for one in (token, *(token.children or ())):
            marks = {mark: finder.place(mark) for mark in MARKS_OF.get(one.type, ())}
            for fault in (fault for other, fault in found if other is one):
                yield (fault, *(marks.get(fault.needle) or finder.place(fault.needle)))
