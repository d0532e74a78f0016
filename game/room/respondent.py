"""A phone in a briefing answers a question. Law: the form says which question it answers; no other is answered."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.room import pages
from game.room.answers import first, form_of, onward
from game.room.house import House
from game.room.phone import HASTY, Phone, key_from
from game.room.polling import PollView

NOTHING = "Choose an answer first."
STALE = "That question is no longer open, so your answer does not count. This is what is on now."
LATE = "The answers are shown already, so yours does not count."


class Respondent:
    """Takes the answers to polls."""

    def __init__(self, house: House, phone: Phone) -> None:
        self.house = house
        self.phone = phone

    async def answer(self, request: Request) -> Response:
        """An answer, or the change of it."""
        form = await form_of(request, self.house.limits.body)
        key = key_from(request)
        view = self.phone.standing(self.house.now, key)
        if not isinstance(view, PollView) or view.onward:
            return await self.phone.me(request)
        if self.house.door.is_hasty(key):
            return HTMLResponse(pages.poll(view, HASTY), 429)
        note, status = refusal(view, form)
        if note:
            return HTMLResponse(pages.poll(view, note), status)
        self.take(view.asked, key, int(first(form, "answer")))
        return onward("/me")

    def take(self, asked: str, key: str, place: int) -> None:
        """Count it. The wall and the facilitator look again; no other phone does."""
        if self.house.poll:
            self.house.poll.take(asked, key, place)
            self.house.hub.notify()
            self.house.told()


def refusal(view: PollView, form: Mapping[str, tuple[str, ...]]) -> tuple[str, int]:
    """Why an answer is not taken, with its status; nothing where it is."""
    if view.asked != first(form, "asked") or not view.asked:
        return STALE, 409
    if view.state == "shown":
        return LATE, 409
    places = {str(place) for place in range(len(view.answers))}
    return ("", 0) if first(form, "answer") in places else (NOTHING, 422)
