"""The page on phones and the wall: what it says to type can be typed, and what it says of the program is so."""

import re
import shlex
from pathlib import Path

import click
import pytest

from game import machine
from game.authoring.readability import reading_age
from game.cli import main
from game.room.ways import USUAL
from game.tui.commands import COMMANDS
from tests.docs.lesson import prose

PAGE = Path("docs/hosting.md")
TEXT = PAGE.read_text("utf-8")
TYPED = {*re.findall(r"`(siro [^`]+)`", TEXT), *re.findall(r"^    (siro .+)$", TEXT, re.MULTILINE)}
OLDEST = 11


@pytest.mark.parametrize("said", sorted(TYPED))
def test_every_command_can_be_typed(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("room.pem", "room-key.pem"):
        (tmp_path / name).write_text("", "utf-8")
    _, name, *arguments = shlex.split(said)
    main.commands[name].make_context(name, [*arguments], parent=click.Context(main))


def test_the_page_names_the_port_the_keys_and_the_limits_that_there_are() -> None:
    assert str(machine.ROOM_PORT) in TEXT
    assert {"j", "v"} <= {command.KEY for command in COMMANDS.values()}
    assert "*Lock the room*" in TEXT and "*Change the code*" in TEXT and "*Choose another address*" in TEXT
    assert f"every {USUAL.beat:g} seconds" in TEXT
    assert "client_max_body_size 16k" in TEXT and USUAL.body < 16_384


def test_it_can_be_read_in_a_hurry() -> None:
    assert (reading_age(prose(PAGE)) or OLDEST + 1) <= OLDEST
