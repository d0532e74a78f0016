"""What a rule is. Law: a rule reads a document, whose value may be a best guess, and yields problems with places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from game.authoring.problems import Problem
from game.authoring.reading import Document
from game.scenario import Scenario

Written: TypeAlias = Document[Scenario]
Place: TypeAlias = tuple[str | int, ...]
Rule: TypeAlias = Callable[[Written, Scenario], Iterator[Problem]]

WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
