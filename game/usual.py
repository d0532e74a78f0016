"""The set-up that was used last, offered the next time. Law: no delegate is named in it; a broken one is ignored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from game import library
from game.authoring.files import write_whole
from game.seating import Seat, SetUp, flaws

SETUPS: TypeAdapter[SetUp] = TypeAdapter(SetUp)
FIRST = SetUp(seats=(Seat(name="Table 1"),), pace="one by one")
"""What is offered to somebody who has never set a room up."""


def place() -> Path:
    """Where it is kept."""
    return library.own_folder() / "set-up.json"


def usual() -> SetUp:
    """The last set-up, or the one for beginners."""
    try:
        found = SETUPS.validate_json(place().read_bytes())
    except (OSError, ValidationError):
        return FIRST
    return FIRST if flaws(found) else found


def remember(setup: SetUp) -> None:
    """Keep a set-up for the next time; where that is not possible, nothing is lost."""
    nameless = replace(setup, seats=tuple(Seat(name=seat.name, number=seat.size) for seat in setup.seats))
    try:
        write_whole(place(), SETUPS.dump_json(nameless, indent=1))
    except OSError:
        return
