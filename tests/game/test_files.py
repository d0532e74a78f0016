"""A file that must survive is there whole, whatever another program does to it meanwhile."""

from pathlib import Path

import pytest

from game.authoring import files


def refusing(times: int, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let a file be held open by some other program, as Windows shows it, for so many tries; the tries."""
    tries: list[Path] = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= times:
            raise PermissionError(13, "The process cannot access the file", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "PAUSES", (0.0, 0.0, 0.0))
    return tries


def test_a_file_that_is_open_for_a_moment_is_replaced_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "kept.json"
    place.write_bytes(b"old")
    tries = refusing(3, monkeypatch)
    files.write_whole(place, b"new")
    assert (len(tries), place.read_bytes()) == (4, b"new")


def test_a_file_that_stays_open_is_left_as_it_was_and_nothing_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kept.json"
    place.write_bytes(b"old")
    refusing(9, monkeypatch)
    with pytest.raises(PermissionError):
        files.write_whole(place, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("kept.json", b"old")]
