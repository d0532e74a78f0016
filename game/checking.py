"""What an author may not write, one short function a rule. Law: a rule reads and reports; it never mends.

A rule takes a document whose value may be a best guess, and yields problems with their places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from game import conditions
from game.authoring.problems import Problem, Severity, in_order, unknown
from game.authoring.reading import Document, Source, read
from game.conditions import And, Chose, Compare, Condition, ConditionError, Name, Not, Number, Or
from game.scenario import Effects, Option, Scenario

Written: TypeAlias = Document[Scenario]
Place: TypeAlias = tuple[str | int, ...]
Rule: TypeAlias = Callable[[Written, Scenario], Iterator[Problem]]

WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def checked(source: Source) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """A scenario and all that is wrong with it. The scenario is there only where no problem is an error."""
    document = read(source, Scenario)
    if document.value is None:
        return None, document.problems
    found = [problem for rule in RULES for problem in rule(document, document.value)]
    problems = in_order([*document.problems, *found])
    playable = all(problem.severity is not Severity.ERROR for problem in problems)
    return document.value if playable else None, problems


def names_are_words(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Meters and flags share one space of names, for conditions cannot tell them apart otherwise."""
    for kind, names in (("meters", scenario.meters), ("flags", scenario.flags)):
        for name in names:
            if not WORD.fullmatch(name) or name in conditions.RESERVED:
                yield document.problem((kind, name), f"'{name}' must be lower-case words joined by underscores")
    for name in scenario.flags.keys() & scenario.meters.keys():
        yield document.problem(("flags",), f"'{name}' is a meter and a flag; rename one")


def identifiers(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Ids have a plain form and are unique where they are looked up."""
    yield from unique(document, ((("rounds", n, "id"), each.id) for n, each in enumerate(scenario.rounds)))
    yield from unique(document, ((("endings", n, "id"), each.id) for n, each in enumerate(scenario.endings)))
    yield from unique(
        document,
        (
            (("rounds", n, "injects", k, "id"), inject.id)
            for n, each in enumerate(scenario.rounds)
            for k, inject in enumerate(each.injects)
        ),
    )
    for n, each in enumerate(scenario.rounds):
        yield from unique(
            document, ((("rounds", n, "options", k, "id"), option.id) for k, option in enumerate(each.options))
        )


def unique(document: Written, found: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    """Each id well formed and given once."""
    entries = list(found)
    for path, identifier in entries:
        if identifier != "?" and not IDENTIFIER.fullmatch(identifier):
            yield document.problem(path, f"the id '{identifier}' must be lower-case words joined by hyphens")
    counts = Counter(identifier for _, identifier in entries if identifier != "?")
    seen: set[str] = set()
    for path, identifier in entries:
        if counts[identifier] > 1 and identifier in seen:
            yield document.problem(path, f"the id '{identifier}' is used twice; ids are unique")
        seen.add(identifier)


def meters_fit(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A meter starts within its bounds, and the bounds leave room."""
    for name, meter in scenario.meters.items():
        if meter.min >= meter.max:
            yield document.problem(("meters", name), f"'{name}': min {meter.min} must be less than max {meter.max}")
        elif not meter.min <= meter.start <= meter.max:
            message = f"'{name}' starts at {meter.start}, outside {meter.min} to {meter.max}"
            yield document.problem(("meters", name, "start"), message)


def conditions_hold_up(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Every condition parses, names what exists, and asks of earlier rounds only."""
    for path, text, number in written_conditions(scenario):
        try:
            condition = conditions.parsed(text)
        except ConditionError as error:
            yield document.problem_inside(path, error.at, f"condition: {error.message}")
            continue
        for at, message in faults(condition, scenario, number):
            yield document.problem_inside(path, at, message)


def written_conditions(scenario: Scenario) -> Iterator[tuple[Place, str, int]]:
    """Every condition with its path and the number of the round in which it is asked."""
    for n, each in enumerate(scenario.rounds):
        for k, inject in enumerate(each.injects):
            if inject.when:
                yield ("rounds", n, "injects", k, "when"), inject.when, n
        for k, option in enumerate(each.options):
            if option.when:
                yield ("rounds", n, "options", k, "when"), option.when, n
            if option.requires:
                yield ("rounds", n, "options", k, "requires"), option.requires, n
    for n, ending in enumerate(scenario.endings):
        if ending.when:
            yield ("endings", n, "when"), ending.when, len(scenario.rounds)


def faults(condition: Condition, scenario: Scenario, number: int) -> Iterator[tuple[int, str]]:
    """What is wrong inside a condition that must be true or false: character and sentence."""
    match condition:
        case Number():
            yield condition.at, "a number alone is neither true nor false; compare a meter with it"
        case Name(word, at) if word in scenario.meters:
            yield at, f"'{word}' is a meter; compare it with a number, such as {word} >= 50"
        case Name(word, at) if word not in scenario.flags:
            yield at, unknown("name", word, [*scenario.meters, *scenario.flags])
        case Chose():
            yield from faults_of_chose(condition, scenario, number)
        case Not(part):
            yield from faults(part, scenario, number)
        case And(parts) | Or(parts):
            for part in parts:
                yield from faults(part, scenario, number)
        case Compare(sign, left, right):
            for side in (left, right):
                yield from faults_of_side(side, sign, condition.at, scenario)


def faults_of_side(side: Condition, sign: str, at: int, scenario: Scenario) -> Iterator[tuple[int, str]]:
    """What is wrong on one side of a comparison: only numbers and meters can be compared."""
    match side:
        case Number():
            return
        case Name(word, place) if word in scenario.flags:
            yield place, f"'{word}' is a flag, true or false; write {word} or not {word}"
        case Name(word, place):
            if word not in scenario.meters:
                yield place, unknown("name", word, [*scenario.meters, *scenario.flags])
        case _:
            yield at, f"on both sides of {sign} there must be a meter or a number"


def faults_of_chose(chose: Chose, scenario: Scenario, number: int) -> Iterator[tuple[int, str]]:
    """chose(…) names an option of a round that comes before."""
    rounds = {each.id: n for n, each in enumerate(scenario.rounds)}
    if chose.round not in rounds:
        yield chose.at, unknown("round", chose.round, rounds)
        return
    options = [option.id for option in scenario.rounds[rounds[chose.round]].options]
    if chose.option not in options:
        yield chose.at, unknown("option", chose.option, options)
    elif rounds[chose.round] >= number:
        yield chose.at, f"'{chose.round}' is not decided yet when this is asked"


def consequences_name_what_exists(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Effects change meters; sets and clears name flags."""
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            path: Place = ("rounds", n, "options", k)
            yield from named(document, scenario, path, option.effects, (*option.sets, *option.clears))
            for c, chance in enumerate(option.chances):
                inside = (*path, "chances", c)
                yield from named(document, scenario, inside, chance.effects, (*chance.sets, *chance.clears))


def named(
    document: Written, scenario: Scenario, path: Place, effects: Effects, flags: tuple[str, ...]
) -> Iterator[Problem]:
    """One consequence's names."""
    for name in effects:
        if name not in scenario.meters:
            yield document.problem((*path, "effects", name), unknown("meter", name, scenario.meters))
    for flag in flags:
        if flag not in scenario.flags:
            key = "sets" if (*path, "sets") in document.tree.keys else "clears"
            yield document.problem((*path, key), unknown("flag", flag, scenario.flags))


def options_can_be_met(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A closed option says why; a round always leaves something to choose."""
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            if option.requires and not option.because:
                message = "'requires' needs 'because': the reason that delegates see"
                yield document.problem(("rounds", n, "options", k, "requires"), message)
            if option.because and not option.requires:
                message = "'because' is shown only where 'requires' fails, and there is no 'requires'"
                yield document.problem(("rounds", n, "options", k, "because"), message, Severity.WARNING)
        if all(option.when or option.requires for option in each.options):
            message = "every option has a condition; leave one without, so that something can always be chosen"
            yield document.problem(("rounds", n, "options"), message)


def endings_catch_all(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """The last ending has no condition, and only the last."""
    *others, last = scenario.endings
    if last.when:
        message = "the last ending must have no 'when', so that every path ends"
        yield document.problem(("endings", len(others), "when"), message)
    for n, ending in enumerate(others):
        if not ending.when:
            message = (
                "an ending without 'when' ends every path that comes to it; the endings after it are never reached"
            )
            yield document.problem(("endings", n), message)


def outcomes_are_told(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Something is read out after every choice."""
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            if not option.outcome and not all_told(option):
                message = f"'{option.id}' has no outcome to read out"
                yield document.problem(("rounds", n, "options", k), message, Severity.WARNING)


def all_told(option: Option) -> bool:
    """Whether every way luck may fall has a text."""
    return bool(option.chances) and all(chance.text for chance in option.chances)


def flags_matter(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A flag is set somewhere and asked somewhere."""
    asked = asked_names(scenario)
    for flag in scenario.flags:
        if flag not in set_flags(scenario):
            yield document.problem(("flags",), f"the flag '{flag}' is never set", Severity.WARNING)
        elif flag not in asked:
            yield document.problem(("flags",), f"the flag '{flag}' is set but nothing asks for it", Severity.WARNING)


def set_flags(scenario: Scenario) -> set[str]:
    """Every flag that something sets."""
    options = [option for each in scenario.rounds for option in each.options]
    by_option = [flag for option in options for flag in option.sets]
    by_chance = [flag for option in options for chance in option.chances for flag in chance.sets]
    return {*by_option, *by_chance}


def asked_names(scenario: Scenario) -> set[str]:
    """Every name in a condition; of one that does not parse, every word, so that it is not blamed twice."""
    found: set[str] = set()
    for _, text, _ in written_conditions(scenario):
        try:
            found |= {leaf.word for leaf in conditions.leaves(conditions.parsed(text)) if isinstance(leaf, Name)}
        except ConditionError:
            found |= set(re.findall(r"\w+", text))
    return found


def facts_are_fresh(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """No fact is past its review date."""
    for n, fact in enumerate(scenario.facts):
        if fact.review_by < date.today():
            message = f"this fact was to be checked again by {fact.review_by.isoformat()}"
            yield document.problem(("facts", n, "review_by"), message, Severity.WARNING)


RULES: tuple[Rule, ...] = (
    names_are_words,
    identifiers,
    meters_fit,
    conditions_hold_up,
    consequences_name_what_exists,
    options_can_be_met,
    endings_catch_all,
    outcomes_are_told,
    flags_matter,
    facts_are_fresh,
)
