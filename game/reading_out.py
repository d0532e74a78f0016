"""A briefing line by line, for screen readers, pipes and rooms without a console. Law: the same slides, in text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from game import doorkeeping, slides
from game.held import Refusal
from game.host import Host
from game.plain import HANDS
from game.slides import LETTERS, Showing

HELP = """\
What you can type at any prompt:
Enter            the next slide
back, slide 7    the slide before, or the one with this number
notes            what the speaker says, and the minutes
A 5, B 3         count the hands for the question on the slide; nothing of it is kept
phones           let phones answer; Enter then shows the answers of hands and phones together
room, qr         how phones join, and the square that cameras read; new code, address 2 change that
list             the slides by number
again            read this slide again
help             these lines
quit             leave"""

NEXT = "Press Enter for the next slide:"
LAST = "The last slide. Press Enter to end:"
HANDS_FOR = "Hands for each answer, such as A 5, B 3, or Enter to go on:"
SHOW = "{}. Press Enter to show the answers:"
SHOW_BOTH = "{}. Type hands, such as A 5, B 3, or press Enter to show the answers:"

Ask = Callable[[str], str | None]
Say = Callable[[str], None]
Turned = Callable[[Showing], None]


def run(first: Showing, ask: Ask, say: Say, turned: Turned = lambda _: None, host: Host | None = None) -> bool:
    """Show a briefing to its end. True where it ended, False where the speaker left first.

    `turned` hears of each slide, and of the hands counted on it; `host` knows what phones answer.
    """
    showing: Showing | None = first
    shown: Showing | None = None
    while showing is not None:
        if showing is not shown:
            turned(showing)
            say("\n".join(["", *slides.lines(told(showing, host), date.today()), ""]))
        shown = showing
        answer = ask(prompt(told(showing, host), host))
        if answer is None or answer.strip().lower() in ("quit", "exit", "q"):
            return False
        try:
            showing = after(showing, answer.strip(), say, host)
        except (ValueError, Refusal) as refused:
            say(f"Not possible: {refused}.")
    return True


def told(showing: Showing, host: Host | None) -> Showing:
    """The slide with what phones have answered by now."""
    said = host.invitation() if host else None
    return showing.with_phones(said.polled.answers) if said and said.polled else showing


def is_by_hands(showing: Showing, host: Host | None) -> bool:
    """Whether hands have to be counted: no phones are asked, or none can come."""
    return not showing.takes_phones or host is None or host.is_by_hands


def prompt(showing: Showing, host: Host | None = None) -> str:
    """What is asked for."""
    match showing.waits_for(is_by_hands(showing, host)):
        case "hands":
            return HANDS_FOR
        case "answers":
            return (SHOW_BOTH if showing.takes_hands else SHOW).format(showing.answered)
        case _:
            return LAST if showing.is_last else NEXT


def after(showing: Showing, answer: str, say: Say, host: Host | None = None) -> Showing | None:
    """What one line does; None at the end. Raises ValueError or Refusal with the reason where it is not possible."""
    word, _, rest = answer.lower().partition(" ")
    match word:
        case "":
            return onward(showing, host)
        case "back":
            return moved(showing, showing.number - 1)
        case "slide":
            return moved(showing, int(rest) - 1 if rest.isdecimal() else -1)
        case "again":
            return showing.at(showing.number)
        case "notes":
            say(slides.notes(showing))
        case "list":
            say("\n".join(f"{number}. {one.title}" for number, one in enumerate(showing.briefing.slides, start=1)))
        case "help" | "?":
            say(HELP)
        case "phones":
            return showing.letting_phones()
        case _ if word in doorkeeping.BRIEFING_ORDERS:
            say("\n".join(doorkeeping.BRIEFING_ORDERS[word](None, host, rest)))
        case _:
            if not (showing.takes_hands or is_by_hands(showing, host)):
                raise ValueError("phones answer here, not hands; siro brief --voting both takes both")
            return showing.with_hands(hands(showing, answer))
    return showing


def onward(showing: Showing, host: Host | None) -> Showing | None:
    """The answers where phones have given some, else the next slide; None at the end."""
    if showing.waits_for(is_by_hands(showing, host)) == "answers":
        return showing.revealed()
    return None if showing.is_last else showing.at(showing.number + 1)


def moved(showing: Showing, number: int) -> Showing:
    """Another slide."""
    if not 0 <= number < len(showing.briefing.slides):
        raise ValueError("there is no such slide; type list for all of them")
    return showing.at(number)


def hands(showing: Showing, answer: str) -> tuple[int, ...]:
    """The hands for each answer of the slide's poll."""
    found = {letter.upper(): int(number) for letter, number in HANDS.findall(answer)}
    if HANDS.sub("", answer).strip(" ,;.") or not found:
        raise ValueError(f"'{answer}' is not understood; type help for what is")
    options = showing.slide.poll.options if showing.slide.poll else ()
    letters = LETTERS[: len(options)]
    if unknown := [letter for letter in found if letter not in letters]:
        raise ValueError(f"there is no answer {unknown[0]} on this slide")
    return tuple(found.get(letter, 0) for letter in letters)
