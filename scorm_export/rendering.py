"""How a screen's tokens become HTML: the rules that differ from plain Markdown.

Law: no style attributes, no scripts, no words but the author's and the course language's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

SOUND = (".mp3",)
PLAYED = (".mp4", ".webm", *SOUND)
LONGER = ("description", "transcript")
"""Marks of quotes that tell a picture, or what is said in a film, at length."""

Rule: TypeAlias = Callable[[Sequence[Token], int, "Setting"], str]


@dataclass(slots=True)
class Setting:
    """What rendering needs to know of the screen: its id, the interface's words, picture sizes, footnote numbers.

    `numbers` grows as notes are named, in reading order. `anchored` is false where the text may be shown twice.
    `terms` are the glossary's by their words in small letters, with where each is explained.
    """

    screen: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    anchored: bool = True
    anchors: set[str] = field(default_factory=set)
    abbreviated: set[str] = field(default_factory=set)
    terms: Mapping[str, str] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    open_terms: set[int] = field(default_factory=set)


def teach(parser: MarkdownIt) -> None:
    """Give the parser our rules."""
    for name, rule in RULES.items():
        parser.add_render_rule(name, spoken(rule))


def spoken(rule: Rule) -> Callable[..., str]:
    """A rule in the shape the renderer calls."""

    def call(_: object, tokens: Sequence[Token], number: int, __: object, env: Mapping[str, Setting]) -> str:
        return rule(tokens, number, env["setting"])

    return call


def heading_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """One level lower than written: the page has the course's and the module's headings above."""
    anchor = next((word[1:] for word in tokens[number].meta.get("braces", ()) if word.startswith("#")), "")
    named = f' id="{escape(anchor)}"' if anchor else ""
    return f"<{lowered(tokens[number].tag)}{named}>"


def heading_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The heading's end."""
    return f"</{lowered(tokens[number].tag)}>\n"


def lowered(tag: str) -> str:
    """The next lower heading."""
    return f"h{min(6, int(tag[1]) + 1)}"


def image(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A picture with its size, so that the page does not jump; a title is a figure's caption."""
    token = tokens[number]
    source = str(token.attrs.get("src", ""))
    width, height = setting.sizes.get(source, (0, 0))
    size = f' width="{width}" height="{height}"' if width and height else ""
    said = "".join(child.content for child in token.children or [])
    if source.endswith(PLAYED):
        return played(source, said, str(token.attrs.get("title", "")), setting)
    picture = f'<img src="{escape(source)}" alt="{escape(said)}"{size} loading="lazy">'
    title = str(token.attrs.get("title", ""))
    captioned = title and token.meta.get("figure")
    return f"{picture}<figcaption>{escape(title)}</figcaption>" if captioned else picture


def played(source: str, said: str, title: str, setting: Setting) -> str:
    """Sound or film with the browser's own controls, its captions, and its name below."""
    tag = "audio" if source.endswith(SOUND) else "video"
    captions = captions_of(source)
    label = escape(setting.words["captions"])
    track = (
        f'<track kind="captions" src="{escape(captions)}" label="{label}" default>' if captions in setting.sizes else ""
    )
    player = f'<{tag} controls preload="metadata" src="{escape(source)}" aria-label="{escape(said)}">{track}</{tag}>'
    return f"{player}<figcaption>{escape(title or said)}</figcaption>"


def captions_of(source: str) -> str:
    """The file with a film's captions."""
    return source.rpartition(".")[0] + ".vtt"


def link_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A link; one that leaves the course opens a tab of its own, for a frame of an LMS is no place for it."""
    address = str(tokens[number].attrs.get("href", ""))
    away = ' target="_blank" rel="noopener noreferrer" class="away"' if leaves(address) else ""
    return f'<a href="{escape(address)}"{away}>'


def link_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The link's end, with a word for those who cannot see the arrow."""
    opening = next(token for token in reversed(tokens[:number]) if token.type == "link_open")
    away = leaves(str(opening.attrs.get("href", "")))
    said = f'<span class="unseen"> ({escape(setting.words["new_tab"])})</span>' if away else ""
    return f"{said}</a>"


def leaves(address: str) -> bool:
    """Whether an address leads out of the course."""
    return address.startswith(("http:", "https:"))


def footnote_ref(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A note's number, counted through the screen. The first one in prose is where the note leads back to."""
    label = tokens[number].meta["label"]
    count = setting.numbers.setdefault(label, len(setting.numbers) + 1)
    first = setting.anchored and label not in setting.anchors
    if first:
        setting.anchors.add(label)
    anchor = f' id="{note_anchor(setting.screen, count, "named")}"' if first else ""
    word = escape(setting.words["source"])
    return (
        f'<sup><a class="named" href="#{note_anchor(setting.screen, count)}"{anchor}>'
        f'<span class="unseen">{word} </span>{count}</a></sup>'
    )


def note_anchor(screen: str, number: int, part: str = "note") -> str:
    """Where a note of a screen stands, or where it is first named. Underscores keep clear of authors' ids."""
    return f"{screen}_{part}_{number}"


def table_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A table in a frame that scrolls sideways by keyboard too, where the screen is narrow."""
    return f'<div class="table" role="group" aria-label="{escape(setting.words["table"])}" tabindex="0"><table>\n'


def table_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The table's end."""
    return "</table></div>\n"


def cell_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A cell. A heading cell says what it heads; one without words heads nothing."""
    token = tokens[number]
    tag = cell_tag(tokens, number)
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    aligned = f' class="to-{side}"' if side in ("right", "center") else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{aligned}>"


def cell_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The cell's end."""
    return f"</{cell_tag(tokens, number - 2)}>\n"


def cell_tag(tokens: Sequence[Token], number: int) -> str:
    """The tag of the cell that opens at `number`; its words follow."""
    empty = not tokens[number + 1].content.strip()
    return "td" if empty else tokens[number].tag


def quote_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A quote, a note under its name, or what is told at length of a picture, to be opened."""
    marked = str(tokens[number].meta.get("marked", "")).lower()
    if not marked:
        return "<blockquote>\n"
    label = escape(setting.words.get(marked, marked))
    if marked in LONGER:
        return f'<details class="longer"><summary>{label}</summary>\n'
    return f'<div class="aside {escape(marked)}" role="note"><p class="aside-label">{label}</p>\n'


def quote_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The end of a quote, a note or what is told at length."""
    marked = str(tokens[number].meta.get("marked", "")).lower()
    return "</details>\n" if marked in LONGER else "</div>\n" if marked else "</blockquote>\n"


def strong_open(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """Bold words. The first on a screen that are a term of the glossary lead to what they mean."""
    end = next(at for at in range(number, len(tokens)) if tokens[at].type == "strong_close")
    said = "".join(token.content for token in tokens[number:end]).casefold()
    anchor = setting.terms.get(said) or setting.terms.get(said.removesuffix("s"))
    if not anchor or anchor in setting.explained or in_link(tokens, number):
        return "<strong>"
    setting.explained.add(anchor)
    setting.open_terms.add(end)
    return f'<strong><a class="term" href="#{anchor}">'


def strong_close(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """The end of bold words."""
    is_term = number in setting.open_terms
    setting.open_terms.discard(number)
    return "</a></strong>" if is_term else "</strong>"


def in_link(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token stands inside a link, where another cannot."""
    before = next((t.type for t in reversed(tokens[:number]) if t.type in ("link_open", "link_close")), "")
    return before == "link_open"


def abbreviation(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """An abbreviation; what it stands for is told where a screen has it first."""
    word = tokens[number].content
    if word in setting.abbreviated:
        return escape(word)
    setting.abbreviated.add(word)
    return f'<abbr title="{escape(tokens[number].meta["text"])}">{escape(word)}</abbr>'


def value(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """A partner's value that nothing was put in for."""
    return f"{{{{ {escape(tokens[number].content)} }}}}"


def sample(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """Sample text, wrapped rather than scrolled."""
    return f"<pre><code>{escape(tokens[number].content, quote=False)}</code></pre>\n"


def refused(tokens: Sequence[Token], number: int, setting: Setting) -> str:
    """Raw HTML, as the words it is written in."""
    return escape(tokens[number].content)


RULES: Mapping[str, Rule] = {
    "heading_open": heading_open,
    "heading_close": heading_close,
    "image": image,
    "link_open": link_open,
    "link_close": link_close,
    "footnote_ref": footnote_ref,
    "table_open": table_open,
    "table_close": table_close,
    "th_open": cell_open,
    "th_close": cell_close,
    "td_open": cell_open,
    "td_close": cell_close,
    "blockquote_open": quote_open,
    "blockquote_close": quote_close,
    "strong_open": strong_open,
    "strong_close": strong_close,
    "abbr": abbreviation,
    "value": value,
    "fence": sample,
    "code_block": sample,
    "html_block": refused,
    "html_inline": refused,
}
