"""The two projector themes, dark and light.

Law: a word is only ever drawn in a pair that `PAIRS` lists, and every pair stands at 7:1 or more, because the
back row of a bright room has to read it. Textual's derived colours are all overruled for the same reason.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from textual.theme import Theme

DARK = "projector-dark"
LIGHT = "projector-light"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, by what they are for."""

    background: str
    surface: str
    """The banner, the last lines and what is laid beside the story."""
    foreground: str
    muted: str
    """Said quietly: units, hints, options that are closed."""
    accent: str
    """Headings, letters, bars, the next step."""
    good: str
    bad: str
    signal: str
    """EXERCISE, and what went wrong."""
    ink: str
    """Words on accent and signal."""


PALETTES = {
    DARK: Palette(
        background="#0b1016",
        surface="#17202b",
        foreground="#f4f7fa",
        muted="#b4c0cc",
        accent="#8cc8ff",
        good="#86e5a4",
        bad="#ffab9f",
        signal="#ffc94d",
        ink="#0b1016",
    ),
    LIGHT: Palette(
        background="#ffffff",
        surface="#edf1f6",
        foreground="#10161c",
        muted="#3d4852",
        accent="#00448a",
        good="#075800",
        bad="#96101b",
        signal="#6a2000",
        ink="#ffffff",
    ),
}

PAIRS = (
    *((word, "background") for word in ("foreground", "muted", "accent", "good", "bad", "signal")),
    *((word, "surface") for word in ("foreground", "muted", "accent", "good", "bad", "signal")),
    ("ink", "accent"),
    ("ink", "signal"),
)
"""Which colour words are drawn in, on which."""


def variables(palette: Palette) -> dict[str, str]:
    """The palette's own names, and Textual's derived ones in terms of it."""
    flat = dict.fromkeys(("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), palette.muted)
    texts = {f"text-{name}": palette.accent for name in ("primary", "secondary", "accent")}
    cursors = {
        f"{name}-{part}": colour
        for name in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection", "screen-selection")
        for part, colour in (("foreground", palette.ink), ("background", palette.accent))
    }
    bars = {
        f"scrollbar{part}": palette.muted if part in ("", "-hover", "-active") else palette.background
        for part in ("", "-hover", "-active", "-background", "-background-hover", "-background-active", "-corner-color")
    }
    return {
        **asdict(palette),
        **flat,
        **texts,
        **cursors,
        **bars,
        "text": palette.foreground,
        "block-hover-background": palette.surface,
        "border": palette.accent,
        "border-blurred": palette.muted,
        "footer-background": palette.surface,
        "footer-foreground": palette.foreground,
        "footer-description-foreground": palette.foreground,
        "footer-key-foreground": palette.accent,
        "text-warning": palette.signal,
        "text-error": palette.bad,
        "text-success": palette.good,
    }


def palette_of(name: str, few_colours: bool = False) -> Palette:
    """A theme's colours. Of a terminal's sixteen none is quiet and can still be read, so there all words are loud."""
    palette = PALETTES[name]
    return replace(palette, muted=palette.foreground) if few_colours else palette


def theme(name: str, few_colours: bool = False) -> Theme:
    """One of the two themes."""
    palette = palette_of(name, few_colours)
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        boost=palette.surface,
        success=palette.good,
        warning=palette.signal,
        error=palette.bad,
        dark=name == DARK,
        luminosity_spread=0.0,
        text_alpha=1.0,
        variables=variables(palette),
    )


def other(name: str) -> str:
    """The theme that `t` switches to."""
    return DARK if name == LIGHT else LIGHT
