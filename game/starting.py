"""A new scenario: a small exercise with comments that teach, and the file it goes into.

Law: the starter is played and explored without one warning, whatever its title.
"""

from __future__ import annotations

import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

from game.authoring.problems import Flawed, Problem

LONGEST = 60
APOSTROPHES = str.maketrans("", "", "'’")
SUFFIX = re.compile(r"\.ya?ml$", re.IGNORECASE)
TAKEN = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices, whatever follows the dot."""


def starter(title: str, identifier: str) -> str:
    """The starter's text with this title; its comments name the file `identifier`.yaml."""
    plain = "".join(character for character in title if character.isprintable()).strip()
    shown = json.dumps(plain or identifier.replace("-", " "), ensure_ascii=False)
    text = files("game").joinpath("starter.yaml").read_text("utf-8")
    return text.replace("THE-FILE", identifier).replace("THE-TITLE", shown)


def target(name: str, folder: Path) -> Path:
    """The file in `folder` for a scenario of this name. Raises Flawed where there can be none, or is one already."""
    path = folder / f"{identifier_of(name)}.yaml"
    for there in (path, path.with_suffix(".yml")):
        if there.exists() or there.is_symlink():
            raise Flawed([Problem("is already there and is left as it is; choose another name", there.name)])
    return path


def identifier_of(name: str) -> str:
    """Lower-case words joined by hyphens, which every system takes as a file's name. Raises Flawed."""
    if "/" in name or "\\" in name:
        raise Flawed([Problem(f"'{name}' is a path; give a name alone, the file is written where you stand")])
    letters = unicodedata.normalize("NFKD", SUFFIX.sub("", name.strip()).translate(APOSTROPHES).lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    found = "-".join(re.findall("[a-z0-9]+", bare))[:LONGEST].rstrip("-")
    if not found:
        raise Flawed([Problem(f"'{name}' has no letter from a to z and no digit to name a file by")])
    if TAKEN.fullmatch(found):
        raise Flawed([Problem(f"'{found}' is a name that Windows keeps for itself; choose another")])
    return found
