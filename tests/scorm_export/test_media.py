"""Media is looked through: a drawing stands still and reaches out to nobody; a file has a name every LMS takes."""

from pathlib import Path

import pytest

from game.authoring.problems import printed
from scorm_export.media import KINDS, media

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 2">\n'


def said(folder: Path, name: str, content: bytes) -> list[str]:
    """What is said of one file."""
    path = folder / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return [printed(problem).removeprefix("here/media/") for problem in media(folder, "here").problems]


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "<script> in an SVG; a drawing here only stands still"),
        ("<foreignObject/>", "<foreignObject> in an SVG; a drawing here only stands still"),
        ('<rect onload="x()"/>', "the attribute onload in an SVG; a drawing here does nothing"),
        ('<rect><animate attributeName="x"/></rect>', "<animate> in an SVG; a drawing here only stands still"),
        ('<image href="https://a.example/x"/>', "the SVG reaches out to 'https://a.example/x'; keep everything inside"),
        ('<use xlink:href="other.svg#a"/>', "the SVG reaches out to 'other.svg#a'; keep everything inside"),
        ('<a href="javascript:alert(1)"/>', "the SVG reaches out to 'javascript:alert(1)'; keep everything inside"),
        ("<style>@import 'x.css';</style>", "a style in an SVG that reaches out; keep everything inside"),
        ('<rect fill="url(https://a.example/x)"/>', "the attribute fill in an SVG reaches out; keep everything inside"),
        ("<?xml-stylesheet href='x.css'?>", "an SVG with a processing instruction; take it out"),
    ],
)
def test_a_drawing_that_does_more_than_be_seen_is_refused(inside: str, problem: str, tmp_path: Path) -> None:
    assert said(tmp_path, "x.svg", f"{OPEN}{inside}\n</svg>".encode()) == [f"x.svg:2: error: {problem}"]


def test_a_drawing_that_keeps_to_itself_is_fine(tmp_path: Path) -> None:
    drawing = f"""{OPEN}<defs><linearGradient id="g"/></defs><style>.a {{ fill: url( '#g' ) }}</style>
    <rect class="a" fill="url(#g)"/><use href="#g"/><image href="data:image/png;base64,AAAA"/></svg>"""
    assert said(tmp_path, "x.svg", drawing.encode()) == []
    assert media(tmp_path, "here").sizes == {"media/x.svg": (4, 2)}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            b"<!DOCTYPE svg [<!ENTITY a 'ha'>]><svg>&a;</svg>",
            "x.svg: error: an SVG with a DOCTYPE or entities; take them out",
        ),
        (b"", "x.svg:1: error: not a readable SVG: Document is empty, line 1, column 1"),
        ("<svg>é</svg>".encode("latin-1"), "x.svg: error: an SVG that is not UTF-8 text"),
        ("<svg/>".encode("utf-16"), "x.svg: error: an SVG with a DOCTYPE or entities; take them out"),
        (b"<html/>", "x.svg:1: error: the outermost element is not <svg>"),
    ],
)
def test_a_drawing_that_is_none_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    assert said(tmp_path, "x.svg", content) == [problem]


def test_a_deep_drawing_is_refused_and_not_followed(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, "x.svg", b"<svg>" + b"<g>" * 100_000)
    assert "not a readable SVG" in problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "my form.svg",
            "a file's name has plain letters, digits and hyphens, no spaces, and one ending in small letters",
        ),
        (
            "straße.svg",
            "a file's name has plain letters, digits and hyphens, no spaces, and one ending in small letters",
        ),
        ("x.PNG", "a file's name has plain letters, digits and hyphens, no spaces, and one ending in small letters"),
        ("x.exe", f"a file of a kind that is not used here; known: {', '.join(KINDS)}"),
        ("empty.png", "the file is empty"),
    ],
)
def test_a_file_that_would_not_travel_is_refused(name: str, problem: str, tmp_path: Path) -> None:
    assert said(tmp_path, name, b"") == [f"{name}: error: {problem}"]


def test_names_that_disks_mix_up_are_refused(tmp_path: Path) -> None:
    said(tmp_path, "a/Form.png", b"x")
    assert said(tmp_path, "form.png", b"x") == [
        "form.png: error: has the name of media/a/Form.png; give it one of its own"
    ]


def test_a_link_out_of_the_course_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    course = tmp_path / "course"
    (course / "media").mkdir(parents=True)
    (course / "media" / "x.png").symlink_to(tmp_path / "secret.png")
    found = media(course, "here")
    assert [printed(problem) for problem in found.problems] == ["here/media/x.png: error: not a file of this course"]
    assert found.files == {}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    assert said(tmp_path, "x.png", b"x" * 2_000_001) == ["x.png: error: 2,000,001 bytes; 2,000,000 at the most"]


def test_a_raster_picture_says_its_size(tmp_path: Path) -> None:
    said(tmp_path, "x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big"))
    assert media(tmp_path, "here").sizes == {"media/x.png": (640, 480)}
