"""An activity's own stretch of the page, and the bank's questions as a sitting shows them.

Law: the same activity in the same place gives the same HTML, so it is set once for all partners who get it alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html as lxml_html
from markdown_it.token import Token
from markupsafe import Markup

from scorm_export import markup
from scorm_export.activities.activity import LETTERS, Activity, Json
from scorm_export.codes import code
from scorm_export.course import Course, Note, Screen
from scorm_export.rendering import Setting, note_anchor
from scorm_export.words import words

T = TypeVar("T")
PLAYER = Path(__file__).parent / "player"
ACTIVITIES = Path(__file__).parent / "activities"
UNNEEDED = ".//*[@class='deeds' or @class='verdict'] | .//legend/*[@class='label']"
"""What a question in a sitting does without: it has no button and no verdict of its own."""
BESIDE = Screen("", "", "", False, ())
"""Where a question of the bank stands: on no screen, without notes."""
KEPT = 1024
"""Activities and questions that are remembered: those of one course, and a partner's own wording of some."""


class Same(Generic[T]):
    """A value by its identity: partners share the very activity, the very screen, where nothing in it is filled in."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


def screen_page(screen: Screen, course: Course) -> Markup:
    """One screen's own stretch of the page."""
    return sheet(Same(screen), course.language)


@lru_cache(maxsize=KEPT)
def sheet(same: Same[Screen], language: str) -> Markup:
    """One screen's HTML: all that it depends on stands in the call."""

    def own(activity: Activity, screen: Screen, label: str) -> Markup:
        return leaf(Same(activity), screen.id, screen.notes, language, label)

    template = environment().get_template("screen.html")
    said = words(language).page
    return Markup(template.render(screen=same.value, words=said, activity_page=own, anchor=note_anchor).rstrip("\n"))


def activity_page(activity: Activity, screen: Screen, course: Course, label: str) -> Markup:
    """One activity's own stretch of the page."""
    return leaf(Same(activity), screen.id, screen.notes, course.language, label)


@lru_cache(maxsize=KEPT)
def leaf(same: Same[Activity], screen_id: str, notes: tuple[Note, ...], language: str, label: str) -> Markup:
    """One activity's HTML: all that it depends on stands in the call."""
    said = words(language).page
    return Markup(
        environment()
        .get_template(same.value.template)
        .render(
            activity=same.value,
            screen=Screen(screen_id, "", "", False, (), notes),
            words=said,
            label=label,
            prose=typesetter(language),
            blocks=typesetter(language, markup.blocks),
            letters=LETTERS,
        )
    )


def typesetter(language: str, parsed: Callable[[str], list[Token]] = markup.inline) -> Callable[[str, Screen], Markup]:
    """Sets an activity's text, one line of Markdown or blocks, as HTML; notes keep the numbers of their screen."""
    said = words(language).page

    def prose(text: str, screen: Screen) -> Markup:
        numbers = {note.label: number for number, note in enumerate(screen.notes, start=1)}
        return Markup(markup.html(parsed(text), Setting(screen.id, said, numbers=numbers, anchored=False)))

    return prose


@lru_cache(maxsize=KEPT)
def machine_activity(same: Same[Activity], screen: str = "", check: bool = False) -> dict[str, Json]:
    """What the script must know of one activity, and the id of its screen."""
    activity = same.value
    return {
        "id": activity.id,
        "code": code("activity", activity.shape),
        "kind": activity.kind,
        "screen": screen,
        "check": check,
        "objective": activity.objective,
        "prompt": markup.plain(markup.inline(activity.prompt)),
        "judged": activity.judged,
        "right": activity.right,
        **activity.machine(),
    }


def bank(course: Course) -> str:
    """The questions as a script of their own: nobody meets one on paper or without the player."""
    return f"window.courseBank=[{','.join(question(Same(asked), course.language) for asked in course.bank)}];\n"


@lru_cache(maxsize=KEPT)
def question(same: Same[Activity], language: str) -> str:
    """A question of the bank as JSON."""
    asked = same.value
    told = {
        **machine_activity(same),
        "mixed": asked.mixable,
        "html": slip(leaf(same, BESIDE.id, BESIDE.notes, language, "")),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def slip(html: str) -> str:
    """A question's page as a sitting needs it: the form without its buttons, and the reasons to its answers."""
    page = lxml_html.fragment_fromstring(html)
    form = page.find(".//form")
    for part in form.xpath(UNNEEDED):
        part.drop_tree()
    kept = [form, *page.xpath(".//*[@class='on-paper']//*[@data-part]")]
    return "".join(lxml_html.tostring(part, encoding="unicode", with_tail=False) for part in kept)


@cache
def environment() -> Environment:
    """The templates: those of the page, and those of the kinds of activity."""
    return Environment(
        loader=FileSystemLoader([PLAYER / "templates", ACTIVITIES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
