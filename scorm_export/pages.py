"""A Course in; the files a learner's browser opens, out: one page, one style, one script, the media.

Law: the same course gives the same bytes, the page knows no standard, and nothing in it reaches out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html as lxml_html
from markdown_it.token import Token
from markupsafe import Markup

from scorm_export import markup, shortening, tidying
from scorm_export.activities.activity import LETTERS, Activity, Json
from scorm_export.codes import ASSESSMENT, code
from scorm_export.course import Course, Module, Screen
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
    "whole",
    "result",
)
"""The player's own scripts in the order they are joined; those of activities follow, and `start` is last."""
BANK_SCRIPTS = ("draw", "sitting", "outcome", "assessment", "testout")
"""The scripts and the style that only a course with a bank of questions needs."""
BANK_STYLES = ("assessment",)
QUOTED = re.compile(r'"(\w+)"')
UNNEEDED = ".//*[@class='deeds' or @class='verdict'] | .//legend/*[@class='label']"
"""What a question in a sitting does without: it has no button and no verdict of its own."""
BESIDE = Screen("", "", "", False, ())
"""Where a question of the bank stands: on no screen, without notes."""


def files(course: Course, media: Mapping[str, bytes], adapter: str) -> dict[str, bytes]:
    """Every file of the course by path. `adapter` is the script that speaks to an LMS, or nothing."""
    style = tidying.style(styles(course)).encode()
    script = shortening.shortened(tidying.script(f"{adapter}\n{player(course)}")).encode()
    contents = {"style": style, "script": script}
    names = {"style": named("style", style, "css"), "script": named("script", script, "js")}
    if course.bank:
        contents["bank"] = bank(course).encode()
        names["bank"] = named("bank", contents["bank"], "js")
    texts = {PAGE: page(course, names).encode(), **{names[stem]: contents[stem] for stem in names}}
    return {**texts, **shown(media, b"".join(texts.values()))}


def shown(media: Mapping[str, bytes], text: bytes) -> dict[str, bytes]:
    """The media that the course names; those on screens for other partners stay behind."""
    return {name: content for name, content in media.items() if name.encode() in text}


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
        {"id": screen.id, "code": code("screen", screen.id), "title": screen.title, "module": number}
        for number, module in enumerate(course.modules)
        for screen in module.screens
    ]
    modules: list[Json] = [machine_module(module) for module in course.modules]
    said = words(course.language)
    activities: list[Json] = [machine_activity(screen, activity) for screen, activity in course.activities()]
    return {
        "id": course.identity,
        "title": course.title,
        "completion": course.completion.value,
        "mark": course.pass_mark,
        "attempts": course.attempts,
        "assessment": machine_assessment(course),
        "modules": modules,
        "screens": screens,
        "activities": activities,
        "words": {**spoken(course, said.player), **(said.assessment if course.bank else {})},
    }


def spoken(course: Course, said: Mapping[str, str]) -> dict[str, str]:
    """The words that the script may say: all but those that only kinds of activity say that are not in this course."""
    present = {name for activity in asked(course) for name in activity.scripts}
    others = [path for path in ACTIVITIES.glob("*/*.js") if path.relative_to(ACTIVITIES).as_posix() not in present]
    unsaid = set(QUOTED.findall(joined(others))) - set(QUOTED.findall(player(course)))
    return {name: text for name, text in said.items() if name not in unsaid}


def machine_module(module: Module) -> Json:
    """What the script must know of one module."""
    return {
        "id": module.id,
        "code": code("module", module.id),
        "title": module.title,
        "objectives": dict(module.objectives),
        "out": module.questions_out,
    }


def machine_assessment(course: Course) -> Json:
    """What the script must know of the assessment, if there is one."""
    if course.assessment is None:
        return None
    return {
        "code": code("module", ASSESSMENT),
        "title": course.assessment.title,
        "questions": course.assessment.questions,
    }


def bank(course: Course) -> str:
    """The questions as a script of their own: nobody meets one on paper or without the player."""
    questions = [
        {
            **machine_activity(BESIDE, question),
            "mixed": question.mixable,
            "html": slip(activity_page(question, BESIDE, course, "")),
        }
        for question in course.bank
    ]
    return f"window.courseBank={json.dumps(questions, ensure_ascii=False, separators=(',', ':'))};\n"


def slip(html: str) -> str:
    """A question's page as a sitting needs it: the form without its buttons, and the reasons to its answers."""
    page = lxml_html.fragment_fromstring(html)
    form = page.find(".//form")
    for part in form.xpath(UNNEEDED):
        part.drop_tree()
    kept = [form, *page.xpath(".//*[@class='on-paper']//*[@data-part]")]
    return "".join(lxml_html.tostring(part, encoding="unicode", with_tail=False) for part in kept)


def machine_activity(screen: Screen, activity: Activity) -> dict[str, Json]:
    """What the script must know of one activity."""
    return {
        "id": activity.id,
        "code": code("activity", activity.shape),
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
    kinds = {name: ACTIVITIES / name for activity in asked(course) for name in activity.scripts}
    names = (*SCRIPTS, *(BANK_SCRIPTS if course.bank else ()), "start")
    own = [PLAYER / "scripts" / f"{name}.js" for name in names]
    return "(() => {\n'use strict';\n" + joined([*own[:-1], *kinds.values(), own[-1]]) + "})();\n"


def styles(course: Course) -> str:
    """The player's styles for this course, with those of the kinds of activity it has before the rules for paper."""
    kinds = {name: ACTIVITIES / name for activity in asked(course) for name in activity.styles}
    names = (*STYLES[:-1], *(BANK_STYLES if course.bank else ()), STYLES[-1])
    own = [PLAYER / "styles" / f"{name}.css" for name in names]
    return joined([*own[:-1], *kinds.values(), own[-1]])


def asked(course: Course) -> list[Activity]:
    """Every activity of the course, and every question of its bank."""
    return [*(activity for _, activity in course.activities()), *course.bank]


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
