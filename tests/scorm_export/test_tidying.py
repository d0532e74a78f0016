"""What a learner loads is the source without what only people need, and nothing else is lost."""

import re

import pytest

from scorm_export import tidying
from scorm_export.standards import standard
from scorm_export.typesetting import ACTIVITIES, PLAYER

SCRIPTS = [*PLAYER.glob("scripts/*.js"), *ACTIVITIES.glob("*/*.js"), *standard.SCRIPTS.glob("*.js")]
STYLES = [*PLAYER.glob("styles/*.css"), *ACTIVITIES.glob("*/*.css")]


def dense(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("source", "tidied"),
    [
        ("// why\n  const a = 1; // how\n", "const a=1;"),
        ('say("a, b  // c", x);\n', 'say("a, b  // c",x);'),
        ("const t = `a , ${b} `;\n", "const t = `a , ${b} `;"),
        ("text.replace(/[ ,] = /g, x);\n", "text.replace(/[ ,] = /g, x);"),
        ("if (a) {\n  b();\n}\nc = d - -e;\n", "if(a){b();}\nc=d - -e;"),
        ("const f = (x) =>\n  x;\nlet y\n(z)\n", "const f=(x)=>x;let y\n(z)\n"),
        ("return a\n  ? b : c;\n", "return a\n?b:c;"),
    ],
)
def test_a_script_keeps_its_meaning(source: str, tidied: str) -> None:
    assert tidying.script(source) == tidied


def test_a_style_keeps_its_strings_and_its_sums() -> None:
    source = '/* why */\na:hover,\nb > c {\n  width: calc(1px + (2% - 3px));\n  content: " ; {" attr(href);\n}\n'
    assert tidying.style(source) == 'a:hover,b > c{width:calc(1px + (2% - 3px));content:" ; {" attr(href)}\n'


def test_of_every_script_and_style_only_space_and_comments_go() -> None:
    for path in SCRIPTS:
        lines = [tidying.TRAILING.sub("", line.strip()) for line in path.read_text("utf-8").split("\n")]
        source = "".join(line for line in lines if not line.startswith("//"))
        assert dense(tidying.script(path.read_text("utf-8"))) == dense(source), path
    for path in STYLES:
        source = dense(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)).replace(";}", "}")
        assert dense(tidying.style(path.read_text("utf-8"))) == source, path


def test_strings_templates_and_patterns_keep_to_one_line() -> None:
    for path in SCRIPTS:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
            assert line.count("`") % 2 == 0, f"{path}:{number}"
            assert not re.search(r"/\*|\*/", tidying.STRING.sub("", line)) or "`" in line or "replace(" in line, path
