"""The wheel carries the content: installed in a fresh environment, away from the checkout, it plays and builds."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(commands / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--constraint", ROOT / "constraints.txt", wheel], check=True)
    return commands


def run(command: Path, *arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A command, run where no checkout is."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["SIRO_HOME"] = str(folder / "home")
    words = [str(command), *arguments]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_the_wheel_holds_every_scenario_and_course_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for top, inside in (("scenarios", "game/bundled/scenarios"), ("courses", "scorm_export/bundled/courses")):
        files = [path for path in (ROOT / top).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert f"{inside}/{path.relative_to(ROOT / top).as_posix()}" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_installed_it_plays_the_flagship(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "siro", "demo", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "EXERCISE ENDS" in done.stdout
    assert str(ROOT) not in done.stderr


def test_installed_it_builds_the_packages(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "scorm-export", "build", "digital-accessibility", "--out", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".zip", ".zip"]
