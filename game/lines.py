"""What a screen says, as lines of text in reading order. Law: pure; nothing ahead of its time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game import wording
from game.authoring.prose import to_plain
from game.comparing import Compared
from game.hotwash import HotWash, worded
from game.phases import Phase
from game.ranking import Stands
from game.views import FacilitatorView, InjectView

NOTES = {"rationale": "Why", "dissent": "Dissent"}


def screen(view: FacilitatorView) -> list[str]:
    """The whole of what is to be read now."""
    parts: dict[Phase, Callable[[FacilitatorView], Iterator[str]]] = {
        Phase.OPENING: opening,
        Phase.DISCUSSING: discussing,
        Phase.VOTING: voting,
        Phase.CLOSED: voting,
        Phase.OUTCOME: outcome,
        Phase.ENDED: ending,
    }
    name = [f"{view.name}:"] if len(view.setup.seats) > 1 else []
    return ["", *name, *parts.get(view.phase, counted)(view), ""]


def opening(view: FacilitatorView) -> Iterator[str]:
    """The organisation and what the table watches."""
    yield f"EXERCISE: {view.scenario.title}"
    yield f"{view.scenario.summary} {view.place[0].upper()}{view.place[1:]}."
    yield ""
    yield view.scenario.organisation.name
    yield to_plain(view.scenario.organisation.about)
    yield ""
    if view.roles:
        yield from (one.sentence for one in view.roles)
        yield "Type roles for the cards."
        yield ""
    yield from meters(view)


def discussing(view: FacilitatorView) -> Iterator[str]:
    """The situation, what has arrived, and what can be done."""
    yield f"EXERCISE. Round {view.number} of {view.total}: {view.heading}. {view.time}".rstrip(". ") + "."
    yield ""
    yield to_plain(view.situation)
    for inject in view.injects:
        yield ""
        yield message(inject)
    yield ""
    yield from meters(view)
    yield ""
    yield f"Question: {view.question} (about {view.discuss} minutes to talk)"
    for option in view.options:
        closed = "" if option.is_open else f" [cannot be chosen: {option.because}]"
        yield f"{option.letter}. {option.text}{closed}"


def voting(view: FacilitatorView) -> Iterator[str]:
    """How many have voted, and never how."""
    yield f"The vote is {'open' if view.phase is Phase.VOTING else 'closed'}. {view.turnout}."


def counted(view: FacilitatorView) -> Iterator[str]:
    """The votes, and who leads."""
    said = {Phase.FIRST: "The first of two votes:", Phase.SHORT: f"Too few have voted: {view.turnout}."}
    if view.phase in said:
        yield said[view.phase]
    for option in view.options:
        if option.is_open:
            mark = " (tied)" if option.is_tied else " (leads)" if option.leads else ""
            shift = f"; first vote to second: {option.shift}" if option.shift else ""
            yield f"{option.letter}. {wording.counted(option.hands, 'vote')}{mark}{shift}"


def outcome(view: FacilitatorView) -> Iterator[str]:
    """The decision and what it did."""
    assert view.outcome is not None
    yield f"EXERCISE. Decided: {view.outcome.option} ({view.outcome.how})"
    for text in view.outcome.texts:
        yield ""
        yield to_plain(text)
    yield from (f"{NOTES[note.what]}: {note.text}" for note in view.said)
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
        questions = view.scenario.debrief.questions
        yield from (f"{number}. {question}" for number, question in enumerate(questions, start=1))


def meters(view: FacilitatorView) -> Iterator[str]:
    """Where the meters stand."""
    yield "Where you stand: " + "; ".join(f"{meter.title} {meter.text}" for meter in view.meters)
    yield from (f"Deadline: {deadline}" for deadline in view.deadlines)


def message(inject: InjectView) -> str:
    """A message that has arrived."""
    return f"From {inject.sender}: {to_plain(inject.text)}"


def roles(view: FacilitatorView) -> Iterator[str]:
    """Who plays what at this table, with the words to hand out."""
    for one in view.roles:
        yield ""
        yield one.sentence
        yield to_plain(one.role.card)


def waiting(view: FacilitatorView) -> Iterator[str]:
    """The messages that can be released, by number."""
    for number, inject in enumerate(view.on_demand, start=1):
        yield f"{number}. For {' and '.join(inject.to) or 'everyone'}. {message(inject)}"


def comparison(compared: Compared) -> Iterator[str]:
    """One round at every table."""
    yield f"Round {compared.number}: {compared.title}"
    for stood in compared.tables:
        if stood.why_not:
            yield f"{stood.name} {stood.why_not}."
            continue
        yield f"{stood.name}: {stood.decision} ({stood.how})"
        yield from (f"  {meter.sentence}" for meter in stood.meters)


def standing(found: Iterable[Stands]) -> Iterator[str]:
    """Where each table stands."""
    for one in found:
        yield f"{one.name}: {one.sentences[0]}"
        yield from (f"  {sentence}" for sentence in one.sentences[1:])


def hot_wash(said: HotWash, questions: tuple[str, ...]) -> Iterator[str]:
    """What the room has said so far, each entry by its number."""
    return (f"{entry.number}. {worded(entry, questions)}" for entry in said.entries)
