"""A partner: whose name, contacts and policies a course speaks of, and what kind of body it is.

Law: every value has neutral words, so that a course never has a gap; a course for a partner depends on course and
partner alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from game.authoring.files import bundled
from game.authoring.problems import Flawed, Problem, nearest
from game.authoring.reading import Part, read, source_of
from scorm_export.sheets import Id, Line, Role

VALUE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A partner's value in text: `{{ partner.name }}`."""
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&^$:-])")
SENTENCE_END = re.compile(r"(^|[.!?]['’”\"]?\s+)$")


def checked_address(text: str) -> str:
    """A web address as it must be."""
    if not re.fullmatch(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+", text):
        raise ValueError(f"'{text[:60]}' is not an address; write one that starts with https:// or mailto:")
    return text


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


def find(name: str, here: Path | None = None) -> tuple[Partner, Path]:
    """The partner that a file's path or the name of one in `courses/partners` means. Raises Flawed."""
    here = here or Path.cwd()
    homes = (here / "partners", here / "courses" / "partners", bundled("scorm_export", "courses") / "partners")
    places = [here / name, *(home / f"{name}.yaml" for home in homes)]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        names = sorted({file.stem for home in homes for file in home.glob("*.yaml")})
        guess = nearest(name, names)
        mend = f"did you mean '{guess}'?" if guess else f"known: {', '.join(names)}"
        raise Flawed([Problem(f"there is no partner '{name}'; {mend}")])
    document = read(source_of(path, str(path)), Partner)
    if document.value is None or document.problems:
        raise Flawed(document.problems)
    return document.value.model_copy(update={"id": document.value.id or path.stem}), path
