"""A line to type into, one line high, whose ends can be seen without colour."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """A line to type into."""
