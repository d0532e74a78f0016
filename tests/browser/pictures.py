"""Draws the picture of a course that README shows: make screenshots

Law: the picture is the course as a learner meets it, in a real browser; nothing is asked of any network.
"""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from scorm_export.manuscript import manuscript
from scorm_export.package import build
from scorm_export.preview.serving import serving
from scorm_export.standards import STANDARDS
from tests import provision
from tests.conftest import FLAGS
from tests.lms.learner import Learner
from tests.room.pictures import small

COURSE = Path("courses/digital-accessibility")
FILE = "course.png"
SIZE = (1100, 820)


def drawn() -> bytes:
    """The third screen of the course, once two are behind the learner, at the top of the window."""
    read = manuscript(COURSE)
    assert read.course is not None
    with ZipFile(BytesIO(build(read.course, read.media, STANDARDS["web"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with serving(files) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provision.chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, reduced_motion="reduce")
        page.goto(f"{home}/index.html")
        learner = Learner(page, read.course)
        before, question, shown = read.course.screens[:3]
        for screen in (before, question):
            learner.is_on(screen)
            for activity in screen.activities:
                learner.answers(activity)
            learner.goes_on()
        learner.is_on(shown)
        page.evaluate("scrollTo(0, 0)")
        picture = page.screenshot()
        browser.close()
    return small(picture)


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images", FILE).write_bytes(drawn())
    print(f"Drawn: {FILE}")
