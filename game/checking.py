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
from game.compiled import HOURS
from game.conditions import And, Chose, Compare, Condition, ConditionError, Name, Not, Number, Or
from game.scenario import Consequence, Option, Scenario

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
    """Every condition with its path and the number of rounds that are over when it is asked."""
    end = len(scenario.rounds)
    for n, each in enumerate(scenario.rounds):
        here: Place = ("rounds", n)
        texts = [((*here, "when"), each.when, n)]
        texts += [((*here, "injects", k, "when"), inject.when, n) for k, inject in enumerate(each.injects)]
        for k, option in enumerate(each.options):
            path = (*here, "options", k)
            texts += [((*path, "when"), option.when, n), ((*path, "requires"), option.requires, n)]
            lists = document_later_is_list(option)
            for j, later in enumerate(option.later):
                texts.append(((*path, "later", *([j] if lists else []), "when"), later.when, end))
        yield from (one for one in texts if one[1])
    for n, happening in enumerate(scenario.happenings):
        if happening.when:
            yield ("happenings", n, "when"), happening.when, end
    for n, ending in enumerate(scenario.endings):
        if ending.when:
            yield ("endings", n, "when"), ending.when, end


def document_later_is_list(option: Option) -> bool:
    """Whether `later` was written as a list; one map stands for a list of one."""
    return len(option.later) != 1


def faults(condition: Condition, scenario: Scenario, number: int) -> Iterator[tuple[int, str]]:
    """What is wrong inside a condition that must be true or false: character and sentence."""
    match condition:
        case Number():
            yield condition.at, "a number alone is neither true nor false; compare a meter with it"
        case Name(word, at) if word in scenario.meters:
            yield at, f"'{word}' is a meter; compare it with a number, such as {word} >= 50"
        case Name(word, at) if word in scenario.clocks or word == HOURS:
            yield at, f"'{word}' counts hours; compare it with a number, such as {word} >= 24"
        case Name(word, at) if word not in scenario.flags:
            yield at, unknown("name", word, known_names(scenario))
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
            if word not in (*scenario.meters, *scenario.clocks, HOURS):
                yield place, unknown("name", word, known_names(scenario))
        case _:
            yield at, f"on both sides of {sign} there must be a meter, a clock, hours or a number"


def known_names(scenario: Scenario) -> list[str]:
    """Every name that a condition can use."""
    return [*scenario.meters, *scenario.clocks, *scenario.flags, HOURS]


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
    for path, source in consequences(scenario):
        for name in source.effects:
            if name not in scenario.meters:
                yield document.problem((*path, "effects", name), unknown("meter", name, scenario.meters))
        for key, flags in (("sets", source.sets), ("clears", source.clears)):
            for n, flag in enumerate(flags):
                if flag not in scenario.flags:
                    yield document.problem((*path, key, n), unknown("flag", flag, scenario.flags))
    for n, each in enumerate(scenario.rounds):
        for k, flag in enumerate(each.sets):
            if flag not in scenario.flags:
                yield document.problem(("rounds", n, "sets", k), unknown("flag", flag, scenario.flags))


def consequences(scenario: Scenario) -> Iterator[tuple[Place, Consequence | Option]]:
    """Everything that changes meters and flags, with its path."""
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            path: Place = ("rounds", n, "options", k)
            yield path, option
            yield from (((*path, "chances", c), chance) for c, chance in enumerate(option.chances))
            lists = document_later_is_list(option)
            for j, later in enumerate(option.later):
                yield (*path, "later", *([j] if lists else [])), later
    for name, clock in scenario.clocks.items():
        yield ("clocks", name, "missed"), clock.missed
    for n, happening in enumerate(scenario.happenings):
        yield ("happenings", n), happening
        for c, chance in enumerate(happening.chances):
            yield ("happenings", n, "chances", c), chance


def clocks_and_happenings_lead_somewhere(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Clocks name flags; happenings name rounds."""
    rounds = [each.id for each in scenario.rounds]
    for name, clock in scenario.clocks.items():
        for key, flag in (("starts", clock.starts), ("stops", clock.stops)):
            if flag not in scenario.flags:
                yield document.problem(("clocks", name, key), unknown("flag", flag, scenario.flags))
    for n, happening in enumerate(scenario.happenings):
        if happening.after and happening.after not in rounds:
            yield document.problem(("happenings", n, "after"), unknown("round", happening.after, rounds))


def roles_and_objectives_exist(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Injects name roles; rounds and options name objectives."""
    for path, kind, name, known in tagged(scenario):
        if name not in known:
            yield document.problem(path, unknown(kind, name, known))


def tagged(scenario: Scenario) -> Iterator[tuple[Place, str, str, Iterable[str]]]:
    """Every role and objective that is named: where, its kind, its name and what there is of that kind."""
    roles, objectives = scenario.roles, scenario.objectives
    for n, each in enumerate(scenario.rounds):
        here: Place = ("rounds", n)
        for k, inject in enumerate(each.injects):
            yield from (((*here, "injects", k, "to", j), "role", role, roles) for j, role in enumerate(inject.to))
        yield from (((*here, "objectives", j), "objective", one, objectives) for j, one in enumerate(each.objectives))
        for k, option in enumerate(each.options):
            path = (*here, "options", k, "supports")
            yield from (((*path, j), "objective", one, objectives) for j, one in enumerate(option.supports))


def next_goes_forward(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """`next` names a later round, or the end."""
    rounds = [each.id for each in scenario.rounds]
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            if not option.next or option.next in ("end", *rounds[n + 1 :]):
                continue
            message = f"'{option.next}' is not after this round; time only goes forward"
            if option.next not in rounds:
                message = unknown("round", option.next, [*rounds[n + 1 :], "end"])
            yield document.problem(("rounds", n, "options", k, "next"), message)


def several_fit_together(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Where several options can be taken: prices have a budget, and sets agree on where to go next."""
    for n, each in enumerate(scenario.rounds):
        if each.choose is None:
            for k, option in enumerate(each.options):
                for key, used in (("price", option.price), ("alone", option.alone)):
                    if used:
                        message = f"'{key}' is for rounds with 'choose'; this round takes one option"
                        yield document.problem(("rounds", n, "options", k, key), message, Severity.WARNING)
            continue
        targets = {option.next for option in each.options if option.next and not option.alone}
        if len(targets) > 1 and each.choose.up_to > 1:
            message = f"options that can be taken together go to different rounds: {', '.join(sorted(targets))}"
            yield document.problem(("rounds", n, "choose"), message)
        for k, option in enumerate(each.options):
            if each.choose.budget is not None and option.price > each.choose.budget:
                message = f"its price {option.price} is more than the budget {each.choose.budget}"
                yield document.problem(("rounds", n, "options", k, "price"), message)


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
    clocks_and_happenings_lead_somewhere,
    roles_and_objectives_exist,
    next_goes_forward,
    several_fit_together,
    options_can_be_met,
    endings_catch_all,
    outcomes_are_told,
    flags_matter,
    facts_are_fresh,
)
