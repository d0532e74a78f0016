"""How a phone comes in: the code, the form, and the knock of a second phone. Law: a secret is checked at every step.

A phone gets its token with the form, before it has joined, so that a form sent twice joins once.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.guests import cleaned
from game.held import Refusal
from game.journal import JournalError
from game.room import pages
from game.room.answers import COOKIE, first, form_of, gone, onward, sentence, with_token
from game.room.door import HELD, MOST_HELD, fresh_token, key_of, same, typed
from game.room.gone import Gone
from game.room.house import House

if TYPE_CHECKING:
    from game.session import Session

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
WRONG = "This is not the code on the wall. Look again, or ask the facilitator."
UNRECORDED = "This could not be recorded. Tell the facilitator, and try again."
FULL = "Too many phones are waiting to be let in. Tell the facilitator."


class Joining:
    """The pages of the way in."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def landing(self, request: Request) -> Response:
        """Ask for the code, or go on where this phone is in already."""
        return onward("/me") if self.is_in(request) else HTMLResponse(pages.landing(mark=self.house.mark))

    async def enter(self, request: Request) -> Response:
        """A code that was typed."""
        code = first(await form_of(request, self.house.limits.body), "code")
        way_in = self.house.way_in
        if way_in is None:
            return gone(Gone.CLOSED)
        if same(typed(code), way_in.code):
            return onward(f"/join/{way_in.secret}")
        status = 429 if await self.hold() else 403
        return HTMLResponse(pages.landing(WRONG, self.house.mark), status)

    async def hold(self) -> bool:
        """Count a wrong code, and hold it up where there are too many; says whether there are."""
        door = self.house.door
        is_many = door.count_wrong()
        if is_many:
            self.house.told()
        if is_many and door.held < MOST_HELD:
            door.held += 1
            try:
                await asyncio.sleep(HELD)
            finally:
                door.held -= 1
        return is_many

    async def ask(self, request: Request) -> Response:
        """Ask who comes in; nobody is asked in a briefing."""
        session, way_in = self.house.session, self.house.way_in
        if way_in is None:
            return gone(Gone.CLOSED)
        if not same(request.path_params["secret"], way_in.secret):
            await self.hold()
            return gone(Gone.CODE, self.house.mark)
        if self.is_in(request):
            return onward("/me")
        if session is None:
            return self.come(request)
        token = self.token(request)
        return with_token(HTMLResponse(pages.join(self.page(session))), token, self.house.ways.is_safe)

    def come(self, request: Request) -> Response:
        """A phone comes into a briefing."""
        token = self.token(request)
        if not (self.house.poll and self.house.poll.let_in(key_of(token))):
            return gone(Gone.FULL, self.house.mark)
        self.house.told()
        return with_token(onward("/me"), token, self.house.ways.is_safe)

    async def join(self, request: Request) -> Response:
        """Somebody comes in, or knocks."""
        session, secret = self.house.session, request.path_params["secret"]
        if session is None or not self.house.ways.phones:
            return gone(Gone.CLOSED)
        if not same(secret, session.guests.secret):
            await self.hold()
            return gone(Gone.CODE)
        form = await form_of(request, self.house.limits.body)
        if self.is_in(request):
            return onward("/me")
        token = self.token(request)
        if first(form, "again"):
            return self.knock(session, first(form, "again"), token)
        return await self.seat(session, secret, form, token)

    async def seat(self, session: Session, secret: str, form: Mapping[str, tuple[str, ...]], token: str) -> Response:
        """Give a delegate a seat."""
        name = first(form, "name") or first(form, "listed")
        table = table_of(session, first(form, "table"), name)
        if table is None:
            return self.again(session, form, {"table": "Choose your table."})
        call = partial(joined, secret=secret, name=name, table=table, role=first(form, "role"), key=key_of(token))
        try:
            await self.house.clerk.ask(call)
        except Refusal as refused:
            if session.guests.of_key(key_of(token)) is None:
                return self.refused(session, form, str(refused))
        except JournalError:
            return self.again(session, form, {"name": UNRECORDED}, 503)
        return with_token(onward("/me"), token, self.house.ways.is_safe)

    def knock(self, session: Session, name: str, token: str) -> Response:
        """A phone asks to go on as somebody who has joined."""
        meant = cleaned(name).casefold()
        found = next((one for one in session.guests.here if one.casefold() == meant), "")
        if not found:
            mistakes = {"again": f"Nobody called {name} has joined yet. Is it the name on your first phone?"}
            return self.again(session, {"again": (name,)}, mistakes)
        if not self.house.door.knock(found, key_of(token)):
            return self.again(session, {"again": (name,)}, {"again": FULL}, 503)
        self.house.told()
        return with_token(onward("/me"), token, self.house.ways.is_safe)

    def refused(self, session: Session, form: Mapping[str, tuple[str, ...]], why: str) -> Response:
        """The form again where a name is not taken; where the room is locked there is nothing to fill in."""
        if session.guests.is_locked:
            return HTMLResponse(pages.join(self.page(session)), 403)
        return self.again(session, form, {"name": sentence(why)})

    def again(
        self, session: Session, form: Mapping[str, tuple[str, ...]], mistakes: Mapping[str, str], status: int = 409
    ) -> Response:
        """The form with what was typed, and what is wrong with it."""
        return HTMLResponse(pages.join(self.page(session, form, mistakes)), status)

    def page(
        self,
        session: Session,
        form: Mapping[str, tuple[str, ...]] | None = None,
        mistakes: Mapping[str, str] | None = None,
    ) -> pages.JoinPage:
        """What is asked."""
        seats, scenario = session.setup.seats, session.play.scenario
        fields = ("listed", "name", "table", "role", "again")
        return pages.JoinPage(
            scenario=scenario.title,
            action=f"/join/{session.guests.secret}",
            names=tuple(
                name for seat in seats for name in seat.delegates if name.casefold() not in session.guests.names
            ),
            tables=tuple(enumerate(seat.name for seat in seats)),
            roles=tuple((id, role.title) for id, role in scenario.roles.items()) if session.setup.roles else (),
            typed={field: first(form, field) for field in fields if field in form} if form else {},
            mistakes=mistakes or {},
            is_locked=session.guests.is_locked,
        )

    def is_in(self, request: Request) -> bool:
        """Whether this phone is in already."""
        session, poll, token = self.house.session, self.house.poll, request.cookies.get(COOKIE, "")
        if session is None:
            return bool(token and poll and key_of(token) in poll.keys)
        return bool(token and session.guests.of_key(key_of(token)))

    def token(self, request: Request) -> str:
        """The token that this phone was given with the form; a fresh one where it has none, or one that has ended."""
        token = request.cookies.get(COOKIE, "")
        key = key_of(token)
        has_ended = key in self.house.known or key in self.house.door.turned_away
        return token if TOKEN.fullmatch(token) and not has_ended else fresh_token()


def table_of(session: Session, written: str, name: str) -> int | None:
    """The table that was chosen; else the only one, or the one at which this name was expected."""
    seats = session.setup.seats
    if len(seats) == 1:
        return 0
    if written.isdecimal() and len(written) < 4:
        return int(written)
    return next((number for number, seat in enumerate(seats) if name in seat.delegates), None)


def joined(session: Session, secret: str, name: str, table: int, role: str, key: str) -> str:
    """Join, where the way in is still the same."""
    if not same(secret, session.guests.secret):
        raise Refusal("the code has been changed; look at the wall")
    return session.join(name, table, role, key)
