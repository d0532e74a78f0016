"""A short course made of parts of a long one: the same screens under the same ids, and only the questions chosen."""

from pathlib import Path

import pytest

from game.authoring.problems import printed
from scorm_export.codes import code
from scorm_export.manuscript import Manuscript, manuscript
from tests.scorm_export import invented

LONG = """\
---
id: one
title: One
minutes: 1
objectives: {1a: Learn, 1b: Learn more}
sources: {book: "A book, 2026."}
---

## First {#first}

A **kettle** boils.[^book] [On](#second)

![A form](media/form.svg)

```choice
id: asked-first
objective: 1a
prompt: Which?
options:
  - {id: a, text: This, correct: true, feedback: Yes indeed.}
  - {id: b, text: That, feedback: No indeed.}
```

## Second {#second}

A **pot** pours.

```choice
id: asked-second
objective: 1b
prompt: Which one?
options:
  - {id: a, text: This, correct: true, feedback: Yes indeed.}
  - {id: b, text: That, feedback: No indeed.}
```
"""
OPTIONS = "options: [{id: x, text: X, correct: true, feedback: F.}, {id: z, text: Z, feedback: F.}]"
BANK = f"""\
questions:
  - {{id: bank-a, objective: 1a, prompt: A?, {OPTIONS}}}
  - {{id: bank-b, objective: 1b, prompt: B?, {OPTIONS}}}
  - {{id: bank-c, objective: 1b, prompt: C?, {OPTIONS}}}
"""
SHORT = invented.SHEET.replace("id: little", "id: short").replace("[one]", "[again]") + "source: ../little\n"
AGAIN = "id: again\ntitle: Again\nminutes: 1\nscreens: [second]\n"


def short(path: Path, selection: str = AGAIN, sheet: str = SHORT) -> Manuscript:
    """A short course beside the long one."""
    folder = invented.course(path / "little", LONG + invented.END)
    (folder / "questions").mkdir()
    (folder / "questions" / "one.yaml").write_text(BANK, "utf-8")
    (folder / "glossary.yaml").write_text("terms: {kettle: It boils., pot: It pours.}\n", "utf-8")
    (path / "short" / "modules").mkdir(parents=True)
    (path / "short" / "course.yaml").write_text(sheet, "utf-8")
    (path / "short" / "modules" / "again.yaml").write_text(selection, "utf-8")
    return manuscript(path / "short", "short")


def said(read: Manuscript) -> list[str]:
    return [printed(problem).replace("short/modules/again.yaml:", "") for problem in read.problems]


def test_screens_come_with_their_activities_terms_and_objectives_under_the_same_ids(tmp_path: Path) -> None:
    read = short(tmp_path)
    assert said(read) == []
    assert read.course is not None
    long = manuscript(tmp_path / "little").course
    assert long is not None
    assert [(screen.id, code("screen", screen.id)) for screen in read.course.screens] == [
        ("second", code("screen", long.screens[1].id))
    ]
    assert read.course.screens[0].activities == long.screens[1].activities
    assert read.course.objectives == {"1b": "Learn more"}
    assert [term.words for term in read.course.terms] == ["pot"]
    assert read.media == {}
    assert (read.course.id, read.course.modules[0].id, read.course.minutes) == ("short", "again", 1)


def test_sources_and_pictures_come_along_with_the_screens_that_name_them(tmp_path: Path) -> None:
    read = short(tmp_path, AGAIN.replace("[second]", "[second, first]"))
    assert said(read) == []
    assert read.course is not None
    assert [screen.id for screen in read.course.screens] == ["second", "first"]
    assert [source.html for source in read.course.modules[0].sources] == ["A book, 2026."]
    assert list(read.media) == ["media/form.svg"]


def test_footnotes_of_one_name_keep_what_each_says(tmp_path: Path) -> None:
    short(tmp_path, AGAIN.replace("[second]", "[first, second, other]"))
    other = LONG[: LONG.index("## Second")].replace("id: one", "id: two").replace("2026", "1999").replace("1a", "2a")
    other = other.replace("1b: Learn more", "").replace("#first", "#other").replace("asked-first", "asked-other")
    (tmp_path / "little" / "modules" / "two.md").write_text(other, "utf-8")
    (tmp_path / "little" / "course.yaml").write_text(invented.SHEET.replace("[one]", "[one, two]"), "utf-8")
    read = manuscript(tmp_path / "short", "short")
    assert said(read) == []
    assert read.course is not None
    assert [[note.html for note in screen.notes] for screen in read.course.screens] == [
        ["A book, 2026."],
        [],
        ["A book, 1999."],
    ]
    assert [source.html for source in read.course.modules[0].sources] == ["A book, 2026.", "A book, 1999."]


def test_a_set_of_questions_is_a_reminder_and_an_assessment_on_what_is_named(tmp_path: Path) -> None:
    sheet = SHORT + "assessment: {title: Two weeks on, questions: 2}\n"
    read = short(tmp_path, AGAIN.replace("[second]", "[the-end]") + "objectives: [1b]\n", sheet)
    assert said(read) == []
    assert read.course is not None
    assert [question.id for question in read.course.bank] == ["bank-a", "bank-b", "bank-c"]
    one = short(tmp_path / "b", AGAIN + "questions: [bank-c]\n", sheet.replace("questions: 2", "questions: 1"))
    assert one.course is not None
    assert [question.id for question in one.course.bank] == ["bank-c"]


def test_a_link_to_what_was_not_chosen_is_said(tmp_path: Path) -> None:
    read = short(tmp_path, AGAIN.replace("[second]", "[first]"))
    assert said(read) == ["1:1: error: unknown screen or heading 'second'; known: first"]


@pytest.mark.parametrize(
    ("selection", "problem"),
    [
        (
            AGAIN.replace("[second]", "[secnd]"),
            "4:11: error: unknown screen 'secnd'; did you mean 'second'? in the source",
        ),
        (AGAIN.replace("[second]", "[second, second]"), "4:19: error: 'second' is chosen twice"),
        (AGAIN + "objectives: [9z]\n", "5:14: error: unknown objective '9z'; known: 1a, 1b in the source"),
        (AGAIN + "screen: [x]\n", "5:1: error: unknown key 'screen'; did you mean 'screens'?"),
    ],
)
def test_a_wrong_choice_is_said_in_its_place(selection: str, problem: str, tmp_path: Path) -> None:
    read = short(tmp_path, selection)
    assert read.course is None
    assert problem in said(read)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("../nowhere", "short/course.yaml:13:1: error: there is no course in the folder ../nowhere"),
        ("../short", "short/course.yaml:13:1: error: a course made of parts cannot be the source of another"),
    ],
)
def test_a_source_must_be_a_course_of_its_own(source: str, problem: str, tmp_path: Path) -> None:
    assert problem in said(short(tmp_path, AGAIN, SHORT.replace("../little", source)))


def test_a_source_with_errors_is_mended_first(tmp_path: Path) -> None:
    short(tmp_path)
    (tmp_path / "little" / "modules" / "one.md").write_text("Nothing.", "utf-8")
    assert ("short/course.yaml:13:1: error: the source has errors; see 'scorm-export check ../little'") in said(
        manuscript(tmp_path / "short", "short")
    )


def test_own_modules_stand_beside_parts(tmp_path: Path) -> None:
    short(tmp_path)
    (tmp_path / "short" / "course.yaml").write_text(SHORT.replace("[again]", "[new, again]"), "utf-8")
    question = LONG[LONG.index("```choice") : LONG.index("## Second")].replace("1a", "n1")
    front = "---\nid: new\ntitle: New\nminutes: 1\nobjectives: {n1: Learn}\n---\n"
    text = f"{front}\n## New {{#new}}\n\n[On](#second)\n\n{question.replace('asked-first', 'new-one')}"
    (tmp_path / "short" / "modules" / "new.md").write_text(text, "utf-8")
    read = manuscript(tmp_path / "short", "short")
    assert said(read) == []
    assert read.course is not None
    assert [screen.id for screen in read.course.screens] == ["new", "second"]
