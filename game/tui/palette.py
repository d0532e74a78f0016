"""The command palette: every action by its name. Law: it lists all, possible now or not; a refusal says why not."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from game.tui.commands import COMMANDS, Command

TITLED, HELPED = 2000.0, 1000.0
"""What it counts that words are in a title or in its help: more than any number of scattered letters."""


class Actions(Provider):
    """The palette's entries."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in COMMANDS.values():
            yield DiscoveryHit(command.title(), partial(self.ask, command), help=command.help())

    async def search(self, query: str) -> Hits:
        """Those that say these words, in their title or else in their help; then those that a few letters may mean."""
        matcher = self.matcher(query)
        for command in COMMANDS.values():
            title = command.title()
            score = matcher.match(title) + said(query, command)
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self.ask, command), help=command.help())

    def ask(self, command: type[Command]) -> None:
        """Hand the command to the screen underneath."""
        self.screen.post_message(command())


def said(query: str, command: type[Command]) -> float:
    """What it counts that a command says these words."""
    words = query.strip().casefold()
    return TITLED if words in command.title().casefold() else HELPED if words in command.help().casefold() else 0.0
