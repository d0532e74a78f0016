"""How the wider language is put into words for a screen: rules of choosing, prices, deadlines, what is held back.

Law: pure sentences; every face shows the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.compiled import HOURS, IDLE, RUNNING, Compiled, State
from game.scenario import CHOICE, SHOWN, Inject, Option, Round, Scenario

MANY_HOURS = 100
"""From here on nobody in the room counts in hours: where the author says the day, that is enough."""
QUARTERS = {0.0: "", 0.25: "¼", 0.5: "½", 0.75: "¾"}


def filled(text: str, play: Compiled, state: State, chosen: Mapping[str, str]) -> str:
    """A text with what it shows put in: `{{ trust }}` a meter, `{{ hours }}`, a clock's hours left, and
    `{{ chose("round") }}` what was decided there (`chosen` has it by round; nothing where it was skipped)."""

    def value(match: re.Match[str]) -> str:
        said = CHOICE.fullmatch(match[1])
        return chosen.get(said[1], "nothing") if said else shown(match[1], play, state)

    return SHOWN.sub(value, text)


def shown(name: str, play: Compiled, state: State) -> str:
    """One number as a text shows it."""
    scenario = play.scenario
    if name in scenario.meters:
        return with_unit(state.meters[list(scenario.meters).index(name)], scenario.meters[name].unit)
    if name in scenario.clocks:
        clock = scenario.clocks[name]
        return figure(left(state.clocks[list(scenario.clocks).index(name)], clock.hours, state.hours))
    return figure(state.hours) if name == HOURS else name


def with_unit(value: int, unit: str) -> str:
    """A number with its unit: £k goes round it, % stands right behind it, words stand apart."""
    number = f"{value:,}"
    if unit[:1] in ("£", "€", "$"):
        return f"{'-' if value < 0 else ''}{unit[0]}{abs(value):,}{unit[1:]}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def question(each: Round) -> str:
    """The question, with how many options may be taken where that is more than one."""
    choose = each.choose
    if choose is None or (choose.up_to == 1 and not choose.none):
        return each.question
    parts = [f"Choose up to {choose.up_to}"]
    if choose.budget is not None:
        parts.append(f"prices within {choose.budget:,}")
    if choose.none:
        parts.append("or nothing")
    return f"{each.question} ({', '.join(parts)}; votes are approvals)"


def option(each: Round, one: Option) -> str:
    """An option's words, with its price where the round has a budget, and whether it stands alone."""
    if each.choose is None:
        return one.text
    notes = [f"price {one.price:,}"] if each.choose.budget is not None else []
    notes += ["excludes the others"] if one.alone and each.choose.up_to > 1 else []
    return f"{one.text} ({', '.join(notes)})" if notes else one.text


def time(each: Round, play: Compiled, state: State) -> str:
    """When the round is, with the exercise hour where the scenario counts hours and people still do."""
    if not play.clocks or (each.time and state.hours >= MANY_HOURS):
        return each.time
    return ", ".join(filter(None, (each.time, f"hour {figure(state.hours)}")))


def left(clock: tuple[int, float], limit: float, hours: float) -> float:
    """The hours a clock has left, as conditions read it but never below 0."""
    phase, number = clock
    return max(limit - (hours - number) if phase == RUNNING else limit if phase == IDLE else number, 0.0)


def deadlines(play: Compiled, state: State) -> Iterator[str]:
    """Each clock that has started, in words; those that have not are not given away."""
    for (phase, number), clock in zip(state.clocks, play.scenario.clocks.values(), strict=True):
        if phase == RUNNING:
            rest = left((phase, number), clock.hours, state.hours)
            said = in_hours(rest) if 0 < rest < 1 or clock.hours < 1 else figure(rest)
            yield f"{clock.title}: {said} of {in_hours(clock.hours)} left"
        elif phase != IDLE:
            yield f"{clock.title}: missed" if number < 0 else f"{clock.title}: done in time"


def in_hours(hours: float) -> str:
    """A number of hours in words: 1 hour, 34¼ hours, 30 minutes."""
    if 0 < hours < 1:
        return f"{figure(hours * 60)} minutes"
    return "1 hour" if hours == 1 else f"{figure(hours)} hours"


def figure(number: float) -> str:
    """A meter's value or a number of hours as people write it, quarters with their own signs: 1,320; 34¼; 2.1."""
    whole, part = divmod(abs(number), 1)
    if part not in QUARTERS:
        return f"{number:,.1f}".removesuffix(".0")
    return f"{'-' if number < 0 else ''}{f'{whole:,.0f}' if whole or not part else ''}{QUARTERS[part]}"


def notes(scenario: Scenario, each: Round, held: Iterable[Inject]) -> str:
    """The facilitator's notes, with the injects that are theirs to hand out or to release."""
    listed = "\n".join(f"- {handed(scenario, inject)}" for inject in held)
    return "\n\n".join(filter(None, (each.notes.strip(), listed)))


def handed(scenario: Scenario, inject: Inject) -> str:
    """One inject that is not for everybody at once."""
    whom = " and ".join(scenario.roles[role].title for role in inject.to) if inject.to else "everyone"
    when = ", when you choose" if inject.on_demand else ""
    return f"**For {whom}{when}.** From {inject.sender}: {' '.join(inject.text.split())}"


def listed(parts: Sequence[str]) -> str:
    """Parts as they are said: one; one and two; one, two and three."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def counted(number: int, noun: str) -> str:
    """A number of things in words: 1 round, 8 rounds."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
