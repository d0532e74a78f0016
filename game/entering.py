"""A workshop that was played on paper, entered line by line, so that it gets the same report as one on screen.

Law: the same commands as any workshop; the journal's times are those that were written down, and it says that it was
entered afterwards. Midnight stands for a start that nobody wrote down. A decision whose time is known is said to be
(`Timed`); any other has the last time of its table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import takewhile
from typing import TypeAlias

from game import hotwash, rules, spoken, tables, views, wording
from game.authoring.prose import to_plain
from game.events import Decided, Timed, Undone
from game.held import Refusal
from game.journal import Clock, Entry
from game.phases import Phase
from game.rules import Branch, Choice
from game.scenario import Option, Round
from game.session import Session
from game.tables import Table
from game.views import LETTERS

Say: TypeAlias = Callable[[str], None]
Ask: TypeAlias = Callable[[str], str | None]
"""Shows a prompt and gives one line of answer; None when there is no more to come."""

HANDS = re.compile(r"([A-Za-z])\s*[:=]?\s*(\d{1,3})")
TIME = re.compile(r"(\d{1,2})[:.](\d\d)")
HELP = """\
At "What was decided?" type the letter as on the round's sheet: B, or B+D where several were taken.
Enter alone leaves out what nobody wrote down. At any prompt:
?       read the round's situation      undo    take back the round, or else the one before
help    these lines                     quit    leave; siro enter --resume goes on here"""


class Left(Exception):
    """Whoever enters has stopped for now."""


class TakenBack(Exception):
    """The last round of this table is to be entered again."""


def clock(day: date, at: time = time()) -> Clock:
    """A clock that stands at a moment of a past day, where the reader is."""
    moment = datetime.combine(day, at).astimezone()
    return lambda: moment


def is_entered(session: Session) -> bool:
    """Whether a session was played on paper."""
    return session.entered is not None


def past_day(written: str, today: date) -> date | None:
    """A day that has been, as people write it; one without a year is the last of that name."""
    words = written.strip().lower()
    found = today if words == "today" else spoken.numbered(words, today)
    if found and found > today and not re.search(r"\d{4}", words):
        found = spoken.valid(found.year - 1, found.month, found.day)
    return found if found and found <= today else None


@dataclass(slots=True)
class Desk:
    """Where a workshop is entered: the session, who is asked, and the table that it is about."""

    session: Session
    ask: Ask
    say: Say
    table: int = 0
    is_timed: bool = False
    """Whether the decision that is being entered has a time that somebody wrote down."""

    def line(self, prompt: str) -> str:
        """One answer. Raises Left at the end of what comes or where that is asked for, and TakenBack for undo."""
        while True:
            answer = self.ask(prompt)
            word = "quit" if answer is None else answer.strip().lower()
            if word in ("quit", "exit"):
                raise Left
            if word == "undo":
                raise TakenBack
            if word != "help":
                return (answer or "").strip()
            self.say(HELP)

    def until(self, prompt: str, understood: Callable[[str], bool]) -> None:
        """Ask until an answer is understood; what is not says why."""
        while True:
            try:
                if understood(self.line(prompt)):
                    return
            except Refusal as refusal:
                self.say(f"Not possible: {refusal}.")

    def every(self, prompt: str, more: str) -> Iterator[str]:
        """Answers until an empty one."""
        answer = self.line(prompt)
        while answer:
            yield answer
            answer = self.line(more)


def run(session: Session, ask: Ask, say: Say) -> bool:
    """Enter a workshop to its end. True where it ended, False where there is more to enter."""
    desk = Desk(session, ask, say)
    say(HELP)
    for place, table in enumerate(session.tables):
        if table.phase is Phase.OPENING:
            stand(desk, latest(session, None))
            session.begin(place)
    while True:
        try:
            while (number := behind(session)) is not None:
                desk.table = number
                enter_round(desk, number)
            after(desk)
        except TakenBack:
            taken_back(desk, desk.table)
        except Left:
            say("This is kept. Go on with siro enter --resume.")
            return False
        else:
            return True


def behind(session: Session) -> int | None:
    """The table whose round is to be entered next: the one that has the fewest; nothing where all have ended."""
    playing = [number for number, place in enumerate(session.tables) if place.phase is not Phase.ENDED]
    return min(playing, key=lambda number: (len(session.tables[number].turns), number), default=None)


def latest(session: Session, table: int | None) -> datetime:
    """The last time of a decision that stands: of one table, or of all; before the first it is that of the start."""
    stands: dict[int, list[Entry]] = {}
    for entry in session.entries:
        match entry.event:
            case Decided(table=place):
                stands.setdefault(place, []).append(entry)
            case Undone(table=place, round=back):
                stands[place] = list(takewhile(lambda one: round_of(one) != back, stands.get(place, ())))
    kept = (one.at for place, every in stands.items() if table in (None, place) for one in every)
    return max(kept, default=session.entries[0].at).astimezone()


def round_of(decided: Entry) -> str:
    """The round that a line decides."""
    return getattr(decided.event, "round", "")


def stand(desk: Desk, moment: datetime) -> None:
    """Let the journal's clock stand at a moment."""
    desk.session.journal.clock = lambda: moment


def time_of(said: str) -> time:
    """A time of day as people write it. Raises Refusal."""
    found = TIME.fullmatch(said)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refusal("a time is such as 10:05")
    return time(int(found[1]), int(found[2]))


def at_time(desk: Desk, said: str) -> bool:
    """Move the journal's clock to a time of that day; an empty one leaves it."""
    desk.is_timed = bool(said)
    if said:
        before = latest(desk.session, desk.table)
        moment = datetime.combine(before.date(), time_of(said)).astimezone()
        if moment < before:
            raise Refusal(f"this table's last time was {before:%H:%M}; a later one, or Enter where nobody knows")
        stand(desk, moment)
    return True


def enter_round(desk: Desk, number: int) -> None:
    """One round of one table."""
    session = desk.session
    place = session.tables[number]
    stand(desk, latest(session, number))
    if place.phase is Phase.OUTCOME:  # it stopped right after the decision
        session.move_on(number)
        return
    if place.phase is not Phase.DISCUSSING:  # it stopped between the votes and the decision
        session.undo(None, number)
        place = session.tables[number]
    here = tables.current_round(session.play, place)
    several = f"{place.setup.seats[number].name}, round" if len(session.tables) > 1 else "Round"
    desk.say("")
    desk.say(f"{several} {place.state.round + 1} of {len(session.play.scenario.rounds)}: {here.title}")
    desk.say(wording.question(here))
    for letter, option in open_letters(session, place):
        desk.say(f"{letter}. {option.text}")
    choice = decided(desk, number)
    counted(desk, here, choice, number)
    for what, first, more in (
        ("rationale", "Why, in the table's words? (Enter: nobody wrote it down)", "Another reason? (Enter: no)"),
        ("dissent", "Who disagreed, and why? (Enter: nobody)", "Anybody else? (Enter: no)"),
    ):
        for text in desk.every(first, more):
            session.note(what, text, number)  # type: ignore[arg-type]
    outcome(desk, number)
    session.move_on(number)


def open_letters(session: Session, place: Table) -> Iterator[tuple[str, Option]]:
    """The options that could be taken, with the letters of the printed sheet: those of the scenario's order."""
    here = tables.current_round(session.play, place)
    is_open = tables.open_options(session.play, place.state)
    for position, option in enumerate(here.options):
        if option.id in is_open:
            yield LETTERS[position % len(LETTERS)], option


def decided(desk: Desk, number: int) -> tuple[str, ...]:
    """What was decided, by the ids of options."""
    session = desk.session
    letters = {letter: option.id for letter, option in open_letters(session, session.tables[number])}
    choice: list[str] = []

    def understood(said: str) -> bool:
        if not said:
            raise Refusal("say which option was taken")
        if said == "?":
            desk.say(to_plain(views.facilitator(session, number).situation))
            return False
        wanted = [] if said.lower() in ("nothing", "none") else re.split(r"[\s+,]+", said.upper())
        strangers = [letter for letter in wanted if letter not in letters]
        if strangers:
            raise Refusal(f"'{strangers[0] or said}' is none of {', '.join(letters)}")
        choice[:] = [letters[letter] for letter in wanted]
        misfit = session.misfit(session.tables[number], tuple(choice))
        if misfit or not (choice or session.play.rounds[session.tables[number].state.round].none):
            raise Refusal(misfit or "say which option was taken")
        return True

    desk.until("What was decided?", understood)
    return tuple(choice)


def counted(desk: Desk, here: Round, choice: tuple[str, ...], number: int) -> None:
    """The votes, the time and how it was decided; then the decision itself."""
    session = desk.session
    if session.setup.votes == "two":
        desk.until("The first vote, such as A 5, B 3? (Enter: not counted)", lambda said: hands(desk, said, number))
    desk.until("The votes, such as A 5, B 3? (Enter: not counted)", lambda said: hands(desk, said, number))
    desk.until("When was it decided, such as 10:25? (Enter: not known)", lambda said: at_time(desk, said))
    place = session.tables[number]
    result = tables.result_of(session.play, place)
    by_vote = place.phase is Phase.COUNTED and set(result.taken) == set(choice)
    by_tie = place.phase is Phase.TIED and len(choice) == 1 and choice[0] in result.tied
    reason = "" if by_vote else why(desk, place, by_tie)
    session.chance = fallen(desk, here, place, choice)
    if by_vote:
        session.decide(number)
    elif by_tie:
        session.break_tie(choice[0], reason, number)
    else:
        session.override(choice, reason, number)
    if desk.is_timed:
        session.happen(Timed(table=number, round=here.id))


def why(desk: Desk, place: Table, by_tie: bool) -> str:
    """Why it was decided otherwise than by the votes alone."""
    if by_tie:
        prompt = "The vote was tied. Who settled it, and why?"
    elif place.tally and place.phase is not Phase.FIRST:
        prompt = "The votes do not say that. Who decided otherwise, and why?"
    else:
        prompt = "Without a count: how was it decided, such as everybody agreed?"
    while not (given := desk.line(prompt)):
        desk.say("Say why: the reason goes into the decision log.")
    return given


def hands(desk: Desk, said: str, number: int) -> bool:
    """A show of hands; an empty line counts none."""
    session = desk.session
    if not said:
        return True
    letters = {letter: option.id for letter, option in open_letters(session, session.tables[number])}
    people = re.search(r"\bof\s*(\d{1,3})\s*$", said)
    listed = said[: people.start()] if people else said
    found = HANDS.findall(listed)
    if not found or HANDS.sub("", listed).strip(" ,;."):
        raise Refusal(f"'{said}' is not understood; type the votes such as A 5, B 3")
    strangers = [letter for letter, _ in found if letter.upper() not in letters]
    if strangers:
        raise Refusal(f"'{strangers[0].upper()}' is none of {', '.join(letters)}")
    counts = {letters[letter.upper()]: int(votes) for letter, votes in found}
    session.count(counts, number, int(people[1]) if people else 0)
    return True


def fallen(
    desk: Desk, here: Round, place: Table, choice: tuple[str, ...]
) -> Callable[[tuple[Branch, ...], str], Branch]:
    """How chance fell on that day: asked for where there was any."""
    play = desk.session.play
    taken: Choice = tables.positions_of(play, place.state, choice)
    ways = rules.branches(play, place.state, taken)
    if len(ways) == 1:
        return lambda branches, _key: branches[0]
    for position, way in enumerate(ways, start=1):
        desk.say(f"{position}. {'; '.join(story(desk, place, taken, way)) or 'Nothing more happened'}")
    picked: list[Branch] = []

    def understood(said: str) -> bool:
        if not said.isdecimal() or not 0 < int(said) <= len(ways):
            raise Refusal(f"type the number of what happened, 1 to {len(ways)}")
        picked.append(ways[int(said) - 1])
        return True

    desk.until(f"What happened then, 1 to {len(ways)}?", understood)
    return lambda _branches, _key: picked[-1]


def story(desk: Desk, place: Table, taken: Choice, way: Branch) -> Iterator[str]:
    """What chance did on one of its ways, in plain words."""
    play = desk.session.play
    options = play.scenario.rounds[place.state.round].options
    happenings = play.scenario.happenings
    for step in rules.story(play, place.state, taken, way.falls):
        if step.kind in ("chance", "luck"):
            chances = (options if step.kind == "chance" else happenings)[step.number].chances
            yield " ".join(to_plain(chances[step.chance].text).split()) or "nothing more"


def outcome(desk: Desk, number: int) -> None:
    """Where the meters stand now, to hold against the sheet."""
    scenario = desk.session.play.scenario
    values = zip(scenario.meters.values(), desk.session.tables[number].state.meters, strict=True)
    stand = "; ".join(f"{meter.title} {wording.with_unit(value, meter.unit)}" for meter, value in values)
    desk.say(f"Entered. Now: {stand}")


def taken_back(desk: Desk, number: int) -> None:
    """The last round of this table, to be entered again."""
    try:
        desk.session.undo(None, number)
        desk.say("Taken back; enter it again.")
    except Refusal as refusal:
        desk.say(f"Not possible: {refusal}.")


def after(desk: Desk) -> None:
    """The hot wash: answers, lessons, actions; what was entered before is told first."""
    session = desk.session
    stand(desk, latest(session, None))
    questions = session.play.scenario.debrief.questions
    desk.say("")
    desk.say("That was the last round. Now the hot wash.")
    for one in hotwash.hot_wash(session.entries).entries:
        desk.say(f"Entered already: {hotwash.worded(one, questions)}")
    for number, question in enumerate(questions):
        for text in desk.every(f"{question} (Enter: next)", "Another answer? (Enter: next)"):
            session.answer(number, text)
    for lesson in desk.every("A lesson that the room took away? (Enter: next)", "Another lesson? (Enter: next)"):
        session.identify(lesson)
    for said in desk.every(
        "An action, such as Jo to test the restore by the end of May? (Enter: done)", "Another action? (Enter: done)"
    ):
        meant = spoken.action(said, latest(session, None).date())
        session.agree(meant.text, meant.owner, meant.due)
        desk.say(hotwash.understood(meant.text, meant.owner, meant.due))
