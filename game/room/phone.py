"""A delegate's page: what there is to see, the vote, the answers, the stream. Law: the key says who it is each time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.delegate import delegate_view
from game.guests import Guest
from game.held import Refusal
from game.journal import JournalError
from game.room import pages
from game.room.answers import COOKIE, STATUS, first, form_of, onward, sentence
from game.room.door import key_of
from game.room.events import hello, message, streamed
from game.room.gone import WHY, Gone
from game.room.house import House
from game.room.polling import PollView, led_on, view
from game.room.ways import Knock

if TYPE_CHECKING:
    from game.session import Session

NOTHING = "Choose an option first, or abstain."
HASTY = "That was very often in a short time, so it does not count. Wait a moment, then press again."
UNRECORDED = "This could not be recorded, so it does not count. Tell the facilitator, and try again."


@dataclass(frozen=True, slots=True)
class Look:
    """What a phone has before it: what stands on the page, and the whole page around it."""

    main: Callable[[], str]
    page: Callable[[], str]
    status: int = 200
    is_over: bool = False
    """Whether nothing more will come to this phone."""
    onward: str = ""
    """Where it goes instead, when it asks for the page."""


class Phone:
    """The pages of a delegate."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def me(self, request: Request) -> Response:
        """The one page."""
        key = key_from(request)
        if not key:
            return onward("/")
        found = self.look(key)
        return onward(found.onward) if found.onward else HTMLResponse(found.page(), found.status)

    def look(self, key: str) -> Look:
        """What a phone sees now."""
        session = self.house.now
        standing = self.standing(session, key)
        if session and isinstance(standing, Guest):
            view = delegate_view(session, standing.name)
            return Look(lambda: pages.me_main(view), lambda: pages.me(view))
        if isinstance(standing, Knock):
            return Look(lambda: pages.waiting_main(standing.delegate), lambda: pages.waiting(standing.delegate))
        if isinstance(standing, PollView):
            return Look(lambda: pages.poll_main(standing), lambda: pages.poll(standing), onward=standing.onward)
        why, mark = standing if isinstance(standing, Gone) else Gone.CLOSED, self.house.mark
        shown = partial(pages.gone_main, why, mark=mark), partial(pages.gone, why, mark=mark)
        return Look(*shown, STATUS[why], WHY[why].is_over)

    def standing(self, session: Session | None, key: str) -> Guest | Knock | PollView | Gone:
        """Whose phone it is; or whom it asks to go on as; or what it sees of a briefing; or why it is nobody's."""
        house = self.house
        if session is None:
            return self.polled(None, key) or (Gone.UNKNOWN if house.poll else Gone.CLOSED)
        guest = session.guests.of_key(key)
        if guest:
            house.known[key] = guest.name
        return guest or house.door.knock_of(key) or self.polled(session, key) or self.why(session, key)

    def polled(self, session: Session | None, key: str) -> PollView | None:
        """What a phone of a briefing sees; nothing where it is none, or has come further since."""
        house, poll = self.house, self.house.poll
        if poll is None or key not in poll.keys or key in house.known or key in house.door.turned_away:
            return None
        return led_on(session.guests.secret) if session else view(poll, house.showing, key)

    def why(self, session: Session, key: str) -> Gone:
        """Why a token is worth nothing."""
        if key in self.house.door.turned_away:
            return Gone.REFUSED
        name = self.house.known.get(key)
        if name is None:
            return Gone.UNKNOWN
        return Gone.REPLACED if name in session.guests.here else Gone.REMOVED

    async def vote(self, request: Request) -> Response:
        """A ballot, or the change of it."""
        form = await form_of(request, self.house.limits.body)
        choice = () if "abstain" in form else form.get("option", ())
        if not choice and "abstain" not in form:
            return self.noted(key_from(request), NOTHING, 422)

        def cast(session: Session, key: str) -> None:
            guest = session.guest(key)
            session.vote(guest.name, choice, guest.table, number_of(first(form, "vote")))

        return await self.done(request, cast)

    async def answer(self, request: Request) -> Response:
        """What a delegate says to a question of the hot wash."""
        form = await form_of(request, self.house.limits.body)
        number, text = first(form, "question"), first(form, "text")

        def say(session: Session, key: str) -> None:
            session.answer(number_of(number), text, session.guest(key).name)

        return await self.done(request, say)

    async def done(self, request: Request, act: Callable[[Session, str], None]) -> Response:
        """Do something as this delegate, and look again once it is on the disk."""
        key = key_from(request)
        if not key:
            return onward("/")
        if self.is_hasty(key):
            return self.noted(key, HASTY, 429)
        try:
            await self.house.clerk.ask(lambda session: act(session, key))
        except Refusal as refused:
            return self.noted(key, sentence(str(refused)), 409)
        except JournalError:
            return self.noted(key, UNRECORDED, 503)
        return onward("/me")

    def is_hasty(self, key: str) -> bool:
        """Whether a delegate's phone sends more than anybody presses, so that the journal would grow without end."""
        session = self.house.session
        return bool(session and session.guests.of_key(key)) and self.house.door.is_hasty(key)

    def noted(self, key: str, note: str, status: int) -> Response:
        """The page, with what went wrong."""
        session = self.house.now
        guest = session.guests.of_key(key) if session else None
        if session is None or guest is None:
            found = self.look(key)
            return HTMLResponse(found.page(), found.status)
        return HTMLResponse(pages.me(delegate_view(session, guest.name), note), status)

    async def events(self, request: Request) -> Response:
        """The stream; a phone that gets no more is told not to ask again."""
        key = key_from(request)
        standing = self.standing(self.house.session, key)
        if not key or (isinstance(standing, Gone) and WHY[standing].is_over):
            return Response(status_code=204)
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        at = request.headers.get("last-event-id") or request.query_params.get("at", "")
        return streamed(self.looks(key, at))

    async def looks(self, key: str, at: str) -> AsyncIterator[str]:
        """What a phone sees, whenever that changes."""
        stream = self.house.hub.watch(key)
        try:
            yield hello()
            while not stream.has_ended:
                stream.seen = self.house.hub.moment(key)
                found = self.look(key)
                main = found.main()
                digest = pages.digest(main)
                if digest != at:
                    yield message(digest, main)
                at = digest
                if found.is_over:
                    return
                while not await stream.wait(self.house.limits.beat):
                    yield ":\n\n"
        finally:
            self.house.hub.leave(stream)


def number_of(written: str) -> int:
    """A small number as a form carries it; -1 where it is none."""
    return int(written) if written.isdecimal() and len(written) < 6 else -1


def key_from(request: Request) -> str:
    """The key of the token that a request carries; nothing where it carries none."""
    token = request.cookies.get(COOKIE, "")
    return key_of(token) if token else ""
