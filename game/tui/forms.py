"""What the console asks for on a form: each made from the session as it is now, and bound to what it does.

Law: a form is only there when its command is possible; whether what was filled in holds is the session's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, cast

from game import hotwash, rules, spoken, views
from game.aar import Who
from game.held import Refusal
from game.phases import Phase
from game.session import Session
from game.tui.screens.ask import Choice, Form
from game.views import FacilitatorView

WHY = "Why? The decision log keeps the reason."
KEPT = "Kept. It comes up again in the hot wash."
SAY_ACTION = "As you would say it: who does what, by when"


def tie(held: Session, view: FacilitatorView) -> Form:
    """Which of the options that are tied is taken, and why."""
    tied = [option for option in view.options if option.leads]
    is_casting = view.setup.tie == "casting vote"
    return Form(
        title="The vote is tied: which option is taken?",
        aside=f"{tied[0].hands} votes each",
        what="The decision",
        choices=[Choice(option.letter, option.text, option.id) for option in tied],
        label=f"The chair has the casting vote. {WHY}" if is_casting else WHY,
        hint="such as: the chair has the casting vote",
        step="Take {mark} for this reason",
        act=lambda option, reason: held.break_tie(str(option), reason, view.table),
    )


def override(held: Session, view: FacilitatorView) -> Form:
    """What is decided for the table, and why."""
    return Form(
        title="Decide for the table, whatever it voted",
        what="The override",
        choices=takeable(held, view),
        label=WHY,
        hint="such as: the chief executive has ordered it",
        step="Take {mark} for this reason",
        act=lambda choice, reason: held.override(cast(Sequence[str], choice), reason, view.table),
    )


def takeable(held: Session, view: FacilitatorView) -> list[Choice]:
    """Everything that the table could decide."""
    state = held.tables[view.table].state
    options = held.play.scenario.rounds[state.round].options
    letters = {option.id: option.letter for option in view.options}
    found = []
    for choice in rules.legal(held.play, state):
        taken = [options[number] for number in choice]
        mark = "+".join(letters[option.id] for option in taken)
        found.append(Choice(mark or "-", "; ".join(o.text for o in taken) or "Nothing", [o.id for o in taken]))
    return found


def note(held: Session, view: FacilitatorView) -> Form:
    """Why the table decides so, or who disagrees."""
    return Form(
        title="A line on this decision",
        what="The note",
        choices=[
            Choice("Reason", "why the table decides so", "rationale"),
            Choice("Dissent", "who disagrees, and why", "dissent"),
        ],
        label="In a line, without names unless they want to be named",
        step="Keep this line",
        done="Kept, in the decision log.",
        act=lambda what, text: held.note(cast(Literal["rationale", "dissent"], what), text, view.table),
    )


def mark(held: Session) -> Form:
    """A word or two for the moment."""
    return Form(
        title="Mark this moment",
        what="The mark",
        label="A word or two, or nothing; the time is kept",
        step="Mark the moment",
        done="Marked. It comes up again in the hot wash.",
        act=lambda _, text: held.mark(text),
    )


def lesson(held: Session) -> Form:
    """What the room takes away."""
    return Form(
        title="Write down a lesson",
        what="The lesson",
        label="In a sentence",
        step="Keep this lesson",
        done=KEPT,
        act=lambda _, text: held.identify(text),
    )


def action(held: Session) -> Form:
    """What somebody will do."""
    return Form(
        title="Write down an action",
        what="The action",
        label=SAY_ACTION,
        hint="such as: Jo to test the restore by the end of January",
        step="Keep this action",
        done=KEPT,
        act=lambda _, text: agree(held, text),
        told=understood,
    )


def agree(held: Session, text: str) -> None:
    """Record an action as it was said."""
    meant = spoken.action(text, hotwash.today())
    held.agree(meant.text, meant.owner, meant.due)


def understood(text: str) -> str:
    """What an action that is being typed is understood as."""
    meant = spoken.action(text, hotwash.today())
    return hotwash.understood(meant.text, meant.owner, meant.due) if meant.text else ""


def delegates(held: Session, view: FacilitatorView) -> Form:
    """How many sit at the table."""
    return Form(
        title=f"How many sit at {view.name}?",
        aside=f"{view.present} so far" if view.present else "",
        what="The number",
        label="A number",
        step="Keep the number",
        done="The number is kept.",
        act=lambda _, text: held.seat(number(text), view.table),
    )


def number(text: str) -> int:
    """A number that was typed. Raises Refusal."""
    if not text.strip().isdecimal():
        raise Refusal("type a number, such as 8")
    return int(text)


def messages(held: Session, view: FacilitatorView) -> Form:
    """Which of the messages that wait is released."""
    return Form(
        title="Which message arrives now?",
        what="The message",
        choices=[Choice(whom(one), f"{one.sender}: {' '.join(one.text.split())}", one.id) for one in view.on_demand],
        step="Release it",
        act=lambda inject, _: held.deliver(str(inject), view.table),
    )


def whom(message: views.InjectView) -> str:
    """Whom a message is for."""
    return " and ".join(message.to) or "Everyone"


def all_that_decided(held: Session) -> list[int]:
    """The tables that have read their outcome and wait to go on."""
    return [number for number, table in enumerate(held.tables) if table.phase is Phase.OUTCOME]


def report(write: Callable[[Who], None]) -> Form:
    """What the report may say of those who sat here; asked once, nothing unless somebody wants it."""
    ways: tuple[tuple[Who, str], ...] = (
        ("nobody", "Only how many they were"),
        ("roles", "Which roles were played"),
        ("names", "Their names, with their roles"),
    )
    return Form(
        title="Write the report: what may it say of the delegates?",
        what="The report",
        choices=[Choice(str(number), words, who) for number, (who, words) in enumerate(ways, start=1)],
        step="Write it: {mark}",
        act=lambda who, _: write(cast(Who, who)),
    )
