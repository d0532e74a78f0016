"""A strict LMS for cmi5 with its record store: one learner's registration for one unit, in memory.

Law: every request is answered and judged, by whomever it was sent and whatever it holds; what the specification forbids
is refused and said. Listening is its server's business.
"""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha1
from http import HTTPStatus
from re import match
from time import monotonic
from urllib.parse import urlencode
from uuid import uuid4

from scorm_export.preview.asking import Heard, Reply, Request, agent, meaning, merged, request, statements
from scorm_export.preview.said import Launch, Said, Table, plain, table
from scorm_export.preview.statements import TO_READ, Wrong, wrongs

ACTIVITY = "https://lms.example/activities/41"
MOST_STATEMENTS = 5_000
MOST_DOCUMENTS = 1_000
MOST_HEARD = 20_000
MOST_SENT = 50_000_000
"""Bytes that are taken from one learner in all."""
SHOWN = 1_000
PASSING = ("initialized", "terminated")
"""What only says how a session went."""
UNREFUSED = ("cmi5-unread", "cmi5-answer")
"""What is wrong, and yet no reason to refuse what is said."""


def account(name: str) -> Table:
    """The learner of that name."""
    return {"objectType": "Agent", "name": "A Learner", "account": {"homePage": "https://lms.example", "name": name}}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the LMS says of a launch, of what the course structure says and of its own."""

    mode: str = "Normal"
    mastery: float | None = None
    move_on: str = "NotApplicable"
    parameters: str = ""
    return_to: str = ""


@dataclass
class Visit:
    """One session: what was launched, and what the course has done with that."""

    launch: Launch
    spent: bool = False
    """Whether its token was fetched."""
    again: bool = False
    """Whether the page was loaded again by the learner, so that the course may well ask once more."""
    read: set[str] = field(default_factory=set)
    terms: Terms = field(default_factory=Terms)

    @property
    def token(self) -> str:
        """What opens the store in this session."""
        return b64encode(f"visit:{self.launch.session}".encode()).decode()


@dataclass
class RecordStore:
    """What the LMS knows, and everything that it heard."""

    publisher: str
    actor: Table = field(default_factory=lambda: account("learner-7"))
    registration: str = field(default_factory=lambda: str(uuid4()))
    address: str = ""
    """Where its server listens."""
    visits: list[Visit] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    """Every statement that was taken."""
    tried: list[Said] = field(default_factory=list)
    """Those that were refused too, each once: what was said counts, taken or not."""
    verdicts: dict[str, int] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    """Documents of the state by their name; those of the profile begin with a slash."""
    heard: deque[Heard] = field(default_factory=lambda: deque(maxlen=MOST_HEARD))
    beyond: int = 0
    """How many requests there was no room to keep."""
    refuses: dict[str, int] = field(default_factory=dict)
    """How often a request whose name looks so is answered with 500 before it is heard again."""
    late: float = 0
    """Seconds until the token is given."""
    owed: dict[str, Said | None] = field(default_factory=dict)
    """What a fault kept from the store and the course has not told again."""
    sent: int = 0
    """Bytes that came so far."""
    former: set[str] = field(default_factory=set)
    """What opened the store for learners before this one."""
    began: float = field(default_factory=monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def launched(self, terms: Terms | None = None) -> str:
        """A new session; gives what the course's address must ask."""
        terms = terms or Terms()
        session = str(uuid4())
        launch = Launch(self.actor, ACTIVITY, self.registration, session, self.publisher, terms.mode, terms.mastery)
        self.visits.append(Visit(launch, terms=terms))
        self.documents["LMS.LaunchData"] = json.dumps(launch_data(launch, terms))
        return urlencode(
            {
                "endpoint": f"{self.address}/xapi",
                "fetch": f"{self.address}/fetch/{len(self.visits) - 1}",
                "actor": json.dumps(self.actor),
                "registration": self.registration,
                "activityId": ACTIVITY,
            }
        )

    def begin_anew(self, actor: Table) -> None:
        """Another learner, of whom nothing is known."""
        self.former |= {f"Basic {one.token}" for one in self.visits}
        fresh = RecordStore(self.publisher, actor, address=self.address)
        for name in (
            "actor",
            "registration",
            "visits",
            "said",
            "tried",
            "verdicts",
            "documents",
            "heard",
            "owed",
            "sent",
        ):
            setattr(self, name, getattr(fresh, name))

    @property
    def phase(self) -> str:
        """How the last session stands, in the words of the SCORM run-time."""
        verbs = [one.verb for one in self.tried if self.visits and self.is_of(one, self.visits[-1])]
        return "has ended" if "terminated" in verbs else "running" if "initialized" in verbs else "not running"

    def is_of(self, said: Said, visit: Visit) -> bool:
        """Whether a statement is of that session."""
        return visit.launch.session in said.extensions.values()

    def standing(self) -> dict[str, str]:
        """What the LMS makes of it all."""
        verbs = [one.verb for one in self.said if one.is_defined]
        found: dict[str, str] = {name: "yes" for name in ("completed", "passed", "failed") if name in verbs}
        scores = [table(one.result.get("score")).get("scaled") for one in self.said if one.is_defined]
        told = [f"{one}" for one in scores if one is not None]
        found |= {"scaled score": told[-1]} if told else {}
        move_on = self.visits[-1].terms.move_on if self.visits else ""
        return found | {f"moveOn {move_on}": "met" if is_met(move_on, verbs) else "not met"}

    @property
    def complaints(self) -> list[str]:
        """Everything that was wrong, in sentences."""
        return [f"{one.where}: {one.message}" for heard in self.heard for one in heard.wrong]

    def answer(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The reply to one request; headers' names are in small letters."""
        self.sent += len(body)
        if self.sent > MOST_SENT:
            return Reply(413)
        asked = request(method, address, headers, body)
        if asked.headers.get("authorization") in self.former:
            return Reply(403)  # a goodbye that comes after its learner is forgotten
        failing = next((start for start, left in self.refuses.items() if left and match(start, asked.in_words)), None)
        if failing is not None:
            self.refuses[failing] -= 1
            self.missed(asked)
            reply = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, "busy")
        else:
            reply = self.fetched(asked) if asked.is_for_the_token else self.served(asked)
        self.note(asked, reply, failed=failing is not None)
        return reply

    def note(self, asked: Request, reply: Reply, *, failed: bool) -> None:
        """Remember a request."""
        if len(self.heard) == MOST_HEARD:
            self.beyond += 1
        at = round((monotonic() - self.began) * 1000)
        said: list[Said | None] = [*statements(asked)] if asked.tells else []
        for one in said or [None]:
            verb, what, value = meaning(asked, one)
            wrong = (
                reply.wrong if one is None or len(said) == 1 else tuple(w for w in reply.wrong if w.where == one.verb)
            )
            self.heard.append(Heard(asked.name, verb, what, value[:SHOWN], reply.status, at, wrong, len(value), failed))

    def taken_news(self) -> tuple[list[Heard], int]:
        """What was heard since the last question, and how much more."""
        with self.lock:
            heard, beyond = list(self.heard), self.beyond
            self.heard.clear()
            self.beyond = 0
        return heard, beyond

    def fetched(self, asked: Request) -> Reply:
        """The token, once."""
        number = asked.place.removeprefix("fetch/")
        if not number.isdecimal() or int(number) >= len(self.visits):
            return Reply(HTTPStatus.NOT_FOUND)
        visit = self.visits[int(number)]
        if asked.method != "POST":
            return Reply(400, "", (Wrong("cmi5-fetch", "fetch", f"asked by {asked.method}; it takes POST alone"),))
        if visit.spent:
            wrong = () if visit.again else (Wrong("cmi5-fetch", "fetch", "asked again; it gives the token once"),)
            return Reply(200, json.dumps({"error-code": "1", "error-text": "The token was given already."}), wrong)
        visit.spent = True
        return Reply(200, json.dumps({"auth-token": visit.token}))

    def served(self, asked: Request) -> Reply:
        """What a record store answers, and what is wrong with how it was asked."""
        if asked.method != "GET" and not asked.writes:
            return Reply(405)
        if asked.place == "xapi/about":
            return Reply(200, json.dumps({"version": ["1.0.3"]}))
        sent = asked.headers.get("authorization", "")
        visit = next((one for one in self.visits if one.spent and sent == f"Basic {one.token}"), None)
        if visit is None:
            how = "with another Authorization than Basic and the token" if sent else "without Authorization"
            return Reply(401, "", (Wrong("cmi5-request", asked.name, how),))
        wrong = self.manners(asked)
        reply = self.heard_of(asked, visit)
        return replace(reply, wrong=(*wrong, *reply.wrong))

    def manners(self, asked: Request) -> tuple[Wrong, ...]:
        """What every request must say."""
        found = []
        if not asked.headers.get("x-experience-api-version", "").startswith("1.0"):
            found.append("without X-Experience-API-Version 1.0.3")
        if "agent" in asked.words and agent(asked.words["agent"]).get("account") != self.actor["account"]:
            found.append("about another agent than the actor of the launch")
        if asked.place.endswith("activities/state"):
            if asked.words.get("activityId") != ACTIVITY or asked.words.get("registration") != self.registration:
                found.append("about another activityId or registration than the launch's")
            if "agent" not in asked.words:
                found.append("without an agent")
        return tuple(Wrong("cmi5-request", asked.name, one) for one in found)

    def heard_of(self, asked: Request, visit: Visit) -> Reply:
        """By what is asked of the store."""
        place = asked.place.removeprefix("xapi/")
        if place == "statements":
            return self.told(asked, visit) if asked.writes else self.recalled()
        if place in ("activities/state", "agents/profile"):
            return self.document(asked, visit)
        if place in ("activities", "activities/profile", "agents"):
            return Reply(200, json.dumps({"objectType": "Activity", "id": ACTIVITY}))
        return Reply(404, "", (Wrong("cmi5-request", asked.name, f"no such place in a record store: {place[:80]}"),))

    def recalled(self) -> Reply:
        """Everything said so far."""
        return Reply(200, json.dumps({"statements": [one.told for one in reversed(self.said)], "more": ""}))

    def document(self, asked: Request, visit: Visit) -> Reply:
        """A document of the learner's state or profile."""
        is_profile = asked.place.endswith("profile")
        name = ("/" if is_profile else "") + asked.document
        if asked.method == "GET":
            return self.shown(name, visit)
        if name == "LMS.LaunchData":
            return Reply(403, "", (Wrong("cmi5-request", asked.name, "LMS.LaunchData is the LMS's own"),))
        if is_profile:
            return Reply(403)  # learners' preferences are the LMS's here, and to say so is no error (part 11)
        if asked.method == "DELETE":
            self.documents.pop(name, None)
        elif len(self.documents) < MOST_DOCUMENTS:
            self.documents[name] = merged(self.documents.get(name), asked)
        self.owed.pop(f"state {name}", None)
        return Reply(204)

    def shown(self, name: str, visit: Visit) -> Reply:
        """A document, or the names of all."""
        visit.read.add(name.lstrip("/"))
        if name in ("", "/"):
            return Reply(200, json.dumps([one for one in self.documents if not one.startswith("/")]))
        if name not in self.documents:
            return Reply(404)
        text = self.documents[name]
        return Reply(200, text, headers={"ETag": f'"{sha1(text.encode(), usedforsecurity=False).hexdigest()}"'})

    def told(self, asked: Request, visit: Visit) -> Reply:
        """One statement or several: all are taken or none."""
        every = statements(asked)
        if not every or asked.method not in ("PUT", "POST"):
            return Reply(400, "", (Wrong("rejected", asked.name, "what was sent is no statement of xAPI"),))
        if asked.method == "PUT" and asked.words.get("statementId") != every[0].id and every[0].id:
            return Reply(400, "", (Wrong("rejected", asked.name, "its statementId is not the statement's id"),))
        found = [self.judged(one, visit) for one in every]
        status = max(one for one, _ in found)
        wrong = tuple(one for _, each in found for one in each)
        if status >= 400:
            return Reply(status, "", wrong)
        for one, (taken, _) in zip(every, found, strict=True):
            self.keep(one, new=taken == 200)
        done = json.dumps([one.id for one in every])
        return Reply(204, "", wrong) if asked.method == "PUT" else Reply(200, done, wrong)

    def judged(self, said: Said, visit: Visit) -> tuple[int, tuple[Wrong, ...]]:
        """200 for what is taken, 204 for what was taken before, and what is wrong with it."""
        known = next((one for one in self.tried if one.id == said.id), None) if said.id else None
        if known is not None:
            if known.told == said.told:
                return (204 if any(one.id == said.id for one in self.said) else self.verdicts[said.id]), ()
            same = (known.verb, known.object) == (said.verb, said.object)
            return 409, () if same else (Wrong("rejected", said.verb, "its id is that of another statement"),)
        if len(self.tried) >= MOST_STATEMENTS:
            return 413, ()
        found = (*self.unread(said, visit), *wrongs(said, visit.launch, self.tried))
        status = 400 if any(one.code not in UNREFUSED for one in found) else 200
        self.tried.append(said)
        self.verdicts[said.id] = status
        return status, found

    def unread(self, said: Said, visit: Visit) -> Iterator[Wrong]:
        """What must be read before the first word."""
        missing = [name for name in TO_READ if name not in visit.read]
        if said.verb == "initialized" and missing:
            yield Wrong("cmi5-unread", "initialized", f"{' and '.join(missing)} not read before")

    def keep(self, said: Said, *, new: bool) -> None:
        """Take a statement."""
        if new:
            self.said.append(said)
        for name in [name for name, one in self.owed.items() if one and (one.id == said.id or one.same_as(said))]:
            del self.owed[name]

    def missed(self, asked: Request) -> None:
        """A fault keeps this from the store; it stays owed until it is told again."""
        if asked.tells:
            for one in statements(asked):
                if one.verb not in PASSING:
                    self.owed[f"{one.verb} {one.object} {json.dumps(plain(one.result), sort_keys=True)[:100]}"] = one
        elif asked.writes and asked.place.endswith("state"):
            self.owed[f"state {asked.document}"] = None


def launch_data(launch: Launch, terms: Terms) -> Table:
    """The document that a course finds its launch in (part 10)."""
    told: dict[str, object] = {
        "contextTemplate": launch.template,
        "launchMode": terms.mode,
        "moveOn": terms.move_on,
        "launchMethod": "AnyWindow",
    }
    told |= {"masteryScore": terms.mastery} if terms.mastery is not None else {}
    told |= {"launchParameters": terms.parameters} if terms.parameters else {}
    return told | ({"returnURL": terms.return_to} if terms.return_to else {})


def is_met(move_on: str, verbs: Sequence[str]) -> bool:
    """Whether what was said is what the LMS wants before it lets a learner move on (part 13)."""
    done, won = "completed" in verbs, "passed" in verbs
    met = {"Passed": won, "Completed": done, "CompletedAndPassed": done and won, "CompletedOrPassed": done or won}
    return met.get(move_on, True)
