"""What an author may not write: short rules, each a function, and the one place that asks them all.

Law: a rule reads and reports; it never mends. All problems of a scenario come at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from game.authoring.problems import Flawed, Problem, Severity, in_order, is_fatal, unknown
from game.authoring.reading import Source, laid_over, read, source_of
from game.authoring.tree import Tree, Value
from game.checking import asking, leading, names, telling
from game.checking.rule import IDENTIFIER, Rule, Written
from game.scenario import Scenario, Shared


def checked(source: Source, shared: Sequence[Path] = ()) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """A scenario and all that is wrong with it. The scenario is there only where no problem is an error."""
    document = whole_document(source, shared)
    playable = document.value is not None and not is_fatal(document.problems)
    return document.value if playable else None, document.problems


def whole_document(source: Source, shared: Sequence[Path] = ()) -> Written:
    """A scenario's document, its included parts read from the `shared` folders, with the problems of all rules."""
    included: list[Problem] = []
    document = read(source, Scenario, lambda tree: parts_included(tree, source, shared, included))
    problems = [*document.problems, *included]
    if document.value is not None:
        found = [problem for rule in RULES for problem in rule(document, document.value)]
        # Where the value is partly a guess, a warning may be about the guess; errors name what stands in the file.
        problems += [one for one in found if one.severity is Severity.ERROR] if is_fatal(problems) else found
    return replace(document, problems=in_order(problems))


def parts_included(tree: Tree, source: Source, shared: Sequence[Path], problems: list[Problem]) -> Value:
    """What the parts named under `include` hold, the first named on top; what is wrong with them is noted."""
    assert isinstance(tree.value, dict)
    names = tree.value.get("include")
    beneath: dict[str, Value] = {}
    for number, name in enumerate(names) if isinstance(names, list) else ():
        path = part_named(name, shared)
        if path is None:
            known = [file.stem for folder in shared if folder.is_dir() for file in folder.glob("*.yaml")]
            place = tree.places[("include", number)]
            problems.append(Problem(unknown("shared part", str(name), known), source.file, *place))
            continue
        try:
            part = read(source_of(path), Shared)
        except Flawed as flawed:
            problems.extend(flawed.problems)
            continue
        problems.extend(part.problems)
        if isinstance(part.tree.value, dict) and not is_fatal(part.problems):
            beneath = laid_over(beneath, part.tree.value)
    # A part that is missing or broken is said once; what it would have given is not said to be missing too.
    return laid_over({"organisation": {"name": "?"}}, beneath) if is_fatal(problems) else beneath


def part_named(name: Value, shared: Sequence[Path]) -> Path | None:
    """The file of a shared part. A name has no slash or dot, so that it cannot lead out of the folders."""
    if not isinstance(name, str) or not IDENTIFIER.fullmatch(name):
        return None
    files = (folder / f"{name}.yaml" for folder in shared)
    return next((file for file in files if file.is_file()), None)


RULES: tuple[Rule, ...] = (
    names.names_are_words,
    names.identifiers,
    names.meters_fit,
    asking.conditions_hold_up,
    asking.situations_show_what_exists,
    leading.consequences_name_what_exists,
    leading.clocks_and_happenings_lead_somewhere,
    leading.roles_and_objectives_exist,
    leading.next_goes_forward,
    leading.several_fit_together,
    telling.options_can_be_met,
    telling.endings_catch_all,
    telling.outcomes_are_told,
    names.flags_matter,
    telling.facts_are_fresh,
    telling.objectives_are_supported,
    telling.texts_are_plain,
    telling.rounds_keep_their_minutes,
)
