"""The bank: a file of questions beside each module, every question with its place.

Law: reading never judges what it can pass on; a question is an activity like any other, only without a screen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TypeVar

from game.authoring.problems import Flawed, Problem, Severity, nearest, unknown
from game.authoring.reading import Document, Part, Source, read, source_of, validated
from game.authoring.tree import Path, Tree
from scorm_export.activities import kinds
from scorm_export.activities.activity import Activity
from scorm_export.written import Asked

T = TypeVar("T")
FOLDER = "questions"
USUAL = "choice"
BANKED = (USUAL, "multiple", "sort", "order", "match", "gap", "number")
"""The kinds that can be judged at a glance, answered on one page, and read back in a line."""


class BankSheet(Part):
    """What a file of questions says."""

    questions: tuple[dict[str, object], ...]
    """The questions, each as an activity is written in a module, with its kind as `kind:`."""


@dataclass(frozen=True, slots=True)
class WrittenBank:
    """One file of questions as written; `problems` is what could not be read."""

    asked: tuple[Asked, ...] = ()
    problems: tuple[Problem, ...] = ()


def bank_of(folder: FilePath, name: str, module: str) -> WrittenBank:
    """The questions of one module, where it has any. `name` is what the author calls the course's folder."""
    path = folder / FOLDER / f"{module}.yaml"
    if not path.exists():
        return WrittenBank()
    try:
        return bank(source_of(path, f"{name}/{FOLDER}/{path.name}"))
    except Flawed as flawed:
        return WrittenBank(problems=flawed.problems)


def strays(folder: FilePath, name: str, modules: Collection[str]) -> Iterator[Problem]:
    """Files of questions whose module the course does not have."""
    for path in sorted((folder / FOLDER).glob("*")):
        if path.suffix != ".yaml" or path.stem not in modules:
            guess = nearest(path.stem, modules)
            mend = f"; did you mean {guess}.yaml?" if guess else ""
            said = f"course.yaml names no module '{path.stem}', so these questions are not used{mend}"
            yield Problem(said, f"{name}/{FOLDER}/{path.name}", severity=Severity.WARNING)


def bank(source: Source) -> WrittenBank:
    """Read one file of questions. Never raises for an author's mistake."""
    sheet = read(source, BankSheet)
    value = sheet.tree.value
    listed = value.get("questions") if isinstance(value, dict) else None
    problems = list(sheet.problems)
    asked: list[Asked] = []
    for number, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict):
            kind = one.get("kind", USUAL)
            if kind in allowed():
                asked.append(question(sheet, number, allowed()[str(kind)]))
                problems.extend(asked[-1].document.problems)
            else:
                path = ("questions", number, "kind")
                problems.append(sheet.problem(path, unknown("kind of question", str(kind), allowed())))
    return WrittenBank(tuple(asked), tuple(problems))


def allowed() -> dict[str, type[Activity]]:
    """The kinds a bank may hold, by name."""
    return {name: kinds()[name] for name in BANKED if name in kinds()}


def question(sheet: Document[BankSheet], number: int, kind: type[Activity]) -> Asked:
    """The question in that place, read by its own kind."""
    tree = below(sheet.tree, ("questions", number))
    if isinstance(tree.value, dict):
        tree.value = {key: value for key, value in tree.value.items() if key != "kind"}
    value, problems = validated(tree, kind, sheet.source)
    return Asked(kind.kind, Document(value, tuple(problems), sheet.source, tree), sheet.place(("questions", number))[0])


def below(tree: Tree, root: Path) -> Tree:
    """The part of a tree under a path, as a tree of its own; its places stay those of the file."""
    value = tree.value
    for step in root:
        value = value[step]  # type: ignore[index]  # the path was taken from this very tree
    return Tree(value, moved_up(tree.places, root), moved_up(tree.keys, root), moved_up(tree.bare, root))


def moved_up(found: Mapping[Path, T], root: Path) -> dict[Path, T]:
    """What stands under a path, by the rest of its path."""
    return {path[len(root) :]: one for path, one in found.items() if path[: len(root)] == root}
