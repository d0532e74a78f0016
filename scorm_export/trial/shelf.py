"""The strict LMS and a package as files to serve, straight out of the zip. Law: nothing is unpacked to the disk, and
no more than one file at a time is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorm_export.inspection.archive import Archive
from scorm_export.preview import recorder

LARGEST = 100_000_000
"""Bytes of one file; a longer film is cut."""


class Shelf(Mapping[str, bytes]):
    """Files by their path under the server's root: the LMS at the top, the package under `course/`."""

    def __init__(self, held: Archive) -> None:
        """Of an open package."""
        self._held = held
        self._own = recorder.lms()

    def __getitem__(self, name: str) -> bytes:
        """One file. Raises KeyError where there is none."""
        if name in self._own:
            return self._own[name]
        path = name.removeprefix(f"{recorder.COURSE}/")
        if path == name or path not in self._held.files:
            raise KeyError(name)
        return self._held.read(path, LARGEST)

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        yield from self._own
        yield from (f"{recorder.COURSE}/{name}" for name in self._held.files)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._own) + len(self._held.files)
