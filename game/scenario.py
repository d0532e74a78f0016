"""The vocabulary in which authors write a scenario. Law: values only; what they mean is in `rules`.

The sentences under the keys become the descriptions in the JSON Schema that editors show.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from game.authoring.reading import Part

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Change(NamedTuple):
    """What an effect does to a meter: add `amount`, or set the meter to it."""

    sets: bool
    amount: int


def change(written: object) -> object:
    """`5`, `-5`, `"+5"` add; `"=5"` sets."""
    if isinstance(written, Change):
        return written
    if isinstance(written, int) and not isinstance(written, bool):
        return Change(False, written)
    text = str(written).replace(" ", "")
    try:
        return Change(True, int(text[1:])) if text.startswith("=") else Change(False, int(text))
    except ValueError:
        raise ValueError('an effect is a whole number to add, such as -15, or "=40" to set') from None


def titled(written: object) -> object:
    """A list of names is a map of names to titles made from the names."""
    if isinstance(written, list) and all(isinstance(name, str) for name in written):
        return {name: str(name).replace("_", " ") for name in written}
    return written


Effects: TypeAlias = dict[
    str,
    Annotated[
        Change,
        BeforeValidator(change),
        WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[=+-]? ?[0-9]+$"}]}),
    ],
]
Names: TypeAlias = tuple[str, ...]


class Organisation(Part):
    """The imaginary body that the delegates lead."""

    name: Text
    """Its name; fictional."""
    about: str = ""
    """Markdown: what the delegates should know of it before the first round."""


class Meter(Part):
    """A number that the table watches."""

    title: Text
    """What the screen calls it."""
    start: int
    """Its value before the first round."""
    min: int = 0
    """It never falls below this."""
    max: int = 100
    """It never rises above this."""
    unit: str = ""
    """Written after the number, such as %, or before it where it is a currency, such as £k."""
    better: Literal["higher", "lower"] = "higher"
    """Which way is good."""


class Inject(Part):
    """A message that reaches the table during a round."""

    id: Id
    """A name that stays when the words change."""
    sender: Annotated[Text, Field(alias="from")]
    """Who sends it."""
    text: Text
    """Markdown: what it says."""
    when: str = ""
    """A condition; without one it always arrives."""


class Chance(Part):
    """One way in which luck may fall after an option is chosen."""

    weight: Annotated[int, Field(gt=0, le=1000)] = 1
    """How likely, beside the others' weights."""
    text: str = ""
    """Markdown: what happens."""
    effects: Effects = {}
    """Changes to meters."""
    sets: Names = ()
    """Flags that become true."""
    clears: Names = ()
    """Flags that become false."""


class Option(Part):
    """Something the table can decide to do."""

    id: Id
    """A name that stays when the words change."""
    text: Text
    """What delegates read and vote on."""
    when: str = ""
    """A condition; the option is hidden where it does not hold."""
    requires: str = ""
    """A condition; where it does not hold the option is shown but cannot be chosen."""
    because: str = ""
    """Why it cannot be chosen then."""
    effects: Effects = {}
    """Changes to meters."""
    sets: Names = ()
    """Flags that become true."""
    clears: Names = ()
    """Flags that become false."""
    outcome: str = ""
    """Markdown: what the table sees happen."""
    chances: tuple[Chance, ...] = ()
    """Ways luck may fall; one of them happens."""


class Round(Part):
    """One decision: what is known, what arrives, what can be done."""

    id: Id
    """A name that stays when the words change."""
    title: Text
    """The round's heading."""
    time: str = ""
    """When it happens in the exercise, such as Friday 16:40."""
    situation: Text
    """Markdown: what the table knows when the round starts."""
    injects: tuple[Inject, ...] = ()
    """Messages that arrive."""
    notes: str = ""
    """Markdown: for the facilitator's eyes only."""
    discuss: Annotated[int, Field(ge=0, le=120)] = 8
    """Minutes to talk before the vote."""
    question: Text
    """What the table must decide."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    """What it can decide."""


class Ending(Part):
    """Where a path ends. The first ending whose condition holds is the one."""

    id: Id
    """A name that stays when the words change."""
    when: str = ""
    """A condition; the last ending has none."""
    title: Text
    """The ending's heading."""
    text: Text
    """Markdown: how the story ends."""


class Debrief(Part):
    """What the table talks about when the exercise is over."""

    questions: tuple[Text, ...] = ()
    """Questions for the hot wash."""


class Fact(Part):
    """Something true that the scenario rests on."""

    claim: Text
    """The fact, in one sentence."""
    source: Text
    """Who says so, and when."""
    review_by: date
    """The day after which it must be checked again."""


class Scenario(Part):
    """One exercise, whole, in one file."""

    format: Literal[1]
    """The version of this language."""
    title: Text
    """The exercise's name."""
    summary: Text
    """One sentence for the list of scenarios."""
    minutes: Annotated[int, Field(gt=0, le=480)]
    """How long it takes to play."""
    audience: str = ""
    """Who it is for."""
    version: str = "1.0.0"
    """The scenario's own version."""
    reviewed: date | None = None
    """When somebody last read it through for truth."""
    organisation: Organisation
    """The imaginary body."""
    meters: Annotated[dict[str, Meter], Field(min_length=1)]
    """What the table watches."""
    flags: Annotated[dict[str, str], BeforeValidator(titled)] = {}
    """What the story remembers: names, or names with a title each."""
    rounds: Annotated[tuple[Round, ...], Field(min_length=1)]
    """The decisions, in order."""
    endings: Annotated[tuple[Ending, ...], Field(min_length=1)]
    """Where it can end, best first."""
    debrief: Debrief = Debrief()
    """For the hot wash."""
    facts: tuple[Fact, ...] = ()
    """What is true in it, with sources."""


def positions(names: Iterable[str]) -> dict[str, int]:
    """Each name's place in the file's order."""
    return {name: number for number, name in enumerate(names)}
