"""Every mistake of a scenario is met with its place and a sentence; the cases are a document of their own."""

import re
from pathlib import Path

import pytest

from game.authoring.problems import in_order, printed
from game.authoring.reading import Source, source_of
from game.checking import checked
from tests.cases import Case, cases

BASE = Path("tests/samples/scenarios/two-rounds.yaml")


def changed(text: str, change: str) -> str:
    """The base text with the case's lines replaced."""
    for group in re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)*)", change, re.MULTILINE):
        old, new = ("".join(line[1:] for line in part.splitlines(keepends=True)) for part in group)
        if not old:
            continue
        old, new = old.rstrip("\n") + "\n", new.rstrip("\n") + "\n" if new else ""
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the base"
        text = text.replace(old, new)
    return text


DOCUMENTS = {"mistakes.md": BASE, "mistakes-full.md": Path("tests/samples/scenarios/friday.yaml")}
CASES = [(case, base) for name, base in DOCUMENTS.items() for case in cases(f"tests/game/{name}")]


@pytest.mark.parametrize(("case", "path"), CASES, ids=lambda one: getattr(one, "title", ""))
def test_mistake(case: Case, path: Path) -> None:
    base = source_of(path).text
    scenario, problems = checked(Source(changed(base, case.blocks["diff"]), ""))
    said = [printed(problem) for problem in problems]
    assert sorted(said) == sorted(case.blocks["problems"].splitlines()), f"see {case.where}"
    assert (scenario is None) == any(": error: " in line for line in said)
    assert problems == in_order(problems)


def test_nothing_of_a_file_that_is_no_text_is_guessed_at(tmp_path: Path) -> None:
    for name, content, sentence in [
        ("missing.yaml", None, "there is no such file"),
        ("latin.yaml", "title: caf\xe9".encode("latin-1"), "not UTF-8 text; save the file as UTF-8"),
        ("large.yaml", b"a" * 1_000_001, "larger than 1 MB; split it into parts"),
    ]:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(Exception, match=re.escape(sentence)):
            source_of(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1: error: the file is empty"),
        ("# only a comment\n", "1: error: the file is empty"),
        ("- a\n- b\n", "1:1: error: this must be keys and values, not a list"),
        ("a: 1\n---\nb: 2\n", "2:1: error: a second document ('---'); one file holds one"),
        ("a: \x01\n", "1: error: not text that YAML allows: it holds a control character"),
        ("[" * 3000, "1:41: error: nested more than 40 deep"),
        ("? [a]\n: b\n", "1:3: error: a key must be a word"),
    ],
)
def test_text_that_is_no_scenario_gets_one_sentence(text: str, sentence: str) -> None:
    _, problems = checked(Source(text, ""))
    assert [printed(problem) for problem in problems] == [sentence]


def test_a_billion_laughs_stay_small() -> None:
    lines = ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    scenario, problems = checked(Source("\n".join(lines), ""))
    assert scenario is None
    assert len(problems) > 40
    assert all("anchors" in problem.message for problem in problems)


def test_a_hundred_thousand_options_end_with_a_sentence() -> None:
    base = source_of(BASE).text
    many = "\n".join(f"      - {{id: o{n}, text: o}}" for n in range(30_000))
    before = "    question: What now?\n    options:\n"
    scenario, problems = checked(Source(base.replace(before, f"{before}{many}\n"), ""))
    assert scenario is None
    assert [printed(problem) for problem in problems if "the most" in problem.message] == [
        "47:5: error: 'options' may have 20 at the most; has 30003"
    ]
