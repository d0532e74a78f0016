"""`siro play` alone comes straight to the list; whatever else is asked for, the commands answer."""

import sys
from collections.abc import Sequence

import pytest

from game import cli, entrance
from game.tui import app


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was opened: the console with or without its light theme, or the commands with their words."""
    seen: list[object] = []

    class Watched(app.Console):
        def run(self, *_: object, **__: object) -> None:
            assert self.hosting is not None and self.hosting.has_phones and self.hosting.has_wall
            seen.append(self.theme)

    monkeypatch.setattr(app, "Console", Watched)
    monkeypatch.setattr(cli, "main", lambda prog_name: seen.append((prog_name, *sys.argv[1:])))
    return seen


@pytest.mark.parametrize(
    ("words", "has_terminal", "opened"),
    [
        (("play",), True, "projector-dark"),
        (("play", "--light"), True, "projector-light"),
        (("play",), False, ("siro", "play")),
        (("play", "small-council"), True, ("siro", "play", "small-council")),
        (("play", "--no-wall"), True, ("siro", "play", "--no-wall")),
        (("list",), True, ("siro", "list")),
        ((), True, ("siro",)),
    ],
)
def test_the_list_or_the_commands(
    asked: list[object],
    monkeypatch: pytest.MonkeyPatch,
    words: Sequence[str],
    has_terminal: bool,
    opened: object,
) -> None:
    monkeypatch.setattr(sys, "argv", ["siro", *words])
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: has_terminal)
    entrance.main()
    assert asked == [opened]
