"""What delegates do with their phones, and what the facilitator does about them: join, come back, be sent away.

Law: as for every command of a session; the token itself never comes here, only its key.
"""

from __future__ import annotations

from game import dealing, guests
from game.events import DoorSet, Joined, LetIn, Locked, Removed
from game.guests import Guest
from game.held import Held, Refusal, command
from game.seating import MOST_DELEGATES


class Attended(Held):
    """A session that people come to with their phones."""

    @command
    def set_door(self, code: str, secret: str) -> None:
        """Another code and another secret; who is in stays in."""
        self.happen(DoorSet(code=code, secret=secret))

    @command
    def lock_room(self, is_locked: bool) -> None:
        """Let nobody else in, or let people in again. Who is in stays in."""
        if is_locked is self.guests.is_locked:
            raise Refusal("the room is locked already" if is_locked else "the room is open already")
        self.happen(Locked(is_locked=is_locked))

    @command
    def join(self, name: str, table: int, role: str, key: str) -> str:
        """Seat a delegate who comes with a phone; returns the name they go by, which may have got a number.

        Where roles are dealt, no role means: deal me one.
        """
        self.find(table)
        if self.guests.is_locked:
            raise Refusal("the room is locked; ask the facilitator")
        called = guests.cleaned(name)
        self.insist(guests.flaw(called))
        if len(self.guests.at(table)) >= MOST_DELEGATES:
            raise Refusal("this table is full")
        if self.guests.of_key(key):
            raise Refusal("this phone is in the room already")
        given = self.guests.unique(called)
        self.happen(Joined(table=table, delegate=given, role=self.role_of(given, table, role), key=key))
        return given

    def role_of(self, name: str, table: int, role: str) -> str:
        """The role picked, or the one that is dealt; nothing where roles are not dealt."""
        scenario = self.play.scenario
        if not self.setup.roles or not scenario.roles:
            return ""
        if role and role not in scenario.roles:
            raise Refusal("there is no such role in this exercise")
        seat, joined = self.setup.seats[table], self.tables[table].joined
        return role or dealing.next_role(scenario, self.seed, table, seat, joined, name)

    @command
    def let_in(self, delegate: str, key: str) -> None:
        """Let a delegate go on with another phone; the one before is out, and what it voted stays."""
        here = self.guest_called(delegate)
        if self.guests.of_key(key):
            raise Refusal("this phone is in the room already")
        self.happen(LetIn(table=here.table, delegate=here.name, key=key))

    @command
    def remove(self, delegate: str) -> None:
        """Send a delegate away; a ballot of theirs that was not shown yet does not count."""
        here = self.guest_called(delegate)
        self.happen(Removed(table=here.table, delegate=here.name))

    def guest_called(self, name: str) -> Guest:
        """Who goes by this name. Raises Refusal."""
        found = self.guests.here.get(name)
        if found is None:
            raise Refusal(f"nobody here is called '{name}'")
        return found

    def guest(self, key: str) -> Guest:
        """Whose phone this is. Raises Refusal for a token that is worth nothing, or nothing any more."""
        found = self.guests.of_key(key)
        if found is None:
            raise Refusal("this phone is not in the room; join again")
        return found
