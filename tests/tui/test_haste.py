"""Keys in any order and faster than any screen: the console stands, and the journal tells the same story."""

from random import Random

import pytest

from game import journal, tables
from tests.tui.stage import LARGE, SMALL, Size, Stage, opened, told

KEYS = (
    *("enter",) * 12,
    *("v", "n", "s", "u", "t", "question_mark", "escape", "escape", "tab", "up", "down", "pagedown", "slash"),
    *("1", "2", "5", "0", "backspace", "x", "space"),
)


@pytest.mark.parametrize(("seed", "size"), [(seed, SMALL if seed % 2 else LARGE) for seed in range(1, 4)])
def test_no_haste_breaks_the_console_or_its_journal(seed: int, size: Size) -> None:
    chance = Random(seed)

    async def story(stage: Stage) -> None:
        for _ in range(40):
            await stage.burst(" ".join(chance.choices(KEYS, k=chance.randint(1, 9))))
            if stage.has_left:
                break
            assert "EXERCISE" in stage.lines[0]
            if stage.next_step == "Leave":
                await stage.press("escape")
        held = stage.session
        events = journal.read(held.journal.path).events
        assert tables.replayed(held.play, events) == held.tables
        assert len(events) > 10

    told(story, opened, size)
