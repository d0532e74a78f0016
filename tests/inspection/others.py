"""Packages that another program makes: npm's simple-scorm-packager, from files of ours."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests import provision

VERSIONS = {
    "1.2": "SCORM 1.2",
    "2004 3rd Edition": "SCORM 2004 3rd Edition",
    "2004 4th Edition": "SCORM 2004 4th Edition",
}
"""What it is asked for, and the standard in our words."""
PACKS = """
const [version, source, outputFolder, title] = process.argv.slice(1);
const made = { version: "1.0.0", zip: true, outputFolder };
require("./node_modules/simple-scorm-packager")(
    { version, organization: "Kettles", title, language: "en", source, package: made }, () => 0);
"""


def packed(folder: Path, version: str, files: Mapping[str, bytes], title: str = "Kettles & more") -> Path:
    """The zip that it makes of these files, in this folder."""
    source, made = folder / "source", folder / "made"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    node = [provision.node(), "-e", PACKS, version, str(source), str(made), title]
    subprocess.run(node, cwd=provision.TESTS, check=True, capture_output=True)
    (path,) = made.glob("*.zip")
    return path
