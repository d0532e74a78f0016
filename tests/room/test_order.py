"""Whatever happens in whatever order, each delegate counts at most once, and the last acknowledged choice counts."""

from __future__ import annotations

import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from game.held import Refusal
from game.phases import Phase
from game.room.ways import Ways
from game.tables import Table
from tests.cases import EXAMPLES
from tests.room.browsing import Phone
from tests.room.stage import Stage

OPTIONS = ("look", "tell", "wait")
who, what = st.integers(0, 4), st.sampled_from([*OPTIONS, ""])
STEPS = st.one_of(
    st.tuples(st.just("join")),
    st.tuples(st.just("vote"), who, what),
    st.tuples(st.just("vote"), who, what),
    st.tuples(st.just("two tabs"), who, what, what),
    st.tuples(st.just("drop"), who, what),
    st.tuples(st.just("old page"), who, what),
    st.tuples(st.just("all at once"), what),
    st.tuples(st.just("listen"), who),
    st.tuples(st.just("another phone"), who),
    st.tuples(st.just("send away"), who),
    st.tuples(st.just("close")),
    st.tuples(st.just("open")),
    st.tuples(st.just("kill")),
)


class Evening:
    """A stage, and what the phones have been told: for each delegate the ballots that may count now."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.phones: list[Phone] = []
        self.owed: dict[str, set[tuple[str, ...]]] = {}
        """What was acknowledged in this vote; several where phones sent several at once."""
        self.maybe: dict[str, set[tuple[str, ...]]] = {}
        """What was sent since, without an answer."""
        self.pages: dict[str, str] = {}
        """The vote on the page that each phone keeps."""

    def step(self, name: str, *given: object) -> None:
        """One thing happens."""
        match name, given:
            case "join", ():
                self.phones.append(self.stage.phone(f"D{len(self.phones)}"))
            case "close", ():
                self.facilitate(self.stage.session.close_vote)
            case "open", ():
                self.facilitate(self.reopened)
            case "kill", ():
                self.stage.resume()
            case "all at once", (str(option),):
                with ThreadPoolExecutor(8) as pool:
                    list(pool.map(lambda phone: self.vote(phone, option), self.phones))
            case _, (int(number), *rest) if self.phones:
                self.by(self.phones[number % len(self.phones)], name, *map(str, rest))

    def by(self, phone: Phone, name: str, *options: str) -> None:
        """One phone does something, or something is done about it."""
        match name, options:
            case "vote", (option,):
                self.vote(phone, option)
            case "two tabs", (one, two):
                with ThreadPoolExecutor(2) as pool:
                    taken = list(pool.map(lambda option: self.sent(phone, option), (one, two)))
                if all(taken):
                    self.owed[phone.name], self.maybe[phone.name] = {ballot(one), ballot(two)}, set()
            case "drop", (option,):
                self.drop(phone, option)
            case "old page", (option,):
                self.late(phone, option)
            case "listen", ():
                with phone.stream() as stream:
                    assert stream.status in (200, 204)
            case "another phone", ():
                self.exchange(phone)
            case "send away", ():
                self.send_away(phone)

    def vote(self, phone: Phone, option: str) -> None:
        """A ballot that waits for its answer."""
        if self.sent(phone, option):
            self.owed[phone.name], self.maybe[phone.name] = {ballot(option)}, set()

    def sent(self, phone: Phone, option: str) -> bool:
        """Whether a ballot was acknowledged."""
        return phone.vote(*ballot(option)).status == 303

    def late(self, phone: Phone, option: str) -> None:
        """A ballot from the page that this phone had first, which counts only where its vote is still on."""
        page = self.pages.setdefault(phone.name, phone.get("/me").vote or "0")
        if phone.cast(page, *ballot(option)).status == 303:
            assert page == str(self.table.votes), "nothing that was answered in one vote counts in another"
            self.owed[phone.name], self.maybe[phone.name] = {ballot(option)}, set()

    def drop(self, phone: Phone, option: str) -> None:
        """A ballot of a phone that is gone before the answer comes."""
        body = urlencode([("vote", str(self.table.votes)), ("option", option) if option else ("abstain", "1")])
        with socket.create_connection(("127.0.0.1", self.stage.room.port)) as line:
            head = f"POST /me/vote HTTP/1.1\r\nHost: 127.0.0.1:{self.stage.room.port}\r\nCookie: siro={phone.token}\r\n"
            kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
            line.sendall(f"{head}{kind}{body}".encode())
        self.maybe.setdefault(phone.name, set()).add(ballot(option))

    def exchange(self, phone: Phone) -> None:
        """The delegate goes on with another phone."""
        new = self.stage.phone()
        new.get(f"/join/{self.stage.secret}")
        if new.post(f"/join/{self.stage.secret}", {"again": phone.name}).status == 303:
            self.stage.room.admit(self.stage.room.waiting[-1].number)
            assert phone.vote("tell").status == 403
            phone.token = new.token

    def send_away(self, phone: Phone) -> None:
        """The delegate is sent away."""
        with suppress(Refusal):
            self.stage.session.remove(phone.name)
            if self.table.phase in (Phase.VOTING, Phase.CLOSED):
                self.owed.pop(phone.name, None)
                self.maybe.pop(phone.name, None)

    def facilitate(self, act: object) -> None:
        """The facilitator does something, where it is possible."""
        with suppress(Refusal):
            assert callable(act)
            act()

    def reopened(self) -> None:
        """The vote goes on where it was closed; else a new one is opened, in which nothing is owed."""
        if self.table.phase is Phase.CLOSED:
            self.stage.session.reopen_vote()
        else:
            self.stage.session.open_vote()
            self.owed, self.maybe = {}, {}

    def check(self) -> None:
        """Nobody counts twice, nobody's acknowledged ballot is missing, nobody counts who is not here."""
        names = list(self.stage.session.guests.here)
        assert len(set(names)) == len(names) <= len(self.phones)
        ballots = self.stage.voted()
        assert set(ballots) <= set(names)
        for name, may_be in self.owed.items():
            assert ballots[name] in may_be | self.maybe.get(name, set()), (name, ballots[name])
        for name, ballot_found in ballots.items():
            assert ballot_found in self.owed.get(name, set()) | self.maybe.get(name, set()), name

    @property
    def table(self) -> Table:
        """The first table."""
        return self.stage.session.tables[0]


def ballot(option: str) -> tuple[str, ...]:
    """A ballot as the session keeps it."""
    return (option,) if option else ()


@settings(max_examples=10 * EXAMPLES)
@given(st.lists(STEPS, min_size=4, max_size=25))
def test_each_delegate_counts_once_and_the_last_acknowledged_choice_counts(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "w.jsonl", ways=Ways(host="127.0.0.1"))
        try:
            evening = Evening(stage)
            stage.session.begin()
            stage.session.open_vote()
            for _ in range(2):
                evening.step("join")
            for name, *given_ in steps:
                evening.step(str(name), *given_)
                evening.check()
            stage.resume()
            evening.check()
        finally:
            stage.close()
