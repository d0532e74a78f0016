"""Rules on where names lead. Law: effects, flags, roles, objectives and rounds that are named exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import comb

from game.authoring.problems import Problem, Severity, unknown
from game.checking.asking import document_later_is_list
from game.checking.rule import Place, Written
from game.scenario import Consequence, Option, Scenario

MOST_SETS = 5_000
"""More sets of options than this cannot be explored in reasonable time."""


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
        sets = sum(comb(len(each.options), size) for size in range(each.choose.up_to + 1))
        if sets > MOST_SETS:
            message = f"{sets:,} sets of options are too many to vote on; lower 'up_to' or have fewer options"
            yield document.problem(("rounds", n, "choose"), message)
        targets = {option.next for option in each.options if option.next and not option.alone}
        if len(targets) > 1 and each.choose.up_to > 1:
            message = f"options that can be taken together go to different rounds: {', '.join(sorted(targets))}"
            yield document.problem(("rounds", n, "choose"), message)
        for k, option in enumerate(each.options):
            if each.choose.budget is not None and option.price > each.choose.budget:
                message = f"its price {option.price} is more than the budget {each.choose.budget}"
                yield document.problem(("rounds", n, "options", k, "price"), message)
