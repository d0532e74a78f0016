"""A course for a partner: its names and contacts where the author named them, its blocks shown, others' left out."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from game.authoring.problems import Flawed, printed
from scorm_export import pages, partners, partnership
from scorm_export.activities.choice import Choice
from scorm_export.cli import main
from scorm_export.course import Course, Prose
from scorm_export.manuscript import Manuscript, manuscript
from scorm_export.partners import NEUTRAL, Partner, Policies, Policy
from scorm_export.sheets import Role
from tests.scorm_export import invented

MODULE = """\
---
id: one
title: One at {{ partner.name }}
minutes: 1
objectives: {1a: "Know whom to tell at {{ partner.name }}"}
---

## Tell {{ partner.report_contact }} {#tell}

{{ partner.report_contact }} helps. At {{ partner.name }}, read {{ partner.policies.security }}.

::: for police fire

In a blue-light service, **call** first.[^calls]

```choice
id: who
objective: 1a
prompt: Whom at {{ partner.name }} do you tell?
options:
  - {id: a, text: "{{ partner.report_contact }}", correct: true, feedback: They can help.}
  - {id: b, text: Nobody in the building, feedback: "Tell {{ partner.report_contact }}."}
```

:::

All of us write it down.[^notes]

## Only here {#only-here for=university}

A lecture.

[^calls]: A study of calls.
[^notes]: A study of notes.
"""
POLICE = Partner(
    name="Exampleshire *Police*",
    report_contact="it_help@police.example",
    roles=(Role.POLICE,),
    policies=Policies(security=Policy(title="the policy", address="https://police.example/a_b")),
)


@pytest.fixture
def read(tmp_path: Path) -> Manuscript:
    found = manuscript(invented.course(tmp_path / "little", MODULE + invented.END), "little")
    assert found.problems == ()
    return found


def course_for(read: Manuscript, partner: Partner) -> Course:
    course = read.for_partner(partner).course
    assert course is not None
    return course


def prose(course: Course) -> list[str]:
    return [piece.html for piece in course.screens[0].pieces if isinstance(piece, Prose)]


def test_without_a_partner_the_course_speaks_of_your_organisation(read: Manuscript) -> None:
    assert read.course is not None
    assert read.course == course_for(read, NEUTRAL)
    assert read.course.modules[0].title == "One at your organisation"
    assert read.course.objectives == {"1a": "Know whom to tell at your organisation"}
    assert read.course.screens[0].title == "Tell the service desk of your organisation"
    assert prose(read.course)[0] == (
        "<p>The service desk of your organisation helps. At your organisation, "
        "read your organisation’s information security policy.</p>"
    )


def test_the_sheet_speaks_of_the_partner_too(tmp_path: Path) -> None:
    sheet = invented.SHEET.replace("A little course", '"{{ partner.name }} and you"').replace(
        "Anyone", '"All at {{ partner.name }}"'
    )
    folder = invented.course(
        tmp_path / "little", MODULE + invented.END, f"{sheet}objectives: ['Help {{{{ partner.name }}}}']\n"
    )
    course = course_for(manuscript(folder, "little"), POLICE)
    assert course.title == "Exampleshire *Police* and you"
    assert course.audience == "All at Exampleshire *Police*"
    assert course.aims == ("Help Exampleshire *Police*",)


def test_what_is_for_some_is_left_out_and_notes_are_counted_anew(read: Manuscript) -> None:
    assert read.course is not None
    assert [screen.id for screen in read.course.screens] == ["tell", "the-end"]
    assert [note.label for note in read.course.screens[0].notes] == ["notes"]
    assert "blue-light" not in "".join(prose(read.course))
    assert read.course.screens[0].activities == ()


def test_a_partner_gets_its_own_words_and_blocks(read: Manuscript) -> None:
    course = course_for(read, POLICE)
    assert course.screens[0].title == "Tell it_help@police.example"
    assert prose(course)[0].startswith("<p>it_help@police.example helps. At Exampleshire *Police*, read <a href=")
    assert 'href="https://police.example/a_b" target="_blank"' in prose(course)[0]
    assert [note.label for note in course.screens[0].notes] == ["calls", "notes"]
    (asked,) = course.screens[0].activities
    assert isinstance(asked, Choice)
    assert asked.prompt == r"Whom at Exampleshire \*Police\* do you tell?"
    assert [screen.id for screen in course.screens] == ["tell", "the-end"]


def test_a_role_opens_its_own_screens(read: Manuscript) -> None:
    university = course_for(read, Partner(roles=(Role.UNIVERSITY,)))
    assert [screen.id for screen in university.screens] == ["tell", "only-here", "the-end"]


def test_a_picture_on_a_screen_for_others_stays_behind(tmp_path: Path) -> None:
    module = MODULE.replace("A lecture.", "![A hall](media/hall.svg)")
    folder = invented.course(tmp_path / "little", module + invented.END)
    (folder / "media" / "hall.svg").write_text(invented.PICTURE, "utf-8")
    read = manuscript(folder, "little")
    for roles, shown in (((), ["media/form.svg"]), ((Role.UNIVERSITY,), ["media/form.svg", "media/hall.svg"])):
        files = pages.files(course_for(read, Partner(roles=roles)), read.media, "")
        assert [name for name in files if name.startswith("media/")] == shown


def test_what_a_partner_says_cannot_become_markup(read: Manuscript) -> None:
    course = course_for(read, Partner(name="<script>alert(1)</script> [x](javascript:y)", roles=(Role.POLICE,)))
    assert "<script" not in "".join(prose(course))
    assert 'href="javascript' not in "".join(prose(course))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "intranet", "https://a b", "data:text/html,x"])
def test_a_policy_leads_to_the_web_or_nowhere(address: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(f'policies: {{ai: {{title: the rules, address: "{address}"}}}}\n', "utf-8")
    with pytest.raises(Flawed) as raised:
        partnership.find(str(path))
    assert printed(raised.value.problems[0]).startswith(f"{path}:1:35: error: 'address': '{address}' is not an address")


def test_the_example_answers_every_value(tmp_path: Path) -> None:
    partner = partnership.find("example", tmp_path).partner
    assert partner.id == "example"
    assert partner.roles == (Role.COUNCIL,)
    assert all(partner.values[name] != NEUTRAL.values[name] for name in partners.KNOWN)


def test_a_partner_nobody_knows_is_asked_back(tmp_path: Path) -> None:
    with pytest.raises(Flawed) as raised:
        partnership.find("exmaple", tmp_path)
    assert [printed(problem) for problem in raised.value.problems] == [
        "error: there is no partner 'exmaple'; did you mean 'example'?"
    ]


def test_a_build_for_a_partner_is_named_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invented.course(tmp_path / "little", MODULE + invented.END)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["build", "little", "--partner", "example", "--standard", "scorm12"])
    assert run.exit_code == 0, run.output
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["little-0.1.0-example-scorm12.zip"]
    assert CliRunner().invoke(main, ["build", "little", "--partner", "nobody"]).exit_code == 2
