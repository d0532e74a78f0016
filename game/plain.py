"""The workshop line by line, for screen readers, pipes and rooms without a console.

Law: the same commands and the same views as the console; nothing but text in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from game import comparing, doorkeeping, hotwash, lines, ranking, spoken, views
from game.aar import Who
from game.authoring.prose import to_plain
from game.background import Background
from game.exploration import Exploration
from game.held import Refusal
from game.host import Host, by_hands
from game.phases import Phase
from game.prompting import HELP, PROMPTS
from game.session import Session
from game.views import FacilitatorView, OptionView

Say: TypeAlias = Callable[[str], None]
Ask: TypeAlias = Callable[[FacilitatorView, str], str | None]
"""Shows a prompt and gives one line of answer; None when there is no more to come."""

Cast: TypeAlias = Callable[[Session, int], None]
"""Casts ballots once a vote is open: made-up delegates, in a rehearsal."""
Write: TypeAlias = Callable[[Session, Exploration | None, Who], Iterable[Path]]
"""Writes the report with what is known of all ways, and says where."""

HANDS = re.compile(r"([A-Za-z])\s*[:=]?\s*(\d{1,4})")


class Workshop:
    """A session line by line: which table the lines are about, and what was shown of it last."""

    def __init__(
        self,
        session: Session,
        say: Say,
        cast: Cast | None = None,
        write: Write | None = None,
        host: Host | None = None,
    ) -> None:
        self.session = session
        self.say = say
        self.cast = cast
        self.write = write
        """What writes the report; nothing where the session is not kept."""
        self.host = host
        """What serves phones and the wall; nothing where nothing is served."""
        self.news = ""
        self.table = 0
        self.shown: object = None

    @property
    def view(self) -> FacilitatorView:
        """The table that the lines are about."""
        view = views.facilitator(self.session, self.table)
        return by_hands(view) if self.host and self.host.is_by_hands else view

    def show(self, view: FacilitatorView) -> None:
        """What is new on the screen: nothing, a message, or all of it."""
        before, now = self.shown, (view.table, view.phase, view.number, view.tally, len(view.undoable))
        self.shown = (now, view.injects)
        if isinstance(before, tuple) and before[0] == now:
            new = view.injects[len(before[1]) :]
            if new:
                self.say("\n".join(["", *map(lines.message, new), ""]))
        else:
            self.say("\n".join(lines.screen(view)))

    def tell(self) -> None:
        """Say once what has come up at the door."""
        news = doorkeeping.news(self.host)
        if news and news != self.news:
            self.say(f"! {news}")
        self.news = news

    def prompt(self, view: FacilitatorView) -> str:
        """What is asked for."""
        if view.phase is Phase.DISCUSSING and view.waiting:
            return f"Press Enter for the next message ({view.waiting} to come), or enter the hands:"
        if view.phase is Phase.DISCUSSING and view.setup.voting != "hands":
            return "Press Enter to open the vote, or enter hands such as A 5, B 3:"
        if view.phase is Phase.TIED and view.tie_goes_to_vote:
            return "A tie, which goes to a second vote. Enter the hands again:"
        return PROMPTS[view.phase]

    def obey(self, view: FacilitatorView, answer: str) -> bool:
        """Do what one line asks for. True where it asks to leave."""
        word, _, rest = answer.partition(" ")
        if word.lower() in ("quit", "exit", "q"):
            return True
        if not answer:
            return self.enter(view)
        order = ORDERS.get(answer.lower()) or ORDERS.get(word.lower())
        if order:
            order(self, view, rest.strip())
        else:
            counted_or_broken(self.session, view, answer)
        return False

    def enter(self, view: FacilitatorView) -> bool:
        """What Enter alone does in each phase."""
        session, table = self.session, view.table
        match view.phase:
            case Phase.OPENING:
                for number, place in enumerate(session.tables):
                    if place.phase is Phase.OPENING:
                        session.begin(number)
            case Phase.DISCUSSING if view.waiting:
                session.deliver(None, table)
            case Phase.DISCUSSING | Phase.FIRST | Phase.SHORT if view.setup.voting != "hands":
                self.open(view)
            case Phase.VOTING:
                session.close_vote(table)
            case Phase.CLOSED:
                session.reveal(table)
            case Phase.COUNTED:
                session.decide(table)
            case Phase.OUTCOME:
                self.go_on(view)
            case Phase.ENDED:
                return True
            case _:
                self.say("Type the hands, or help.")
        return False

    def open(self, view: FacilitatorView) -> None:
        """Open the vote; in a rehearsal everybody votes at once."""
        self.session.open_vote(view.table)
        if self.cast:
            self.cast(self.session, view.table)

    def go_on(self, view: FacilitatorView) -> None:
        """To the table that is behind; once none is, the comparison, and every table goes on."""
        glances = comparing.glances(self.session)
        after = [*glances[view.table + 1 :], *glances[: view.table]]
        behind = next((one for one in after if comparing.is_behind(one, glances[view.table])), None)
        if behind:
            self.table = behind.table
            return
        if len(glances) > 1:
            self.say("\n".join(lines.comparison(comparing.compared_rounds(self.session)[-1])))
        for glance in glances:
            if glance.phase is Phase.OUTCOME:
                self.session.move_on(glance.table)
        self.session.stop_timer()  # it was for the round before
        self.table = min(comparing.glances(self.session), key=lambda one: (one.round, one.table)).table


def run(
    session: Session,
    ask: Ask,
    say: Say,
    cast: Cast | None = None,
    write: Write | None = None,
    host: Host | None = None,
) -> bool:
    """Play a session to its end. True where it ended, False where the facilitator left first."""
    workshop = Workshop(session, say, cast, write, host)
    for line in doorkeeping.welcome(host):
        say(line)
    while True:
        view = workshop.view
        workshop.show(view)
        workshop.tell()
        answer = ask(view, workshop.prompt(view))
        if answer is None:
            return view.phase is Phase.ENDED
        try:
            if workshop.obey(workshop.view, answer.strip()):  # phones may have voted since
                return view.phase is Phase.ENDED
        except Refusal as refusal:
            say(f"Not possible: {refusal}.")


def undo(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """Go back to the last decision, or to the round with this number; first says what that takes back."""
    number, _, agreed = rest.rpartition(" ") if rest.endswith("yes") else (rest, "", "")
    rounds = [each.id for each in view.scenario.rounds]
    if number and (not number.isdecimal() or not 0 < int(number) <= len(rounds)):
        raise Refusal(f"there is no round {number}")
    target = int(number) if number else max((one.number for one in view.undoable), default=0)
    lost = views.taken_back(view, target)
    if agreed or target not in {one.number for one in view.undoable}:  # what is not possible is refused at once
        shop.session.undo(rounds[target - 1] if target else None, view.table)
        shop.shown = None
        shop.say("\n".join(f"Taken back: {one}" for one in lost))
    else:
        shop.say("\n".join((*(f"This would take back: {one}" for one in lost), f"Type undo {target} yes to do it.")))


def switch_timer(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """Start the time to talk or pause it; with "off", take it away. Says what is left."""
    if rest == "off":
        shop.session.stop_timer()
    else:
        shop.session.switch_timer(view.discuss, monotonic())
    say_timer(shop)


def more_time(shop: Workshop, _view: FacilitatorView, _rest: str) -> None:
    """A minute more."""
    shop.session.more_time()
    say_timer(shop)


def say_timer(shop: Workshop) -> None:
    """The time that is left."""
    timer = shop.session.timer
    shop.say(f"Timer: {timer.words(monotonic()) if timer else 'off'}.")


def counted_or_broken(session: Session, view: FacilitatorView, answer: str) -> None:
    """Hands, or a letter and a reason where there is a tie."""
    letters = {option.letter: option for option in view.options}
    tie = re.fullmatch(r"([A-Za-z])[\s:,]+(\D.*)", answer)
    if view.phase is Phase.TIED and tie and not HANDS.match(answer):
        option = option_of(letters, tie[1])
        if not option.leads:
            raise Refusal(f"{option.letter} is not one of the options that lead")
        session.break_tie(option.id, tie[2], view.table)
        return
    people = re.search(r"\bof\s*(\d{1,3})\s*$", answer)
    hands = answer[: people.start()] if people else answer
    left = HANDS.sub("", hands).strip(" ,;.")
    found = HANDS.findall(hands)
    if left or not found:
        raise Refusal(f"'{answer}' is not understood; type the hands such as A 5, B 3, or help")
    counts = {option_of(letters, letter).id: int(number) for letter, number in found}
    session.count(counts, view.table, int(people[1]) if people else 0)


def option_of(letters: dict[str, OptionView], letter: str) -> OptionView:
    """The option with this letter, if it can be chosen."""
    option = letters.get(letter.upper())
    if option is None:
        raise Refusal(f"there is no option {letter.upper()}")
    if not option.is_open:
        raise Refusal(f"{option.letter} cannot be chosen: {option.because.rstrip('.')}")
    return option


def override(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """Decide for the table: a letter, or several, and the reason."""
    found = re.fullmatch(r"([A-Za-z](?:\s*\+\s*[A-Za-z])*)\s+(.+)", rest)
    if not found:
        raise Refusal("type override, the letter and the reason, such as override B the minister has ordered it")
    letters = {option.letter: option for option in view.options}
    chosen = [option_of(letters, letter).id for letter in re.findall(r"[A-Za-z]", found[1])]
    shop.session.override(chosen, found[2], view.table)


def release(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """Let a message arrive, by its number in the list."""
    if not rest.isdecimal() or not 0 < int(rest) <= len(view.on_demand):
        raise Refusal("there is no such message; type messages for those that wait")
    message = view.on_demand[int(rest) - 1]
    shop.session.deliver(message.id, view.table)
    if message.to:
        shop.say(lines.message(message))


def go_to(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """Another table."""
    if not rest.isdecimal() or not 0 < int(rest) <= len(shop.session.tables):
        raise Refusal(f"there is no table {rest or '?'}")
    shop.table = int(rest) - 1
    shop.shown = None


def seat(shop: Workshop, view: FacilitatorView, rest: str) -> None:
    """How many sit there."""
    if not rest.isdecimal():
        raise Refusal("type how many sit there, such as present 8")
    shop.session.seat(int(rest), view.table)


def agree(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
    """An action as it is said; says how it was understood."""
    meant = spoken.action(rest, hotwash.today())
    shop.session.agree(meant.text, meant.owner, meant.due)
    shop.say(hotwash.understood(meant.text, meant.owner, meant.due))


def answer_question(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
    """What the room says to a question, by its number."""
    number, _, text = rest.partition(" ")
    shop.session.answer(int(number) - 1 if number.isdecimal() else -1, text)


def strike(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
    """Strike out an entry of the hot wash."""
    shop.session.strike(int(rest) if rest.isdecimal() else 0)


def done(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
    """An action has been done, by the number of its entry."""
    shop.session.finish(int(rest) if rest.isdecimal() else 0)


def compare(shop: Workshop, _view: FacilitatorView, _rest: str) -> None:
    """The tables side by side."""
    rounds = comparing.compared_rounds(shop.session)
    if not rounds:
        raise Refusal("no round is decided yet at any table to compare")
    shop.say("\n".join(line for compared in rounds for line in lines.comparison(compared)))


def say_hot_wash(shop: Workshop, view: FacilitatorView, _rest: str) -> None:
    """What was said so far."""
    said = hotwash.hot_wash(shop.session.journal.contents.entries)
    told = [f"Dissent, {line}" for line in hotwash.dissent(shop.session.play, shop.session.tables)]
    told += lines.hot_wash(said, view.scenario.debrief.questions)
    shop.say("\n".join(told) or "Nothing is written down yet.")


def stand(shop: Workshop, _view: FacilitatorView, _rest: str) -> None:
    """Where each table stands; the first time, that has to be worked out."""
    if not any(table.turns for table in shop.session.tables):
        raise Refusal("nothing is decided yet; the hot wash looks back on decisions")
    background = worked_out(shop)
    shop.say("\n".join(lines.standing(ranking.standing(shop.session, background.found, background.has_failed))))


def worked_out(shop: Workshop) -> Background:
    """What there is to know of all ways through the exercise, however long it takes; says so where that is long."""
    background = Background(shop.session.loaded)
    background.begin()
    if not background.found:
        shop.say("This is being worked out; it can take a minute.")
    background.wait()
    return background


def report(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
    """Write the after-action report."""
    if shop.write is None:
        raise Refusal("nothing of this is kept, so there is no report of it")
    who: dict[str, Who] = {"": "nobody", "nobody": "nobody", "roles": "roles", "names": "names"}
    if rest not in who:
        raise Refusal("type report, report roles or report names")
    for path in shop.write(shop.session, worked_out(shop).found, who[rest]):
        shop.say(f"Written: {path}")


def at_the_door(order: doorkeeping.Order) -> Order:
    """A word about phones or the wall."""

    def done(shop: Workshop, _view: FacilitatorView, rest: str) -> None:
        shop.say("\n".join(order(shop.session, shop.host, rest)))

    return done


Order: TypeAlias = Callable[[Workshop, FacilitatorView, str], None]
ORDERS: dict[str, Order] = {
    "help": lambda shop, view, rest: shop.say(HELP),
    "?": lambda shop, view, rest: shop.say(HELP),
    "notes": lambda shop, view, rest: shop.say(to_plain(view.notes) or "There are no notes for this round."),
    "again": lambda shop, view, rest: shop.say("\n".join(lines.screen(view))),
    "undo": undo,
    "timer": switch_timer,
    "more time": more_time,
    "move on": lambda shop, view, rest: shop.session.move_on(view.table),
    "open": lambda shop, view, rest: shop.open(view),
    "close": lambda shop, view, rest: shop.session.close_vote(view.table),
    "reopen": lambda shop, view, rest: shop.session.reopen_vote(view.table),
    "reveal": lambda shop, view, rest: shop.session.reveal(view.table),
    "override": override,
    "reason": lambda shop, view, rest: shop.session.note("rationale", rest, view.table),
    "dissent": lambda shop, view, rest: shop.session.note("dissent", rest, view.table),
    "messages": lambda shop, view, rest: shop.say("\n".join(lines.waiting(view)) or "No message waits for you."),
    "release": release,
    "roles": lambda shop, view, rest: shop.say("\n".join(lines.roles(view)) or "No roles are dealt in this workshop."),
    "present": seat,
    "tables": lambda shop, view, rest: shop.say(
        "\n".join(f"{one.table + 1}. {one.sentence}" for one in comparing.glances(shop.session))
    ),
    "table": go_to,
    "compare": compare,
    "standing": stand,
    "ranking": stand,
    "mark": lambda shop, view, rest: shop.session.mark(rest),
    "lesson": lambda shop, view, rest: shop.session.identify(rest),
    "action": agree,
    "answer": answer_question,
    "strike": strike,
    "done": done,
    "report": report,
    "hot wash": say_hot_wash,
    **{word: at_the_door(order) for word, order in doorkeeping.ORDERS.items()},
}
"""What a line that begins with a word of its own asks for."""
