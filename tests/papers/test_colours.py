"""Every colour of the papers can be seen: words at 7:1, what is drawn at 3:1, light, dark and on paper."""

import re
from itertools import product
from pathlib import Path

import pytest

from game.authoring.contrast import ratio

TEMPLATES = Path("game/papers/templates")
WORDS = ("ink", "soft", "accent", "hinge-ink", "bad-ink")
DRAWN = ("river", "edge", "hinge", "good", "bad", "e0", "e1", "e2", "e3", "e4", "e5", "focus")


def palettes() -> dict[str, dict[str, str]]:
    """The colours of each look by name."""
    light, dark, _ = re.findall(r":root \{(.*?)\}", (TEMPLATES / "colours.css").read_text("utf-8"), re.DOTALL)
    (paper,) = re.findall(r":root \{(.*?)\}", (TEMPLATES / "print.css").read_text("utf-8"), re.DOTALL)
    found = {name: dict(re.findall(r"--([\w-]+): (#\w+);", text)) for name, text in
             (("light", light), ("dark", dark), ("paper", paper))}  # fmt: skip
    return found | {"paper": found["light"] | found["paper"]}


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_words_stand_at_seven_to_one_and_drawings_at_three(look: str) -> None:
    colours = palettes()[look]
    grounds = ("paper", "card")
    poor = [(word, on) for word, on in product(WORDS, grounds) if ratio(colours[word], colours[on]) < 7]
    poor += [("ink", "ground")] if ratio(colours["ink"], colours["ground"]) < 7 else []
    poor += [(line, on) for line, on in product(DRAWN, grounds) if ratio(colours[line], colours[on]) < 3]
    poor += [("accent", on) for on in ("pale", "middle") if ratio(colours["accent"], colours[on]) < 3]
    assert poor == []
