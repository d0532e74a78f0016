"""Rules on names and ids. Law: a name has a plain form, is given once, and is used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from game import conditions
from game.authoring.problems import Problem, Severity
from game.checking.asking import written_conditions
from game.checking.leading import consequences
from game.checking.rule import IDENTIFIER, WORD, Place, Written
from game.compiled import HOURS
from game.conditions import ConditionError, Name
from game.scenario import Scenario


def names_are_words(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Meters, clocks and flags share one space of names, for conditions cannot tell them apart otherwise."""
    kinds: dict[str, Iterable[str]] = {"meters": scenario.meters, "clocks": scenario.clocks, "flags": scenario.flags}
    seen: dict[str, str] = {}
    for kind, names in kinds.items():
        for name in names:
            if not WORD.fullmatch(name) or name in (*conditions.RESERVED, HOURS):
                message = f"'{name}' must be lower-case words joined by underscores, and not a word of the conditions"
                yield document.problem((kind, name), message)
            if name in seen:
                message = f"'{name}' is in {seen[name]} and in {kind}; rename one"
                yield document.problem((kind, name) if kind != "flags" else (kind,), message)
            seen[name] = kind
    ids_of: dict[str, Iterable[str]] = {"objectives": scenario.objectives, "roles": scenario.roles}
    for kind, ids in ids_of.items():
        for name in ids:
            if not IDENTIFIER.fullmatch(name.replace("_", "-")):
                yield document.problem((kind, name), f"'{name}' must be lower-case words joined by hyphens")


def identifiers(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Ids have a plain form and are unique where they are looked up."""
    yield from unique(document, ((("rounds", n, "id"), each.id) for n, each in enumerate(scenario.rounds)))
    yield from unique(document, ((("happenings", n, "id"), one.id) for n, one in enumerate(scenario.happenings)))
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
    by_rounds = {flag for each in scenario.rounds for flag in each.sets}
    return by_rounds | {flag for _, source in consequences(scenario) for flag in source.sets}


def asked_names(scenario: Scenario) -> set[str]:
    """Every name in a condition; of one that does not parse, every word, so that it is not blamed twice."""
    found: set[str] = set()
    for _, text, _ in written_conditions(scenario):
        try:
            found |= {leaf.word for leaf in conditions.leaves(conditions.parsed(text)) if isinstance(leaf, Name)}
        except ConditionError:
            found |= set(re.findall(r"\w+", text))
    return found | {flag for clock in scenario.clocks.values() for flag in (clock.starts, clock.stops)}


def meters_fit(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A meter starts within its bounds, and the bounds leave room."""
    for name, meter in scenario.meters.items():
        if meter.min >= meter.max:
            yield document.problem(("meters", name), f"'{name}': min {meter.min} must be less than max {meter.max}")
        elif not meter.min <= meter.start <= meter.max:
            message = f"'{name}' starts at {meter.start}, outside {meter.min} to {meter.max}"
            yield document.problem(("meters", name, "start"), message)
