"""The author's desk for cmi5: each look at the page is a new launch, and it can ask what the record store heard.

Law: one learner of the author's own, kept in memory until another is begun or the preview ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from threading import Lock

from game.authoring.problems import Flawed
from scorm_export.course import Course
from scorm_export.preview import recorder
from scorm_export.preview.asking import Heard
from scorm_export.preview.desk import Desk, Seat
from scorm_export.preview.recordstore import RecordStore, Terms, account
from scorm_export.preview.serving import serving
from scorm_export.preview.storing import storing
from scorm_export.standards import cmi5

HEARD = "heard/"
"""Under this name and a number the page asks what the store heard from that one on."""
ANEW = "anew"
"""The name under which it asks for another learner."""
PAGE = "index.html"
COURSE = f"{recorder.COURSE}/index.html"


@contextmanager
def seated(seat: Seat, port: int) -> Iterator[str]:
    """Serve the desk on a port of 127.0.0.1, with a record store where the standard has one; gives the address.

    Raises OSError where the port is taken.
    """
    if seat.standard.key != cmi5.STANDARD.key:
        with serving(Desk(seat), port) as address:
            yield address
        return
    with storing(RecordStore("")) as store:
        desk = LaunchingDesk(seat, store)
        with serving(desk, port) as address:
            desk.host = address
            yield address


class LaunchingDesk(Desk):
    """The files of the preview by path; the page is launched anew each time it is asked for."""

    def __init__(self, seat: Seat, store: RecordStore) -> None:
        """Nothing is launched before the first question."""
        super().__init__(seat)
        self.host = ""
        self._own = seat
        self._store = store
        self._learners = 1
        self._heard: list[Heard] = []
        self._counting = Lock()

    def __getitem__(self, name: str) -> bytes:
        """One file; what was heard is a file too."""
        if name.startswith(HEARD) and name.removeprefix(HEARD).isdecimal():
            return json.dumps(self._heard_from(int(name.removeprefix(HEARD)))).encode()
        if name == ANEW:
            self._learners += 1
            with self._store.lock:
                self._store.begin_anew(account(f"you-{self._learners}"))
            return b"{}"
        file = super().__getitem__(name)
        if name != PAGE:
            return file
        number = len(self._all_heard())
        file = file.replace(b'data-store="yes"', f'data-store="{number}"'.encode())
        return file.replace(COURSE.encode(), self._launched().encode())

    def _all_heard(self) -> list[Heard]:
        with self._counting:
            self._heard += self._store.taken_news()[0]
            return self._heard

    def _heard_from(self, number: int) -> dict[str, object]:
        heard = self._all_heard()[number:]
        return {"calls": [told(one) for one in heard], "next": number + len(heard), "phase": self._store.phase}

    def _launched(self) -> str:
        terms = Terms(return_to=f"{self.host}/{recorder.RETURNED}")
        course = _course(self._own)
        with self._store.lock:
            if course:
                self._store.publisher = cmi5.iri(course, "unit", course.identity)
                terms = terms_of(course, terms.return_to)
            return escape(f"{COURSE}?{self._store.launched(terms)}")


def terms_of(course: Course, return_to: str) -> Terms:
    """What an LMS reads of a course's structure."""
    mastery = course.pass_mark / 100 if course.completion.asks_to_pass else None
    return Terms(mastery=mastery, move_on=cmi5.MOVE_ON[course.completion], return_to=return_to)


def _course(seat: Seat) -> Course | None:
    try:
        return seat.read().course
    except (Flawed, OSError):  # the page says so in the course's place
        return None


def told(one: Heard) -> dict[str, object]:
    """A request for the page."""
    words = " ".join(word for word in (one.name, one.what, one.value) if word)
    return {"at": one.at, "call": words, "result": str(int(one.status)), "wrong": [each.message for each in one.wrong]}
