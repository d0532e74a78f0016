"""Rules on what is told. Law: a room can follow it, and nothing is left without its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from game.authoring.problems import Problem, Severity
from game.authoring.readability import reading_age, words
from game.checking.rule import Place, Written
from game.scenario import Option, Round, Scenario

OLDEST = 14
"""The reading age above which a text is named."""
ALOUD = 150
"""Words a minute that a facilitator reads aloud."""


def options_can_be_met(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A closed option says why."""
    for n, each in enumerate(scenario.rounds):
        for k, option in enumerate(each.options):
            if option.requires and not option.because:
                message = "'requires' needs 'because': the reason that delegates see"
                yield document.problem(("rounds", n, "options", k, "requires"), message)
            if option.because and not option.requires:
                message = "'because' is shown only where 'requires' fails, and there is no 'requires'"
                yield document.problem(("rounds", n, "options", k, "because"), message, Severity.WARNING)


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


def facts_are_fresh(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """No fact is past its review date."""
    for n, fact in enumerate(scenario.facts):
        if fact.review_by < date.today():
            message = f"this fact was to be checked again by {fact.review_by.isoformat()}"
            yield document.problem(("facts", n, "review_by"), message, Severity.WARNING)


def objectives_are_supported(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """Every objective is served by some option or round; every role has a card or receives something."""
    served = {one for each in scenario.rounds for one in each.objectives}
    served |= {one for each in scenario.rounds for option in each.options for one in option.supports}
    for name in scenario.objectives:
        if name not in served:
            message = f"no option supports the objective '{name}'"
            yield document.problem(("objectives", name), message, Severity.WARNING)
    receiving = {role for each in scenario.rounds for inject in each.injects for role in inject.to}
    for name, role in scenario.roles.items():
        if not role.card and name not in receiving:
            message = f"the role '{name}' has no card and receives no inject"
            yield document.problem(("roles", name), message, Severity.WARNING)


def texts_are_plain(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """No text needs a reader older than fourteen."""
    for path, text in texts(scenario):
        age = reading_age(text)
        if age is not None and age > OLDEST:
            message = f"hard to read: reading age about {age:.0f}; shorten the sentences and use everyday words"
            yield document.problem(path, message, Severity.WARNING)


def texts(scenario: Scenario) -> Iterator[tuple[Place, str]]:
    """Every longer text that delegates hear or read."""
    yield ("organisation", "about"), scenario.organisation.about
    for n, each in enumerate(scenario.rounds):
        yield ("rounds", n, "situation"), each.situation
        yield ("rounds", n, "notes"), each.notes
        for k, inject in enumerate(each.injects):
            yield ("rounds", n, "injects", k, "text"), inject.text
        for k, option in enumerate(each.options):
            yield ("rounds", n, "options", k, "outcome"), option.outcome
    for n, ending in enumerate(scenario.endings):
        yield ("endings", n, "text"), ending.text


def rounds_keep_their_minutes(document: Written, scenario: Scenario) -> Iterator[Problem]:
    """A round is not read out for longer than it is talked about; the rounds fit into the exercise."""
    for n, each in enumerate(scenario.rounds):
        minutes = len(words(read_aloud(each))) / ALOUD
        if minutes > max(each.discuss, 1):
            message = f"it takes {minutes:.0f} minutes to read out, longer than its {each.discuss} minutes to talk"
            yield document.problem(("rounds", n), message, Severity.WARNING)
    total = sum(each.discuss for each in scenario.rounds)
    if total > scenario.minutes:
        message = f"the rounds' discussions take {total} minutes, more than the exercise's {scenario.minutes}"
        yield document.problem(("minutes",), message, Severity.WARNING)


def read_aloud(each: Round) -> str:
    """What a facilitator reads out before the discussion."""
    always = [inject.text for inject in each.injects if not inject.when]
    return "\n".join([each.situation, *always, each.question, *(option.text for option in each.options)])
