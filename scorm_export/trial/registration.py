"""A learner's registration for a cmi5 unit: how it is launched, and what its record store heard as calls.

Law: what was heard is told once, in order; a fault lives in the store and never in a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorm_export.preview import recorder
from scorm_export.preview.asking import Heard, request
from scorm_export.preview.recordstore import RecordStore, Terms
from scorm_export.trial.calls import Call
from scorm_export.trial.faults import Fault
from scorm_export.trial.news import LONGEST, News
from scorm_export.trial.playable import Unit, joined

FAILING = 2
"""How many requests fail where some do."""
TELLING = r"(PUT|POST) (statements|state)"


@dataclass
class Registration:
    """One learner, one unit, one store."""

    store: RecordStore
    unit: Unit
    fault: Fault | None = None

    def address(self, host: str) -> str:
        """Launch it once more; gives where the course is to be opened."""
        unit, name = self.unit, self.fault.name if self.fault else ""
        terms = Terms(
            mode="Review" if name == "review" else "Normal",
            mastery=fraction(unit.mastery),
            move_on=unit.move_on or "NotApplicable",
            parameters=unit.launch,
            return_to=f"{host}/{recorder.RETURNED}",
        )
        with self.store.lock:
            return joined(unit.address, self.store.launched(terms))

    def started(self) -> None:
        """The course is there: what was to fail fails from now on."""
        if self.fault and self.fault.name == "commit":
            self.store.refuses[TELLING] = FAILING

    def mended(self) -> None:
        """Nothing fails any more."""
        self.store.refuses.clear()

    def loaded_again(self) -> None:
        """The learner loads the page again, so that it cannot know that its token was given."""
        for visit in self.store.visits:
            visit.again = True

    def missed(self, method: str, address: str, headers: dict[str, str], body: str) -> None:
        """A request never arrived."""
        if address.startswith(f"{self.store.address}/"):
            with self.store.lock:
                self.store.missed(request(method, address, headers, body.encode()))

    def heard(self) -> tuple[list[Call], int]:
        """The calls since the last question, and how many more there were."""
        heard, beyond = self.store.taken_news()
        return [call_of(one) for one in heard], beyond

    def news(self, told: News) -> News:
        """What there is to say of the session, besides calls."""
        with self.store.lock:
            return replace(
                told, phase=self.store.phase, lost=(), owed=tuple(self.store.owed), kept=self.store.standing()
            )


def call_of(one: Heard) -> Call:
    """A request as a call."""
    return Call(
        one.verb,
        one.name,
        one.what[:LONGEST],
        one.value[:LONGEST],
        one.length,
        str(int(one.status)),
        str(int(one.status)) if one.status >= 400 else "0",
        "not kept" if one.failed else "fine",
        one.at,
        wrong=one.wrong,
    )


def fraction(mastery: str) -> float | None:
    """A pass mark as a number; none where it is none."""
    try:
        return float(mastery) if mastery and 0 <= float(mastery) <= 1 else None
    except ValueError:
        return None
