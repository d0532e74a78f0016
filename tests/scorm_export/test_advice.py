"""Advice is given where a course could be better, with its reason, and not where it is fine."""

from datetime import date
from pathlib import Path

import pytest

from game.authoring.problems import Severity, printed
from scorm_export.advice import advice
from scorm_export.manuscript import manuscript
from tests.scorm_export import invented

TODAY = date(2026, 11, 23)
COURSES = [sheet.parent.name for sheet in sorted(Path("courses").glob("*/course.yaml"))]
HARD = (
    "Organisational accountability necessitates comprehensive documentation, incorporating responsibilities, "
    "authorisations and dependencies throughout interdepartmental administration. Consequently, administrators "
    "systematically reconsider infrastructural vulnerabilities, operational interdependencies and "
    "organisational preparedness, notwithstanding intermittent unavailability of individual representatives. "
) * 2
EASY = "The cat sat on the mat. It saw a dog. The dog ran to the cat. They both had a nap in the sun. " * 2


def said(folder: Path, media: dict[str, bytes] | None = None) -> list[str]:
    """The advice on a course, without its folder's name; nothing else may be wrong with it."""
    read = manuscript(folder, "little")
    assert read.written is not None
    assert [problem for problem in read.problems if problem.severity is Severity.ERROR] == []
    found = list(advice(read.written, media or read.media, TODAY))
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [printed(problem).replace("little/", "").replace("modules/one.md:", "") for problem in found]


def course(path: Path, body: str, minutes: int = 1, front: str = "") -> Path:
    """A course with one screen that says this."""
    head = f"---\nid: one\ntitle: One\nminutes: {minutes}\nobjectives: {{1a: Learn}}\n{front}---\n"
    return invented.course(path / "little", f"{head}\n## A screen {{#a-screen}}\n\n{body}\n{invented.END}")


def choice(number: int, *options: str, right: int = 0) -> str:
    """A question with these options."""
    lines = [
        f"  - {{id: o{at}, text: {text}, feedback: So it is.{', correct: true' if at == right else ''}}}"
        for at, text in enumerate(options)
    ]
    return "\n".join([f"```choice\nid: q{number}\nobjective: 1a\nprompt: Which of these?\noptions:", *lines, "```\n"])


def test_plain_short_words_are_left_alone(tmp_path: Path) -> None:
    assert said(course(tmp_path, EASY)) == []


def test_hard_words_are_said_with_their_reading_age(tmp_path: Path) -> None:
    (found,) = said(course(tmp_path, HARD))
    assert found.startswith("8:1: warning: the screen 'A screen' needs a reading age of ")
    assert found.endswith("and 11 is the aim: shorter sentences, everyday words, technical terms in glossary.yaml")


def test_words_that_the_glossary_explains_do_not_count_as_hard(tmp_path: Path) -> None:
    text = "The **vulnerability disclosure** is here. We read the vulnerability disclosure at ten. " * 5
    folder = course(tmp_path, text)
    assert "reading age" in " ".join(said(folder))
    (folder / "glossary.yaml").write_text("terms: {vulnerability disclosure: Telling of a gap.}\n", "utf-8")
    assert said(folder) == []


def test_a_screen_of_too_many_words_is_to_be_split_but_not_for_its_long_description(tmp_path: Path) -> None:
    (found,) = said(course(tmp_path / "a", EASY * 4))
    assert found == ("8:1: warning: the screen 'A screen' has 192 words, and more than 150 are not read: split it")
    described = f"{EASY}\n\n![A form](media/form.svg)\n\n> [!DESCRIPTION]\n> {EASY * 4}\n"
    assert said(course(tmp_path / "b", described)) == []


def test_words_are_counted_for_the_partner_who_gets_most(tmp_path: Path) -> None:
    blocks = f"{EASY}\n\n::: for police\n{EASY}\n:::\n\n::: for fire\n{EASY}\n{EASY}\n:::\n"
    assert said(course(tmp_path, blocks)) == []


@pytest.mark.parametrize(
    "claim",
    ["Of them, 24% are.", "About 1 in 4 are.", "One in five say so.", "That is 16.8 million people.", "It cost £3m."],
)
def test_a_claim_wants_a_source_on_its_screen(claim: str, tmp_path: Path) -> None:
    (found,) = said(course(tmp_path / "a", f"Think. {claim}"))
    assert found.startswith("8:1: warning: '")
    assert "is a claim without a source on this screen; name one with [^…]" in found
    assert said(course(tmp_path / "b", f"Think. {claim}[^who]\n\n[^who]: A survey, 2026.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zoom to 90% and look.",
        "Make it 200% as large.",
        "She paid £40 on 1 May.",
        "Screen 3 is in 2026.",
        "Version 4.5 to 1",
    ],
)
def test_what_is_no_claim_needs_no_source(text: str, tmp_path: Path) -> None:
    assert said(course(tmp_path, text)) == []


def test_a_source_is_looked_at_again_in_time(tmp_path: Path) -> None:
    front = "sources: {old: {text: Old, review_by: 2026-11-22}, new: {text: New, review_by: 2026-11-23}, bare: Bare}\n"
    assert said(course(tmp_path, "So.[^old] [^new] [^bare]", front=front)) == [
        "6:11: warning: the source 'old' was to be looked at again by 2026-11-22; does it still hold?"
    ]


def test_minutes_are_held_to_a_careful_reader(tmp_path: Path) -> None:
    assert said(course(tmp_path, EASY, minutes=9)) == [
        "4:1: warning: 'minutes' says 9, and reading at 200 words a minute with 45 seconds for each activity "
        "takes about 1"
    ]


def test_a_picture_that_keeps_people_waiting_is_said(tmp_path: Path) -> None:
    folder = course(tmp_path, EASY)
    assert said(folder, {"media/big.png": b"x" * 300_000, "media/film.mp4": b"x" * 300_000}) == [
        "media/big.png: warning: 300 kB; over 250 kB a slow line takes seconds: make it smaller"
    ]


def test_a_right_option_that_is_by_far_the_longest_gives_itself_away(tmp_path: Path) -> None:
    folder = course(tmp_path, choice(1, "Never", "Ask and look it up and only then answer", "Always", right=1))
    (found,) = said(folder)
    assert found.startswith("16:14: warning: the right option is by far the longest, which gives it away: ")


def test_habits_show_over_a_whole_course(tmp_path: Path) -> None:
    questions = "\n".join(choice(at, "a longer one", "short", "small") for at in range(7))
    longest, place = said(course(tmp_path / "a", questions, minutes=6))
    assert longest == "course.yaml:12:1: warning: the right option is the longest in 7 of 8 questions; learners notice"
    assert place == "course.yaml:12:1: warning: the right option stands in place a in 8 of 8 questions; mix them"
    mixed = "\n".join(choice(at, "one", "two", "six", right=at % 3) for at in range(9))
    assert said(course(tmp_path / "b", mixed, minutes=8)) == []


@pytest.mark.parametrize("name", COURSES)
def test_our_own_courses_give_no_cause(name: str) -> None:
    read = manuscript(Path("courses") / name)
    assert read.written is not None
    given = advice(read.written, read.media)  # with the clock's day in it, on which a source may have grown old
    assert set(read.problems) - set(given) == set()
    assert list(advice(read.written, read.media, TODAY)) == []


@pytest.mark.parametrize(("name", "least"), [("cyber-security", 45), ("digital-accessibility", 40)])
def test_our_own_courses_have_enough_in_the_bank_for_another_attempt(name: str, least: int) -> None:
    course = manuscript(Path("courses") / name).course
    assert course is not None
    assert len(course.bank) >= least
