"""Small courses made up for the stories: a folder with a sheet, modules and a picture."""

from pathlib import Path

SHEET = """\
id: little
title: A little course
version: 0.1.0
language: en-GB
summary: Just enough to try things with.
audience: Anyone
owner: Kent Connects
reviewed: 2026-11-23
licence: CC BY 4.0
pass_mark: 80
completion: viewed
modules: [one]
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>
"""
END = """
## The end {#the-end}

![A form](media/form.svg)

```choice
id: the-end
objective: 1a
prompt: Is this the end?
options:
  - {id: it-is, text: It is, correct: true, feedback: It is.}
  - {id: it-is-not, text: It is not, feedback: It is.}
```
"""


def course(folder: Path, module: str, sheet: str = SHEET) -> Path:
    """A course of one module with one picture."""
    (folder / "modules").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "course.yaml").write_text(sheet, "utf-8", newline="")
    (folder / "modules" / "one.md").write_text(module, "utf-8", newline="")
    (folder / "media" / "form.svg").write_text(PICTURE, "utf-8")
    return folder
