"""The page that a facilitator runs a workshop by: every command, key, word and name on it is there when needed."""

import re
import shlex
from pathlib import Path

import click
import pytest

from game import journal, library, plain
from game.authoring.readability import reading_age
from game.cli import main
from game.tui.app import Console
from game.tui.commands import COMMANDS
from tests.docs.lesson import prose

PAGE = Path("docs/running-a-workshop.md")
TEXT = PAGE.read_text("utf-8")
SPANS = re.findall(r"`([^`]+)`", TEXT)
KEYS = {command.KEY_NAME for command in COMMANDS.values() if command.KEY}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT[TEXT.index("## All keys") : TEXT.index("## When things go wrong")].splitlines()
    if line.startswith("| ") and not line.startswith("| to |")
]
OLDEST = 11


@pytest.mark.parametrize("said", sorted({span for span in SPANS if span.startswith("siro ")}))
def test_every_command_can_be_typed(said: str) -> None:
    _, name, *arguments = shlex.split(said)
    command = main.commands[name]
    if arguments:
        command.make_context(name, [*arguments], parent=click.Context(main))
    for scenario in (one for one in arguments[:1] if re.fullmatch(r"[a-z][a-z-]+", one)):
        assert library.find_either(scenario).is_file()


def test_every_way_to_begin_is_named() -> None:
    for needed in (
        "siro doctor",
        "siro play",
        "siro play --resume",
        "siro list",
        "siro rehearse taster",
        "siro replay",
    ):
        assert needed in SPANS
    assert {"SIRO_HOME", "NO_COLOR=1", "TEXTUAL_ANIMATIONS=none"} < set(SPANS)


def test_the_table_has_every_key_once() -> None:
    assert sorted(cell.strip("`") for _, cell, _ in ROWS if cell) == sorted(KEYS)


def test_every_single_key_in_the_text_is_a_key() -> None:
    named = {span for span in SPANS if len(span) == 1}
    assert len(named) > 15
    assert named <= KEYS
    assert "Ctrl+P" in TEXT
    assert any("ctrl+p" in binding.key for binding in Console.BINDINGS if not isinstance(binding, tuple))


def test_the_table_has_every_word_of_the_plain_workshop() -> None:
    cells = re.findall(r"`([^`]+)`", " ".join(words for _, _, words in ROWS))
    orders = {order for order in plain.ORDERS if order not in ("?", "ranking")}
    spoken = {cell if cell in orders else cell.split()[0] for cell in cells}
    assert spoken == orders | {"A", "quit"}
    assert plain.HANDS.findall("A 5, B 3") == [("A", "5"), ("B", "3")]


def test_what_is_to_be_found_by_its_name_has_that_name() -> None:
    assert "*Say how many sit at this table*" in TEXT
    assert "Say how many sit at this table" in [command.title() for command in COMMANDS.values()]


def test_the_set_up_has_the_lines_that_the_page_tells_of() -> None:
    screen = Path("tests/golden/tui/setup-80x24.txt").read_text("utf-8")
    told = re.findall(r"^   - \*\*([^*]+)\*\*", TEXT, re.MULTILINE)
    assert len(told) == 8
    assert [line for line in told if line not in screen and line not in ("Roles", "Number for chance")] == []


def test_each_complaint_is_one_that_the_program_makes() -> None:
    source = Path(journal.__file__).read_text("utf-8").lower()
    quoted = re.findall(r'^\*\*"([^"]+)"\.?\*\*', TEXT, re.MULTILINE)
    assert [words for words in quoted if words.lower().rstrip(".") not in source] == []
    assert len(quoted) == 4


def test_it_can_be_read_while_running_a_workshop() -> None:
    assert (reading_age(prose(PAGE)) or OLDEST + 1) <= OLDEST
