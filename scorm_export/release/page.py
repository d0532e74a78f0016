"""The page that tells LMS administrators what each package is, which one they need, and how to set their system.

Law: it depends on the editions alone; it is one file that reaches out to nothing, and says nothing by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scorm_export import theme, tidying
from scorm_export.partners import Lms
from scorm_export.release.edition import Edition, Package
from scorm_export.sheets import Completion
from scorm_export.standards import STANDARDS
from scorm_export.wording import counted, times
from scorm_export.words import words

TEMPLATES = Path(__file__).parent / "templates"
DONE: Mapping[Completion, str] = {
    Completion.VIEWED: "every screen has been seen",
    Completion.PASSED: "the pass mark is reached",
    Completion.VIEWED_AND_PASSED: "every screen has been seen and the pass mark is reached",
}
"""When a course is complete, in words."""
FOR: Mapping[str, str] = {
    "scorm12": "Moodle, Totara, Open edX and nearly every other LMS. If in doubt, take this one.",
    "scorm2004-3rd": "An LMS whose maker asks for SCORM 2004 3rd Edition.",
    "scorm2004-4th": "An LMS whose maker asks for SCORM 2004 4th Edition.",
    "cmi5": "An LMS with a learning record store that says it takes cmi5.",
    "web": "No LMS at all. This one is to be unpacked, onto a web server. It teaches the same and records nothing.",
}
"""What each standard is for."""
SYSTEMS: Mapping[Lms, str] = {
    Lms.MOODLE: "Moodle",
    Lms.TOTARA: "Totara",
    Lms.OPEN_EDX: "Open edX",
    Lms.OTHER: "your LMS",
}
"""What the page calls each learning system."""


@dataclass(frozen=True, slots=True)
class Group:
    """The editions of one partner, or of one course."""

    id: str
    editions: tuple[Edition, ...]

    @property
    def first(self) -> Edition:
        """Any of them, for what they have in common."""
        return self.editions[0]

    @property
    def changed(self) -> tuple[str, tuple[str, ...]]:
        """The version that an update starts from, and what it changes, for most of them."""
        return Counter((each.since, each.changed) for each in self.editions).most_common(1)[0][0]


def page(editions: Sequence[Edition]) -> str:
    """The page of a release."""
    courses = sorted(grouped(editions, lambda each: each.course), key=lambda group: -group.first.minutes)
    packages = [package for each in editions for package in each.packages]
    used = {package.standard for package in packages}
    return (
        environment()
        .get_template("release.html")
        .render(
            courses=courses,
            partners=sorted(grouped(editions, lambda each: each.partner), key=by_name),
            common={group.id: group.changed for group in courses},
            standards=[standard for key, standard in STANDARDS.items() if key in used],
            standards_by_key=STANDARDS,
            preferred=preferred,
            packages=len(packages),
            style=style(),
        )
    )


def grouped(editions: Iterable[Edition], key: Callable[[Edition], str]) -> list[Group]:
    """The editions by a key, in the order in which they come."""
    found: dict[str, list[Edition]] = {}
    for each in editions:
        found.setdefault(key(each), []).append(each)
    return [Group(id, tuple(members)) for id, members in found.items()]


def by_name(group: Group) -> str:
    """Where a partner stands in the list: by its name, whatever article it has."""
    return group.first.partner_name.casefold().removeprefix("the ")


def preferred(edition: Edition) -> list[Package]:
    """An edition's packages, the one that the partner's LMS takes best first."""
    return sorted(edition.packages, key=lambda package: package.standard != edition.standard)


def opened(name: str) -> str:
    """A name as it opens a heading."""
    return name[:1].upper() + name[1:]


def weight(size: int) -> str:
    """A file's size as people say it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 950_000 else f"{max(1, round(size / 1000))} kB"


def style() -> Markup:
    """The page's style, with the player's own colours."""
    own = (TEMPLATES / "release.css").read_text("utf-8")
    return Markup(tidying.style(f"{theme.STYLE.read_text('utf-8')}\n{own}"))


@cache
def environment() -> Environment:
    """The templates of the page."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"done": DONE, "purposes": FOR, "systems": SYSTEMS, "counted": counted, "times": times}
    made.globals["months"] = words("en-GB").page["months"].split()
    made.filters |= {"opened": opened, "weight": weight}
    return made
