"""What prose can hold beside words: terms, abbreviations, long descriptions, film and sound, sources in one list."""

from pathlib import Path

import pytest

from game.authoring.problems import printed
from scorm_export.course import Course, Prose
from scorm_export.manuscript import manuscript
from tests.scorm_export import invented

MODULE = """\
---
id: one
title: One
minutes: 1
objectives: {1a: Learn}
sources:
  own: {text: "The survey, 2026.", review_by: 2099-01-01}
---

## Read {#read}

A **screen reader** speaks. **Screen readers** speak WCAG. WCAG again: WCAGs not.[^own]

[**screen reader**](#the-end)

![A form](media/form.svg)

> [!DESCRIPTION]
> A box, and *below* it another.

## Watch {#watch}

One more **screen reader**.[^shared] [^own]

![How Priya reads](media/film.mp4 "Two minutes")

![What Len says](media/talk.mp3)

> [!TRANSCRIPT]
> Len: “My hands shake.”

*[WCAG]: Web Content Accessibility Guidelines
"""
SHEET = invented.SHEET + "sources: {shared: A book on reading}\n"
GLOSSARY = """\
terms:
  Screen reader: "Software that *speaks* for {{ partner.name }}."
  eye tracker: Looks where you look.
"""


def folder_of(path: Path, glossary: str = GLOSSARY) -> Path:
    folder = invented.course(path / "little", MODULE + invented.END, SHEET)
    (folder / "glossary.yaml").write_text(glossary, "utf-8")
    (folder / "media" / "film.mp4").write_bytes(b"film")
    (folder / "media" / "talk.mp3").write_bytes(b"talk")
    (folder / "media" / "film.vtt").write_text("WEBVTT\n", "utf-8")
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Course:
    read = manuscript(folder_of(tmp_path), "little")
    assert [printed(problem) for problem in read.problems] == [
        "little/glossary.yaml:3:3: warning: no screen has the term 'eye tracker' in bold, "
        "where learners could ask what it means",
    ]
    assert read.course is not None
    return read.course


def html(course: Course, screen: int) -> str:
    return "".join(piece.html for piece in course.screens[screen].pieces if isinstance(piece, Prose))


def test_the_first_bold_term_of_each_screen_leads_to_what_it_means(course: Course) -> None:
    link = '<a class="term" href="#_term_1">'
    assert f"A <strong>{link}screen reader</a></strong> speaks. <strong>Screen readers</strong>" in html(course, 0)
    assert f"<strong>{link}screen reader</a></strong>" in html(course, 1)
    assert '<a href="#the-end"><strong>screen reader</strong></a>' in html(course, 0)


def test_terms_come_in_the_order_of_the_alphabet(course: Course) -> None:
    assert [(term.words, term.anchor, term.html) for term in course.terms] == [
        ("eye tracker", "_term_0", "Looks where you look."),
        ("Screen reader", "_term_1", "Software that <em>speaks</em> for your organisation."),
    ]


def test_an_abbreviation_says_what_it_stands_for_once_a_screen(course: Course) -> None:
    told = '<abbr title="Web Content Accessibility Guidelines">WCAG</abbr>'
    assert f"speak {told}. WCAG again: WCAGs not." in html(course, 0)
    assert html(course, 0).count("<abbr") == 1


def test_a_long_description_opens_below_its_picture(course: Course) -> None:
    assert '</figure>\n<details class="longer"><summary>Describe this picture</summary>\n<p>A box' in html(course, 0)


def test_film_brings_its_captions_and_sound_its_transcript(course: Course) -> None:
    assert (
        '<video controls preload="metadata" src="media/film.mp4" aria-label="How Priya reads">'
        '<track kind="captions" src="media/film.vtt" label="Captions" default></video>'
        "<figcaption>Two minutes</figcaption>"
    ) in html(course, 1)
    assert (
        '<audio controls preload="metadata" src="media/talk.mp3" aria-label="What Len says"></audio>'
        "<figcaption>What Len says</figcaption></figure>\n"
        '<details class="longer"><summary>Read what is said</summary>'
    ) in html(course, 1)


def test_all_sources_are_listed_once_with_the_screens_that_name_them(course: Course) -> None:
    assert [(one.html, [screen.id for screen in one.screens]) for one in course.modules[0].sources] == [
        ("The survey, 2026.", ["read", "watch"]),
        ("A book on reading", ["watch"]),
    ]


@pytest.mark.parametrize(
    ("glossary", "said"),
    [
        ("terms: {}", "1:1: error: 'terms' needs at least 1; has 0"),
        ("terms: {screen reader: <b>x</b>}", "1:9: error: raw HTML is not allowed: <b>"),
        ("terms: {screen reader: a, Screen Reader: b}", "1:27: error: the term 'screen reader' is given already"),
        ("term: {screen reader: a}", "1:1: error: unknown key 'term'; did you mean 'terms'?"),
    ],
)
def test_a_flawed_glossary_is_said_in_its_place(glossary: str, said: str, tmp_path: Path) -> None:
    read = manuscript(folder_of(tmp_path, glossary), "little")
    assert read.course is None
    assert f"little/glossary.yaml:{said}" in [printed(problem) for problem in read.problems]


def test_captions_open_with_their_line(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "media" / "film.vtt").write_text("1\n00:00", "utf-8")
    said = [printed(problem) for problem in manuscript(folder, "little").problems]
    assert "little/media/film.vtt:1: error: captions open with the line WEBVTT" in said
