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
def options(draw: st.DrawFn, number: int, conditions: tuple[str, ...]) -> dict[str, Any]:
    """One option; the first of a round has no condition, so that something can always be chosen."""
    chances = [
        {**draw(consequences()), "weight": draw(st.integers(1, 5)), "text": f"luck {n}"}
        for n in range(draw(st.sampled_from((0, 0, 0, 2, 3))))
    ]
    option = {"id": f"o{number}", "text": f"Option {number}", "outcome": "So it goes.", "chances": chances}
    if number:
        option["when"] = draw(texts_of(conditions))
        if requires := draw(texts_of(conditions)):
            option |= {"requires": requires, "because": "It is too early."}
    return {**option, **draw(consequences())}


@st.composite
def scenarios(draw: st.DrawFn) -> Loaded:
    """A whole scenario, read and compiled as an author's file would be."""
    conditions = ["told", "not paid and money >= 20", "trust < 50 or isolated", "service > money"]
    rounds = []
    for n in range(draw(st.integers(1, 4))):
        found = [draw(options(k, tuple(conditions))) for k in range(draw(st.integers(2, 4)))]
        rounds.append({"id": f"r{n}", "title": f"Round {n}", "situation": "So.", "question": "What?", "options": found})
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
        "endings": [
            {"id": "good", "when": "trust >= 50", "title": "Good", "text": "Well."},
            {"id": "bad", "title": "Bad", "text": "Alas."},
        ],
    }
    text = json.dumps(written)
    scenario, problems = checked(Source(text, "invented.yaml"))
    assert scenario is not None, problems
    return Loaded("invented", text, compiled(scenario))
