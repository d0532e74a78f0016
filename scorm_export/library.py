"""Where courses are found: a path, the folder one stands in, then those that travel with the program.

Law: the first that is there is taken, and whoever asked is told which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.authoring.files import bundled
from game.authoring.problems import nearest

SHEET = "course.yaml"


@dataclass(frozen=True, slots=True)
class Found:
    """A course's folder, and how to name it to the one who asked."""

    name: str
    folder: Path
    shown: str


class UnknownCourse(Exception):
    """No course goes by this name. The text is a sentence with the nearest known name."""


def find(name: str, here: Path | None = None) -> Found:
    """The course that `name` means. Raises UnknownCourse."""
    here = here or Path.cwd()
    for folder in (here / name, here / "courses" / name, bundled("scorm_export", "courses") / name):
        if (folder / SHEET).is_file():
            return found(folder, here)
    if (here / name).is_dir():
        raise UnknownCourse(f"the folder {name} has no {SHEET}, so it is no course")
    names = [one.name for one in courses(here)]
    guess = nearest(name, names)
    mend = f"did you mean '{guess}'?" if guess else f"known: {', '.join(names)}" if names else "there are none here"
    raise UnknownCourse(f"there is no course '{name}'; {mend}")


def found(folder: Path, here: Path) -> Found:
    """A folder under the name its user would type."""
    resolved = folder.resolve()
    shown = resolved.relative_to(here.resolve()) if resolved.is_relative_to(here.resolve()) else resolved
    return Found(resolved.name, resolved, shown.as_posix())


def courses(here: Path | None = None) -> Iterator[Found]:
    """Every course there is to choose from, each name once."""
    here = here or Path.cwd()
    seen: set[str] = set()
    for home in (here, here / "courses", bundled("scorm_export", "courses")):
        for sheet in sorted(home.glob(f"*/{SHEET}")):
            if sheet.parent.name not in seen:
                seen.add(sheet.parent.name)
                yield found(sheet.parent, here)
