"""The workshop line by line, for screen readers, pipes and rooms without a console.

Law: the same commands and the same views as the console; nothing but text in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from game import views, wording
from game.authoring.prose import to_plain
from game.phases import Phase
from game.session import Refusal, Session
from game.views import FacilitatorView, OptionView

Say: TypeAlias = Callable[[str], None]
Ask: TypeAlias = Callable[[FacilitatorView, str], str | None]
"""Shows a prompt and gives one line of answer; None when there is no more to come."""

HANDS = re.compile(r"([A-Za-z])\s*[:=]?\s*(\d{1,4})")
PROMPTS = {
    Phase.OPENING: "Press Enter to begin.",
    Phase.DISCUSSING: "Hands for each option, such as A 5, B 3:",
    Phase.COUNTED: "Press Enter to take the decision, or enter the hands again:",
    Phase.TIED: "A tie. Enter the letter that wins and the reason, such as B the chair decided:",
    Phase.OUTCOME: "Press Enter to go on.",
    Phase.ENDED: "The exercise is over. Press Enter to leave.",
}
HELP = """\
What you can type at any prompt:
Enter         go on, or take the decision
A 5, B 3      count hands; a later count replaces an earlier one
B a reason    break a tie
notes         the facilitator's notes for this round
again         read this screen again
undo          go back to the last decision; undo 2 goes back to round 2
help          these lines
quit          leave; the session is kept and siro play --resume goes on"""


def run(session: Session, ask: Ask, say: Say) -> bool:
    """Play a session to its end. True where it ended, False where the facilitator left first."""
    shown = None
    while True:
        view = views.facilitator(session)
        if shown != (view.phase, view.number, view.tally, len(session.table.turns)):
            say("\n".join(screen(view)))
            shown = (view.phase, view.number, view.tally, len(session.table.turns))
        answer = ask(view, PROMPTS[view.phase])
        if answer is None:
            return view.phase is Phase.ENDED
        try:
            if obeyed(session, view, answer.strip(), say):
                return view.phase is Phase.ENDED
        except Refusal as refusal:
            say(f"Not possible: {refusal}.")


def obeyed(session: Session, view: FacilitatorView, answer: str, say: Say) -> bool:
    """Do what one line asks for. True where it asks to leave."""
    word, _, rest = answer.partition(" ")
    match word.lower():
        case "quit" | "exit" | "q":
            return True
        case "help" | "?":
            say(HELP)
        case "notes":
            say(to_plain(view.notes) or "There are no notes for this round.")
        case "again":
            say("\n".join(screen(view)))
        case "undo":
            undo(session, view, rest.strip())
        case "":
            return entered(session, view, say)
        case _:
            counted_or_broken(session, view, answer)
    return False


def entered(session: Session, view: FacilitatorView, say: Say) -> bool:
    """What Enter alone does in each phase."""
    match view.phase:
        case Phase.OPENING:
            session.begin()
        case Phase.COUNTED:
            session.decide()
        case Phase.OUTCOME:
            session.move_on()
        case Phase.ENDED:
            return True
        case _:
            say("Type the hands, or help.")
    return False


def undo(session: Session, view: FacilitatorView, number: str) -> None:
    """Go back to the last decision, or to the round with this number."""
    if not number:
        session.undo()
        return
    rounds = [each.id for each in view.scenario.rounds]
    if not number.isdecimal() or not 0 < int(number) <= len(rounds):
        raise Refusal(f"there is no round {number}")
    session.undo(rounds[int(number) - 1])


def counted_or_broken(session: Session, view: FacilitatorView, answer: str) -> None:
    """Hands, or a letter and a reason where there is a tie."""
    letters = {option.letter: option for option in view.options}
    tie = re.fullmatch(r"([A-Za-z])[\s:,]+(\D.*)", answer)
    if view.phase is Phase.TIED and tie and not HANDS.match(answer):
        option = option_of(letters, tie[1])
        if not option.leads:
            raise Refusal(f"{option.letter} is not one of the options that lead")
        session.break_tie(option.id, tie[2])
        return
    left = HANDS.sub("", answer).strip(" ,;.")
    found = HANDS.findall(answer)
    if left or not found:
        raise Refusal(f"'{answer}' is not understood; type the hands such as A 5, B 3, or help")
    session.count({option_of(letters, letter).id: int(hands) for letter, hands in found})


def option_of(letters: dict[str, OptionView], letter: str) -> OptionView:
    """The option with this letter, if it can be chosen."""
    option = letters.get(letter.upper())
    if option is None:
        raise Refusal(f"there is no option {letter.upper()}")
    if not option.is_open:
        raise Refusal(f"{option.letter} cannot be chosen: {option.because.rstrip('.')}")
    return option


def screen(view: FacilitatorView) -> list[str]:
    """The whole of what is to be read now."""
    parts: dict[Phase, Callable[[FacilitatorView], Iterator[str]]] = {
        Phase.OPENING: opening,
        Phase.DISCUSSING: discussing,
        Phase.COUNTED: counted,
        Phase.TIED: counted,
        Phase.OUTCOME: outcome,
        Phase.ENDED: ending,
    }
    return ["", *parts[view.phase](view), ""]


def opening(view: FacilitatorView) -> Iterator[str]:
    """The organisation and what the table watches."""
    yield f"EXERCISE: {view.scenario.title}"
    yield f"{view.scenario.summary} {view.place[0].upper()}{view.place[1:]}."
    yield ""
    yield view.scenario.organisation.name
    yield to_plain(view.scenario.organisation.about)
    yield ""
    yield from meters(view)


def discussing(view: FacilitatorView) -> Iterator[str]:
    """The situation, what has arrived, and what can be done."""
    yield f"EXERCISE. Round {view.number} of {view.total}: {view.heading}. {view.time}".rstrip(". ") + "."
    yield ""
    yield to_plain(view.situation)
    for inject in view.injects:
        yield ""
        yield f"From {inject.sender}: {to_plain(inject.text)}"
    yield ""
    yield from meters(view)
    yield ""
    yield f"Question: {view.question} (about {view.discuss} minutes to talk)"
    for option in view.options:
        closed = "" if option.is_open else f" [cannot be chosen: {option.because}]"
        yield f"{option.letter}. {option.text}{closed}"


def counted(view: FacilitatorView) -> Iterator[str]:
    """The hands, and who leads."""
    for option in view.options:
        if option.is_open:
            mark = " (tied)" if option.is_tied else " (leads)" if option.leads else ""
            yield f"{option.letter}. {wording.counted(option.hands, 'vote')}{mark}"


def outcome(view: FacilitatorView) -> Iterator[str]:
    """The decision and what it did."""
    assert view.outcome is not None
    yield f"EXERCISE. Decided: {view.outcome.option} ({view.outcome.how})"
    for text in view.outcome.texts:
        yield ""
        yield to_plain(text)
    yield ""
    yield "What changed:"
    yield from (meter.sentence for meter in view.meters)
    yield from (f"Deadline: {deadline}" for deadline in view.deadlines)


def ending(view: FacilitatorView) -> Iterator[str]:
    """How the story ends, and where the meters stand against the start."""
    assert view.ending is not None
    yield f"EXERCISE ENDS: {view.ending.title}"
    yield ""
    yield to_plain(view.ending.text)
    yield ""
    yield "From start to end:"
    yield from (meter.sentence for meter in view.meters)
    if view.scenario.debrief.questions:
        yield ""
        yield "To talk about:"
        yield from (f"- {question}" for question in view.scenario.debrief.questions)


def meters(view: FacilitatorView) -> Iterator[str]:
    """Where the meters stand."""
    yield "Where you stand: " + "; ".join(f"{meter.title} {meter.text}" for meter in view.meters)
    yield from (f"Deadline: {deadline}" for deadline in view.deadlines)


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
