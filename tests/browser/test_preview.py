"""`scorm-export preview`: an author writes, the course in the browser follows, and every call is there to be read."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests import tools

TEA = Path("tests/samples/courses/tea")
SIZES = {320: {"width": 320, "height": 640}, 1280: {"width": 1280, "height": 900}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of the author's own."""
    return Path(copytree(TEA, tmp_path / "my-tea"))


@pytest.fixture
def preview(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, running."""
    command = [sys.executable, "-m", "scorm_export.cli", "preview", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running
        if running.poll() is None:
            running.kill()


@pytest.fixture
def address(preview: subprocess.Popen[str]) -> str:
    """Where it is, by its own word."""
    assert preview.stdout is not None
    return preview.stdout.readline().strip()


def course(page: Page) -> FrameLocator:
    """The course in the page."""
    return page.frame_locator("#course")


def calls(page: Page) -> list[str]:
    """The calls shown, with their answers."""
    return [" ".join(row.split()[1:]) for row in page.locator("#calls tr").all_inner_texts()]


def test_the_course_is_there_and_each_call_beside_it(address: str, new_page: tools.NewPage) -> None:
    page = new_page(address)
    expect(course(page).get_by_role("heading", name="Boil the water")).to_be_visible()
    page.get_by_text("running", exact=True).wait_for()
    course(page).get_by_label("Fresh water").check()
    before = len(calls(page))
    course(page).get_by_role("button", name="Check my answer").click()
    expect(page.locator("#calls tr").nth(before)).to_be_visible()
    heard = calls(page)
    assert heard[0] == 'LMSInitialize("") true taken'
    assert 'LMSSetValue("cmi.interactions.0.student_response", "a") true taken' in heard[before:]
    assert heard[-1] == 'LMSCommit("") true taken'
    expect(page.locator("#count")).to_have_text(f"{len(heard)} calls, 0 rejected")


def test_a_call_that_breaks_the_standard_is_marked_in_words(address: str, new_page: tools.NewPage) -> None:
    page = new_page(address)
    page.get_by_text("running", exact=True).wait_for()
    page.evaluate("API.LMSSetValue('cmi.core.lesson_status', 'nearly')")
    (row,) = page.locator("#calls .refused").all_inner_texts()
    assert "rejected, 405: The value is not of the kind that this element takes" in row
    expect(page.locator("#count")).to_contain_text("1 rejected")


def test_the_page_follows_each_save_and_says_what_is_wrong_in_place_of_the_course(
    address: str, folder: Path, new_page: tools.NewPage
) -> None:
    page = new_page(address)
    course(page).get_by_role("link", name="Next").click()
    expect(course(page).get_by_role("heading", name="Pour it")).to_be_visible()
    module = folder / "modules" / "01-kettle.md"
    text = module.read_text("utf-8")

    module.write_text(text.replace("## Pour it", "## Pour it slowly"), "utf-8")
    expect(course(page).get_by_role("heading", name="Pour it slowly")).to_be_visible()

    module.write_text(text.replace("group: Green, feedback", "group: Blue, feedback"), "utf-8")
    expect(course(page).get_by_role("heading", name="The manuscript has problems")).to_be_visible()
    expect(course(page).get_by_role("listitem").first).to_contain_text("01-kettle.md:")
    expect(course(page).get_by_role("listitem").first).to_contain_text("Blue")
    assert tools.axe_problems(page) == []

    module.unlink()
    expect(course(page).get_by_role("listitem").first).to_contain_text("there is no file modules/01-kettle.md")
    module.write_text(text, "utf-8")
    expect(course(page).get_by_role("heading", name="Pour it", exact=True)).to_be_visible()


def test_beginning_anew_forgets_what_the_learner_did(address: str, new_page: tools.NewPage) -> None:
    page = new_page(address)
    course(page).get_by_label("Fresh water").check()
    course(page).get_by_role("button", name="Check my answer").click()
    page.reload()
    expect(course(page).get_by_label("Fresh water")).to_be_checked()
    page.get_by_role("button", name="Begin as a new learner").click()
    expect(course(page).get_by_label("Fresh water")).not_to_be_checked()


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    scheme: str, width: int, address: str, new_page: tools.NewPage
) -> None:
    page = new_page(address, viewport=SIZES[width], color_scheme=scheme)
    page.get_by_text("running", exact=True).wait_for()
    page.evaluate("API.LMSSetValue('cmi.core.lesson_status', 'nearly')")
    assert tools.axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def asked(address: str, path: str, host: str = "") -> int:
    """The answer's number to a request that no browser would make."""
    where = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", where.port)
    connection.request("GET", path, headers={"Host": host} if host else {})
    status = connection.getresponse().status
    connection.close()
    return status


def test_only_the_packages_files_are_served_and_only_to_this_computer(address: str, folder: Path) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"
    assert asked(address, "/course/index.html") == 200
    for path in ("/course.yaml", "/course/course.yaml", "/modules/01-kettle.md", "/course/modules/01-kettle.md"):
        assert asked(address, path) == 404
    for path in ("/../course.yaml", "/course/../../course.yaml", "/%2e%2e/course.yaml", f"/{folder}/course.yaml"):
        assert asked(address, path) == 404
    assert asked(address, "/", host="evil.example") == 421


def test_ctrl_c_ends_it_cleanly(address: str, preview: subprocess.Popen[str]) -> None:
    assert asked(address, "/") == 200
    preview.send_signal(signal.SIGINT)
    _, said = preview.communicate(timeout=20)
    assert (preview.returncode, said.strip().split("\n")[-1]) == (0, "The preview has ended.")


def test_a_port_that_is_taken_and_a_standard_that_is_unknown_are_said_plainly() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for options, said in ((["--port", port], "cannot listen on port"), (["--standard", "scorm13"], "scorm12")):
            command = [sys.executable, "-m", "scorm_export.cli", "preview", str(TEA), "--no-open", *options]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            assert run.returncode == 2
            assert said in run.stderr
            assert "Traceback" not in run.stderr
