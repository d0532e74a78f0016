"""What the console lets go of: the lines of screens that are gone, as long as Textual keeps them where it does now."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from textual._styles_cache import StylesCache

from game.tui import sweeping
from tests.tui.stage import Stage, opened, told

NAME = "textual._styles_cache"
CHANGED = {
    "it is gone": None,
    "it is called otherwise": ModuleType(NAME),
    "it remembers nothing": SimpleNamespace(StylesCache=SimpleNamespace(get_inner_outer=lambda: None)),
}
"""What another Textual may be like."""


def test_no_drawn_line_outlives_its_screen() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("enter s escape")
        assert StylesCache.get_inner_outer.cache_info().currsize > 0
        stage.app.tick()
        assert StylesCache.get_inner_outer.cache_info().currsize == 0

    told(story, opened)


@pytest.mark.parametrize("changed", CHANGED)
def test_a_textual_that_keeps_them_otherwise_is_let_alone(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, NAME, CHANGED[changed])
    forget = sweeping.forgetting()
    assert forget is sweeping.nothing
    monkeypatch.setattr(sweeping, "FORGET", forget)
    sweeping.sweep()
