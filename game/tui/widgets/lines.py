"""Lines of a list whose words hang behind their mark."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text


def hanging(mark: str, words: str) -> Table:
    """A line of a list: a mark, and words that wrap behind it."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(Text(mark), Text(words))
    return grid
