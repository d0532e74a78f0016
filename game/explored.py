"""What is known of a scenario, worked out once: exactly where it can be, else by a sample; then kept on disk.

Law: a kept result that cannot be read, or that belongs to other words or rules, is worked out anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import ValidationError

from game.authoring.files import write_whole
from game.authoring.problems import Problem, in_order
from game.authoring.reading import Document
from game.exploration import Exploration, digest_of
from game.explore import MAX_STATES, TooLarge
from game.proving import Told, proved
from game.sampling import PLAYS, sampled
from game.scenario import Scenario


def silent(_words: str) -> None:
    """Tells nobody."""


def explored(
    scenario: Scenario, tell: Told = silent, most: int = MAX_STATES, plays: int = PLAYS, seed: int = 1
) -> Exploration:
    """All that is known of a checked scenario: kept from an earlier time, or worked out and kept."""
    place = kept_at(scenario, most, plays, seed)
    found = kept(place, scenario)
    if found is None:
        found = worked_out(scenario, tell, most, plays, seed)
        keep(place, found)
    return found


def worked_out(scenario: Scenario, tell: Told, most: int, plays: int, seed: int) -> Exploration:
    """Every path, or a sample where there are more than `most` states."""
    try:
        return proved(scenario, tell, most)
    except TooLarge:
        return sampled(scenario, tell, plays, seed)


def kept_at(scenario: Scenario, most: int, plays: int, seed: int) -> Path:
    """The file in which this exploration is kept; odd budgets have files of their own."""
    home = os.environ.get("SIRO_HOME")
    folder = Path(home) / "explored" if home else user_cache_path("siro", appauthor=False) / "explored"
    usual = (most, plays, seed) == (MAX_STATES, PLAYS, 1)
    return folder / f"{digest_of(scenario)[:32]}{'' if usual else f'-{most}-{plays}-{seed}'}.json"


def kept(place: Path, scenario: Scenario) -> Exploration | None:
    """What was kept, if it can be read and is of this scenario and these rules."""
    try:
        found = Exploration.model_validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.digest == digest_of(scenario) else None


def keep(place: Path, found: Exploration) -> None:
    """Keep a result; where that is not possible, it is worked out again next time."""
    try:
        write_whole(place, found.model_dump_json().encode())
    except OSError:
        return


def problems_of(document: Document[Scenario], found: Exploration) -> tuple[Problem, ...]:
    """An exploration's findings as problems at their places in the author's file."""
    return in_order(
        document.problem(
            finding.place, finding.message + (f"; path: {finding.path}" if finding.path else ""), finding.severity
        )
        for finding in found.findings
    )
