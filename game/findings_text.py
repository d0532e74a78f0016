"""What is known of a scenario as lines of text, for `siro explore`. Law: every figure is in words beside its number."""

from __future__ import annotations

from collections.abc import Iterator

from game.exploration import Exploration, Share, Spread


def lines(found: Exploration) -> Iterator[str]:
    """The whole, in reading order."""
    yield found.title
    yield basis(found)
    yield ""
    yield "Endings"
    for ending in found.endings:
        yield f"  {share_text(ending.share, found.exact):>20}  {ending.title}"
    if found.clocks:
        yield ""
        yield "Deadlines"
        for clock in found.clocks:
            parts = (
                f"met {clock.met.value:.0%}, missed {clock.missed.value:.0%}, still running {clock.running.value:.0%}"
            )
            yield f"  {clock.title}: starts on {clock.started.value:.0%} of paths; {parts}"
            if clock.path:
                yield f"    missed on {clock.path}"
        yield f"  Exercise hours at the end: {spread_text(found.hours)}"
    yield ""
    yield "Meters at the end (lowest, most paths between, highest)"
    for name, spread in found.meters.items():
        yield f"  {name}: {spread_text(spread)}"
    yield ""
    yield "Rounds (how far the choice moves the final standing, 0 to 100)"
    for each in found.rounds:
        swing = "not known from a sample" if each.swing is None else f"{each.swing:.1f}"
        mark = "  <- the hinge" if each.id == found.hinge else ""
        yield f"  {swing:>6}  {each.title} (played on {each.played:.0%} of paths){mark}"
    yield ""
    yield f"Best path, standing {found.best.standing:.1f}, ending {found.best.ending}: {found.best.path}"
    yield f"Worst path, standing {found.worst.standing:.1f}, ending {found.worst.ending}: {found.worst.path}"
    if found.findings:
        yield ""
        yield f"{len(found.findings)} things deserve a look: siro check says which"


def basis(found: Exploration) -> str:
    """What the figures rest on."""
    if found.exact:
        return f"Exact: all {found.paths:,} paths, every option equally likely, chance by its weight."
    return (
        f"A sample, not proof: {found.paths:,} random plays with seed {found.seed}; "
        "shares with their 95 % intervals; no hinge, and nothing is shown to be impossible."
    )


def share_text(share: Share, exact: bool) -> str:
    """A share as a percentage, with its interval where it is from a sample."""
    return f"{share.value:.1%}" if exact else f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})"


def spread_text(spread: Spread) -> str:
    """A spread in one line."""
    return f"{spread.low:g}, {spread.tenth:g} to {spread.ninetieth:g}, {spread.high:g}; mean {spread.mean:g}"
