"""Made-up delegates at the console: once a vote is open, their ballots come in one after the other.

Law: they vote through the session like anybody else, and stop when the vote is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game import rehearsing
from game.held import Refusal
from game.phases import Phase
from game.rehearsing import Ballot
from game.session import Session


class Rehearsal:
    """The delegates of every table. `later` calls something after so many seconds."""

    def __init__(self, held: Session, later: Callable[[float, Callable[[], None]], object]) -> None:
        self.held = held
        self.later = later
        self.votes: dict[int, Iterator[Ballot]] = {}

    def look(self) -> None:
        """Begin to vote where a vote has been opened; stop where it is over."""
        for number, table in enumerate(self.held.tables):
            if table.phase is not Phase.VOTING:
                self.votes.pop(number, None)
            elif number not in self.votes:
                self.votes[number] = iter(rehearsing.ballots(self.held, number))
                self.wait(number)

    def wait(self, number: int) -> None:
        """The next ballot of a table, in a while."""
        votes = self.votes[number]
        ballot = next(votes, None)
        if ballot:
            self.later(ballot.pause, lambda: self.cast(number, votes, ballot))

    def cast(self, number: int, votes: Iterator[Ballot], ballot: Ballot) -> None:
        """Cast it, if its vote is still on."""
        if self.votes.get(number) is not votes:
            return
        try:
            self.held.vote(ballot.delegate, ballot.choice, number)
        except Refusal:
            return
        self.wait(number)
