"""What deserves a second look in a course that could be built: warnings, each with its reason.

Law: advice never stops a build; a rule that would often be wrong says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from markdown_it.token import Token

from game.authoring.problems import Problem, Severity
from game.authoring.readability import reading_age
from game.authoring.readability import words as words_of
from game.authoring.reading import Document
from scorm_export import markup, partners
from scorm_export.activities.choice import Choice
from scorm_export.audiences import AUDIENCES, screen_for
from scorm_export.checking import WrittenCourse
from scorm_export.rendering import LONGER
from scorm_export.sheets import CourseSheet, ModuleSheet
from scorm_export.written import Asked, Stretch, WrittenModule, WrittenScreen

OLDEST = 11
"""The reading age that most adults are glad of."""
FEW_WORDS = 40
"""A shorter text is too short for its reading age to be trusted."""
MOST_WORDS = 150
"""On one screen. More is not read."""
MOST_BYTES = 250_000
"""Of one picture. More keeps a learner on a slow line waiting for seconds."""
PACE, SECONDS = 200, 45
"""Words that a careful reader takes in a minute, and how long one activity takes."""
MARGIN, CHARACTERS = 1.5, 12
"""A right option stands out that is half as long again as the next, and longer by so many characters."""
FEW_QUESTIONS = 8
"""So few questions show no habit."""
HABIT = 0.5
"""The share of right options that may be the longest, or in one place. Of three or four, chance makes a third."""

NEUTRAL_VALUES = partners.NEUTRAL.values
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
SHARE = rf"{NUMBER} (?:in|out of) (?:every )?(?:{NUMBER}|twenty|a hundred)"
CLAIM = re.compile(
    rf"(?<![\d.,])\d{{1,2}}(?:\.\d+)?(?:%| per ?cent\b)|\b{SHARE}\b"
    r"|£?\d[\d.,]* ?(?:million|billion|bn)\b|£\d[\d.,]*m\b",
    re.IGNORECASE,
)
NO_CLAIM = re.compile(r"zoom|battery|pass mark|discount|for example|imagine|suppose", re.IGNORECASE)
"""In a sentence with one of these, a share is no claim about the world."""


def advice(course: WrittenCourse, media: Mapping[str, bytes], today: date | None = None) -> Iterator[Problem]:
    """Every warning about how a course is written."""
    yield from large_pictures(course, media)
    yield from habits(course)
    yield from past_review(course.sheet, today or date.today())
    terms = term_pattern(course)
    for module in course.modules:
        yield from past_review(module.sheet, today or date.today())
        yield from honest_minutes(module)
        if module.lent:
            continue
        for screen in module.screens:
            yield from hard_words(module, screen, terms)
            yield from too_long(module, screen)
            yield from unsourced(module, screen)
        for asked in (*module.asked, *module.bank):
            yield from hard_activity(asked, terms)
            yield from longest_right(asked)


def warning(message: str, module: WrittenModule, line: int) -> Problem:
    """A warning in a line of a module."""
    return Problem(message, module.file, line, 1, Severity.WARNING)


# What a screen says


def said(screen: WrittenScreen) -> str:
    """A screen's prose as plain text, each block a paragraph; what is told at length of a picture is not in it."""
    parts: list[str] = []
    for piece in screen.pieces:
        if isinstance(piece, Stretch):
            parts.extend(paragraphs(piece.tokens))
    return "\n\n".join(parts)


def paragraphs(tokens: Iterable[Token]) -> Iterator[str]:
    """The text of each block of prose, headings apart."""
    within = heading = False
    for token in tokens:
        if str(token.meta.get("marked", "")).lower() in LONGER:
            within = token.type == "blockquote_open"
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline" and not within and not heading and not is_figure(token):
            yield partners.filled(markup.plain([token]), NEUTRAL_VALUES)


def is_figure(token: Token) -> bool:
    """Whether a block is a picture alone."""
    return bool(token.children) and bool(token.children[0].meta.get("figure")) if token.children else False


def term_pattern(course: WrittenCourse) -> re.Pattern[str] | None:
    """Finds the glossary's terms: explained as they are, they do not count as hard."""
    terms = course.glossary.value.terms if course.glossary and course.glossary.value else {}
    if not terms:
        return None
    known = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?:{known})(?:s|es)?\b", re.IGNORECASE)


def age_of(text: str, terms: re.Pattern[str] | None) -> float | None:
    """The reading age of a text that is long enough to have one."""
    easy = terms.sub("it", text) if terms else text
    return reading_age(easy) if len(words_of(easy)) >= FEW_WORDS else None


def hard_words(module: WrittenModule, screen: WrittenScreen, terms: re.Pattern[str] | None) -> Iterator[Problem]:
    """A screen that many would have to read twice."""
    age = age_of(said(screen), terms)
    if age is not None and age > OLDEST:
        yield warning(
            f"the screen '{screen.title}' needs a reading age of {age}, and {OLDEST} is the aim: "
            "shorter sentences, everyday words, technical terms in glossary.yaml",
            module,
            screen.line,
        )


def hard_activity(asked: Asked, terms: re.Pattern[str] | None) -> Iterator[Problem]:
    """An activity that many would have to read twice."""
    value = asked.document.value
    if value is None:
        return
    text = "\n\n".join(partners.filled(markup.plain(markup.inline(one)), NEUTRAL_VALUES) for _, one in value.texts())
    age = age_of(text, terms)
    if age is not None and age > OLDEST:
        message = f"this {value.kind} needs a reading age of {age}, and {OLDEST} is the aim: shorter, plainer"
        yield asked.document.problem((), message, Severity.WARNING)


def too_long(module: WrittenModule, screen: WrittenScreen) -> Iterator[Problem]:
    """A screen that is more than a screen."""
    number = most_words(screen)
    if number > MOST_WORDS:
        message = f"the screen '{screen.title}' has {number} words, and more than {MOST_WORDS} are not read: split it"
        yield warning(message, module, screen.line)


def most_words(screen: WrittenScreen) -> int:
    """The words of a screen for the partner who gets the most of it."""
    audiences = AUDIENCES if any(piece.roles for piece in screen.pieces) else AUDIENCES[:1]
    return max(len(said(screen_for(screen, roles)).split()) for roles in audiences)


def honest_minutes(module: WrittenModule) -> Iterator[Problem]:
    """A module that takes far longer, or far less, than it says."""
    sheet = module.sheet.value
    measured = sum(most_words(screen) for screen in module.screens) / PACE + len(list(module.asked)) * SECONDS / 60
    far = sheet and abs(sheet.minutes - measured) > 2.5 and not 0.6 <= sheet.minutes / max(measured, 1) <= 1.6
    if sheet and far and module.screens:
        message = (
            f"'minutes' says {sheet.minutes}, and reading at {PACE} words a minute with {SECONDS} seconds for each "
            f"activity takes about {max(1, round(measured))}"
        )
        yield module.sheet.problem(("minutes",), message, Severity.WARNING)


# What a screen claims


def unsourced(module: WrittenModule, screen: WrittenScreen) -> Iterator[Problem]:
    """A share or a large sum on a screen that names no source."""
    text = said(screen)
    if not CLAIM.search(text):
        return
    texts = [text for asked in screen.asked if asked.document.value for _, text in asked.document.value.texts()]
    tokens = [*screen.tokens, *(token for text in texts for token in markup.inline(text))]
    if any(child.type == "footnote_ref" for token in tokens for child in token.children or ()):
        return
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        found = CLAIM.search(sentence)
        if found and not NO_CLAIM.search(sentence):
            message = f"'{found.group()}' is a claim without a source on this screen; name one with [^…]"
            yield warning(message, module, screen.line)
            return


def past_review(sheet: Document[CourseSheet] | Document[ModuleSheet], today: date) -> Iterator[Problem]:
    """Sources that somebody should have looked at again."""
    for name, source in (sheet.value.sources if sheet.value and not sheet.problems else {}).items():
        if source.review_by and source.review_by < today:
            message = f"the source '{name}' was to be looked at again by {source.review_by}; does it still hold?"
            yield sheet.problem(("sources", name), message, Severity.WARNING)


def large_pictures(course: WrittenCourse, media: Mapping[str, bytes]) -> Iterator[Problem]:
    """Pictures that take long to load."""
    folder = course.sheet.source.file.removesuffix("course.yaml")
    for name, content in media.items():
        if name.endswith((".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")) and len(content) > MOST_BYTES:
            message = (
                f"{len(content) // 1000:,} kB; over {MOST_BYTES // 1000} kB a slow line takes seconds: make it smaller"
            )
            yield Problem(message, f"{folder}{name}", severity=Severity.WARNING)


# How questions are asked


def longest_right(asked: Asked) -> Iterator[Problem]:
    """A question whose right option gives itself away by its length."""
    value = asked.document.value
    if not isinstance(value, Choice) or value.several or len(value.options) < 2:
        return
    right, others = lengths(value)
    if right and others and right > MARGIN * max(others) and right - max(others) >= CHARACTERS:
        number = next(at for at, option in enumerate(value.options) if option.correct)
        message = "the right option is by far the longest, which gives it away: shorten it, or fill out the others"
        yield asked.document.problem(("options", number, "text"), message, Severity.WARNING)


def lengths(value: Choice) -> tuple[int, list[int]]:
    """The length of the right option, and of each of the others."""
    said_by = [(option.correct, len(markup.plain(markup.inline(option.text)))) for option in value.options]
    return max((size for correct, size in said_by if correct), default=0), [
        size for right, size in said_by if not right
    ]


def habits(course: WrittenCourse) -> Iterator[Problem]:
    """Right options that are mostly the longest, or mostly in one place."""
    questions = [
        value
        for module in course.modules
        for asked in module.asked
        if isinstance(value := asked.document.value, Choice) and not value.several and value.right
    ]
    if len(questions) < FEW_QUESTIONS:
        return
    longest = sum(right > max(others, default=right) for right, others in map(lengths, questions))
    if longest > HABIT * len(questions):
        message = f"the right option is the longest in {longest} of {len(questions)} questions; learners notice"
        yield course.sheet.problem(("modules",), message, Severity.WARNING)
    yield from one_place(course, Counter(value.right for value in questions), len(questions))


def one_place(course: WrittenCourse, places: Mapping[str, int], number: int) -> Iterator[Problem]:
    """A place where most right options stand."""
    letter, most = max(places.items(), key=lambda place: place[1])
    if most > HABIT * number:
        message = f"the right option stands in place {letter} in {most} of {number} questions; mix them"
        yield course.sheet.problem(("modules",), message, Severity.WARNING)
