"""The printed pack: everything to play a scenario in a room without screens, as blocks for any printer.

Law: what delegates get never holds what a choice does, and no sheet for them tells what only some may know; what the
facilitator reads out holds all that the program would work out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time

from game import wording
from game.exploration import Exploration
from game.papers import figures, graph
from game.papers.blocks import Block, Drawing, Fields, Grid, Heading, Items, Paper, Prose, Slip, Slips, Words
from game.papers.sheet import WIDE
from game.scenario import CHOICE, SHOWN, Consequence, Inject, Option, Round, Scenario
from game.views import LETTERS

CHOSE = re.compile(r"""chose\(\s*["']([^"']+)["']\s*,\s*["']([^"']+)["']\s*\)""")
NAME = re.compile(r"""(?<!["'\w-])[a-z_]\w*(?!["'\w(-])""")
SIGNATURES, BALLOTS = 16, 8
"""How many lines a sign-in sheet has, and how many ballot slips a round."""
UNDATED = datetime(2020, 1, 1, tzinfo=UTC)
"""The time of a pack of a scenario that nobody has dated."""
WAYS = (
    "Print everything. Keep the facilitator's part; the rest is for the tables.",
    "Before people come: put out the sign-in sheet, the role cards and the page about the organisation.",
    "Each round: hand out the round's sheet and its messages, and read the situation out. Give the time to talk.",
    "Then let people vote with the slips or by hands. Count, and write the votes into the decision log with the time.",
    "Read out what came of it from the facilitator's part, and write the meters on.",
    "At the end: read out the first ending whose condition holds, and hold the hot wash.",
    "Afterwards type it in with siro enter, line by line. It then gets the same report as a workshop on screen.",
)


def pack(scenario: Scenario, found: Exploration | None = None) -> Paper:
    """The pack; `found` gives it the map of paths."""
    day = scenario.reviewed
    return Paper(
        kind="Printed pack",
        title=scenario.title,
        summary=scenario.summary,
        at=datetime.combine(day, time(), UTC) if day else UNDATED,
        blocks=tuple(blocks(scenario, found)),
        foot=f"Exercise: {scenario.title}",
    )


def blocks(scenario: Scenario, found: Exploration | None) -> Iterator[Block]:
    """The facilitator's part, then everything for the tables."""
    yield Words("This is an exercise. The organisation, its people and the incident are invented.", "warning")
    yield Heading(1, "How to play from paper")
    yield Items(WAYS, is_numbered=True)
    yield from guide(scenario, found)
    yield from forms(scenario)
    yield from organisation(scenario)
    yield from roles(scenario)
    for number, each in enumerate(scenario.rounds, start=1):
        yield from round_sheet(scenario, number, each)
        yield from inject_cards(scenario, number, each)
        yield from ballots(number, each)


def guide(scenario: Scenario, found: Exploration | None) -> Iterator[Block]:
    """What only the facilitator may read."""
    yield Heading(1, "Facilitator's guide", on_new_page=True)
    yield Words("For the facilitator only. Do not hand out these pages.", "warning")
    if scenario.objectives:
        yield Heading(2, "What it practises")
        yield Items(tuple(scenario.objectives.values()))
    if scenario.flags:
        yield Heading(2, "What the story remembers")
        yield Words("Conditions below name these. Tick what has become true.")
        rows = tuple((name, title[:1].upper() + title[1:], "") for name, title in scenario.flags.items())
        yield Grid("Flags", ("Name", "It means", "True from round"), rows, (3, 7, 2))
    if scenario.clocks:
        yield Heading(2, "Deadlines")
        clocks = tuple(
            (one.title, wording.in_hours(one.hours), one.starts, one.stops, one.source or "not given")
            for one in scenario.clocks.values()
        )
        yield Grid(
            "Deadlines", ("What must be done", "Within", "Starts with", "Stops with", "Source"), clocks, (4, 2, 2, 2, 4)
        )
        for clock in scenario.clocks.values():
            yield Words(f"If it is missed: {clock.title}", "label")
            yield from consequence(scenario, clock.missed)
    if found:
        yield from map_of(scenario, found)
    for number, each in enumerate(scenario.rounds, start=1):
        yield from key(scenario, number, each)
    yield from between(scenario)
    yield Heading(2, "Endings")
    yield Words("Read out the first whose condition holds.")
    for ending in scenario.endings:
        yield Heading(3, ending.title)
        yield Words(
            f"When: {condition(scenario, ending.when)}" if ending.when else "When none of those above holds.", "note"
        )
        yield Prose(papered(scenario, ending.text))
    yield from ending_talk(scenario)


def ending_talk(scenario: Scenario) -> Iterator[Block]:
    """The questions at the end, and what is true in it all."""
    if scenario.debrief.questions:
        yield Heading(2, "Hot wash")
        yield Items(scenario.debrief.questions, is_numbered=True)
    if scenario.facts:
        yield Heading(2, "Facts and sources")
        rows = tuple((fact.claim, fact.source) for fact in scenario.facts)
        yield Grid("Facts that the exercise rests on", ("Fact", "Source"), rows, (7, 4))


def map_of(scenario: Scenario, found: Exploration) -> Iterator[Block]:
    """The map of paths, drawn where it can be, and what is known of each round."""
    yield Heading(2, "Map of paths", on_new_page=True)
    many = "paths, every one of them walked" if found.exact else "random plays, a sample"
    yield Words(
        f"{figures.count(found.paths)} {many}. The standing is one number from 0 to 100, the mean of all meters at the "
        "end by their weights; the map shows what each option leads to on average."
    )
    rows = tuple(
        (
            f"{number}. {each.title}",
            option.text,
            figures.percent(option.open),
            "not known" if option.standing is None else figures.standing(option.standing),
        )
        for number, each in enumerate(found.rounds, start=1)
        for option in each.options
    )
    heads = ("Round", "Option", "Open", "Leads to a standing of")
    table = Grid("The map as a table", heads, rows, (4, 8, 2, 3))
    yield Drawing(graph.pieces(scenario, found, WIDE, "map-says", "map-says"), table)
    ends = tuple((one.title, figures.percent(one.share.value)) for one in found.endings)
    yield Grid("How often each ending is reached, if every choice is a blind one", ("Ending", "Share"), ends, (6, 2))


def key(scenario: Scenario, number: int, each: Round) -> Iterator[Block]:
    """One round for the facilitator: the notes, what each option does, and messages held back."""
    yield Heading(2, f"Round {number}: {each.title}", on_new_page=True)
    if each.when:
        yield Words(
            f"Play this round only when: {condition(scenario, each.when)}. Otherwise go on with the next.", "warning"
        )
    told = [f"Time to talk: {wording.counted(each.discuss, 'minute')}"]
    hour = wording.figure(each.hour or 0)
    told += [f"It starts at exercise hour {hour}, if time has not passed that already"] if each.hour else []
    told += [f"As it starts this becomes true: {', '.join(each.sets)}"] if each.sets else []
    yield Items(tuple(told))
    if each.notes:
        yield Heading(3, f"Notes for round {number}")
        yield Prose(each.notes)
    held = tuple(inject for inject in each.injects if inject.on_demand or inject.when)
    if held:
        yield Heading(3, f"Messages of round {number} to hold back")
        yield Items(tuple(f"From {one.sender}: {held_because(scenario, one)}" for one in held))
    yield Heading(3, f"What each option of round {number} does")
    for letter, option in lettered(each):
        yield Heading(4, f"{letter}. {option.text}")
        yield Items(tuple(does(scenario, option)))
        yield from consequence(scenario, option, with_effects=False)
        for later in option.later:
            when = f", if {condition(scenario, later.when)}" if later.when else ""
            yield Words(f"{wording.counted(later.rounds, 'round')} later{when}: {effects(scenario, later)}", "label")
            yield Prose(papered(scenario, later.text))


def held_because(scenario: Scenario, inject: Inject) -> str:
    """When a message that is held back may be handed out."""
    when = f"only when {condition(scenario, inject.when)}" if inject.when else ""
    return " and ".join(filter(None, (when, "when you choose" if inject.on_demand else "")))


def lettered(each: Round) -> Iterator[tuple[str, Option]]:
    """A round's options with the letters that they have on paper: all of them, in the file's order."""
    for place, option in enumerate(each.options):
        yield LETTERS[place % len(LETTERS)], option


def does(scenario: Scenario, option: Option) -> Iterator[str]:
    """What an option does, in lines."""
    if option.when:
        yield f"On the sheet only when {condition(scenario, option.when)}: else strike it out before you hand it out"
    if option.requires:
        yield f"It can be chosen only when {condition(scenario, option.requires)}. {option.because}".strip()
    yield f"Meters: {effects(scenario, option)}"
    if option.hours:
        yield f"It takes {wording.in_hours(option.hours)}"
    if option.next:
        yield graph.leads_to(scenario, option).removeprefix("→ ").capitalize() or "It goes on with the next round"


def effects(scenario: Scenario, change: Consequence | Option) -> str:
    """What becomes of the meters and of what the story remembers."""
    parts = []
    for name, (sets, amount) in change.effects.items():
        meter = scenario.meters[name]
        value = wording.with_unit(abs(amount), meter.unit)
        parts.append(
            f"{meter.title} becomes {value}" if sets else f"{meter.title} {'+' if amount >= 0 else '−'}{value}"
        )
    parts += [f"becomes true: {name}" for name in change.sets] + [f"no longer true: {name}" for name in change.clears]
    return "; ".join(parts) or "no change"


def consequence(scenario: Scenario, what: Consequence | Option, with_effects: bool = True) -> Iterator[Block]:
    """What to read out, and where chance comes in, how to draw."""
    text = what.outcome if isinstance(what, Option) else what.text
    if with_effects and (what.effects or what.sets or what.clears):
        yield Items((f"Meters: {effects(scenario, what)}",))
    if text:
        yield Prose(papered(scenario, text))
    chances = getattr(what, "chances", ())
    if chances:
        total, first = sum(one.weight for one in chances), 1
        yield Words(f"Chance decides. Draw a number from 1 to {total} out of a bag, or let a phone draw it:", "label")
        rows = []
        for number, one in enumerate(chances, start=1):
            last = first + one.weight - 1
            draw = str(first) if first == last else f"{first} to {last}"
            rows.append((str(number), draw, one.text.strip() or "Nothing more happens", effects(scenario, one)))
            first = last + 1
        yield Grid("How chance may fall", ("Way", "Number drawn", "Read out", "Meters"), tuple(rows), (1, 2, 7, 4))


def between(scenario: Scenario) -> Iterator[Block]:
    """What the world does between rounds."""
    if not scenario.happenings:
        return
    yield Heading(2, "Between the rounds", on_new_page=True)
    yield Words("After each round look down this list. Each of these happens once, as soon as its condition holds.")
    for happening in scenario.happenings:
        after = next(
            (f"Right after round {n}" for n, one in enumerate(scenario.rounds, 1) if one.id == happening.after), ""
        )
        yield Heading(
            3,
            f"{after or 'After any round'}{f', when {condition(scenario, happening.when)}' if happening.when else ''}",
        )
        yield from consequence(scenario, happening)


def forms(scenario: Scenario) -> Iterator[Block]:
    """What is filled in by hand: the meters, the decision log, the sign-in sheet, lessons and actions."""
    titles = tuple(meter.title for meter in scenario.meters.values())
    starts = tuple(wording.with_unit(meter.start, meter.unit) for meter in scenario.meters.values())
    rounds = tuple(f"{number}. {each.title}" for number, each in enumerate(scenario.rounds, start=1))
    yield Heading(1, "Meters and hours", on_new_page=True)
    yield Fields(("Table",))
    blank = tuple((title, *("" for _ in titles), "") for title in rounds)
    widths = (4, *(2 for _ in titles), 2)
    yield Grid(
        "Write the meters on after each round",
        ("After round", *titles, "Hours"),
        (("Start", *starts, "0"), *blank),
        widths,
        True,
    )
    yield Heading(1, "Decision log", on_new_page=True)
    yield Fields(("Date and table",))
    heads = ("Round", "Time", "Decided", "Votes for each option", "Why", "Who disagreed, and why")
    yield Grid("Decision log", heads, tuple((title, *[""] * 5) for title in rounds), (4, 2, 3, 4, 5, 5), True)
    yield Heading(1, "Lessons and actions", on_new_page=True)
    yield Grid("Lessons identified", ("No.", "Lesson"), tuple((str(n), "") for n in range(1, 7)), (1, 14), True)
    actions = tuple((str(number), "", "", "") for number in range(1, 9))
    yield Grid("Improvement plan", ("No.", "Action", "Owner", "Due"), actions, (1, 8, 4, 3), True)
    yield Heading(1, "Sign-in sheet", on_new_page=True)
    yield Words("Names are asked for the certificate of attendance only. Nobody writes down who voted for what.")
    people = tuple((str(number), "", "", "", "") for number in range(1, SIGNATURES + 1))
    yield Grid(
        "Who took part", ("No.", "Name", "Organisation and role", "Table", "Signature"), people, (1, 5, 6, 2, 4), True
    )


def organisation(scenario: Scenario) -> Iterator[Block]:
    """What delegates know before the first round."""
    yield Heading(1, scenario.organisation.name, on_new_page=True)
    yield Words("For everybody. This organisation is invented.", "note")
    yield Prose(scenario.organisation.about)
    rows = tuple(
        (one.title, wording.with_unit(one.start, one.unit), "more" if one.better == "higher" else "less")
        for one in scenario.meters.values()
    )
    yield Grid("What you watch", ("Meter", "At the start", "Better is"), rows, (6, 3, 3))


def roles(scenario: Scenario) -> Iterator[Block]:
    """A card for each role."""
    if scenario.roles:
        yield Heading(1, "Role cards", on_new_page=True)
        yield Words("Cut them out; each is for one delegate.", "note")
        yield Slips(
            tuple(
                Slip(role.title, role.card, foot="You have the casting vote." if role.casting_vote else "")
                for role in scenario.roles.values()
            )
        )


def round_sheet(scenario: Scenario, number: int, each: Round) -> Iterator[Block]:
    """What each table gets as a round starts."""
    yield Heading(1, f"Round {number}: {each.title}", on_new_page=True)
    yield Words("EXERCISE" + (f". {each.time}" if each.time else ""), "note")
    yield Prose(papered(scenario, each.situation))
    yield Heading(2, wording.question(each))
    yield Grid(
        f"Options in round {number}",
        ("Letter", "Option"),
        tuple((letter, wording.option(each, option)) for letter, option in lettered(each)),
        (1, 10),
    )


def inject_cards(scenario: Scenario, number: int, each: Round) -> Iterator[Block]:
    """A round's messages, to cut out."""
    if each.injects:
        yield Heading(1, f"Messages in round {number}", on_new_page=True)
        yield Words("Cut them out. The facilitator's guide says which are held back.", "note")
        yield Slips(
            tuple(
                Slip(
                    f"From {one.sender}",
                    papered(scenario, one.text),
                    foot=f"Round {number}. For {whom(scenario, one)}.",
                )
                for one in each.injects
            )
        )


def whom(scenario: Scenario, inject: Inject) -> str:
    """Who gets a message."""
    return " and ".join(scenario.roles[role].title for role in inject.to) if inject.to else "everyone"


def ballots(number: int, each: Round) -> Iterator[Block]:
    """Slips to vote with: nobody writes a name."""
    yield Heading(1, f"Ballot slips for round {number}", on_new_page=True)
    yield Words("Cut them out, one for each delegate. No names.", "note")
    most = each.choose.up_to if each.choose else 1
    how = "Tick one." if most == 1 else f"Tick up to {most}."
    boxes = tuple(letter for letter, _ in lettered(each))
    yield Slips((Slip(f"Round {number}: {each.title}", boxes=boxes, foot=how),) * BALLOTS)


def condition(scenario: Scenario, written: str) -> str:
    """A condition with rounds, letters and titles instead of ids; flags keep the names of their list."""
    places = {each.id: (number, dict(lettered_ids(each))) for number, each in enumerate(scenario.rounds, start=1)}
    titles = named(scenario)

    def chosen(match: re.Match[str]) -> str:
        number, letters = places.get(match[1], (0, {}))
        return f"(round {number} took {letters[match[2]]})" if match[2] in letters else match[0]

    return CHOSE.sub(chosen, NAME.sub(lambda match: titles.get(match[0], match[0]), written))


def lettered_ids(each: Round) -> Iterator[tuple[str, str]]:
    """A round's options by id, each with its letter."""
    return ((option.id, letter) for letter, option in lettered(each))


def named(scenario: Scenario) -> dict[str, str]:
    """What the ids of meters, clocks and hours stand for."""
    meters = {name: meter.title for name, meter in scenario.meters.items()}
    clocks = {name: f"hours left to “{clock.title}”" for name, clock in scenario.clocks.items()}
    return {**meters, **clocks, "hours": "exercise hours"}


def papered(scenario: Scenario, text: str) -> str:
    """A text without what the program would fill in: the place is named instead, for a pen."""
    titles = named(scenario)
    rounds = {each.id: f"round {number}" for number, each in enumerate(scenario.rounds, start=1)}

    def shown(match: re.Match[str]) -> str:
        said = CHOICE.fullmatch(match[1])
        if said:
            return f"[what you decided in {rounds.get(said[1], said[1])}]"
        return f"[{titles.get(match[1], match[1])} now]"

    return SHOWN.sub(shown, text)
