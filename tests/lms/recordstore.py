"""The strict LMS for cmi5 as stories ask it: what was said, and whether anything was wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from scorm_export.preview.recordstore import RecordStore
from scorm_export.preview.storing import storing


class Store(RecordStore):
    """A record store that a story asks afterwards."""

    @property
    def verbs(self) -> list[str]:
        """What was said, in the order it was heard."""
        return [one.verb for one in self.said]

    def statements(self, verb: str) -> list[Any]:
        """The statements with that verb."""
        return [one.told for one in self.said if one.verb == verb]

    @property
    def faults(self) -> list[str]:
        """What was wrong, in sentences."""
        return self.complaints

    @property
    def asked(self) -> list[str]:
        """Every request in order: `GET state course-memory`, `POST statements answered`."""
        return [f"{one.name} {one.what}".strip() for one in self.heard]

    @contextmanager
    def serving(self) -> Iterator["Store"]:
        """Listen on 127.0.0.1."""
        with storing(self):
            yield self
