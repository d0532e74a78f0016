"""A course as large as the real ones: 8 modules, 75 screens, a knowledge check at the end of each module."""

from pathlib import Path

MODULES, SCREENS = 8, 75
SHEET = """\
id: large
title: A course as large as any of ours, with a name that takes its room
version: 1.0.0
language: en-GB
summary: Eight modules, seventy-five screens.
audience: Everyone
owner: Kent Connects
reviewed: 2026-11-23
licence: CC BY 4.0
pass_mark: 80
completion: viewed and passed
modules: [{modules}]
"""
MODULE = """\
---
id: module-{n}
title: "{title}"
minutes: 10
objectives:
  {n}a: Know what stands on the screens of this module
---
"""
SCREEN = """
## {title} {{#m{n}-s{m}}}

A screen with a paragraph of some twenty words, so that there is something to read, to scroll and to print.

- First point
- Second point
"""
CHECK = """
## Check yourself, module {n} {{#m{n}-check .check}}

```choice
id: m{n}-question
objective: {n}a
prompt: Which of these is in module {n}?
options:
  - {{id: this, text: This one, correct: true, feedback: It stands here.}}
  - {{id: other, text: Another one, feedback: It stands elsewhere.}}
```
"""
TITLES = ("Why it matters", "What the law asks of public bodies in the United Kingdom", "Words", "Pictures and colour")


def write(folder: Path) -> Path:
    """Write the manuscript into a folder."""
    names = [f"{n:02}-module" for n in range(1, MODULES + 1)]
    (folder / "modules").mkdir(parents=True)
    (folder / "course.yaml").write_text(SHEET.format(modules=", ".join(names)), "utf-8")
    for n, name in enumerate(names, start=1):
        count = SCREENS // MODULES + (n <= SCREENS % MODULES) - 1
        screens = [SCREEN.format(n=n, m=m, title=f"Screen {m}: {TITLES[m % 4].lower()}") for m in range(1, count + 1)]
        text = MODULE.format(n=n, title=TITLES[n % 4]) + "".join(screens) + CHECK.format(n=n)
        (folder / "modules" / f"{name}.md").write_text(text, "utf-8")
    return folder
