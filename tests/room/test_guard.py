"""Hostile guests on the Wi-Fi: each is refused in words, and those who are in notice nothing."""

import contextlib
import resource
import socket
from pathlib import Path

import pytest

from game.room import pages
from game.room.gone import WHY, Gone
from game.room.ways import Limits, Ways
from tests.cases import PROOF
from tests.room.browsing import Answered
from tests.room.stage import Stage, until

GUESTS = 10_000 if PROOF else 2_000


def raw(stage: Stage, *lines: str, body: str = "", patience: float = 20) -> str:
    """What comes back to bytes that no browser would send; all of it, until the connection is closed."""
    with line_to(stage, patience) as line:
        line.sendall(("\r\n".join([*lines, "", ""]) + body).encode("latin-1"))
        line.shutdown(socket.SHUT_WR)
        return read(line)


def line_to(stage: Stage, patience: float = 20) -> socket.socket:
    """A connection."""
    return socket.create_connection(("127.0.0.1", stage.room.port), patience)


def read(line: socket.socket) -> str:
    """Everything until the other side closes, or cuts."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := line.recv(65536):
            found += piece
    return found.decode("latin-1")


def is_plain_refusal(answer: Answered, why: Gone, status: int) -> bool:
    """Whether an answer is our page for that reason, with every header that it must have."""
    assert (answer.status, WHY[why].heading in answer.words) == (status, True), answer
    return is_guarded(answer)


def is_guarded(answer: Answered) -> bool:
    """Whether an answer carries what keeps a browser safe, and says nothing of the server."""
    headers = answer.headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["referrer-policy"] == "same-origin"
    assert not {"server", "x-powered-by", "access-control-allow-origin"} & set(headers)
    assert "Traceback" not in answer.text
    return True


def test_every_answer_is_guarded(stage: Stage) -> None:
    sam = stage.phone("Sam")
    secret, wall = f"/join/{stage.secret}", stage.room.wall_url.removeprefix(stage.room.address)
    static = next(iter(pages.static()))
    for path in ("/", secret, "/me", wall, f"/static/{static}", "/static/../app.py", "/nowhere", "/me/vote", "/join/x"):
        assert is_guarded(stage.phone().get(path)) and is_guarded(sam.get(path)), path
    assert sam.get("/me").headers["cache-control"] == "no-store"
    assert "immutable" in sam.get(f"/static/{static}").headers["cache-control"]
    for answer in (stage.phone().post("/", {"code": "x"}), sam.vote("tell"), sam.post("/me/answer", {"question": "0"})):
        assert is_guarded(answer)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "10.9.9.9:{port}",
        "127.0.0.1:{port}@evil.example",
        "[::1",
        "",
        "localhost:{port}/x",
        "0.0.0.0:{port}",
    ],
)
def test_a_host_that_is_not_ours_gets_nothing(stage: Stage, host: str) -> None:
    sam = stage.phone("Sam")
    answer = sam.get("/me", Host=host.format(port=stage.room.port))
    assert "Sam" not in answer.text
    assert is_plain_refusal(answer, Gone.HOST, 421)


def test_the_names_of_this_computer_are_ours(stage: Stage) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", socket.gethostname()):
        assert stage.phone().get("/", Host=f"{name}:{stage.room.port}").status == 200
    assert raw(stage, "GET / HTTP/1.0").startswith("HTTP/1.1 421")
    twice = f"Host: 127.0.0.1:{stage.room.port}"
    assert raw(stage, "GET / HTTP/1.1", twice, "Host: evil.example").startswith("HTTP/1.1 400")


def test_behind_a_proxy_its_name_is_ours_too(tmp_path: Path) -> None:
    ways = Ways(host="127.0.0.1", public_url="https://workshop.example.org")
    stage = Stage(tmp_path / "w.jsonl", ways=ways)
    try:
        phone = stage.phone()
        assert stage.room.join_url == f"https://workshop.example.org/join/{stage.secret}"
        phone.base = f"http://127.0.0.1:{stage.room.port}"
        outside = {"Host": "workshop.example.org", "Origin": "https://workshop.example.org"}
        answer = phone.get(f"/join/{stage.secret}", Host="workshop.example.org")
        assert answer.status == 200 and "Secure" in answer.cookies[0]
        assert phone.post(f"/join/{stage.secret}", {"name": "Sam", "table": "0"}, **outside).onward == "/me"
        outside["Origin"] = "https://evil.example.org"
        assert is_plain_refusal(phone.post("/me/vote", {"abstain": "1"}, **outside), Gone.CROSS_SITE, 403)
    finally:
        stage.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_from_another_site_changes_nothing_whatever_token_comes_with_it(
    stage: Stage, headers: dict[str, str]
) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    assert is_plain_refusal(sam.post("/me/vote", {"option": "tell"}, **headers), Gone.CROSS_SITE, 403)
    assert stage.voted() == {}
    own = {"Origin": stage.room.address, "Sec_Fetch_Site": "same-origin"}
    assert sam.post("/me/vote", {"vote": "1", "option": "tell"}, **own).status == 303
    assert stage.voted() == {"Sam": ("tell",)}


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../host.py",
        "/static/..%2f..%2fhost.py",
        "/static/%2e%2e/host.py",
        "//evil.example/",
        "/me/",
        "/ME",
        "/me%00",
        "/.git/config",
        "/static/",
        "/wall/",
        "/wall/guess",
        "/join/",
        "/%6de",
        "/me;x",
        "/\\evil.example",
        "http://evil.example/",
        "*",
        "/" + "a" * 5000,
    ],
)
def test_a_path_trick_finds_nothing(stage: Stage, path: str) -> None:
    sam = stage.phone("Sam")
    answer = raw(
        stage,
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{stage.room.port}",
        f"Cookie: siro={sam.token}",
        "Connection: close",
    )
    assert answer.startswith(("HTTP/1.1 404", "HTTP/1.1 403" if path == "/join/" else "HTTP/1.1 404")), answer[:200]
    assert "Sam" not in answer and "content-security-policy" in answer and "root:" not in answer


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND", "post"])
def test_a_method_trick_is_refused(stage: Stage, method: str) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    body = "option=tell"
    answer = raw(
        stage,
        f"{method} /me/vote HTTP/1.1",
        f"Host: 127.0.0.1:{stage.room.port}",
        f"Cookie: siro={sam.token}",
        "X-HTTP-Method-Override: POST",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        body=body,
    )
    assert answer.startswith("HTTP/1.1 405") and "TRACE" not in answer
    assert stage.voted() == {}
    assert is_plain_refusal(sam.get("/me/vote"), Gone.METHOD, 405)
    assert is_plain_refusal(sam.post("/me"), Gone.METHOD, 405)
    assert sam.ask("HEAD", "/me", None).text == ""


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["GET / HTTP/1.1", "Host: {host}", "X: " + "x" * 20_000], 413),
        (["GET / HTTP/1.1", "Host: {host}", *[f"X{n}: {'y' * 100}" for n in range(300)]], 413),
        (["GET / HTTP/1.1", "Host: {host}", "Bad\x00Header: x"], 400),
        (["GET  / HTTP/1.1", "Host: {host}"], 400),
        (["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"], 400),
        (["POST / HTTP/1.1", "Host: {host}", "Content-Length: -1"], 400),
        (["POST / HTTP/1.1", "Host: {host}", "Content-Length: 5", "Content-Length: 6"], 400),
        (["POST / HTTP/1.1", "Host: {host}", "Transfer-Encoding: gzip"], 400),
        (["GET / HTTP/1.1", "Host: {host}", "X-Forwarded-Host: evil.example", "Connection: close"], 200),
        (["GET /me HTTP/1.1", "Host: {host}", "Connection: Upgrade, close", "Upgrade: websocket"], 303),
    ],
)
def test_a_header_trick_is_answered_plainly(stage: Stage, lines: list[str], status: int) -> None:
    answer = raw(stage, *(line.format(host=f"127.0.0.1:{stage.room.port}") for line in lines))
    assert answer.startswith(f"HTTP/1.1 {status}") or (status == 400 and answer.startswith("HTTP/1.1 501")), answer[
        :300
    ]
    assert "content-security-policy" in answer.lower() and "evil.example" not in answer
    assert "server:" not in answer.lower() and "Traceback" not in answer


def test_a_head_without_end_is_cut_off(stage: Stage) -> None:
    with line_to(stage) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                line.sendall(b"x" * 10_000)
        answer = read(line)
    assert answer == "" or (answer.startswith("HTTP/1.1 400") and "content-security-policy" in answer)


def test_a_huge_body_is_refused_before_it_is_read(stage: Stage) -> None:
    sam = stage.phone("Sam")
    for path in ("/", "/me/vote", "/me/answer", f"/join/{stage.secret}"):
        phone = stage.phone() if path in ("/", f"/join/{stage.secret}") else sam
        assert is_plain_refusal(phone.post(path, {"name": "x" * 9_000, "table": "0"}), Gone.LARGE, 413)
        many = [(f"f{number}", "") for number in range(500)]
        assert is_plain_refusal(phone.post(path, many), Gone.LARGE, 413)
    host, chunk = f"Host: 127.0.0.1:{stage.room.port}", "2000\r\n" + "x" * 0x2000 + "\r\n"
    form = "Content-Type: application/x-www-form-urlencoded"
    answer = raw(stage, "POST / HTTP/1.1", host, form, "Transfer-Encoding: chunked", body=chunk * 3 + "0\r\n\r\n")
    assert answer.startswith("HTTP/1.1 413")
    claimed = raw(stage, "POST / HTTP/1.1", host, form, f"Content-Length: {10**15}")
    assert claimed.startswith("HTTP/1.1 413")


def test_a_body_that_is_no_form_is_refused(stage: Stage) -> None:
    sam = stage.phone("Sam")
    stage.session.begin()
    stage.session.open_vote()
    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x", ""):
        assert is_plain_refusal(sam.post("/me/vote", {"option": "tell"}, Content_Type=kind), Gone.TYPE, 415)
    for form in (
        {},
        {"option": ""},
        {"option": "nothing"},
        [("option", "tell"), ("option", "look")],
        {"OPTION": "tell"},
        {"option": "tell"},
        {"vote": "2", "option": "tell"},
        {"vote": "9" * 5000, "option": "tell"},
        {"vote": "¹", "option": "tell"},
        {"vote": "1", "option": "nothing"},
    ):
        answer = sam.post("/me/vote", form)
        assert answer.status in (409, 422) and is_guarded(answer), (form, answer.words)
    assert (
        sam.ask(
            "POST", "/me/vote", b"option=%ff%fe\x00&option=\xc3\x28", Content_Type="application/x-www-form-urlencoded"
        ).status
        == 409
    )
    assert stage.voted() == {}


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: {form}\r\nContent-Length: 9\r\n\r\ncode=",
    ],
)
def test_whoever_does_not_finish_a_request_is_cut(hasty: Stage, piece: bytes) -> None:
    with line_to(hasty) as line:
        piece = piece.replace(b"{form}", b"application/x-www-form-urlencoded")
        line.sendall(piece.replace(b"{host}", f"127.0.0.1:{hasty.room.port}".encode()))
        assert read(line) == ""


def test_whoever_sends_a_letter_at_a_time_is_cut_all_the_same(hasty: Stage) -> None:
    with line_to(hasty) as line:
        line.settimeout(0.05)
        sent = 0
        with pytest.raises(ConnectionError):
            while sent < 10_000:
                line.sendall(b"X")
                sent += 1
                with contextlib.suppress(TimeoutError):
                    if line.recv(10) == b"":
                        raise ConnectionResetError
        assert sent < 200


def test_whoever_does_not_take_the_answer_is_cut(hasty: Stage) -> None:
    largest = max(pages.static(), key=lambda name: len(pages.static()[name][1]))
    ask = f"GET /static/{largest} HTTP/1.1\r\nHost: 127.0.0.1:{hasty.room.port}\r\n\r\n".encode()
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.connect(("127.0.0.1", hasty.room.port))
        line.settimeout(0.2)
        with contextlib.suppress(ConnectionError, TimeoutError):
            line.sendall(ask * 1_000)
        until(lambda: is_cut(line), "the cut")


def is_cut(line: socket.socket) -> bool:
    """Whether the other side has closed a connection, as far as this side knows without reading it all."""
    line.setblocking(False)
    try:
        return line.send(b"x") == 0
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_ten_thousand_connections_do_not_stop_those_who_are_in(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    stage = Stage(tmp_path / "w.jsonl", Limits(connections=200))
    held: list[socket.socket] = []
    try:
        sam = stage.phone("Sam")
        stage.session.begin()
        with sam.stream() as stream:
            assert "gone" in stream.message()["data"]
            for number in range(GUESTS):
                held.append(line_to(stage))
                if number % 3 == 0:
                    held[-1].sendall(b"GET / HTTP/1.1\r\nHost: ")
                if len(held) > 400:
                    held.pop(0).close()
                if number == GUESTS // 2:
                    stage.session.open_vote()
                    assert "The vote is open" in stream.message()["data"]
                    assert sam.vote("tell").status == 303
            assert stage.voted() == {"Sam": ("tell",)}
            late = stage.phone("Late")
            assert late.vote("look").status == 303
            stage.session.close_vote()
            stage.session.reveal()
            assert "2 voted" in stream.message()["data"] or stage.session.tables[0].tally
    finally:
        for line in held:
            line.close()
        stage.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_script_in_a_name_is_only_a_name(stage: Stage) -> None:
    hostile = "<img src=x onerror=a()>'\"&"
    sam = stage.phone(hostile)
    page, wall = sam.get("/me"), stage.look_at_wall()
    assert hostile in page.words.replace("’", "'") or "<img" not in page.text
    assert "<img src=x" not in page.text + wall.text
    assert is_guarded(page) and is_guarded(wall)
    back = stage.phone()
    again = back.post(f"/join/{stage.secret}", {"again": "<script>alert(1)</script>"})
    assert again.status == 409 and "<script>alert" not in again.text


def broken(*_: object) -> str:
    """A page with a mistake in it."""
    raise KeyError("mistake")


def test_a_mistake_of_ours_is_a_plain_page_and_the_facilitator_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = stage.phone("Sam")
    told: list[str] = []
    stage.room.listeners.append(lambda: told.append(stage.room.trouble))
    with monkeypatch.context() as patched:
        patched.setattr(pages, "me", broken)
        answer = sam.get("/me")
    assert is_plain_refusal(answer, Gone.BROKEN, 500)
    assert "KeyError" not in answer.text
    until(lambda: told and "KeyError" in told[-1], "the facilitator to be told")
    assert sam.get("/me").status == 200
    stage.room.house.fault = ""
