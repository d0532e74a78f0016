"""What a command does not need it does not load: start-up stays quick, and the engine runs without a screen."""

import subprocess
import sys

import pytest

ENGINE = [
    "authoring.reading",
    "checking",
    "rules",
    "events",
    "voting",
    "journal",
    "session",
    "views",
    "plain",
    "library",
]
SCREENS = ("textual", "rich", "starlette", "jinja2", "lxml", "scorm_export")


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a program loads."""
    ask = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_engine_loads_no_screen() -> None:
    found = loaded_by("\n".join(f"import game.{name}" for name in ENGINE))
    assert "pydantic" in found, "the test would see what is loaded"
    assert found.isdisjoint(SCREENS)


@pytest.mark.parametrize("command", [["--help"], ["list", "--help"], ["play", "--help"]])
def test_help_loads_neither_a_screen_nor_a_reader(command: list[str]) -> None:
    code = (
        "from click.testing import CliRunner\nfrom game.cli import main\n"
        f"assert not CliRunner().invoke(main, {command}).exit_code"
    )
    assert loaded_by(code).isdisjoint((*SCREENS, "pydantic", "yaml"))


def test_check_loads_no_screen() -> None:
    code = (
        "from click.testing import CliRunner\nfrom game.cli import main\n"
        "assert not CliRunner().invoke(main, ['check', 'tests/samples/scenarios/two-rounds.yaml']).exit_code"
    )
    found = loaded_by(code)
    assert "pydantic" in found
    assert found.isdisjoint(SCREENS)
