"""Where partners' files are found: each read with its logo, and everything said that is wrong with it.

Law: the first place that has a name is taken; a member comes out only where nothing in its file is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.authoring.files import bundled
from game.authoring.problems import Flawed, Problem, Severity, in_order, is_fatal, nearest
from game.authoring.reading import Document, read, source_of
from scorm_export import theme
from scorm_export.logos import Logo, logo
from scorm_export.partners import NEUTRAL, Partner
from scorm_export.placeholders import left_out, placeholders
from scorm_export.sheets import checked_id

EXAMPLE = "example"
"""The file that shows what one can hold. It is no partner, so nothing is built for it unless it is named."""


@dataclass(frozen=True, slots=True)
class Member:
    """A partner of the partnership, its logo, its file, and what is to be said about it."""

    partner: Partner
    logo: Logo | None = None
    document: Document[Partner] | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """What its packages are named after."""
        return self.partner.id


NOBODY = Member(NEUTRAL)
"""Whoever takes a course that is built for no partner."""


def find(name: str, here: Path | None = None) -> Member:
    """The partner that a file's path or the name of one in `courses/partners` means. Raises Flawed."""
    here = here or Path.cwd()
    places = [here / name, *(home / f"{name}.yaml" for home in homes(here))]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        names = [file.stem for file in files(here)]
        guess = nearest(name, names)
        mend = f"did you mean '{guess}'?" if guess else f"known: {', '.join(names)}"
        raise Flawed([Problem(f"there is no partner '{name}'; {mend}")])
    return member(path, shown(path, here))


def homes(here: Path) -> tuple[Path, ...]:
    """The folders that may hold partners' files."""
    return here / "partners", here / "courses" / "partners", bundled("scorm_export", "courses") / "partners"


def files(here: Path | None = None) -> list[Path]:
    """The file of every partner there is, each name once, by name."""
    here = here or Path.cwd()
    found: dict[str, Path] = {}
    for home in homes(here):
        for path in home.glob("*.yaml"):
            found.setdefault(path.stem, path)
    return [found[name] for name in sorted(found)]


def everyone(here: Path | None = None) -> list[Member]:
    """Every partner but the example. Raises Flawed with the problems of all files at once."""
    members: list[Member] = []
    problems: list[Problem] = []
    for path in files(here):
        try:
            members += [] if path.stem == EXAMPLE else [member(path, shown(path, here or Path.cwd()))]
        except Flawed as flawed:
            problems += flawed.problems
    if problems:
        raise Flawed(problems)
    return members


def shown(path: Path, here: Path) -> str:
    """A path as its user would type it."""
    whole = path.resolve()
    return str(whole.relative_to(here.resolve()) if whole.is_relative_to(here.resolve()) else path)


def member(path: Path, name: str) -> Member:
    """The partner in a file, with warnings. Raises Flawed where anything is wrong."""
    document = read(source_of(path, name), Partner)
    problems = [*document.problems]
    drawn: Logo | None = None
    if document.value:
        problems += about(document, path)
    if document.value and document.value.logo:
        try:
            drawn, warnings = logo(path.parent / document.value.logo, str(Path(name).parent / document.value.logo))
            problems += warnings
        except Flawed as flawed:
            problems += flawed.problems
    if document.value is None or is_fatal(problems):
        raise Flawed(problems)
    partner = document.value.model_copy(update={"id": document.value.id or path.stem})
    return Member(partner, drawn, document, in_order(problems))


def about(document: Document[Partner], path: Path) -> Iterator[Problem]:
    """What is wrong with a file that could be read: its name, its colours."""
    partner = document.value or NEUTRAL
    if not partner.id:
        try:
            checked_id(path.stem)
        except ValueError as error:
            yield document.problem(("id",), f"the file's name must be an id, or the file must give one: {error}")
    for place, message, severity in theme.weak(partner.colours):
        yield document.problem(place, message, severity)


def to_fill_in(found: Member) -> tuple[Problem, ...]:
    """What a partner's file still has to say, as warnings."""
    if found.document is None:
        return ()
    standing_in = [
        (place, f"'{'.'.join(place)}' is to be filled in: {message}") for place, message in placeholders(found.partner)
    ]
    missing = [((name,), f"'{name}' is left out; learners read '{words}'") for name, words in left_out(found.partner)]
    wanting = [*standing_in, *missing]
    return in_order(found.document.problem(place, message, Severity.WARNING) for place, message in wanting)
