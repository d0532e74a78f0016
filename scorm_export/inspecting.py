"""`scorm-export inspect`: what is wrong with packages, as lines or JSON. Law: stdout is data; zips are only read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorm_export.inspection.findings import Finding
    from scorm_export.inspection.package import Inspected


@click.command()
@click.argument("zips", nargs=-1, required=True, metavar="ZIP…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything, for machines, on stdout.")
def inspect(zips: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong with SCORM 1.2, SCORM 2004 or cmi5 packages, ours or anyone's.

    Each finding has a code; docs/inspection.md lists them all. An error breaks the standard, or makes a named LMS
    refuse the package or lose tracking: exit 1. A warning merely deserves a look: exit 0. Nothing is unpacked or run.
    """
    from scorm_export.inspection.package import inspected

    found, unread = [], False
    for path in zips:
        try:
            found.append(inspected(path))
        except OSError as error:
            click.echo(f"{path}: cannot be read: {error.strerror or error}", err=True)
            unread = True
    if as_json:
        click.echo(json.dumps([as_data(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(line for one in found for line in lines(one)))
    sys.exit(0 if all(one.is_sound for one in found) and not unread else 1)


def lines(found: Inspected) -> Iterator[str]:
    """A package and everything found in it."""
    what = f"{found.standard or 'not recognised'}{f', “{found.title}”' if found.title else ''}"
    yield f"{found.name}: {what}, {found.files:,} file{'' if found.files == 1 else 's'}"
    if not found.findings:
        yield "  nothing found"
    for finding in found.findings:
        yield from finding_lines(finding)


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding, and why it matters."""
    where = f" {finding.where}:" if finding.where else ""
    yield f"  {finding.kind.severity} {finding.code}:{where} {finding.message}"
    bites = f" Seen in: {', '.join(finding.kind.bites)}." if finding.kind.bites else ""
    yield f"      {finding.kind.title}. {finding.kind.why}{bites}"


def as_data(found: Inspected) -> dict[str, object]:
    """A package for machines."""
    return {
        "name": found.name,
        "standard": found.standard,
        "title": found.title,
        "files": found.files,
        "sound": found.is_sound,
        "findings": [finding_data(finding) for finding in found.findings],
    }


def finding_data(finding: Finding) -> dict[str, object]:
    """A finding for machines."""
    return {
        "code": finding.code,
        "severity": str(finding.kind.severity),
        "where": finding.where,
        "message": finding.message,
        "why": finding.kind.why,
        "bites": list(finding.kind.bites),
    }
