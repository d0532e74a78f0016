"""What the workshop in lines of text asks for in each phase, and what can be typed at any prompt. Law: words only."""

from __future__ import annotations

from game import doorkeeping
from game.phases import Phase

PROMPTS = {
    Phase.OPENING: "Press Enter to begin.",
    Phase.DISCUSSING: "Hands for each option, such as A 5, B 3:",
    Phase.VOTING: "The vote is open. Press Enter to close it, or enter hands beside the ballots:",
    Phase.CLOSED: "Press Enter to reveal the vote, or reopen:",
    Phase.FIRST: "Talk about it, then vote again. Hands for each option:",
    Phase.COUNTED: "Press Enter to take the decision, or enter the hands again:",
    Phase.TIED: "A tie. Enter the letter that wins and the reason, such as B the chair decided:",
    Phase.SHORT: "Too few have voted. Enter the hands again, or override B and the reason:",
    Phase.OUTCOME: "Press Enter to go on.",
    Phase.ENDED: "The exercise is over. Type standing, or lesson, action or answer 1 with what the room says; "
    "press Enter to leave.",
}
HELP = f"""\
What you can type at any prompt:
Enter            go on: the next message, the vote, the decision, the next round
A 5, B 3         count hands; a later count replaces an earlier one; with several options to choose, "of 6" at the end
                 says how many people voted
B a reason       break a tie
open, close, reveal, reopen      a vote by ballots, whose numbers stay hidden until you reveal it
override B a reason              decide for the table
reason …, dissent …              a line for the decision log
messages, release 1              the messages that wait for you, and letting one arrive
present 8        how many sit at this table
tables, table 2  every table at a glance, and going to one of them
compare          the tables side by side, round by round
mark …           mark the moment, to come back to it
standing         where each table stands among all ways through the exercise (ranking does the same)
lesson …, action …, answer 1 …   the hot wash; an action as you would say it: Jo to test the restore by Friday
hot wash, strike 12, done 12     what was said so far; striking out an entry, or an action done, by its number
report           write the after-action report; report roles, or report names, says who sat here
{doorkeeping.HELP}
notes            the facilitator's notes for this round
roles            who plays what at this table, and each card's words
again            read this screen again
undo             what going back to the last decision takes back, or undo 2 to round 2; undo 2 yes does it
timer, more time start the time to talk or pause it, and a minute more; timer off takes it away
move on          this table alone goes on to the next round, while others wait or catch up
help             these lines
quit             leave; the session is kept and siro play --resume goes on"""
