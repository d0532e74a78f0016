"""What stories about the room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.room.ways import Limits
from tests.room.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A room with two tables and nobody in it."""
    stage = Stage(tmp_path / "w.jsonl")
    yield stage
    stage.close()


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Stage]:
    """The same with little patience and few connections."""
    stage = Stage(tmp_path / "w.jsonl", Limits(patience=0.4, reluctance=0.5, connections=40, beat=0.05))
    yield stage
    stage.close()
