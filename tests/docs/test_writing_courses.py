"""The page that teaches how to write a course is followed to the letter, and all that it says is held to the code."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.authoring.problems import printed
from game.authoring.readability import reading_age
from game.authoring.reading import Source, read
from scorm_export import advice
from scorm_export.activities import kinds
from scorm_export.cli import main
from scorm_export.manuscript import manuscript
from scorm_export.media import KINDS
from scorm_export.partners import NEUTRAL, Partner
from tests.docs import course_keys
from tests.docs.findings import warnings_of_courses
from tests.docs.lesson import Box, agrees, boxes, commands, prose, shown_in
from tests.scorm_export import invented

PAGE = Path("docs/writing-courses.md").resolve()
TEXT = PAGE.read_text("utf-8")
BOXES = list(boxes(PAGE))
FRONT = "---\nid: one\ntitle: One\nminutes: 1\nobjectives: {1a: Learn}\n---\n\n## A screen {#a-screen}\n\n"
OLDEST = 11


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def done(box: Box, found: str) -> str:
    """Do what a box says to a file; gives the lines that the next box replaces."""
    act, _, name = box.place.partition(" ")
    path = Path(name)
    if act == "file":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(box.text, "utf-8")
    elif act == "end":
        path.write_text(path.read_text("utf-8") + box.text, "utf-8")
    elif act == "make":
        text = path.read_text("utf-8")
        assert text.count(found) == 1, f"line {box.line}"
        path.write_text(text.replace(found, box.text), "utf-8")
    return box.text if act == "find" else ""


def followed() -> None:
    """Build the course of the page in the folder one stands in."""
    found = ""
    for box in BOXES:
        found = done(box, found)
        for command in commands(box, ()) if box.language == "console" else ():
            assert command.words[0] == "scorm-export"
            said = CliRunner().invoke(main, command.words[1:]).output
            if not agrees(command.answer, cut(said, command.answer)):
                assert said == command.answer, f"{PAGE.name}:{box.line}"


def cut(said: str, shown: str) -> str:
    """What was said, its lines cut where the page cuts them with three dots."""
    lines = said.splitlines()
    for at, line in enumerate(shown.splitlines()):
        start, dots, _ = line.partition(" ...")
        if dots and at < len(lines) and lines[at].startswith(start):
            lines[at] = line
    return "\n".join(lines)


def test_a_reader_who_does_what_the_page_says_sees_what_it_shows(desk: Path) -> None:
    followed()
    course = manuscript(desk / "calendar").course
    assert course is not None
    assert [term.words for term in course.terms] == ["shared calendar"]
    assert course.assessment and course.has_sources
    again = manuscript(desk / "again").course
    assert again is not None
    assert [question.id for question in again.bank] == ["bank-interview", "bank-files"]


@pytest.mark.parametrize(
    "box", [box for box in BOXES if box.place in ("kind", "prose")], ids=lambda box: f"line {box.line}"
)
def test_every_snippet_is_faultless(box: Box, desk: Path) -> None:
    folder = invented.course(desk / "little", f"{FRONT}Look: ![A form](media/form.svg)\n\n{box.text}{invented.END}")
    drawing = (folder / "media" / "form.svg").read_bytes()
    shown = {"week.svg": drawing, "film.mp4": b"film", "film.vtt": b"WEBVTT\n", "len.mp3": b"sound"}
    for name, content in shown.items():
        if f"media/{name.partition('.')[0]}." in box.text:
            (folder / "media" / name).write_bytes(content)
    assert [printed(problem) for problem in manuscript(folder, "little").problems] == []


def test_every_kind_of_activity_has_its_snippet() -> None:
    shown = [re.match(r"```(\w+)", box.text) for box in BOXES if box.place == "kind"]
    assert sorted(found.group(1) for found in shown if found) == sorted(kinds())


def test_pieces_of_yaml_are_read_without_a_problem() -> None:
    for box in BOXES:
        if box.place == "of partner":
            assert read(Source(box.text, ""), Partner).problems == ()
        if box.place == "of module":
            front = FRONT.replace("---\n\n", f"{box.text}---\n\n")
            assert "review_by" in front


def test_each_value_has_its_row_with_its_neutral_words() -> None:
    rows = {row[0].strip("`{} "): row[1] for row in table_under("### Partners")}
    assert rows == NEUTRAL.values


def test_every_warning_has_its_row() -> None:
    rows = table_under("### Warnings")
    assert {row[0].strip("`") for row in rows} == warnings_of_courses()
    assert all(row[1] for row in rows)


def test_figures_in_the_page_are_those_of_the_code() -> None:
    assert f"Over {advice.OLDEST}, many" in TEXT
    assert f"We count {advice.PACE} words a minute and {advice.SECONDS} seconds" in TEXT
    assert f"Pictures over {advice.MOST_BYTES // 1000} kB" in TEXT
    assert f"one idea: {advice.MOST_WORDS} words" in TEXT


def test_every_kind_of_file_is_named() -> None:
    row = next(row for row in table_under("### Files") if row[0] == "`media/`")
    assert {kind.upper() for kind in KINDS} - set(re.findall(r"[A-Z]{2,}\w*", row[1].upper())) == {"JPG"}


def test_the_tables_of_keys_are_made_from_the_schemas() -> None:
    made = "\n".join(course_keys.tables())
    before, _, rest = TEXT.partition("<!-- keys -->\n")
    shown, mark, after = rest.partition("<!-- end of keys -->")
    if os.environ.get("REWRITE_GOLDEN"):
        PAGE.write_text(f"{before}<!-- keys -->\n\n{made}\n{mark}{after}", "utf-8")
        return
    assert shown.strip() == made.strip(), "run once with REWRITE_GOLDEN=1 and read what has changed"


def test_the_commands_in_the_table_are_there() -> None:
    rows = table_under("### Commands")
    assert sorted(row[0].strip("`").split()[1] for row in rows) == sorted(main.commands)
    for row in rows:
        _, name, *others = row[0].strip("`").split()
        shown = CliRunner().invoke(main, [name, "--help"])
        for option in (word for word in others if word.startswith("--")):
            assert option in shown.output, row


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", re.sub(r"~~~~.*?~~~~", "", TEXT, flags=re.DOTALL))) <= headings


def test_somebody_of_eleven_can_read_it() -> None:
    age = reading_age(prose(PAGE))
    assert age is not None
    assert age <= OLDEST


def table_under(mark: str) -> list[list[str]]:
    """The rows of the first table after a line of the page."""
    return shown_in(TEXT[TEXT.index(f"{mark}\n") :])
