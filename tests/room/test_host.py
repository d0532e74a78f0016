"""The room as the facilitator's side holds it: where it listens, what it says when it cannot, what it leaves behind."""

import contextlib
import gc
import http.client
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

from game import machine, session
from game.room import host
from game.room import port as ports
from game.room.host import Room, listening_on
from game.room.lobby import Lobby, room_for_connections
from game.room.ways import PORT, Limits, RoomError, Ways
from game.seating import SetUp
from tests.room.browsing import Phone
from tests.room.stage import SCENARIO, Stage, port_of_its_own, until

CERTIFICATE = Path("tests/room/localhost.pem")


def test_it_starts_and_stops_and_leaves_nothing_behind(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for turn in range(5):
            stage = Stage(tmp_path / f"{turn}.jsonl")
            sam = stage.phone("Sam")
            with sam.stream() as stream:
                assert stream.message()
                started = time.monotonic()
                stage.close()
                assert time.monotonic() - started < 5
                assert stream.message() == {}
            assert stage.session.listeners == []
            with pytest.raises(ConnectionError):
                stage.phone().get("/")
            stage.room.stop()
        gc.collect()
    assert set(threading.enumerate()) == before


def test_the_usual_port_or_the_next_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(host, "PORT", port)
        found = listening_on(Ways(host="127.0.0.1"))
        assert port < found.getsockname()[1] < port + host.TRIES
        found.close()
        with pytest.raises(RoomError, match=f"^port {port} is taken by another program; choose another with --port$"):
            listening_on(Ways(host="127.0.0.1", port=port))
        monkeypatch.setattr(host, "TRIES", 1)
        with pytest.raises(RoomError, match="are all taken; choose another with --port"):
            listening_on(Ways(host="127.0.0.1"))
    assert PORT == 8437


def test_an_address_that_is_not_ours_is_said() -> None:
    for name in ("192.0.2.77", "no-such-name.invalid"):
        with pytest.raises(RoomError, match=f"^this computer cannot listen on {name}: "):
            Room(Ways(host=name)).start()


def test_a_session_is_resumed_at_the_port_that_its_phones_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = port_of_its_own()
    monkeypatch.setattr(host, "PORT", usual)
    monkeypatch.setattr(ports, "PORT", usual)
    with socket.create_server(("127.0.0.1", usual)):
        stage = Stage(tmp_path / "w.jsonl", ways=Ways(host="127.0.0.1", port=port_of_its_own()))
        stage.ways, known = Ways(host="127.0.0.1"), stage.room.port
        sam, wall = stage.phone("Sam"), stage.room.wall_url
        stage.resume()
        assert stage.room.port == known != usual
    stage.resume()
    assert (stage.room.port, stage.room.wall_url) == (known, wall), "though the usual one is free again"
    assert sam.get("/me").status == 200 and str(known) in stage.room.join_url
    stage.close()
    with socket.create_server(("127.0.0.1", known)):
        assert stage.resume() and stage.room.port == usual, "somebody else has the one that it had"
    stage.ways = Ways(host="127.0.0.1", likely=known)
    assert stage.resume() and stage.room.port == usual, "and that is what phones know now"
    stage.close()


def test_what_is_written_of_a_port_may_be_gone_or_nonsense(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "w.jsonl")
    beside = tmp_path / "w.jsonl.port"
    assert beside.read_text() == f"{stage.room.port}\n" and ports.kept(stage.session) == stage.room.port
    for nonsense in (b"", b"port", b"-1", b"70000", b"\xff"):
        beside.write_bytes(nonsense)
        assert ports.kept(stage.session) == PORT
    beside.unlink()
    beside.mkdir()
    ports.keep(stage.session, 9000)
    assert ports.kept(stage.session) == PORT
    stage.close()


def test_without_phones_only_the_wall_is_served_on_this_computer_alone(tmp_path: Path) -> None:
    held = session.opened(SCENARIO, tmp_path / "w.jsonl", 1, SetUp())
    room = Room(Ways(phones=False, wall_key="given", port=port_of_its_own()))
    room.start()
    try:
        room.show(held)
        assert room.addresses == (f"http://127.0.0.1:{room.port}",)
        assert (room.join_url, held.guests.code) == ("", "")
        guest = Phone(room.address)
        assert guest.get(room.wall_url.removeprefix(room.address)).status == 200
        assert "Otterham" in guest.get("/wall/given").text
        assert [guest.get(path).status for path in ("/", "/me", "/join/x", "/me/events")] == [404] * 4
        for address in machine.addresses():
            with pytest.raises(OSError):
                socket.create_connection((address, room.port), 2).close()
    finally:
        room.stop()
        held.close()


@pytest.mark.parametrize("asked", ["", "0.0.0.0", "192.0.2.77"])
def test_an_address_for_phones_never_puts_a_wall_without_them_on_the_network(asked: str) -> None:
    room = Room(Ways(host=asked, phones=False, port=port_of_its_own()))
    room.start()
    try:
        assert room.addresses == (f"http://127.0.0.1:{room.port}",)
        for address in machine.addresses():
            with pytest.raises(OSError):
                socket.create_connection((address, room.port), 2).close()
    finally:
        room.stop()


def test_a_wall_without_phones_comes_back_too_when_the_session_is_resumed(tmp_path: Path) -> None:
    path, ways = tmp_path / "w.jsonl", Ways(phones=False, port=port_of_its_own())
    held = session.opened(SCENARIO, path, 1, SetUp())
    urls: list[str] = []
    for _ in range(2):
        room = Room(ways)
        room.start()
        room.show(held)
        urls.append(room.wall_url)
        assert Phone(room.address).get(urls[0].removeprefix(room.address)).status == 200
        room.stop()
        held.close()
        held = session.resumed(path)
    held.close()
    assert urls[0] == urls[1]
    other = session.opened(SCENARIO, tmp_path / "other.jsonl", 2, SetUp())
    room = Room(ways)
    room.start()
    room.show(other)
    try:
        assert room.wall_url != urls[0] and Phone(room.address).get(urls[0].removeprefix(room.address)).status == 404
    finally:
        room.stop()
        other.close()


def test_without_a_wall_there_is_none(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "w.jsonl", ways=Ways(host="127.0.0.1", wall=False, wall_key="given"))
    assert stage.room.wall_url == "" and stage.phone().get("/wall/given").status == 404
    assert stage.phone("Sam").get("/me").status == 200
    stage.close()


def test_with_phones_every_address_is_offered_and_one_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "addresses", lambda: ("127.0.0.1", "127.0.0.2"))
    stage = Stage(tmp_path / "w.jsonl", ways=Ways())
    first, second = stage.room.addresses
    assert stage.room.address == first and stage.room.join_url == f"{first}/join/{stage.secret}"
    assert len(f"http://192.168.100.200:{PORT}/join/{stage.secret}") <= 53
    stage.room.choose(second)
    assert stage.room.join_url.startswith(second) and stage.room.wall_url.startswith(second)
    assert stage.phone("Sam").get("/me").status == 200
    with pytest.raises(RoomError):
        stage.room.choose("http://192.0.2.1")
    code, secret = stage.session.guests.code, stage.secret
    stage.resume()
    assert (stage.session.guests.code, stage.secret) == (code, secret)
    stage.close()


def test_over_tls_the_cookie_is_secure_and_a_silent_handshake_is_cut(tmp_path: Path) -> None:
    ways = Ways(host="127.0.0.1", tls_cert=CERTIFICATE, tls_key=CERTIFICATE)
    stage = Stage(tmp_path / "w.jsonl", Limits(patience=0.4), ways)
    trust = ssl.create_default_context(cafile=str(CERTIFICATE))
    trust.check_hostname = False
    line = http.client.HTTPSConnection("127.0.0.1", stage.room.port, timeout=20, context=trust)
    line.request("GET", f"/join/{stage.secret}")
    answer = line.getresponse()
    assert stage.room.address.startswith("https://")
    assert (answer.status, "Secure" in (answer.getheader("set-cookie") or "")) == (200, True)
    answer.read()
    line.close()
    with socket.create_connection(("127.0.0.1", stage.room.port), 20) as silent:
        assert silent.recv(10) == b""
    stage.close()


def test_a_certificate_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_text("no certificate")
    for path, words in ((tmp_path / "none.pem", "No such file"), (bad, "the certificate or its key cannot be used")):
        room = Room(Ways(host="127.0.0.1", tls_cert=path, tls_key=path))
        with pytest.raises(RoomError, match=words):
            room.start()
        assert not [one for one in threading.enumerate() if one.name == "room"]


def test_a_phone_on_this_computers_own_address_is_answered(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "w.jsonl", ways=Ways())
    for address in machine.addresses():
        assert Phone(f"http://{address}:{stage.room.port}").get("/").status == 200
    stage.close()


@dataclass(eq=False)
class Guest:
    """Somebody in the lobby."""

    is_cut: bool = False

    def cut(self) -> None:
        """Closed."""
        self.is_cut = True


def test_in_a_full_lobby_the_one_who_has_waited_longest_gives_way() -> None:
    lobby = Lobby(Limits(connections=3, patience=10))
    one, two, three, four, five = (Guest() for _ in range(5))
    for now, guest in enumerate((one, two, three)):
        lobby.enter(guest, now)
    lobby.serve(one)
    lobby.enter(four, 3)
    assert [guest.is_cut for guest in (one, two, three, four)] == [False, True, False, False]
    lobby.serve(three)
    lobby.serve(four)
    lobby.enter(five, 4)
    assert five.is_cut and lobby.everyone == {one, three, four}
    lobby.rest(one, 5)
    lobby.sweep(14.9)
    assert not one.is_cut
    lobby.sweep(15)
    assert one.is_cut and lobby.everyone == {three, four}
    lobby.leave(three)
    lobby.leave(three)
    assert lobby.everyone == {four} and lobby.waiting == {}


def test_there_is_room_for_a_large_workshop() -> None:
    assert room_for_connections() >= 400


def test_nothing_of_the_server_is_imported_by_those_who_only_hold_it() -> None:
    code = (
        "import sys, game.room.ways, game.session, game.plain;"
        "print([name for name in ('starlette', 'uvicorn', 'h11', 'segno') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_many_rooms_in_a_row_take_the_same_port(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "w.jsonl")
    port = stage.room.port
    sam = stage.phone("Sam")
    for _ in range(5):
        with sam.stream() as stream:
            assert stream.message()
            stage.resume()
        assert stage.room.port == port
        assert sam.get("/me").status == 200
    until(lambda: stage.room.live == {}, "the streams to be gone")
    stage.close()


def test_who_comes_while_it_closes_is_closed_too(tmp_path: Path) -> None:
    for turn in range(4):
        stage = Stage(tmp_path / f"{turn}.jsonl")
        came: list[socket.socket] = []
        knocking = threading.Thread(target=knock, args=(stage.room.port, came))
        knocking.start()
        until(lambda came=came: came, "the first")  # type: ignore[misc]
        stage.close()
        knocking.join()
        for line in came:
            line.close()
    gc.collect()


def knock(port: int, came: list[socket.socket]) -> None:
    """Connect again and again until nobody answers."""
    with contextlib.suppress(OSError):
        while True:
            came.append(socket.create_connection(("127.0.0.1", port), 5))
