"""A quiet desk for the console's stories: a data folder of their own, a fixed time, no patience."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game import journal, library
from game.tui import desk as desks
from game.tui.screens import face


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sessions and scenarios live in a folder of the test's own; Enter moves on at once; nothing is worked out."""
    own = tmp_path / "siro"
    (own / "scenarios").mkdir(parents=True)
    monkeypatch.setenv("SIRO_HOME", str(own))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(library, "bundled", lambda *_: tmp_path / "nothing")
    monkeypatch.setattr(journal, "now", lambda: datetime(2026, 11, 30, 10, 15, tzinfo=UTC))
    monkeypatch.setattr(face, "CALM", 0)
    monkeypatch.setattr(desks, "AHEAD", float("inf"))
    return own
