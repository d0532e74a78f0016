"""The after-action report in every format: what it says is what happened, and what people typed stays words."""

import csv
import io
import json
import os
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import jsonschema
import pytest
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from game import ballots, legible
from game.aar import Report, Who
from game.papers import record, report, rows, summary, text, word
from game.seating import Seat, SetUp
from game.session import Session
from tests.cases import compare_golden
from tests.papers import sessions
from tests.papers.sessions import FORMULAS, report_of
from tests.papers.typed import told

GOLDEN = Path("tests/golden/papers")
FRIDAY = Path("tests/samples/scenarios/friday.yaml")


@pytest.fixture(autouse=True)
def _in_london() -> Iterator[None]:
    """Times in the report are those of the room."""
    with patch.dict(os.environ, TZ="Europe/London"):
        set_clocks()
        yield
    set_clocks()


def set_clocks() -> None:
    """Let the process know where it is; Windows cannot be told."""
    if hasattr(time, "tzset"):
        time.tzset()


def contested() -> Report:
    return report_of(sessions.contested())


def tree(made: Report) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(report.page(made))


def read_csv(words: str) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    assert words.startswith(rows.BOM)
    return list(csv.reader(io.StringIO(words.removeprefix(rows.BOM))))


@pytest.mark.parametrize("which", ["best", "worst", "contested", "halfway"])
def test_the_report_reads_as_its_golden_file(which: str) -> None:
    made = report_of(getattr(sessions, which)())
    compare_golden(GOLDEN / f"report-{which}.md", text.written(made))


def test_the_same_session_gives_the_same_report_in_every_format() -> None:
    for write in (report.page, text.written, record.written, rows.decisions):
        assert write(contested()) == write(contested())


def test_the_log_tells_ties_overrides_two_votes_dissent_and_what_was_taken_back() -> None:
    made = contested()
    kinds = [one.kind for table in made.tables for one in table.decisions]
    assert {"vote", "casting vote", "override"} == set(kinds)
    assert len(made.taken_back) == 1
    first = made.tables[0].decisions[0]
    assert [(one.first, one.votes) for one in first.offered if one.taken] == [(1, 3)]
    assert first.dissent == ("This is too slow.",)
    assert first.why == ("We want to be able to explain it.",)
    said = " ".join(tree(made).text_content().split())
    for words in ("Override.", "Casting vote.", "The minister has ordered it.", "Taken back", "First vote", "Leads to"):
        assert words in said


def test_markdown_has_the_tables_of_the_page() -> None:
    made = contested()
    told_on_the_page = {
        tuple(" ".join(cell.text_content().split()) for cell in row)
        for caption in ("leads to on average", "at the start and after each round", "Round ")
        for table in tree(made).xpath(f"//table[caption[contains(., '{caption}')]]")
        for row in table.xpath(".//tbody/tr")
    }
    written = text.written(made)
    told_in_markdown = {
        tuple(cells)
        for tokens in [MarkdownIt("commonmark").enable("table").parse(written)]
        for cells in body_rows(tokens)
    }
    assert len(told_on_the_page) > 50
    assert told_on_the_page <= told_in_markdown
    for heading in ("### The hinge: ", "## Meters and deadlines", "### Public trust", "## Tables compared"):
        assert f"\n{heading}" in written
    assert "compared" not in text.written(report_of(sessions.best()))


def body_rows(tokens: list[Token]) -> Iterator[list[str]]:
    """The rows of Markdown tables, cell by cell, in words."""
    row: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "td_open":
            row.append("".join(child.content for child in tokens[place + 1].children or ()))
        elif token.type == "tr_close" and row:
            yield row


def test_clocks_end_as_their_deadlines_say() -> None:
    for which in (sessions.best, sessions.missed, sessions.contested):
        for table in report_of(which()).tables:
            for one in table.deadlines:
                assert len(one.left) == len(one.said) == len(table.decisions) + 1
                assert one.missed == (one.said[-1] == "missed")
    late = report_of(sessions.missed())
    assert [one.missed for one in late.tables[0].deadlines] == [True, False]
    assert "UK GDPR Article 33(1)" in tree(late).xpath("//tr[@class='missed']")[0].text_content()
    assert any("Statutory deadline missed: Tell the ICO" in point for point in summary.points(late))


def test_the_best_and_the_worst_path_stand_where_they_are_found() -> None:
    best, worst = (report_of(which()).tables[0].rank for which in (sessions.best, sessions.worst))
    assert best is not None
    assert worst is not None
    assert best.percentile > 99
    assert worst.percentile < 1


def test_nobody_is_named_unless_that_is_asked_for() -> None:
    names = sessions.TABLES.seats[0].delegates
    for write in (report.page, text.written, record.written, rows.decisions):
        quiet, loud = write(report_of(sessions.contested())), write(report_of(sessions.contested(), "names"))
        assert not [name for name in names if name in quiet]
        assert [name for name in names if name in loud] == ([] if write is rows.decisions else list(names))


def by_phone(held: Session) -> None:
    """Three come with their phones, one of them with a second one; one who was expected is sent away."""
    for name in ("Ann Lee", "Ben Tarn", "Cas Ude"):
        held.join(name, 0, "", f"key of {name}")
    held.let_in("Ann Lee", "key of a second phone")
    held.remove("Cas Ude")
    held.begin()


@pytest.mark.parametrize(
    ("roles", "delegates", "who", "people"),
    [
        (False, (), "names", ("Ann Lee", "Ben Tarn")),
        (False, (), "roles", ()),
        (False, ("Di Vane", "Ben Tarn", "Cas Ude"), "names", ("Di Vane", "Ben Tarn", "Ann Lee")),
        (True, (), "names", ("SIRO: Ann Lee", "Data protection officer: Ben Tarn", "Head of communications: nobody")),
        (True, (), "roles", ("SIRO", "Data protection officer")),
        (True, ("Di Vane",), "roles", ("SIRO", "Data protection officer", "Head of communications")),
        (True, (), "nobody", ()),
    ],
)
def test_those_who_joined_by_phone_are_reported_like_those_of_the_set_up(
    roles: bool, delegates: tuple[str, ...], who: Who, people: tuple[str, ...]
) -> None:
    setup = SetUp(seats=(Seat(name="North", delegates=delegates, number=3),), voting="phones", roles=roles)
    path = sessions.played(FRIDAY, by_phone, setup)
    made = report_of(path, who, quick=True)
    assert made.tables[0].people == people
    for write in (report.page, text.written, record.written, rows.decisions, word_text):
        named = [name for name in ("Ann Lee", "Ben Tarn", "Cas Ude", *delegates) if name in write(made)]
        assert not named or who == "names", write
        assert "Cas Ude" not in named


def word_text(made: Report) -> str:
    """The Word file's words."""
    return "\n".join(told(word.document(made)))


def test_ballots_are_only_in_the_file_for_them() -> None:
    seen = sessions.seen(sessions.hostile())
    cast = ballots.ballots(seen)
    assert cast == (), "the vote that they belonged to was taken back"
    path = sessions.played(sessions.VAN, sessions.voting, sessions.TABLES)
    seen = sessions.seen(path)
    told = read_csv(rows.ballots(ballots.ballots(seen)))
    assert [(row[4], row[5]) for row in told[1:]] == sessions.VOTED
    assert "Ada Quill" not in report.page(sessions.report_of(path, quick=True))


def test_a_session_that_stopped_half_way_says_so() -> None:
    made = report_of(sessions.halfway())
    assert not made.is_over
    assert made.tables[0].rank is None
    said = " ".join(tree(made).text_content().split())
    assert "The exercise stopped before its end" in said
    assert "Stopped after 1 decision" in said
    assert "Ada Quill" not in said


def test_a_session_in_which_nothing_was_decided_has_a_report_too() -> None:
    made = report_of(sessions.played(sessions.VAN, lambda held: None), quick=True)
    assert "Nothing was decided" in tree(made).text_content()
    assert read_csv(rows.decisions(made))[1:] == []
    assert "Nothing was decided" in text.written(made)
    json.loads(record.written(made))


def test_words_that_attack_are_only_words_on_the_page() -> None:
    made = report_of(sessions.hostile(), "names", quick=True)
    page = tree(made)
    attack = legible.legible(sessions.ATTACK)
    assert page.xpath("//script | //img | //iframe | //object | //link | //form | //base") == []
    attributes = [(name, value) for element in page.iter() for name, value in dict(element.attrib).items()]
    assert [name for name, _ in attributes if name.startswith("on") or name in ("src", "style", "srcset")] == []
    assert {value[0] for name, value in attributes if name.endswith("href")} == {"#"}
    assert attack in page.xpath("//table[@class='plan']")[0].text_content()
    assert not legible.UNFIT.search(report.page(made))


def test_words_that_attack_are_only_words_in_markdown() -> None:
    written = text.written(report_of(sessions.hostile(), "names", quick=True))
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    inside = [child.type for token in tokens for child in token.children or ()]
    assert set(inside) <= {"text", "softbreak", "text_special"}, set(inside)
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]
    assert not legible.UNFIT.search(written)
    for start in ("# x", "- x", "1. x", "> x", "| x", "= x", "```"):
        tokens = MarkdownIt("commonmark").parse(text.plain(start))
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert "".join(child.content for child in tokens[1].children or ()) == start


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_starts_a_formula(words: str) -> None:
    made = report_of(sessions.hostile(words), "names", quick=True)
    seen = sessions.seen(sessions.hostile(words))
    for table in (rows.decisions(made), rows.ballots(ballots.ballots(seen))):
        cells = [cell for row in read_csv(table) for cell in row]
        assert [cell for cell in cells if cell.startswith(rows.STARTS)] == []
        assert not [cell for cell in cells if legible.UNFIT.search(cell) or "\n" in cell]


@pytest.mark.parametrize("which", ["best", "contested", "halfway", "hostile"])
def test_the_json_is_what_its_schema_says(which: str) -> None:
    made = report_of(getattr(sessions, which)(), "names", quick=which == "hostile")
    found = json.loads(record.written(made))
    jsonschema.validate(found, json.loads(record.schema()))
    assert found["format"] == 1
    assert [len(table["decisions"]) for table in found["tables"]] == [len(table.decisions) for table in made.tables]


@pytest.mark.parametrize("which", ["best", "contested", "halfway"])
def test_every_drawing_has_words_beside_it_and_headings_go_down_in_steps(which: str) -> None:
    page = tree(report_of(getattr(sessions, which)()))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for drawing in page.xpath("//*[local-name()='svg'][@role='img']"):
        (beside,) = page.xpath(f"//*[@id='{drawing.get('aria-describedby')}']")
        assert beside.tag == "caption"
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_running_head_is_words_to_css_too() -> None:
    assert report.quoted('a"} b') == '"a\\000022 \\00007d  b"'
    assert not re.search(r"[<>{}]", report.quoted(sessions.ATTACK))
