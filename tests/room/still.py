"""Pages that stand still: without their scripts, with all that they link, as files for a server. Law: nothing else."""

import re
from collections.abc import Callable, Mapping

from game.room import pages

SCRIPTS = re.compile(r"<script[^>]*></script>\n")


def still(made: Mapping[str, Callable[[], str]]) -> dict[str, bytes]:
    """Files by their path: each page by its name, and the styles."""
    linked = {f"static/{name}": content for name, (_, content) in pages.static().items()}
    return {**linked, **{f"{name}.html": SCRIPTS.sub("", page()).encode() for name, page in made.items()}}
