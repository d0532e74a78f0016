"""The two ends of a map's river: where all paths rise, and where they part into the endings.

Law: each arm is as broad as its ending's share, and no two arms cross.
"""

from __future__ import annotations

from markupsafe import Markup

from game.exploration import EndingFound
from game.papers import figures
from game.papers.sheet import (
    BODY,
    BOLD,
    NUMBER,
    TITLE,
    TOP,
    Ground,
    arrival,
    broken,
    colour_of,
    drawing,
    written,
)
from game.papers.svg import tag


def source(ground: Ground) -> Markup:
    """Where the river rises: how many paths there are."""
    sheet, found = ground.sheet, ground.found
    says = f"{figures.count(found.paths)} {ground.many} start here"
    drawn = [
        tag("rect", class_="river", x=sheet.river, y=15, width=sheet.breadth, height=28),
        tag("circle", class_="river", cx=sheet.river + sheet.breadth / 2, cy=15, r=sheet.breadth / 2),
        *written(broken(says, ground.right - sheet.card, BOLD, 2), sheet.card, 20, BOLD),
    ]
    return drawing(ground, "start", says, 40, drawn)


def mouth(ground: Ground) -> Markup:
    """Where the river parts into the endings."""
    found, sheet = ground.found, ground.sheet
    top, taken, drawn = TOP + 50, 0.0, list[Markup]()
    for number, ending in enumerate(found.endings):
        lines = broken(ending.title, 300 if sheet.is_broad else ground.right - 10 - ground.words, BODY, 3)
        drawn.append(arm(ground, number, top + BODY.leading * len(lines) / 2, taken))
        drawn += row(ground, number, lines, top)
        taken += ending.share.value
        top += BODY.leading * len(lines) + (17 if sheet.is_broad else 36)
    card = tag("rect", class_="card", x=sheet.card, y=TOP, width=ground.right - sheet.card, height=top - TOP, rx=10)
    head = written(("How it ends",), ground.words, TOP + 29, TITLE)
    for lane in ground.lanes:
        drawn += arrival(ground, lane) if lane.target == len(found.rounds) else []
    return drawing(
        ground, "endings", f"{len(found.endings)} endings, each with its share", top + 6, [card, *head, *drawn]
    )


def arm(ground: Ground, number: int, y: float, taken: float) -> Markup:
    """An ending's part of the river, from the right bank inwards."""
    sheet, share = ground.sheet, ground.found.endings[number].share.value
    breadth = max(0.75, sheet.breadth * share) if share else 0.0
    x = sheet.river + sheet.breadth * (1 - taken - share / 2)
    bend = sheet.card - x - 6
    path = f"M{x:g} -1V{y - bend:g}Q{x:g} {y:g} {x + bend:g} {y:g}H{sheet.card:g}"
    return tag("path", class_=f"mouth {colour_of(ground.found, number)}", d=path, stroke_width=breadth)


def row(ground: Ground, number: int, lines: tuple[str, ...], top: float) -> list[Markup]:
    """An ending's title, and its share as a bar with the figure behind it."""
    found, foot = ground.found, top + BODY.leading * len(lines)
    left, y = ground.words, foot + 10
    if ground.sheet.is_broad:
        left, y = ground.words + 320, top + BODY.leading * len(lines) / 2
    length = (ground.right - 82 - left) * found.endings[number].share.value / longest(found.endings)
    return [
        *written(lines, ground.words, top + 14, BODY),
        tag("rect", class_=f"bar {colour_of(found, number)}", x=left, y=y - 6, width=length, height=12, rx=3),
        *written((figures.percent(found.endings[number].share.value),), left + length + 8, y + 4.5, NUMBER),
    ]


def longest(endings: tuple[EndingFound, ...]) -> float:
    """The greatest share."""
    return max(ending.share.value for ending in endings) or 1.0
