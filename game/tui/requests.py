"""What the console's screens ask of the session, filled in. Law: values; whether they hold is the session's to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from game.slides import Showing


class Request(Message):
    """What a form asks of the session once it is filled in."""


@dataclass
class Raise(Request):
    """Record this show of hands: option ids with numbers, and the people where several options can be taken."""

    hands: Mapping[str, int]
    voters: int = 0


@dataclass
class GoTo(Request):
    """Show this table, counted from 0."""

    table: int


@dataclass
class Do(Request):
    """Do what a form was filled in for."""

    what: str
    """Its name, as a sentence begins with it."""
    act: Callable[[], None]
    done: str = ""
    """What is said once it is done, where the screen would not show it."""


@dataclass
class TurnTo(Message):
    """Show this slide on the wall too."""

    showing: Showing
