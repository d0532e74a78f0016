"""The report as JSON for other programs, with a schema. Law: what is here stays; a change raises `format`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from game.aar import Report, Who
from game.papers import summary


class Value(BaseModel):
    """A part of the record, read off the report."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True, use_attribute_docstrings=True)


class OptionRecord(Value):
    """An option that could be taken."""

    letter: str
    text: str
    votes: int
    first: int | None
    """Its votes in the first of two votes; null where there was one vote."""
    taken: bool
    standing: float | None
    """The mean final standing, 0 to 100, over all ways that take it; null where that is not known."""


class MeterRecord(Value):
    """A meter before and after a decision."""

    title: str
    before: int
    value: int
    unit: str
    higher_is_better: bool


class DecisionRecord(Value):
    """A line of the decision log."""

    round: str
    """The round's id in the scenario."""
    number: int
    """The round's number, from 1."""
    title: str
    question: str
    hour: float
    """The exercise hour at which it was decided."""
    time: str
    """When that is in the story, in words."""
    at: datetime
    """The real time; of a workshop played on paper see `is_timed`."""
    is_timed: bool
    """Whether the real time is known; where it is not, `at` is the last one of the table that is."""
    seconds: int
    """How long the table took from the start of the round; of a workshop played on paper 0 where that is not known."""
    offered: tuple[OptionRecord, ...]
    chosen: str
    how: str
    kind: Literal["vote", "tie broken", "casting vote", "override", "path"]
    """On paper, a decision without votes is an override with `is_counted` false."""
    reason: str
    voters: int
    is_counted: bool
    """Whether the votes are known; where they are not, all of them are 0."""
    present: int
    """How many sat at the table; 0 where nobody counted them."""
    why: tuple[str, ...]
    dissent: tuple[str, ...]
    texts: tuple[str, ...]
    """What came of it, in Markdown."""
    meters: tuple[MeterRecord, ...]
    objectives: tuple[str, ...]
    frameworks: tuple[str, ...]


class DeadlineRecord(Value):
    """A statutory deadline at one table."""

    title: str
    hours: float
    standing: str
    missed: bool
    source: str
    left: tuple[float, ...]
    """The hours left at the start and after each decision."""


class RankRecord(Value):
    """Where a table stands among all ways through the exercise."""

    standing: float
    percentile: float
    low: float
    """With `high` the 95 % interval where it was estimated from a sample."""
    high: float
    share: float
    """How many of all ways end like this, 0 to 1."""
    hinge: str
    chose: str
    differently: tuple[tuple[str, float], ...]
    """What each option of the hinge stands at on average."""


class TableRecord(Value):
    """What one table did."""

    name: str
    present: int
    people: tuple[str, ...]
    """Roles or names, where they were asked for."""
    is_over: bool
    ending: str
    ending_text: str
    decisions: tuple[DecisionRecord, ...]
    deadlines: tuple[DeadlineRecord, ...]
    rank: RankRecord | None


class ActionRecord(Value):
    """A line of the improvement plan."""

    text: str
    owner: str
    due: date | None
    status: str


class AnswerRecord(Value):
    """What was said to a question of the hot wash."""

    question: str
    answers: tuple[str, ...]


class TakenBackRecord(Value):
    """A decision that was undone."""

    table: int
    """The table's place in `tables`, from 0."""
    number: int
    title: str
    chosen: str
    at: datetime


class FactRecord(Value):
    """A fact that the exercise rests on."""

    claim: str
    source: str
    review_by: date


class Record(Value):
    """An after-action report of `siro report --format json`."""

    format: Literal[1] = 1
    title: str
    scenario: str
    """The scenario's short name."""
    version: str
    """The scenario's own version."""
    program: str
    seed: int
    started: datetime
    ended: datetime
    entered: datetime | None
    """When a workshop played on paper was entered; null for one on screen."""
    is_timed: bool
    """Whether `started` and `ended` are known: on paper only where somebody wrote them down."""
    is_over: bool
    who: Who
    """What the report says of delegates: nothing, their roles, or their names."""
    is_exact: bool | None
    """Whether the comparison rests on all ways; null where it was not worked out."""
    paths: int
    summary: tuple[str, ...]
    """The one page, in sentences."""
    tables: tuple[TableRecord, ...]
    taken_back: tuple[TakenBackRecord, ...]
    answers: tuple[AnswerRecord, ...]
    marks: tuple[str, ...]
    lessons: tuple[str, ...]
    actions: tuple[ActionRecord, ...]
    facts: tuple[FactRecord, ...]


def record(report: Report) -> Record:
    """A report as a record."""
    short = summary.summary(report)
    said = report.hot_wash
    return Record(
        title=report.scenario.title,
        scenario=report.name,
        version=report.scenario.version,
        program=report.program,
        seed=report.seed,
        started=report.started,
        ended=report.ended,
        entered=report.entered,
        is_timed=report.is_timed,
        is_over=report.is_over,
        who=report.who,
        is_exact=report.is_exact,
        paths=report.paths,
        summary=(short.lead, *short.points),
        tables=tuple(TableRecord.model_validate(table) for table in report.tables),
        taken_back=tuple(TakenBackRecord.model_validate(one) for one in report.taken_back),
        answers=tuple(AnswerRecord(question=words, answers=lines) for words, lines in summary.answers(report)),
        marks=tuple(moment.sentence for moment in report.moments),
        lessons=said.lessons,
        actions=tuple(
            ActionRecord(text=one.text, owner=one.owner, due=one.due, status=one.status) for one in said.actions
        ),
        facts=tuple(FactRecord.model_validate(one) for one in report.facts),
    )


def written(report: Report) -> str:
    """A report as JSON."""
    return record(report).model_dump_json(indent=1) + "\n"


def schema() -> str:
    """The JSON Schema (2020-12) of what `written` gives."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **Record.model_json_schema(mode="serialization")}, indent=2)
