"""Numbers as people read them. Law: nothing that happens is called never, and nothing short of all is called all."""

from __future__ import annotations

from math import floor, log10

from markupsafe import Markup

from game.exploration import Exploration, Share, Spread


def percent(share: float) -> str:
    """A part of all as a percentage: 14.9%."""
    if share in (0, 1):
        return f"{share:.0%}"
    if share < 0.001:
        return "under 0.1%"
    return "over 99.9%" if share > 0.999 else f"{share:.1%}"


def interval(share: Share) -> str:
    """The 95 % interval of a sampled share: 14.1% to 15.7%."""
    return f"{share.low:.1%} to {share.high:.1%}"


def count(number: int) -> str:
    """A whole number: 139,445."""
    return f"{number:,}"


def breaking(number: int) -> Markup:
    """A whole number that may break after its commas, for narrow columns."""
    return Markup(",<wbr>").join(count(number).split(","))


def value(number: float) -> str:
    """A number over many paths, to a tenth: 1,320; 64.5."""
    return f"{number:,.1f}".removesuffix(".0")


def mean(number: float) -> str:
    """A mean, always to a tenth: 1,320.0; 64.5."""
    return f"{number:,.1f}"


def standing(number: float) -> str:
    """A standing, always to a tenth: 65.0."""
    return f"{number:.1f}"


def mean_standing(found: Exploration) -> float:
    """The mean final standing of the paths that come to an end; 0 where none does."""
    return sum(value * share for value, share in found.standings) / (sum(share for _, share in found.standings) or 1)


def swing(points: float) -> str:
    """How far a choice moves the final standing: 2.1 points."""
    return f"{points:.1f} points"


def between(low: float, high: float) -> str:
    """Two ends of a range, or the one value it has."""
    return value(low) if low == high else f"{value(low)} to {value(high)}"


def whole_range(spread: Spread) -> str:
    """From the lowest to the highest."""
    return between(spread.low, spread.high)


def middle_range(spread: Spread) -> str:
    """Where eight in ten paths lie."""
    return between(spread.tenth, spread.ninetieth)


def rounded_bounds(low: float, high: float) -> tuple[float, float]:
    """Round numbers just outside two values, for the ends of an axis."""
    if low == high:
        return low - 1, high + 1
    step = 10 ** floor(log10(high - low))
    return floor(low / step) * step, -floor(-high / step) * step
