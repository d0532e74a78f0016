"""The workshop in lines of text as a process of its own, which can be killed. Law: it is typed to as by a person."""

import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from tests.room.stage import until


@dataclass(frozen=True)
class Way:
    """What the first lines say: where phones and the wall go."""

    address: str
    code: str
    wall: str


class Facilitator:
    """Somebody at the keyboard of `siro play --plain`."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", "play", "--plain", "--host", "127.0.0.1", "--wall", *words],
            env={**os.environ, "SIRO_HOME": str(home), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self.reader = threading.Thread(target=self.listen)
        self.reader.start()
        self.waits("Press Enter")

    def listen(self) -> None:
        """Take what is on the screen, sign by sign, for a prompt ends no line."""
        assert self.process.stdout
        while sign := self.process.stdout.read(1):
            self.said += sign

    def waits(self, words: str = "") -> str:
        """Wait for the next prompt, with these words somewhere since the last answer."""
        until(lambda: (words in self.said and self.said.endswith(" ")) or not self.reader.is_alive(), words)
        assert words in self.said, self.said
        return self.said

    def type(self, line: str = "", seen: str = "") -> str:
        """Type a line; what is said to it, up to the next prompt, which has these words."""
        assert self.process.stdin
        self.said = ""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        said = self.waits(seen)
        assert "Not possible" not in said, said
        return said

    @property
    def way(self) -> Way:
        """Where phones and the wall go, out of the first lines."""
        join = re.search(r"Phones join at (\S+) with the code ([A-Z0-9 ]+)\.", self.said)
        wall = re.search(r"The wall: (\S+)", self.said)
        assert join and wall, self.said
        return Way(f"http://{join[1]}", join[2], wall[1])

    def kill(self) -> None:
        """Gone from one moment to the next."""
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def quit(self) -> int:
        """Leave; the exit code."""
        assert self.process.stdin
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        return self.end()

    def end(self) -> int:
        """Wait until it is gone, and tidy up."""
        code = self.process.wait(30)
        self.reader.join()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        return code

    def stop(self) -> None:
        """Whatever state it is in."""
        if self.process.poll() is None:
            self.kill()
