"""A report's files: each format made and written whole. Law: who voted for what only where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from game import aar, ballots, library
from game.aar import Report, Who
from game.authoring.files import write_whole
from game.exploration import Exploration
from game.held import Refusal
from game.papers import record, report, rows, text
from game.seen import Kept
from game.session import Session


def put(made: Report, seen: Kept, stem: Path, formats: Iterable[str], identify: bool = False) -> Iterator[Path]:
    """Write a report beside one another in the formats asked for; gives each file once it is there."""
    for name in formats:
        path = stem.with_name(f"{stem.name}.{name}")
        write_whole(path, content(made, name))
        yield path
    if identify:
        path = stem.with_name(f"{stem.name}-ballots.csv")
        write_whole(path, rows.ballots(ballots.ballots(seen)).encode())
        yield path


USUAL = ("html", "docx", "csv")
"""What is written where nobody was asked for formats: to read, to edit, to count."""


def of_session(held: Session, found: Exploration | None, who: Who) -> tuple[Path, ...]:
    """The report of a session that is on, in the folder of reports beside the sessions. Raises Refusal."""
    folder = library.own_folder() / "reports"
    try:
        return tuple(put(aar.report(held, found, who), held, folder / f"{held.journal.path.stem}-report", USUAL))
    except OSError as error:
        raise Refusal(f"{folder} cannot be written: {error.strerror or error}") from None


def content(made: Report, name: str) -> bytes:
    """A report in one format."""
    match name:
        case "html":
            return report.page(made).encode()
        case "md":
            return text.written(made).encode()
        case "csv":
            return rows.decisions(made).encode()
        case "json":
            return record.written(made).encode()
        case "docx":
            from game.papers import word

            return word.document(made)
        case _:
            raise ValueError(name)
