"""Paths and places in words: what was chosen in each round, and where in a scenario a finding lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game import paths
from game.exploration import Exploration, Place
from game.scenario import Scenario


@dataclass(frozen=True, slots=True)
class PathInWords:
    """The best or the worst path: how it stands, where it ends, and what was chosen in each round that it plays."""

    kind: str
    standing: float
    ending: str
    path: str
    steps: tuple[tuple[str, str], ...]


def extremes(scenario: Scenario, found: Exploration) -> Iterator[PathInWords]:
    """The best and the worst path, where there are any."""
    titles = {ending.id: ending.title for ending in scenario.endings}
    for kind, one in (("Best", found.best), ("Worst", found.worst)):
        if one.path:
            ending = titles.get(one.ending, "no ending")
            yield PathInWords(kind, one.standing, ending, one.path, tuple(steps(scenario, one.path)))


def steps(scenario: Scenario, path: str) -> Iterator[tuple[str, str]]:
    """A path as titles of rounds and the words of what was chosen in each."""
    rounds = {each.id: each for each in scenario.rounds}
    for step in path.split():
        match = paths.STEP.fullmatch(step)
        if match and match[1] in rounds:
            here = rounds[match[1]]
            words = {option.id: option.text for option in here.options}
            chosen = [words.get(name, name) for name in match[2].split("+") if name]
            yield here.title, "; ".join(chosen) or "Nothing"


def command(name: str, path: str) -> str:
    """What replays a path in the console. `name` is what `siro play` calls the scenario."""
    is_plain = name.replace("-", "").replace("_", "").isalnum()
    return f'siro play {name if is_plain else quoted(name)} --path "{path}"' if name else f'siro play --path "{path}"'


def quoted(name: str) -> str:
    """A name that a shell would take apart, in quotes."""
    return '"' + name.replace('"', "") + '"'


def placed(scenario: Scenario, place: Place) -> str:
    """A place in the scenario: Round 1, The first calls, option ‘unplug’."""
    match place:
        case ("rounds", int(number), str(kind), int(item), *_) if kind in ("options", "injects"):
            items = scenario.rounds[number].options if kind == "options" else scenario.rounds[number].injects
            return f"{round_words(scenario, number)}, {kind.removesuffix('s')} ‘{items[item].id}’"
        case ("rounds", int(number), *_):
            return round_words(scenario, number)
        case ("endings", int(number), *_):
            return f"Ending ‘{scenario.endings[number].title}’"
        case ("happenings", int(number), *_):
            return f"Happening ‘{scenario.happenings[number].id}’"
        case ("meters", str(name), *_) if name in scenario.meters:
            return f"Meter ‘{scenario.meters[name].title}’"
        case ("clocks", str(name), *_) if name in scenario.clocks:
            return f"Clock ‘{scenario.clocks[name].title}’"
    return ", ".join(str(part) for part in place).capitalize() or "The whole scenario"


def round_words(scenario: Scenario, number: int) -> str:
    """A round by number and title."""
    return f"Round {number + 1}, {scenario.rounds[number].title}"
