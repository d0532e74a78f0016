"""Phones answer a briefing that is shown in lines of text."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from game import reading_out, showing
from game.cli import main
from game.host import Host
from game.inviting import Wish
from game.seating import Voting
from game.slides import Showing
from tests.room.browsing import Phone
from tests.room.polls import BUSES, answer
from tests.room.stage import port_of_its_own


class Speaker:
    """Somebody who types lines; a number is so many phones that come in and answer A before the slide is read again."""

    def __init__(self, voting: Voting, *lines: str) -> None:
        self.host = Host(Wish(host="127.0.0.1", port=port_of_its_own()).hosting(wall=False), lambda: None)
        self.lines = list(lines)
        self.said = ""
        try:
            reading_out.run(Showing(BUSES, voting=voting), self.ask, self.say, self.turned, self.host)
        finally:
            self.host.close()

    def say(self, words: str) -> None:
        """Keep what is said."""
        self.said += f"{words}\n"

    def turned(self, shown: Showing) -> None:
        """The room follows."""
        if self.host.follow(None, shown):
            self.host.open()

    def ask(self, prompt: str) -> str | None:
        """The next line."""
        self.say(prompt)
        line = self.lines.pop(0) if self.lines else None
        if line is None or not line.isdecimal():
            return line
        assert self.host.room
        for _ in range(int(line)):
            phone = Phone(self.host.room.address)
            phone.get(urlsplit(self.host.room.join_url).path)
            answer(phone, 0)
        return "again"


def test_hands_and_phones_are_added_up_and_shown_when_that_is_asked_for() -> None:
    said = Speaker("both", "", "", "A 1, C 2", "2", "", "room", "").said
    before, _, after = said.partition(
        "5 have answered. Type hands, such as A 5, B 3, or press Enter to show the answers:"
    )
    assert "Nobody has answered. Type hands, such as A 5, B 3, or press Enter to show the answers:" in before
    assert "3 have answered. Type hands, such as A 5, B 3, or press Enter to show the answers:" in before
    assert "A. By bus\n" in before and "hand)" not in before and "hands)" not in before and "answers)" not in before
    assert "A. By bus (3 answers)" in after
    assert "C. I walk (2 answers)" in after
    assert "with the code" in after and "2 phones are in." in after
    assert after.index("Press Enter for the next slide:") < after.index("Slide 4 of 4")


def test_phones_are_let_in_from_the_middle_of_a_briefing_by_a_word() -> None:
    said = Speaker("hands", "", "", "phones", "1", "").said
    assert said.count("Hands for each answer") == 1
    assert "1 has answered. Type hands, such as A 5, B 3, or press Enter to show the answers:" in said
    assert "A. By bus (1 answer)" in said


def test_only_phones_means_no_hands_and_the_square_is_a_word_away() -> None:
    said = Speaker("phones", "qr", "", "", "A 3", "new code").said
    assert "█" * 29 in said, "the light edge of the square"
    assert "Not possible: phones answer here, not hands" in said
    assert "The code is " in said


def test_without_phones_the_words_of_the_room_are_refused_as_ever() -> None:
    assert Speaker("hands", "qr").said.count("Not possible: ") == 1


@pytest.mark.parametrize(("words", "voting"), [((), "hands"), (("--voting", "both"), "both")])
def test_the_option_is_what_the_briefing_is_read_out_with(
    words: tuple[str, ...], voting: Voting, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Voting] = []
    monkeypatch.setattr(showing, "read_out", lambda *given: asked.append(given[2]))
    done = CliRunner().invoke(main, ["brief", "tests/samples/briefings/buses.yaml", "--plain", *words])
    assert (done.exit_code, asked) == (0, [voting])
