"""The vocabulary in which authors write a scenario. Law: values only; what they mean is in `rules`.

The sentences under the keys become the descriptions in the JSON Schema that editors show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from game.authoring.reading import Part

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=60)]


SHOWN = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
"""What a situation shows of the state: `{{ trust }}`, `{{ hours }}`, `{{ chose("first-hour") }}`."""
CHOICE = re.compile(r"""chose\(\s*["']([^"']*)["']\s*\)""")


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


def listed(written: object) -> object:
    """One map where a list of maps may stand."""
    return [written] if isinstance(written, dict) else written


Effects: TypeAlias = dict[
    str,
    Annotated[
        Change,
        BeforeValidator(change),
        WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^=? ?[+-]? ?[0-9]+$"}]}),
    ],
]
Names: TypeAlias = tuple[str, ...]
Hours: TypeAlias = Annotated[float, Field(ge=0, le=10_000, multiple_of=0.25)]


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
    weight: Annotated[float, Field(ge=0, le=100)] = 1
    """How much it counts in the overall standing, beside the others' weights."""


class Role(Part):
    """A part that a delegate plays."""

    title: Text
    """What the role is called."""
    card: str = ""
    """Markdown: what its holder is told at the start."""
    casting_vote: bool = False
    """Whether its holder breaks ties."""


class Consequence(Part):
    """What something does to the table: every kind of event shares these keys."""

    text: str = ""
    """Markdown: what happens."""
    effects: Effects = {}
    """Changes to meters."""
    sets: Names = ()
    """Flags that become true."""
    clears: Names = ()
    """Flags that become false."""


class Chance(Consequence):
    """One way in which luck may fall."""

    weight: Annotated[int, Field(gt=0, le=1000)] = 1
    """How likely, beside the others' weights."""


class Later(Consequence):
    """What an option does some rounds later."""

    rounds: Annotated[int, Field(ge=1, le=50)] = 1
    """After how many more rounds that are played; at the end what is still pending happens."""
    when: str = ""
    """A condition, asked when it is due; without one it always happens."""


class Happening(Consequence):
    """Something the world does between rounds, once, as soon as its condition holds."""

    id: Id
    """A name that stays when the words change."""
    after: str = ""
    """A round's id: it can happen only right after that round; without one, after any round."""
    when: str = ""
    """A condition; without one it happens at the first chance."""
    chances: tuple[Chance, ...] = ()
    """Ways luck may fall; one of them happens."""


class Clock(Part):
    """A statutory deadline."""

    title: Text
    """What must be done."""
    hours: Annotated[float, Field(gt=0, le=10_000, multiple_of=0.25)]
    """How long there is."""
    starts: str
    """The flag that starts it."""
    stops: str
    """The flag that stops it."""
    missed: Consequence = Consequence()
    """What happens when the hours since it started pass its limit."""
    source: str = ""
    """The rule it comes from."""


class Choose(Part):
    """How a round takes several options at once. Ballots are then approvals."""

    up_to: Annotated[int, Field(ge=1, le=20)] = 1
    """How many options at the most."""
    budget: Annotated[int, Field(ge=0)] | None = None
    """What their prices may come to together."""
    none: bool = False
    """Whether choosing nothing is allowed."""
    sequential: bool = False
    """Whether their hours add up; otherwise the longest counts."""


class Inject(Part):
    """A message that reaches the table during a round."""

    id: Id
    """A name that stays when the words change."""
    sender: Annotated[Text, Field(alias="from")]
    """Who sends it."""
    to: Names = ()
    """The roles that receive it; without any, everyone."""
    text: Text
    """Markdown: what it says."""
    when: str = ""
    """A condition; without one it always arrives."""
    on_demand: bool = False
    """Whether it waits until the facilitator releases it."""


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
    hours: Hours = 0
    """Exercise hours that it takes."""
    price: Annotated[int, Field(ge=0)] = 0
    """What it takes from the round's budget."""
    alone: bool = False
    """Where several can be chosen: it excludes the others."""
    later: Annotated[tuple[Later, ...], BeforeValidator(listed)] = ()
    """What it does some rounds later: one, or a list."""
    next: str = ""
    """The id of a later round to go to, or end; the rounds between are skipped."""
    supports: Names = ()
    """The objectives it serves."""
    frameworks: Names = ()
    """Tags of the frameworks it serves, such as CAF:D1.a."""


class Round(Part):
    """One decision: what is known, what arrives, what can be done."""

    id: Id
    """A name that stays when the words change."""
    title: Text
    """The round's heading."""
    time: str = ""
    """When it happens in the exercise, such as Friday 16:40."""
    when: str = ""
    """A condition; the round is skipped where it does not hold."""
    hour: Hours | None = None
    """The exercise hour at which it starts, if time has not passed that already."""
    sets: Names = ()
    """Flags that become true as the round starts."""
    situation: Text
    """Markdown: what the table knows as the round starts; {{ trust }} shows a meter, {{ chose("x") }} a choice."""
    injects: tuple[Inject, ...] = ()
    """Messages that arrive."""
    notes: str = ""
    """Markdown: for the facilitator's eyes only."""
    discuss: Annotated[int, Field(ge=0, le=120)] = 8
    """Minutes to talk before the vote."""
    question: Text
    """What the table must decide."""
    choose: Choose | None = None
    """For a round in which several options can be taken together."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    """What it can decide."""
    objectives: Names = ()
    """The objectives it practises."""
    frameworks: Names = ()
    """Tags of the frameworks it practises."""


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


class Shared(Part):
    """A part that several scenarios include; what a scenario says itself comes before it."""

    organisation: Organisation | None = None
    """The imaginary body."""
    objectives: dict[str, Text] = {}
    """What exercises practise."""
    frameworks: dict[str, Text] = {}
    """Plain titles for tags."""
    roles: dict[str, Role] = {}
    """The parts that delegates play."""
    meters: dict[str, Meter] = {}
    """What tables watch."""
    flags: Annotated[dict[str, str], BeforeValidator(titled)] = {}
    """What stories remember."""
    clocks: dict[str, Clock] = {}
    """Statutory deadlines."""
    debrief: Debrief | None = None
    """For the hot wash."""
    facts: tuple[Fact, ...] = ()
    """What is true, with sources."""


class Scenario(Part):
    """One exercise, whole, in one file."""

    format: Literal[1]
    """The version of this language."""
    include: Names = ()
    """Names of shared parts: `wealdmere` takes shared/wealdmere.yaml from the library's folders."""
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
    objectives: dict[str, Text] = {}
    """What the exercise practises: a short name and a sentence each."""
    frameworks: dict[str, Text] = {}
    """Plain titles for the tags used, such as CAF:D1.a."""
    roles: dict[str, Role] = {}
    """The parts that delegates play."""
    meters: Annotated[dict[str, Meter], Field(min_length=1)]
    """What the table watches."""
    flags: Annotated[dict[str, str], BeforeValidator(titled)] = {}
    """What the story remembers: names, or names with a title each."""
    clocks: dict[str, Clock] = {}
    """Statutory deadlines, in exercise hours."""
    rounds: Annotated[tuple[Round, ...], Field(min_length=1, max_length=60)]
    """The decisions, in order. Time only goes forward."""
    happenings: Annotated[tuple[Happening, ...], Field(max_length=60)] = ()
    """What the world does between rounds."""
    ends_after: Hours = 0
    """Hours that the clocks still run when the last round is over."""
    endings: Annotated[tuple[Ending, ...], Field(min_length=1)]
    """Where it can end, best first."""
    debrief: Debrief = Debrief()
    """For the hot wash."""
    facts: tuple[Fact, ...] = ()
    """What is true in it, with sources."""


def positions(names: Iterable[str]) -> dict[str, int]:
    """Each name's place in the file's order."""
    return {name: number for number, name in enumerate(names)}
