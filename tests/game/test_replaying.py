"""A session told again: every screen as it came, who voted for what never, and the file untouched."""

from pathlib import Path

from game import library, rehearsing, replaying, session
from game.plain import run
from game.recorded import recorded
from game.unattended import by_itself

LOADED = library.load(Path("tests/samples/scenarios/two-rounds.yaml"))


def test_a_session_is_told_again_while_it_is_on(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    held = session.opened(LOADED, path, 3, rehearsing.setup(2, 5))
    shown: list[str] = []
    assert run(held, by_itself, shown.append, rehearsing.cast_all)
    held.mark("here it turned")
    held.agree("test the restore", "Jo")
    before = path.read_bytes()
    again = "\n".join(replaying.replay(path))
    assert path.read_bytes() == before
    held.close()
    assert len([line for line in again.splitlines() if line.startswith("EXERCISE ENDS")]) == 2, "one for each table"
    assert "marked: here it turned" in again
    assert "action: Jo: test the restore" in again
    names = {name for seat in held.setup.seats for name in seat.delegates}
    assert not [name for name in names if f"{name} " in again], "who voted is never told"


def test_what_is_recorded_is_what_the_session_holds(tmp_path: Path) -> None:
    held = session.opened(LOADED, tmp_path / "w.jsonl", 3)
    held.begin()
    held.count({"wipe": 3})
    held.decide()
    seen = recorded(tmp_path / "w.jsonl")
    assert (seen.tables, seen.seed, seen.setup, seen.undoable()) == (held.tables, 3, held.setup, ("lost",))
    held.close()
