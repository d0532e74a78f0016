"""A room as a process of its own, to be killed: `python -m tests.room.alone FILE PORT`. Resumes what is there."""

import sys
from pathlib import Path

from game import session
from game.phases import Phase
from game.room.host import Room
from game.room.ways import Ways
from game.seating import SetUp
from tests.room.stage import SCENARIO


def main(path: Path, port: int) -> None:
    """Serve, with the vote open, until the standard input ends."""
    held = session.resumed(path) if path.exists() else session.opened(SCENARIO, path, 1, SetUp(voting="phones"))
    room = Room(Ways(host="127.0.0.1", port=port))
    room.start()
    room.show(held)
    if held.tables[0].phase is Phase.OPENING:
        held.begin()
        held.open_vote()
    print(room.port, room.join_url, room.wall_url, flush=True)
    sys.stdin.read()
    room.stop()
    held.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
