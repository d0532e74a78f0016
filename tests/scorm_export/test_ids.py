"""Ids are suggested once, written once, and nothing else in the file changes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from scorm_export import ids
from scorm_export.cli import main
from scorm_export.manuscript import manuscript
from tests.scorm_export import invented

BEFORE = """\
---
id: one
title: One
minutes: 1
objectives: {1a: Learn}
---

## Priya can't apply ##

Words, and more words about {curly} things.

```choice
# a comment the author wants to keep
objective: 1a
prompt: Which of these is **right**?
options:
  - {text: This one, correct: true,   feedback: Yes.}   # and this one
  - { text: "no", feedback: No. }
  - text: This one too
    feedback: No.
```

## Check {.check}

   ```sort
   objective: 1a
   prompt: Sort.
   groups: [A, B]
   items:
   - text: "2026"
     group: A
     feedback: Yes.
   - {id: kept, text: Kept, group: B, feedback: Yes.}
   ```

A heading with a line under it
------------------------------

![A form](media/form.svg)
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_ids_are_written_and_nothing_else_changes(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = invented.course(tmp_path / "little", BEFORE.replace("\n", end))
    path = folder / "modules" / "one.md"

    result = CliRunner().invoke(main, ["ids", "little"])
    assert result.exit_code == 0
    assert (
        result.stdout.splitlines()[0]
        == "little/modules/one.md:8: the screen 'Priya can't apply' is now priya-cant-apply"
    )
    assert result.stderr.splitlines() == ["Course little: little", "little: 9 ids written."]

    after = path.read_bytes().decode()
    assert after.count(end) == after.count("\n")
    gone = [line for line in BEFORE.splitlines() if line not in after.split(end)]
    assert gone == [
        "## Priya can't apply ##",
        "  - {text: This one, correct: true,   feedback: Yes.}   # and this one",
        '  - { text: "no", feedback: No. }',
        "  - text: This one too",
        "## Check {.check}",
        '   - text: "2026"',
        "A heading with a line under it",
    ]
    new = [line for line in after.split(end) if line not in BEFORE.splitlines()]
    assert new == [
        "## Priya can't apply {#priya-cant-apply}",
        "id: these-right",
        "  - {id: this-one, text: This one, correct: true,   feedback: Yes.}   # and this one",
        '  - {id: option-no, text: "no", feedback: No. }',
        "  - id: one-too",
        "    text: This one too",
        "## Check {#check .check}",
        "   id: sort",
        "   - id: item-2026",
        '     text: "2026"',
        "A heading with a line under it {#heading-line-under}",
    ]
    assert manuscript(folder).problems == ()

    again = CliRunner().invoke(main, ["ids", "little"])
    assert (again.exit_code, again.stdout) == (0, "")
    assert path.read_bytes().decode() == after


def test_what_cannot_be_read_is_left_alone_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    broken = BEFORE.replace("prompt: Sort.", "promt: Sort.")
    folder = invented.course(tmp_path / "little", broken)
    result = CliRunner().invoke(main, ["ids", "little"])
    assert result.exit_code == 1
    assert "little/modules/one.md:26:4: error: the key 'prompt' is missing" in result.stderr
    after = (folder / "modules" / "one.md").read_text("utf-8")
    assert "## Check {#check .check}" in after
    assert "item-2026" not in after


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Priya cannot apply", "priya-cannot-apply"),
        ("By the social model, why can Priya not apply?", "social-model-priya-not"),
        ("Ünïcode – and “quotes”", "unicode-quotes"),
        ("Who is it for?", "who-is-it-for"),
        ("यह", ""),
    ],
)
def test_an_id_is_the_words_that_say_something(words: str, id: str) -> None:
    assert ids.slug(words) == id


def test_a_taken_id_gets_a_number() -> None:
    taken = {"apple": 1}
    assert [ids.free("Apple", "option", taken) for _ in range(3)] == ["apple-2", "apple-3", "apple-4"]
    assert ids.free("???", "option", taken) == "option"
