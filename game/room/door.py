"""The way in: codes, tokens, and phones that knock. Law: only what no person does is held up; a token is never kept.

Everybody in the room may share one address, so guesses are counted for the room as a whole. A right code is let
through at once even then. A code is worth 28 bits and is changed or locked at a key press; the token 256.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable
from hashlib import sha256

from game.room.ways import Knock

LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""What a code is made of: nothing that looks like something else in it (0 O, 1 I L, 2 Z, 5 S, 8 B)."""
LENGTH = 6
MINUTE = 60.0
MANY = 20
"""Wrong codes in a minute that a room of people mistyping does not make."""
HELD = 1.0
"""Seconds that a wrong code is held up then."""
MOST_HELD = 20
"""Wrong codes held up at once: more are turned away without waiting, so that holding them costs little."""
MOST_KNOCKS = 50
"""Phones that may wait to be let in."""
PRESSES = 300
"""Votes and answers that one phone may send in one go: none that a thumb presses, and few enough for a journal."""
PACE = 5.0
"""How many more it may send with each second."""
MOST_PRESSING = 5_000
"""Phones whose pace is remembered. Of more, the one that pressed first may press anew."""


def fresh_code() -> str:
    """A code to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def fresh_secret() -> str:
    """What the QR code carries: 120 bits in 20 letters, so that the code stays small enough for a terminal."""
    return secrets.token_urlsafe(15)


def fresh_token() -> str:
    """What a phone is known by."""
    return secrets.token_urlsafe(32)


def key_of(token: str) -> str:
    """What is kept of a token: nobody who reads a journal can go on as somebody else."""
    return sha256(token.encode()).hexdigest()


def same(given: str, right: str) -> bool:
    """Whether they are the same, in a time that says nothing about how much of it is right. Nothing is never right."""
    return bool(right) and hmac.compare_digest(given.encode(), right.encode())


def typed(code: str) -> str:
    """A code as it was meant: people type small letters, spaces and hyphens."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


class Door:
    """Wrong codes of the last minute, and who knocks. Nothing of it outlives the program."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.wrong: deque[float] = deque(maxlen=1_000)
        self.held = 0
        self.knocks: tuple[Knock, ...] = ()
        self.turned_away: deque[str] = deque(maxlen=1_000)
        """Keys of the phones that were not let in."""
        self.number = 0
        self.presses: dict[str, tuple[float, float]] = {}
        """How many more each delegate's phone may send, and as of when."""

    def count_wrong(self) -> bool:
        """A wrong code was tried; says whether it is one of too many."""
        self.wrong.append(self.clock())
        return self.lately > MANY

    @property
    def lately(self) -> int:
        """Wrong codes in the last minute."""
        since = self.clock() - MINUTE
        return sum(one > since for one in tuple(self.wrong))

    @property
    def trouble(self) -> str:
        """What the facilitator should know, or nothing."""
        if self.lately <= MANY:
            return ""
        return (
            f"Somebody types wrong codes: {self.lately} in the last minute. "
            "Nobody got in by that. Lock the room or change its code if it goes on."
        )

    def is_hasty(self, key: str) -> bool:
        """Whether a phone sends more than anybody presses; counts one more."""
        now = self.clock()
        left, since = self.presses.get(key, (PRESSES, now))
        left = min(PRESSES, left + PACE * (now - since)) - 1
        self.presses[key] = (max(left, 0.0), now)
        if len(self.presses) > MOST_PRESSING:
            del self.presses[next(iter(self.presses))]
        return left < 0

    def knock(self, delegate: str, key: str) -> bool:
        """A phone asks to go on as a delegate; says whether there is room to wait."""
        others = tuple(one for one in self.knocks if one.key != key)
        if len(others) >= MOST_KNOCKS:
            return False
        self.number += 1
        self.knocks = (*others, Knock(self.number, delegate, key, self.clock()))
        return True

    def knock_of(self, key: str) -> Knock | None:
        """What a phone asked for."""
        return next((one for one in self.knocks if one.key == key), None)

    def answer(self, number: int, is_let_in: bool) -> Knock | None:
        """Take a knock off the list; nothing where somebody was quicker."""
        found = next((one for one in self.knocks if one.number == number), None)
        self.knocks = tuple(one for one in self.knocks if one.number != number)
        if found and not is_let_in:
            self.turned_away.append(found.key)
        return found
