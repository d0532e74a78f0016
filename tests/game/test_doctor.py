"""`siro doctor`: what stands in the way of a workshop is said in a sentence, with what to do about it."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from game import doctor, machine
from game.cards import ScriptCard, SessionCard
from game.doctor import Finding, Verdict
from game.machine import Folder, Machine, Package, Terminal
from game.room import ways

GOOD = Machine(
    system="Linux",
    python=(3, 12, 4),
    program="0.1.0",
    packages=(Package(name="textual", needs="<9,>=8.2", version="8.2.8"),),
    terminal=Terminal(columns=120, lines=40, settings={"TERM": "xterm-256color", "COLORTERM": "truecolor"}),
    folder=Folder(path=Path("/home/jo/siro/sessions"), free=10**10),
    sessions=(SessionCard(Path("one.jsonl"), "One", "round 2 of 8"),),
    scripts=(ScriptCard("taster", Path("taster.yaml"), "The bag on the bus"),),
    addresses=("192.168.1.20",),
    port=50123,
)
WINDOWS = replace(GOOD, system="Windows", terminal=Terminal(settings={"WT_SESSION": "1"}))


def on(terminal: Terminal = GOOD.terminal, **said: str) -> Machine:
    """The good computer in a terminal that says more of itself."""
    return replace(GOOD, terminal=replace(terminal, settings={**terminal.settings, **said}))


def in_folder(**differs: object) -> Machine:
    """The good computer with a folder that differs."""
    return replace(GOOD, folder=replace(GOOD.folder, **differs))  # type: ignore[arg-type]


def only(machine_: Machine, subject: str) -> list[Finding]:
    """What is said of one subject."""
    return [one for one in doctor.findings(machine_) if one.subject == subject]


@pytest.mark.parametrize("good", [GOOD, WINDOWS], ids=["linux", "windows"])
def test_a_good_computer_is_fine_in_every_line(good: Machine) -> None:
    found = doctor.findings(good)
    assert {one.verdict for one in found} == {Verdict.FINE}
    assert doctor.is_fit(found)
    assert list(doctor.lines(found))[-1] == "Fit for a workshop."


UNFIT = {
    "an old Python": (replace(GOOD, python=(3, 9, 1)), "Python", Verdict.WRONG, "This is Python 3.9.1."),
    "a package missing": (
        replace(GOOD, packages=(Package(name="textual", needs=">=8.2,<9"),)),
        "Packages",
        Verdict.WRONG,
        "textual is missing.",
    ),
    "a package too new": (
        replace(GOOD, packages=(Package(name="textual", needs=">=8.2,<9", version="10.0rc1"),)),
        "Packages",
        Verdict.LOOK,
        "textual is 10.0rc1, and siro was tried with >=8.2,<9.",
    ),
    "a pipe": (
        replace(GOOD, terminal=Terminal(is_terminal=False)),
        "Terminal",
        Verdict.LOOK,
        "This is a pipe and no terminal.",
    ),
    "a dumb terminal": (
        on(TERM="dumb"),
        "Terminal",
        Verdict.WRONG,
        "It does not say what it can draw (TERM is not set).",
    ),
    "the old Windows console": (
        replace(WINDOWS, terminal=Terminal()),
        "Terminal",
        Verdict.LOOK,
        "This may be the old Windows console.",
    ),
    "a small window": (
        on(replace(GOOD.terminal, columns=79)),
        "Size",
        Verdict.LOOK,
        "It has 79 columns and 40 lines, so some of the console is out of sight.",
    ),
    "a low window": (
        on(replace(GOOD.terminal, lines=19)),
        "Size",
        Verdict.WRONG,
        "It has 120 columns and 19 lines, which is too little for the console.",
    ),
    "another alphabet": (
        on(replace(GOOD.terminal, encoding="cp1252")),
        "Letters",
        Verdict.LOOK,
        "Its letters are cp1252, so some signs may be wrong.",
    ),
    "NO_COLOR": (on(NO_COLOR="1"), "Colours", Verdict.LOOK, "NO_COLOR is set, so the console uses none of its own."),
    "few colours": (
        on(Terminal(settings={"TERM": "xterm"})),
        "Colours",
        Verdict.LOOK,
        "It may show 16 colours only.",
    ),
    "a locked folder": (
        in_folder(refusal="Permission denied"),
        "Folder",
        Verdict.WRONG,
        f"{GOOD.folder.path} cannot be written: Permission denied.",
    ),
    "no locks": (
        in_folder(lockless="Function not implemented"),
        "Locks",
        Verdict.WRONG,
        "Files cannot be locked there: Function not implemented.",
    ),
    "a network drive": (
        in_folder(is_remote=True),
        "Drive",
        Verdict.LOOK,
        "It is on a network drive, which stops when the network does.",
    ),
    "a cloud folder": (
        in_folder(path=Path("C:/Users/jo/OneDrive - Council/siro")),
        "Drive",
        Verdict.LOOK,
        "It is copied to the cloud while it is written, which may hold files open.",
    ),
    "a full disk": (in_folder(free=0), "Space", Verdict.WRONG, "0 MB are free there."),
    "a nearly full disk": (in_folder(free=30_000_000), "Space", Verdict.LOOK, "30 MB are free there."),
    "no scenario": (replace(GOOD, scripts=()), "Scenarios", Verdict.WRONG, "There is no scenario to play."),
    "no network": (
        replace(GOOD, addresses=("169.254.7.7", "100.64.0.9")),
        "Network",
        Verdict.LOOK,
        "Phones in a room cannot reach this computer now.",
    ),
    "the port taken": (
        replace(GOOD, is_room_free=False),
        "Port",
        Verdict.LOOK,
        "8437, the port that phones are told first, is taken.",
    ),
    "a firewall": (replace(GOOD, firewall="ufw"), "Firewall", Verdict.LOOK, "ufw is on, and may keep phones out."),
    "no port": (replace(GOOD, port=0), "Port", Verdict.LOOK, "Programs may not open a port here."),
}


@pytest.mark.parametrize("case", UNFIT.values(), ids=UNFIT)
def test_what_stands_in_the_way_is_one_sentence_and_one_that_helps(
    case: tuple[Machine, str, Verdict, str],
) -> None:
    here, subject, verdict, sentence = case
    said = only(here, subject)
    assert [(one.verdict, one.sentence) for one in said if one.verdict is not Verdict.FINE] == [(verdict, sentence)]
    assert all(one.do for one in said if one.verdict is not Verdict.FINE)
    others = {one.verdict for one in doctor.findings(here) if one.subject != subject}
    assert others == {Verdict.FINE}, "one thing that is amiss is said once"
    assert doctor.is_fit(doctor.findings(here)) == (verdict is not Verdict.WRONG)


def test_one_session_that_cannot_be_read_is_named_and_the_others_still_count() -> None:
    broken = SessionCard(Path("b.jsonl"), "b", problem="b.jsonl: written by a newer version of this program (format 9)")
    said = only(replace(GOOD, sessions=(*GOOD.sessions, broken)), "Sessions")
    assert [(one.verdict, one.sentence) for one in said] == [
        (Verdict.LOOK, "b.jsonl: written by a newer version of this program (format 9)."),
        (Verdict.FINE, "1 session can be gone on with."),
    ]


def test_a_way_through_tmux_and_ssh_is_named() -> None:
    assert only(on(TMUX="/tmp/t,1,0", SSH_CONNECTION="1 2 3 4"), "Terminal")[0].sentence == (
        "xterm-256color, through tmux and ssh."
    )


def test_movement_turned_down_is_fine_and_said() -> None:
    assert only(on(TEXTUAL_ANIMATIONS="none"), "Movement") == [
        Finding("Movement", Verdict.FINE, "Movement on the screen is turned down (TEXTUAL_ANIMATIONS is none).")
    ]
    assert not only(GOOD, "Movement")


def test_lines_fit_a_small_screen_and_count_at_the_end() -> None:
    said = list(doctor.lines(doctor.findings(replace(in_folder(free=0), port=0))))
    assert max(map(len, said)) <= 80
    assert said[-1] == "Not fit yet: 1 wrong, 1 to look at."


def test_looking_leaves_nothing_behind_and_makes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "not" / "yet" / "sessions"
    found = machine.folder(place)
    assert (found.is_there, found.refusal, found.lockless) == (False, "", "")
    assert found.free > 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("not a folder", "utf-8")
    assert not machine.folder(tmp_path / "sessions").is_there


def test_a_drive_without_locks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lockless(_self: FileLock, *_timing: object, **_more: object) -> None:
        raise NotImplementedError("flock is not supported")

    monkeypatch.setattr(FileLock, "acquire", lockless)
    assert machine.folder(tmp_path).lockless == "flock is not supported"


@pytest.mark.parametrize(("text", "name"), [("# on?\nENABLED=yes\n", "ufw"), ("ENABLED=no\n", ""), ("", "")])
def test_a_firewall_is_named_where_the_system_says_that_it_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, name: str
) -> None:
    (tmp_path / "ufw.conf").write_text(text, "utf-8")
    monkeypatch.setattr(machine, "UFW", tmp_path / "ufw.conf")
    monkeypatch.setattr(machine, "FIREWALLD", tmp_path / "firewalld")
    assert machine.firewall() == name
    (tmp_path / "firewalld").mkdir()
    assert machine.firewall() == (name or "firewalld")


def test_a_port_that_another_program_has_is_taken_and_a_closed_one_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        assert machine.is_taken(number)
    assert not machine.is_taken(number)
    assert ways.PORT == machine.ROOM_PORT, "it is the room's own port that is looked at"


MOUNTS = "disk / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\ntmp /home/jo/tmp tmpfs rw 0 0\n\n"


@pytest.mark.parametrize(
    ("path", "kind"), [("/etc", "ext4"), ("/home/jo/siro", "nfs4"), ("/home/jo/tmp/a", "tmpfs"), ("/homes", "ext4")]
)
def test_the_nearest_mount_holds_a_folder(path: str, kind: str) -> None:
    assert machine.mounted_as(Path(path), MOUNTS) == kind


def test_requirements_for_developers_are_left_out() -> None:
    named = ["click<9,>=8.1", "no-such-package-here>=1", 'pytest<10,>=8.3; extra == "dev"', 'six; python_version<"4"']
    found = list(machine.packages(named))
    assert [one.name for one in found] == ["click", "no-such-package-here", "six"]
    assert [bool(one.version) for one in found][:2] == [True, False]


def test_the_command_says_so_of_this_computer_and_scripts_can_read_it(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "mine.jsonl").write_text("not a journal\n", "utf-8")
    environment = {**os.environ, "SIRO_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "game", "doctor", "--json"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = json.loads(done.stdout)
    assert (done.returncode, said["fit"], done.stderr) == (0, True, "")
    (amiss,) = (one for one in said["findings"] if one["subject"] == "Sessions" and one["verdict"] == "look")
    assert amiss["sentence"].startswith("mine.jsonl, line 1: damaged")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine.jsonl", "sessions"]


def test_a_computer_that_is_not_fit_exits_1(tmp_path: Path) -> None:
    environment = {**os.environ, "SIRO_HOME": "/proc/nowhere"}
    done = subprocess.run(
        [sys.executable, "-m", "game", "doctor"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "wrong  Folder: /proc/nowhere/sessions cannot be written" in done.stdout
    assert "SIRO_HOME" in done.stdout
