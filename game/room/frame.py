"""What every page of the room has around it: its styles, its scripts, its stream; and how templates are filled.

Law: pure; what comes from outside is escaped, and a page loads nothing but the files on our own shelf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game.room import shelf
from game.room.prose import line, prose
from game.wording import counted

TEMPLATES = Path(__file__).parent / "templates"
TITLE = re.compile(r'<main[^>]*? data-title="([^"]*)"')
DARK = "(prefers-color-scheme: dark)"
EVERYWHERE = "all"


@dataclass(frozen=True, slots=True)
class Stream:
    """Where news of a page comes from, and where the page itself is."""

    events: str
    page: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a kind of page: its styles and scripts by their plain names."""

    kind: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    refresh: int = 0
    """Seconds after which a page without scripts asks again by itself; 0: never."""

    def around(self, main: str, stream: Stream | None = None, at: str = "", theme: str = "") -> str:
        """A whole page. It has the title that its main part carries, which is escaped already.

        `at` is the state that the page is in where that is not the main part's own; `theme` is light, dark, or
        nothing: what the browser prefers.
        """
        title = TITLE.search(main)
        media = {"": DARK, "dark": EVERYWHERE}.get(theme)
        return filled(
            "page.html",
            main=Markup(main),
            title=Markup(title[1] if title else ""),
            kind=self.kind,
            styles=[shelf.address(name) for name in self.styles],
            dark=(shelf.address("dark.css"), media) if media else None,
            scripts=[shelf.address(name) for name in self.scripts] if stream else [],
            stream=stream,
            digest=at or digest(main),
            refresh=self.refresh,
        )


def digest(main: str) -> str:
    """What tells one state of a page from another, in twelve hex digits."""
    return shelf.short(main.encode())


def filled(template: str, **values: object) -> str:
    """A template with its values."""
    return environment().get_template(template).render(values)


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(prose=prose, line=line, counted=counted, tenths=tenths, capital=capital)
    return made


def tenths(number: float) -> str:
    """A number to a tenth, without an idle zero."""
    return f"{round(number, 1):g}"


def capital(words: str) -> str:
    """Words as a sentence begins."""
    return words[:1].upper() + words[1:]
