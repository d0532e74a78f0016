"""The page that teaches how to write a scenario is followed to the letter, and all that it says is held to the code."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.authoring.problems import printed
from game.authoring.readability import reading_age
from game.authoring.reading import Part, Source, read
from game.checking import asking, checked
from game.cli import main
from game.conditions import parsed
from game.prompting import PROMPTS
from game.proving import proved
from game.reading_out import NEXT
from game.sampling import PLAYS
from game.scenario import Clock, Ending, Happening, Option, Round, Scenario
from game.schema import FILE
from game.starting import starter
from game.weighing import standing_of
from tests.docs import keys
from tests.docs.findings import findings_on_the_paths, warnings_of_the_text
from tests.docs.lesson import Box, Command, agrees, boxes, commands, followed, prose, shown_in

PAGE = Path("docs/writing-scenarios.md").resolve()
TEXT = PAGE.read_text("utf-8")
BOXES = list(boxes(PAGE))
LESSON = Path("wrong-list.yaml")
OLDEST = 11


class Today(date):
    """The day on which the page was written, so that its facts stay fresh."""

    @classmethod
    def today(cls) -> "Today":
        return cls(2026, 11, 23)


class Piece(Part):
    """What may stand in a box that shows how a part is written."""

    clocks: dict[str, Clock] = {}
    rounds: tuple[Round, ...] = ()
    options: tuple[Option, ...] = ()
    happenings: tuple[Happening, ...] = ()
    endings: tuple[Ending, ...] = ()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's empty folder."""
    for place in ("checking.telling", "checking.slides", "reading_out"):
        monkeypatch.setattr(f"game.{place}.date", Today)
    monkeypatch.setenv("SIRO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(command: Command) -> str:
    """What a terminal shows when a command is typed."""
    assert command.words[0] == "siro"
    return CliRunner(echo_stdin=True).invoke(main, command.words[1:], input=command.typed or None).output


def lesson() -> Iterator[Box]:
    """The boxes of the page in turn; each has been done as the page says when it comes out."""
    text = found = ""
    for box in BOXES:
        if box.place.startswith("file "):
            path = Path(box.place.removeprefix("file "))
            path.parent.mkdir(parents=True)
            path.write_text(box.text, "utf-8")
        elif box.language == "yaml" and not box.place.startswith("of "):
            text = followed(text, box, found)
            found = box.text if box.place == "find" else ""
            LESSON.write_text(text, "utf-8")
        yield box


def finished() -> Scenario:
    """The exercise as it is when the reader is done."""
    for box in lesson():
        if box.place.startswith("file "):
            break
    scenario, problems = checked(Source(LESSON.read_text("utf-8"), LESSON.name))
    assert problems == ()
    assert scenario is not None
    return scenario


def test_a_reader_who_does_what_the_page_says_sees_what_it_shows(desk: Path) -> None:
    for box in lesson():
        for command in commands(box, (*PROMPTS.values(), NEXT)):
            said = answer(command)
            if not agrees(command.answer, said):
                assert said == command.answer, f"{PAGE.name}:{box.line}"


def test_the_page_says_in_words_where_each_box_goes() -> None:
    for box in BOXES:
        side, _, line = box.place.partition(" ")
        if side in ("end", "top", "above", "under"):
            assert side in box.said.lower(), f"{PAGE.name}:{box.line}: {box.said}"
        if side in ("above", "under"):
            assert f"`{line}`" in box.said, f"{PAGE.name}:{box.line}: {box.said}"


def test_the_finished_exercise_is_worth_playing(desk: Path) -> None:
    found = proved(finished())
    assert found.findings == ()
    assert all(0.1 < ending.share.value < 0.7 for ending in found.endings)
    assert found.hinge == "report"


@pytest.mark.parametrize(
    "box", [box for box in BOXES if box.place.startswith("of ")], ids=lambda box: f"line {box.line}"
)
def test_a_piece_in_the_reference_is_read_without_a_problem(box: Box) -> None:
    text = f"{box.place.removeprefix('of ')}:\n" + re.sub("^", "  ", box.text, flags=re.MULTILINE)
    assert [printed(problem) for problem in read(Source(text, ""), Piece).problems] == []
    for condition in re.findall(r"(?:when|requires): ([^,}\n]+)", box.text):
        parsed(condition)


def test_every_condition_in_the_table_asks_what_can_be_asked(desk: Path) -> None:
    scenario, rows = finished(), table_under("### Conditions")
    assert len(rows) > 10
    for row in rows:
        for condition in re.findall(r"`([^`]+)`", row[0]):
            assert list(asking.faults(parsed(condition), scenario, len(scenario.rounds))) == []


def test_the_tables_of_keys_are_made_from_the_schema() -> None:
    made = "\n".join(keys.tables())
    before, _, rest = TEXT.partition("<!-- keys -->\n")
    shown, mark, after = rest.partition("<!-- end of keys -->")
    if os.environ.get("REWRITE_GOLDEN"):
        PAGE.write_text(f"{before}<!-- keys -->\n\n{made}\n{mark}{after}", "utf-8")
        return
    assert shown.strip() == made.strip(), "run once with REWRITE_GOLDEN=1 and read what has changed"


def test_every_warning_has_its_row() -> None:
    rows = table_under("<!-- warnings of the text -->")
    assert {row[0].strip("`") for row in rows} == warnings_of_the_text()
    assert all(row[1] for row in rows)


def test_every_finding_on_the_paths_has_its_row() -> None:
    rows = table_under("<!-- findings about paths -->")
    assert {row[0].strip("`") for row in rows} == findings_on_the_paths()
    assert all(row[1] for row in rows)


def test_the_commands_in_the_table_are_there() -> None:
    for row in table_under("### Commands"):
        _, name, *others = row[0].strip("`").split()
        shown = CliRunner().invoke(main, [name, "--help"])
        assert shown.exit_code == 0, row
        for option in (word for word in others if word.startswith("--")):
            assert option in shown.output, row


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", TEXT, re.M)
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert len(links) > 20
    assert links - headings == set()


def test_the_line_for_editors_is_the_one_that_the_starter_begins_with() -> None:
    line = next(box.text.strip() for box in BOXES if box.place == "top")
    assert line == starter("A title", "a-title").splitlines()[0]
    assert f"siro schema --out {FILE}" in TEXT


def test_figures_in_the_page_are_those_of_the_code(desk: Path) -> None:
    assert f"plays {PLAYS:,} times at random" in TEXT
    assert "With trust at 60 and strain at 30, strain\n  counts as 70, and the standing is 65." in TEXT
    assert standing_of(finished())((60, 30)) == 65


def test_somebody_of_eleven_can_read_it() -> None:
    age = reading_age(prose(PAGE))
    assert age is not None
    assert age <= OLDEST


def table_under(mark: str) -> list[list[str]]:
    """The rows of the first table after a line of the page."""
    return shown_in(TEXT[TEXT.index(f"{mark}\n") :])
