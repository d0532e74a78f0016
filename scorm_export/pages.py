"""A Course in; the files a learner's browser opens, out: one page, one style, one script, the media.

Law: the same course gives the same bytes, the page knows no standard, and nothing in it reaches out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it.token import Token
from markupsafe import Markup

from scorm_export import markup, tidying
from scorm_export.activities.activity import LETTERS, Activity, Json
from scorm_export.codes import code
from scorm_export.course import Course, Screen
from scorm_export.rendering import Setting, note_anchor
from scorm_export.words import direction, words

PLAYER = Path(__file__).parent / "player"
ACTIVITIES = Path(__file__).parent / "activities"
PAGE = "index.html"
STYLES = ("colours", "page", "prose", "activities", "player", "print")
SCRIPTS = (
    "page",
    "memory",
    "standing",
    "safekeeping",
    "record",
    "activity",
    "screens",
    "contents",
    "appendix",
    "result",
)
"""The player's own scripts in the order they are joined; those of activities follow, and `start` is last."""


def files(course: Course, media: Mapping[str, bytes], adapter: str) -> dict[str, bytes]:
    """Every file of the course by path. `adapter` is the script that speaks to an LMS, or nothing."""
    style = tidying.style(styles(course)).encode()
    script = tidying.script(f"{adapter}\n{player(course)}").encode()
    names = {"style": named("style", style, "css"), "script": named("script", script, "js")}
    return {PAGE: page(course, names).encode(), names["style"]: style, names["script"]: script, **media}


def page(course: Course, names: Mapping[str, str]) -> str:
    """The one document with all screens in it."""
    return (
        environment()
        .get_template("course.html")
        .render(
            course=course,
            words=words(course.language).page,
            direction=direction(course.language),
            machine=machine(course),
            reviewed=written_date(course.reviewed, words(course.language).page),
            names=names,
            prose=typesetter(course),
            activity_page=activity_page,
            anchor=note_anchor,
            letters=LETTERS,
        )
    )


def activity_page(activity: Activity, screen: Screen, course: Course, label: str) -> Markup:
    """One activity's own stretch of the page."""
    template = environment().get_template(activity.template)
    said = words(course.language).page
    html = template.render(
        activity=activity,
        screen=screen,
        words=said,
        label=label,
        prose=typesetter(course),
        blocks=typesetter(course, markup.blocks),
        letters=LETTERS,
    )
    return Markup(html)


def typesetter(course: Course, parsed: Callable[[str], list[Token]] = markup.inline) -> Callable[[str, Screen], Markup]:
    """Sets an activity's text, one line of Markdown or blocks, as HTML; notes keep the numbers of their screen."""

    def prose(text: str, screen: Screen) -> Markup:
        numbers = {note.label: number for number, note in enumerate(screen.notes, start=1)}
        setting = Setting(screen.id, words(course.language).page, numbers=numbers, anchored=False)
        return Markup(markup.html(parsed(text), setting))

    return prose


def machine(course: Course) -> Json:
    """What the script must know of the course."""
    screens: list[Json] = [
        {"id": screen.id, "code": code("screen", screen.id), "title": screen.title} for screen in course.screens
    ]
    activities: list[Json] = [machine_activity(screen, activity) for screen, activity in course.activities()]
    return {
        "id": course.id,
        "title": course.title,
        "completion": course.completion.value,
        "mark": course.pass_mark,
        "screens": screens,
        "activities": activities,
        "words": dict(words(course.language).player),
    }


def machine_activity(screen: Screen, activity: Activity) -> Json:
    """What the script must know of one activity."""
    return {
        "id": activity.id,
        "code": code("activity", activity.id),
        "kind": activity.kind,
        "screen": screen.id,
        "check": screen.check,
        "objective": activity.objective,
        "prompt": markup.plain(markup.inline(activity.prompt)),
        "judged": activity.judged,
        "right": activity.right,
        **activity.machine(),
    }


def player(course: Course) -> str:
    """The player's script for this course: only the kinds of activity it has, in one closure."""
    kinds = {name: ACTIVITIES / name for _, activity in course.activities() for name in activity.scripts}
    own = [PLAYER / "scripts" / f"{name}.js" for name in (*SCRIPTS, "start")]
    return "(() => {\n'use strict';\n" + joined([*own[:-1], *kinds.values(), own[-1]]) + "})();\n"


def styles(course: Course) -> str:
    """The player's styles for this course, with those of the kinds of activity it has before the rules for paper."""
    kinds = {name: ACTIVITIES / name for _, activity in course.activities() for name in activity.styles}
    own = [PLAYER / "styles" / f"{name}.css" for name in STYLES]
    return joined([*own[:-1], *kinds.values(), own[-1]])


def joined(paths: list[Path]) -> str:
    """Files one after the other."""
    return "\n".join(path.read_text("utf-8") for path in paths)


def written_date(day: date, said: Mapping[str, str]) -> str:
    """A date as people write it."""
    return said["date"].format(day=day.day, month=said["months"].split()[day.month - 1], year=day.year)


def named(stem: str, content: bytes, ending: str) -> str:
    """A name with a digest of the content, so that no browser shows an old style with a new page."""
    return f"{stem}-{sha256(content).hexdigest()[:10]}.{ending}"


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
