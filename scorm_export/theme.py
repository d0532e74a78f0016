"""The colours of the player, and those that a partner gives instead: one theme for light screens, one for dark.

Law: whatever is changed, every pair of words and ground that can meet is looked at; words stand at 4.5 to 1 or are
refused, at 7 to 1 or are warned of; edges and focus stand at 3 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator

from game.authoring.contrast import channels, luminance, ratio
from game.authoring.problems import Severity
from game.authoring.reading import Part

STYLE = Path(__file__).parent / "player" / "styles" / "colours.css"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
SCHEMES = ("light", "dark")
LEAST, PREFERRED, EDGES = 4.5, 7.0, 3.0
"""WCAG 2.2: 1.4.3, 1.4.6 and 1.4.11."""
GROUNDS = ("paper", "card", "tint", "right-ground", "wrong-ground", "tip-ground")
WORDS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "accent", "accent-deep") for ground in GROUNDS),
    *(("soft", ground) for ground in ("paper", "card", "tint")),
    *(("on-accent", ground) for ground in ("accent", "accent-deep")),
    *(("right", ground) for ground in ("right-ground", "wrong-ground", "tip-ground")),
    ("wrong", "wrong-ground"),
    ("tip", "tip-ground"),
)
"""Words and the grounds that they stand on."""
LINES: tuple[tuple[str, str], ...] = (
    *(("edge", ground) for ground in ("paper", "card", "tint")),
    *(("focus", ground) for ground in GROUNDS),
)
"""Edges of controls and the ring of focus, and the grounds that they are seen on."""


def checked_colour(text: str) -> str:
    """A colour as it must be."""
    channels(text)
    return text.lower()


Colour: TypeAlias = Annotated[str, AfterValidator(checked_colour)]


class Shades(Part):
    """Colours of one theme. One that is left out is the player's own."""

    accent: Colour | None = None
    """Links and buttons: the partner's own colour, such as "#0d4a58"."""
    accent_deep: Colour | None = None
    """The accent, further from the ground: small headings, and buttons under the pointer."""
    on_accent: Colour | None = None
    """Words on a button."""
    tint: Colour | None = None
    """A pale ground for what is chosen."""
    ink: Colour | None = None
    """Words."""
    soft: Colour | None = None
    """Words that stand back."""
    paper: Colour | None = None
    """The page."""
    card: Colour | None = None
    """What lies on the page: the header and the activities."""
    edge: Colour | None = None
    """Edges of boxes to type in and choices to tick."""
    focus: Colour | None = None
    """The ring around what the keyboard is on."""

    def named(self) -> Mapping[str, str]:
        """The colours that are given, by their names in the style."""
        return {name.replace("_", "-"): colour for name, colour in self if colour}


class Colours(Part):
    """A partner's own colours."""

    light: Shades = Shades()
    """On a light screen."""
    dark: Shades = Shades()
    """For those who have set their device to dark."""


@cache
def usual(scheme: str) -> Mapping[str, str]:
    """The player's own colours of a scheme by name."""
    light, _, dark = STYLE.read_text("utf-8").partition("@media")
    return dict(COLOUR.findall(light if scheme == "light" else dark))


def style(colours: Colours) -> str:
    """The partner's colours as a style that follows the player's own; nothing where there are none."""
    light, dark = (declared(getattr(colours, scheme)) for scheme in SCHEMES)
    dark = f"@media (prefers-color-scheme: dark) {{\n{dark}}}\n" if dark else ""
    # A light colour must not reach into the dark theme, whose own may stand above it in the style.
    light = f"@media not all and (prefers-color-scheme: dark) {{\n{light}}}\n" if light else ""
    return light + dark


def declared(shades: Shades) -> str:
    """A rule with these colours."""
    lines = "".join(f"--{name}: {colour};\n" for name, colour in shades.named().items())
    return f":root {{\n{lines}}}\n" if lines else ""


def weak(colours: Colours) -> Iterator[tuple[tuple[str, str, str], str, Severity]]:
    """Colours that stand too close to what they meet: the place in the file, a sentence, and how much it matters."""
    for scheme in SCHEMES:
        given = getattr(colours, scheme).named()
        theme = {**usual(scheme), **given}
        for least, pairs in ((LEAST, WORDS), (EDGES, LINES), (PREFERRED, WORDS)):
            severity = Severity.WARNING if least is PREFERRED else Severity.ERROR
            for name, others in faint(theme, given, pairs, least).items():
                place = ("colours", scheme, name.replace("-", "_"))
                yield place, sentence(theme, name, others, least), severity


def faint(
    theme: Mapping[str, str], given: Mapping[str, str], pairs: tuple[tuple[str, str], ...], least: float
) -> Mapping[str, list[str]]:
    """Each given colour with those that it is too close to. Between 4.5 and 7 counts for 7 alone."""
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        apart = ratio(theme[one], theme[other])
        if apart < least and not (least is PREFERRED and apart < LEAST) and (one in given or other in given):
            name, rest = (one, other) if one in given else (other, one)
            found.setdefault(name, []).append(rest)
    return found


def sentence(theme: Mapping[str, str], name: str, others: list[str], least: float) -> str:
    """What is wrong with a colour, and which way to move it."""
    apart = {other: ratio(theme[name], theme[other]) for other in others}
    told = ", ".join(f"{other.replace('-', ' ')} ({value:.1f} to 1)" for other, value in apart.items())
    worst = min(apart, key=lambda other: apart[other])
    way = "darker" if luminance(theme[name]) < luminance(theme[worst]) else "lighter"
    asked = "edges need 3" if least == EDGES else f"words {'read best at' if least == PREFERRED else 'need'} {least:g}"
    return f"'{theme[name]}' is too close to {told}; {asked} to 1, so make it {way}"
