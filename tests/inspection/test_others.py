"""What is said of packages that nobody here wrote. None of the packages that the tests depend on brings a zip or a
manifest of its own; one of them makes zips."""

from pathlib import Path

import pytest

from scorm_export.inspection.package import inspected
from tests.inspection.others import VERSIONS, packed
from tests.inspection.packages import PAGE, SCRIPT

FILES = {"index.html": PAGE, "sco.js": SCRIPT}
LEFT_OUT = ("file-unlisted", "metadata.xml")
"""It lists every file but the metadata that it writes itself."""


@pytest.mark.parametrize("version", VERSIONS)
def test_of_what_another_program_packed_only_the_file_that_it_forgets_is_named(version: str, tmp_path: Path) -> None:
    found = inspected(packed(tmp_path, version, FILES))
    assert (found.standard, found.title) == (VERSIONS[version], "Kettles & more")
    assert [(one.code, one.where) for one in found.findings] == [LEFT_OUT]
    assert found.is_sound


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_wrong_with_the_pages_and_titles_in_it_is_named_too(version: str, tmp_path: Path) -> None:
    files = {"index.html": PAGE.replace(b' lang="en"', b""), "sco.js": b"// speaks to nobody"}
    found = inspected(packed(tmp_path, version, files, "Tea " * 60))
    long = "title-long" if version == "1.2" else "title-wordy"
    assert {one.code for one in found.findings} == {"file-unlisted", "no-language", "no-api", long}
    assert found.is_sound == (version != "1.2")
