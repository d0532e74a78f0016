"""The eyes of the browser stories: they see what is wrong, and are not easily pleased."""

from pathlib import Path

import pytest

from scorm_export.preview.serving import found
from tests import tools


def test_a_folder_and_files_in_memory_are_served_alike(
    served: tools.Serve, new_page: tools.NewPage, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<h1>From a folder</h1>", "utf-8")
    page = new_page(served(tmp_path))
    assert page.text_content("h1") == "From a folder"
    page.goto(served({"index.html": "<h1>Déjà vu</h1>"}) + "/index.html?x=1#y")
    assert page.text_content("h1") == "Déjà vu"


def test_nothing_above_the_folder_is_served(served: tools.Serve, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    (tmp_path / "site").mkdir()
    assert found(tmp_path / "site", "../secret.txt") is None


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<script>console.error('no')</script>", "console error: no"),
        ("<script>throw new Error('ouch')</script>", "uncaught: ouch"),
        ("<img src=gone.png alt=''>", "404"),
        ("<img src=https://example.org/x.png alt=''>", "asked an outside host: https://example.org/x.png"),
    ],
)
def test_complaints_are_heard(
    page: str, complaint: str, served: tools.Serve, new_page: tools.NewPage, watch: tools.Watch
) -> None:
    new_page(served({"index.html": page}))
    assert any(complaint in heard for heard in watch.complaints)
    watch.complaints.clear()


def test_axe_finds_a_picture_without_words_and_nothing_in_a_sound_page(
    served: tools.Serve, new_page: tools.NewPage
) -> None:
    sound = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{}</main></html>"
    page = new_page(served({"index.html": sound.format("")}))
    assert tools.axe_problems(page) == []
    page.goto(served({"index.html": sound.format("<img src='data:,'>")}))
    assert [problem.split(":")[0] for problem in tools.axe_problems(page)] == ["image-alt"]
