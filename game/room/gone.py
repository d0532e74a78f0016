"""Why a phone sees neither a vote nor a form: each reason with its heading, its words and the way on.

Law: what is said is of use to whoever sees it, and tells a stranger nothing about the room.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gone(StrEnum):
    """The reasons."""

    REMOVED = "removed"
    REPLACED = "replaced"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ENDED = "ended"
    CLOSED = "closed"
    CODE = "code"
    LOST = "lost"
    HOST = "host"
    CROSS_SITE = "cross-site"
    METHOD = "method"
    TYPE = "type"
    LARGE = "large"
    SLOW = "slow"
    BUSY = "busy"
    FULL = "full"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Why:
    """What a page says, and what its link does; without words there is no link."""

    heading: str
    words: str
    link: str = "Go to the start"
    is_over: bool = False
    """Whether nothing more will come to this phone."""


WHY = {
    Gone.REMOVED: Why(
        "You are no longer in the room.",
        "The facilitator has taken this phone out of the exercise. If that is a mistake, tell them.",
        is_over=True,
    ),
    Gone.REPLACED: Why(
        "You go on with your other phone.",
        "The facilitator has let you in with another phone. Your vote is kept there. You can close this page.",
        "",
        is_over=True,
    ),
    Gone.REFUSED: Why(
        "The facilitator has not let this phone in.",
        "Tell the facilitator who you are, and try again.",
        is_over=True,
    ),
    Gone.UNKNOWN: Why(
        "This phone is not in the room.",
        "Scan the code on the wall, or type it, to come in.",
        is_over=True,
    ),
    Gone.ENDED: Why("The exercise is over.", "Thank you. You can close this page.", "", is_over=True),
    Gone.CLOSED: Why("Nothing is on yet.", "The exercise has not been opened. Look again in a moment.", "Look again"),
    Gone.CODE: Why(
        "This code is not right.",
        "Codes can change. Look at the wall again, then scan it or type it.",
        "Type the code",
    ),
    Gone.LOST: Why("There is nothing here.", "The address may be mistyped."),
    Gone.HOST: Why("This is not the room's address.", "Type the address as it stands on the wall.", ""),
    Gone.CROSS_SITE: Why(
        "This was not sent from the room's own page.",
        "Nothing was changed. Open the page again and try once more.",
    ),
    Gone.METHOD: Why("This cannot be done here.", "Nothing was changed."),
    Gone.TYPE: Why("This could not be read.", "Nothing was changed. Use the form on the page."),
    Gone.LARGE: Why("That was too much at once.", "Nothing was changed. Write less and try again."),
    Gone.SLOW: Why("That took too long to arrive.", "Nothing was changed. Try again, nearer to the Wi-Fi if you can."),
    Gone.BUSY: Why("Too many at once.", "Nothing was changed. Try again in a moment.", "Try again"),
    Gone.FULL: Why("There is no room for another phone.", "Answer with your hand.", ""),
    Gone.BROKEN: Why("Something went wrong here.", "It is not your fault. Tell the facilitator.", "Try again"),
}
