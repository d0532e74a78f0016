"""`siro`, as it is typed: straight to the list on the screen where nothing else is asked for, else to the commands.

Law: what is asked for most is there first. The commands and their options are read only where one of them is named.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.hosting import Room

LISTS = {(): False, ("--light",): True}
"""What may follow `siro play` where only the list is asked for, and whether it is light."""


def main() -> None:
    """The list of what can be played, or a command."""
    asked = tuple(sys.argv[1:])
    if asked[:1] == ("play",) and asked[1:] in LISTS and sys.stdin.isatty() and sys.stdout.isatty():
        from game.allowed import Hosting
        from game.tui.app import Console

        Console(None, light=LISTS[asked[1:]], hosting=Hosting(room)).run()
    else:
        from game import cli

        cli.main(prog_name="siro")


def room(is_for_phones: bool, before: Room | None) -> Room:
    """The room for phones and the wall where no option says how they reach this computer."""
    from game import inviting

    return inviting.room(inviting.Wish(), is_for_phones, before)
