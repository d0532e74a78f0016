"""A Course in; the files a learner's browser opens, out: one page, one style, one script, the media.

Law: the same course gives the same bytes, the page knows no standard, and nothing in it reaches out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from scorm_export import shortening, theme, tidying
from scorm_export.activities.activity import Activity, Json
from scorm_export.codes import ASSESSMENT, code
from scorm_export.course import Course, Module, Screen
from scorm_export.rendering import note_anchor
from scorm_export.typesetting import ACTIVITIES, PLAYER, Same, bank, environment, machine_activity, screen_page
from scorm_export.words import direction, words

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
SCRIPT_HERE = "\0"
"""Stands in a page for the name of the script. No text of an author's can hold it."""
POLICY_END = b"form-action 'none'"
"""The last words of the page's content security policy."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A course's files before any standard has brought its adapter: the page on both sides of the script's name."""

    course: Course
    before: bytes
    after: bytes
    others: Mapping[str, bytes]

    def files(self, adapter: str, reaches: str = "", also: tuple[str, ...] = ()) -> dict[str, bytes]:
        """Every file of the course by path. `adapter` is the script that speaks to an LMS, or nothing.

        `reaches` is what it may connect to, and `also` names scripts of the player that it asks for.
        """
        script = tidied_script(f"{adapter}\n{player(self.course, also)}")
        name = named("script", script, "js")
        policy = POLICY_END + (f"; connect-src {reaches}".encode() if reaches else b"")
        before = self.before.replace(POLICY_END, policy, 1)
        return {PAGE: b"".join((before, name.encode(), self.after)), name: script, **self.others}


def files(course: Course, media: Mapping[str, bytes], adapter: str) -> dict[str, bytes]:
    """Every file of the course by path. `adapter` is the script that speaks to an LMS, or nothing."""
    return draft(course, media).files(adapter)


def draft(course: Course, media: Mapping[str, bytes]) -> Draft:
    """All that is the same for every standard."""
    contents = {"style": ("css", tidied_style(styles(course)))}
    if course.bank:
        contents["bank"] = ("js", bank(course).encode())
    names = {stem: named(stem, content, ending) for stem, (ending, content) in contents.items()}
    before, _, after = page(course, {**names, "script": SCRIPT_HERE}).encode().partition(SCRIPT_HERE.encode())
    others = {names[stem]: content for stem, (_, content) in contents.items()}
    others |= {course.logo.name: course.logo.content} if course.logo else {}
    return Draft(course, before, after, {**others, **shown(media, b"".join((before, after, *others.values())))})


@lru_cache(maxsize=64)
def tidied_script(source: str) -> bytes:
    """A script as it is loaded. Kept for the next package with the same."""
    return shortening.shortened(tidying.script(source)).encode()


@lru_cache(maxsize=64)
def tidied_style(source: str) -> bytes:
    """A style as it is loaded. Kept for the next package with the same."""
    return tidying.style(source).encode()


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
            title=window_title(course),
            direction=direction(course.language),
            machine=machine(course),
            reviewed=written_date(course.reviewed, words(course.language).page),
            names=names,
            screen_page=screen_page,
            anchor=note_anchor,
        )
    )


def machine(course: Course) -> Json:
    """What the script must know of the course."""
    screens: list[Json] = [
        machine_screen(screen, number, module)
        for number, module in enumerate(course.modules)
        for screen in module.screens
    ]
    modules: list[Json] = [machine_module(module) for module in course.modules]
    said = words(course.language)
    activities: list[Json] = [
        machine_activity(Same(activity), screen.id, screen.check) for screen, activity in course.activities()
    ]
    return {
        "id": course.identity,
        "iri": course.root,
        "title": window_title(course),
        "completion": course.completion.value,
        "mark": course.pass_mark,
        "attempts": course.attempts,
        "assessment": machine_assessment(course),
        "modules": modules,
        "screens": screens,
        "activities": activities,
        "words": {**spoken(course, said.player), **(said.assessment if course.bank else {})},
    }


def window_title(course: Course) -> str:
    """What the browser's window is called."""
    said = words(course.language).page
    return said["sample_title"].format(title=course.title) if course.sample else course.title


def spoken(course: Course, said: Mapping[str, str]) -> dict[str, str]:
    """The words that the script may say: all but those that only kinds of activity say that are not in this course."""
    present = frozenset(name for activity in asked(course) for name in activity.scripts)
    silent = unsaid(present, player(course))
    return {name: text for name, text in said.items() if name not in silent}


@lru_cache(maxsize=64)
def unsaid(present: frozenset[str], script: str) -> frozenset[str]:
    """What only the scripts of other kinds of activity quote."""
    others = [path for path in ACTIVITIES.glob("*/*.js") if path.relative_to(ACTIVITIES).as_posix() not in present]
    return frozenset(QUOTED.findall(joined(others))) - frozenset(QUOTED.findall(script))


def machine_screen(screen: Screen, number: int, module: Module) -> Json:
    """What the script must know of one screen; most are not optional, so that it is said only of those that are."""
    said: dict[str, Json] = {
        "id": screen.id,
        "code": code("screen", screen.id),
        "title": screen.title,
        "module": number,
    }
    return said | {"optional": True} if module.optional else said


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


def player(course: Course, also: tuple[str, ...] = ()) -> str:
    """The player's script for this course: only the kinds of activity it has, in one closure."""
    kinds = {name: ACTIVITIES / name for activity in asked(course) for name in activity.scripts}
    names = (*SCRIPTS, *(BANK_SCRIPTS if course.bank else ()), *also, "start")
    own = [PLAYER / "scripts" / f"{name}.js" for name in names]
    return "(() => {\n'use strict';\n" + joined([*own[:-1], *kinds.values(), own[-1]]) + "})();\n"


def styles(course: Course) -> str:
    """The player's styles for this course, with those of the kinds of activity it has before the rules for paper."""
    kinds = {name: ACTIVITIES / name for activity in asked(course) for name in activity.styles}
    names = (*STYLES[:-1], *(BANK_STYLES if course.bank else ()), STYLES[-1])
    first, *own, last = [PLAYER / "styles" / f"{name}.css" for name in names]
    colours = text_of(first) + theme.style(course.partner.colours)
    return "\n".join((colours, joined([*own, *kinds.values(), last])))


def asked(course: Course) -> list[Activity]:
    """Every activity of the course, and every question of its bank."""
    return [*(activity for _, activity in course.activities()), *course.bank]


def joined(paths: list[Path]) -> str:
    """Files one after the other."""
    return "\n".join(text_of(path) for path in paths)


@cache
def text_of(path: Path) -> str:
    """One of the player's own files, read once."""
    return path.read_text("utf-8")


def written_date(day: date, said: Mapping[str, str]) -> str:
    """A date as people write it."""
    return said["date"].format(day=day.day, month=said["months"].split()[day.month - 1], year=day.year)


def named(stem: str, content: bytes, ending: str) -> str:
    """A name with a digest of the content, so that no browser shows an old style with a new page."""
    return f"{stem}-{sha256(content).hexdigest()[:10]}.{ending}"
