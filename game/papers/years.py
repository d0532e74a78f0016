"""Sessions of one exercise side by side as one HTML file. Law: as every page: no script, no outside host."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from game.papers.map import TEMPLATES, environment
from game.years import Comparison

STYLES = ("colours.css", "page.css", "report.css", "print.css")


def page(found: Comparison) -> str:
    """The document."""
    style = "\n".join((TEMPLATES / part).read_text("utf-8") for part in STYLES)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment().get_template("years.html").render(found=found, style=Markup(style), style_digest=digest)
