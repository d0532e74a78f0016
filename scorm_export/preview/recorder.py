"""The strict LMS as files to serve: its page, its script, and the course beside them.

Law: pure; whoever serves the files has a whole LMS, and the page's address says how it shall behave.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

HERE = Path(__file__).parent
SCRIPTS = (
    *("values", "model12", "model2004", "errors", "attempt", "portion"),
    *("elements", "faults", "runtime", "lms"),
)
RUNTIMES = {"scorm12": "scorm12", "scorm2004-3rd": "scorm2004", "scorm2004-4th": "scorm2004"}
"""The LMS's name for the run-time of each standard that has one in the page; for others it is `none`."""
COURSE = "course"
RETURNED = "returned.html"
"""Where a course that speaks cmi5 leads its learners when they are done."""


def site(package: bytes) -> dict[str, bytes]:
    """The LMS at `index.html` with the files of that zip under `course/`."""
    with ZipFile(BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    return lms() | {f"{COURSE}/{name}": content for name, content in files.items()}


def lms() -> dict[str, bytes]:
    """The LMS without a course."""
    return {
        "index.html": (HERE / "lms.html").read_bytes(),
        RETURNED: (HERE / RETURNED).read_bytes(),
        "lms.css": (HERE / "lms.css").read_bytes(),
        "lms.js": script().encode(),
    }


@cache
def script() -> str:
    """The scripts of the LMS as one classic script."""
    return "".join((HERE / "scripts" / f"{name}.js").read_text("utf-8") for name in SCRIPTS)


def address(host: str, **asked: str) -> str:
    """The page's address with what is asked of it.

    standard: scorm12, scorm2004 or none; course: its address; mode; credit; learner; mastery; launch: launch data;
    late: milliseconds until the API is there; window: opens the course in a window of its own;
    fault: one of faults.js; quiet: calls are handed over by `recorder.news()`, neither shown nor kept, and numbers
    are taken for text.
    """
    return f"{host}/index.html?{urlencode(asked)}"
