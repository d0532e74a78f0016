"""Every mistake of a course is met with its place and a sentence; the cases are a document of their own."""

from pathlib import Path

import pytest

from game.authoring.problems import printed
from scorm_export.manuscript import manuscript
from tests.cases import Case, cases
from tests.scorm_export import invented


@pytest.mark.parametrize("case", cases("tests/scorm_export/mistakes.md"), ids=lambda case: case.title)
def test_a_mistake_is_said_in_its_place(case: Case, tmp_path: Path) -> None:
    module = case.blocks.get("whole") or case.blocks["module"] + invented.END
    sheet = case.blocks.get("sheet", invented.SHEET)
    folder = invented.course(tmp_path / "little", module, sheet)
    read = manuscript(folder, "little")
    said = "".join(f"{printed(problem)}\n" for problem in read.problems)
    said = said.replace("little/modules/one.md:", "").replace("little/", "")
    assert said == case.blocks["problems"], case.where
    assert (read.course is None) == ("error:" in said)
