"""The documents are true: what they list is what there is."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from game.cli import main as siro
from game.phases import AFTER
from scorm_export.cli import main as scorm_export

README = Path("README.md").read_text("utf-8")
PAGES = [Path("README.md"), Path("CONTRIBUTING.md"), *sorted(Path("docs").glob("*.md"))]


def test_the_table_of_phases_is_the_one_in_the_code() -> None:
    rows = [
        f"| {phase} | {act} | {' or '.join(after)} |" for phase, acts in AFTER.items() for act, after in acts.items()
    ]
    page = Path("docs/architecture.md").read_text("utf-8")
    written = [line for line in page.splitlines() if re.match(rf"\| ({'|'.join(AFTER)}) \|", line)]
    assert written == rows


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_and_picture_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith(("http", "media/", "shared/")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`(siro|scorm-export) ([a-z]+)", README))
    assert ("siro", "play") in named
    for program, command in named:
        group = siro if program == "siro" else scorm_export
        assert command in group.commands, f"{program} {command}"


def test_every_command_and_option_has_help() -> None:
    for group in (siro, scorm_export):
        for name, command in group.commands.items():
            shown = CliRunner().invoke(group, [name, "--help"])
            assert shown.exit_code == 0
            assert command.help, name
            for option in (one for one in command.params if isinstance(one, click.Option)):
                assert option.help, f"{name} {option.name}"


def test_make_help_lists_every_chore() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", Path("Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    listed = re.findall(r"^([a-z-]+):.*## ", Path("Makefile").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(phony[1].split())


def test_nothing_names_a_registry_s_host_or_a_path_of_some_machine() -> None:
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    hosts = [
        "registry." + "npmjs",
        "pypi" + ".org",
        "files.python" + "hosted",
        "deb.deb" + "ian.org",
        "/work" + "/main",
        "/work" + "/shared",
    ]
    for name in filter(None, files):
        path = Path(name)
        if path.suffix in (".png", ".zip") or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="ignore")
        assert not [host for host in hosts if host in text], name
    assert sys.version_info >= (3, 11)
