"""Rules on conditions. Law: every one parses, names what exists, and asks only of rounds that are over."""

from __future__ import annotations

from collections.abc import Iterator

from game import conditions
from game.authoring.problems import Problem, unknown
from game.checking.rule import Place, Written
from game.compiled import HOURS
from game.conditions import And, Chose, Compare, Condition, ConditionError, Name, Not, Number, Or
from game.scenario import CHOICE, SHOWN, Option, Scenario


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


def situations_show_what_exists(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """What stands in double braces in a situation is a meter, a clock, hours, or a choice of an earlier round."""
    rounds = {each.id: number for number, each in enumerate(scenario.rounds)}
    numbers = [*scenario.meters, *scenario.clocks, HOURS]
    for n, each in enumerate(scenario.rounds):
        for match in SHOWN.finditer(each.situation):
            said = CHOICE.fullmatch(match[1])
            place = ("rounds", n, "situation")
            if said is None and match[1] not in numbers:
                yield document.problem(place, unknown("name in {{ }}", match[1], numbers))
            elif said and said[1] not in rounds:
                yield document.problem(place, unknown("round", said[1], rounds))
            elif said and rounds[said[1]] >= n:
                yield document.problem(place, f"'{said[1]}' is not decided yet when this is shown")
