"""Bad input ends in a sentence, in bounded time and memory; no text of an author's brings the program down."""

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.problems import Flawed, printed
from game.authoring.reading import MAX_BYTES, Source, source_of
from game.checking import checked
from tests.cases import EXAMPLES

BASE = source_of(Path("tests/samples/scenarios/friday.yaml")).text
LINES = BASE.splitlines(keepends=True)
WORDS = [
    "no",
    "on",
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "'",
    '"',
    "|",
    ">",
    "&a",
    "*a",
    "!!python/object:os.system",
    "\t",
    "=",
    "%",
]
WORDS += ["999999999999999999999", "-1", ".5", "~", "true", "chose(", "\u2028", "\x00", "\ud7ff", "💥", "?", "---", "#"]


@settings(max_examples=150 * EXAMPLES)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_sentences(text: str) -> None:
    scenario, problems = checked(Source(text, "any.yaml"))
    assert scenario is None
    assert problems
    assert all(printed(problem).startswith("any.yaml:") for problem in problems)


@st.composite
def garbled(draw: st.DrawFn) -> str:
    """The sample with some lines gone, doubled, moved or spoilt."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        lines[place] = lines[place] or "\n"
        match draw(st.integers(0, 4)):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                column = draw(st.integers(0, len(lines[place]) - 1))
                lines[place] = lines[place][:column] + draw(st.sampled_from(WORDS)) + lines[place][column:]
            case 3:
                lines[place] = " " * draw(st.integers(0, 9)) + lines[place].lstrip()
            case _:
                column = draw(st.integers(0, len(lines[place]) - 1))
                lines[place] = lines[place][:column] + lines[place][column + draw(st.integers(1, 9)) :]
    return "".join(lines)


@settings(max_examples=150 * EXAMPLES)
@given(garbled())
def test_a_garbled_scenario_is_read_or_refused_with_places_in_the_text(text: str) -> None:
    scenario, problems = checked(Source(text, "g.yaml"))
    count = text.count("\n") + 2
    assert all(0 <= problem.line <= count and problem.message for problem in problems)
    assert scenario is not None or problems


HOSTILE = {
    "deep lists": "a: " + "[" * 200_000,
    "deep maps": "a:\n" + "".join(f"{' ' * (n % 900)}a:\n" for n in range(5000)),
    "laughs": "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]),
    "one long line": "title: " + "x" * 900_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(60_000)),
    "many options": BASE.replace("    options:\n", "    options:\n" + "      - {id: o, text: t}\n" * 30_000, 1),
    "many rounds": BASE + "".join(f"  - {{id: r{n}, title: t}}\n" for n in range(20_000)),
    "a long condition": BASE.replace("not isolated or services < 70", "not isolated" + " or isolated" * 70_000),
    "a deep condition": BASE.replace("not isolated or services < 70", "(" * 900 + "isolated" + ")" * 900),
    "a huge number": BASE.replace("hours: 72", f"hours: {'9' * 5000}"),
    "quotes": "'" * 500_001,
    "question marks": "? " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_bounded_time_and_memory(name: str) -> None:
    tracemalloc.start()
    started = time.process_time()
    scenario, problems = checked(Source(HOSTILE[name], "h.yaml"))
    spent = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert scenario is None
    assert problems
    assert spent < 60, "tracing makes it slow; without it, it takes a second or so"
    assert peak < 300_000_000


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a" * (MAX_BYTES * 10))
    with pytest.raises(Flawed, match="larger than 1 MB"):
        source_of(path)
