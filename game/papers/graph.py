"""The map of a scenario as drawings: one for each round and one for the endings, which join into a single river.

Law: the river's breadth is the share of all paths, everywhere; the scale of standings is the same in every round.
Each drawing stands alone, so that a printed map never breaks inside a round.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from game.exploration import Exploration, OptionFound, RoundFound
from game.papers import figures
from game.papers.mouth import mouth, source
from game.papers.sheet import (
    BODY,
    NOTE,
    NUMBER,
    SOFT,
    TITLE,
    TOP,
    Face,
    Ground,
    Sheet,
    arrival,
    broken,
    drawing,
    ground_of,
    lane_at,
    written,
)
from game.papers.svg import tag, text
from game.scenario import Option, Round, Scenario


def pieces(
    scenario: Scenario, found: Exploration, sheet: Sheet, beside: str, endings_beside: str
) -> tuple[Markup, ...]:
    """The whole map, from the start to the endings. The ids are of words that say the same."""
    ground = ground_of(scenario, found, sheet, beside, endings_beside)
    rounds = (piece(ground, number) for number in range(len(found.rounds)))
    return (source(ground), *rounds, mouth(ground))


@dataclass(frozen=True, slots=True)
class Row:
    """One option's place in its round: its words, broken, where they begin, and the height it takes."""

    top: float
    lines: tuple[str, ...]
    note: tuple[str, ...]
    height: float

    @property
    def middle(self) -> float:
        """The height of its node."""
        return self.top + BODY.leading * len(self.lines) / 2

    @property
    def foot(self) -> float:
        """Where its words end."""
        return self.top + BODY.leading * len(self.lines)


def piece(ground: Ground, number: int) -> Markup:
    """One round."""
    each, found = ground.scenario.rounds[number], ground.found.rounds[number]
    head, foot = heading(ground, each, found)
    rows = placed_rows(ground, each, found, foot + 14)
    height = rows[-1].top + rows[-1].height + 4
    drawn = [*river(ground, found, height), card(ground, each, height), *head, *mean_line(ground, foot, height)]
    for row, figure in zip(rows, found.options, strict=True):
        drawn += [*branch(ground, row, figure), *option_words(ground, row, figure)]
    drawn += [*passing(ground, number, rows, height), *badge(ground, number, found)]
    title = f"Round {number + 1} of {len(ground.found.rounds)}: {each.title}, with {len(each.options)} options"
    return drawing(ground, str(number + 1), title, height, drawn)


def card(ground: Ground, each: Round, height: float) -> Markup:
    """A round's card; one with a condition has a broken edge."""
    left = ground.sheet.card
    kind, tall = "card perhaps" if each.when else "card", height - TOP - 1
    return tag("rect", class_=kind, x=left, y=TOP, rx=10, width=ground.right - left, height=tall)


def heading(ground: Ground, each: Round, found: RoundFound) -> tuple[list[Markup], float]:
    """Title, time, how often it is played, its condition; and how far down they reach."""
    broad, y = ground.sheet.is_broad, TOP + 29
    room = (ground.plot[0] - 30 if broad and ground.scale else ground.right - 10) - ground.words
    drawn: list[Markup] = []
    for words, face, most in heading_words(ground, each, found):
        lines = broken(words, room, face, most)
        drawn += written(lines, ground.words, y, face)
        y += face.leading * len(lines)
    if broad and ground.scale:
        says, x = ("leads to a standing of", f"(average {figures.standing(ground.mean)})"), ground.across(ground.mean)
        drawn += written(says, x, TOP + 26, SOFT, text_anchor="middle")
    return drawn, y - 10


def heading_words(ground: Ground, each: Round, found: RoundFound) -> list[tuple[str, Face, int]]:
    """What a round's heading says, how it is set, and in how many lines at the most."""
    said = [(each.title, TITLE, 3), (each.time, SOFT, 2)]
    if each.when:
        said.append((f"Only when {each.when}", SOFT, 3))
    if found.played < 1:
        said.append((f"On {figures.percent(found.played)} of {ground.many}", SOFT, 1))
    if each.choose:
        said.append((f"Up to {each.choose.up_to} at once", SOFT, 1))
    return said


def placed_rows(ground: Ground, each: Round, found: RoundFound, top: float) -> list[Row]:
    """A round's options below one another."""
    rows: list[Row] = []
    for option, figure in zip(each.options, found.options, strict=True):
        lines = broken(option.text, ground.room, BODY)
        note = broken(leads_to(ground.scenario, option), ground.room, NOTE, 2)
        under = 0 if ground.sheet.is_broad else SOFT.leading * (len(how_often(figure)) + (figure.standing is not None))
        height = BODY.leading * len(lines) + NOTE.leading * len(note) + under + 15
        rows.append(Row(top, lines, note, height))
        top += height
    return rows


def leads_to(scenario: Scenario, option: Option) -> str:
    """Where an option goes, if not simply on."""
    if option.next == "end":
        return "→ ends the exercise"
    for number, each in enumerate(scenario.rounds):
        if each.id == option.next:
            return f"→ goes on with round {number + 1}, {each.title}"
    return ""


def option_words(ground: Ground, row: Row, figure: OptionFound) -> list[Markup]:
    """An option's words, how often it is open, and the standing it leads to."""
    drawn = written(row.lines, ground.words, row.top + 14, BODY)
    drawn += written(row.note, ground.words, row.foot + 13, NOTE)
    if ground.sheet.is_broad:
        x = ground.plot[0] - 62 if ground.scale else ground.right - 16
        drawn += written(how_often(figure), x, row.middle + 4.5, SOFT, text_anchor="end")
        return drawn + standing_mark(ground, figure, row.middle)
    y = row.foot + NOTE.leading * len(row.note) + 14
    drawn += written(how_often(figure), ground.words, y, SOFT)
    return drawn + standing_line(ground, figure, y + SOFT.leading * len(how_often(figure)))


def how_often(figure: OptionFound) -> tuple[str, ...]:
    """How often an option is open; nothing where it always is, for that is the rule."""
    if figure.open == 1:
        return ()
    return (f"open on {figures.percent(figure.open)}",)


def standing_mark(ground: Ground, figure: OptionFound, y: float) -> list[Markup]:
    """The expected standing after an option: a line from the mean, a point, and the figure outside it."""
    if figure.standing is None:
        return []
    x, is_better = ground.across(figure.standing), figure.standing >= ground.mean
    number, anchor = (figures.standing(figure.standing),), "start" if is_better else "end"
    words = written(number, x, y + 4.5, NUMBER, dx=9 if is_better else -9, text_anchor=anchor)
    return [*reach(ground, figure.standing, y), *words]


def standing_line(ground: Ground, figure: OptionFound, y: float) -> list[Markup]:
    """The same on a line of its own, the figure in front."""
    if figure.standing is None:
        return []
    middle, (left, right) = ground.across(ground.mean), ground.plot
    return [
        *written((f"leads to {figures.standing(figure.standing)}",), ground.words, y, SOFT),
        tag("line", class_="track", x1=left, x2=right, y1=y - 4.5, y2=y - 4.5),
        tag("line", class_="average", x1=middle, x2=middle, y1=y - 12, y2=y + 3),
        *reach(ground, figure.standing, y - 4.5),
    ]


def reach(ground: Ground, standing: float, y: float) -> list[Markup]:
    """A line from the mean to a standing, and its point: full where it is better, a ring where it is worse."""
    x, middle, kind = (
        ground.across(standing),
        ground.across(ground.mean),
        "better" if standing >= ground.mean else "worse",
    )
    return [
        tag("line", class_="reach", x1=middle, x2=x, y1=y, y2=y),
        tag("circle", class_=kind, cx=x, cy=y, r=5),
    ]


def mean_line(ground: Ground, top: float, height: float) -> list[Markup]:
    """The mean of all paths, through a round's card."""
    if ground.scale is None or not ground.sheet.is_broad:
        return []
    x = ground.across(ground.mean)
    return [tag("line", class_="average", x1=x, x2=x, y1=max(top + 4, TOP + 54), y2=height - 9)]


def river(ground: Ground, found: RoundFound, height: float) -> list[Markup]:
    """All paths: those that play the round run straight on, the others bend out and pass it by."""
    sheet = ground.sheet
    past = sheet.breadth * (1 - found.played)
    through = tag("rect", class_="river", x=sheet.river + past, y=-1, width=sheet.breadth - past, height=height + 2)
    if past < 0.1:
        return [through]
    bank, out = sheet.river + past / 2, sheet.bypass + past / 2
    bend = f"M{bank:g} -1V1C{bank:g} 14 {out:g} 10 {out:g} {TOP + 8:g}V{height - 24:g}"
    bend += f"C{out:g} {height - 8:g} {bank:g} {height - 12:g} {bank:g} {height + 1:g}"
    return [through, tag("path", class_="past", d=bend, stroke_width=past)]


def branch(ground: Ground, row: Row, figure: OptionFound) -> list[Markup]:
    """The arm from the river to an option: the thicker, the oftener it is open; to a ring where not always."""
    sheet, y, is_sure = ground.sheet, row.middle, figure.open == 1
    bank = sheet.river + sheet.breadth - 2
    bend = min(18.0, (sheet.card - bank) / 2)
    path = f"M{bank:g} {y - bend:g}Q{bank:g} {y:g} {bank + bend:g} {y:g}H{sheet.card:g}"
    arm = tag("path", class_="arm", d=path, stroke_width=1.5 + 3 * figure.open)
    radius = 6 if sheet.is_broad else 5
    node = tag("circle", class_="node" if is_sure else "node perhaps", cx=sheet.card, cy=y, r=radius)
    return [arm, node] if figure.open else [node]


def badge(ground: Ground, number: int, found: RoundFound) -> list[Markup]:
    """The round's number on the river."""
    sheet = ground.sheet
    x, y, size = sheet.river + sheet.breadth * (1 - found.played / 2), TOP + 23, 14 if sheet.is_broad else 12.5
    return [
        tag("line", class_="stem", x1=x, x2=sheet.card, y1=y, y2=y),
        tag("circle", class_="badge", cx=x, cy=y, r=sheet.badge),
        text([str(number + 1)], x, y + size / 3 + 0.3, font_size=size, class_="strong", text_anchor="middle"),
    ]


def passing(ground: Ground, number: int, rows: list[Row], height: float) -> list[Markup]:
    """The lanes that leave from this round's options, run past it, or come in."""
    drawn: list[Markup] = []
    for lane in ground.lanes:
        x, right = lane_at(ground, lane), ground.right
        if lane.passes(number):
            drawn.append(tag("path", class_="lane", d=f"M{x:g} -1V{height + 1:g}"))
        for y in (rows[option].middle for each, option in lane.sources if each == number):
            way = f"M{right:g} {y:g}H{x - 6:g}Q{x:g} {y:g} {x:g} {y + 6:g}V{height + 1:g}"
            drawn += [tag("path", class_="lane", d=way), tag("circle", class_="leap", cx=right, cy=y, r=4)]
        if lane.target == number:
            drawn += arrival(ground, lane)
    return drawn
