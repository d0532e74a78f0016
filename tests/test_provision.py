"""What the browser tests need is found where people have it, and missed with a sentence."""

import sys
from pathlib import Path

import pytest

from tests import provision


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with nothing on it."""
    for name in ("CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return path


def test_the_browser_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "bin" / "chromium")
    named = program(bare / "elsewhere" / "my-chrome")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert provision.chromium() == named


def test_a_name_that_leads_nowhere_is_said(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(provision.Missing, match="CHROMIUM names no-such-browser, which is not a program"):
        provision.chromium()


def test_a_browser_on_the_path_is_found(bare: Path) -> None:
    found = program(bare / "bin" / "chromium")
    assert provision.chromium() == found


def test_a_browser_without_windows_is_preferred(bare: Path) -> None:
    light = program(bare / "bin" / "chromium-headless-shell")
    other = bare / "bin" / "chromium"
    other.write_text("#!/bin/sh\n", "utf-8")
    other.chmod(0o755)
    assert provision.chromium() == light


@pytest.mark.parametrize("build", ["chrome-linux", "chrome-linux64"])
def test_playwright_s_own_browser_is_found(bare: Path, monkeypatch: pytest.MonkeyPatch, build: str) -> None:
    own = program(bare / "store" / "chromium-1200" / build / "chrome")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(bare / "store"))
    assert provision.chromium() == own


@pytest.mark.usefixtures("bare")
def test_a_machine_without_one_is_known() -> None:
    assert provision.chromium() is None


@pytest.mark.usefixtures("bare")
def test_an_office_that_is_not_there_is_asked_for_in_a_sentence() -> None:
    with pytest.raises(provision.Missing, match="There is no LibreOffice: install its Writer"):
        provision.office()


def test_an_office_on_the_path_is_found(bare: Path) -> None:
    found = program(bare / "bin" / "soffice")
    assert provision.office() == found


def test_an_npm_package_that_is_not_there_is_asked_for_in_a_sentence() -> None:
    with pytest.raises(provision.Missing, match="not installed in tests/node_modules: run make setup"):
        provision.npm_file("no-such-package", "x.js")


def test_the_versions_are_exact_and_installed() -> None:
    assert provision.npm_packages_right()
