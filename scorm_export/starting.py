"""A new course: a small one with comments that teach, in a folder of its own; and the file of a new partner.

Law: the starter checks without one warning, whatever its name and title; nothing that is there is touched.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from game.authoring.problems import Flawed, Problem
from scorm_export.ids import slug
from scorm_export.sheets import ID, MAX_ID

STARTER = Path(__file__).parent / "starter"
PARTNER = Path(__file__).parent / "new-partner.yaml"
TAKEN = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices."""


def starter(id: str, title: str) -> dict[str, bytes]:
    """The files of a new course by path."""
    files = {path.relative_to(STARTER).as_posix(): path.read_bytes() for path in STARTER.rglob("*") if path.is_file()}
    sheet = files["course.yaml"].decode().replace("THE-TITLE", quoted(title or id)).replace("THE-ID", id)
    return {**files, "course.yaml": sheet.encode()}


def partner_file(id: str, name: str) -> str:
    """The file of a new partner, with examples where something is to be filled in."""
    heading = "".join(sign for sign in name if sign.isprintable())[:200]
    text = PARTNER.read_text("utf-8").replace("THE-TITLE", heading).replace("THE-NAME", quoted(name))
    return text.replace("THE-ID", id)


def quoted(title: str) -> str:
    """A title as YAML writes it."""
    plain = "".join(character for character in title if character.isprintable()).strip()
    return json.dumps(plain[:200], ensure_ascii=False)


def target(name: str, folder: Path) -> Path:
    """The folder of a course of this name. Raises Flawed where there can be none, or is one already."""
    if not ID.fullmatch(name) or len(name) > MAX_ID or TAKEN.fullmatch(name):
        mend = f", such as '{slug(name)}'" if slug(name) not in ("", name) else ""
        raise Flawed([Problem(f"'{name}' cannot be the name; write lower-case words joined by hyphens{mend}")])
    path = folder / name
    if path.exists() or path.is_symlink():
        raise Flawed([Problem("is already there and is left as it is; choose another name", name)])
    return path
