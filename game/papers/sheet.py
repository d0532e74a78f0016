"""The paper that a map is drawn on: its two sizes, where its parts lie, and the scale that all rounds share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from game.exploration import Exploration
from game.papers import figures, lettering, routes
from game.papers.svg import Naming, picture, tag, text
from game.scenario import Scenario

STEPS = 6
"""How many colours the endings have between the first and the last."""
TOP = 20.0
"""The gap above each card, in which only the river runs."""


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set: their size, the distance between lines, and the class that colours them."""

    size: float
    leading: float
    kind: str


BODY, BOLD = Face(14, 18.5, "body"), Face(14, 18.5, "strong")
TITLE, SOFT = Face(17, 22, "strong"), Face(12.5, 17, "soft")
NOTE, NUMBER = Face(12.5, 17, "jump"), Face(12.5, 17, "number")


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a map is laid out: lengths in its own unit, which is about a CSS pixel. A bank is a left edge."""

    name: str
    width: float
    river: float
    """The bank where all paths run."""
    breadth: float
    """The river's breadth with all paths in it."""
    bypass: float
    """The bank of what passes a round by."""
    card: float
    inset: float
    lane: float
    badge: float
    is_broad: bool
    """Whether figures stand beside the words, and not under them."""


WIDE = Sheet("wide", 800, river=40, breadth=30, bypass=12, card=108, inset=22, lane=16, badge=15, is_broad=True)
NARROW = Sheet("narrow", 300, river=17, breadth=16, bypass=2, card=50, inset=13, lane=9, badge=11, is_broad=False)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every drawing of one map shares."""

    scenario: Scenario
    found: Exploration
    sheet: Sheet
    lanes: tuple[routes.Lane, ...]
    beside: str
    """The id of the words that say the same of the rounds."""
    endings_beside: str
    """The id of those that say it of the endings."""
    scale: tuple[float, float] | None
    """The lowest and the highest standing that an option leads to, where they are known."""
    mean: float
    """The mean standing of all paths."""

    @property
    def many(self) -> str:
        """What shares are shares of."""
        return "paths" if self.found.exact else "plays"

    @property
    def right(self) -> float:
        """The cards' right edge: what jumps leave of the width."""
        places = 1 + max((lane.place for lane in self.lanes), default=-1)
        return self.sheet.width - 1 - (places * self.sheet.lane + 6 if places else 0)

    @property
    def words(self) -> float:
        """Where words begin."""
        return self.sheet.card + self.sheet.inset

    @property
    def plot(self) -> tuple[float, float]:
        """Where standings are drawn; on a broad sheet there is room for a figure on both sides."""
        return (self.right - 190, self.right - 58) if self.sheet.is_broad else (self.words + 98, self.right - 18)

    @property
    def room(self) -> float:
        """The room for an option's words."""
        if not self.sheet.is_broad:
            return self.right - 10 - self.words
        return (self.plot[0] - 142 if self.scale else self.right - 110) - self.words

    def across(self, standing: float) -> float:
        """Where a standing lies in the plot."""
        low, high = self.scale or (0, 0)
        left, right = self.plot
        return left + (right - left) * ((standing - low) / (high - low) if high > low else 0.5)


def ground_of(scenario: Scenario, found: Exploration, sheet: Sheet, beside: str, endings_beside: str) -> Ground:
    """What the drawings of one map share."""
    known = [each.standing for number in found.rounds for each in number.options if each.standing is not None]
    mean = figures.mean_standing(found)
    scale = (min(*known, mean), max(*known, mean)) if known else None
    return Ground(scenario, found, sheet, routes.lanes(scenario), beside, endings_beside, scale, mean)


def drawing(ground: Ground, part: str, title: str, height: float, drawn: Iterable[Markup]) -> Markup:
    """One drawing of the map."""
    beside = ground.endings_beside if part == "endings" else ground.beside
    naming = Naming(f"map-{ground.sheet.name}-{part}", title, beside)
    return picture(naming, *drawn, class_="piece", viewBox=f"0 0 {ground.sheet.width:g} {height:g}")


def written(lines: tuple[str, ...], x: float, y: float, face: Face, **attributes: str | float) -> list[Markup]:
    """Lines of words, the first with its foot at `y`; nothing where there are none."""
    return [text(lines, x, y, face.leading, font_size=face.size, class_=face.kind, **attributes)] if lines else []


def broken(words: str, room: float, face: Face, most: int = 4) -> tuple[str, ...]:
    """Words as lines that fit; bold type is broader."""
    return lettering.lines(words, room, face.size * (1 if face.kind in ("body", "soft") else 1.1), most)


def lane_at(ground: Ground, lane: routes.Lane) -> float:
    """Where a lane runs."""
    return ground.right + 8 + ground.sheet.lane * (lane.place + 0.5)


def arrival(ground: Ground, lane: routes.Lane) -> list[Markup]:
    """A lane's end: an arrow into the card."""
    x, y, right = lane_at(ground, lane), TOP + 23, ground.right
    return [
        tag("path", class_="lane", d=f"M{x:g} -1V{y - 6:g}Q{x:g} {y:g} {x - 6:g} {y:g}H{right + 6:g}"),
        tag("path", class_="arrow", d=f"M{right:g} {y:g}l8 -5v10z"),
    ]


def colour_of(found: Exploration, number: int) -> str:
    """An ending's colour, by its place between the first and the last."""
    return f"e{round(number / max(1, len(found.endings) - 1) * (STEPS - 1))}"
