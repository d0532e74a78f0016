"""Phones and the wall in lines of text, and what is served, and to whom, for what was asked on the command line."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from game import hosting, inviting, library, plain, qr, session
from game.cli import main
from game.host import Host
from game.inviting import Wish
from game.seating import Seat, SetUp
from game.session import Session
from game.views import FacilitatorView
from tests.tui.hall import Hall, Knocking, hosts, joined

SAMPLE = "tests/samples/scenarios/two-rounds.yaml"
SETUP = SetUp(seats=(Seat(name="Elm", number=4), Seat(name="Oak")), voting="phones")
LISTENING = """
import json, socket, sys
heard, listen = [], socket.socket.listen
def noted(self, *more):
    heard.append(self.getsockname()[0])
    return listen(self, *more)
socket.socket.listen = noted
from click.testing import CliRunner
from game.cli import main
done = CliRunner().invoke(main, sys.argv[1:], input="room\\nquit\\n")
loaded = [name for name in ("starlette", "uvicorn", "segno", "game.room") if name in sys.modules]
print(json.dumps([done.exit_code, sorted(set(heard)), loaded, done.output]))
"""
"""A program that runs a command and says on which addresses it listened, and what of the server it loaded."""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Session]:
    """A fresh session of two tables that vote by phone."""
    fresh = session.opened(library.load(Path(SAMPLE)), tmp_path / "w.jsonl", 3, SETUP)
    yield fresh
    fresh.close()


def typed(
    held: Session, *answers: str, hall: Hall | None = None, meanwhile: Callable[[int], None] | None = None
) -> str:
    """What is said to these lines; `meanwhile` happens before each of them."""
    host = Host(hosts(hall or Hall()), lambda: None)
    assert host.follow(held)
    host.open()
    said: list[str] = []
    lines = iter(enumerate(answers))

    def ask(_view: FacilitatorView, prompt: str) -> str | None:
        said.append(prompt)
        place, answer = next(lines, (-1, None))
        if meanwhile:
            meanwhile(place)
        return answer

    plain.run(held, ask, said.append, host=host)
    host.close()
    return "\n".join(said)


def test_the_first_line_says_how_to_join_and_where_the_wall_is(held: Session) -> None:
    said = typed(held).splitlines()
    assert said[:2] == [
        "Phones join at 192.168.1.20:8437 with the code K7M 2QX. Type room for who has joined.",
        "The wall: http://127.0.0.1:8437/wall/5hJq0aVd8sE1",
    ]


def test_room_says_who_has_joined_who_knocks_and_which_addresses_there_are(held: Session) -> None:
    joined(held, "Ann", "Ben")
    hall = Hall(live={"Ann": 1}, waiting=(Knocking(7, "Ben"),))
    said = typed(held, "room", hall=hall)
    assert "! A new phone asks to be let in as Ben. Type room." in said
    assert (
        "Elm: 2 of 4 joined, 1 with the page open\n  Ann: here\n  Ben: no page open now\nOak: 0 joined\n"
        "1. Asks to be let in as Ben.\nAddress 1: http://192.168.1.20:8437\nAddress 2: http://10.20.30.40:8437\n"
        "The wall: "
    ) in said


def test_each_word_does_what_the_console_does(held: Session) -> None:
    joined(held, "Ann", "Ben", "Cleo")
    hall = Hall(waiting=(Knocking(7, "Ben"), Knocking(8, "Ann")))
    lines = ("let in 1", "turn away 1", "send away Cleo", "lock", "unlock", "new code", "address 2", "blank", "qr")
    said = typed(held, *lines, hall=hall)
    assert "Not possible" not in said
    assert hall.answered == [(7, True), (8, False)]
    assert [*held.guests.here] == ["Ann", "Ben"]
    assert not held.guests.is_locked
    assert held.guests.code == "P4TR9W"
    assert "The code is P4T R9W now." in said
    assert "Phones join at 10.20.30.40:8437 now." in said
    assert held.is_blank
    assert "\n".join(qr.rows(hall.join_url, inverse=True)) in said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("let in 3", "Not possible: type let in 1 for a phone that waits; room lists them."),
        ("turn away", "Not possible: type turn away 1 for a phone that waits; room lists them."),
        ("send away Zed", "Not possible: nobody here is called 'Zed'."),
        ("unlock", "Not possible: the room is open already."),
        ("new", "Not possible: type new code for another code."),
        ("address 9", "Not possible: type address and a number; room lists them."),
    ],
)
def test_what_cannot_be_is_one_sentence(held: Session, line: str, sentence: str) -> None:
    assert sentence in typed(held, line).splitlines()


def test_without_a_room_its_words_are_refused(held: Session) -> None:
    said: list[str] = []
    lines = iter(["room", "let in 1", "qr"])
    plain.run(held, lambda _view, _prompt: next(lines, None), said.append)
    assert said.count("Not possible: nothing is served to phones or a wall here.") == 3


def test_news_is_said_once_before_the_next_prompt(held: Session) -> None:
    joined(held, "Ann")
    hall = Hall()

    def meanwhile(place: int) -> None:
        hall.waiting = (Knocking(1, "Ann"),) if place in (1, 2) else ()

    said = typed(held, "tables", "tables", "tables", "tables", hall=hall, meanwhile=meanwhile)
    assert said.count("! A new phone asks to be let in as Ann.") == 1


def test_after_a_minute_with_nobody_joined_the_next_prompt_says_what_to_do(
    held: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hosting.ISOLATED not in typed(held, "tables")
    monkeypatch.setattr(hosting, "PATIENCE", 0)
    assert typed(held, "tables").count(hosting.ISOLATED) == 1


def test_a_room_that_cannot_open_is_said_and_the_hands_are_counted(held: Session) -> None:
    said = typed(held, "", "A 3", hall=Hall(refusal="port 8437 is taken by another program"))
    assert said.startswith("Port 8437 is taken by another program. Phones cannot be used now: count hands.\n")
    assert "Hands for each option, such as A 5, B 3:" in said
    assert held.tables[0].tally is not None


def run(folder: Path, *arguments: str) -> tuple[int, list[str], list[str], str]:
    """A command in a process of its own: its exit, where it listened, what of the server it loaded, what it said."""
    done = subprocess.run(
        [sys.executable, "-c", LISTENING, *arguments],
        env={"SIRO_HOME": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    return found[0], found[1], found[2], found[3]


def test_hands_in_a_pipe_listen_nowhere_and_load_nothing_of_the_server(tmp_path: Path) -> None:
    for more in ((), ("--no-wall",)):
        code, heard, loaded, said = run(tmp_path, "play", SAMPLE, "--plain", *more)
        assert (code, heard, loaded) == (0, [], [])
        assert "Not possible: nothing is served to phones or a wall here." in said


def test_the_wall_is_served_to_this_computer_only_and_phones_to_all(tmp_path: Path) -> None:
    code, heard, loaded, said = run(tmp_path, "play", SAMPLE, "--plain", "--wall")
    assert (code, heard) == (0, ["127.0.0.1"])
    assert "starlette" in loaded
    assert "No phones are let in: this workshop counts hands.\nThe wall: http://127.0.0.1:" in said
    code, heard, _, said = run(tmp_path, "play", SAMPLE, "--plain", "--voting", "phones", "--no-wall")
    assert (code, heard) == (0, ["0.0.0.0"])
    assert "Phones join at " in said
    assert "The wall:" not in said


def test_a_rehearsal_and_a_briefing_let_no_phones_in(tmp_path: Path) -> None:
    code, heard, _, said = run(tmp_path, "rehearse", SAMPLE, "--plain", "--wall")
    assert (code, heard) == (0, ["127.0.0.1"])
    assert "No phones are let in" in said
    code, heard, _, said = run(tmp_path, "brief", "risk-update-short", "--plain", "--wall")
    assert (code, heard) == (0, ["127.0.0.1"])
    assert said.index("The wall: http://127.0.0.1:") < said.index("Slide 1 of")
    assert run(tmp_path, "rehearse", SAMPLE, "--plain")[1:3] == ([], [])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--tls-cert", SAMPLE], "--tls-cert and --tls-key go together"),
        (["--public-url", "workshop.example.org"], "--public-url is a whole address"),
        (["--port", "0"], "0 is not in the range"),
        (["--tls-cert", "no-such-file.pem"], "does not exist"),
    ],
)
def test_a_call_that_cannot_be_meant_is_said_and_opens_nothing(options: list[str], sentence: str) -> None:
    done = CliRunner().invoke(main, ["play", SAMPLE, "--plain", *options])
    assert done.exit_code == 2
    assert sentence in done.output


def test_what_was_asked_for_reaches_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Wish] = []
    monkeypatch.setattr("game.playing.start", lambda *given, **_: asked.append(given[3].open.args[0]))
    words = [
        "play",
        "--host",
        "10.0.0.5",
        "--port",
        "9000",
        "--public-url",
        "https://workshop.example.org/",
        "--no-wall",
    ]
    CliRunner().invoke(main, words)
    assert asked == [Wish(host="10.0.0.5", port=9000, public_url="https://workshop.example.org/", has_wall=False)]
    ways = inviting.ways(asked[0], True, None)
    assert (ways.host, ways.port, ways.public_url, ways.phones, ways.wall) == (
        "10.0.0.5",
        9000,
        "https://workshop.example.org",
        True,
        False,
    )


def test_what_is_wanted_while_a_room_opens_is_seen_to_by_whoever_opens_it(held: Session) -> None:
    first, second = Hall(), Hall(wall_key="another", port=9999)
    host = Host(hosts(first, second), lambda: None)
    assert host.follow(None)
    assert not host.follow(held), "one room is opened at a time"
    host.open()
    assert first.session is held, "and it lets phones in, for that is what is wanted by now"
    assert first.is_for_phones

    other = Host(hosts(Hall(), second), lambda: None)
    assert other.follow(None)
    other.open()
    assert other.follow(held)
    other.open()
    assert (second.wall_key, second.port, second.session) == (first.wall_key, first.port, held)
    for one in (host, other):
        one.close()
    assert not first.is_on and not second.is_on


def test_a_room_that_opens_after_all_is_closed_was_left_stays_closed(held: Session) -> None:
    hall = Hall()
    host = Host(hosts(hall), lambda: None)
    assert host.follow(held)
    host.close()
    host.open()
    assert not hall.is_on
    assert host.room is None
