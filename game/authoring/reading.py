"""YAML text and a model in; frozen values, or every problem with its line and column, out.

Law: nothing else in the project parses YAML, and an author's mistake never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from game.authoring import guessing, sentences
from game.authoring.problems import Flawed, Problem, Severity, in_order
from game.authoring.tree import Event, Place, Planter, Tree, Value

MAX_BYTES = 1_000_000
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster; not every wheel has it


class Part(BaseModel):
    """A piece of what authors write: frozen, without unknown keys; its docstrings are the schema's descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source:
    """Text to read, under the name its author knows. `first_line` and `indent` place YAML inside a longer file."""

    text: str
    file: str
    first_line: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Document(Generic[P]):
    """What was read. `value` is a best guess where there are problems, and None where there is nothing to go on."""

    value: P | None
    problems: tuple[Problem, ...]
    source: Source
    tree: Tree = field(repr=False)

    def place(self, path: Sequence[str | int]) -> Place:
        """Line and column of the key or item at `path`, or of the nearest thing around it."""
        whole = tuple(path)
        for length in range(len(whole), -1, -1):
            found = self.tree.keys.get(whole[:length]) or self.tree.places.get(whole[:length])
            if found:
                return found
        return self.source.first_line, 1 + self.source.indent

    def problem(self, path: Sequence[str | int], message: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem placed at `path`."""
        return Problem(message, self.source.file, *self.place(path), severity)

    def problem_inside(self, path: Sequence[str | int], at: int, message: str) -> Problem:
        """A problem at character `at` (from 0) of the one-line text at `path`; of a longer text, at its start."""
        line, column = self.tree.places.get(tuple(path)) or self.place(path)
        lines = self.source.text.splitlines()
        number = line - self.source.first_line
        written = lines[number][column - 1 - self.source.indent :] if 0 <= number < len(lines) else ""
        if written.startswith(("|", ">")):
            return self.problem(path, message)
        return Problem(message, self.source.file, line, column + at + written.startswith(('"', "'")))


def source_of(path: Path, shown: str | None = None) -> Source:
    """The text of a file an author named. Raises Flawed: missing, a folder, too large, not UTF-8."""
    name = shown or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Flawed([Problem("there is no such file", name)]) from None
    except OSError as error:
        raise Flawed([Problem(f"cannot be read: {error.strerror or error}", name)]) from None
    if len(raw) > MAX_BYTES:
        raise Flawed([Problem(f"larger than {MAX_BYTES // 1_000_000} MB; split it into parts", name)])
    return Source(decoded(raw, name), name)


def decoded(raw: bytes, name: str) -> str:
    """UTF-8 text with plain line ends. Raises Flawed with the line of the first byte that is not UTF-8."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Flawed([Problem("not UTF-8 text; save the file as UTF-8", name, line)]) from None


def read(source: Source, model: type[P], beneath: Callable[[Tree], Value] | None = None) -> Document[P]:
    """Read one YAML text as `model`. Never raises for an author's mistake.

    `beneath`, given the tree, may give a map to lie beneath the text's own: its keys count where the text has
    none, its maps are filled up one level deep, its lists come first.
    """
    tree = planted(source)
    if beneath and tree.whole and isinstance(tree.value, dict):
        tree.value = laid_over(tree.value, beneath(tree))
    if not tree.whole:
        return Document(None, in_order(tree.problems), source, tree)
    if tree.value is None:
        tree.problems.append(Problem("the file is empty", source.file, source.first_line))
        return Document(None, in_order(tree.problems), source, tree)
    value, problems = validated(tree, model, source)
    return Document(value, in_order([*tree.problems, *problems]), source, tree)


def laid_over(own: dict[str, Value], beneath: Value) -> dict[str, Value]:
    """A map laid over another: its own words come first."""
    if not isinstance(beneath, dict):
        return own
    whole = dict(beneath)
    for key, value in own.items():
        under = whole.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            whole[key] = {**under, **value}
        elif isinstance(under, list) and isinstance(value, list):
            whole[key] = [*under, *value]
        else:
            whole[key] = value
    return whole


def validated(tree: Tree, model: type[P], source: Source) -> tuple[P | None, list[Problem]]:
    """The tree as a value of `model`; where it does not fit, a best guess and a problem for each misfit."""
    problems: list[Problem] = []
    value: Value = tree.value
    document: Document[P] = Document(None, (), source, tree)
    for _ in range(guessing.TRIES):
        try:
            return model.model_validate(value), problems
        except ValidationError as error:
            faults = sentences.faults(error, model, tree)
            if not problems:
                problems = [document.problem(fault.path, fault.message) for fault in faults]
            value = guessing.patched(value, faults)
    return None, problems


def planted(source: Source) -> Tree:
    """The text's tree; a text that is not YAML gives a tree that is not whole and one problem in plain words."""
    planter = Planter(events(source), source.file)
    try:
        return planter.grow()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lines = source.text.splitlines()
        line = lines[mark.line] if mark and mark.line < len(lines) else ""
        place = placed(mark.line, mark.column, source) if mark else (source.first_line, 1)
        said = error.problem or error.context or "this is not YAML"
        problem = Problem(sentences.of_syntax(said, line), source.file, *place)
    except yaml.YAMLError as error:
        said = "it holds a control character" if "control" in str(error) else str(error).splitlines()[0]
        problem = Problem(f"not text that YAML allows: {said}", source.file, source.first_line)
    return Tree(problems=[*planter.tree.problems, problem], whole=False)


def placed(line: int, column: int, source: Source) -> Place:
    """A YAML mark, counted from 0 within the source, as a place in the author's file, counted from 1."""
    return line + source.first_line, column + 1 + source.indent


def events(source: Source) -> Iterator[Event]:
    """YAML's own events, in our words."""
    documents = 0
    for event in yaml.parse(source.text, Loader=Loader):
        mark = cast(yaml.Mark, event.start_mark)
        at = placed(mark.line, mark.column, source)
        odd = str(getattr(event, "anchor", None) or getattr(event, "tag", None) or "")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise yaml.MarkedYAMLError(problem="second document", problem_mark=mark)
        elif isinstance(event, yaml.ScalarEvent):
            yield Event("scalar", *at, event.value, plain=event.style in (None, ""), odd=odd)
        elif isinstance(event, yaml.AliasEvent):
            yield Event("scalar", *at, odd=odd)
        elif isinstance(event, yaml.MappingStartEvent):
            yield Event("map", *at, odd=odd)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield Event("list", *at, odd=odd)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            yield Event("end", *at)
