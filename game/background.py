"""A scenario explored while its workshop is played: in a process of its own, so that no key has to wait for it.

Law: it gets the words that the session plays by, and gives back an exploration or nothing; it never stops a workshop.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO

from pydantic import ValidationError

from game import explored, library
from game.authoring.reading import Source
from game.exploration import Exploration
from game.explore import MAX_STATES
from game.library import Loaded
from game.sampling import PLAYS

POLITE = 10
"""How far the process stands back behind the console, where the system knows such a thing."""


class Background:
    """The exploration of one scenario: not begun, being worked out, there, or failed."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.found: Exploration | None = None
        self.has_failed = False
        self.process: subprocess.Popen[bytes] | None = None
        self.result: IO[bytes] | None = None

    def begin(self) -> None:
        """Take what was kept of an earlier time, or begin to work it out. A second call changes nothing."""
        if self.found or self.process or self.has_failed:
            return
        scenario = self.loaded.scenario
        self.found = explored.kept(explored.kept_at(scenario, MAX_STATES, PLAYS, 1), scenario)
        if self.found is None:
            try:
                self.start()
            except OSError:
                self.has_failed = True
                self.drop()

    def start(self) -> None:
        """The process: it reads the scenario as the session keeps it, and writes what it has found."""
        self.result = tempfile.TemporaryFile()  # noqa: SIM115  (it is read once the process has ended)
        with tempfile.TemporaryFile() as words:
            words.write(self.loaded.text.encode())
            words.seek(0)
            self.process = subprocess.Popen(
                [sys.executable, "-m", "game.background", self.loaded.name],
                stdin=words,
                stdout=self.result,
                stderr=subprocess.DEVNULL,
            )

    def look(self) -> Exploration | None:
        """What was found, if it is there by now."""
        if self.process and self.process.poll() is not None:
            self.take()
        return self.found

    def wait(self) -> Exploration | None:
        """What was found, however long it takes."""
        self.begin()
        if self.process:
            self.process.wait()
        return self.look()

    def take(self) -> None:
        """Read what the process has left."""
        assert self.result is not None
        self.result.seek(0)
        with suppress(ValidationError):
            self.found = Exploration.model_validate_json(self.result.read())
        self.has_failed = self.found is None
        self.drop()

    def drop(self) -> None:
        """Let go of what there is of a result."""
        if self.result:
            self.result.close()
        self.process = self.result = None

    def close(self) -> None:
        """Nobody wants to know any more."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.drop()


def main(name: str, text: str) -> str:
    """Explore a scenario, and keep what was found for the next time."""
    if hasattr(os, "nice"):
        os.nice(POLITE)
    return explored.explored(library.loaded(name, Source(text, name)).scenario).model_dump_json()


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1], sys.stdin.buffer.read().decode()).encode())
