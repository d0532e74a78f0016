"""The sample course in a real browser, before an LMS that only takes notes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Page

from scorm_export import pages, typesetting
from scorm_export.manuscript import manuscript
from tests import tools

TEA = Path("tests/samples/courses/tea")
START = {"connected": True, "mode": "normal", "learner": "", "entry": "", "location": "", "suspend": "", "score": None}
LMS = """(start => {
  const calls = JSON.parse(sessionStorage.getItem("calls") || "[]");
  const note = (name, value) => {
    calls.push([name, value === undefined ? null : value]);
    sessionStorage.setItem("calls", JSON.stringify(calls));
    return start.connected && !window.courseLms.problem;
  };
  window.courseLms = {
    problem: "",
    connect: () => (start.never ? new Promise(() => {}) : start.late
      ? new Promise(resolve => { window.answer = () => resolve(start); }) : Promise.resolve(start)),
    save: change => note("save", JSON.parse(JSON.stringify(change))),
    record: answer => note("record", JSON.parse(JSON.stringify(answer))),
    commit: () => note("commit"),
    finish: () => { note("finish"); },
  };
})"""


@dataclass(frozen=True, slots=True)
class Lms:
    """What the LMS was told, as it was told."""

    page: Page

    def calls(self, name: str = "") -> list[Any]:
        """The calls, or the values of one kind of call."""
        noted: list[list[Any]] = json.loads(self.page.evaluate("sessionStorage.getItem('calls') || '[]'"))
        return [value for call, value in noted if call == name] if name else noted

    def kept(self) -> dict[str, Any]:
        """The last value of everything saved: what a relaunch would start from."""
        return {name: value for change in self.calls("save") for name, value in change.items()}


class Open(Protocol):
    """Opens the sample course, at an address and before an LMS that says `start` (None: no LMS at all)."""

    def __call__(self, address: str = "", start: dict[str, Any] | None = ..., **options: object) -> Page: ...


@pytest.fixture(scope="session")
def tea_files() -> dict[str, bytes]:
    """The sample course's files."""
    read = manuscript(TEA)
    assert read.course is not None
    return pages.files(read.course, read.media, "")


@pytest.fixture
def open_tea(tea_files: dict[str, bytes], served: tools.Serve, new_page: tools.NewPage) -> Open:
    """Opens the sample course in a page of its own."""
    home = served(tea_files)

    def open_course(address: str = "", start: dict[str, Any] | None = START, **options: object) -> Page:
        page = new_page("", **options)
        if start is not None:
            page.add_init_script(f"{LMS}({json.dumps({**START, **start})})")
        page.goto(f"{home}/{address}")
        return page

    return open_course


@pytest.fixture
def script() -> Callable[[Page, str, str], Any]:
    """Evaluates an expression with one of the player's pure scripts around it."""

    def evaluate(page: Page, name: str, expression: str) -> Any:
        source = (typesetting.PLAYER / "scripts" / f"{name}.js").read_text("utf-8")
        return page.evaluate(f"(() => {{ {source}; return ({expression}); }})()")

    return evaluate
