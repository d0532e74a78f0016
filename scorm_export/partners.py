"""A partner: whose name, contacts and policies a course speaks of, and what kind of body it is.

Law: every value has neutral words, so that a course never has a gap; a course for a partner depends on course and
partner alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from game.authoring.problems import nearest
from game.authoring.reading import Part
from scorm_export.sheets import Completion, Id, Line, Role
from scorm_export.theme import Colours

VALUE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A partner's value in text: `{{ partner.name }}`."""
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&^$:-])")
SENTENCE_END = re.compile(r"(^|[.!?]['’”\"]?\s+)$")


def checked_address(text: str) -> str:
    """A web address as it must be."""
    if not re.fullmatch(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+", text):
        raise ValueError(f"'{text[:60]}' is not an address; write one that starts with https:// or mailto:")
    return text


def checked_logo(text: str) -> str:
    """The name of a logo's file as it must be."""
    if not re.fullmatch(r"(logos/)?[A-Za-z0-9_-]+\.(svg|png)", text):
        raise ValueError(f"'{text[:60]}' is no logo; name a file beside this one that ends in .svg or .png")
    return text


PassMark: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class Policy(Part):
    """A document of the partner that learners should know."""

    title: Line
    """What it is called, as it is to stand in a sentence: the acceptable use policy."""
    address: Annotated[str, AfterValidator(checked_address)] | None = None
    """Where it is read; without one, only its title is given."""


class Policies(Part):
    """The partner's policies. One that is left out is called by its neutral name."""

    acceptable_use: Policy = Policy(title="your organisation’s rules on using IT")
    """What staff may do with devices, accounts and the internet."""
    security: Policy = Policy(title="your organisation’s information security policy")
    """How information is kept safe."""
    data_protection: Policy = Policy(title="your organisation’s data protection policy")
    """How personal data is looked after."""
    social_media: Policy = Policy(title="your organisation’s social media policy")
    """What staff may say in public online."""
    ai: Policy = Policy(title="your organisation’s rules on AI tools")
    """Which AI tools may be used, and for what."""
    accessibility: Policy = Policy(title="your organisation’s accessibility policy")
    """How everyone is included."""
    speaking_up: Policy = Policy(title="your organisation’s policy on speaking up")
    """How to raise a concern in safety."""


class Lms(StrEnum):
    """A learning system whose settings the release page knows."""

    MOODLE = "moodle"
    TOTARA = "totara"
    OPEN_EDX = "open edx"
    OTHER = "other"


class Choices(Part):
    """What a partner asks for in one course, where it is not what the course itself says."""

    pass_mark: PassMark | None = None
    """The share of questions that must be right, in per cent."""
    completion: Completion | None = None
    """What makes the course complete: viewed, passed, or viewed and passed."""
    modules: tuple[Id, ...] = ()
    """Only these modules of the course, by their names in its course.yaml. They stay in the course's order."""


class Partner(Part):
    """What a course must know of the body whose staff take it."""

    id: Id = ""
    """Stays for ever: part of the LMS identifiers. Left out, it is the file's name without .yaml."""
    cycle: Annotated[int | None, Field(ge=2000, le=2199)] = None
    """The year that this round of training is for, such as 2027. In another year learners start afresh."""
    name: Line = "your organisation"
    """The body's name, as it is to stand in a sentence."""
    report_contact: Line = "the service desk of your organisation"
    """Whom staff tell when something looks wrong, with the number or address: the service desk on 01632 960000."""
    accessibility_contact: Line = "the web team of your organisation"
    """Whom staff ask about accessibility, and tell of a barrier."""
    roles: Annotated[tuple[Role, ...], Field(max_length=len(Role))] = ()
    """What kind of body it is: council, police, fire, university. Decides which role blocks are shown."""
    policies: Policies = Policies()
    """Documents that courses point to."""
    colours: Colours = Colours()
    """Its own colours, for light and for dark screens. What is left out is the player's own."""
    logo: Annotated[str, AfterValidator(checked_logo)] | None = None
    """A file beside this one, SVG or PNG: logos/exampleshire.svg."""
    pass_mark: PassMark | None = None
    """For every course, the share of questions that must be right; left out, each course's own."""
    completion: Completion | None = None
    """For every course, what makes it complete; left out, each course's own."""
    courses: dict[Id, Choices] = Field(default_factory=dict)
    """What is otherwise in single courses, by the course's id."""
    standard: Line | None = None
    """The standard that its LMS takes best, such as scorm12. The release page then names that package first."""
    lms: Lms = Lms.OTHER
    """Its learning system: moodle, totara, open edx or other. The release page then gives its settings first."""

    @property
    def values(self) -> Mapping[str, str]:
        """Every value by name, as plain text."""
        named = {f"partner.{name}": str(getattr(self, name)) for name in PLAIN}
        return named | {f"partner.policies.{name}": policy.title for name, policy in self.named_policies().items()}

    @property
    def markdown(self) -> Mapping[str, str]:
        """Every value by name, as Markdown; a policy with an address is a link."""
        linked = {f"partner.policies.{name}": as_link(policy) for name, policy in self.named_policies().items()}
        return {name: plain_markdown(text) for name, text in self.values.items()} | linked

    def choices(self, course: str) -> Choices:
        """What it asks for in one course."""
        own = self.courses.get(course, Choices())
        mark, completion = own.pass_mark or self.pass_mark, own.completion or self.completion
        return Choices(pass_mark=mark, completion=completion, modules=own.modules)

    def named_policies(self) -> Mapping[str, Policy]:
        """The policies by name."""
        return {name: getattr(self.policies, name) for name in Policies.model_fields}


PLAIN = ("name", "report_contact", "accessibility_contact")
NEUTRAL = Partner()
"""Speaks of "your organisation"; it has no role, so that what is for some partners only is left out."""
KNOWN = tuple(NEUTRAL.values)
"""The names of all values."""


def plain_markdown(text: str) -> str:
    """Text as Markdown that says just this."""
    return MARKUP.sub(r"\\\1", text)


def as_link(policy: Policy) -> str:
    """A policy as Markdown."""
    title = plain_markdown(policy.title)
    return f"[{title}](<{policy.address}>)" if policy.address else title


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; one that opens a sentence gets a capital letter."""

    def value(found: re.Match[str]) -> str:
        known = values.get(found.group(1))
        return found.group(0) if known is None else opened(known, text[: found.start()])

    return VALUE.sub(value, text) if "{{" in text else text


def opened(value: str, before: str) -> str:
    """A value as it stands after these words."""
    first = value.lstrip("[").partition(" ")[0]
    if not SENTENCE_END.search(before) or not first.isalpha():
        return value
    at = len(value) - len(value.lstrip("["))
    return value[:at] + value[at].upper() + value[at + 1 :]


def unknown_value(name: str) -> str:
    """The sentence for a value that no partner has."""
    guess = nearest(name, KNOWN) or nearest(name.replace("organisation", "partner"), KNOWN)
    mend = f"did you mean '{guess}'?" if guess else f"known: {', '.join(KNOWN)}"
    return f"there is no value '{name}'; {mend}"
