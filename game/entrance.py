"""`siro`, as it is typed: straight to the list on the screen where nothing else is asked for, else to the commands.

Law: what is asked for most is there first. The commands and their options are read only where one of them is named.
"""

from __future__ import annotations

import sys

LISTS = {(): False, ("--light",): True}
"""What may follow `siro play` where only the list is asked for, and whether it is light."""


def main() -> None:
    """The list of what can be played, or a command."""
    asked = tuple(sys.argv[1:])
    if asked[:1] == ("play",) and asked[1:] in LISTS and sys.stdin.isatty() and sys.stdout.isatty():
        from game.tui.app import Console

        Console(None, light=LISTS[asked[1:]]).run()
    else:
        from game import cli

        cli.main(prog_name="siro")
