"""An accessibility statement: read with its problems, filled for a partner, and shown on a page of its own."""

from pathlib import Path

from scorm_export import pages
from scorm_export.manuscript import Manuscript, manuscript
from scorm_export.partners import Partner
from scorm_export.sheets import Role
from tests.scorm_export.invented import END, course
from tests.scorm_export.test_pages import all_of, page_of

FRONT = "---\nid: one\ntitle: One\nminutes: 1\nobjectives:\n  1a: Know the end\n---\n"
STATEMENT = """\
## What we tested {#tested}

We listened to it, and {{ partner.name }} did too.[^how] See [what is left](#left).

| Check | Result |
| --- | --- |
| 1.1.1 | Met |

::: for police
We tried it in a car.
:::

## What is left {#left}

Go to [the end](#the-end).

[^how]: With two screen readers.
"""


def read(folder: Path, statement: str) -> Manuscript:
    course(folder, FRONT + END)
    (folder / "accessibility.md").write_text(statement, "utf-8", newline="")
    return manuscript(folder, "little")


def shown(found: Manuscript) -> str:
    """The words of the statement's page."""
    assert found.course is not None, found.problems
    page = page_of(pages.files(found.course, found.media, "")["index.html"])
    (section,) = all_of(page, "//section[@id='_accessibility']")
    return " ".join(str(section.text_content()).split())


def test_a_statement_is_a_page_of_its_own_linked_from_the_foot(tmp_path: Path) -> None:
    found = read(tmp_path, STATEMENT)
    assert found.problems == ()
    said = shown(found)
    assert said.startswith("Accessibility of this course What we tested We listened to it, and your organisation did")
    assert "With two screen readers." in said
    assert "in a car" not in said
    assert "WCAG 2.2 at level AA" not in said
    assert found.course is not None
    page = page_of(pages.page(found.course, {"style": "s", "script": "j"}).encode())
    assert [link.get("href") for link in all_of(page, "//footer//a")] == ["#_accessibility"]
    ids = [str(one.get("id")) for one in all_of(page, "//*[@id]")]
    assert len(ids) == len(set(ids))
    links = {str(link.get("href"))[1:] for link in all_of(page, "//section[@id='_accessibility']//a")}
    assert links == {"the-end", "left", "tested_note_1", "tested_named_1"}
    assert links < set(ids)


def test_it_speaks_for_the_partner_and_of_what_is_theirs(tmp_path: Path) -> None:
    found = read(tmp_path, STATEMENT)
    said = shown(found.for_partner(Partner(name="the Force", roles=(Role.POLICE,))))
    assert "and the Force did too" in said
    assert "We tried it in a car." in said


def test_a_course_without_one_says_the_same_as_every_course(tmp_path: Path) -> None:
    found = manuscript(course(tmp_path, FRONT + END))
    assert "WCAG 2.2 at level AA" in shown(found)


def test_what_is_wrong_in_it_is_said_with_its_place(tmp_path: Path) -> None:
    wrong = "Before.\n\n## No id\n\n<b>x</b> [away](#nowhere) {{ partner.nam }}\n\n## Twice {#the-end}\n\n"
    asked = "```choice\nid: more\nprompt: More?\n```\n"
    found = read(tmp_path, wrong + asked)
    assert found.course is None
    said = [f"{one.file}:{one.line}:{one.column} {one.message}".removeprefix("little/") for one in found.problems]
    for place, words in {
        "accessibility.md:1:1": "before the first screen",
        "accessibility.md:3:1": "'No id' has no id",
        "accessibility.md:5:1": "raw HTML",
        "accessibility.md:5:17": "'nowhere'",
        "accessibility.md:5:27": "'partner.nam'",
        "accessibility.md:7:11": "'#the-end' is taken",
        "accessibility.md:9:1": "asks nothing",
    }.items():
        assert any(line.startswith(place) and words in line for line in said), (place, said)
