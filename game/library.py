"""Where scenarios, briefings and sessions are found: a path, then the folder one stands in, then the bundled ones.

Law: the one used is always named to the user.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from game.authoring.files import bundled
from game.authoring.problems import Flawed, Problem, is_fatal, unknown
from game.authoring.reading import Document, Source, source_of
from game.briefing import Briefing
from game.checking import whole_document
from game.checking.slides import whole_briefing
from game.compiled import Compiled, compiled
from game.scenario import Scenario

FLAGSHIP = "ransomware-district-council"
SUFFIXES = (".yaml", ".yml")
BRIEFINGS = "briefings"
"""The folder of briefings inside each folder of scenarios."""


@dataclass(frozen=True, slots=True)
class Found:
    """A scenario that was found: its short name, where, and its text."""

    name: str
    path: Path
    source: Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario ready to play, with the text it came from."""

    name: str
    text: str
    play: Compiled
    warnings: tuple[Problem, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """What the author wrote."""
        return self.play.scenario


def folders() -> tuple[Path, ...]:
    """Where scenarios lie, the first that has a name wins: here, the user's own, the bundled."""
    return Path.cwd(), Path.cwd() / "scenarios", own_folder() / "scenarios", bundled("game", "scenarios")


def own_folder() -> Path:
    """The user's data folder, or the one named by SIRO_HOME."""
    return Path(os.environ["SIRO_HOME"]) if os.environ.get("SIRO_HOME") else user_data_path("siro", appauthor=False)


def sessions_folder() -> Path:
    """Where sessions are kept."""
    return own_folder() / "sessions"


def all_paths() -> dict[str, Path]:
    """Every scenario that has a name, with the file that wins it."""
    found: dict[str, Path] = {}
    for folder in folders()[1:]:
        for path in sorted(scenario_files(folder)):
            found.setdefault(path.stem, path)
    return found


def scenario_files(folder: Path) -> Iterator[Path]:
    """The scenario files right inside a folder."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())


def briefing_paths() -> dict[str, Path]:
    """Every briefing that has a name, with the file that wins it: in `briefings` inside each folder of scenarios."""
    found: dict[str, Path] = {}
    for folder in folders()[1:]:
        for path in sorted(scenario_files(folder / BRIEFINGS)):
            found.setdefault(path.stem, path)
    return found


def find(name: str) -> Path:
    """The file that `name` means: a path, or a scenario's name. Raises Flawed with the nearest name."""
    path = named(name, folders())
    if path is None:
        raise Flawed([Problem(unknown("scenario", name, all_paths()))])
    return path


def find_briefing(name: str) -> Path:
    """The file that `name` means: a path, or a briefing's name. Raises Flawed with the nearest name."""
    path = named(name, (Path.cwd(), *(folder / BRIEFINGS for folder in folders()[1:])))
    if path is None:
        raise Flawed([Problem(unknown("briefing", name, briefing_paths()))])
    return path


def find_either(name: str) -> Path:
    """The file of the scenario or else the briefing that `name` means. Raises Flawed with the nearest name of both."""
    known = {**briefing_paths(), **all_paths()}
    path = named(name, folders()) or known.get(name)
    if path is None:
        raise Flawed([Problem(unknown("scenario or briefing", name, known))])
    return path


def named(name: str, places: Iterable[Path]) -> Path | None:
    """The file that is a path, or that has this name in one of these folders."""
    path = Path(name)
    if path.suffix in SUFFIXES or path.is_file() or os.sep in name:
        return path
    files = (folder / f"{name}{suffix}" for folder in places for suffix in SUFFIXES)
    return next((file for file in files if file.is_file()), None)


def load_briefing(path: Path) -> Briefing:
    """A briefing, read and checked. Raises Flawed with every problem."""
    document = whole_briefing(source_of(path))
    if document.value is None or is_fatal(document.problems):
        raise Flawed(document.problems)
    return document.value


def load(path: Path) -> Loaded:
    """A scenario, read and checked. Raises Flawed with every problem."""
    return loaded(path.stem, source_of(path))


def loaded(name: str, source: Source) -> Loaded:
    """A scenario from its text. Raises Flawed with every problem."""
    document = whole_document(source, shared_folders())
    if document.value is None or is_fatal(document.problems):
        raise Flawed(document.problems)
    return Loaded(name, resolved(document), compiled(document.value), document.problems)


def resolved(document: Document[Scenario]) -> str:
    """The scenario's text as a session keeps it: as written, or with its included parts filled in."""
    if document.value is None or not document.value.include:
        return document.source.text
    whole = document.tree.value
    assert isinstance(whole, dict)
    return json.dumps({key: value for key, value in whole.items() if key != "include"}, ensure_ascii=False, indent=1)


def shared_folders() -> tuple[Path, ...]:
    """Where shared parts lie: in `shared` inside each folder of scenarios, and nowhere else."""
    return tuple(folder / "shared" for folder in folders()[1:])


def session_files() -> tuple[Path, ...]:
    """The sessions that can be resumed, newest first."""
    folder = sessions_folder()
    files = folder.glob("*.jsonl") if folder.is_dir() else ()
    return tuple(sorted(files, key=lambda path: path.stat().st_mtime, reverse=True))
