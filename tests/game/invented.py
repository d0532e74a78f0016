"""Invented scenarios for property tests: always valid, often odd."""

import json
from typing import Any

from hypothesis import strategies as st

from game.authoring.reading import Source
from game.checking import checked
from game.compiled import compiled
from game.library import Loaded

METERS = ("trust", "money", "service")
FLAGS = ("told", "paid", "isolated")


def texts_of(conditions: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A condition, or none."""
    return st.sampled_from(("", *conditions))


@st.composite
def consequences(draw: st.DrawFn) -> dict[str, Any]:
    """Effects and flags."""
    change = st.integers(-60, 60) | st.integers(-20, 120).map(lambda number: f"={number}")
    return {
        "effects": draw(st.dictionaries(st.sampled_from(METERS), change, max_size=3)),
        "sets": draw(st.lists(st.sampled_from(FLAGS), max_size=2, unique=True)),
        "clears": draw(st.lists(st.sampled_from(FLAGS), max_size=1)),
    }


@st.composite
def options(draw: st.DrawFn, number: int, conditions: tuple[str, ...], wide: bool, rest: int) -> dict[str, Any]:
    """One option; the first of a round has no condition, so that something can always be chosen."""
    chances = [
        {**draw(consequences()), "weight": draw(st.integers(1, 5)), "text": f"luck {n}"}
        for n in range(draw(st.sampled_from((0, 0, 0, 2, 3))))
    ]
    option: dict[str, Any] = {
        "id": f"o{number}",
        "text": f"Option {number}",
        "outcome": "So it goes.",
        "chances": chances,
    }
    if number:
        option["when"] = draw(texts_of(conditions))
        if requires := draw(texts_of(conditions)):
            option |= {"requires": requires, "because": "It is too early."}
    if wide:
        option["hours"] = draw(st.sampled_from((0, 0.5, 10, 30, 80)))
        if draw(st.integers(0, 3)) == 0:
            option["later"] = {
                **draw(consequences()),
                "rounds": draw(st.integers(1, 2)),
                "when": draw(texts_of(conditions)),
            }
        if rest > 1 and draw(st.integers(0, 5)) == 0:
            option["next"] = draw(st.sampled_from(("end", f"r{number_of_last(conditions) + 2}")))
    return {**option, **draw(consequences())}


def number_of_last(conditions: tuple[str, ...]) -> int:
    """The round being drawn, told by how many choices can be asked about."""
    return sum(text.startswith("chose") for text in conditions)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """A clock and happenings."""
    happening = {
        **draw(consequences()),
        "id": "h0",
        "when": draw(st.sampled_from(("told", "hours > 20", "trust < 40"))),
    }
    if draw(st.booleans()):
        happening["chances"] = [{"weight": 1, "text": "a"}, {"weight": 2, **draw(consequences()), "text": "b"}]
    missed = draw(consequences())
    return {
        "clocks": {"ico": {"title": "Tell", "hours": 72, "starts": "told", "stops": "paid", "missed": missed}},
        "happenings": [happening] if draw(st.booleans()) else [],
        "ends_after": draw(st.sampled_from((0, 24))),
    }


@st.composite
def unusual(draw: st.DrawFn, number: int, conditions: tuple[str, ...], found: list[dict[str, Any]]) -> dict[str, Any]:
    """What few rounds have: a condition, an hour, flags at the start, several options at once."""
    keys: dict[str, Any] = {}
    if number and draw(st.integers(0, 2)) == 0:
        keys["when"] = draw(st.sampled_from(conditions))
    if draw(st.integers(0, 2)) == 0:
        keys["hour"] = 24 * number
    if draw(st.integers(0, 3)) == 0:
        keys["sets"] = ["told"]
    if not any("next" in option for option in found) and draw(st.integers(0, 2)) == 0:
        keys["choose"] = {"up_to": 2, "budget": 5, "none": draw(st.booleans()), "sequential": draw(st.booleans())}
        for option in found:
            option["price"] = draw(st.integers(0, 4))
        found[-1]["alone"] = draw(st.booleans())
    return keys


@st.composite
def scenarios(draw: st.DrawFn, wide: bool = False) -> Loaded:
    """A whole scenario, read and compiled as an author's file would be; a wide one uses the whole language."""
    conditions = ["told", "not paid and money >= 20", "trust < 50 or isolated", "service > money"]
    conditions += ["hours >= 40", "ico < 50"] if wide else []
    rounds: list[dict[str, Any]] = []
    count = draw(st.integers(1, 4))
    for n in range(count):
        found = [draw(options(k, tuple(conditions), wide, count - n - 1)) for k in range(draw(st.integers(2, 4)))]
        rounds.append({"id": f"r{n}", "title": f"Round {n}", "situation": "So.", "question": "What?", "options": found})
        rounds[-1] |= draw(unusual(n, tuple(conditions), found)) if wide else {}
        conditions.append(f'chose("r{n}", "o1")')
    written = {
        "format": 1,
        "title": "Invented",
        "summary": "Made up.",
        "minutes": 5,
        "organisation": {"name": "Nowhere"},
        "meters": {name: {"title": name, "start": draw(st.integers(0, 100))} for name in METERS},
        "flags": list(FLAGS),
        "rounds": rounds,
        **(draw(worlds()) if wide else {}),
        "endings": [
            {"id": "good", "when": "trust >= 50", "title": "Good", "text": "Well."},
            {"id": "bad", "title": "Bad", "text": "Alas."},
        ],
    }
    text = json.dumps(written)
    scenario, problems = checked(Source(text, "invented.yaml"))
    assert scenario is not None, problems
    return Loaded("invented", text, compiled(scenario))
