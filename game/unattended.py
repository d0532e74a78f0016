"""Answers that nobody types: the fixed votes of a demonstration, and a facilitator who lets things take their course.

Law: an answer depends on what is on the screen and nothing else.
"""

from __future__ import annotations

from game.phases import Phase
from game.views import FacilitatorView


def fixed_votes(view: FacilitatorView, _prompt: str) -> str | None:
    """Answers for a demonstration: eight delegates whose votes depend only on the round, with a tie in the third."""
    options = [option for option in view.options if option.is_open]
    match view.phase:
        case Phase.DISCUSSING if view.number == 3 and len(options) > 1:
            return f"{options[0].letter} 4, {options[1].letter} 4"
        case Phase.DISCUSSING:
            favourite = options[view.number % len(options)]
            others = [option for option in options if option is not favourite]
            return ", ".join([f"{favourite.letter} 5", *(f"{option.letter} 1" for option in others[:3])])
        case Phase.TIED:
            return f"{options[0].letter} the chair has the casting vote"
        case Phase.ENDED:
            return None
        case _:
            return ""


def by_itself(view: FacilitatorView, _prompt: str) -> str | None:
    """A facilitator who lets things take their course: Enter, the first of those tied, and never a second vote."""
    leaders = [option.letter for option in view.options if option.leads] or [
        option.letter for option in view.options if option.is_open
    ]
    match view.phase:
        case Phase.TIED if not view.tie_goes_to_vote:
            return f"{leaders[0]} the chair has the casting vote"
        case Phase.TIED:
            return "open"
        case Phase.SHORT:
            return f"override {leaders[0]} too few have voted"
        case Phase.ENDED:
            return None
        case _:
            return ""
